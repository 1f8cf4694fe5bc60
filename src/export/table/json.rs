//! The table of changes for programs: every item of both editions, every piece with its mark.

use serde_json::{Map, Value, json};

use super::Table;
use crate::comparison::{Comparison, DutyChange, Line, TranslationChange};
use crate::model::Duty;
use crate::naming;
use crate::site::{EntryIx, Fate};
use crate::text::redline::{Mark, Piece, Row};

/// The version of this file's format.
const FORMAT: u32 = 1;

pub(super) fn value(table: &Table<'_>) -> Value {
    let [old, new] = table.editions().map(|edition| edition.key.to_string());
    let [old_title, new_title] = table.titles();
    json!({
        "format": FORMAT,
        "old": {"id": old, "title": old_title},
        "new": {"id": new, "title": new_title},
        "items": table.rows.iter().map(|(fate, comparison)| item(table, fate, comparison)).collect::<Vec<_>>(),
    })
}

fn item(table: &Table<'_>, fate: &Fate, comparison: &Comparison) -> Value {
    let ids = |entries: &[EntryIx]| {
        entries.iter().map(|entry| table.site.entry(*entry).key().to_string()).collect::<Vec<_>>()
    };
    let mut item = json!({
        "kind": fate.kind.word(),
        "changes": comparison.changes.iter().map(|change| change.word()).collect::<Vec<_>>(),
        "old": ids(&fate.old),
        "new": ids(&fate.new),
        "title": pieces(&comparison.title),
        "lines": comparison.lines.iter().map(line).collect::<Vec<_>>(),
        "facts": comparison.facts.iter().map(|fact| json!({"key": fact.key.name, "pieces": pieces(&fact.pieces)})).collect::<Vec<_>>(),
        "duties": comparison.duties.iter().map(|own| duty(table, own)).collect::<Vec<_>>(),
        "translations": comparison.translations.iter().map(translation).collect::<Vec<_>>(),
    });
    if let (Some(said), Some(object)) = (table.site.withdrawal(table.succession, fate), item.as_object_mut()) {
        let mut withdrawn = Map::new();
        withdrawn.insert("date".to_owned(), said.date.to_string().into());
        withdrawn.insert("reason".to_owned(), said.reason.clone().into());
        withdrawn.extend(said.by.clone().map(|by| ("by".to_owned(), by.into())));
        object.insert("withdrawn".to_owned(), withdrawn.into());
    }
    item
}

fn translation(own: &TranslationChange) -> Value {
    json!({
        "lang": own.lang.tag(),
        "title": pieces(&own.title),
        "lines": own.lines.iter().map(line).collect::<Vec<_>>(),
    })
}

fn line(line: &Line) -> Value {
    let (word, old, new) = match line.row {
        Row::Kept { old, new } => ("kept", Some(old), Some(new)),
        Row::Deleted(old) => ("deleted", Some(old), None),
        Row::Inserted(new) => ("inserted", None, Some(new)),
        Row::MovedAway { old, new } => ("moved-away", Some(old), Some(new)),
        Row::MovedHere { old, new } => ("moved-here", Some(old), Some(new)),
    };
    json!({
        "row": word,
        "old": old,
        "new": new,
        "block": line.kind.word(),
        "cells": line.cells.iter().map(|cell| pieces(cell)).collect::<Vec<_>>(),
    })
}

/// Each piece as `["kept" | "deleted" | "inserted", words]`.
fn pieces(pieces: &[Piece]) -> Value {
    let word = |mark: Mark| match mark {
        Mark::Kept => "kept",
        Mark::Deleted => "deleted",
        Mark::Inserted => "inserted",
    };
    pieces.iter().map(|piece| json!([word(piece.mark), piece.text])).collect()
}

fn duty(table: &Table<'_>, own: &DutyChange) -> Value {
    let held = |held: &[(Duty, Option<Box<str>>)]| {
        let one = |(duty, word): &(Duty, Option<Box<str>>)| match word {
            Some(word) => json!({"duty": duty.word(), "word": word}),
            None => json!({"duty": duty.word()}),
        };
        held.iter().map(one).collect::<Vec<_>>()
    };
    let lang = table.site.config.languages.first;
    json!({"role": naming::holder(table.site, &own.holder, lang), "old": held(&own.old), "new": held(&own.new)})
}
