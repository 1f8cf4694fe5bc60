//! By what results can be narrowed (`docs/search-format.md`, 3 and 8).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::blocks;
use super::digits::put;
use crate::model::{Kind, Lang, Provenance, Status};
use crate::naming;
use crate::site::{EntryIx, Site};

/// The lists that pages name by index.
pub(super) struct Facets {
    langs: Vec<Lang>,
    kinds: Vec<Kind>,
    provenances: Vec<Provenance>,
    /// Of editions that are not the current ones.
    statuses: Vec<Status>,
}

impl Facets {
    /// What the pages have.
    pub(super) fn of(site: &Site, pages: &[EntryIx]) -> Self {
        let langs = site.config.languages.all().collect();
        let used = |kind: &Kind| pages.iter().any(|&page| site.entry(page).kind() == *kind);
        let kinds = Kind::WORDS.iter().map(|(_, kind)| *kind).filter(used).collect();
        let worth = |own: &Provenance| pages.iter().any(|&page| blocks::provenance(site, page) == Some(*own));
        let provenances = Provenance::WORDS.iter().map(|(_, own)| *own).filter(worth).collect();
        let past = |own: &Status| pages.iter().any(|&page| status(site, page) == Some(*own));
        let statuses = Status::WORDS.iter().map(|(_, own)| *own).filter(past).collect();
        Self { langs, kinds, provenances, statuses }
    }

    pub(super) fn lang(&self, site: &Site, page: EntryIx) -> usize {
        self.langs.iter().position(|&lang| lang == site.lang(page)).unwrap_or(0)
    }

    pub(super) fn kind(&self, site: &Site, page: EntryIx) -> usize {
        self.kinds.iter().position(|&kind| kind == site.entry(page).kind()).unwrap_or(0)
    }

    pub(super) fn provenance(&self, site: &Site, page: EntryIx) -> Option<usize> {
        let own = blocks::provenance(site, page)?;
        self.provenances.iter().position(|&known| known == own)
    }

    /// What the edition of a page is, where it is not the current one of its standard.
    fn status(&self, site: &Site, page: EntryIx) -> Option<usize> {
        let own = status(site, page)?;
        self.statuses.iter().position(|&known| known == own)
    }

    /// What of the facets the core holds.
    pub(super) fn core(&self, site: &Site, pages: &[EntryIx]) -> Vec<(&'static str, Value)> {
        let mut past = ranges(pages.iter().map(|&page| self.status(site, page).map_or(-1, |status| status as i64)));
        past.retain(|range| range[0] >= 0);
        vec![
            ("langs", self.langs.iter().map(|lang| lang.tag()).collect()),
            ("kinds", self.kinds.iter().map(|kind| kind.word()).collect()),
            ("provenances", self.provenances.iter().map(|own| own.word()).collect()),
            ("ranges", json!(ranges(pages.iter().map(|&page| self.lang(site, page) as i64)))),
            ("statuses", self.statuses.iter().map(|status| status.word()).collect()),
            ("past", json!(past)),
        ]
    }

    /// The file of its own.
    pub(super) fn file(&self, site: &Site, pages: &[EntryIx]) -> Value {
        let kinds = runs(pages.iter().map(|&page| self.kind(site, page)));
        let provenances = runs(pages.iter().map(|&page| self.provenance(site, page).map_or(0, |own| own + 1)));
        let mut roles: BTreeMap<EntryIx, Vec<u32>> = BTreeMap::new();
        for (number, &page) in (0..).zip(pages) {
            let original = site.entry(page).original;
            let duties = site.work_links(page).map(|links| links.roles());
            let own = (site.entry(original).kind() == Kind::Role).then_some(original);
            for role in duties.into_iter().flatten().chain(own) {
                let pages = roles.entry(site.entry(role).original).or_default();
                if pages.last() != Some(&number) {
                    pages.push(number);
                }
            }
        }
        let roles = roles.into_iter().map(|(role, pages)| {
            json!([site.entry(role).key().id().as_str(), naming::title(site, role), gaps(&pages)])
        });
        let standards = site
            .standards
            .iter()
            .map(|node| json!([site.entry(node.entry).key().id().as_str(), naming::short_title(site, node.entry)]));
        let mut ranges = ranges(pages.iter().map(|&page| standard(site, page)));
        ranges.retain(|range| range[0] >= 0);
        json!({
            "kind": kinds,
            "provenance": provenances,
            "roles": roles.collect::<Vec<_>>(),
            "standards": standards.collect::<Vec<_>>(),
            "ranges": ranges,
        })
    }
}

/// What pages stand behind the page of a standard or edition and belong to it: for each such page the gap to the one before and
/// the number of pages, itself included.
pub(super) fn scopes(site: &Site, pages: &[EntryIx]) -> String {
    let mut out = String::new();
    let mut last = 0;
    for (first, &head) in pages.iter().enumerate().filter(|(_, page)| blocks::is_head(site, **page)) {
        let original = site.entry(head).original;
        let is_edition = site.entry(head).kind() == Kind::Edition;
        let belongs = |page: &&EntryIx| {
            let edition = site.edition_of(site.entry(**page).original);
            let own = edition.map(|edition| if is_edition { edition.entry } else { edition.standard });
            site.lang(**page) == site.lang(head) && own == Some(original)
        };
        let length = 1 + pages[first + 1..].iter().take_while(belongs).count();
        put(&mut out, (first - last) as u32);
        put(&mut out, length as u32);
        last = first;
    }
    out
}

fn status(site: &Site, page: EntryIx) -> Option<Status> {
    let original = site.entry(page).original;
    site.status_of(original).filter(|_| !site.is_listed(original))
}

/// The place of an item's standard among the site's, −1 for none.
fn standard(site: &Site, page: EntryIx) -> i64 {
    let original = site.entry(page).original;
    let own = site.edition_of(original).map(|edition| edition.standard).unwrap_or(original);
    site.standards.iter().position(|node| node.entry == own).map_or(-1, |position| position as i64)
}

/// Runs of pages with the same value: the value, the first page, the end.
fn ranges(values: impl Iterator<Item = i64>) -> Vec<[i64; 3]> {
    let mut ranges: Vec<[i64; 3]> = Vec::new();
    for (page, value) in (0..).zip(values) {
        match ranges.last_mut() {
            Some(last) if last[0] == value => last[2] = page + 1,
            _ => ranges.push([value, page, page + 1]),
        }
    }
    ranges
}

/// Values that are the same over runs of pages.
fn runs(values: impl Iterator<Item = usize>) -> String {
    let values: Vec<usize> = values.collect();
    let mut out = String::new();
    for run in values.chunk_by(|a, b| a == b) {
        put(&mut out, run[0] as u32);
        put(&mut out, (run.len() - 1) as u32);
    }
    out
}

fn gaps(pages: &[u32]) -> String {
    let mut out = String::new();
    let mut next = 0;
    for &page in pages {
        put(&mut out, page - next);
        next = page + 1;
    }
    out
}
