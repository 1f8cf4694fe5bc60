//! The pictures of an import: stripped of what tells of persons and places, named by their bytes.

use crate::import::Document;
use crate::import::files;
use crate::media::private;
use crate::model::EditionKey;
use crate::source::ContentHash;

/// Takes the pictures of a document: their paths in the project and their bytes.
pub(super) fn take(edition: &EditionKey, document: &mut Document) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for picture in document.pictures.iter_mut().filter(|own| !own.bytes.is_empty()) {
        picture.bytes = private::stripped(&picture.bytes);
        all.push((path(edition, &picture.bytes, &picture.ending), picture.bytes.clone()));
    }
    all.sort();
    all.dedup();
    all
}

/// The path of a picture in the project.
pub(super) fn path(edition: &EditionKey, bytes: &[u8], ending: &str) -> String {
    files::picture_path(edition, &ContentHash::of(bytes).short(), ending)
}
