//! The views of what changed from one edition to the next.

use serde::Serialize;

use super::{Frame, Html, LinkView, Links, Parts};

/// `changes.html`: everything that changed in an edition. `table.html` shows the same in one file that needs no other.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesView {
    /// The frame.
    pub frame: Frame,
    /// The earlier edition.
    pub old: LinkView,
    /// The later edition.
    pub new: LinkView,
    /// The later edition is not the current one yet: it says what will be.
    pub planned: bool,
    /// How many items have each change, in all parts; an item may have several.
    pub counts: Vec<ChangeCount>,
    /// Roles, each with a link to what changes for it; on the first part only.
    pub roles: Vec<LinkView>,
    /// Clauses, tasks, safeguards, as many as this part holds.
    pub groups: Vec<ChangeGroup>,
    /// Further pages.
    pub parts: Parts,
}

/// What `table.html` has besides: the styles that it holds.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// The changes.
    #[serde(flatten)]
    pub changes: ChangesView,
    /// The policy of the file.
    pub csp: Html,
    /// Every style, as one.
    pub style: Html,
}

/// How many items have a change.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeCount {
    /// Word of the change.
    pub word: &'static str,
    /// How many.
    pub total: usize,
}

/// Items of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeGroup {
    /// Word of the kind.
    pub kind: &'static str,
    /// Its items.
    pub rows: Vec<ChangeRow>,
}

/// What became of an item, or of several that were split or merged.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeRow {
    /// Its place on the page.
    pub anchor: String,
    /// Words of its changes; never empty.
    pub words: Vec<&'static str>,
    /// What it was; nothing where it is new.
    pub old: Option<Links>,
    /// What it is; nothing where it ended.
    pub new: Option<Links>,
    /// What changed; nothing where nothing did but the number.
    pub detail: Option<Compared>,
    /// Why it ended.
    pub withdrawn: Option<WithdrawnView>,
}

/// What changed in an item, word by word.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    /// Words of its changes.
    pub words: Vec<&'static str>,
    /// The short name of the earlier edition.
    pub edition: String,
    /// What it was in the earlier edition; nothing where it is new.
    pub old: Option<Links>,
    /// The title, if it changed.
    pub title_html: Option<Html>,
    /// The text in one run: paragraphs `nb-line`, with `del` and `ins`.
    pub inline_html: Html,
    /// The text in two columns, one `<tr>` a line; empty on the page of the item, and where there is but one side.
    pub columns_html: Html,
    /// Facts that changed: what they are called and what changed in them.
    pub facts: Vec<ComparedFact>,
    /// Duties that changed.
    pub duties: Vec<ComparedDuty>,
    /// Translations that changed, by language.
    pub translations: Vec<ComparedTranslation>,
    /// The page of all changes, at this item.
    pub href: Option<String>,
}

/// A fact that changed.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedFact {
    /// What it is called.
    pub label: String,
    /// What changed in it.
    pub html: Html,
}

/// A translation that changed, came or went.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedTranslation {
    /// The language's name for itself.
    pub language: &'static str,
    /// Its tag, for `lang`.
    pub lang: &'static str,
    /// The direction of its writing, for `dir`.
    pub dir: &'static str,
    /// Word of its change, `new` or `deleted`, where one edition does not have it; nothing else is shown then.
    pub words: Vec<&'static str>,
    /// The title, if it changed.
    pub title_html: Option<Html>,
    /// The text in one run.
    pub inline_html: Html,
    /// The text in two columns, one `<tr>` a line; empty on the page of the item.
    pub columns_html: Html,
}

/// A duty that changed.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedDuty {
    /// Who.
    pub role: LinkView,
    /// The duties before, as chips; empty where they are new.
    pub old_html: Html,
    /// The duties now; empty where they ended.
    pub new_html: Html,
}

/// `withdrawn.html`, and what other pages say of an item that ended.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawnView {
    /// Word of its kind: `clause`, `task`, `safeguard`.
    pub kind: &'static str,
    /// Since when.
    pub date: String,
    /// Who withdrew it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The edition that withdrew it.
    pub edition: LinkView,
    /// That edition is not the current one yet: it says what will be.
    pub planned: bool,
}

/// `withdrawn.html`: where an item was.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawnPageView {
    /// The frame.
    pub frame: Frame,
    /// What was withdrawn, as it was called.
    pub title: String,
    /// Its page in the edition that still held it.
    pub former: Option<LinkView>,
    /// Why it ended.
    pub withdrawn: WithdrawnView,
}

/// `changes-for.html`: what changes for a role.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesForView {
    /// The frame.
    pub frame: Frame,
    /// The role.
    pub role: LinkView,
    /// The earlier edition.
    pub old: LinkView,
    /// The later edition.
    pub new: LinkView,
    /// All changes of the edition.
    pub all: String,
    /// Work of the role by what changes in it; groups without any are left out.
    pub groups: Vec<ChangesForGroup>,
}

/// Work of a role in which the same changes.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesForGroup {
    /// Word: `gained`, `lost`, `shifted`, `reworded` or `same`.
    pub word: &'static str,
    /// The work.
    pub rows: Vec<ChangesForRow>,
}

/// A piece of work of a role.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesForRow {
    /// The work, as it is now; as it was, where it ended.
    pub work: LinkView,
    /// The duties before.
    pub old_html: Html,
    /// The duties now.
    pub new_html: Html,
    /// Words of what changed in the work.
    pub words: Vec<&'static str>,
    /// Where it can be read word by word.
    pub href: String,
}
