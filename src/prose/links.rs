//! What links and quotations show: the one place where this is decided.

use crate::model::{Kind, Lang, NodeRange};
use crate::site::{EntryIx, Outgoing, Site};

/// Where a ref of a body leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// To an item. A link without words of the author's shows the full name of `shown`.
    Item {
        /// The item as named.
        to: EntryIx,
        /// The place in it.
        anchor: Option<&'a str>,
        /// The entry that is shown for it.
        shown: EntryIx,
    },
    /// Nowhere: the ref as written is shown.
    Broken(&'a str),
}

/// What a quotation shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quotation<'a> {
    /// The words of a clause, in these stretches of the text of `shown`; none while its text is pending.
    Words {
        /// The clause.
        to: EntryIx,
        /// The place in it.
        anchor: Option<&'a str>,
        /// The entry whose words they are.
        shown: EntryIx,
        /// The words.
        ranges: Vec<NodeRange>,
    },
    /// A paragraph with a link that shows its target's full name: only clauses are quoted, and no quotation holds
    /// another.
    Link(Target<'a>),
}

/// The entry to show for a place of an item in a language. A translation that lacks the place is passed over.
pub fn place_in_language(site: &Site, to: EntryIx, anchor: Option<&str>, lang: Lang) -> EntryIx {
    let shown = site.in_language(to, lang);
    match anchor {
        Some(anchor) if !site.entry(shown).item.body.has_anchor(anchor) => to,
        _ => shown,
    }
}

/// Where a ref of a body leads, for readers of a language.
pub fn target<'a>(site: &Site, outgoing: &'a Outgoing, reference: u32, lang: Lang) -> Target<'a> {
    match outgoing.target(reference) {
        Ok((to, anchor)) => Target::Item { to, anchor, shown: place_in_language(site, to, anchor, lang) },
        Err(written) => Target::Broken(written),
    }
}

/// What the quotation of a ref shows, for readers of a language; `within` another quotation no words are quoted.
pub fn quotation<'a>(site: &Site, outgoing: &'a Outgoing, reference: u32, lang: Lang, within: bool) -> Quotation<'a> {
    match target(site, outgoing, reference, lang) {
        Target::Item { to, anchor, shown } if !within && site.entry(to).kind() == Kind::Clause => {
            let body = &site.entry(shown).item.body;
            let ranges = match anchor.and_then(|anchor| body.anchored(anchor)) {
                Some(range) => vec![range],
                None => body.sections.iter().map(|section| section.nodes.clone()).collect(),
            };
            Quotation::Words { to, anchor, shown, ranges }
        }
        target => Quotation::Link(target),
    }
}
