//! Characters that are hardly ever meant.

use crate::characters::kinds::{self, Kind};
use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule (Unicode Standard Annex 44 and Unicode Technical Standard 39 on look-alikes).
pub(in crate::characters) static RULE: Rule = Rule {
    id: "odd-character",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "从 PDF、网页和旧文档里拷来的文字常带着不该有的字符：部首“⼀”看着像“一”却搜不到，造字区的字换台机器就没有，\
         零宽空格看不见。少数民族文字和表情符号自己要用的连接符、方向标记不在此列。",
        "Text copied out of PDFs, pages and old documents often brings characters along that nobody meant: a radical looks like \
         its ideograph and is not found, a private-use character is there on one computer alone, a zero-width space is not seen. \
         Joiners and marks of direction that a script or an emoji needs are meant.",
    ),
    wrong: "⼀般规定",
    right: "一般规定",
};

/// Reports a run of such characters.
pub(in crate::characters) fn report(location: Location, kind: Kind, written: &str) -> Diagnostic {
    let diagnostic = of(location, kind, written.chars().next().unwrap_or_default());
    let meant: Option<String> = written.chars().map(|character| kind.meant(character)).collect();
    match meant {
        Some(meant) => with_meant(diagnostic, meant),
        None => diagnostic,
    }
}

/// Reports one that an entity or an escape stands for. `whole` says that nothing else is written there.
pub(in crate::characters) fn report_written(
    location: Location,
    kind: Kind,
    character: char,
    whole: bool,
) -> Diagnostic {
    let diagnostic = of(location, kind, character);
    match kind.meant(character).filter(|_| whole && diagnostic.location.span.start < diagnostic.location.span.end) {
        Some(meant) => with_meant(diagnostic, meant),
        None => diagnostic,
    }
}

/// Reports a value in full width.
pub(in crate::characters) fn report_wide(location: Location, written: &str) -> Diagnostic {
    let narrow: String = written.chars().map(kinds::narrow).collect();
    let words = words!("“{written}”是全角的", "`{written}` is in full width");
    with_meant(Diagnostic::new(&RULE, location, words), narrow)
}

fn of(location: Location, kind: Kind, character: char) -> Diagnostic {
    let name = kind.name(character);
    let (zh, en) = (name.say(Locale::Chinese), name.say(Locale::English));
    let code = u32::from(character);
    let seen = if kinds::is_seen(character) { format!(" {character}") } else { String::new() };
    let words = words!("这里有 U+{code:04X}{seen}（{zh}）", "there is U+{code:04X}{seen} here ({en})");
    let diagnostic = Diagnostic::new(&RULE, location, words);
    match kind.help() {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    }
}

fn with_meant(diagnostic: Diagnostic, meant: String) -> Diagnostic {
    let help = if meant.is_empty() {
        Words::fixed("删去它", "delete it")
    } else {
        words!("改成“{meant}”", "write `{meant}`")
    };
    diagnostic.with_help(help).with_fix(meant)
}
