//! What was meant to be a link and is shown with its brackets.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::parse::written::{self, Written, is_address};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "broken-link",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "写得不完整的链接会连同方括号原样显示。链接写作“[文字](地址)”或“[[编号|文字]]”，地址里不能有空格。",
        "A link that is not whole is shown with its brackets. Links are written `[words](address)` or `[[id|words]]`; \
         an address holds no blanks.",
    ),
    wrong: "见[[pages/about。",
    right: "见[[pages/about]]。",
};

/// Checks the texts of a body.
pub(in crate::parse) fn check(texts: &[Written<'_>], found: &mut Vec<Diagnostic>) {
    for text in texts.iter().filter(|text| text.has(written::BRACKET)) {
        check_wiki_links(text, found);
        check_addresses(text, found);
        check_turned(text, found);
    }
}

/// `[[号` without an end, `号]]` without a beginning.
fn check_wiki_links(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    let closing: Vec<usize> = text.find_all("]]").collect();
    let opening: Vec<usize> = text.find_all("[[").collect();
    for &at in &opening {
        let inside = text.text[at + 2..].trim_start();
        let is_list = inside.starts_with(|next: char| next.is_ascii_digit()) && inside.contains(',');
        if inside.starts_with(['[', '【', ' ']) || is_list {
            continue;
        }
        let words = if closing.last().is_none_or(|&end| end <= at) {
            Words::fixed("“[[”没有“]]”与它配对", "`[[` has no `]]`")
        } else {
            Words::fixed("这个“[[…]]”没有成为链接", "this `[[…]]` is no link")
        };
        found.push(report(
            text,
            (at, at + 2),
            words,
            "写成“[[编号]]”或“[[编号|文字]]”",
            "write `[[id]]` or `[[id|words]]`",
        ));
    }
    let is_lonely = !text.text.contains('[');
    for &at in closing.iter().filter(|_| is_lonely) {
        let words = Words::fixed("“]]”没有“[[”与它配对", "`]]` has no `[[`");
        found.push(report(
            text,
            (at, at + 2),
            words,
            "写成“[[编号]]”或“[[编号|文字]]”",
            "write `[[id]]` or `[[id|words]]`",
        ));
    }
}

/// `[文](a b.md)`, `[文](a.md`, `[文] (a.md)`.
fn check_addresses(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    for at in text.find_all("]") {
        let rest = text.ahead(at + 1);
        let address = rest.trim_start_matches(' ');
        let blanks = rest.len() - address.len();
        let Some(address) = address.strip_prefix('(') else { continue };
        let Some(open) = text.last_before(at, &['[']).filter(|&open| !text.is_escaped(open)) else { continue };
        let closed = address.find(')');
        let inside = closed.map_or(address, |end| &address[..end]);
        if blanks > 0 {
            if is_address(inside) && closed.is_some() {
                let words = Words::fixed("方括号和圆括号之间不能有空格", "no blank stands between `]` and `(`");
                let end = at + 1 + blanks;
                found.push(report(text, (at + 1, end), words, "去掉空格", "take the blank out").with_fix(""));
            }
            continue;
        }
        if !is_address(inside) && text.text[..open].ends_with(|before: char| before.is_ascii_alphanumeric()) {
            continue;
        }
        let end = at + 2 + closed.map_or(address.len(), |end| end + 1);
        let words = if closed.is_none() && text.rest_of_line().is_empty() {
            Words::fixed("链接的“(”没有“)”与它配对", "the `(` of a link has no `)`")
        } else {
            Words::fixed("这里没有成为链接", "this is no link")
        };
        let right = "地址里不能有空格；标题写在半角引号里：[文字](地址 \"标题\")";
        found.push(report(text, (open, end), words, right, "an address has no blanks; a title stands in `\"…\"`"));
    }
}

/// `(文)[址]`, with the brackets the other way round.
fn check_turned(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    for (at, sign) in text.text.match_indices([')', '）']) {
        let Some(rest) = text.ahead(at + sign.len()).strip_prefix('[') else { continue };
        let Some(end) = rest.find(']').filter(|&end| is_address(&rest[..end])) else { continue };
        let Some(open) = text.last_before(at, &['(', '（']) else { continue };
        let from = open + text.text[open..].chars().next().map_or(1, char::len_utf8);
        let (label, address) = (&text.text[from..at], &rest[..end]);
        let words = Words::fixed("链接的方括号和圆括号写反了", "the brackets of this link are the wrong way round");
        let help = words!("写成“[{label}]({address})”", "write `[{label}]({address})`");
        let place = text.location(open, at + sign.len() + 1 + end + 1);
        found.push(Diagnostic::new(&RULE, place, words).with_help(help).with_fix(format!("[{label}]({address})")));
    }
}

fn report(text: &Written<'_>, place: (usize, usize), words: Words, zh: &'static str, en: &'static str) -> Diagnostic {
    Diagnostic::new(&RULE, text.location(place.0, place.1), words).with_help(Words::fixed(zh, en))
}
