//! The view of a whole edition on one page.

use serde::Serialize;

use super::{BodyView, DutyGroup, FactView, Frame, Html, LinkView, Links, MatrixTable, Parts, WorkView};

/// `reading.html`: a whole edition, to be read and printed.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingView {
    /// The frame.
    pub frame: Frame,
    /// The edition.
    pub edition: LinkView,
    /// Its full title.
    pub title: String,
    /// The body that issues it.
    pub issuer: String,
    /// What its front matter says, as on its own page.
    pub facts: Vec<FactView>,
    /// Words of every provenance on this page, in the order of the model.
    pub provenances: Vec<&'static str>,
    /// A sentence about the site, for paper.
    pub notice: Option<String>,
    /// The same in one file to be sent on, where the site holds that.
    pub single: Option<String>,
    /// The first page of it: the one with the cover.
    pub first: bool,
    /// Its items, as many as this part holds, by kind.
    pub groups: Vec<ReadingGroup>,
    /// Further pages.
    pub parts: Parts,
}

/// Items of one kind in a row.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingGroup {
    /// Word of the kind: `clause`, `task` or `safeguard`; in single files also `role`, `note`, `case` and `term`.
    pub kind: &'static str,
    /// The items.
    pub items: Vec<ReadingItemView>,
}

/// One item of a reading view. Places in it have anchors `<its anchor>:<anchor>`.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingItemView {
    /// Its anchor: its id; that of a role, note, case or term begins with the word of its kind and `_`.
    pub anchor: String,
    /// The item on this page: number, title, word of its provenance.
    pub link: LinkView,
    /// Address of its own page, where that can be reached.
    pub page: Option<String>,
    /// 1 for a chapter, 2 for what stands below it; 2 for tasks and safeguards.
    pub depth: u32,
    /// The text of a clause is not yet imported (正文待导入).
    pub pending: bool,
    /// The heading that a safeguard is counted under, where it differs from that of the one before.
    pub category: Option<String>,
    /// What, how and who of a task or safeguard.
    pub work: Option<WorkView>,
    /// What its front matter says, as on its own page.
    pub facts: Vec<FactView>,
    /// The duties of a role in the edition of a single file.
    pub duties: Option<DutyGroup>,
    /// What a note explains or a case shows.
    pub subjects: Option<Links>,
    /// Where a case or the definition of a term was published.
    pub sources: Vec<Html>,
    /// A case is older than the standards it is shown with (标准印发前的做法).
    pub before_standard: bool,
    /// Everything else that is written.
    pub body: BodyView,
}

/// `single.html`: a whole edition in one file that needs no other.
#[derive(Clone, Debug, Serialize)]
pub struct SingleView {
    /// All that a reading view has; templates see its fields beside the others. There are groups of roles, notes, cases and
    /// terms, too.
    #[serde(flatten)]
    pub reading: ReadingView,
    /// The responsibility matrix, where it is not too long for one page.
    pub matrix: Option<MatrixTable>,
    /// Where the edition can be read on the site, when the site's address is known.
    pub online: Option<String>,
    /// The latest date of what the file holds.
    pub as_of: Option<String>,
    /// The content security policy for `<meta http-equiv>`: it names the style and the script by their hashes.
    pub csp: Html,
    /// The text of `<style>`: nothing may be added to it.
    pub style: Html,
    /// The text of `<script>`: nothing may be added to it.
    pub script: Html,
    /// The icon, as an address that holds it.
    pub icon: Option<String>,
    /// Characters in pairs: a Traditional one, and the one of this file as which it is searched.
    pub folds: String,
    /// The publisher and the notice, as on every page: finished HTML.
    pub foot: Html,
}
