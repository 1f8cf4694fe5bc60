//! The view of a whole edition on one page.

use serde::Serialize;

use super::{BodyView, EditionFacts, Frame, LinkView, Parts, WorkView};

/// `reading.html`: a whole edition, to be read and printed.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingView {
    /// The frame.
    pub frame: Frame,
    /// The edition.
    pub edition: LinkView,
    /// Its full title.
    pub title: String,
    /// What is known of it as a document; templates see its fields beside the others.
    #[serde(flatten)]
    pub facts: EditionFacts,
    /// Words of every provenance on this page, in the order of the model.
    pub provenances: Vec<&'static str>,
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
    /// Word of the kind: `clause`, `task` or `safeguard`.
    pub kind: &'static str,
    /// The items.
    pub items: Vec<ReadingItemView>,
}

/// One item of a reading view. Places in it have anchors `<id>:<anchor>`.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingItemView {
    /// Its anchor: its id.
    pub anchor: String,
    /// The item on this page: number, title, word of its provenance.
    pub link: LinkView,
    /// Address of its own page.
    pub page: String,
    /// 1 for a chapter, 2 for what stands below it; 2 for tasks and safeguards.
    pub depth: u32,
    /// The text of a clause is not yet imported (正文待导入).
    pub pending: bool,
    /// The heading that a safeguard is counted under, where it differs from that of the one before.
    pub category: Option<String>,
    /// What, how and who of a task or safeguard.
    pub work: Option<WorkView>,
    /// Everything else that is written.
    pub body: BodyView,
}
