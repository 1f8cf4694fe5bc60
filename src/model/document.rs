//! Words that tell of texts: what sort of document one is, whether it is in force, where a clause stands, whether a
//! translation was read.

use super::vocabulary::vocabulary;

vocabulary! {
    /// Whether an edition is in force.
    pub enum Status {
        /// 现行.
        Current = "current" / "现行" / "现行有效",
        /// 已经印发，尚未施行.
        Approved = "approved" / "即将施行" / "即将实施",
        /// 被代替.
        Superseded = "superseded" / "被代替" / "已被代替",
        /// 草案.
        Draft = "draft" / "草案" / "征求意见稿",
        /// 废止.
        Repealed = "repealed" / "废止" / "已废止",
    }
}

vocabulary! {
    /// What sort of document an edition is.
    pub enum Profile {
        /// 部门文件, drafted after the manner of a standard.
        DepartmentDocument = "department-document" / "部门文件",
        /// 地方标准.
        LocalStandard = "local-standard" / "地方标准",
        /// 国家标准.
        NationalStandard = "national-standard" / "国家标准",
        /// 团体标准.
        GroupStandard = "group-standard" / "团体标准",
    }
}

vocabulary! {
    /// Where a clause without a number stands.
    pub enum ClauseEdge {
        /// Before the numbered clauses.
        Front = "front" / "在前" / "前",
        /// After them.
        Back = "back" / "在后" / "后",
    }
}

vocabulary! {
    /// Whether a translation was read against its original.
    pub enum Review {
        /// Nobody has.
        Unreviewed = "unreviewed" / "未核对" / "未审核",
        /// Somebody has.
        Reviewed = "reviewed" / "已核对" / "已审核",
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
