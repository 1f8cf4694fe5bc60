//! What is searched of an item: its names, its text and what its page shows of the front matter.

use std::borrow::Cow;

use crate::model::keys::{self, Output};
use crate::model::{Duty, Kind, Number, Part, Provenance};
use crate::naming;
use crate::prose::{self, BlockKind};
use crate::site::{EntryIx, FactValue, ResolvedAssignment, Site};

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
    /// Number of a clause; what a task or safeguard is called by.
    pub(super) number: Option<String>,
    /// Other names of a role or term.
    pub(super) aliases: Vec<String>,
    /// Of the page that its standard's or edition's pages stand behind: its short name.
    pub(super) short: Option<String>,
    /// The id of a task or safeguard.
    pub(super) counted: Option<Counted>,
}

/// An id that counts what is of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// The id.
    pub(super) id: String,
    /// The word of the kind.
    pub(super) kind: &'static str,
}

/// The names of an item in its own language.
pub(super) fn names(site: &Site, index: EntryIx) -> Names {
    let entry = site.entry(site.entry(index).original);
    Names {
        title: naming::title(site, index).to_owned(),
        number: naming::number(site, index).map(Cow::into_owned),
        aliases: site.entry(index).item.aliases().iter().map(|alias| alias.value.clone()).collect(),
        short: is_head(site, index).then(|| naming::short_title(site, index).to_owned()),
        counted: (entry.kind().spec().number == Number::Id)
            .then(|| Counted { id: entry.key().id().to_string(), kind: entry.kind().word() }),
    }
}

/// Whether an item is what other pages belong to: a standard, an edition.
pub(super) fn is_head(site: &Site, index: EntryIx) -> bool {
    let original = &site.entry(site.entry(index).original).item;
    original.standard().is_some() || original.edition().is_some()
}

/// The short names of the standard and edition that an item belongs to; of a standard its own.
pub(super) fn crumb(site: &Site, index: EntryIx) -> String {
    if site.entry(index).kind() == Kind::Standard {
        let short = naming::short_title(site, index);
        return if short == naming::title(site, index) { String::new() } else { short.to_owned() };
    }
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
    let own = own.map(|mut block| match (block.kind, block.anchor.take()) {
        (BlockKind::Heading, anchor) => Block::Heading(block.text, anchor.unwrap_or_default()),
        (_, anchor) => Block::Text(block.into_line().trim().to_owned(), anchor),
    });
    let is_empty = |block: &Block| matches!(block, Block::Text(text, _) if text.is_empty());
    let mut blocks: Vec<Block> = own.filter(|block| !is_empty(block)).collect();
    blocks.extend(facts(site, index));
    blocks
}

/// What the page shows of the front matter.
fn facts(site: &Site, index: EntryIx) -> Vec<Block> {
    let facts = site.facts_in(index, Output::Search);
    let texts = facts.iter().flat_map(|fact| {
        // An empty anchor is the top of the page.
        let has_table = matches!(fact.value, FactValue::Duties(_));
        let anchor = if has_table { duties_anchor(site, index) } else { String::new() };
        texts(site, index, &fact.value).into_iter().map(move |text| (text, anchor.clone()))
    });
    let texts = texts.filter(|(text, _)| !text.is_empty());
    texts.map(|(text, anchor)| Block::Text(text, Some(anchor))).collect()
}

/// The words of a fact, in one or several texts. Dates, words of closed lists and names of other items are not words of
/// the item.
fn texts(site: &Site, index: EntryIx, value: &FactValue<'_>) -> Vec<String> {
    match value {
        FactValue::Text(text) => vec![(*text).to_owned()],
        FactValue::Texts(texts) => vec![texts.join("、")],
        FactValue::Sources(sources) => sources.iter().map(|source| source.title.clone()).collect(),
        FactValue::Duties(duties) => {
            let lang = site.lang(index);
            let said = duties.iter().map(|own| {
                let name = naming::holder(site, &own.holder, lang);
                own.word.as_ref().map_or_else(|| name.to_owned(), |word| format!("{name} {word}"))
            });
            vec![said.collect::<Vec<_>>().join("、")]
        }
        FactValue::Topics(topics) => {
            let lang = site.lang(index);
            vec![topics.iter().map(|topic| topic.names.say(lang)).collect::<Vec<_>>().join("、")]
        }
        FactValue::Occasions(occasions) => {
            let locale = site.lang(index).locale(site.config.languages.first);
            occasions.iter().map(|occasion| occasion.said(locale)).collect()
        }
        FactValue::Date(_) | FactValue::Word(_) | FactValue::Links(_) | FactValue::Entries(_) => Vec::new(),
    }
}

/// What the front matter of a work answers to who and when, as its page says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answers {
    /// The first duty that somebody has, and whose it is.
    pub(super) who: Option<(Duty, String)>,
    /// How often, or when.
    pub(super) when: Option<String>,
}

pub(super) fn answers(site: &Site, index: EntryIx) -> Answers {
    let mut answers = Answers::default();
    for fact in site.facts_in(index, Output::Search) {
        match &fact.value {
            FactValue::Duties(duties) => {
                let lead = duties.iter().min_by_key(|own| own.duty);
                let said = |own: &ResolvedAssignment| naming::holder(site, &own.holder, site.lang(index)).to_owned();
                answers.who = lead.map(|own| (own.duty, said(own)));
            }
            FactValue::Text(text) if fact.key.name == keys::CADENCE.name => answers.when = Some((*text).to_owned()),
            // What is said in words of its own comes first.
            FactValue::Occasions(_) if answers.when.is_none() => {
                answers.when = Some(texts(site, index, &fact.value).join("；"));
            }
            FactValue::Text(_)
            | FactValue::Texts(_)
            | FactValue::Occasions(_)
            | FactValue::Topics(_)
            | FactValue::Date(_)
            | FactValue::Word(_)
            | FactValue::Links(_)
            | FactValue::Entries(_)
            | FactValue::Sources(_) => {}
        }
    }
    answers
}

/// The table of duties stands below the third question, whose anchor is there without words of the author's, too.
fn duties_anchor(site: &Site, index: EntryIx) -> String {
    let body = &site.entry(index).item.body;
    let who = body.part(Part::Who).and_then(|section| body.heading_of(section));
    who.map_or("who", |heading| &heading.anchor).to_owned()
}
