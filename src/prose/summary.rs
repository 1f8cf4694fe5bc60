//! The beginning of a text, for lists and for other programs.

use super::{BlockKind, Walker};
use crate::model::Part;
use crate::site::{EntryIx, Site};

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
        text.push_str(&block.into_line());
    }
    shorten(text.trim(), most)
}

/// Cuts a text behind a sentence where one ends in time, else anywhere, with an ellipsis.
fn shorten(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = &text[..end];
    match cut.rfind(['。', '；', '！', '？']) {
        Some(end) if end * 2 > cut.len() => cut[..end].to_owned() + "。",
        _ => cut.to_owned() + "…",
    }
}
