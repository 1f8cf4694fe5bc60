//! What changed between two editions, as a file to hand on: 新旧条文对照表.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::Tell;
use super::editions::{all, some_editions};
use super::place::refuse_sources;
use super::ready::{Checked, Origin, prepare};
use crate::check::Purpose;
use crate::emit::{Batch, Existing};
use crate::export::{self, TableFormat};
use crate::pipeline;
use crate::site::{Address, Page, Site};

/// Writes the table of changes between two editions into the folder `out`, named as in `urban@2022`: as a page that needs no
/// other file, or in a format. `None` when errors keep it from being made.
///
/// # Errors
/// If the project cannot be read, there are no such editions, the second does not come after the first, or the file cannot be written.
pub fn diff(
    project: &Path,
    out: &Path,
    (old, new): (&str, &str),
    format: Option<TableFormat>,
    tell: Tell<'_>,
) -> anyhow::Result<Option<PathBuf>> {
    refuse_sources(project, out)?;
    let Checked { snapshot, site, diagnostics, theme } = prepare(Origin::project(project), Purpose::Draft)?;
    tell(&diagnostics, &snapshot);
    if pipeline::has_errors(&diagnostics) {
        return Ok(None);
    }
    let (before, edition) = (one(&site, old)?, one(&site, new)?);
    let compared = site.comparing(before, edition);
    let site = compared.with_context(|| format!("{new} does not come after {old}; there are: {}", pairs(&site)))?;
    let [old, new] = [before, edition].map(|edition| &site.editions[edition].key);
    let address = Address::table_of_changes(old, new);
    let bytes = match (format, theme) {
        (Some(format), _) => export::table(&site, edition, format)?,
        (None, Some(theme)) => {
            let (bytes, failure) = pipeline::render_one(&site, &theme, &address, Page::Table(edition));
            if let Some(failure) = failure {
                tell(&[failure], &snapshot);
                return Ok(None);
            }
            bytes
        }
        (None, None) => return Ok(None),
    };
    let ending = format.map_or("html", TableFormat::word);
    let name = address.as_str().rsplit('/').next().unwrap_or_default().replace(".html", &format!(".{ending}"));
    let mut batch = Batch::begin(out)?;
    batch.put(&name, &bytes)?;
    batch.publish(Existing::Replaced)?;
    Ok(Some(out.join(name)))
}

fn one(site: &Site, name: &str) -> anyhow::Result<usize> {
    some_editions(site, Some(name))?
        .first()
        .copied()
        .with_context(|| format!("there is no {name}; there are: {}", all(site)))
}

/// Editions that follow each other, as a person may write them.
fn pairs(site: &Site) -> String {
    let pair = |own: &std::sync::Arc<crate::site::Succession>| {
        format!("{} {}", site.editions[own.old].key, site.editions[own.new].key)
    };
    site.successions().iter().map(pair).collect::<Vec<_>>().join(", ")
}
