//! A verdict in words: a line for each file, then what to do.

use serde_json::{Value, json};

use super::sums::shown;
use super::{Verdict, What};
use crate::diag::{Locale, Words};

/// Lines for files that a person is shown; the others are counted.
const MOST_LINES: usize = 300;

impl What {
    /// The word at the beginning of a line.
    fn say(self, locale: Locale) -> &'static str {
        match (locale, self) {
            (Locale::Chinese, Self::Missing) => "缺少",
            (Locale::Chinese, Self::Changed) => "改动",
            (Locale::Chinese, Self::Added) => "多出",
            (Locale::Chinese, Self::Renamed) => "改名",
            (Locale::Chinese, Self::Unreadable) => "读不了",
            (Locale::English, what) => what.word(),
        }
    }

    /// The word for scripts.
    fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Renamed => "renamed",
            Self::Unreadable => "unreadable",
        }
    }
}

const ALL: [What; 5] = [What::Missing, What::Changed, What::Added, What::Renamed, What::Unreadable];

/// For people: every line ends with a line feed.
pub fn text(verdict: &Verdict, locale: Locale) -> String {
    let mut lines = Vec::new();
    if verdict.is_delta {
        lines.push(say(
            locale,
            "这是增量包，只有新增和改动的文件；以下只核对包里有的",
            "this is a delta: it holds new and changed files only, and only these are verified",
        ));
    }
    for finding in verdict.findings.iter().take(MOST_LINES) {
        lines.push(format!(
            "{}  {}  {}",
            finding.what.say(locale),
            shown(&finding.path),
            shown(finding.reason.say(locale))
        ));
    }
    let more = verdict.findings.len().saturating_sub(MOST_LINES);
    if more > 0 {
        lines.push(match locale {
            Locale::Chinese => format!("……还有 {more} 个没有列出（--format json 全部列出）"),
            Locale::English => format!("… and {more} more (--format json lists all)"),
        });
    }
    let notes = verdict.notes.iter().map(|note| match locale {
        Locale::Chinese => format!("注意：{}", shown(note.say(locale))),
        Locale::English => format!("note: {}", shown(note.say(locale))),
    });
    lines.extend(notes);
    lines.push(summary(verdict, locale));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// For scripts: one object, all findings in it.
pub fn json(verdict: &Verdict, locale: Locale) -> Value {
    let findings = verdict.findings.iter().map(
        |finding| json!({"path": finding.path, "what": finding.what.word(), "reason": finding.reason.say(locale)}),
    );
    json!({
        "whole": verdict.is_whole(),
        "compared": if verdict.is_mirror { "mirror" } else if verdict.is_delta { "delta" } else { "package" },
        "title": verdict.title,
        "build": verdict.build,
        "fitting": verdict.fitting,
        "findings": findings.collect::<Vec<_>>(),
        "notes": verdict.notes.iter().map(|note| note.say(locale)).collect::<Vec<_>>(),
    })
}

/// The last line: counts, and what to do.
fn summary(verdict: &Verdict, locale: Locale) -> String {
    let name = name(verdict, locale);
    let fitting = verdict.fitting;
    if verdict.is_whole() {
        return match (locale, verdict.is_mirror, verdict.is_delta) {
            (Locale::Chinese, true, _) => format!("完好：网站上的 {fitting} 个文件都与包里的清单相符{name}"),
            (Locale::Chinese, _, true) => {
                format!("完好：增量包里的 {fitting} 个文件都与清单相符{name}；解到旧包上以后，请再核对一次那个文件夹")
            }
            (Locale::Chinese, ..) => {
                format!("完好：{fitting} 个文件都与两份清单（SHA-256、SM3）相符，没有多出的{name}")
            }
            (Locale::English, true, _) => format!("whole: all {fitting} files of the site are as the lists say{name}"),
            (Locale::English, _, true) => {
                format!(
                    "whole: all {fitting} files of the delta are as the lists say{name}; unpack it over the old package and verify that folder"
                )
            }
            (Locale::English, ..) => {
                format!("whole: {fitting} files are as both lists say (SHA-256, SM3), and no other is there{name}")
            }
        };
    }
    let counts = ALL.into_iter().filter_map(|what| {
        let count = verdict.findings.iter().filter(|finding| finding.what == what).count();
        (count > 0).then(|| format!("{} {count}", what.say(locale)))
    });
    let counts: Vec<String> = counts.collect();
    let todo = todo(verdict);
    match locale {
        Locale::Chinese => format!("不符：{}；相符 {fitting}{name}。{}", counts.join("，"), todo.say(locale)),
        Locale::English => format!("differs: {}; {fitting} fit{name}. {}", counts.join(", "), todo.say(locale)),
    }
}

fn todo(verdict: &Verdict) -> Words {
    let only_added = verdict.findings.iter().all(|finding| finding.what == What::Added);
    match (verdict.is_mirror, only_added) {
        (true, _) => Words::fixed(
            "请把这些文件从包里的 site 文件夹重新复制到服务器，或者按上面说的改服务器的配置",
            "Copy these files again from the folder `site` of the package to the server, or fix its settings as said above",
        ),
        (_, true) => Words::fixed(
            "多出的文件不是发布单位做的：不认识的请删去",
            "The added files are not the publisher's: delete those that you do not know",
        ),
        _ => Words::fixed(
            "请从发布单位的原包里重新复制上面列出的文件；多出的文件，不认识的请删去",
            "Copy the files above again from the publisher's package; delete added files that you do not know",
        ),
    }
}

/// Which package it was, when the manifest can be believed.
fn name(verdict: &Verdict, locale: Locale) -> String {
    let title = verdict.title.as_deref().map(shown);
    let build = verdict.build.as_deref().map(|build| shown(&build.chars().take(12).collect::<String>()));
    match (locale, title, build) {
        (Locale::Chinese, Some(title), Some(build)) => format!("（{title}，网站标识 {build}…）"),
        (Locale::English, Some(title), Some(build)) => format!(" ({title}, build {build}…)"),
        _ => String::new(),
    }
}

fn say(locale: Locale, zh: &str, en: &str) -> String {
    match locale {
        Locale::Chinese => zh.to_owned(),
        Locale::English => en.to_owned(),
    }
}
