//! A new item in a project that is there.

use std::path::Path;

use anyhow::{Context, ensure};

use super::editions::{all, editions};
use crate::check::Purpose;
use crate::emit;
use crate::load::{self, Limits};
use crate::model::{EditionKey, Home, Id, Kind, NextId, Number, PartialDate, Space, keys};
use crate::pipeline::{self, Memory};
use crate::scaffold::{self, NewItem, NewPlace};
use crate::site::{EntryIx, Site};

/// What a person says of a new item.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// What it is.
    pub kind: Kind,
    /// Its id; without it, the next number.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// The edition it belongs to, as in `urban@2022` or `urban`; needed when there are several standards.
    pub edition: Option<String>,
    /// What a note explains or a case shows.
    pub about: Option<String>,
    /// Who leads a task or safeguard; without it, the first role of the book.
    pub lead: Option<String>,
    /// The day that it is dated with.
    pub today: PartialDate,
}

/// Makes the file of a new item; its path in the project.
///
/// # Errors
/// If the project cannot be read, what was said of the item is not enough or no id, or the file is there already or cannot
/// be written.
pub fn new_item(project: &Path, request: &NewRequest) -> anyhow::Result<String> {
    let snapshot = load::load(project, &Limits::default())?;
    let site = pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft).site;
    let mut item = item(request, &site)?;
    let id = match &request.id {
        Some(text) => id(text)?,
        None => next_id(&site, &item)?,
    };
    item.number = number(&site, &item, &id);
    let file = scaffold::item(&item, &id, &request.title, request.today);
    emit::plant(project, std::iter::once((file.path.as_str(), file.text.as_str())))?;
    Ok(file.path)
}

/// The number that an item of an id has in its edition.
fn number(site: &Site, item: &NewItem, id: &Id) -> Option<String> {
    let NewPlace::Edition(edition, _) = &item.place else { return None };
    site.numbering(site.edition(edition)?).number_of(id.as_str())
}

/// An id as a person writes it.
///
/// # Errors
/// If it is none.
pub fn id(text: &str) -> anyhow::Result<Id> {
    let wrong =
        |_| anyhow::anyhow!("`{text}` is no id: lower-case letters, digits, `-` and `.`, none of the site's own names");
    Id::new(text).map_err(wrong).context("ids are parts of addresses")
}

fn item(request: &NewRequest, site: &Site) -> anyhow::Result<NewItem> {
    let kind = request.kind;
    let place = match kind.spec().home {
        Home::Provisions(folder) => NewPlace::Edition(edition(request, site)?, folder),
        Home::Shared(space) => NewPlace::Space(space),
        Home::Standard | Home::Edition => {
            anyhow::bail!("a {} is a folder, which is made by a command of its own", kind.word())
        }
    };
    let is_about = keys::INTERPRETS.is_of(kind) || keys::ILLUSTRATES.is_of(kind);
    let lead = keys::WHO.is_of(kind).then(|| lead(request, site)).transpose()?;
    let about = is_about.then(|| about(request, site)).transpose()?;
    Ok(NewItem { kind, place, lead, number: None, about })
}

/// The edition that was named; the current one of the only standard when none was.
fn edition(request: &NewRequest, site: &Site) -> anyhow::Result<EditionKey> {
    let found = editions(site, request.edition.as_deref());
    ensure!(found.len() == 1, "say which edition with `--in`; there are: {}", all(site));
    let edition = found.first().and_then(|&edition| site.editions.get(edition));
    Ok(edition.context("an edition was just counted")?.key.clone())
}

/// The ref to what a note explains or a case shows: whoever starts it names the item by its id or title, too, and a
/// ref that leads nowhere would make a file that does not build.
fn about(request: &NewRequest, site: &Site) -> anyhow::Result<String> {
    let about = request.about.as_deref();
    let about = about.context("say what it is about with `--about`, as in `--about urban/t07`")?;
    let (name, anchor) = about.split_once('#').map_or((about, None), |(name, anchor)| (name, Some(anchor)));
    let names = |entry: EntryIx| {
        let entry_of = site.entry(entry);
        let key = entry_of.key();
        let current = site.edition_of(entry).filter(|edition| edition.current);
        let short = current.map(|edition| format!("{}/{}", edition.key.standard, key.id()));
        (key.to_string(), short, key.id().to_string(), entry_of.item.header.title.value.clone())
    };
    let all: Vec<_> = site.originals().map(|(entry, _)| names(entry)).collect();
    let exact = all.iter().filter(|(key, short, ..)| key == name || short.as_deref() == Some(name));
    let exact: Vec<_> = exact.collect();
    let called = all.iter().filter(|(_, _, id, title)| id == name || title == name);
    let found: Vec<_> = if exact.is_empty() { called.collect() } else { exact };
    let written = |(key, short, ..): &(String, Option<String>, String, String)| short.clone().unwrap_or(key.clone());
    ensure!(!found.is_empty(), "there is nothing called `{name}`; write it as in `urban/t07` or `urban@2022/5.7`");
    let list = || found.iter().map(|own| written(own)).collect::<Vec<_>>().join(", ");
    ensure!(found.len() == 1, "several items are called `{name}`: {}", list());
    let name = found.first().map(|own| written(own)).unwrap_or_default();
    Ok(anchor.map_or(name.clone(), |anchor| format!("{name}#{anchor}")))
}

fn lead(request: &NewRequest, site: &Site) -> anyhow::Result<Id> {
    if let Some(role) = &request.lead {
        return id(role);
    }
    let roles = site.shared.get(&Space::Roles).and_then(|roles| roles.first());
    let role = roles.context("there is no role yet that could lead it: `normbook new role ID` first")?;
    Ok(site.entry(*role).key().id().clone())
}

/// The first number that is free: `t21` after `t20`, `note-3` after `note-2`.
fn next_id(site: &Site, item: &NewItem) -> anyhow::Result<Id> {
    let spec = item.kind.spec();
    let Some(NextId { prefix, width }) = spec.next_id else {
        anyhow::ensure!(spec.number != Number::Written, "a clause needs its number, as in `normbook new clause 5.8`");
        anyhow::bail!("say its id, as in `normbook new {} library`", item.kind.word())
    };
    let candidates = (1..).filter_map(|number| Id::new(&format!("{prefix}{number:0width$}")).ok());
    let mut free = candidates.filter(|id| site.find(&item.place.key(id.clone())).is_none());
    free.next().context("there is always a next number")
}
