//! Lines that were meant to be headings.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::parse::written::{self, Written};
use crate::text::cjk;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "heading-mark",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "标题的“#”后面要有一个空格，最多六个“#”；否则这一行是普通文字，目录里没有它。",
        "A blank stands behind the `#` of a heading, and there are at most six of them; else the line is plain text and in no \
         list of contents.",
    ),
    wrong: "##办理",
    right: "## 办理",
};

/// Checks the texts of a body.
pub(in crate::parse) fn check(texts: &[Written<'_>], found: &mut Vec<Diagnostic>) {
    for text in texts.iter().filter(|text| text.has(written::HASH) && !text.in_heading) {
        for line in text.lines() {
            let rest = line.text.trim_start_matches('#');
            let blank = written::odd_blank(rest);
            let count = line.text.len() - rest.len();
            let is_alone = text.text.len() == line.text.len();
            let is_topic = rest.trim_end().contains('#');
            let is_heading = match count {
                0 => false,
                1 if blank > 0 => true,
                1 => is_alone && !is_topic && rest.starts_with(cjk::is_han) && !rest.ends_with(['。', '；', '，']),
                2..=6 => !rest.trim().is_empty(),
                _ => rest.starts_with([' ', '\t']) && !rest.trim().is_empty(),
            };
            if !is_heading {
                continue;
            }
            let title = rest.trim().trim_end_matches('#').trim_end();
            let marks = "#".repeat(count.min(6));
            let words = if count > 6 {
                Words::fixed(
                    "标题最多六个“#”，这一行按文字显示",
                    "a heading has at most six `#`; this line is shown as text",
                )
            } else if blank > 0 {
                Words::fixed(
                    "“#”后面不是普通的空格，这一行按文字显示",
                    "no ordinary blank behind `#`: this line is shown as text",
                )
            } else {
                Words::fixed("“#”后面没有空格，这一行按文字显示", "no blank behind `#`: this line is shown as text")
            };
            let help = words!("写成“{marks} {title}”", "write `{marks} {title}`");
            let blanks = rest.len() - rest.trim_start().len();
            let location = text.location_in(line, 0, count + blanks);
            found.push(Diagnostic::new(&RULE, location, words).with_help(help).with_fix(format!("{marks} ")));
        }
    }
}
