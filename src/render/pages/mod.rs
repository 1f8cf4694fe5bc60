//! One file per kind of page: from the site to the page's view.

mod alignment;
mod az_index;
mod backlinks;
mod case;
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
mod work;

use std::collections::BTreeSet;

use tera::{Context, TeraResult};

use super::article::{self, article};
use super::context::RenderContext;
use super::frame::{About, frame};
use super::html::Writer;
use super::shell::shell;
use super::view::{Article, BodyView, Frame};
use crate::model::{Kind, Provenance};
use crate::site::{EntryIx, Page, Relation, Site};

/// The template of a page, without its ending.
pub(super) fn template(site: &Site, page: Page) -> &'static str {
    match page {
        Page::Home(_) => "home",
        Page::Entry(entry, _) => site.entry(entry).kind().word(),
        Page::Matrix(..) => "matrix",
        Page::MatrixOf(..) => "facet",
        Page::Reading(..) => "reading",
        Page::Single(_) => "single",
        Page::Alignment(..) => "alignment",
        Page::AzIndex(_) => "index",
        Page::Coverage(_) => "coverage",
        // Files for machines have no template; the map is what they hold.
        Page::Map(_) | Page::SitemapFile(_) | Page::SitemapIndex | Page::Robots | Page::Feed => "map",
        Page::Backlinks(..) => "backlinks",
        Page::List(..) => "list",
        Page::Latest(_) | Page::Moved(_) => "latest",
        Page::Search(_) => "search",
        Page::NotFound => "404",
    }
}

/// What the template of a page sees: its view, and the shell around it.
pub(super) fn values(context: &RenderContext<'_>, page: Page) -> TeraResult<Context> {
    let mut values = view(context, page)?;
    if !matches!(page, Page::Latest(_) | Page::Moved(_) | Page::Single(_) | Page::NotFound) {
        values.insert_value("shell", shell(context, page)?);
    }
    Ok(values)
}

fn view(context: &RenderContext<'_>, page: Page) -> TeraResult<Context> {
    match page {
        Page::Home(_) => Context::from_serialize(&home::view(context, page)),
        Page::Entry(entry, part) => of_entry(context, page, entry, part),
        Page::Matrix(edition, part) => Context::from_serialize(&matrix::view(context, page, edition, part)),
        Page::MatrixOf(edition, facet, part) => {
            Context::from_serialize(&facet::view(context, page, edition, facet, part))
        }
        Page::Reading(edition, part) => Context::from_serialize(&reading::view(context, page, edition, part)),
        Page::Single(edition) => Context::from_serialize(&single::view(context, page, edition)?),
        Page::Alignment(index, part) => Context::from_serialize(&alignment::view(context, page, index, part)),
        Page::AzIndex(part) => Context::from_serialize(&az_index::view(context, page, part)),
        Page::Coverage(part) => Context::from_serialize(&coverage::view(context, page, part)),
        Page::Map(part) => Context::from_serialize(&map::view(context, page, part)),
        Page::SitemapFile(_) | Page::SitemapIndex | Page::Robots | Page::Feed => Ok(Context::new()),
        Page::Backlinks(entry, part) => Context::from_serialize(&backlinks::view(context, page, entry, part)),
        Page::List(space, part) => Context::from_serialize(&list::view(context, page, space, part)),
        Page::Latest(entry) => Context::from_serialize(&latest::view(context, entry, false)),
        Page::Moved(entry) => Context::from_serialize(&latest::view(context, entry, true)),
        Page::Search(_) => Context::from_serialize(&search::view(context, page)),
        Page::NotFound => Context::from_serialize(&not_found::view(context)),
    }
}

fn of_entry(context: &RenderContext<'_>, page: Page, entry: EntryIx, part: usize) -> TeraResult<Context> {
    match context.site.entry(entry).kind() {
        Kind::Standard => Context::from_serialize(&standard::view(context, page, entry)?),
        Kind::Edition => Context::from_serialize(&edition::view(context, page, entry, part)?),
        Kind::Clause => Context::from_serialize(&clause::view(context, page, entry)?),
        Kind::Task => Context::from_serialize(&work::task(context, page, entry)?),
        Kind::Safeguard => Context::from_serialize(&work::safeguard(context, page, entry)?),
        Kind::Note => Context::from_serialize(&note::view(context, page, entry)?),
        Kind::Case => Context::from_serialize(&case::view(context, page, entry)?),
        Kind::Role => Context::from_serialize(&role::view(context, page, entry, part)?),
        Kind::Term => Context::from_serialize(&term::view(context, page, entry)?),
        Kind::Page => Context::from_serialize(&plain::view(context, page, entry)?),
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
