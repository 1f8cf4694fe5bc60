//! Which file a path to nothing means.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::site::Corpus;
use crate::source::{Asset, SourcePath};
use crate::text::suggest;

/// A file that is there.
pub(super) struct Meant {
    pub(super) path: SourcePath,
    /// Nothing else can be meant.
    pub(super) is_certain: bool,
}

/// The file that `written` means: the source of a page, a file of the same name but for its case or ending, the only file of
/// the name elsewhere; or the one with the nearest name.
pub(super) fn find(corpus: &Corpus, assets: &BTreeMap<SourcePath, Arc<Asset>>, written: &SourcePath) -> Option<Meant> {
    let certain = |path: SourcePath| Some(Meant { path, is_certain: true });
    let stem = stem_of(written.file_name());
    if matches!(written.extension().to_ascii_lowercase().as_str(), "html" | "htm") {
        let source = SourcePath::new(&format!("{}/{stem}.md", written.folder()));
        if corpus.files.contains_key(&source) {
            return certain(source);
        }
    }
    let is_alike = |name: &str| stem_of(name).eq_ignore_ascii_case(stem) && is_same_sort(name, written.file_name());
    let beside = only(assets.keys().filter(|path| path.folder() == written.folder() && is_alike(path.file_name())));
    if let Some(path) = beside {
        return certain(path.clone());
    }
    let is_named = |path: &&SourcePath| path.file_name().eq_ignore_ascii_case(written.file_name());
    if let Some(path) = only(assets.keys().filter(is_named)) {
        return certain(path.clone());
    }
    // Names are compared, not paths: the folders of pictures are alike, and a picture is none for another.
    let named: Vec<&SourcePath> =
        assets.keys().filter(|path| is_same_sort(path.file_name(), written.file_name())).collect();
    let nearest = suggest::nearest(stem, named.iter().map(|path| stem_of(path.file_name())))?;
    let path = named.into_iter().find(|path| stem_of(path.file_name()) == nearest)?;
    Some(Meant { path: path.clone(), is_certain: false })
}

/// The only one of some paths.
fn only<'a>(mut paths: impl Iterator<Item = &'a SourcePath>) -> Option<&'a SourcePath> {
    paths.next().filter(|_| paths.next().is_none())
}

fn stem_of(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether two files are both pictures, or both none.
fn is_same_sort(one: &str, other: &str) -> bool {
    const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"];
    let is_picture = |name: &str| {
        name.rsplit_once('.').is_some_and(|(_, ending)| PICTURES.contains(&ending.to_ascii_lowercase().as_str()))
    };
    is_picture(one) == is_picture(other)
}
