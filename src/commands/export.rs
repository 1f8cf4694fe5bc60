//! Files to hand on: editions in one page each, workbooks, tables, JSON.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, ensure};

use super::Tell;
use super::editions::{some_editions, some_item};
use super::place::refuse_sources;
use super::ready::{Checked, Origin, prepare};
use crate::check::Purpose;
use crate::emit::{Batch, Existing};
use crate::export::{self, Catalogue};
use crate::load::{self, Limits};
use crate::pipeline::{self, Memory};
use crate::site::{Address, DATA_KINDS, DataFile, Format, Page, Site};

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it lies.
    pub path: PathBuf,
    /// How long it is.
    pub bytes: usize,
}

/// Writes one page that holds everything for each edition of a project into the folder `out`: for the one that is named as
/// in `urban@2022` or `urban`, or for all of them. `None` when errors keep them from being made.
///
/// # Errors
/// If the project cannot be read, there is no such edition, or a file cannot be written.
pub fn export_html(
    project: &Path,
    out: &Path,
    edition: Option<&str>,
    purpose: Purpose,
    tell: Tell<'_>,
) -> anyhow::Result<Option<Vec<Written>>> {
    refuse_sources(project, out)?;
    let Checked { snapshot, site, diagnostics, theme } = prepare(Origin::project(project), purpose)?;
    tell(&diagnostics, &snapshot);
    let Some(theme) = theme.filter(|_| !pipeline::has_errors(&diagnostics)) else { return Ok(None) };
    let named = match edition {
        Some(_) => some_editions(&site, edition)?,
        None => (0..site.editions.len()).collect(),
    };
    let mut written = Writing::begin(out)?;
    for edition in named {
        let address = Address::single(&site.editions[edition].key);
        let (bytes, failure) = pipeline::render_one(&site, &theme, &address, Page::Single(edition));
        if let Some(failure) = failure {
            tell(&[failure], &snapshot);
            return Ok(None);
        }
        written.put(&address.as_str()[address.folder().len()..], &bytes)?;
    }
    written.end().map(Some)
}

/// Writes the files of a format into the folder `out`, as a site offers them in its folder `data`: workbooks of the
/// edition that is named, or of the current one of every standard; tables and JSON of everything. `None` when errors keep
/// them from being made.
///
/// # Errors
/// If the project cannot be read, there is no such edition or nothing to make a workbook of, an edition is named for
/// another format than workbooks, or a file cannot be written.
pub fn export_data(
    project: &Path,
    out: &Path,
    format: Format,
    edition: Option<&str>,
    purpose: Purpose,
    tell: Tell<'_>,
) -> anyhow::Result<Option<Vec<Written>>> {
    let is_by_edition = format.is_by_edition();
    ensure!(
        edition.is_none() || is_by_edition,
        "`--edition` goes with xlsx and docx; tables and JSON hold every edition"
    );
    refuse_sources(project, out)?;
    let Some(site) = sound(project, purpose, tell)? else { return Ok(None) };
    let catalogue = Catalogue::new(&site);
    let files = files(format, edition, &site, &catalogue)?;
    let mut written = Writing::begin(out)?;
    files.iter().try_for_each(|file| written.put(name(file)?, &catalogue.bytes(file)?))?;
    written.end().map(Some)
}

/// Reads and checks a project, and tells what was found; `None` where there are errors.
fn sound(project: &Path, purpose: Purpose, tell: Tell<'_>) -> anyhow::Result<Option<Arc<Site>>> {
    let snapshot = load::load(project, &Limits::default())?;
    let built = pipeline::site(&snapshot, &mut Memory::default(), purpose);
    tell(&built.diagnostics, &snapshot);
    Ok((!pipeline::has_errors(&built.diagnostics)).then_some(built.site))
}

/// Writes one item as a Word document into the folder `out`, named as in `urban@2022/5.7`, `urban/t01` or `notes/hours`. `None`
/// when errors keep it from being made.
///
/// # Errors
/// If the project cannot be read, there is no such item, or the file cannot be written.
pub fn export_item(
    project: &Path,
    out: &Path,
    item: &str,
    purpose: Purpose,
    tell: Tell<'_>,
) -> anyhow::Result<Option<Vec<Written>>> {
    refuse_sources(project, out)?;
    let Some(site) = sound(project, purpose, tell)? else { return Ok(None) };
    let entry = some_item(&site, item)?;
    let key = site.entry(entry).key().to_string();
    let mut written = Writing::begin(out)?;
    let name = format!("{}.docx", key.replace(['@', '/'], "_"));
    written.put(&name, &export::item_document(&site, entry)?)?;
    written.end().map(Some)
}

fn files(
    format: Format,
    edition: Option<&str>,
    site: &Site,
    catalogue: &Catalogue<'_>,
) -> anyhow::Result<Vec<DataFile>> {
    let requested: Vec<_> =
        DATA_KINDS.iter().filter(|kind| kind.format == format).filter_map(|kind| kind.on_request).collect();
    if requested.is_empty() {
        let files = catalogue.files().iter().filter(|file| file.what.kind().format == format);
        return Ok(files.cloned().collect());
    }
    let named = some_editions(site, edition)?;
    let files: Vec<DataFile> =
        named.into_iter().flat_map(|edition| requested.iter().filter_map(move |make| make(site, edition))).collect();
    ensure!(!files.is_empty(), "there is nothing in it to make a file of");
    Ok(files)
}

/// The name of a file as in the folder `data` of a site; files that are made for one edition lie side by side.
fn name(file: &DataFile) -> anyhow::Result<&str> {
    let address = file.address.as_str();
    let is_requested = file.what.kind().on_request.is_some();
    let name = if is_requested { address.rsplit('/').next() } else { address.strip_prefix("data/") };
    name.with_context(|| format!("`{address}` is no address of data"))
}

/// Files that are made one after the other and come to their places together.
struct Writing<'a> {
    out: &'a Path,
    batch: Batch,
    written: Vec<Written>,
}

impl<'a> Writing<'a> {
    fn begin(out: &'a Path) -> anyhow::Result<Self> {
        Ok(Self { out, batch: Batch::begin(out)?, written: Vec::new() })
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.batch.put(name, bytes)?;
        self.written.push(Written { path: self.out.join(name), bytes: bytes.len() });
        Ok(())
    }

    fn end(self) -> anyhow::Result<Vec<Written>> {
        self.batch.publish(Existing::Replaced)?;
        Ok(self.written)
    }
}
