//! A package for offline use.

use std::io::{Read, Seek, Write};
use std::path::Path;

use anyhow::{Context, ensure};

use super::place::refuse_sources;
use super::{Origin, Ready, Tell};
use crate::bundle::{self, Made, Old, Package, Signer};
use crate::check::Purpose;
use crate::config::Config;
use crate::emit::FileStaging;
use crate::server_config::{self, About, Survey};
use crate::site::Address;

/// A package that was made, and the site in it.
pub struct Bundled {
    /// What there is to say of the package.
    pub made: Made,
    /// The site.
    pub ready: Ready,
}

/// Makes the package `out` of a project; with `since`, an older package, only what has changed; with `signer`, with signed
/// lists. `None` when errors keep it
/// from being published: nothing is then written.
///
/// # Errors
/// If the project or the older package cannot be read, or `out` is no file that normbook may replace or write.
pub fn bundle(
    origin: Origin<'_>,
    out: &Path,
    since: Option<&Path>,
    signer: Option<Signer>,
    purpose: Purpose,
    tell: Tell<'_>,
) -> anyhow::Result<Option<Bundled>> {
    refuse_sources(origin.project, out)?;
    FileStaging::admit(out, bundle::is_package)?;
    let old = since.map(|since| older(since, out)).transpose()?;
    let Some(ready) = Ready::read(origin, purpose, tell)? else { return Ok(None) };
    let staging = FileStaging::begin(out, bundle::is_package)?;
    let scratch = staging.scratch()?;
    let package = Package::new(scratch.file(), old, signer);
    let survey = Survey::default();
    let page = |address: &Address, bytes: &[u8]| {
        survey.note(address);
        put_page(&package, address, bytes)
    };
    if !ready.publish(tell, &page)? {
        return Ok(None);
    }
    put_server_config(&package, survey, &ready)?;
    let failed = || format!("could not make {}", out.display());
    let made = package.finish(&ready.site, staging.file()).with_context(failed)?;
    staging.publish().with_context(failed)?;
    Ok(Some(Bundled { made, ready }))
}

/// Puts a page with its compressed sibling.
fn put_page(package: &Package<impl Read + Write + Seek>, address: &Address, bytes: &[u8]) -> anyhow::Result<()> {
    package.put_page(address, bytes)?;
    match server_config::gzip(address.as_str(), bytes)? {
        Some(packed) => package.put_sibling(address, bytes, &packed),
        None => Ok(()),
    }
}

/// Puts what the administrator of a server needs.
fn put_server_config(package: &Package<impl Read + Write + Seek>, survey: Survey, ready: &Ready) -> anyhow::Result<()> {
    let Config { words, base_url, .. } = &*ready.site.config;
    let policy = ready.theme.policy();
    let server_config =
        survey.server_config(&About { title: &words.title, base_url: base_url.as_deref(), policy: &policy });
    for page in &server_config.pages {
        put_page(package, &Address::new(&page.path), &page.bytes)?;
    }
    server_config.beside.iter().try_for_each(|file| package.put_beside(&file.path, &file.bytes))
}

fn older(since: &Path, out: &Path) -> anyhow::Result<Old> {
    let is_same = matches!((since.canonicalize(), out.canonicalize()), (Ok(since), Ok(out)) if since == out);
    ensure!(
        !is_same,
        "the delta would replace the package `{}` that it begins from; name another --out",
        out.display()
    );
    Old::read(since)
}
