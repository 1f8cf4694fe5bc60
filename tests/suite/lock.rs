//! What a lock vouches for: everything that readers see of a clause, and nothing of how it is written.

use normbook::check::Purpose;
use normbook::pipeline::{self, Memory};
use normbook::prose;

use crate::archive::Archive;
use crate::project::{BASE, Project};
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

const CLAUSE: &str = "content/standards/urban/2022/clauses/5.7.md";
const TASK: &str = "content/standards/urban/2022/tasks/t01.md";
const KEPT: &str = "locks/urban/2022.txt";
const LOCK: &str = "content/standards/urban/2022/official.lock";

/// A book with an official clause, which is locked.
fn locked() -> Project {
    let project = Project::new();
    project.replace(CLAUSE, "provenance: local", "provenance: official");
    project.run(&["check"]).ends_with(1).says("normbook lock urban@2022");
    // Without a reason it is only shown.
    let shown = project.run(&["lock", "urban@2022"]);
    shown.ends_with(1);
    assert!(shown.out.contains("1 items differ"), "{}", shown.out);
    assert!(
        shown.out.starts_with("new  5.7  5.7 就业  - → ") && shown.out.contains("    街道提供就业服务。"),
        "{}",
        shown.out
    );
    assert!(!project.path(LOCK).exists());
    let reason = ["lock", "urban", "--reason", "与印发文本核对", "--date", "2022-09-01"];
    project.run(&reason).ends_with(0);
    project.run(&["check"]).ends_with(0);
    project
}

#[test]
fn a_correction_is_locked_with_its_reason_and_stands_on_the_page() {
    let project = locked();
    let first = project.read(LOCK);
    project.replace(CLAUSE, "街道提供就业服务。", "街道提供就业与培训服务。");
    project.run(&["check"]).ends_with(1).says("the official text of 5.7 has changed").says("normbook lock urban@2022");
    project.run(&["build"]).ends_with(1);
    let shown = project.run(&["lock", "urban@2022"]);
    shown.ends_with(1);
    assert!(shown.out.starts_with("changed  5.7  "), "{}", shown.out);
    assert_eq!(project.read(LOCK), first);
    let reason =
        ["lock", "urban@2022", "--reason", "勘误：补“与培训”", "--source", "某字〔2023〕1号", "--date", "2023-05-01"];
    project.run(&reason).ends_with(0);
    project.run(&["lock", "urban@2022"]).ends_with(0);
    project.run(&["build"]).ends_with(0);
    let old = first.lines().find(|line| line.ends_with("  5.7")).and_then(|line| line.get(..64)).unwrap();
    let second = project.read(LOCK);
    let event = format!("2023-05-01\t5.7\t{old}\t勘误：补“与培训”\t某字〔2023〕1号\n");
    assert!(second.ends_with(&event) && second.contains("2022-09-01\t5.7\t-\t与印发文本核对\n"), "{second}");
    let page = project.read("output/site/urban/2022/5.7.html");
    assert!(page.contains("勘误") && page.contains("2023-05-01") && page.contains("某字〔2023〕1号"), "{page}");
    // What was locked for the first time is no correction.
    assert!(!page.contains("与印发文本核对"));
}

/// The words that a lock vouches for are kept beside the content: whatever differs is shown in them.
#[test]
fn what_differs_is_shown_word_by_word() {
    let project = locked();
    let kept = project.read(KEPT);
    assert!(kept.contains("  5.7\n\t5.7\n\t就业\n\t街道提供就业服务。\n"), "{kept}");
    project.replace(CLAUSE, "街道提供就业服务。", "街道提供就业与培训服务。");
    project.replace(CLAUSE, "title: 就业", "title: 就业服务");
    let shown = project.run(&["lock", "urban@2022"]);
    assert!(shown.out.contains("    就业{+服务+}\n    街道提供就业{+与培训+}服务。\n"), "{}", shown.out);
    // Words that somebody changed have not their hash, and count for nothing.
    project.write(KEPT, kept.replace("街道", "社区"));
    let shown = project.run(&["lock", "urban@2022"]);
    assert!(shown.out.contains("(an older lock kept the hash alone, not the words)"), "{}", shown.out);
    assert!(shown.out.contains("    街道提供就业与培训服务。\n"), "{}", shown.out);
    project.write(KEPT, kept);
    let gone = |project: &Project| {
        project.replace(CLAUSE, "provenance: official", "provenance: local");
        let shown = project.run(&["lock", "urban@2022"]).out;
        project.replace(CLAUSE, "provenance: local", "provenance: official");
        shown
    };
    assert!(gone(&project).contains("    [-就业\n    街道提供就业服务。\n"), "{}", gone(&project));
    project.run(&["lock", "urban@2022", "--reason", "勘误", "--date", "2023-05-01"]).ends_with(0);
    assert!(project.read(KEPT).contains("\t街道提供就业与培训服务。\n"));
}

/// A lock of an older program has no words: they are added once somebody gives a reason, though nothing differs.
#[test]
fn an_older_lock_gets_its_words() {
    let project = locked();
    let (lock, kept) = (project.read(LOCK), project.read(KEPT));
    project.remove(KEPT);
    project.run(&["check"]).ends_with(0);
    project.run(&["lock", "urban@2022"]).ends_with(0);
    assert!(!project.path(KEPT).exists());
    let run = project.run(&["lock", "urban@2022", "--reason", "补记文字"]);
    run.ends_with(0);
    assert!(run.out.contains("the words that are locked were written to locks/urban/2022.txt"), "{}", run.out);
    assert_eq!((project.read(LOCK), project.read(KEPT)), (lock, kept));
}

#[test]
fn tasks_are_locked_with_their_official_words_and_no_others() {
    let project = locked();
    project.replace(TASK, "provenance: local", "provenance: official\ncadence: 每月");
    let more = "\n## 常见问题 {#faq provenance=interpretive}\n\n不收费。\n";
    let text = project.read(TASK) + more;
    project.write(TASK, text);
    project.run(&["check"]).ends_with(1).says("the official text of t01 is not in official.lock");
    project.run(&["lock", "urban@2022", "--reason", "与印发文本核对", "--date", "2022-10-01"]).ends_with(0);
    project.run(&["check"]).ends_with(0);
    for (old, new, is_official) in [
        ("不收费。", "一律不收费。", false),
        ("每月", "每季度", true),
        ("介绍岗位", "推荐岗位", true),
        ("1. 登记。", "1. 预约登记。", true),
        ("duty: lead", "duty: guide}, {role: office, duty: lead", true),
        ("title: 就业服务", "title: 就业", true),
    ] {
        project.replace(TASK, old, new);
        let run = project.run(&["lock", "urban@2022"]);
        run.ends_with(i32::from(is_official));
        project.replace(TASK, new, old);
    }
    project.run(&["lock", "urban@2022"]).ends_with(0);
}

#[test]
fn what_is_gone_is_taken_out_with_a_reason() {
    let project = locked();
    project.replace(CLAUSE, "provenance: official", "provenance: local");
    project.run(&["check"]).ends_with(1).says("locked item 5.7 is gone");
    let shown = project.run(&["lock", "urban@2022"]);
    assert!(shown.out.starts_with("gone  5.7  "), "{}", shown.out);
    project.run(&["lock", "urban@2022", "--reason", "误标为官方正文", "--date", "2022-10-01"]).ends_with(0);
    project.run(&["check"]).ends_with(0);
    assert!(!project.read(LOCK).lines().any(|line| line.ends_with("  5.7")));
}

#[test]
fn nothing_is_locked_that_readers_will_not_see_so() {
    let project = locked();
    project.run(&["lock", "urban@1999"]).ends_with(2).says("there is no such edition");
    project.run(&["lock", "urban@2022", "--reason", "甲\t乙"]).ends_with(2);
    project.run(&["lock", "urban@2022", "--date", "昨天"]).ends_with(2);
    project.replace(CLAUSE, "街道提供就业服务。", "街道提供[[urban/t99]]。");
    let before = project.read(LOCK);
    project.run(&["lock", "urban@2022", "--reason", "勘误"]).ends_with(1).says("dangling-ref");
    assert_eq!(project.read(LOCK), before);
}
