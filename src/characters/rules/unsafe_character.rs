//! Characters that no page may hold.

use crate::characters::kinds::Kind;
use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule (XML 1.0, 2.2; Unicode, 23.7; Unicode Technical Report 36, 2.6).
pub(in crate::characters) static RULE: Rule = Rule {
    id: "unsafe-character",
    severity: Severity::Error,
    explanation: Words::fixed(
        "控制字符、非字符和强制改变书写方向的字符不能上网页：它们看不见，会让表格和订阅文件打不开，或者让读者看到的顺序\
         与原文不同。写成“&#x202e;”或者 YAML 的“\\u202e”也一样。",
        "Controls, noncharacters and overrides of the direction must not be on a page: nobody sees them, they make workbooks and \
         feeds ill-formed, or show words in another order than they are written. `&#x202e;` and `\\u202e` of YAML are the same.",
    ),
    wrong: "title: \"值班表\\uffff\"",
    right: "title: 值班表",
};

/// Reports a run of such characters.
pub(in crate::characters) fn report(location: Location, kind: Kind, written: &str) -> Diagnostic {
    of(location, kind, written.chars().next().unwrap_or_default())
        .with_help(Words::fixed("删去它；它在编辑器里多半看不见", "delete it; most editors do not show it"))
}

/// Reports one that an entity or an escape stands for.
pub(in crate::characters) fn report_written(location: Location, kind: Kind, character: char) -> Diagnostic {
    of(location, kind, character).with_help(Words::fixed("删去这个转义", "delete this escape"))
}

/// Reports an entity that stands for no character at all, as `&#xd800;` does.
pub(in crate::characters) fn report_nothing(location: Location, written: &str) -> Diagnostic {
    let words = words!("“{written}”不代表任何字符", "`{written}` stands for no character");
    Diagnostic::new(&RULE, location, words).with_help(Words::fixed("删去这个转义", "delete this escape"))
}

fn of(location: Location, kind: Kind, character: char) -> Diagnostic {
    let name = kind.name(character);
    let (zh, en) = (name.say(Locale::Chinese), name.say(Locale::English));
    let code = u32::from(character);
    Diagnostic::new(
        &RULE,
        location,
        words!("U+{code:04X}（{zh}）不能出现在网页上", "U+{code:04X} ({en}) must not be on a page"),
    )
}
