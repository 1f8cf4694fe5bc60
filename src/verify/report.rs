//! A verdict in words: a line for each file, then what to do.

use serde_json::{Value, json};

use super::sums::shown;
use super::{Publisher, Verdict, What};
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
    lines.extend(verdict.site_id.map(|id| match locale {
        Locale::Chinese => format!("网站标识：{id}"),
        Locale::English => format!("site id: {id}"),
    }));
    lines.push(publisher(verdict).say(locale).to_owned());
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
        "build": verdict.site_id.map(|id| id.to_string()),
        "publisher": match verdict.publisher {
            Publisher::NotAsked => "not-asked",
            Publisher::Proved => "proved",
            Publisher::Refuted => "refuted",
        },
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

/// What is known of who made it.
fn publisher(verdict: &Verdict) -> Words {
    match verdict.publisher {
        Publisher::NotAsked => Words::fixed(
            "发布单位：没有核对。清单只能查出损坏，防不住有人连清单一起换掉；请用 --key 或 --id 核对，公钥和网站标识要从别处得到",
            "publisher: not checked. Lists find damage and no forgery, for whoever changes a file can write them anew; check with --key or --id, and have key or id from elsewhere than the package",
        ),
        Publisher::Proved => {
            Words::fixed("发布单位：与给出的公钥或网站标识相符", "publisher: as the given key or site id says")
        }
        Publisher::Refuted => Words::fixed(
            "发布单位：与给出的公钥或网站标识不符，不要使用这个包",
            "publisher: NOT as the given key or site id says; do not use this package",
        ),
    }
}

/// Which package it was, when the manifest can be believed.
fn name(verdict: &Verdict, locale: Locale) -> String {
    match (locale, verdict.title.as_deref().map(shown)) {
        (Locale::Chinese, Some(title)) => format!("（{title}）"),
        (Locale::English, Some(title)) => format!(" ({title})"),
        (_, None) => String::new(),
    }
}

fn say(locale: Locale, zh: &str, en: &str) -> String {
    match locale {
        Locale::Chinese => zh.to_owned(),
        Locale::English => en.to_owned(),
    }
}
