//! Where reading views are cut into pages.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::site::{Corpus, EditionNode, EntryIx, ROWS_PER_PAGE, ReadingItem};

/// Bytes of one page of a reading view, about: an edition of seventy items of a page each stays whole.
const HEAVIEST: usize = 200_000;

/// What an item weighs besides its text: its head, its facts, its table of duties.
const HEAD: usize = 1_500;

/// The pages of the reading view of every edition.
pub(super) fn all(corpus: &Corpus) -> Vec<Vec<Range<usize>>> {
    corpus.editions.iter().map(|edition| parts(corpus, edition)).collect()
}

/// The pages of every reading view, where some entries are others than before.
pub(super) fn revise(
    before: &Arc<Vec<Vec<Range<usize>>>>,
    corpus: &Corpus,
    stale: &BTreeSet<EntryIx>,
) -> Arc<Vec<Vec<Range<usize>>>> {
    let mut readings = Arc::clone(before);
    let editions = stale.iter().filter_map(|&index| corpus.edition_index(corpus.entry(index).key().edition()?));
    for position in editions.collect::<BTreeSet<usize>>() {
        let own = parts(corpus, &corpus.editions[position]);
        if own != readings[position] {
            Arc::make_mut(&mut readings)[position] = own;
        }
    }
    readings
}

/// Runs of items that are light enough for a page. A run ends before a chapter or another kind of item where one
/// begins in its second half, and anywhere else otherwise.
fn parts(corpus: &Corpus, edition: &EditionNode) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut seam, mut weight) = (0, None, 0);
    let mut before: Option<ReadingItem> = None;
    for at in 0..edition.reading_length() {
        let Some(item) = edition.reading_item(at) else { break };
        let own = HEAD + text_length(corpus, item);
        if at > start && (weight + own > HEAVIEST || at - start >= ROWS_PER_PAGE) {
            let end = seam.filter(|&seam| seam > start + (at - start) / 2).unwrap_or(at);
            parts.push(start..end);
            weight =
                (end..at).filter_map(|at| edition.reading_item(at)).map(|item| HEAD + text_length(corpus, item)).sum();
            (start, seam) = (end, None);
        }
        if begins(before, item) {
            seam = Some(at);
        }
        weight += own;
        before = Some(item);
    }
    if start < edition.reading_length() {
        parts.push(start..edition.reading_length());
    }
    parts
}

/// Bytes of an item's file up to the end of its text: what can be told without reading the text again.
fn text_length(corpus: &Corpus, item: ReadingItem) -> usize {
    corpus.entry(item.entry()).item.body.nodes.last().map_or(0, |node| node.span.range().end)
}

fn begins(before: Option<ReadingItem>, item: ReadingItem) -> bool {
    match (before, item) {
        (_, ReadingItem::Clause(node)) => node.depth == 1,
        (Some(ReadingItem::Task(_)), ReadingItem::Task(_))
        | (Some(ReadingItem::Safeguard(_)), ReadingItem::Safeguard(_)) => false,
        _ => true,
    }
}
