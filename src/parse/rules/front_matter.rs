//! Front matter that is missing or has no end.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "front-matter",
    severity: Severity::Error,
    explanation: Words::fixed(
        "每个条目以两行“---”之间的 YAML 开头。",
        "Each item begins with YAML between two lines of `---`.",
    ),
    wrong: "title: 就业服务\n———",
    right: "---\ntitle: 就业服务\n---",
};

/// Reports that a file has no front matter. A heading at its top can begin one.
pub(crate) fn report_missing(location: Location, title: Option<&str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&RULE, location, Words::fixed("没有文件头", "no front matter")).with_help(Words::fixed(
            "第一行写“---”，然后是各个键，再写一行“---”",
            "begin with a line `---`, then the keys, then a line `---`",
        ));
    match title {
        Some(title) if !title.contains(['"', '\\']) => diagnostic.with_fix(format!("---\ntitle: \"{title}\"\n---")),
        Some(_) | None => diagnostic,
    }
}

/// Reports that front matter has no closing line; `fix` is its last line with one.
pub(crate) fn report_unclosed(location: Location, fix: Option<String>) -> Diagnostic {
    let words = Words::fixed(
        "文件头没有结束：这里之后缺一行“---”",
        "front matter without an end: a line `---` is missing behind this",
    );
    let diagnostic = Diagnostic::new(&RULE, location, words)
        .with_help(Words::fixed("在各个键之后加一行“---”", "add a line `---` after the keys"));
    match fix {
        Some(fix) => diagnostic.with_fix(fix),
        None => diagnostic,
    }
}

/// Reports that the first key stands where front matter should begin.
pub(crate) fn report_unopened(location: Location, key: &str) -> Diagnostic {
    let words =
        words!("“{key}”前面缺一行“---”，文件头没有开始", "no line `---` before `{key}`: front matter does not begin");
    Diagnostic::new(&RULE, location, words)
        .with_help(Words::fixed("第一行写“---”", "begin with a line `---`"))
        .with_fix(format!("---\n{key}"))
}

/// Reports a line that was meant to be one of the two.
pub(crate) fn report_odd(location: Location, written: &str) -> Diagnostic {
    let written = written.trim();
    let words = words!("“{written}”应当是三个半角的“-”", "`{written}` should be three hyphens: `---`");
    Diagnostic::new(&RULE, location, words).with_help(Words::fixed("写成：---", "write: ---")).with_fix("---")
}

/// Reports the closing line at the end of another one.
pub(crate) fn report_joined(location: Location, written: &str) -> Diagnostic {
    let words = words!("“{written}”要单独写一行", "`{written}` stands on a line of its own");
    Diagnostic::new(&RULE, location, words)
        .with_help(Words::fixed("另起一行写：---", "write `---` on the next line"))
        .with_fix("\n---")
}

/// Reports that front matter does not begin in the first line.
pub(crate) fn report_late(location: Location) -> Diagnostic {
    let words = Words::fixed("“---”前面有空行或空格", "blanks or empty lines stand before `---`");
    Diagnostic::new(&RULE, location, words)
        .with_help(Words::fixed("“---”写在第一行的开头", "write `---` at the beginning of the first line"))
        .with_fix("---")
}
