//! What a lock vouches for: everything that readers see of a clause, and nothing of how it is written.

use normbook::check::Purpose;
use normbook::pipeline::{self, Memory};
use normbook::prose;

use crate::archive::Archive;
use crate::project::BASE;
use crate::world::snapshot;

const BODY: &str = "**街道**提供服务[^1]：\n\n- a) 登记；\n- b) ~~转办~~推荐。\n\n表 1　岗位\n\n| 类 | 数 |\n|---|---|\n| 甲 | 3 |\n\n\
                    [目录](https://example.org/ \"岗位\")，见[[urban/t01]]。\n\n[^1]: 免费。\n";

/// The hash of a clause of this text.
fn hash(body: &str) -> String {
    let clause = format!("---\nnumber: \"5.7\"\ntitle: 就业\nprovenance: official\n---\n{body}");
    let base = Archive::parse(BASE);
    let files = base.sections.iter().map(|section| {
        let is_clause = section.name.ends_with("/clauses/5.7.md");
        (section.name.as_str(), if is_clause { clause.as_str() } else { section.text.as_str() })
    });
    let built = pipeline::site(&snapshot(files), &mut Memory::default(), Purpose::Draft);
    let edition = built.site.editions.iter().next().unwrap();
    prose::committed(&built.site, edition.clauses[0].entry).hex()
}

#[test]
fn what_readers_see_is_locked() {
    let locked = hash(BODY);
    for (old, new) in [
        ("服务", "业务"),
        ("b) ", "c) "),
        ("~~转办~~", "转办"),
        ("~~转办~~", "~~办理~~"),
        ("~~转办~~推荐", "推荐~~转办~~"),
        ("表 1　岗位", "表 1　名额"),
        ("| 甲 | 3 |", "| 甲 | 4 |"),
        ("| 类 | 数 |", "| 类 | 额 |"),
        ("\"岗位\"", "\"名额\""),
        ("免费", "收费"),
        ("[[urban/t01]]", "[[roles/office]]"),
    ] {
        assert!(BODY.contains(old), "{old}");
        assert_ne!(hash(&BODY.replace(old, new)), locked, "{old} → {new}");
    }
}

#[test]
fn how_it_is_written_is_not() {
    let locked = hash(BODY);
    for (old, new) in [
        ("**街道**", "*街道*"),
        ("**街道**", "街道"),
        ("**街道**提供", "**街道**\n提供"),
        ("|---|---|", "| --- | :-: |"),
        ("免费", "&#x514D;费"),
        ("[^1]", "[^a]"),
        ("[[urban/t01]]", "[[urban@2022/t01]]"),
    ] {
        assert!(BODY.contains(old), "{old}");
        assert_eq!(hash(&BODY.replace(old, new)), locked, "{old} → {new}");
    }
}
