//! Words that tell of texts: what sort of document one is, whether it is in force, where a clause stands, whether a
//! translation was read.

use super::vocabulary::vocabulary;

vocabulary! {
    /// Whether an edition is in force.
    pub enum Status {
        /// 现行.
        Current = "current",
        /// 已经印发，尚未施行.
        Approved = "approved",
        /// 被代替.
        Superseded = "superseded",
        /// 草案.
        Draft = "draft",
        /// 废止.
        Repealed = "repealed",
    }
}

vocabulary! {
    /// What sort of document an edition is.
    pub enum Profile {
        /// 部门文件, drafted after the manner of a standard.
        DepartmentDocument = "department-document",
        /// 地方标准.
        LocalStandard = "local-standard",
        /// 国家标准.
        NationalStandard = "national-standard",
        /// 团体标准.
        GroupStandard = "group-standard",
    }
}

vocabulary! {
    /// Where a clause without a number stands.
    pub enum ClauseEdge {
        /// Before the numbered clauses.
        Front = "front",
        /// After them.
        Back = "back",
    }
}

vocabulary! {
    /// Whether a translation was read against its original.
    pub enum Review {
        /// Nobody has.
        Unreviewed = "unreviewed",
        /// Somebody has.
        Reviewed = "reviewed",
    }
}

/// Where a clause stands in its edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClausePlace {
    /// Before the numbered clauses: the foreword.
    Front,
    /// Among the numbered clauses, without a number of its own: where `order` says.
    Among,
    /// By its number as shown: `5.7`, `第二十一条`; the edition says how numbers sort.
    Numbered(Box<str>),
    /// After the numbered clauses: the bibliography.
    Back,
}
