//! What a workbook says of tasks and safeguards, cell by cell: what an import of a workbook compares with.

use super::works;
use crate::export::{cells, text, words};
use crate::model::keys::Key;
use crate::model::{Part, Provenance};
use crate::naming;
use crate::site::{EditionNode, EntryIx, Site};

/// A cell of the row of a task or safeguard.
#[derive(Clone, Copy, Debug)]
pub enum ListColumn {
    /// Its title.
    Title,
    /// What is done.
    What,
    /// How it is done.
    How,
    /// What a key says.
    Key(&'static Key),
}

/// What a workbook says of each task and safeguard of an edition.
pub fn list(site: &Site, edition: &EditionNode) -> Vec<(EntryIx, Vec<(ListColumn, String)>)> {
    let locale = words::locale(site);
    let works = edition.tasks.iter().chain(&edition.safeguards);
    works
        .map(|&index| {
            let facts = site.facts(index);
            let mut row = vec![
                (ListColumn::Title, naming::title(site, index).to_owned()),
                (ListColumn::What, text::answer(site, index, Part::What)),
                (ListColumn::How, text::answer(site, index, Part::How)),
            ];
            row.extend(works::columns().map(|key| (ListColumn::Key(key), cells::of(site, locale, key, &facts))));
            (index, row)
        })
        .collect()
}

/// What provenances are called in workbooks, in every language, and which they are.
pub fn provenances() -> Vec<(String, Provenance)> {
    use crate::diag::Locale;
    let named = |own: Provenance| {
        [Locale::Chinese, Locale::English].map(|locale| (words::provenance(own).say(locale).to_owned(), own))
    };
    Provenance::WORDS.iter().flat_map(|(_, own)| named(*own)).collect()
}
