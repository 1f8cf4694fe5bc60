//! Signatures in front matter: who looked at a text against what it was written for, and who approved it.

use std::path::Path;

use anyhow::{Context, ensure};

use crate::check::Purpose;
use crate::emit;
use crate::load::{self, Limits};
use crate::model::{PartialDate, keys};
use crate::pipeline::{self, Memory};
use crate::prose;
use crate::scaffold;
use crate::source::{SourcePath, encoding};

/// What is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// That a text still holds for the words it was written for.
    Reviewed,
    /// That the words of the text itself are to be published.
    Approved,
}

/// Signs files of a project, each by its path in the project; the paths as they are known there. All are looked at before any is
/// written.
///
/// # Errors
/// If the project or a file cannot be read or written, a file is no item, or a text was written for no other text.
pub fn sign(project: &Path, files: &[String], what: Sign, by: &str, date: PartialDate) -> anyhow::Result<Vec<String>> {
    ensure!(!by.trim().is_empty() && !by.contains(['\n', '\r']), "say in one line which unit signs");
    let snapshot = load::load(project, &Limits::default())?;
    let site = pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft).site;
    let mut signed = Vec::new();
    for file in files {
        let path = SourcePath::new(file.trim_start_matches("./"));
        let &entry = site.files.get(&path).with_context(|| format!("`{file}` is no item of this project"))?;
        let (key, hash) = match what {
            Sign::Approved => (&keys::APPROVED, prose::signed(&site, entry)),
            Sign::Reviewed => {
                let hash = prose::written_for(&site, entry);
                let hash = hash.with_context(|| {
                    format!("`{file}` was written for no other text: it has nothing to be reviewed for")
                })?;
                (&keys::REVIEWED, hash)
            }
        };
        let before = snapshot.text(&path).unwrap_or_default().to_owned();
        let after = scaffold::signature(&before, key.name, by.trim(), date, &hash.hex());
        let after = after
            .with_context(|| format!("`{}` of `{file}` is not written in one line; write it by hand", key.name))?;
        signed.push((path, before, after));
    }
    for (path, before, after) in &signed {
        let original = load::original(project, path)?;
        let bytes = encoding::rewritten(&original, before, after);
        let bytes =
            bytes.map_err(|_| anyhow::anyhow!("`{path}` cannot be written back as it was; save it as UTF-8 first"))?;
        emit::amend(project, path.as_str(), path.as_str(), &bytes)?;
    }
    Ok(signed.into_iter().map(|(path, ..)| path.to_string()).collect())
}
