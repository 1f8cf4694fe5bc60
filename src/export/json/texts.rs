//! Texts: sections, their blocks, translations.

use super::value::{Object, Value};
use super::{anchored, named, put_fact};
use crate::export::text;
use crate::model::keys::Output;
use crate::model::{Alert, Lang, Part, Provenance};
use crate::prose::{self, Block};
use crate::site::{EntryIx, Site};

/// The text of an item, and its translations.
pub(super) fn put(site: &Site, index: EntryIx, object: &mut Object) {
    object.list("text", sections(site, index));
    let translations = site.entry(index).translations.iter().map(|&own| translation(site, own));
    object.list("translations", translations.collect());
}

/// The text of an item, section by section, its footnotes last.
fn sections(site: &Site, index: EntryIx) -> Vec<Value> {
    let entry = site.entry(index);
    let body = &entry.item.body;
    // A translation carries no provenance of its own: what it says is its original's.
    let item = site.entry(entry.original).item.provenance();
    let sections = body.sections.iter().map(|section| {
        let heading = body.heading_of(section);
        let mut object = Object::default();
        if let Some(heading) = heading.map(|heading| prose::heading(site, index, heading)) {
            object.put("heading", heading.text.as_str());
            object.list("deleted", deleted(&heading));
            object.maybe("anchor", heading.anchor);
        }
        object.maybe("part", heading.and_then(|heading| heading.part).map(Part::word));
        object.maybe("provenance", text::provenance(heading, item).map(Provenance::word));
        object.put("blocks", blocks(site, index, &prose::blocks(site, index, &section.nodes)));
        object.into()
    });
    let mut sections: Vec<Value> = sections.collect();
    let footnotes = blocks(site, index, &prose::footnotes(site, index));
    if !footnotes.is_empty() {
        let mut object = Object::default();
        object.maybe("provenance", item.map(Provenance::word));
        object.put("blocks", footnotes);
        sections.push(object.into());
    }
    sections
}

fn blocks(site: &Site, index: EntryIx, blocks: &[Block]) -> Vec<Value> {
    let objects = blocks.iter().map(|block| {
        let mut object = Object::default();
        object.put("type", block.kind.word());
        let mark = text::quotation_mark(site, block).or_else(|| block.mark.as_ref().map(ToString::to_string));
        object.maybe("mark", mark);
        object.put("text", block.text.as_str());
        object.list("deleted", deleted(block));
        object.maybe("depth", Some(block.depth).filter(|depth| *depth > 0));
        object.maybe("alert", block.alert.map(Alert::word));
        object.maybe("anchor", block.anchor.as_deref());
        object.maybe("lang", Some(block.lang).filter(|lang| *lang != site.lang(index)).map(Lang::tag));
        if let Some((clause, anchor)) = &block.of {
            object.put("of", anchored(site, *clause, anchor.as_deref()));
            object.maybe("provenance", site.entry(*clause).item.provenance().map(Provenance::word));
        }
        object.into()
    });
    objects.collect()
}

/// What is struck out of a block, each run with the number of characters of the text before it.
fn deleted(block: &Block) -> Vec<Value> {
    let runs = block.deleted.iter().map(|own| {
        let mut object = Object::default();
        object.put("at", block.text[..own.at].chars().count());
        object.put("text", own.text.as_str());
        object.into()
    });
    runs.collect()
}

/// A translation: its words, and what its file says of itself. Who translated and who read it is nobody's business but the
/// site's.
fn translation(site: &Site, index: EntryIx) -> Value {
    let entry = site.entry(index);
    let mut object = Object::default();
    named(site, index, &mut object);
    if let Some(own) = entry.item.translation() {
        object.put("review", own.review.word());
    }
    for fact in site.own_facts(index).iter().filter(|fact| fact.key.shows(Output::Json)) {
        put_fact(site, fact, &mut object);
    }
    object.list("text", sections(site, index));
    object.into()
}
