//! The neighbours of an item in its list, shared by the pages that show the same ones.
//!
//! Up to fifty links stand beside every text. All pages of a list lie in one folder, so that a run of fifty looks the
//! same on each of its pages but for the page's own link. A run is rendered once, by whichever page comes first; what
//! it holds does not depend on which one that is.

use std::sync::Arc;

use super::context::RenderContext;
use super::shared::Run;
use super::view::{Html, LinkView, SiblingView, SiblingsView};
use crate::model::{ItemKey, Kind};
use crate::site::{ASIDES_PER_PAGE, ClauseNode, EntryIx, Site};

/// The list an item stands in, borrowed from the site.
pub(super) enum Siblings<'a> {
    Entries(&'a [EntryIx]),
    Clauses(&'a [ClauseNode]),
}

impl<'a> Siblings<'a> {
    /// The list of an original.
    pub(super) fn of(site: &'a Site, original: EntryIx) -> Self {
        let entry = site.entry(original);
        match (entry.key(), site.edition_of(original)) {
            (ItemKey::Shared(space, _), _) => {
                Self::Entries(site.shared.get(space).map(Vec::as_slice).unwrap_or_default())
            }
            (ItemKey::Provision(..), Some(edition)) if entry.kind() == Kind::Clause => Self::Clauses(&edition.clauses),
            (ItemKey::Provision(..), Some(edition)) => Self::Entries(edition.works(entry.kind())),
            (ItemKey::Standard(_) | ItemKey::Edition(_) | ItemKey::Provision(..), _) => Self::Entries(&[]),
        }
    }

    /// The entry at a place of the list.
    pub(super) fn get(&self, position: usize) -> Option<EntryIx> {
        match self {
            Self::Entries(entries) => entries.get(position).copied(),
            Self::Clauses(clauses) => clauses.get(position).map(|node| node.entry),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Entries(entries) => entries.len(),
            Self::Clauses(clauses) => clauses.len(),
        }
    }

    /// The view of the run around a place of the list.
    pub(super) fn view(&self, context: &RenderContext<'_>, position: usize) -> tera::TeraResult<SiblingsView> {
        let first = position / ASIDES_PER_PAGE * ASIDES_PER_PAGE;
        let run = self.run(context, first)?;
        let html = match run.items.get(position - first) {
            Some((place, current)) => Html::new(&[&run.html[..place.start], current, &run.html[place.end..]].concat()),
            None => Html::new(&run.html),
        };
        Ok(SiblingsView { total: self.len(), html })
    }

    fn run(&self, context: &RenderContext<'_>, first: usize) -> tera::TeraResult<Arc<Run>> {
        let Some(head) = self.get(first) else { return Ok(Arc::new(Run { html: String::new(), items: Vec::new() })) };
        context.runs.get_or_render((head, context.lang), || self.render(context, first).map(Arc::new))
    }

    fn render(&self, context: &RenderContext<'_>, first: usize) -> tera::TeraResult<Run> {
        let mut run = Run { html: String::new(), items: Vec::with_capacity(ASIDES_PER_PAGE) };
        for entry in (first..self.len().min(first + ASIDES_PER_PAGE)).filter_map(|position| self.get(position)) {
            let start = run.html.len();
            run.html.push_str(&sibling(context, entry, false)?);
            run.items.push((start..run.html.len(), sibling(context, entry, true)?));
        }
        Ok(run)
    }
}

fn sibling(context: &RenderContext<'_>, entry: EntryIx, current: bool) -> tera::TeraResult<String> {
    let view = SiblingView { link: LinkView { current, ..context.link(entry) } };
    context.theme.render(context.lang, "sibling.html", &tera::Context::from_serialize(&view)?)
}
