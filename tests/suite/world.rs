//! A project, built in memory through the library: the one place of the suite that calls the pipeline.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use normbook::check::Purpose;
use normbook::config::Config;
use normbook::diag::{self, Diagnostic, Listing, Locale};
use normbook::export::Catalogue;
use normbook::load::{self, Limits};
use normbook::pipeline::{self, Memory};
use normbook::site::Site;
use normbook::source::{Asset, Snapshot, Source, SourcePath};
use normbook::theme::Theme;

/// A site with its pages and everything that was said about it.
pub(crate) struct World {
    pub(crate) snapshot: Snapshot,
    pub(crate) site: Arc<Site>,
    pub(crate) theme: Option<Arc<Theme>>,
    /// Of all stages; those of rendering come last.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// By address.
    pub(crate) pages: BTreeMap<String, String>,
    /// Addresses of everything else that is published.
    pub(crate) files: BTreeSet<String>,
}

impl World {
    /// Reads a folder and builds it.
    pub(crate) fn load(project: &Path, purpose: Purpose) -> Self {
        let snapshot = load::load(project, &Limits::default()).expect("the project can be read");
        Self::build(snapshot, purpose, &mut Memory::default())
    }

    /// Resolves, checks and renders everything, errors or not, as the preview does.
    pub(crate) fn build(snapshot: Snapshot, purpose: Purpose, memory: &mut Memory) -> Self {
        let mut world = Self::resolve(snapshot, purpose, memory);
        let Some(theme) = &world.theme else { return world };
        let published: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::default();
        let found = pipeline::render(&world.site, theme, &|address, bytes| put(&published, address, bytes));
        let found = found.expect("memory can be written to");
        let (pages, files) = published
            .into_inner()
            .unwrap()
            .into_iter()
            .partition::<BTreeMap<_, _>, _>(|(address, _)| address.ends_with(".html"));
        world.pages = pages.into_iter().map(|(address, page)| (address, String::from_utf8(page).unwrap())).collect();
        world.files = files.into_keys().collect();
        let data = Catalogue::new(&world.site);
        world.files.extend(data.files().iter().map(|file| file.address.to_string()));
        world.diagnostics.extend(found);
        world
    }

    /// Resolves and checks, without any page.
    pub(crate) fn resolve(snapshot: Snapshot, purpose: Purpose, memory: &mut Memory) -> Self {
        let built = pipeline::site(&snapshot, memory, purpose);
        let (theme, wrong) = theme(&snapshot, &built.site.config);
        let mut diagnostics = built.diagnostics;
        diagnostics.extend(wrong);
        Self { snapshot, site: built.site, theme, diagnostics, pages: BTreeMap::new(), files: BTreeSet::new() }
    }

    /// Resolves, checks and judges everything as for publication, finished pages included.
    pub(crate) fn release(snapshot: Snapshot) -> Self {
        let mut world = Self::resolve(snapshot, Purpose::Release, &mut Memory::default());
        if let Some(theme) = &world.theme {
            world.diagnostics.extend(pipeline::judge(&world.site, theme).expect("nothing is written"));
            diag::sort(&mut world.diagnostics);
        }
        world
    }

    /// What the text printer says.
    pub(crate) fn said(&self, locale: Locale) -> String {
        diag::print_text(&self.diagnostics, &self.snapshot, locale, Listing::All, false)
    }

    pub(crate) fn has_errors(&self) -> bool {
        pipeline::has_errors(&self.diagnostics)
    }

    /// The style sheet of the theme.
    pub(crate) fn style(&self) -> String {
        let files = self.theme.iter().flat_map(|theme| &theme.assets.files);
        let styles = files.filter(|(address, _)| address.as_str().ends_with(".css"));
        styles.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
    }
}

/// The theme of a project, and what is said of it.
type ReadTheme = (Option<Arc<Theme>>, Vec<Diagnostic>);

/// Reads the theme of a project. The one of projects that override nothing is read once for each `site.yaml`: most worlds
/// have the same, and reading it takes as long as rendering their pages.
fn theme(snapshot: &Snapshot, config: &Config) -> ReadTheme {
    static KNOWN: Mutex<BTreeMap<String, ReadTheme>> = Mutex::new(BTreeMap::new());
    let read = || {
        let (theme, wrong) = pipeline::theme(snapshot, config);
        (theme.map(Arc::new), wrong)
    };
    if !snapshot.themes.is_empty() {
        return read();
    }
    let text = snapshot.config.as_ref().map(|source| source.text.to_string()).unwrap_or_default();
    if let Some(known) = KNOWN.lock().unwrap().get(&text) {
        return known.clone();
    }
    let new = read();
    KNOWN.lock().unwrap().insert(text, new.clone());
    new
}

fn put(published: &Mutex<BTreeMap<String, Vec<u8>>>, address: &impl ToString, bytes: &[u8]) -> anyhow::Result<()> {
    let before = published.lock().unwrap().insert(address.to_string(), bytes.to_vec());
    assert!(before.is_none(), "{} is published twice", address.to_string());
    Ok(())
}

/// A snapshot of texts, sorted by kind as reading a folder does.
pub(crate) fn snapshot<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Snapshot {
    let mut snapshot = Snapshot::default();
    for (path, text) in files {
        let source_path = SourcePath::new(path);
        if path == "content/site.yaml" {
            snapshot.config = Some(Arc::new(Source::new(source_path, text)));
        } else if source_path.verbatim().is_none()
            && (path.ends_with(".md") || path.ends_with("/official.lock") || path == "content/published.txt")
        {
            snapshot.sources.insert(source_path.clone(), Arc::new(Source::new(source_path, text)));
        } else {
            let asset = Asset::new(source_path.clone(), text.as_bytes().to_vec());
            snapshot.assets.insert(source_path, Arc::new(asset));
        }
    }
    snapshot
}
