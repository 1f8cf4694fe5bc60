//! The reading order of clauses, and how deep each stands.

use crate::model::{Clause, ClausePlace, Item, Numbering};
use crate::site::{ClauseNode, EntryIx};
use crate::text::natural::{self, Piece};

/// Where a clause stands: what is smaller comes first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// What stands in front, what is numbered, what stands at the back.
    group: u8,
    key: Vec<Piece>,
    /// A number comes behind what stands before it.
    is_numbered: bool,
    /// The level of the number in its scheme.
    level: u32,
    id: Vec<Piece>,
}

/// Front matter of the document, numbered clauses with what stands between them, then what follows.
pub(super) fn clauses<'a>(
    numbering: &Numbering,
    entries: impl Iterator<Item = (EntryIx, &'a Item)>,
) -> Vec<ClauseNode> {
    let placed = entries.filter_map(|(entry, item)| {
        let clause = item.clause()?;
        Some((place(numbering, clause, item.header.key.id().as_str()), entry))
    });
    let mut placed: Vec<(Place, EntryIx)> = placed.collect();
    placed.sort();
    let mut headings: Vec<u32> = Vec::new();
    let nodes = placed.into_iter().map(|(place, entry)| {
        let depth = if numbering.nests_by_headings() { nested(&mut headings, place.level) } else { place.level };
        ClauseNode { entry, depth }
    });
    nodes.collect()
}

fn place(numbering: &Numbering, clause: &Clause, id: &str) -> Place {
    let order = clause.order.as_ref().map(|order| vec![Piece::Number(u64::from(order.value))]);
    let edge = |group: u8| {
        let key = order.clone().unwrap_or_else(|| vec![Piece::Number(u64::MAX)]);
        Place { group, key, is_numbered: false, level: 1, id: natural::key(id) }
    };
    match &clause.place {
        ClausePlace::Front => edge(0),
        ClausePlace::Among => edge(1),
        ClausePlace::Back => edge(2),
        ClausePlace::Numbered(number) => {
            let ordinal = numbering.ordinal(number);
            let level = ordinal.as_ref().map_or(1, |ordinal| ordinal.level);
            // A number that the scheme does not have is a finding, and still stands somewhere.
            let own = ordinal.map_or_else(|| Some(natural::key(number)), |ordinal| ordinal.key);
            let is_numbered = own.is_some();
            let key = own.or(order).unwrap_or_default();
            Place { group: 1, key, is_numbered, level, id: natural::key(id) }
        }
    }
}

/// How many headings are open above what is of a level: one more than those of smaller levels that it stands under.
fn nested(headings: &mut Vec<u32>, level: u32) -> u32 {
    while headings.last().is_some_and(|&last| last >= level) {
        headings.pop();
    }
    headings.push(level);
    u32::try_from(headings.len()).unwrap_or(u32::MAX)
}
