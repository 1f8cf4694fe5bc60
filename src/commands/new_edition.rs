//! A new edition of standards that are there, and a new standard.

use std::path::Path;

use anyhow::{Context, ensure};

use super::editions::all;
use super::new::id;
use crate::check::Purpose;
use crate::emit;
use crate::load::{self, Limits};
use crate::model::{EditionKey, ItemKey, PartialDate};
use crate::pipeline::{self, Memory};
use crate::scaffold::{self, NewEdition, NewFile, NewStandard};
use crate::site::Site;

/// A new edition as a person asks for it.
#[derive(Clone, Debug)]
pub struct EditionRequest {
    /// Its name: `urban/2026` or `urban@2026`.
    pub name: String,
    /// The id of the edition that it begins as: `2022`.
    pub from: String,
}

/// Copies editions into new ones that are revised together; the folders that were made.
///
/// # Errors
/// If the project cannot be read, a name is none, the edition to copy is not there, or a file is there already or cannot be
/// written. Then nothing is written.
pub fn new_editions(
    project: &Path,
    requests: &[EditionRequest],
    issued: Option<PartialDate>,
) -> anyhow::Result<Vec<String>> {
    let snapshot = load::load(project, &Limits::default())?;
    let site = pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft).site;
    let keys: Vec<EditionKey> = requests.iter().map(|request| key(&request.name)).collect::<anyhow::Result<_>>()?;
    let mut files: Vec<NewFile> = Vec::new();
    for (request, own) in requests.iter().zip(&keys) {
        let from = from(&site, own, &request.from)?;
        ensure!(site.find(&ItemKey::Edition(own.clone())).is_none(), "{own} is there already");
        let before = site.edition_facts(&site.editions[from]).and_then(|facts| facts.issued);
        let is_later = issued.is_none_or(|issued| before.is_none_or(|before| before < issued));
        ensure!(is_later, "{own} would be issued before the edition it begins as; say another day with `--issued`");
        let new = NewEdition { key: own.clone(), from, with: keys.clone(), issued };
        files.extend(scaffold::edition(&site, &snapshot, &new));
    }
    plant(project, &files)?;
    Ok(keys.iter().map(|key| format!("content/standards/{}/{}", key.standard, key.edition)).collect())
}

/// Makes a standard with an empty first edition; the folder that was made.
///
/// # Errors
/// If the name is none, or a file is there already or cannot be written.
pub fn new_standard(project: &Path, name: &str, title: &str, issued: Option<PartialDate>) -> anyhow::Result<String> {
    let new = NewStandard { key: key(name)?, title: title.to_owned(), issued };
    plant(project, &scaffold::standard(&new))?;
    Ok(format!("content/standards/{}", new.key.standard))
}

fn plant(project: &Path, files: &[NewFile]) -> anyhow::Result<()> {
    emit::plant(project, files.iter().map(|file| (file.path.as_str(), file.text.as_str())))
}

/// `urban/2026`, or `urban@2026` as refs have it.
fn key(name: &str) -> anyhow::Result<EditionKey> {
    let parts = name.split_once(['/', '@']);
    let (standard, edition) = parts.with_context(|| format!("`{name}` names no edition; write it as in urban/2026"))?;
    Ok(EditionKey { standard: id(standard)?, edition: id(edition)? })
}

fn from(site: &Site, new: &EditionKey, from: &str) -> anyhow::Result<usize> {
    let key = EditionKey { standard: new.standard.clone(), edition: id(from)? };
    site.edition_index(&key).with_context(|| format!("there is no {key}; there are: {}", all(site)))
}
