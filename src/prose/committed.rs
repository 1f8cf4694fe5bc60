//! What `official.lock` commits of a clause: the one shown text, so that the lock vouches for what readers see.

use super::{Block, lines, text};
use crate::model::{Content, Element};
use crate::site::{EntryIx, Site};
use crate::source::ContentHash;

/// Parts what does not run with the text from the text: no text holds it.
const APART: char = '\u{1F}';

/// SHA-256 of the words that are committed of an item.
pub fn committed(site: &Site, index: EntryIx) -> ContentHash {
    ContentHash::of(committed_words(site, index).as_bytes())
}

/// An item's id, its title and its text, each ended by a line feed. The text is that of its blocks, each on a line of its own,
/// as in tables of open data. Behind it follow, each behind U+001F, what is struck out with the number of bytes before it, and
/// what links and pictures show when one points at them.
pub fn committed_words(site: &Site, index: EntryIx) -> String {
    let header = &site.entry(index).item.header;
    let (shown, deleted) = lines(&text(site, index), Block::before);
    let mut all = format!("{}\n{}\n{shown}\n", header.key.id(), header.title.value);
    for deletion in deleted {
        all.push_str(&format!("{APART}{} {}\n", deletion.at, deletion.text));
    }
    for title in titles(site, index).filter(|title| !title.is_empty()) {
        all.push_str(&format!("{APART}{title}\n"));
    }
    all
}

/// The titles of the links and pictures of an item, in its order.
fn titles(site: &Site, index: EntryIx) -> impl Iterator<Item = &str> {
    let body = &site.entry(index).item.body;
    body.nodes.iter().filter_map(|node| match &node.content {
        Content::Open(Element::External(link)) => Some(&*link.title),
        Content::Open(Element::Link(reference, _)) => body.refs.get(*reference as usize).map(|own| &*own.title),
        Content::Open(Element::Attachment(asset)) => body.assets.get(*asset as usize).map(|own| &*own.title),
        Content::Picture(_, _, title) => Some(title),
        _ => None,
    })
}
