//! What is noted of entries.

use super::super::document::{Block, Document, Run};
use super::super::grade::{Doubt, Rule};
use super::{Draft, Fate, Unit};

/// How many entries a block has.
fn entries(block: &Block) -> usize {
    match block {
        Block::Paragraph(_) => 1,
        Block::Table(table) => table.rows.iter().map(Vec::len).sum(),
    }
}

/// Notes that nothing is made of a unit.
pub(super) fn drop(draft: &mut Draft, unit: &Unit, rule: Rule) {
    for entry in &mut draft.entries[unit.entry..unit.entry + entries(&unit.block)] {
        entry.fate = Fate::Dropped;
        entry.dropped = entry.characters();
        entry.rules.push(rule);
        // Nothing of it is shown, so that nothing of it can be wrong.
        entry.doubts.clear();
    }
}

/// Notes that a unit is text of an item.
pub(super) fn body(draft: &mut Draft, unit: &Unit, item: usize) {
    for entry in &mut draft.entries[unit.entry..unit.entry + entries(&unit.block)] {
        entry.fate = Fate::Body(item);
        entry.dropped = 0;
    }
}

/// Notes that a unit is number or title of an item, but for `dropped` characters.
pub(super) fn head(draft: &mut Draft, unit: &Unit, item: usize, dropped: usize) {
    let entry = &mut draft.entries[unit.entry];
    entry.fate = Fate::Head(item);
    entry.dropped = dropped;
    draft.items[item].heads.push(unit.entry);
}

/// Adds a rule to the first entry of a unit.
pub(super) fn rule(draft: &mut Draft, unit: &Unit, rule: Rule) {
    draft.entries[unit.entry].rules.push(rule);
}

/// Adds a doubt to the first entry of a unit.
pub(super) fn doubt(draft: &mut Draft, unit: &Unit, doubt: Doubt) {
    let doubts = &mut draft.entries[unit.entry].doubts;
    if !doubts.contains(&doubt) {
        doubts.push(doubt);
    }
}

/// Gives each footnote to the first item that calls it. An item that calls one of another's shows it again.
pub(super) fn notes(document: &Document, draft: &mut Draft) {
    let first = draft.entries.len() - document.notes.len();
    for index in 0..draft.items.len() {
        let called: Vec<usize> = draft.items[index].body.iter().flat_map(|(_, block)| calls(block)).collect();
        for note in called {
            let Some(entry) = draft.entries.get_mut(first + note) else { continue };
            match entry.fate {
                Fate::Dropped => {
                    entry.fate = Fate::Body(index);
                    entry.dropped = 0;
                }
                Fate::Body(own) if own == index => {}
                Fate::Body(_) | Fate::Head(_) => draft.items[index].repeated.push(note),
            }
        }
    }
}

/// The notes that a block calls.
pub(super) fn calls(block: &Block) -> Vec<usize> {
    let paragraphs: Vec<_> = match block {
        Block::Paragraph(own) => vec![own],
        Block::Table(table) => table.rows.iter().flatten().flat_map(|cell| &cell.paragraphs).collect(),
    };
    let runs = paragraphs.into_iter().flat_map(|own| &own.runs);
    runs.filter_map(|run| match run {
        Run::Note(index) => Some(*index),
        Run::Text(..) | Run::Picture(_) => None,
    })
    .collect()
}
