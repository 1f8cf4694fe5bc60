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

/// The first sentence of what is done, where all of it has more than `most` characters or more than one paragraph; nothing
/// where it can stand at the beginning as it is.
pub fn lead(site: &Site, index: EntryIx, most: usize) -> Option<String> {
    let section = site.entry(index).item.body.part(Part::What)?;
    let mut blocks = Walker::new(site, index).at_most(most + 1).read(&section.nodes).into_iter();
    let first = blocks.next()?;
    let is_plain = |block: &super::Block| block.kind == BlockKind::Paragraph && block.text.chars().nth(most).is_none();
    if is_plain(&first) && blocks.next().is_none() {
        return None;
    }
    let text = first.into_line();
    let end = text.find(['。', '！', '？']).map_or(text.len(), |end| end + '。'.len_utf8());
    Some(shorten(text[..end].trim(), most))
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
