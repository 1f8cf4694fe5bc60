//! Blocks as one text: lines for tables, the beginning of a text for lists and for other programs.

use super::{Block, BlockKind, Deletion, Walker};
use crate::model::Part;
use crate::site::{EntryIx, Site};

/// Blocks as one text, each on a line of its own and indented as it stands in lists, with what is struck out in it.
/// `before` gives what stands before a block.
pub fn lines(blocks: &[Block], before: impl Fn(&Block) -> Option<String>) -> (String, Vec<Deletion>) {
    let mut text = String::new();
    let mut deleted = Vec::new();
    for block in blocks {
        // A line that is struck out whole leaves no empty one behind.
        let is_gone = block.text.is_empty() && !block.deleted.is_empty();
        if !is_gone {
            if !text.is_empty() {
                text.push('\n');
            }
            text.extend(std::iter::repeat_n("  ", block.depth.saturating_sub(1)));
            text.extend(before(block));
        }
        let start = text.len();
        deleted.extend(block.deleted.iter().map(|own| Deletion { at: start + own.at, text: own.text.clone() }));
        text.push_str(&block.text);
    }
    (text, deleted)
}

/// The beginning of the text of an entry, in at most `most` characters: of what is done, or of its first section.
/// Others' words, which would need a mark here, are left out.
pub fn summary(site: &Site, index: EntryIx, most: usize) -> String {
    let body = &site.entry(index).item.body;
    let Some(section) = body.part(Part::What).or_else(|| body.sections.first()) else { return String::new() };
    let mut text = String::new();
    for block in Walker::new(site, index).at_most(most).read(&section.nodes) {
        if block.kind == BlockKind::Quotation || block.text.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&block.marked_text().replace(['\t', '\n'], " "));
    }
    shorten(text.trim(), most)
}

/// Cuts a text behind a sentence where one ends in time, else anywhere, with an ellipsis.
fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    match cut.rfind(['。', '；', '！', '？']) {
        Some(end) if end * 2 > cut.len() => cut[..end].to_owned() + "。",
        _ => cut + "…",
    }
}
