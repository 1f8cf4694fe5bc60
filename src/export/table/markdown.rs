//! The table of changes as Markdown: what was deleted stands in `del`, what was inserted in `ins`.

use std::fmt::Write;

use super::{Table, words};
use crate::comparison::{Comparison, DutyChange, Line};
use crate::diag::Words;
use crate::model::{Duty, Kind};
use crate::naming;
use crate::site::Fate;
use crate::text::redline::{Mark, Piece, Row};

pub(super) fn text(table: &Table<'_>) -> String {
    let mut text = String::new();
    let [old, new] = table.titles();
    let _ = writeln!(text, "# {}\n", table.say(&Words::fixed("新旧条文对照表", "Table of changes")));
    let _ = writeln!(text, "{} → {}\n", escaped(old), escaped(new));
    for kind in [Kind::Clause, Kind::Task, Kind::Safeguard] {
        let rows: Vec<&(&Fate, Comparison)> = table.rows.iter().filter(|(fate, _)| fate.kind == kind).collect();
        if !rows.is_empty() {
            group(table, kind, &rows, &mut text);
        }
    }
    text
}

fn group(table: &Table<'_>, kind: Kind, rows: &[&(&Fate, Comparison)], text: &mut String) {
    let head = [Words::fixed("变化", "Change"), Words::fixed("原", "Old"), Words::fixed("新", "New")];
    let [change, old, new] = head.map(|words| table.say(&words));
    let _ = writeln!(text, "## {}\n\n| {change} | {old} | {new} |\n|---|---|---|", table.say(&words::kind(kind)));
    for (fate, comparison) in rows {
        let [old, new] = [&fate.old, &fate.new].map(|entries| escaped(&table.names(entries)).replace('\n', "<br>"));
        let _ = writeln!(text, "| {} | {old} | {new} |", table.changes(comparison));
    }
    text.push('\n');
    for (fate, comparison) in rows.iter().filter(|(_, comparison)| comparison.is_shown()) {
        item(table, fate, comparison, text);
    }
}

fn item(table: &Table<'_>, fate: &Fate, comparison: &Comparison, text: &mut String) {
    let named = if fate.new.is_empty() { &fate.old } else { &fate.new };
    let name = escaped(&table.names(named)).replace('\n', " / ");
    let _ = writeln!(text, "### {name} [{}]\n", table.changes(comparison));
    if let Some(said) = table.withdrawal(fate) {
        let _ = writeln!(text, "{}\n", escaped(&said));
    }
    if comparison.title.iter().any(|piece| piece.mark != Mark::Kept) && !fate.old.is_empty() && !fate.new.is_empty() {
        let _ = writeln!(text, "{}\n", marked(&comparison.title));
    }
    lines(table, &comparison.lines, text);
    for fact in &comparison.facts {
        let _ = writeln!(text, "- {}: {}", fact.key.called(table.locale), marked(&fact.pieces));
    }
    for own in &comparison.duties {
        let _ = writeln!(text, "- {}", duty(table, own));
    }
    if !comparison.facts.is_empty() || !comparison.duties.is_empty() {
        text.push('\n');
    }
    for own in &comparison.translations {
        let _ = writeln!(text, "{}\n", escaped(&table.language(own)));
        if own.end().is_some() {
            continue;
        }
        if own.title.iter().any(|piece| piece.mark != Mark::Kept) {
            let _ = writeln!(text, "{}\n", marked(&own.title));
        }
        lines(table, &own.lines, text);
    }
}

fn lines(table: &Table<'_>, lines: &[Line], text: &mut String) {
    for line in lines {
        let moved = match line.row {
            Row::MovedAway { .. } => table.say(&Words::fixed("〔移往别处〕", "[moved elsewhere] ")),
            Row::MovedHere { .. } => table.say(&Words::fixed("〔由别处移来〕", "[moved here] ")),
            Row::Kept { .. } | Row::Deleted(_) | Row::Inserted(_) => String::new(),
        };
        let cells: Vec<String> = line.cells.iter().map(|cell| marked(cell)).collect();
        let _ = writeln!(text, "{moved}{}\n", cells.join(" ｜ "));
    }
}

fn duty(table: &Table<'_>, own: &DutyChange) -> String {
    let held = |held: &[(Duty, Option<Box<str>>)]| -> String {
        let one = |(duty, _): &(Duty, Option<Box<str>>)| table.say(&words::duty(*duty));
        held.iter().map(one).collect::<Vec<_>>().join(" ")
    };
    let holder = naming::holder(table.site, &own.holder, table.site.config.languages.first);
    let (old, new) = (held(&own.old), held(&own.new));
    let mark = |tag: &str, text: &str| if text.is_empty() { String::new() } else { format!("<{tag}>{text}</{tag}>") };
    format!("{}: {}{}", escaped(holder), mark("del", &old), mark("ins", &new))
}

fn marked(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece.mark {
        Mark::Kept => escaped(&piece.text),
        Mark::Deleted => format!("<del>{}</del>", escaped(&piece.text)),
        Mark::Inserted => format!("<ins>{}</ins>", escaped(&piece.text)),
    };
    pieces.iter().map(piece).collect()
}

/// Words that mean nothing in Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '#' => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}
