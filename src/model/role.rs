//! Who does what in a task.

/// 职责: how a role takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// 牵头.
    Lead,
    /// 责任.
    Responsible,
    /// 支持配合.
    Support,
    /// 指导.
    Guide,
    /// 监督.
    Supervise,
}

impl Duty {
    /// The words used in front matter, in the order in which duties are listed.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("lead", Self::Lead),
        ("responsible", Self::Responsible),
        ("support", Self::Support),
        ("guide", Self::Guide),
        ("supervise", Self::Supervise),
    ];

    /// The word used in front matter and in the interface texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Responsible => "responsible",
            Self::Support => "support",
            Self::Guide => "guide",
            Self::Supervise => "supervise",
        }
    }
}

/// The level a role stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省.
    Province,
    /// 市州.
    City,
    /// 县区.
    County,
    /// 街道.
    Street,
    /// 社区.
    Community,
    /// 网格.
    Grid,
}

impl Level {
    /// The words used in front matter, from the province down.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("province", Self::Province),
        ("city", Self::City),
        ("county", Self::County),
        ("street", Self::Street),
        ("community", Self::Community),
        ("grid", Self::Grid),
    ];

    /// The word used in front matter and in the interface texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::Street => "street",
            Self::Community => "community",
            Self::Grid => "grid",
        }
    }
}
