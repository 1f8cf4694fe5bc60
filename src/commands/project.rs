//! A new project.

use std::path::Path;

use crate::emit::{self, Batch, Existing};
use crate::scaffold::{self, Book};

/// Begins a book in a folder, which need not exist.
///
/// # Errors
/// If a file of the book is there already or cannot be written; then none is.
pub fn init(folder: &Path, book: &Book) -> anyhow::Result<()> {
    let files = scaffold::book(book);
    emit::plant(folder, files.iter().map(|file| (file.path.as_str(), file.text.as_str())))
}

/// Writes the JSON Schemas of front matter anew.
///
/// # Errors
/// If a file cannot be written.
pub fn renew_schemas(folder: &Path) -> anyhow::Result<()> {
    let mut batch = Batch::begin(folder)?;
    scaffold::schemas().iter().try_for_each(|schema| batch.put(&schema.path, schema.text.as_bytes()))?;
    batch.publish(Existing::Replaced)
}
