//! Search in a built site.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::load;
use crate::search::query::{Answer, Files, Question, Searcher};

/// The folder `search` of a built site.
struct Built(PathBuf);

impl Files for Built {
    fn read(&self, path: &str) -> Option<String> {
        load::built_text(&self.0.join(path))
    }
}

/// Asks the index of the site that was built in the folder `site`.
///
/// # Errors
/// If there is no index, or it is damaged.
pub fn search(site: &Path, question: &Question) -> anyhow::Result<Answer> {
    let shown = site.display();
    ensure!(site.join("search/entry.js").is_file(), "`{shown}` has no search index: build it first (`normbook build`)");
    let files = Built(site.join("search"));
    let mut searcher = Searcher::open(&files).with_context(|| format!("cannot search `{shown}`"))?;
    searcher.ask(question).with_context(|| format!("cannot search `{shown}`"))
}
