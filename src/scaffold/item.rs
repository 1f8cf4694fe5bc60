//! A new item in a project that is there.

use super::{NewFile, quoted};
use crate::model::{EditionKey, Id, Kind, PartialDate, Space};

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
    let title = quoted(title);
    let text = match new {
        NewItem::Clause(_) => {
            format!("---\nnumber: \"{id}\"\ntitle: {title}\nprovenance: sample\n---\n待填写。\n")
        }
        NewItem::Task(_, role) => {
            format!("---\ntitle: {title}\nprovenance: sample\nwho:\n  - {{role: {role}, duty: lead}}\n---\n{PARTS}")
        }
        NewItem::Safeguard(_, role) => format!(
            "---\ntitle: {title}\ncategory: 待填写\nprovenance: sample\nwho:\n  - {{role: {role}, duty: lead}}\n---\n{PARTS}"
        ),
        NewItem::Note(about) => format!(
            "---\ntitle: {title}\nprovenance: interpretive\ninterprets: [{}]\nunit: 待填写\ndate: {today}\n---\n待填写。\n",
            quoted(about)
        ),
        NewItem::Case(about) => format!(
            "---\ntitle: {title}\nprovenance: sample\nillustrates: [{}]\nplace: 待填写\nunit: 待填写\ndate: {today}\n\
             outcome: 待填写\nsources:\n  - {{title: 待填写, outlet: 待填写, date: {today}}}\n---\n待填写。\n",
            quoted(about)
        ),
        NewItem::Role => format!("---\ntitle: {title}\nlevel: community\n---\n待填写。\n"),
        NewItem::Term => format!("---\ntitle: {title}\nprovenance: sample\n---\n待填写。\n"),
        NewItem::Page => format!("---\ntitle: {title}\n---\n待填写。\n"),
    };
    NewFile::new(&format!("{}/{id}.md", new.folder()), text)
}

const PARTS: &str =
    "## 做什么 {#what}\n\n待填写。\n\n## 怎么做 {#how}\n\n1. 待填写。\n\n## 谁来做 {#who}\n\n待填写。\n";
