//! The view of topics.

use serde::Serialize;

use super::{Frame, LinkView, Links};

/// `topics.html`: what the site is about.
#[derive(Clone, Debug, Serialize)]
pub struct TopicsView {
    /// The frame.
    pub frame: Frame,
    /// In the order of `site.yaml`.
    pub topics: Vec<TopicView>,
}

/// One topic.
#[derive(Clone, Debug, Serialize)]
pub struct TopicView {
    /// Its anchor.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What each current edition does about it.
    pub editions: Vec<TopicEdition>,
    /// Notes and cases about it, at most 50.
    pub explained: Option<Links>,
}

/// What an edition does about a topic.
#[derive(Clone, Debug, Serialize)]
pub struct TopicEdition {
    /// The edition.
    pub edition: LinkView,
    /// Its tasks and safeguards, at most 50.
    pub cells: Vec<TopicCell>,
}

/// A task or safeguard about a topic.
#[derive(Clone, Debug, Serialize)]
pub struct TopicCell {
    /// The item.
    pub link: LinkView,
    /// The beginning of what is done.
    pub summary: String,
    /// Roles with the duty `lead`.
    pub leads: Vec<LinkView>,
    /// How often.
    pub cadence: Option<String>,
}
