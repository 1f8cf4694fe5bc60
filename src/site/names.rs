//! Every name under which something can be looked up.

use super::{Entry, EntryIx, Site};
use crate::model::{ClausePlace, Facts};

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

impl Site {
    /// All names, in the order of the entries.
    pub fn names(&self) -> impl Iterator<Item = Name<'_>> {
        self.indexed().flat_map(|(index, entry)| names_of(entry).map(move |text| Name { entry: index, text }))
    }
}

/// The names of one entry.
pub(crate) fn names_of(entry: &Entry) -> impl Iterator<Item = NameText<'_>> {
    let title = Some(entry.item.header.title.value.as_str()).filter(|title| !title.is_empty());
    let number = match &entry.item.facts {
        Facts::Clause(clause) => match &clause.place {
            ClausePlace::Numbered(number) => Some(&**number),
            ClausePlace::Front | ClausePlace::Back => None,
        },
        _ => None,
    };
    let aliases = match &entry.item.facts {
        Facts::Role(role) => role.aliases.as_slice(),
        Facts::Term(term) => term.aliases.as_slice(),
        Facts::Translation(translation) => translation.aliases.as_slice(),
        _ => &[],
    };
    let aliases = aliases.iter().map(|alias| NameText::Alias(&alias.value));
    title.map(NameText::Title).into_iter().chain(number.map(NameText::Number)).chain(aliases)
}
