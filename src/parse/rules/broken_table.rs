//! Lines that look like a table and are none.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element};
use crate::source::{Location, Source, Span};
use crate::text::bytes;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "broken-table",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "表的第一行下面要有一行“|---|---|”，列数与第一行相同，竖线是半角的，表的前后空一行；否则按文字显示，各行接在一起。",
        "Below the first row of a table stands a line `|---|---|` of as many columns; bars are half-width, and blank lines \
         stand around the table. Else it is shown as text, its rows run together.",
    ),
    wrong: "| 事项 | 时限 |\n| 登记 | 5天 |",
    right: "| 事项 | 时限 |\n|---|---|\n| 登记 | 5天 |",
};

/// A line of a paragraph, without what stands before it in a quotation.
struct Line<'s> {
    text: &'s str,
    /// The same with its code blotted out: bars inside are text.
    bare: String,
    start: usize,
}

/// Checks the paragraphs of a body, and the texts that stand in no paragraph.
pub(in crate::parse) fn check(source: &Source, body: &Body, found: &mut Vec<Diagnostic>) {
    let mut until = 0;
    let mut before = None;
    for node in &body.nodes {
        let in_code = matches!(before, Some(&Content::Open(Element::CodeBlock(_))));
        before = Some(&node.content);
        let range = node.span.range();
        let is_text = matches!(node.content, Content::Open(Element::Paragraph(_)) | Content::Text(_)) && !in_code;
        if is_text && range.end > until {
            until = range.end;
            let written = &source.text[range.clone()];
            if may_hold_rows(written) {
                check_block(source, written, range.start, found);
            }
        }
    }
}

/// Whether there is a bar or a tab, or the first two bytes of `｜`, which begin few other characters.
fn may_hold_rows(written: &str) -> bool {
    bytes::any_of(written, b"|\t") || bytes::any_pair(written, |first, second| (first == 0xEF) & (second == 0xBD))
}

fn check_block(source: &Source, written: &str, start: usize, found: &mut Vec<Diagnostic>) {
    let mut offset = start;
    let lines: Vec<Line<'_>> = written
        .split('\n')
        .map(|line| {
            let text = line.trim_start_matches([' ', '>']);
            let start = offset + line.len() - text.len();
            offset += line.len() + 1;
            let text = text.trim_end();
            Line { text, bare: without_code(text), start }
        })
        .collect();
    let Some(first) = lines
        .iter()
        .position(|line| is_row(&line.bare))
        .or_else(|| rows_without_ends(&lines))
        .or_else(|| open_rows(&lines))
    else {
        check_tabs(source, &lines, found);
        return;
    };
    let rows = lines[first..].iter().take_while(|line| line.bare.contains(['|', '｜']));
    let rows: Vec<&Line<'_>> = rows.collect();
    let (Some(head), Some(last)) = (rows.first(), rows.last()) else { return };
    let whole = Span::new(head.start, last.start + last.text.len());
    let location = Location::new(&source.path, whole);
    if rows.iter().any(|row| row.bare.contains('｜')) {
        report_bars(source, whole, location, found);
        return;
    }
    let columns = cells(&head.bare);
    let separator = format!("|{}", "---|".repeat(columns));
    match rows.get(1).filter(|row| is_separator(&half_separator(row.text))) {
        Some(row) if !is_separator(row.text) => {
            let place = Location::new(&source.path, Span::new(row.start, row.start + row.text.len()));
            let words = Words::fixed("这一行要用半角的“-”“|”“:”", "this line takes half-width `-`, `|` and `:`");
            let help = words!("写成“{separator}”", "write `{separator}`");
            found.push(Diagnostic::new(&RULE, place, words).with_help(help).with_fix(separator));
        }
        Some(row) if cells(row.text) != columns => {
            let place = Location::new(&source.path, Span::new(row.start, row.start + row.text.len()));
            let own = cells(row.text);
            let words = words!(
                "表头有 {columns} 列，这一行有 {own} 列，所以这里不是表",
                "the head has {columns} columns and this line {own}, so that this is no table"
            );
            let help = words!("写成“{separator}”", "write `{separator}`");
            found.push(Diagnostic::new(&RULE, place, words).with_help(help).with_fix(separator));
        }
        Some(_) => {}
        None => {
            let words = Words::fixed(
                "这里像表，但是没有“|---|”一行，按文字显示",
                "this looks like a table, but has no line `|---|`: it is shown as text",
            );
            let help = words!("在第一行下面写“{separator}”", "write `{separator}` below the first row");
            let diagnostic = Diagnostic::new(&RULE, location, words).with_help(help);
            let is_certain = head.text.starts_with('|') && !source.text[whole.range()].contains("\n>");
            let fixed =
                format!("{}\n{separator}{}", head.text, &source.text[head.start + head.text.len()..whole.range().end]);
            found.push(if is_certain { diagnostic.with_fix(fixed) } else { diagnostic });
        }
    }
}

fn report_bars(source: &Source, whole: Span, location: Location, found: &mut Vec<Diagnostic>) {
    let half = source.text[whole.range()].replace('｜', "|");
    let half: Vec<String> = half.split('\n').map(half_separator).collect();
    let words = Words::fixed("全角的“｜”不能画表", "full-width bars make no table");
    let help = Words::fixed("用半角的“|”，第一行下面写“|---|”", "write `|`, and a line `|---|` below the first row");
    found.push(Diagnostic::new(&RULE, location, words).with_help(help).with_fix(half.join("\n")));
}

/// A separator written with full-width signs, in half-width ones.
fn half_separator(line: &str) -> String {
    let is_separator = line.contains(['－', '—', '-']) && line.chars().all(|sign| "|－—-：: >".contains(sign));
    if is_separator { line.replace(['－', '—'], "-").replace('：', ":") } else { line.to_owned() }
}

/// Rows that a spreadsheet parted with tabs.
fn check_tabs(source: &Source, lines: &[Line<'_>], found: &mut Vec<Diagnostic>) {
    let tabs = |line: &Line<'_>| line.text.matches('\t').count();
    let is_row =
        |line: &Line<'_>| tabs(line) > 0 && line.text.split('\t').filter(|cell| !cell.trim().is_empty()).count() > 1;
    let Some(first) = lines.iter().position(is_row) else { return };
    let rows: Vec<&Line<'_>> = lines[first..].iter().take_while(|line| tabs(line) == tabs(&lines[first])).collect();
    let (Some(head), Some(last)) = (rows.first(), rows.last()) else { return };
    if rows.len() < 2 {
        return;
    }
    let words = Words::fixed(
        "这里像从电子表格粘贴来的表，各列接在一起",
        "this looks like rows of a spreadsheet; its columns run together",
    );
    let help = Words::fixed(
        "各列之间写“|”，第一行下面写“|---|”",
        "write `|` between columns, and `|---|` below the first row",
    );
    let place = Location::new(&source.path, Span::new(head.start, last.start + last.text.len()));
    let row =
        |line: &&Line<'_>| format!("| {} |", line.text.split('\t').map(str::trim).collect::<Vec<_>>().join(" | "));
    let mut table: Vec<String> = rows.iter().map(row).collect();
    table.insert(1, format!("|{}", "---|".repeat(tabs(head) + 1)));
    let diagnostic = Diagnostic::new(&RULE, place, words).with_help(help);
    let alone = rows.len() == lines.len() && !rows.iter().any(|line| line.text.contains('|'));
    found.push(if alone { diagnostic.with_fix(table.join("\n")) } else { diagnostic });
}

/// A line that begins and ends with bars, as rows are mostly written.
fn is_row(line: &str) -> bool {
    let bar = |side: char| matches!(side, '|' | '｜');
    line.starts_with(bar)
        && line.ends_with(bar)
        && line.matches(bar).count() > 1
        && line.trim_matches(bar).chars().any(|own| !bar(own) && own != ' ')
}

/// The first of two lines that begin with a bar.
fn rows_without_ends(lines: &[Line<'_>]) -> Option<usize> {
    lines.windows(2).position(|pair| pair.iter().all(|line| line.bare.starts_with(['|', '｜'])))
}

/// The first of at least two lines of as many bars that stand between blanks, or of a line above a separator.
fn open_rows(lines: &[Line<'_>]) -> Option<usize> {
    let even = |pair: &[Line<'_>], bar: &str| {
        let count = pair[0].bare.matches(bar).count();
        count > 0 && count == pair[1].bare.matches(bar).count()
    };
    lines.windows(2).position(|pair| {
        let has_bar = |line: &Line<'_>| line.bare.contains('|');
        even(pair, " | ") || even(pair, "｜") || has_bar(&pair[0]) && is_separator(&pair[1].bare) && has_bar(&pair[1])
    })
}

/// A line whose code spans are blotted out, byte for byte.
fn without_code(line: &str) -> String {
    let mut in_code = false;
    let blot = |character: char| {
        in_code ^= character == '`';
        if in_code { "`".repeat(character.len_utf8()) } else { character.to_string() }
    };
    if line.contains('`') { line.chars().map(blot).collect() } else { line.to_owned() }
}

fn is_separator(line: &str) -> bool {
    line.contains('-') && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

/// How many cells a row has. A bar behind a backslash is text.
fn cells(row: &str) -> usize {
    let bars = row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\')).count();
    let outer = usize::from(row.starts_with('|')) + usize::from(row.ends_with('|') && !row.ends_with("\\|"));
    (bars + 1).saturating_sub(outer).max(1)
}
