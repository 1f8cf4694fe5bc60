//! Every ref of an item as it is written, with where it leads.

use crate::model::{Pointers, Ref};
use crate::site::{EntryIx, ResolvedRef, Site};
use crate::source::Span;

/// A ref, written and looked up.
pub(super) struct Pointing<'a> {
    pub(super) written: &'a Ref,
    pub(super) span: Span,
    /// Nothing where it leads nowhere, which another rule says.
    pub(super) to: Option<EntryIx>,
}

/// The refs of an original: those of its text, then those of its front matter. `continues` names clauses of
/// the preceding edition and is none of them.
pub(super) fn of(site: &Site, entry: EntryIx) -> Vec<Pointing<'_>> {
    let item = &site.entry(entry).item;
    let outgoing = site.outgoing(entry);
    let mut all = Vec::new();
    let mut put = |written, resolved: &ResolvedRef| {
        all.push(Pointing { written, span: resolved.span, to: resolved.link.entry() });
    };
    item.body.refs.iter().zip(&outgoing.refs).for_each(|(own, to)| put(&own.reference, to));
    match item.pointers() {
        Pointers::None | Pointers::Continues(_) => {}
        Pointers::Work(work) => {
            if let Some(links) = outgoing.relations.work() {
                let lists = [
                    (&work.basis, &links.basis),
                    (&work.counterparts, &links.counterparts),
                    (&work.supported_by, &links.supported_by),
                ];
                lists.into_iter().for_each(|(own, to)| own.iter().zip(to).for_each(|(own, to)| put(&own.value, to)));
            }
        }
        Pointers::Interprets(own) | Pointers::Illustrates(own) => {
            own.iter().zip(outgoing.relations.subjects()).for_each(|(own, to)| put(&own.value, to));
        }
    }
    all
}
