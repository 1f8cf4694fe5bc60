//! A new item in a project that is there.

use super::{NewFile, quoted};
use crate::model::keys::{self, Form, Key};
use crate::model::{EditionKey, Id, ItemKey, Kind, Level, PartialDate, Space};

/// What a new item is, with everything that its front matter must name.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// Its kind.
    pub kind: Kind,
    /// Where it is to lie.
    pub place: NewPlace,
    /// Who leads it, for a kind that has duties.
    pub lead: Option<Id>,
    /// Its number, for a kind that has one and where its id tells it.
    pub number: Option<String>,
    /// What it is about, for a kind that explains or shows something.
    pub about: Option<String>,
}

/// Where a new item is to lie.
#[derive(Clone, Debug)]
pub enum NewPlace {
    /// In a folder of an edition.
    Edition(EditionKey, &'static str),
    /// In a folder of items that belong to no standard.
    Space(Space),
}

impl NewPlace {
    /// The folder.
    pub fn folder(&self) -> String {
        match self {
            Self::Edition(EditionKey { standard, edition }, folder) => {
                format!("content/standards/{standard}/{edition}/{folder}")
            }
            Self::Space(space) => format!("content/{}", space.word()),
        }
    }

    /// The name in the whole site of what has this id here.
    pub fn key(&self, id: Id) -> ItemKey {
        match self {
            Self::Edition(edition, _) => ItemKey::Provision(edition.clone(), id),
            Self::Space(space) => ItemKey::Shared(*space, id),
        }
    }
}

/// The file of a new item. What only its author knows is marked 待填写 and claims nothing.
pub fn item(new: &NewItem, id: &Id, title: &str, today: PartialDate) -> NewFile {
    let lines = keys::of(new.kind).filter_map(|key| {
        let value = said(new, key, title).or_else(|| key.is_required(new.kind).then(|| filler(key, today)))?;
        Some(format!("{}: {value}\n", key.name))
    });
    let body = if keys::WHO.is_of(new.kind) { PARTS } else { "待填写。\n" };
    let text = format!("---\n{}---\n{body}", lines.collect::<String>());
    NewFile::new(&format!("{}/{id}.md", new.place.folder()), text)
}

/// The value of a key, as far as the person who asked for the item has said it or its kind tells.
fn said(new: &NewItem, key: &Key, title: &str) -> Option<String> {
    let is = |row: &Key| key.is(row);
    if is(&keys::TITLE) {
        Some(quoted(title))
    } else if is(&keys::NUMBER) {
        new.number.as_deref().map(quoted)
    } else if is(&keys::WHO) {
        Some(format!("[{{role: {}, duty: lead}}]", new.lead.as_ref()?))
    } else if is(&keys::INTERPRETS) || is(&keys::ILLUSTRATES) {
        Some(format!("[{}]", quoted(new.about.as_ref()?)))
    } else if is(&keys::PROVENANCE) {
        Some(new.kind.spec().provenance?.word().to_owned())
    } else {
        None
    }
}

/// A value that stands where a key must have one.
fn filler(key: &Key, today: PartialDate) -> String {
    let inner = |rows: &[&Key]| {
        // An address that leads nowhere would be worse than none.
        let rows = rows.iter().filter(|row| !matches!(row.form, Form::Url));
        let inner: Vec<String> = rows.map(|row| format!("{}: {}", row.name, filler(row, today))).collect();
        format!("{{{}}}", inner.join(", "))
    };
    match key.form {
        Form::Text => "待填写".to_owned(),
        Form::Texts | Form::Refs => "[待填写]".to_owned(),
        Form::Count => "0".to_owned(),
        Form::Date => today.to_string(),
        Form::Url => "https://".to_owned(),
        Form::Word(_) if key.is(&keys::LEVEL) => Level::Community.word().to_owned(),
        Form::Word(words) => words.names.first().copied().unwrap_or_default().to_owned(),
        // The folder says the kind.
        Form::Kind => String::new(),
        Form::Mapping(rows) => inner(rows),
        Form::Mappings(rows) => format!("[{}]", inner(rows)),
        Form::MappingsOr(_, words) => words.names.first().copied().unwrap_or_default().to_owned(),
    }
}

const PARTS: &str =
    "## 做什么 {#what}\n\n待填写。\n\n## 怎么做 {#how}\n\n1. 待填写。\n\n## 谁来做 {#who}\n\n待填写。\n";
