//! What is searched of an item: its names, its text and what its page shows of the front matter.

use crate::model::{Facts, Part, Provenance};
use crate::naming;
use crate::prose::{self, BlockKind};
use crate::site::{EntryIx, Site};

/// A piece of a page's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading inside the page, with its anchor.
    Heading(String, String),
    /// A paragraph, list item, row of a table…, and the anchor it has of its own.
    Text(String, Option<String>),
}

/// What names a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// The title, or what stands in its place.
    pub(super) title: String,
    /// Number of a clause, id of a task or safeguard.
    pub(super) number: Option<String>,
    /// Other names of a role or term.
    pub(super) aliases: Vec<String>,
}

/// The names of an item in its own language.
pub(super) fn names(site: &Site, index: EntryIx) -> Names {
    Names {
        title: naming::title(site, index).to_owned(),
        number: naming::number(site, index).map(str::to_owned),
        aliases: site.entry(index).item.aliases().iter().map(|alias| alias.value.clone()).collect(),
    }
}

/// The short names of the standard and edition that an item belongs to.
pub(super) fn crumb(site: &Site, index: EntryIx) -> String {
    let edition = site.edition_of(index).filter(|edition| edition.entry != site.entry(index).original);
    edition.and_then(|edition| naming::edition_name(site, edition.entry, site.lang(index))).unwrap_or_default()
}

/// Whose words an item is; a translation has what its original has.
pub(super) fn provenance(site: &Site, index: EntryIx) -> Option<Provenance> {
    site.entry(site.entry(index).original).item.provenance()
}

/// Everything that holds on an item's page and is said in its own words, in reading order: what it quotes is found
/// where it is from, with the provenance that it has there.
pub(super) fn blocks(site: &Site, index: EntryIx) -> Vec<Block> {
    let own = prose::text(site, index).into_iter().filter(|block| block.kind != BlockKind::Quotation);
    let own = own.map(|block| match block.kind {
        BlockKind::Heading => Block::Heading(block.text, block.anchor.unwrap_or_default()),
        // Cells are told apart by a blank, as words are.
        _ => Block::Text(block.marked_text().replace(['\t', '\n'], " ").trim().to_owned(), block.anchor),
    });
    let is_empty = |block: &Block| matches!(block, Block::Text(text, _) if text.is_empty());
    let mut blocks: Vec<Block> = own.filter(|block| !is_empty(block)).collect();
    blocks.extend(facts(site, index));
    blocks
}

/// What the page shows of the front matter.
fn facts(site: &Site, index: EntryIx) -> Vec<Block> {
    let entry = site.entry(index);
    let original = site.entry(entry.original);
    let translation = match &entry.item.facts {
        Facts::Translation(translation) => Some(translation),
        _ => None,
    };
    let own = |translated: Option<&String>, original: &str| translated.map_or(original, String::as_str).to_owned();
    let mut lines: Vec<(String, Option<&str>)> = Vec::new();
    if let (Some(work), Some(links)) = (original.item.work(), site.work_links(index)) {
        let lang = site.lang(index);
        let roles = work.who.iter().zip(&links.roles).map(|(assignment, role)| {
            let name = role.map(|role| naming::title(site, site.in_language(role, lang)).to_owned());
            let name = name.unwrap_or_else(|| assignment.role.value.clone());
            assignment.word.as_ref().map_or_else(|| name.clone(), |word| format!("{name} {word}"))
        });
        // The table of duties stands below the third question, whose anchor is there without words of the author's, too.
        let who = entry.item.body.part(Part::Who).and_then(|section| entry.item.body.heading_of(section));
        lines.push((roles.collect::<Vec<_>>().join("、"), Some(who.map_or("who", |heading| &heading.anchor))));
        let records = translation.map(|own| &own.records).filter(|own| !own.is_empty()).unwrap_or(&work.records);
        lines.push((records.join("、"), None));
        let cadence = translation.and_then(|own| own.cadence.as_ref());
        lines.push((own(cadence, work.cadence.as_deref().unwrap_or_default()), None));
    }
    match &original.item.facts {
        Facts::Standard(standard) => lines.push((standard.issuer.clone(), None)),
        Facts::Safeguard(safeguard) => {
            lines.push((own(translation.and_then(|own| own.category.as_ref()), &safeguard.category), None));
        }
        Facts::Note(note) => lines.push((own(translation.and_then(|own| own.unit.as_ref()), &note.unit), None)),
        Facts::Case(case) => {
            lines.push((own(translation.and_then(|own| own.outcome.as_ref()), &case.outcome), None));
            lines.push((own(translation.and_then(|own| own.place.as_ref()), &case.place), None));
            lines.push((own(translation.and_then(|own| own.unit.as_ref()), &case.unit), None));
            lines.extend(case.sources.iter().map(|source| (source.title.clone(), None)));
        }
        Facts::Clause(clause) => lines.extend(clause.source.iter().map(|source| (source.title.clone(), None))),
        Facts::Term(term) => lines.extend(term.source.iter().map(|source| (source.title.clone(), None))),
        _ => {}
    }
    // An empty anchor is the top of the page.
    let lines = lines.into_iter().filter(|(text, _)| !text.is_empty());
    lines.map(|(text, anchor)| Block::Text(text, Some(anchor.unwrap_or_default().to_owned()))).collect()
}
