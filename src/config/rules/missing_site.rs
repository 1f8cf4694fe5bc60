//! A project without `site.yaml`.

use crate::config::PATH;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, SourcePath};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "missing-site",
    severity: Severity::Error,
    explanation: Words::fixed(
        "content/site.yaml 写明网站的名称、语言和主办单位；没有它，其余的都不能检查。",
        "`content/site.yaml` names the site, its languages and its publisher; without it nothing else can be checked.",
    ),
    wrong: "content/site.yml",
    right: "content/site.yaml",
};

/// Reports that there is none, and which of the `others` was meant to be it.
pub fn report<'a>(others: impl Iterator<Item = &'a SourcePath>) -> Diagnostic {
    const MEANT: [&str; 8] = [
        "site.yml",
        "site.yaml.txt",
        "site.yml.txt",
        "site.yaml.yaml",
        "site.yaml.yml",
        "site.txt",
        "sites.yaml",
        "site",
    ];
    let is_meant = |path: &&SourcePath| {
        path.folder() == "content" && MEANT.contains(&path.file_name().to_ascii_lowercase().as_str())
            || path.as_str().eq_ignore_ascii_case(PATH)
    };
    let words = Words::fixed("没有 content/site.yaml", "there is no content/site.yaml");
    match others.into_iter().find(is_meant) {
        Some(path) => {
            let name = path.file_name();
            Diagnostic::new(&RULE, Location::whole(path), words)
                .with_help(words!("把“{name}”改名为“site.yaml”", "rename `{name}` to `site.yaml`"))
                .with_rename(SourcePath::new(PATH))
        }
        None => Diagnostic::new(&RULE, Location::whole(&SourcePath::new(PATH)), words).with_help(Words::fixed(
            "在 content 里建 site.yaml，写上 title、languages 和 publisher；新书用 normbook init 建",
            "make `site.yaml` in `content` with `title`, `languages` and `publisher`; `normbook init` begins a new book",
        )),
    }
}
