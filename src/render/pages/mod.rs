//! One file per kind of page: from the site to the page's view.

mod alignment;
mod az_index;
mod backlinks;
mod case;
mod changes;
mod clause;
mod coverage;
mod edition;
mod facet;
mod facets;
mod home;
mod latest;
mod list;
mod map;
mod matrix;
mod not_found;
mod note;
mod plain;
mod reading;
mod role;
mod search;
mod single;
mod standard;
mod term;
mod topics;
mod work;

use std::collections::BTreeSet;

use serde::Serialize;
use tera::{Context, TeraResult};

use super::article::{self, article};
use super::context::RenderContext;
use super::feed::feed;
use super::frame::{About, frame};
use super::html::Writer;
use super::machine;
use super::shell::shell;
use super::view::{Article, BodyView, Frame};
use crate::model::{Kind, Provenance};
use crate::site::{EntryIx, Page, Reader, Relation, Site};

/// The template of a page, without its ending: the word of its kind, for an item that of the item's.
pub(super) fn template(site: &Site, page: Page) -> &'static str {
    page.item().map_or(page.kind().word, |entry| site.entry(entry).kind().word())
}

/// What a page is made of.
pub(super) enum Made {
    /// What its template sees.
    Values(Context),
    /// A file for machines: its text, which has no template. Empty without the site's address.
    Text(String),
}

/// What the template of a page sees: its view, and the shell around it.
fn seen(context: &RenderContext<'_>, page: Page, view: &impl Serialize) -> TeraResult<Made> {
    let mut values = Context::from_serialize(view)?;
    if page.kind().reader == Reader::Visitor {
        values.insert_value("shell", shell(context, page)?);
    }
    Ok(Made::Values(values))
}

/// Makes a page: the one place that says, kind by kind, what it shows.
pub(super) fn make(context: &RenderContext<'_>, page: Page) -> TeraResult<Made> {
    match page {
        Page::Home(_) => seen(context, page, &home::view(context, page)),
        Page::Entry(entry, part) => of_entry(context, page, entry, part),
        Page::Matrix(edition, part) => seen(context, page, &matrix::view(context, page, edition, part)),
        Page::MatrixOf(edition, facet, part) => seen(context, page, &facet::view(context, page, edition, facet, part)),
        Page::Reading(edition, part) => seen(context, page, &reading::view(context, page, edition, part)),
        Page::Changes(edition, part) => seen(context, page, &changes::view(context, page, edition, part)),
        Page::ChangesFor(edition, role) => seen(context, page, &changes::for_role(context, page, edition, role)),
        Page::Table(edition) => seen(context, page, &changes::table(context, page, edition)?),
        Page::Withdrawn(edition, at) => seen(context, page, &changes::withdrawn(context, page, edition, at)),
        Page::Single(edition) => seen(context, page, &single::view(context, page, edition)?),
        Page::Alignment(index, part) => seen(context, page, &alignment::view(context, page, index, part)),
        Page::Topics => seen(context, page, &topics::view(context, page)),
        Page::AzIndex(part) => seen(context, page, &az_index::view(context, page, part)),
        Page::Coverage(part) => seen(context, page, &coverage::view(context, page, part)),
        Page::Map(part) => seen(context, page, &map::view(context, page, part)),
        Page::Robots => Ok(Made::Text(machine::robots(context.site))),
        Page::Feed => Ok(Made::Text(feed(context).unwrap_or_default())),
        Page::SitemapFile(file) => Ok(Made::Text(machine::addresses(context.site, file))),
        Page::SitemapIndex => Ok(Made::Text(machine::index(context.site))),
        Page::Backlinks(entry, part) => seen(context, page, &backlinks::view(context, page, entry, part)),
        Page::List(space, part) => seen(context, page, &list::view(context, page, space, part)),
        Page::Latest(entry) => seen(context, page, &latest::view(context, entry, false)),
        Page::Moved(entry) => seen(context, page, &latest::view(context, entry, true)),
        Page::Search(_) => seen(context, page, &search::view(context, page)),
        Page::NotFound => seen(context, page, &not_found::view(context)),
    }
}

fn of_entry(context: &RenderContext<'_>, page: Page, entry: EntryIx, part: usize) -> TeraResult<Made> {
    match context.site.entry(entry).kind() {
        Kind::Standard => seen(context, page, &standard::view(context, page, entry)?),
        Kind::Edition => seen(context, page, &edition::view(context, page, entry, part)?),
        Kind::Clause => seen(context, page, &clause::view(context, page, entry)?),
        Kind::Task => seen(context, page, &work::task(context, page, entry)?),
        Kind::Safeguard => seen(context, page, &work::safeguard(context, page, entry)?),
        Kind::Note => seen(context, page, &note::view(context, page, entry)?),
        Kind::Case => seen(context, page, &case::view(context, page, entry)?),
        Kind::Role => seen(context, page, &role::view(context, page, entry, part)?),
        Kind::Term => seen(context, page, &term::view(context, page, entry)?),
        Kind::Page => seen(context, page, &plain::view(context, page, entry)?),
    }
}

/// The parts that every item's page has: frame, article, text.
fn parts_of(
    context: &RenderContext<'_>,
    page: Page,
    entry: EntryIx,
    shown: &[Relation],
) -> TeraResult<(Frame, Article, BodyView)> {
    let mut writer = Writer::new(context, entry);
    let body = article::body(context, &mut writer, entry, &[]);
    Ok((entry_frame(context, page, entry), article(context, entry, shown)?, body))
}

/// Words of the provenances that occur, in the order of the model.
fn provenances<'a>(found: impl Iterator<Item = Option<&'a str>>) -> Vec<&'static str> {
    let found: BTreeSet<&str> = found.flatten().collect();
    Provenance::WORDS.iter().map(|(word, _)| *word).filter(|word| found.contains(word)).collect()
}

/// The frame of an item's page.
fn entry_frame(context: &RenderContext<'_>, page: Page, entry: EntryIx) -> Frame {
    let summary = context.summary(entry, 80);
    let description = (!summary.is_empty()).then_some(summary);
    let kind = context.site.entry(entry).kind().word();
    let about = About { title: context.full_name(entry).into_owned(), description, kind };
    frame(context, page, about)
}
