//! A new item in a project that is there.

use super::{NewFile, quoted};
use crate::model::keys::{self, Form, Key};
use crate::model::{EditionKey, Id, Kind, Level, PartialDate, Provenance, Space};

/// What a new item is, with everything that its front matter must name.
#[derive(Clone, Debug)]
pub enum NewItem {
    /// A clause of an edition.
    Clause(EditionKey),
    /// A task of an edition, led by a role.
    Task(EditionKey, Id),
    /// A safeguard of an edition, led by a role.
    Safeguard(EditionKey, Id),
    /// A note about an item.
    Note(String),
    /// A case that shows an item.
    Case(String),
    /// A role.
    Role,
    /// A term.
    Term,
    /// A page of the site's own.
    Page,
}

impl NewItem {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Clause(_) => Kind::Clause,
            Self::Task(..) => Kind::Task,
            Self::Safeguard(..) => Kind::Safeguard,
            Self::Note(_) => Kind::Note,
            Self::Case(_) => Kind::Case,
            Self::Role => Kind::Role,
            Self::Term => Kind::Term,
            Self::Page => Kind::Page,
        }
    }

    /// The folder of such items.
    pub fn folder(&self) -> String {
        let provisions = |edition: &EditionKey, folder: &str| {
            format!("content/standards/{}/{}/{folder}", edition.standard, edition.edition)
        };
        let shared = |space: Space| format!("content/{}", space.name());
        match self {
            Self::Clause(edition) => provisions(edition, "clauses"),
            Self::Task(edition, _) => provisions(edition, "tasks"),
            Self::Safeguard(edition, _) => provisions(edition, "safeguards"),
            Self::Note(_) => shared(Space::Notes),
            Self::Case(_) => shared(Space::Cases),
            Self::Role => shared(Space::Roles),
            Self::Term => shared(Space::Terms),
            Self::Page => shared(Space::Pages),
        }
    }
}

/// The file of a new item. What only its author knows is marked 待填写 and claims nothing.
pub fn item(new: &NewItem, id: &Id, title: &str, today: PartialDate) -> NewFile {
    let lines = keys::of(new.kind()).filter_map(|key| {
        let value = said(new, key, id, title).or_else(|| key.is_required(new.kind()).then(|| filler(key, today)))?;
        Some(format!("{}: {value}\n", key.name))
    });
    let body = if keys::WHO.is_of(new.kind()) { PARTS } else { "待填写。\n" };
    let text = format!("---\n{}---\n{body}", lines.collect::<String>());
    NewFile::new(&format!("{}/{id}.md", new.folder()), text)
}

/// The value of a key, as far as the person who asked for the item has said it or its kind tells.
fn said(new: &NewItem, key: &Key, id: &Id, title: &str) -> Option<String> {
    if key.is(&keys::TITLE) {
        return Some(quoted(title));
    }
    match new {
        NewItem::Clause(_) => key.is(&keys::NUMBER).then(|| quoted(id.as_str())),
        NewItem::Task(_, role) | NewItem::Safeguard(_, role) => {
            key.is(&keys::WHO).then(|| format!("[{{role: {role}, duty: lead}}]"))
        }
        NewItem::Note(about) if key.is(&keys::INTERPRETS) => Some(format!("[{}]", quoted(about))),
        // The unit that signs a note speaks for itself.
        NewItem::Note(_) => key.is(&keys::PROVENANCE).then(|| Provenance::Interpretive.word().to_owned()),
        NewItem::Case(about) => key.is(&keys::ILLUSTRATES).then(|| format!("[{}]", quoted(about))),
        NewItem::Role | NewItem::Term | NewItem::Page => None,
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
        Form::Word(_) if key.is(&keys::PROVENANCE) => Provenance::Sample.word().to_owned(),
        Form::Word(_) if key.is(&keys::LEVEL) => Level::Community.word().to_owned(),
        Form::Word(words) => words.first().copied().unwrap_or_default().to_owned(),
        // The folder says the kind.
        Form::Kind => String::new(),
        Form::Mapping(rows) => inner(rows),
        Form::Mappings(rows) => format!("[{}]", inner(rows)),
    }
}

const PARTS: &str =
    "## 做什么 {#what}\n\n待填写。\n\n## 怎么做 {#how}\n\n1. 待填写。\n\n## 谁来做 {#who}\n\n待填写。\n";
