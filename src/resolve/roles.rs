//! The names of roles.

use std::collections::HashMap;

use super::rules;
use crate::diag::Diagnostic;
use crate::model::Space;
use crate::site::{Corpus, EntryIx};
use crate::source::{Location, Span};

/// Roles by id, title and alias, in all languages of their files.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Names(HashMap<String, EntryIx>);

impl Names {
    /// Gathers the names; one that two roles share is reported and stays with the first.
    pub(super) fn gather(corpus: &Corpus) -> (Self, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let mut names: HashMap<String, EntryIx> = HashMap::new();
        let roles = corpus.shared.get(&Space::Roles).map(Vec::as_slice).unwrap_or_default();
        for &role in roles {
            names.insert(corpus.entry(role).key().id().to_string(), role);
        }
        for &role in roles {
            let family = std::iter::once(role).chain(corpus.entry(role).translations.iter().copied());
            for (name, span, entry) in family.flat_map(|entry| names_of(corpus, entry)) {
                match names.get(&name) {
                    Some(&other) if other != role => {
                        let location = Location::new(&corpus.entry(entry).item.header.path, span);
                        let other = corpus.entry(other).key().to_string();
                        found.push(rules::ambiguous_ref::report_alias(location, &name, &other));
                    }
                    _ => {
                        names.insert(name, role);
                    }
                }
            }
        }
        (Self(names), found)
    }

    /// The role of a name.
    pub(super) fn get(&self, name: &str) -> Option<EntryIx> {
        self.0.get(name).copied()
    }
}

fn names_of(corpus: &Corpus, entry: EntryIx) -> Vec<(String, Span, EntryIx)> {
    let item = &corpus.entry(entry).item;
    let title = std::iter::once(&item.header.title).filter(|title| !title.value.is_empty());
    title.chain(item.aliases()).map(|name| (name.value.clone(), name.span, entry)).collect()
}
