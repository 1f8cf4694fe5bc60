//! Who does what in a task.

use super::Provenance;
use super::vocabulary::vocabulary;
use crate::source::Spanned;

vocabulary! {
    /// 职责: how a role takes part.
    pub enum Duty {
        /// 牵头.
        Lead = "lead" / "牵头",
        /// 责任.
        Responsible = "responsible" / "责任",
        /// 支持配合.
        Support = "support" / "配合" / "支持" / "支持配合",
        /// 指导.
        Guide = "guide" / "指导",
        /// 监督.
        Supervise = "supervise" / "监督",
    }
}

vocabulary! {
    /// The level a role stands on.
    pub enum Level {
        /// 省.
        Province = "province" / "省" / "省级",
        /// 市州.
        City = "city" / "市（州）" / "市州" / "市" / "州" / "市级",
        /// 县区.
        County = "county" / "县（市、区）" / "县区" / "区县" / "县" / "区" / "县级" / "区级",
        /// 街道.
        Street = "street" / "街道" / "乡镇" / "街道级",
        /// 社区.
        Community = "community" / "社区" / "社区级",
        /// 网格.
        Grid = "grid" / "网格" / "网格级",
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
