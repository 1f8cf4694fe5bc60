//! Marks of Markdown that an input method made full-width.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element};
use crate::parse::written::{self, Line, Written, is_address};
use crate::source::{Location, Source, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "full-width-mark",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "Markdown 的标记是半角的。中文输入法打出的全角标记不起作用，会原样显示。",
        "The marks of Markdown are half-width. What an input method makes full-width has no effect and is shown as it is.",
    ),
    wrong: "[借阅]（t02.md）",
    right: "[借阅](t02.md)",
};

/// Checks the texts of a body.
pub(in crate::parse) fn check(source: &Source, body: &Body, texts: &[Written<'_>], found: &mut Vec<Diagnostic>) {
    for text in texts {
        if text.has(written::BRACKET | written::WIDE) {
            check_brackets(text, found);
        }
        if text.has(written::WIDE) {
            check_pairs(text, found);
            text.lines().for_each(|line| check_line(text, line, found));
            check_picture(source, body, text, found);
        }
    }
}

/// `[文]（址）`, `［文］(址)`, `【【号】】`, `［^1］`, `｛#锚｝`.
fn check_brackets(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    let written = text.text;
    for (at, open) in written.match_indices(['[', '［', '【', '｛']) {
        let line = text.ahead(at);
        if open == "[" && text.is_escaped(at) {
            continue;
        }
        let right = if open == "｛" {
            attributes(line)
        } else {
            [double, call, link, label].iter().find_map(|read| read(line))
        };
        if let Some((length, right)) = right {
            report(text.location(at, at + length), &line[..length], right, found);
        }
    }
}

/// `【【号】】` and its like, which are to be `[[号]]`.
fn double(line: &str) -> Option<(usize, String)> {
    let (closing, rest) = ["【【", "［［", "[【", "【[", "[［", "［["]
        .iter()
        .find_map(|open| line.strip_prefix(open))
        .map(|rest| (["】】", "］］", "]]", "】]", "]】", "］]", "]］"], rest))?;
    let end = closing.iter().filter_map(|close| rest.find(close).map(|at| (at, close.len()))).min()?;
    let inside = &rest[..end.0];
    let is_ref = !inside.is_empty() && inside.chars().count() <= 60 && !inside.contains(['[', '【', '。']);
    let length = line.len() - rest.len() + end.0 + end.1;
    is_ref.then(|| (length, format!("[[{}]]", inside.replace('｜', "|"))))
}

/// `［^1］` and its like, which are to be `[^1]`.
fn call(line: &str) -> Option<(usize, String)> {
    let mut characters = line.chars();
    let open = characters.next()?;
    let mark = characters.next().filter(|mark| matches!(mark, '^' | '＾'))?;
    if open == '[' && mark == '^' {
        return None;
    }
    let rest = characters.as_str();
    let end = rest.find([']', '］', '】'])?;
    let label = &rest[..end];
    let close = rest[end..].chars().next()?.len_utf8();
    let length = line.len() - rest.len() + end + close;
    (!label.is_empty() && !label.contains(char::is_whitespace)).then(|| (length, format!("[^{label}]")))
}

/// A link whose brackets are not all half-width.
fn link(line: &str) -> Option<(usize, String)> {
    let open = line.chars().next()?;
    let rest = &line[open.len_utf8()..];
    let end = rest.find([']', '］', '】'])?;
    let words = &rest[..end];
    let close = rest[end..].chars().next()?;
    let address = &rest[end + close.len_utf8()..];
    let round = address.chars().next().filter(|round| matches!(round, '(' | '（'))?;
    let address = &address[round.len_utf8()..];
    let stop = address.find([')', '）'])?;
    let stopper = address[stop..].chars().next()?;
    let all_half = open == '[' && close == ']' && round == '(' && stopper == ')';
    let target = address[..stop].trim();
    let length = line.len() - address.len() + stop + stopper.len_utf8();
    (!all_half && is_address(target)).then(|| (length, format!("[{words}]({target})")))
}

/// `[文]［标号］`, a link whose address stands elsewhere.
fn label(line: &str) -> Option<(usize, String)> {
    let (words, rest) = line.strip_prefix('[')?.split_once("]［")?;
    let end = rest.find(['］', ']'])?;
    let close = rest[end..].chars().next()?.len_utf8();
    let is_label =
        !rest[..end].is_empty() && !rest[..end].contains(char::is_whitespace) && !words.contains([']', '。']);
    is_label.then(|| (line.len() - rest.len() + end + close, format!("[{words}][{}]", &rest[..end])))
}

/// `｛#锚｝` behind a heading.
fn attributes(line: &str) -> Option<(usize, String)> {
    let rest = line.strip_prefix('｛')?;
    let end = rest.find(['｝', '}'])?;
    let inside = &rest[..end];
    let close = rest[end..].chars().next()?.len_utf8();
    let is_known = inside.starts_with(['#', '＃']) || inside.starts_with("provenance");
    is_known.then(|| ('｛'.len_utf8() + end + close, format!("{{{}}}", inside.replace('＃', "#").replace('＝', "="))))
}

/// `＊＊粗＊＊`, `～～删～～`, `｀码｀`, in one line.
fn check_pairs(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    for (wide, half) in [("＊＊", "**"), ("～～", "~~"), ("｀", "`")] {
        let mut places = text.text.match_indices(wide).map(|(at, _)| at);
        while let Some(open) = places.next() {
            let Some(close) = places.next() else { break };
            let inside = &text.text[open + wide.len()..close];
            if !inside.is_empty() && !inside.contains('\n') && inside.trim() == inside {
                let end = close + wide.len();
                report(text.location(open, end), &text.text[open..end], format!("{half}{inside}{half}"), found);
            }
        }
    }
}

/// Marks of blocks: `＃ 标题`, `＞ 引文`, `－ 项`, `···`.
fn check_line(text: &Written<'_>, line: Line<'_>, found: &mut Vec<Diagnostic>) {
    let indent = line.text.len() - line.text.trim_start_matches('　').len();
    let written = &line.text[indent..];
    let Some(first) = written.chars().next() else { return };
    let length = written.len() - written.trim_start_matches(first).len();
    let rest = &written[length..];
    let blank = rest.starts_with([' ', '　']);
    let count = length / first.len_utf8();
    let right = match first {
        '＃' if count <= 6 && (blank || rest.starts_with(crate::text::cjk::is_han)) => {
            format!("{} ", "#".repeat(count))
        }
        '＞' if count == 1 && !rest.trim().is_empty() => "> ".to_owned(),
        '－' | '＋' if count == 1 && blank && !rest.trim().is_empty() => "- ".to_owned(),
        '·' if count >= 3 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()) => "```".to_owned(),
        '#' if indent > 0 && count <= 6 && blank => format!("{} ", "#".repeat(count)),
        _ => return,
    };
    let behind = if first == '·' { 0 } else { rest.len() - rest.trim_start_matches([' ', '　']).len() };
    let end = indent + length + behind;
    report(text.location_in(line, 0, end), line.text[..end].trim_end(), right, found);
}

/// `！[图](a.svg)`, which shows a link instead of the picture.
fn check_picture(source: &Source, body: &Body, text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    const PICTURES: [&str; 7] = ["svg", "png", "jpg", "jpeg", "gif", "webp", "avif"];
    let Some(before) = text.text.strip_suffix('！') else { return };
    let Some(Content::Open(Element::Attachment(asset))) = body.nodes.get(text.node + 1).map(|node| &node.content)
    else {
        return;
    };
    let is_picture = body.assets.get(*asset as usize).is_some_and(|asset| PICTURES.contains(&asset.path.extension()));
    if is_picture {
        let start = text.start + before.len();
        let location = Location::new(&source.path, Span::new(start, start + '！'.len_utf8()));
        let alone = before.is_empty() || before.ends_with(['\n', '：', '。', '，', '；']);
        let diagnostic = Diagnostic::new(
            &RULE,
            location,
            Words::fixed("全角的“！”不能显示图片，这里只是链接", "a full-width `！` shows no picture; this is a link"),
        )
        .with_help(Words::fixed(
            "图片前面的感叹号用半角：![…](…)",
            "write a half-width mark before a picture: `![…](…)`",
        ));
        found.push(if alone { diagnostic.with_fix("!") } else { diagnostic });
    }
}

fn report(location: Location, written: &str, right: String, found: &mut Vec<Diagnostic>) {
    let shown = right.trim_end();
    let words = words!("“{written}”里的全角标记不起作用", "full-width marks in `{written}` have no effect");
    let help = words!("写成“{shown}”", "write `{shown}`");
    found.push(Diagnostic::new(&RULE, location, words).with_help(help).with_fix(right));
}
