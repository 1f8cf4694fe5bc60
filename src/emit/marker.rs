//! The file in a site that says: this folder was made by normbook, and these files of it were.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The name of the file.
pub const MARKER: &str = ".normbook-site";

const TEXT: &str = "Made by normbook. The next build replaces the files that are named here; others are carried into the \
                    next site, unless it is built with --prune.\n";

/// Begin lines: what the site has from the one before it, and what was made for it.
const CARRIED: &str = "carried ";
const OWN: &str = "own ";

/// What builds put into a site, by paths from its top.
#[derive(Debug, Default)]
pub(super) struct Marker {
    /// Files of this site.
    pub(super) own: BTreeSet<String>,
    /// Files of the site before it, for pages that were open.
    pub(super) carried: BTreeSet<String>,
}

impl Marker {
    /// What a site says of itself. A site that was made before there were such lists names nothing.
    pub(super) fn of(site: &Path) -> Self {
        let text = fs::read_to_string(site.join(MARKER)).unwrap_or_default();
        let after =
            |word: &'static str| text.lines().filter_map(move |line| line.strip_prefix(word)).map(str::to_owned);
        Self { own: after(OWN).collect(), carried: after(CARRIED).collect() }
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let mut text = TEXT.to_owned();
        for (word, paths) in [(CARRIED, &self.carried), (OWN, &self.own)] {
            for path in paths {
                text.push_str(word);
                text.push_str(path);
                text.push('\n');
            }
        }
        text
    }

    /// Whether a build put a file there.
    pub(super) fn names_file(&self, path: &str) -> bool {
        self.own.contains(path) || self.carried.contains(path)
    }

    /// Whether a build put anything into a folder.
    pub(super) fn names_folder(&self, path: &str) -> bool {
        has_inside(&self.own, path) || has_inside(&self.carried, path)
    }

    /// Whether a file, or what lies in a folder, was carried into this site already.
    pub(super) fn has_carried(&self, path: &str) -> bool {
        self.carried.contains(path) || has_inside(&self.carried, path)
    }
}

fn has_inside(paths: &BTreeSet<String>, folder: &str) -> bool {
    let inside = format!("{folder}/");
    paths.range(inside.clone()..).next().is_some_and(|first| first.starts_with(&inside))
}
