//! The file of a task: made new, or changed where the sheet says something else.

use super::super::files::quoted;
use super::super::markdown::plain;
use super::heads::Column;
use super::known::{KnownDuty, KnownWork, squeezed};
use super::names::without_number;
use super::plan::{Planned, Value};
use crate::diag::Locale;
use crate::model::keys::{self, when};
use crate::model::{Occasion, Provenance, Recurrence, Standing, Timing};
use crate::text::front_matter::FrontMatter;

/// The file of a task that is not there yet.
pub fn new_work(planned: &Planned, provenance: Provenance, locale: Locale) -> String {
    let mut head = String::new();
    for key in keys::of(planned.kind) {
        let value = if key.is(&keys::PROVENANCE) {
            Some(provenance.word().to_owned())
        } else {
            let of = |own: &&(Column, Value)| match own.0 {
                Column::Title => key.is(&keys::TITLE),
                Column::Who => key.is(&keys::WHO),
                Column::Key(name) => key.name == name,
                _ => false,
            };
            planned.values.iter().find(of).and_then(|(_, value)| yaml(value))
        };
        let value = value.or_else(|| key.is(&keys::CATEGORY).then(|| "待填写".to_owned()));
        head.extend(value.map(|value| line(key.name, &value)));
    }
    let [what, how] = match locale {
        Locale::Chinese => ["做什么", "怎么做"],
        Locale::English => ["What", "How"],
    };
    let mut body = String::new();
    for (column, title, anchor) in [(Column::What, what, "what"), (Column::How, how, "how")] {
        let lines = planned.values.iter().find_map(|(own, value)| match value {
            Value::Lines(lines) if *own == column => Some(lines),
            _ => None,
        });
        if let Some(lines) = lines {
            let gap = if body.is_empty() { "" } else { "\n" };
            body.push_str(&format!("{gap}## {title} {{#{anchor}}}\n{}", section(column, lines, &[])));
        }
    }
    format!("---\n{head}---\n{body}")
}

/// The file of a task that is there, with what the sheet says otherwise; nothing if it has no front matter.
pub fn changed_work(planned: &Planned, there: &KnownWork, text: &str, locale: Locale) -> Option<String> {
    let mut front = FrontMatter::of(text)?;
    let mut body = front.body.to_owned();
    for (column, value) in &planned.values {
        match (column, value) {
            (Column::What | Column::How, Value::Lines(lines)) => {
                body = with_section(&body, *column, lines, there.cell(*column), locale);
            }
            (Column::Title, value) => set(&mut front, keys::TITLE.name, value),
            (Column::Who, value) => set(&mut front, keys::WHO.name, value),
            (Column::Key(name), value) => set(&mut front, name, value),
            _ => {}
        }
    }
    Some(front.above(&body))
}

/// The file of a task with another provenance; nothing if it has no front matter.
pub fn standing(text: &str, provenance: Provenance) -> Option<String> {
    let mut front = FrontMatter::of(text)?;
    front.set(keys::PROVENANCE.name, provenance.word());
    Some(front.above(front.body))
}

fn set(front: &mut FrontMatter<'_>, key: &'static str, value: &Value) {
    match yaml(value) {
        Some(value) => front.set(key, &value),
        None => front.drop(&[key]),
    }
}

/// A line of front matter; a list that stands below its key begins with a line break.
fn line(key: &str, value: &str) -> String {
    let gap = if value.starts_with('\n') { "" } else { " " };
    format!("{key}:{gap}{value}\n")
}

/// A value as YAML; nothing where there is none.
fn yaml(value: &Value) -> Option<String> {
    let list = |all: &[String]| {
        let all: Vec<String> = all.iter().map(|own| written(own)).collect();
        (!all.is_empty()).then(|| format!("[{}]", all.join(", ")))
    };
    match value {
        Value::Text(text) => (!text.is_empty()).then(|| written(text)),
        Value::Texts(all) | Value::Refs(all) | Value::Lines(all) => list(all),
        Value::Occasions(all) => {
            let all: Vec<String> = all.iter().map(occasion).collect();
            (!all.is_empty()).then(|| format!("[{}]", all.join(", ")))
        }
        Value::Duties(all) if all.is_empty() => Some("[]".to_owned()),
        Value::Duties(all) => Some(all.iter().map(|own| format!("\n  - {}", duty(own))).collect()),
    }
}

/// Words as people write them in front matter: between quotation marks where YAML could read something else.
fn written(words: &str) -> String {
    let is_plain = |own: char| own.is_alphanumeric() || "，。；、（）《》“”：".contains(own);
    let begins = words.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_ascii());
    if begins && words.chars().all(is_plain) { words.to_owned() } else { quoted(words) }
}

/// An entry of `when`.
fn occasion(own: &Occasion) -> String {
    let mut parts = match &own.timing {
        // The word stands alone: front matter has no place for what is done.
        Timing::Always => return Standing::Always.word().to_owned(),
        Timing::Recurs(Recurrence { every, months, on }) => {
            let mut parts = vec![format!("{}: {}", when::EVERY.name, every.word())];
            let stretches = months.stretches().into_iter();
            let stretches = stretches
                .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}..{last}") });
            let months: Vec<String> = stretches.collect();
            parts.extend((!months.is_empty()).then(|| format!("{}: [{}]", when::MONTHS.name, months.join(", "))));
            parts.extend(on.map(|day| format!("{}: {}", when::ON.name, day.word())));
            parts
        }
        Timing::After { event, within } => {
            let mut parts = vec![format!("{}: {}", when::AFTER.name, written(event))];
            parts.extend(within.map(|limit| format!("{}: {} {}", when::WITHIN.name, limit.count, limit.unit.word())));
            parts
        }
    };
    parts.extend(own.what.as_ref().map(|what| format!("{}: {}", when::WHAT.name, written(what))));
    format!("{{{}}}", parts.join(", "))
}

fn duty(own: &KnownDuty) -> String {
    let KnownDuty { role, duty, word, provenance } = own;
    let is_id = role.chars().all(|own| own.is_ascii_alphanumeric() || own == '-');
    let role = if is_id { role.clone() } else { written(role) };
    let word = word.as_ref().map_or_else(String::new, |word| format!(", word: {}", written(word)));
    let provenance = provenance.map_or_else(String::new, |own| format!(", provenance: {}", own.word()));
    format!("{{role: {role}, duty: {}{word}{provenance}}}", duty.word())
}

/// The text of a section. Lines that were there keep the source they had: links, terms and looks stay where nothing changed.
fn section(column: Column, lines: &[String], before: &[(String, &str)]) -> String {
    let mut left: Vec<&(String, &str)> = before.iter().collect();
    let mut text = String::new();
    for (number, line) in (1..).zip(lines) {
        let known = left.iter().position(|(shown, _)| *shown == squeezed(line));
        let source = known.map(|at| left.remove(at).1);
        if column == Column::How {
            let words = source.map_or_else(|| plain(line), |own| without_number(own).1.to_owned());
            text.push_str(&format!("{number}. {words}\n"));
        } else {
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}{}\n", source.map_or_else(|| plain(line), |own| own.trim().to_owned())));
        }
    }
    text
}

/// A body whose section says something else now. `shown` is what a workbook says of it so far.
fn with_section(body: &str, column: Column, lines: &[String], shown: &str, locale: Locale) -> String {
    let (anchor, title) = match (column, locale) {
        (Column::How, Locale::Chinese) => ("how", "怎么做"),
        (Column::How, Locale::English) => ("how", "How"),
        (_, Locale::Chinese) => ("what", "做什么"),
        (_, Locale::English) => ("what", "What"),
    };
    let mark = format!("{{#{anchor}");
    let is_heading = |line: &str| line.starts_with("## ") || line.starts_with("# ");
    let all: Vec<&str> = body.split_inclusive('\n').collect();
    let start = all.iter().position(|line| is_heading(line) && line.contains(&mark));
    let Some(start) = start else {
        let section = format!("## {title} {{#{anchor}}}\n{}\n", section(column, lines, &[]));
        return format!("{section}{body}");
    };
    let end = all[start + 1..].iter().position(|line| is_heading(line)).map_or(all.len(), |at| start + 1 + at);
    let source: Vec<&str> = all[start + 1..end].iter().copied().filter(|line| !line.trim().is_empty()).collect();
    // What a line shows is known where each line of the source shows as one line.
    let shown: Vec<&str> = shown.lines().collect();
    let is_paired = shown.len() == source.len();
    let before: Vec<(String, &str)> = shown
        .iter()
        .zip(&source)
        .filter(|_| is_paired)
        .map(|(shown, source)| (squeezed(without_number(shown).1), *source))
        .collect();
    let gap = if end < all.len() { "\n" } else { "" };
    let lead = all[start + 1..end].first().filter(|line| line.trim().is_empty()).copied().unwrap_or("");
    format!("{}{lead}{}{gap}{}", all[..=start].concat(), section(column, lines, &before), all[end..].concat())
}
