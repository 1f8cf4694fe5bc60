//! Marks that other tools know and Markdown does not.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::parse::written::{self, Line, Written};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "other-dialect",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "这是别的工具的写法，这里不起作用，按文字显示。",
        "This is how other tools have it; here it has no effect and is shown as text.",
    ),
    wrong: "!!! note",
    right: "> [!NOTE]",
};

/// How another tool writes something, and how it is written here.
struct Dialect {
    zh: &'static str,
    en: &'static str,
}

const BOX: Dialect = Dialect { zh: "框写作“> [!注意]”", en: "a box is written `> [!NOTE]`" };
const MARKED: Dialect =
    Dialect { zh: "要突出的文字写作“**文字**”", en: "words that stand out are written `**words**`" };
const CONTENTS: Dialect = Dialect {
    zh: "目录是自动生成的，删去这一行",
    en: "contents are made by themselves: take this line out",
};
const INCLUDE: Dialect = Dialect {
    zh: "引用条文写作“![[5.7]]”，别的内容不能并入",
    en: "a clause is quoted with `![[5.7]]`; nothing else can be included",
};
const TEMPLATE: Dialect = Dialect {
    zh: "正文里没有模板语言，直接写文字",
    en: "bodies have no template language: write the words",
};
const ATTRIBUTES: Dialect = Dialect {
    zh: "只有标题可以带“{#锚点}”，删去这一处",
    en: "only headings take `{#anchor}`: take it out",
};
const PAGE_BREAK: Dialect =
    Dialect { zh: "不能在正文里分页，删去这一行", en: "bodies have no page breaks: take this line out" };
const DIRECTIVE: Dialect = Dialect { zh: "改用 Markdown 写法", en: "write it in Markdown" };
const ABBREVIATION: Dialect = Dialect {
    zh: "缩写写成术语，在 content/terms 里一个词一个文件",
    en: "an abbreviation is a term: a file of its own in content/terms",
};
const NOTE: Dialect = Dialect {
    zh: "脚注写作“[^1]”，另起一段写“[^1]: 内容”",
    en: "a footnote is `[^1]`, with `[^1]: words` in a paragraph of its own",
};

/// Checks the texts of a body.
pub(in crate::parse) fn check(texts: &[Written<'_>], found: &mut Vec<Diagnostic>) {
    for text in texts {
        if text.has(written::EQUAL) {
            check_highlights(text, "==", found);
        }
        if text.has(written::DASH) {
            check_highlights(text, "++", found);
        }
        if text.has(written::BRACE) {
            check_braces(text, found);
        }
        if text.has(written::BRACKET) {
            check_notes(text, found);
        }
        if text.has(written::BRACKET | written::BANG | written::COLON | written::DASH | written::BACKSLASH) {
            text.lines().for_each(|line| check_line(text, line, found));
        }
    }
}

/// `==亮==`, `++新++`.
fn check_highlights(text: &Written<'_>, sign: &'static str, found: &mut Vec<Diagnostic>) {
    let last = &sign[1..];
    let mut places = text.find_all(sign);
    while let Some(open) = places.next() {
        let before = text.text[..open].chars().next_back();
        let rest = &text.text[open + 2..];
        let opens = !before.is_some_and(|before| before.is_ascii_alphanumeric() || "=!<>+".contains(before))
            && rest.starts_with(|next: char| !next.is_whitespace())
            && !rest.starts_with(last);
        let Some(end) = rest.find(sign).filter(|_| opens) else { continue };
        let inside = &rest[..end];
        if inside.contains('\n') || inside.ends_with(' ') || inside.ends_with(last) || rest[end + 2..].starts_with(last)
        {
            continue;
        }
        report(text, (open, open + 2 + end + 2), &MARKED, found);
        places.next();
    }
}

/// `{{#include}}`, `{% if %}`, `{: .class}`, `{.class}`.
fn check_braces(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    let mut end = 0;
    for (at, _) in text.text.match_indices('{') {
        if at < end || text.is_escaped(at) {
            continue;
        }
        let line = text.ahead(at);
        let until = |close: &str| line.find(close).map(|found| found + close.len());
        let (length, dialect) = if line.starts_with("{{") {
            let includes = line.starts_with("{{#") || line.contains("include");
            (until("}}}").or_else(|| until("}}")), if includes { &INCLUDE } else { &TEMPLATE })
        } else if line.starts_with("{%") {
            let includes = line.contains("include");
            (until("%}"), if includes { &INCLUDE } else { &TEMPLATE })
        } else if line.starts_with("{:")
            || line.starts_with("{.")
            || line.starts_with("{#") && !text.in_heading
            || sizes_picture(text, at, line)
        {
            (until("}").filter(|&length| is_attributes(&line[1..length - 1])), &ATTRIBUTES)
        } else {
            continue;
        };
        if let Some(length) = length {
            report(text, (at, at + length), dialect, found);
            end = at + length;
        }
    }
}

/// Whether braces right behind a picture or link begin with a name and its value: `{width=50%}`.
fn sizes_picture(text: &Written<'_>, at: usize, line: &str) -> bool {
    let name = line[1..].trim_start_matches(|character: char| character.is_ascii_alphabetic());
    at == 0 && !text.in_heading && name.len() + 1 < line.len() && name.starts_with('=') && text.is_behind(')')
}

/// Whether the inside of braces is made of names of classes, anchors and the like.
fn is_attributes(inside: &str) -> bool {
    let inside = inside.trim_start_matches(':').trim();
    let is_name = |word: &str| {
        let name = word.trim_start_matches(['#', '.']);
        name.len() < word.len() && !name.is_empty() || word.contains('=')
    };
    inside.is_ascii() && !inside.is_empty() && inside.split_ascii_whitespace().all(is_name)
}

/// `^[注文]`.
fn check_notes(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    for at in text.find_all("^[") {
        if let Some(end) = text.ahead(at).find(']') {
            report(text, (at, at + end + 1), &NOTE, found);
        }
    }
}

/// Lines that other tools take for blocks of their own.
fn check_line(text: &Written<'_>, line: Line<'_>, found: &mut Vec<Diagnostic>) {
    let written = line.text.trim_end();
    let lower = written.to_ascii_lowercase();
    let word_behind = |mark: &str| {
        written
            .strip_prefix(mark)
            .is_some_and(|rest| rest.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let dialect = if word_behind("!!!") || word_behind("???") || word_behind("???+") {
        &BOX
    } else if matches!(&*lower, "[toc]" | "[[toc]]" | "[[_toc_]]" | "@[toc]" | "[目录]" | "{toc}" | "<toc>")
        || lower.starts_with(".. contents::")
    {
        &CONTENTS
    } else if written.starts_with(".. ") && written.contains("::") {
        if lower.starts_with(".. include") { &INCLUDE } else { &DIRECTIVE }
    } else if written.starts_with("*[") && written.contains("]:") {
        &ABBREVIATION
    } else if matches!(&*lower, "\\newpage" | "\\pagebreak" | "\\clearpage") {
        &PAGE_BREAK
    } else if lower.starts_with("--8<--") || lower.starts_with("@import ") || lower.starts_with("@include ") {
        &INCLUDE
    } else {
        return;
    };
    report_at(text.location_in(line, 0, written.len()), written, dialect, found);
}

/// Reports words behind the language of a block of code.
pub(crate) fn report_behind_language(location: crate::source::Location, written: &str) -> Diagnostic {
    let words = words!(
        "“{written}”写在代码的语言后面，不显示",
        "`{written}` stands behind the language of code and is not shown"
    );
    let help = Words::fixed("写在代码块的前面", "write it before the block of code");
    Diagnostic::new(&RULE, location, words).with_help(help)
}

fn report(text: &Written<'_>, place: (usize, usize), dialect: &Dialect, found: &mut Vec<Diagnostic>) {
    report_at(text.location(place.0, place.1), &text.text[place.0..place.1], dialect, found);
}

fn report_at(location: crate::source::Location, written: &str, dialect: &Dialect, found: &mut Vec<Diagnostic>) {
    let words = words!("“{written}”按文字显示", "`{written}` is shown as text");
    found.push(Diagnostic::new(&RULE, location, words).with_help(Words::fixed(dialect.zh, dialect.en)));
}
