//! The site as it stood at one moment, with everything a page, a panel or a hint is made from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::diag::{Diagnostic, Severity};
use crate::export::Catalogue;
use crate::pipeline;
use crate::search::Index;
use crate::site::{Address, Page, Scope, Site};
use crate::source::{Asset, Snapshot, SourcePath};
use crate::theme::Theme;

/// The folder of the index.
const SEARCH: &str = "search/";

/// The folder of open data.
const DATA: &str = "data/";

/// One state of the site. It never changes.
pub(super) struct Shown {
    /// Counts the states from 1.
    pub(super) revision: u64,
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) site: Arc<Site>,
    /// The theme; while it is broken, the last one that could render, if there was one.
    pub(super) theme: Option<Arc<Theme>>,
    /// The theme before this one: a page sent a moment ago still asks for its files.
    pub(super) former_theme: Option<Arc<Theme>>,
    /// Everything found before rendering, sorted.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Files whose front matter cannot be read.
    pub(super) unread: BTreeSet<SourcePath>,
    /// Why the project cannot be read at all; the rest is then as it was before.
    pub(super) trouble: Option<String>,
    /// Files that made this state out of the one before.
    pub(super) files: Vec<SourcePath>,
    /// The state that still had pages which this one lacks, though their files are there.
    pub(super) whole: Option<Arc<Shown>>,
    /// The index of search, made when the first of its files is asked for.
    pub(super) search: OnceLock<Index>,
    /// Pages that a template could not render. Found when they are asked for, so they come on top.
    pub(super) failed: Mutex<BTreeMap<Address, Diagnostic>>,
}

/// What is at an address.
pub(super) enum Found {
    /// A page of the site, rendered.
    Page(Vec<u8>),
    /// A page that its template could not render.
    Failed,
    /// An attachment.
    Asset(Arc<Asset>),
    /// A file of the theme.
    Theme(Arc<[u8]>),
    /// A file of the search index or of open data, made now.
    Made(Vec<u8>),
    /// The last page made of a file that can no longer be read.
    Former(Vec<u8>),
    Nothing,
}

impl Shown {
    /// Errors and warnings.
    pub(super) fn counts(&self) -> (usize, usize) {
        let of = |severity| self.diagnostics.iter().filter(|own| own.severity == severity).count();
        (of(Severity::Error), of(Severity::Warning))
    }

    /// What is at an address of the site.
    pub(super) fn find(&self, address: &Address) -> Found {
        if let Some(former) = self.before_unread(address) {
            return Found::Former(former);
        }
        if let Some(page) = self.site.pages.get(address) {
            return self.render(address, *page).map_or(Found::Failed, Found::Page);
        }
        if let Some(asset) = self.site.assets.get(address) {
            return Found::Asset(Arc::clone(asset));
        }
        if address.as_str().starts_with(SEARCH)
            && let Some(bytes) = self.search.get_or_init(|| pipeline::search(&self.site)).file(&self.site, address)
        {
            return Found::Made(bytes);
        }
        if address.as_str().starts_with(DATA) {
            return self.data(address);
        }
        if let Some(bytes) =
            self.theme.iter().chain(&self.former_theme).find_map(|theme| theme.assets.files.get(address))
        {
            return Found::Theme(Arc::clone(bytes));
        }
        self.former(address).map_or(Found::Nothing, Found::Former)
    }

    /// A file of open data, made now. One that cannot be made fails a build, which says why.
    fn data(&self, address: &Address) -> Found {
        let catalogue = Catalogue::new(&self.site);
        match catalogue.find(address).map(|file| catalogue.bytes(file)) {
            None => Found::Nothing,
            Some(Ok(bytes)) => Found::Made(bytes),
            Some(Err(_)) => Found::Failed,
        }
    }

    /// Whether there is anything at an address.
    pub(super) fn has_page(&self, address: &Address) -> bool {
        self.site.pages.contains_key(address)
    }

    fn render(&self, address: &Address, page: Page) -> Option<Vec<u8>> {
        let theme = self.theme.as_ref()?;
        let (bytes, failure) = pipeline::render_one(&self.site, theme, address, page);
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        match failure {
            Some(diagnostic) => {
                failed.insert(address.clone(), diagnostic);
                None
            }
            None => {
                failed.remove(address);
                Some(bytes)
            }
        }
    }

    /// A page that is gone only because its file cannot be read, as it last was.
    fn former(&self, address: &Address) -> Option<Vec<u8>> {
        let whole = self.whole.as_ref()?;
        let page = *whole.site.pages.get(address)?;
        let file = whole.source_of(page)?;
        self.is_unreadable(&file).then(|| whole.render(address, page))?
    }

    /// The file that a page is made of, for a page of one item.
    pub(super) fn source_of(&self, page: Page) -> Option<SourcePath> {
        let entry = match page.scope() {
            Scope::Item(entry) => entry,
            Scope::Edition(edition) => self.site.editions.get(edition)?.entry,
            Scope::Alignment(_) | Scope::Site | Scope::Language(_) | Scope::Space(_) => return None,
        };
        Some(self.site.entry(entry).item.header.path.clone())
    }

    /// The last page of an item whose front matter can no longer be read.
    fn before_unread(&self, address: &Address) -> Option<Vec<u8>> {
        let (whole, page) = (self.whole.as_ref()?, *self.site.pages.get(address)?);
        let file = self.source_of(page).filter(|file| self.unread.contains(file))?;
        let former = *whole.site.pages.get(address)?;
        (whole.source_of(former)? == file).then(|| whole.render(address, former))?
    }

    /// Whether a file is there but could not be read.
    fn is_unreadable(&self, path: &SourcePath) -> bool {
        !self.snapshot.sources.contains_key(path)
            && self.snapshot.diagnostics.iter().any(|found| found.location.path == *path)
    }

    /// Whether some file could not be read.
    pub(super) fn lacks_files(&self) -> bool {
        !self.snapshot.diagnostics.is_empty() || !self.unread.is_empty()
    }
}
