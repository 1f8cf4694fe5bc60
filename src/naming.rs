//! What an item is called: its number, title, short name and full name, how it is cited, and every name it is found by.
//!
//! A name is that of one entry, in the entry's own language; who wants another language asks `Corpus::in_language`
//! first. What a translation does not have, like a number, is its original's.

mod passage;

use std::borrow::Cow;

use crate::model::{Kind, Lang, Number, Numbering, Provenance, keys};
use crate::site::{Corpus, Entry, EntryIx, Holder, Site};

/// The number of a clause as written; what a task or safeguard is called by: `城3` where `site.yaml` says so, else its id.
pub fn number(site: &Site, index: EntryIx) -> Option<Cow<'_, str>> {
    let original = site.entry(site.entry(index).original);
    match original.kind().spec().number {
        Number::None => None,
        Number::Written => original.item.number().map(Cow::Borrowed),
        Number::Id => {
            let key = original.key();
            let own = key.edition().and_then(|edition| {
                site.config.work_number(&edition.standard, original.kind(), key.id(), site.lang(index))
            });
            Some(own.map_or_else(|| Cow::Borrowed(key.id().as_str()), Cow::Owned))
        }
    }
}

/// The number with the place that a ref names, where the edition counts its articles: `第二十一条第二款第（三）项`. The place
/// is that of the original, which is what a number is of.
pub fn number_at<'a>(site: &'a Site, index: EntryIx, anchor: Option<&str>) -> Option<Cow<'a, str>> {
    let number = number(site, index)?;
    let original = site.entry(index).original;
    let entry = site.entry(original);
    let counts = entry.kind() == Kind::Clause
        && site.edition_of(original).is_some_and(|edition| *site.numbering(edition) == Numbering::Article);
    let place = anchor.filter(|_| counts).map(|anchor| passage::of(&entry.item.body, anchor)).unwrap_or_default();
    Some(if place.is_empty() { number } else { Cow::Owned(format!("{number}{place}")) })
}

/// The title; for an untitled clause its number.
pub fn title(site: &Site, index: EntryIx) -> &str {
    let entry = site.entry(index);
    match entry.item.header.title.value.as_str() {
        "" => entry_number(site, index).unwrap_or_else(|| entry.key().id().as_str()),
        title => title,
    }
}

/// The number of a clause as written.
fn entry_number(site: &Site, index: EntryIx) -> Option<&str> {
    let original = site.entry(site.entry(index).original);
    original.item.number().filter(|_| original.kind().spec().number == Number::Written)
}

/// The title, behind the number of a clause. The id of a task is no part of its name.
pub fn full_name(site: &Site, index: EntryIx) -> Cow<'_, str> {
    full_name_at(site, index, None)
}

/// The full name with the place that a ref names, where the edition has a name for it.
pub fn full_name_at<'a>(site: &'a Site, index: EntryIx, anchor: Option<&str>) -> Cow<'a, str> {
    let own = title(site, index);
    let is_written = site.entry(index).kind().spec().number == Number::Written;
    match number_at(site, index, anchor).filter(|_| is_written) {
        // An article without a title is called by its number alone.
        Some(number) if site.entry(index).item.header.title.value.is_empty() => number,
        Some(number) if number != own => Cow::Owned(format!("{number} {own}")),
        Some(_) | None => Cow::Borrowed(own),
    }
}

/// The name of a standard or edition in menus; of anything else the title.
pub fn short_title(site: &Site, index: EntryIx) -> &str {
    let entry = site.entry(index);
    let own = entry.item.translation().and_then(|translation| translation.text(&keys::SHORT_TITLE));
    let original = &site.entry(entry.original).item;
    let of_standard = || Some(original.standard()?.short_title.as_str());
    let of_edition = || Some(original.edition()?.short_title.as_str());
    own.or_else(of_standard).or_else(of_edition).unwrap_or_else(|| title(site, index))
}

/// The short names of a standard and its edition, in a language; nothing for what belongs to no edition.
pub fn edition_name(site: &Site, index: EntryIx, lang: Lang) -> Option<String> {
    let edition = site.edition_of(index)?;
    let short = |original| short_title(site, site.in_language(original, lang));
    Some(format!("{} {}", short(edition.standard), short(edition.entry)))
}

/// Who has a duty: the title of the role in a language, or what was written.
pub fn holder<'a>(site: &'a Site, holder: &'a Holder, lang: Lang) -> &'a str {
    match holder {
        Holder::Role(role) => title(site, site.in_language(*role, lang)),
        Holder::Unknown(written) => written,
    }
}

/// How an item is cited, but for the words between the pieces.
pub enum Citation<'a> {
    /// A clause is cited as a part of its document.
    Clause {
        /// The title of its edition.
        document: &'a str,
        /// Its number with the place that is cited, or its title where it has none.
        number: Cow<'a, str>,
    },
    /// Everything else says what it is.
    Item {
        /// Its full name.
        name: Cow<'a, str>,
        /// Whose words it is.
        provenance: Option<Provenance>,
    },
}

/// The pieces of a citation of an item, or of a place in it, in a language.
pub fn citation<'a>(site: &'a Site, index: EntryIx, anchor: Option<&str>, lang: Lang) -> Citation<'a> {
    let original = site.entry(index).original;
    let entry = site.entry(original);
    match site.edition_of(original).filter(|_| entry.kind() == Kind::Clause) {
        Some(edition) => Citation::Clause {
            document: title(site, site.in_language(edition.entry, lang)),
            number: number_at(site, original, anchor).unwrap_or_else(|| Cow::Borrowed(title(site, original))),
        },
        None => Citation::Item {
            name: full_name(site, site.in_language(original, lang)),
            provenance: entry.item.provenance(),
        },
    }
}

/// One name of one item.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    /// The item or the translation that bears it.
    pub entry: EntryIx,
    /// The name.
    pub text: NameText<'a>,
}

/// What sort of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameText<'a> {
    /// The title.
    Title(&'a str),
    /// Another name of a role or term.
    Alias(&'a str),
    /// The number of a clause.
    Number(&'a str),
}

impl<'a> NameText<'a> {
    /// The name itself.
    pub fn as_str(self) -> &'a str {
        match self {
            Self::Title(text) | Self::Alias(text) | Self::Number(text) => text,
        }
    }
}

/// Every name under which something can be looked up, in the order of the entries.
pub fn names(corpus: &Corpus) -> impl Iterator<Item = Name<'_>> {
    corpus.indexed().flat_map(|(index, entry)| names_of(entry).map(move |text| Name { entry: index, text }))
}

/// The names of what lists over the whole site show: an edition that is not the current one is listed with its standard.
pub fn listed(corpus: &Corpus) -> impl Iterator<Item = Name<'_>> {
    names(corpus).filter(|name| corpus.is_listed(name.entry))
}

/// The names of one entry.
pub fn names_of(entry: &Entry) -> impl Iterator<Item = NameText<'_>> {
    let title = Some(entry.item.header.title.value.as_str()).filter(|title| !title.is_empty());
    let aliases = entry.item.aliases().iter().map(|alias| NameText::Alias(&alias.value));
    title.map(NameText::Title).into_iter().chain(entry.item.number().map(NameText::Number)).chain(aliases)
}
