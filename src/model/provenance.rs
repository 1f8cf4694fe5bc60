//! Whose words a text is.

/// 来源性质: where a text comes from and what it is worth. Shown by words and shape wherever the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provenance {
    /// 官方正文: the issuing body's own words.
    Official,
    /// 官方目次(正文待导入): the official heading, its text not yet imported.
    Outline,
    /// 解读: an interpretation by a named unit.
    Interpretive,
    /// 公开报道: restated from a named publication.
    Reported,
    /// 本地补充: added by a local unit.
    Local,
    /// 示例(非官方): written for this project as an example.
    Sample,
}

impl Provenance {
    /// The words used in front matter, in the order of their weight.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("official", Self::Official),
        ("outline", Self::Outline),
        ("interpretive", Self::Interpretive),
        ("reported", Self::Reported),
        ("local", Self::Local),
        ("sample", Self::Sample),
    ];

    /// The word used in front matter, in addresses of styles and in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Outline => "outline",
            Self::Interpretive => "interpretive",
            Self::Reported => "reported",
            Self::Local => "local",
            Self::Sample => "sample",
        }
    }

    /// The provenance of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, provenance)| provenance)
    }

    /// Whether the text is the issuing body's own.
    pub fn is_official(self) -> bool {
        matches!(self, Self::Official | Self::Outline)
    }
}
