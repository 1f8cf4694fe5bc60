//! Views: the typed data each template receives. This file is the contract between normbook and its themes.
//!
//! One struct per template, named after it: [`TaskView`] goes to `task.html`. Every field is always there; what may be
//! missing is an `Option`, which is `none` in a template. A field of the type [`Html`] (called `html` or ending in `_html`)
//! is finished HTML, which is printed as it is; all others are plain text, which Tera escapes. Fields called `href` hold
//! addresses relative to the page. Fields called `word` (or documented as a word) hold a key of the interface texts,
//! e.g. `t.duty[row.duty]`.
//!
//! Besides its view, every template sees `t`: the interface texts of the page's language, from `i18n/<lang>.yaml`.
//! Pages with a `frame` see `shell` too: what the `shell-….html` templates made, once for all pages that share it.

mod calendar;
mod changes;
mod filings;
mod home;
mod overview;
mod reading;
mod topics;

use std::collections::BTreeMap;

use serde::Serialize;

pub use super::link::LinkView;
pub use super::links::{Duties, Links};
pub use super::markup::Html;
pub use calendar::*;
pub use changes::*;
pub use filings::*;
pub use home::*;
pub use overview::*;
pub use reading::*;
pub use topics::*;

/// What every page has. Templates receive it as `frame`.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// Language tag of the page, for `<html lang>`.
    pub lang: &'static str,
    /// Direction of the page, for `<html dir>`.
    pub dir: &'static str,
    /// Text of `<title>`: the page, its edition, the site.
    pub title: String,
    /// One sentence for `<meta name="description">`.
    pub description: Option<String>,
    /// The rest of the head that is the page's own: the fields of government sites; where the site's address is known, its
    /// canonical address, Open Graph and JSON-LD.
    pub head_html: Html,
    /// The word of the page's kind: `home`, `task`, `matrix`…; names its template.
    pub kind: &'static str,
    /// Name of the site.
    pub site_title: String,
    /// Name of the publisher.
    pub publisher: String,
    /// The site holds sample text: it carries the banner and is not to be indexed.
    pub sample: bool,
    /// Address of the home page.
    pub home: String,
    /// The page in the site's languages; fewer than two are not worth showing.
    pub languages: Vec<LanguageLink>,
    /// The way from the home page to this one, one `<li>` a step; empty on the home page.
    pub breadcrumb_html: Html,
    /// The edition that took the place of this page's one.
    pub superseded: Option<Superseded>,
    /// What the edition of this page is, where it is not the one that holds.
    pub standing: Option<StandingView>,
}

/// `shell-head.html`, `shell-menu.html`, `shell-search.html`, `shell-foot.html`: what all pages of a folder below the same entry of the menu
/// have alike. Each is rendered once for all of them; pages print it as `shell.head`, `shell.menu`…
#[derive(Clone, Debug, Serialize)]
pub struct ShellView {
    /// Name of the site.
    pub site_title: String,
    /// Name of the publisher.
    pub publisher: String,
    /// Language tag of the publisher's name and of how to reach it, when it is not the page's.
    pub publisher_lang: Option<&'static str>,
    /// The publisher's own site.
    pub publisher_url: Option<String>,
    /// How to reach the publisher, in words.
    pub publisher_contact: Option<String>,
    /// The unit that runs the site for the publisher.
    pub operator: Option<String>,
    /// What the site is filed under, for its foot.
    pub filings: FilingsView,
    /// Name of the host, when the site's address is known.
    pub site_domain: Option<String>,
    /// Address of the feed of changes.
    pub feed: Option<String>,
    /// A sentence for the foot of every page.
    pub notice: Option<String>,
    /// Whose copy this is, where an office filled in telephones.
    pub copy: Option<String>,
    /// The site holds sample text: it is not to be indexed.
    pub sample: bool,
    /// The content security policy for `<meta http-equiv>`.
    pub csp: &'static str,
    /// Addresses of style sheets.
    pub styles: Vec<String>,
    /// Addresses of scripts, to be loaded with `defer`.
    pub scripts: Vec<String>,
    /// Address of the icon.
    pub icon: Option<String>,
    /// The main menu: standards, roles, terms, notes, cases, pages.
    pub menu: Vec<MenuItem>,
    /// Ways through the site for its foot: index, map, coverage.
    pub foot: Vec<MenuItem>,
    /// What the search box needs; nothing in a theme without search.
    pub search: Option<SearchLinks>,
}

/// Where the search box leads, and what its script loads when it is used.
#[derive(Clone, Debug, Serialize)]
pub struct SearchLinks {
    /// The page of results: the form sends `q` there.
    pub page: String,
    /// The first file of the index, which names the others.
    pub entry: String,
    /// Addresses of the theme's search scripts in the language of the page, by the names of their parts.
    pub parts: BTreeMap<String, String>,
    /// The script of pages that a result led to.
    pub arrival: Option<String>,
    /// The style sheet of results, which only pages with results need.
    pub style: Option<String>,
}

/// An entry of the main menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuItem {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// The page lies under it.
    pub current: bool,
}

/// The page in one language.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageLink {
    /// Language tag.
    pub lang: &'static str,
    /// The language's name for itself.
    pub name: &'static str,
    /// Where it is.
    pub href: String,
    /// It is this page.
    pub current: bool,
}

/// Says that an edition is no longer the current one.
#[derive(Clone, Debug, Serialize)]
pub struct Superseded {
    /// The edition of this page.
    pub edition: String,
    /// The edition that took its place, with the same item in it where there is one.
    pub successor: LinkView,
}

/// What an edition is that does not hold.
#[derive(Clone, Debug, Serialize)]
pub struct StandingView {
    /// Word of its status: `draft`, `approved`, `superseded`, `repealed`.
    pub word: &'static str,
    /// The status in the language of the page, for badges and headers of sheets: 草案, 征求意见稿.
    pub name: String,
    /// What is to be said of it at the top of a page, in whole sentences; nothing where the edition that took its place
    /// says it.
    pub about: Option<String>,
    /// The edition that holds, where there is one.
    pub current: Option<LinkView>,
}

/// An edition that is not the current one, in a list of such.
#[derive(Clone, Debug, Serialize)]
pub struct OtherEdition {
    /// The edition.
    pub link: LinkView,
    /// Word of its status.
    pub status: &'static str,
    /// Its dates in words, as far as they are said.
    pub about: String,
}

/// Duties of a role in an edition that is not the current one.
#[derive(Clone, Debug, Serialize)]
pub struct EarlierDuties {
    /// The edition.
    pub edition: OtherEdition,
    /// At most 50 tasks and safeguards in which the role has a duty.
    pub works: Option<Links>,
}

/// A list continued on other pages.
#[derive(Clone, Debug, Serialize)]
pub struct Parts {
    /// Rows in all.
    pub total: usize,
    /// One link for each part; empty when there is only one.
    pub links: Vec<PartLink>,
}

/// One part of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PartLink {
    /// Its number, from 1.
    pub number: usize,
    /// Where it is.
    pub href: String,
    /// It is this page.
    pub current: bool,
}

/// What pages of items have besides the frame. Templates receive it as `article`.
#[derive(Clone, Debug, Serialize)]
pub struct Article {
    /// The item's id.
    pub id: String,
    /// Number of a clause, id of a task or safeguard, as shown before the title.
    pub number: Option<String>,
    /// The title; for an untitled clause its number.
    pub title: String,
    /// The title as HTML, with runs of other scripts marked.
    pub title_html: Html,
    /// Word of its provenance.
    pub provenance: Option<&'static str>,
    /// What its front matter says, as the table of keys orders it; the page of an edition begins with what that of its
    /// standard says. What has a place of its own is not among them.
    pub facts: Vec<FactView>,
    /// The edition it belongs to, or is.
    pub edition: Option<LinkView>,
    /// Day or month of the last change in substance.
    pub updated: Option<String>,
    /// The unit that keeps it.
    pub owner: Option<String>,
    /// Headings of the page, one `<li>` each; empty where there are too few to need a list of contents.
    pub outline_html: Html,
    /// Items of the same kind around this one, in order, at most 50.
    pub siblings: SiblingsView,
    /// The one before.
    pub previous: Option<LinkView>,
    /// The one after.
    pub next: Option<LinkView>,
    /// How to cite it: 《…》5.7 and its address.
    pub citation: String,
    /// Where readers write when something is wrong with it, with what it is about; nothing where `site.yaml` names nobody.
    pub feedback: Option<String>,
    /// Its address as a picture for telephones, on paper; only where the site's address is known.
    pub code: Option<Html>,
    /// Its permanent address: absolute when the site's is known, else from the top of the site.
    pub permalink: String,
    /// Set where the words that it was written for have changed since somebody looked at it (待复核).
    pub suspect: Option<SuspectView>,
    /// Corrections of its official words, the newest first.
    pub corrections: Vec<CorrectionView>,
    /// Set on the page of a translation.
    pub translation: Option<TranslationView>,
    /// Other items that point here, by how they do; those that the page shows elsewhere are left out.
    pub backlinks: Vec<BacklinkGroup>,
    /// What changed in it from the preceding edition; nothing where nothing did.
    pub compared: Option<Compared>,
    /// Why it is not continued in the next edition.
    pub withdrawn: Option<WithdrawnView>,
}

/// Says that a text is to be looked at again.
#[derive(Clone, Debug, Serialize)]
pub struct SuspectView {
    /// The unit that keeps it.
    pub owner: Option<String>,
    /// Who looked at it last.
    pub by: Option<String>,
    /// When.
    pub date: Option<String>,
    /// The day that the text itself is of, where nobody has looked at it since.
    pub written: Option<String>,
}

/// A correction of official words (勘误).
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// The day.
    pub date: String,
    /// Why.
    pub reason: String,
    /// Where it was issued.
    pub source: Option<String>,
}

/// One fact of an item: a key of its front matter and what it says.
#[derive(Clone, Debug, Serialize)]
pub struct FactView {
    /// The key as it is written, such as `cadence`.
    pub key: &'static str,
    /// What it is called in the language of the page.
    pub label: String,
    /// The finished value; nothing where it is missed and not stated.
    pub html: Option<Html>,
    /// The value is more than a few words and has a line to itself.
    pub wide: bool,
}

/// Neighbours in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SiblingsView {
    /// How many there are in the whole list.
    pub total: usize,
    /// Those around the page and the page itself, each made by `sibling.html`.
    pub html: Html,
}

/// `sibling.html`: one neighbour, rendered once for all the pages that show it.
#[derive(Clone, Debug, Serialize)]
pub struct SiblingView {
    /// The neighbour.
    pub link: LinkView,
}

/// Says whose translation a page is.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationView {
    /// Who translated it.
    pub source: String,
    /// Somebody has read it against the original.
    pub reviewed: bool,
    /// Who.
    pub reviewed_by: Option<String>,
    /// The original, which stays authoritative.
    pub original: LinkView,
}

/// Items that point here in one way.
#[derive(Clone, Debug, Serialize)]
pub struct BacklinkGroup {
    /// Word of the relation.
    pub relation: &'static str,
    /// At most 50 of them.
    pub links: Option<Links>,
    /// Where all are listed, when there are more.
    pub more: Option<MoreLink>,
}

/// Leads to the rest of a list.
#[derive(Clone, Debug, Serialize)]
pub struct MoreLink {
    /// How many there are in all.
    pub total: usize,
    /// Where.
    pub href: String,
}

/// A section of a body.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// Anchor of its heading; nothing for the text before the first heading.
    pub anchor: Option<String>,
    /// Its heading as HTML without the `h2` element; empty without a heading.
    pub title_html: Html,
    /// Word of its provenance where it differs from the item's.
    pub provenance: Option<&'static str>,
    /// Its blocks.
    pub html: Html,
}

/// The text of an item: its sections, then its footnotes.
#[derive(Clone, Debug, Serialize)]
pub struct BodyView {
    /// Sections in order; those shown elsewhere (a task's three parts) are left out.
    pub sections: Vec<SectionView>,
    /// Footnotes of the whole text as HTML, empty without any.
    pub footnotes_html: Html,
}

/// What, how and who of a task or safeguard.
#[derive(Clone, Debug, Serialize)]
pub struct WorkView {
    /// 做什么.
    pub what: Option<SectionView>,
    /// 怎么做; the steps of its ordered list carry tick boxes (`input.nb-tick`).
    pub how: Option<SectionView>,
    /// Some step says who takes it.
    pub has_actors: bool,
    /// 谁来做: the words beside the table.
    pub who: Option<SectionView>,
    /// 谁来做: the table, leads first.
    pub duties: Option<Duties>,
    /// Roles with the duty `lead`, for the summary at the top.
    pub leads: Option<Links>,
    /// The telephones of these roles, in the copy of an office that says them.
    pub phones: Vec<Html>,
    /// Who filled in the telephones of this copy, and when.
    pub phones_signed: Option<String>,
    /// When it is done, as calendars have it, where `cadence` says it in words in its place.
    pub when: Option<FactView>,
    /// Clauses it rests on.
    pub basis: Option<Links>,
    /// The basis was assigned by the editors (编者归类), not by the issuer.
    pub basis_by_editor: bool,
    /// The same work in other standards.
    pub counterparts: Option<Links>,
    /// Safeguards that support it.
    pub supported_by: Option<Links>,
    /// Work that it supports (safeguards only).
    pub supports: Option<Links>,
    /// Notes about it.
    pub notes: Option<Links>,
    /// Cases that show it.
    pub cases: Option<Links>,
}

/// `task.html`: a task card.
#[derive(Clone, Debug, Serialize)]
pub struct TaskView {
    /// The frame.
    pub frame: Frame,
    /// The article.
    pub article: Article,
    /// What, how, who.
    pub work: WorkView,
    /// Everything else that is written.
    pub body: BodyView,
}

/// `safeguard.html`.
#[derive(Clone, Debug, Serialize)]
pub struct SafeguardView {
    /// The frame.
    pub frame: Frame,
    /// The article.
    pub article: Article,
    /// The heading it is counted under.
    pub category: String,
    /// What, how, who.
    pub work: WorkView,
    /// Everything else that is written.
    pub body: BodyView,
}

/// `clause.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ClauseView {
    /// The frame.
    pub frame: Frame,
    /// The article.
    pub article: Article,
    /// The text; paragraphs and list items carry anchors `p1`, `i1`….
    pub body: BodyView,
    /// The text is not yet imported (正文待导入).
    pub pending: bool,
    /// Where the text was published.
    pub sources: Vec<Html>,
    /// Clauses directly below it.
    pub children: Option<Links>,
    /// Tasks and safeguards that rest on it.
    pub tasks: Option<Links>,
    /// Those tasks were assigned by the editors.
    pub tasks_by_editor: bool,
    /// Clauses of the preceding edition that it continues.
    pub continues: Option<Links>,
    /// Clauses of the next edition that continue it.
    pub continued_by: Option<Links>,
    /// Notes about it.
    pub notes: Option<Links>,
    /// Cases that show it.
    pub cases: Option<Links>,
}

/// `note.html`.
#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// The frame.
    pub frame: Frame,
    /// The article.
    pub article: Article,
    /// The text.
    pub body: BodyView,
    /// What it explains.
    pub subjects: Option<Links>,
}

/// `case.html`.
#[derive(Clone, Debug, Serialize)]
pub struct CaseView {
    /// The frame.
    pub frame: Frame,
    /// The article.
    pub article: Article,
    /// The text.
    pub body: BodyView,
    /// Where it was published.
    pub sources: Vec<Html>,
    /// What it shows.
    pub subjects: Option<Links>,
    /// It is older than the standards it is shown with (标准印发前的做法).
    pub before_standard: bool,
}

/// `role.html`: all duties of a role over all standards.
#[derive(Clone, Debug, Serialize)]
pub struct RoleView {
    /// The frame.
    pub frame: Frame,
    /// The article.
    pub article: Article,
    /// The text.
    pub body: BodyView,
    /// Where it is to be reached, in the copy of an office that says so.
    pub contacts: Option<ContactsView>,
    /// When it has to do what, on the first page of its duties.
    pub calendar: Option<CalendarView>,
    /// How many duties it has of each sort, on the first page of its duties.
    pub sums: Vec<DutySum>,
    /// With whom it works most often, on the same page.
    pub partners: Vec<Partner>,
    /// What changes for it in current editions that had one before, at most 50.
    pub changes: Vec<LinkView>,
    /// Its duties in current editions, by edition.
    pub groups: Vec<DutyGroup>,
    /// Its duties in all other editions.
    pub earlier: Vec<EarlierDuties>,
    /// Further pages of duties.
    pub parts: Parts,
}

/// How many duties of a sort a role has.
#[derive(Clone, Debug, Serialize)]
pub struct DutySum {
    /// Word of the duty.
    pub duty: &'static str,
    /// How many.
    pub total: usize,
}

/// Somebody with whom a role works.
#[derive(Clone, Debug, Serialize)]
pub struct Partner {
    /// Who.
    pub role: LinkView,
    /// In how many tasks and safeguards both take part.
    pub total: usize,
    /// How many tasks and safeguards the role takes part in.
    pub of: usize,
}

/// Where a role is to be reached.
#[derive(Clone, Debug, Serialize)]
pub struct ContactsView {
    /// One each: place, telephones, hours.
    pub rows: Vec<Html>,
    /// Who filled them in, and when.
    pub signed: String,
}

/// Duties of a role in one edition.
#[derive(Clone, Debug, Serialize)]
pub struct DutyGroup {
    /// The edition.
    pub edition: LinkView,
    /// Word of the provenance of the first duty; rows say theirs where it differs.
    pub own: &'static str,
    /// One row for each duty.
    pub rows: Vec<RoleDutyRow>,
    /// The workbook that holds the role's checklist, where the site offers one.
    pub workbook: Option<String>,
}

/// One duty of a role.
#[derive(Clone, Debug, Serialize)]
pub struct RoleDutyRow {
    /// The task or safeguard.
    pub work: LinkView,
    /// Word of its kind: `task` or `safeguard`.
    pub kind: &'static str,
    /// Word of the duty.
    pub duty: &'static str,
    /// The duty as a chip, with the wording of the source and a provenance that differ.
    pub duty_html: Html,
    /// The beginning of what is done.
    pub summary: String,
    /// How often.
    pub cadence: Option<String>,
}

/// `term.html`.
#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    /// The frame.
    pub frame: Frame,
    /// The article.
    pub article: Article,
    /// The definition.
    pub body: BodyView,
    /// Where the definition was published.
    pub sources: Vec<Html>,
}

/// `page.html`: a page of the site's own.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The frame.
    pub frame: Frame,
    /// The article.
    pub article: Article,
    /// The text.
    pub body: BodyView,
}

/// `standard.html`.
#[derive(Clone, Debug, Serialize)]
pub struct StandardView {
    /// The frame.
    pub frame: Frame,
    /// The article.
    pub article: Article,
    /// The text.
    pub body: BodyView,
    /// Its editions, newest first.
    pub editions: Vec<EditionRow>,
    /// Whether some of them do not hold any more.
    pub past: bool,
}

/// An edition in a list.
#[derive(Clone, Debug, Serialize)]
pub struct EditionRow {
    /// The edition.
    pub link: LinkView,
    /// When it was issued; empty for a draft that does not say a day.
    pub issued: String,
    /// Its dates in words, as far as they are said.
    pub about: String,
    /// Word of its status.
    pub status: &'static str,
    /// It is the current one.
    pub current: bool,
    /// It does not hold any more.
    pub past: bool,
    /// How many clauses it has.
    pub clauses: usize,
    /// How many tasks it has.
    pub tasks: usize,
    /// How many safeguards it has.
    pub safeguards: usize,
}

/// `edition.html`.
#[derive(Clone, Debug, Serialize)]
pub struct EditionView {
    /// The frame.
    pub frame: Frame,
    /// The article.
    pub article: Article,
    /// The text.
    pub body: BodyView,
    /// Its clauses in reading order, as many as this part holds.
    pub clauses: Vec<ClauseRow>,
    /// Its tasks.
    pub tasks: Vec<WorkRow>,
    /// Its safeguards by category, as many as this part holds.
    pub categories: Vec<CategoryGroup>,
    /// Announced numbers that are not reached or are passed.
    pub counts: Vec<CountNote>,
    /// Its responsibility matrix.
    pub matrix: Option<String>,
    /// The whole of it on one page.
    pub reading: String,
    /// The whole of it in one file to be sent on, where the site holds that.
    pub single: Option<String>,
    /// What changed in it from the preceding edition; nothing where there is none.
    pub changes: Option<LinkView>,
    /// Editions that it is laid beside, at most 50.
    pub alignments: Vec<LinkView>,
    /// Files to download; the first of its pages shows them.
    pub downloads: Vec<DownloadView>,
    /// Further pages of clauses, tasks and safeguards.
    pub parts: Parts,
}

/// An announced number beside the real one.
#[derive(Clone, Debug, Serialize)]
pub struct CountNote {
    /// Word: `tasks`, `safeguards` or `safeguard-categories`.
    pub what: &'static str,
    /// Announced.
    pub expected: u32,
    /// Found.
    pub found: usize,
}

/// `list.html`: all roles, terms, notes or cases.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// The frame.
    pub frame: Frame,
    /// Word of the space: `roles`, `terms`, `notes`, `cases` or `pages`.
    pub space: &'static str,
    /// The items.
    pub rows: Vec<ListRow>,
    /// Further pages of items.
    pub parts: Parts,
}

/// An item in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ListRow {
    /// The item.
    pub link: LinkView,
    /// The beginning of its text.
    pub summary: String,
}

/// `backlinks.html`: everything that points at an item.
#[derive(Clone, Debug, Serialize)]
pub struct BacklinksView {
    /// The frame.
    pub frame: Frame,
    /// The item.
    pub target: LinkView,
    /// Who points at it, by how they do.
    pub groups: Vec<BacklinkGroup>,
    /// Further pages.
    pub parts: Parts,
}

/// `latest.html`: an address without an edition, or one that an item had before, which leads on.
#[derive(Clone, Debug, Serialize)]
pub struct LatestView {
    /// Language tag.
    pub lang: &'static str,
    /// Direction.
    pub dir: &'static str,
    /// Text of `<title>`.
    pub title: String,
    /// The content security policy.
    pub csp: &'static str,
    /// Absolute address of the target, when the site's is known.
    pub canonical: Option<String>,
    /// Addresses of style sheets.
    pub styles: Vec<String>,
    /// Address of the script that goes on to the target and keeps the fragment, which a meta refresh loses.
    pub script: Option<String>,
    /// Title of the page that it leads to.
    pub target_title: String,
    /// Number of a clause, id of a task or safeguard.
    pub target_number: Option<String>,
    /// Address of that page.
    pub href: String,
    /// It is an address that the target had before, not one without an edition.
    pub moved: bool,
}

/// `search.html`: the results of a search. A script fills it; without one it leads to the lists.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// The frame.
    pub frame: Frame,
    /// Where else to look: the index by sound, the map, standards and lists.
    pub lists: Vec<MenuItem>,
}

/// `404.html`: served at any depth, so that it has no relative address at all.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundView {
    /// Language tag.
    pub lang: &'static str,
    /// Direction.
    pub dir: &'static str,
    /// Name of the site.
    pub site_title: String,
    /// The content security policy.
    pub csp: &'static str,
    /// Absolute addresses of style sheets; empty when the site's address is not known.
    pub styles: Vec<String>,
    /// Absolute address of the home page, when the site's is known.
    pub home: Option<String>,
}
