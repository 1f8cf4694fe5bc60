//! YAML that cannot be read, or that cannot be meant so.

use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::source::{Location, SourcePath, Span};
use crate::words;
use crate::yaml::slips::Edit;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "yaml-syntax",
    severity: Severity::Error,
    explanation: Words::fixed(
        "文件头和 site.yaml 按 YAML 读：冒号、逗号、括号、引号用半角，冒号和“-”后面空一格，缩进用空格，每个键只写一次，值里有冒号加空格时加引号。",
        "Front matter and `site.yaml` are YAML: colons, commas, brackets and quotation marks are those of ASCII, a blank stands \
         behind a colon and behind `-`, blanks indent, each key is written once, and a value that holds a colon with a blank is quoted.",
    ),
    wrong: "title：服务: 就业",
    right: "title: \"服务: 就业\"",
};

/// Most characters of a line that help repeats.
const LONGEST: usize = 100;

/// Where slips were found: a file, its text, and the offset of its YAML there.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    pub(crate) path: &'a SourcePath,
    pub(crate) yaml: &'a str,
    pub(crate) base: usize,
}

/// Reports slips: those of one line that can be mended are one finding. Doubtful ones are warnings of their own.
pub(crate) fn report_slips(at: At<'_>, edits: &[Edit], found: &mut Vec<Diagnostic>) {
    let are_of_one = |one: &Edit, other: &Edit| {
        let can_join = |edit: &Edit| edit.text.is_some() && edit.related.is_none();
        !at.yaml[one.place.start..other.place.start].contains('\n')
            && can_join(one)
            && can_join(other)
            && one.is_doubtful == other.is_doubtful
    };
    found.extend(edits.chunk_by(are_of_one).map(|edits| report(at, edits)));
}

/// Slips of one line as one finding: from the first of them to the last.
fn report(at: At<'_>, edits: &[Edit]) -> Diagnostic {
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return unread(at, 0) };
    let (start, end) = (first.place.start, last.place.end);
    let location = place(at, start, end);
    let mut said: Vec<Words> = Vec::new();
    for words in edits.iter().map(|edit| edit.fault.say()) {
        if !said.contains(&words) {
            said.push(words);
        }
    }
    let say = |locale| said.iter().map(|words| words.say(locale)).collect::<Vec<_>>();
    let (zh, en) = (say(Locale::Chinese).join("；"), say(Locale::English).join("; "));
    let mut diagnostic = Diagnostic::new(&RULE, location, Words::new(zh, en));
    if first.is_doubtful {
        diagnostic.severity = Severity::Warning;
    }
    if let Some(related) = &first.related {
        let words = Words::fixed("另一处在这里", "the other one is here");
        diagnostic = diagnostic.with_related(place(at, related.start, related.end), words);
    }
    match mended(at.yaml, edits) {
        None if first.related.is_some() => diagnostic.with_help(Words::fixed("只留一个", "keep one of them")),
        None => diagnostic.with_help(Words::fixed(
            "写成“键: 值”；是说明文字的，移到文件头下面，或在行首加“# ”",
            "write `key: value`; move words below the front matter, or begin the line with `# `",
        )),
        Some((line, fix)) => {
            let help = if line.is_empty() {
                Words::fixed("删去这一行", "delete this line")
            } else {
                words!("写成：{line}", "write: {line}")
            };
            let diagnostic = diagnostic.with_help(help);
            if first.is_doubtful {
                let help =
                    Words::fixed("真要这样写，就把整个值放在半角引号里", "if it is meant so, quote the whole value");
                return diagnostic.with_help(help).with_fix(fix);
            }
            diagnostic.with_fix(fix)
        }
    }
}

/// The line as it should be, and what should stand where its slips are; nothing where only a person can tell.
fn mended(yaml: &str, edits: &[Edit]) -> Option<(String, String)> {
    let (start, end) = (edits.first()?.place.start, edits.last()?.place.end);
    let (mut fix, mut at) = (String::new(), start);
    for edit in edits {
        fix.push_str(&yaml[at..edit.place.start]);
        fix.push_str(edit.text.as_ref()?);
        at = edit.place.end;
    }
    let head = yaml[..start].rsplit('\n').next().unwrap_or_default();
    let tail = yaml[end..].split('\n').next().unwrap_or_default();
    let is_removed = fix.is_empty() && yaml[start..end].ends_with('\n');
    let line = if is_removed { String::new() } else { format!("{head}{fix}{tail}") };
    let mut line: String = line.trim().to_owned();
    if let Some((cut, _)) = line.char_indices().nth(LONGEST) {
        line.truncate(cut);
        line.push('…');
    }
    Some((line, fix))
}

fn place(at: At<'_>, start: usize, end: usize) -> Location {
    Location::new(at.path, Span::new(start, end).shifted(at.base))
}

/// Reports that a place cannot be read, and nobody knows why.
pub(crate) fn unread(at: At<'_>, offset: usize) -> Diagnostic {
    let line = at.yaml[..offset].rsplit('\n').next().map_or(0, str::len);
    let start = offset - line;
    let own = at.yaml[start..].split('\n').next().unwrap_or_default();
    let written = own.trim();
    let blanks = own.len() - own.trim_start().len();
    let location = place(at, start + blanks, start + blanks + written.len());
    let words = if written.is_empty() {
        Words::fixed("到这里为止读不懂", "what stands before this place cannot be read")
    } else {
        words!("这一行读不懂：{written}", "this line cannot be read: {written}")
    };
    Diagnostic::new(&RULE, location, words).with_help(Words::fixed(
        "一行写一个键：“键: 值”，冒号用半角，后面空一格；列表每项一行，以“- ”开头，行首空格对齐；值里有特殊符号时加半角引号；前一行的括号和引号要成对",
        "write a key a line, `key: value`, with a blank behind the colon; items of a list begin with `- ` and are indented \
         alike; quote values with special signs; see that brackets and quotation marks of the line before are closed",
    ))
}

/// Reports that there is more than any header needs.
pub(crate) fn too_much(at: At<'_>, offset: usize) -> Diagnostic {
    let words = Words::fixed(
        "这里层数太深、条目太多，或者引用（& 和 *）太多，超出了限度",
        "too deep, too many entries or too many aliases (`&` and `*`): this is over the limit",
    );
    Diagnostic::new(&RULE, place(at, offset, offset), words).with_help(Words::fixed(
        "写得浅一些、短一些；不用 & 和 *",
        "write less, and less deeply; do without `&` and `*`",
    ))
}

/// Reports a name behind `*` that no `&` gives.
pub(crate) fn no_anchor(at: At<'_>, offset: usize) -> Diagnostic {
    let words = Words::fixed(
        "值以“*”开头，在 YAML 里另有意思",
        "the value begins with `*`, which means something else in YAML",
    );
    Diagnostic::new(&RULE, place(at, offset, offset), words)
        .with_help(Words::fixed("整个值放在半角引号里", "quote the whole value"))
}
