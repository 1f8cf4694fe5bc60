//! Marks that begin something and do not end it.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::parse::written::{self, Written};
use crate::source::Location;
use crate::text::cjk;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unclosed-mark",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "加粗、代码和注释的标记要成对，挨着文字写。不成对的标记会原样显示，或者把后面的正文一起吞掉。要显示标记本身，在前面加“\\”。",
        "Marks of bold text, code and comments come in pairs and touch the words they enclose. One alone is shown as it is, \
         or swallows the text behind it. To show a mark itself, write a backslash before it.",
    ),
    wrong: "**注意：周末不办理。",
    right: "**注意：**周末不办理。",
};

/// Checks the texts of a body.
pub(in crate::parse) fn check(texts: &[Written<'_>], found: &mut Vec<Diagnostic>) {
    for text in texts {
        if text.has(written::STAR) {
            check_stars(text, found);
        }
        if text.has(written::TICK) {
            check_ticks(text, found);
        }
        if text.has(written::TILDE) {
            check_before_words(text, "~~", found);
        }
        if text.has(written::UNDERSCORE) {
            check_before_words(text, "__", found);
        }
        if text.has(written::LESS) {
            check_comments(text, found);
        }
    }
}

fn check_stars(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    let mut last = None;
    for at in text.find_all("**") {
        let run = text.text[at..].len() - text.text[at..].trim_start_matches('*').len();
        let is_inside = last.is_some_and(|end| at < end);
        last = Some(at + run);
        if is_inside || run != 2 || is_name_or_power(text.text, at) {
            continue;
        }
        let after = text.text[at + 2..].chars().next();
        let blank = after.is_none_or(char::is_whitespace) && text.text[..at].ends_with(' ');
        let opens_blank = after == Some(' ');
        let help = if blank || opens_blank {
            Words::fixed("标记挨着文字写，中间没有空格：**文字**", "the marks touch the words: `**words**`")
        } else {
            Words::fixed("补上另一个“**”；要显示星号，写“\\*\\*”", "add the other `**`; to show stars, write `\\*\\*`")
        };
        let words = Words::fixed("“**”没有成对，按文字显示", "`**` has no partner and is shown as text");
        found.push(Diagnostic::new(&RULE, text.location(at, at + 2), words).with_help(help));
    }
}

/// `2**10`, and names that are not told: `张**`.
fn is_name_or_power(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    let after = text[at + 2..].chars().next();
    let Some(last) = before.next() else { return false };
    let word = |side: Option<char>| side.is_some_and(|side| side.is_ascii_alphanumeric() || side == '/' || side == '.');
    let surname =
        cjk::is_han(last) && !before.next().is_some_and(char::is_alphanumeric) && !after.is_some_and(cjk::is_han);
    word(Some(last)) && word(after) || surname || last == '/' || after == Some('/')
}

fn check_ticks(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    let mut end = 0;
    for at in text.find_all("`") {
        if at < end {
            continue;
        }
        let run = text.text[at..].len() - text.text[at..].trim_start_matches('`').len();
        end = at + run;
        let sign = "`".repeat(run);
        let words = words!("“{sign}”没有成对，按文字显示", "{sign} has no partner and is shown as text");
        let help = Words::fixed(
            "补上另一个；要显示反引号，写“\\`”",
            "add the other one; to show it, write a backslash before it",
        );
        found.push(Diagnostic::new(&RULE, text.location(at, end), words).with_help(help));
    }
}

/// `~~` and `__` before words are meant to mark them. Behind words `~~` may be a lengthened sound, and `__` stands in
/// names of programs.
fn check_before_words(text: &Written<'_>, sign: &'static str, found: &mut Vec<Diagnostic>) {
    for at in text.find_all(sign) {
        let before = text.text[..at].chars().next_back();
        let after = text.text[at + 2..].chars().next();
        let begins = before.is_none_or(|before| !sign.ends_with(before) && !before.is_ascii_alphanumeric());
        if begins && after.is_some_and(cjk::is_han) {
            let words = words!("“{sign}”没有成对，按文字显示", "`{sign}` has no partner and is shown as text");
            let help = words!("补上另一个“{sign}”", "add the other `{sign}`");
            found.push(Diagnostic::new(&RULE, text.location(at, at + 2), words).with_help(help));
        }
    }
}

fn check_comments(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    let last = text.text.rfind("-->");
    for at in text.find_all("<!--") {
        if last.is_none_or(|last| last < at) {
            found.push(report_comment(text.location(at, at + 4)));
        }
    }
}

/// Reports a comment that does not end.
pub(crate) fn report_comment(location: Location) -> Diagnostic {
    let words =
        Words::fixed("注释没有“-->”结束，后面的都按文字显示", "a comment without `-->`: what follows is shown as text");
    Diagnostic::new(&RULE, location, words)
        .with_help(Words::fixed("在注释后面写“-->”", "write `-->` behind the comment"))
}

/// Reports a block of code in which another one begins.
pub(crate) fn report_fence_inside(location: Location, fence: &str, next: &str) -> Diagnostic {
    let words = words!(
        "这个代码块里又有“{next}”：到那里还没有用“{fence}”结束",
        "{next} inside this block of code: no {fence} ended it before"
    );
    let help = Words::fixed(
        "在代码后面单独写一行结束；代码里真有这样的行，外面的围栏写长一些",
        "write it on a line of its own behind the code; if such lines are meant, make the outer fence longer",
    );
    Diagnostic::new(&RULE, location, words).with_help(help)
}

/// Reports a block of code that nothing ends.
pub(crate) fn report_fence(location: Location, fence: &str) -> Diagnostic {
    let words = words!(
        "代码块没有“{fence}”结束，后面的都成了代码",
        "a block of code without {fence} behind it: all that follows is code"
    );
    let help = Words::fixed(
        "在代码后面单独写一行；也可能是前面的代码块少了一行",
        "write it on a line of its own behind the code; or an earlier block lacks its end",
    );
    Diagnostic::new(&RULE, location, words).with_help(help)
}
