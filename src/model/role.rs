//! Who does what in a task.

use super::Provenance;
use super::vocabulary::vocabulary;
use crate::source::Spanned;

vocabulary! {
    /// 职责: how a role takes part.
    pub enum Duty {
        /// 牵头.
        Lead = "lead",
        /// 责任.
        Responsible = "responsible",
        /// 支持配合.
        Support = "support",
        /// 指导.
        Guide = "guide",
        /// 监督.
        Supervise = "supervise",
    }
}

vocabulary! {
    /// The level a role stands on.
    pub enum Level {
        /// 省.
        Province = "province",
        /// 市州.
        City = "city",
        /// 县区.
        County = "county",
        /// 街道.
        Street = "street",
        /// 社区.
        Community = "community",
        /// 网格.
        Grid = "grid",
    }
}

/// One role with one duty.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// The role's id or one of its names, as written.
    pub role: Spanned<String>,
    /// How it takes part.
    pub duty: Duty,
    /// The wording of the source, where it differs from the duty's.
    pub word: Option<String>,
    /// Whose assignment it is, where that differs from the task's own provenance.
    pub provenance: Option<Provenance>,
}
