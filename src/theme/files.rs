//! The files of a theme: the project's own take the place of embedded ones of the same path.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::stripped::stripped;
use crate::source::{Asset, Location, SourcePath, Span};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of a theme: the project's own before the embedded ones.
pub(super) struct Files<'a> {
    pub(super) name: &'a str,
    pub(super) overrides: &'a BTreeMap<String, Arc<Asset>>,
}

impl Files<'_> {
    pub(super) fn get(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        match self.overrides.get(path) {
            Some(asset) => Some(Cow::Borrowed(&asset.bytes)),
            None => EMBEDDED.get_file(path).map(|file| Cow::Borrowed(file.contents())),
        }
    }

    /// A file of the project's own. A copy that says the same as the embedded file is none.
    fn own(&self, path: &str) -> Option<&[u8]> {
        let asset = self.overrides.get(path)?;
        (EMBEDDED.get_file(path).map(|file| file.contents()) != Some(&*asset.bytes)).then_some(&*asset.bytes)
    }

    /// Whether a file is the project's own.
    pub(super) fn is_own(&self, path: &str) -> bool {
        self.own(path).is_some()
    }

    /// The text of a file of the project's own: embedded files are judged by the tests, not once more in every build.
    pub(super) fn own_text(&self, path: &str) -> Option<Cow<'_, str>> {
        self.own(path).map(String::from_utf8_lossy)
    }

    /// A file as readers get it: the project's own as it is, an embedded one without its comments.
    pub(super) fn published(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        let own = self.own(path).map(Cow::Borrowed);
        own.or_else(|| EMBEDDED.get_file(path).map(|file| stripped(path, file.contents())))
    }

    pub(super) fn text(&self, path: &str) -> Option<String> {
        self.get(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Paths below `folder`, sorted.
    pub(super) fn below(&self, folder: &str) -> Vec<String> {
        let mut paths: Vec<String> = Vec::new();
        embedded_below(&EMBEDDED, folder, &mut paths);
        paths.extend(self.overrides.keys().filter(|path| path.starts_with(folder)).cloned());
        paths.sort();
        paths.dedup();
        paths
    }

    /// The paths of the default theme, sorted.
    pub(super) fn embedded() -> Vec<String> {
        let mut paths = Vec::new();
        embedded_below(&EMBEDDED, "", &mut paths);
        paths.sort();
        paths
    }

    pub(super) fn location(&self, path: &str, span: Span) -> Location {
        Location::new(&SourcePath::new(&format!("themes/{}/{path}", self.name)), span)
    }
}

fn embedded_below(dir: &Dir<'_>, folder: &str, paths: &mut Vec<String>) {
    for file in dir.files() {
        if let Some(path) = file.path().to_str().filter(|path| path.starts_with(folder)) {
            paths.push(path.replace('\\', "/"));
        }
    }
    for inner in dir.dirs() {
        embedded_below(inner, folder, paths);
    }
}
