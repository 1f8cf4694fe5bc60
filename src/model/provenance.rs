//! Whose words a text is.

use super::PartialDate;
use super::vocabulary::vocabulary;

vocabulary! {
    /// 来源性质: where a text comes from and what it is worth. Shown by words and shape wherever the text is.
    pub enum Provenance {
        /// 官方正文: the issuing body's own words.
        Official = "official" / "官方正文" / "官方",
        /// 官方目次(正文待导入): the official heading, its text not yet imported.
        Outline = "outline" / "官方目次" / "官方目次（正文待导入）",
        /// 导入待核: taken from a file of the issuer's, and not yet confirmed against it.
        Imported = "imported" / "导入待核" / "导入待核（尚未确认）",
        /// 解读: an interpretation by a named unit.
        Interpretive = "interpretive" / "解读",
        /// 公开报道: restated from a named publication.
        Reported = "reported" / "公开报道",
        /// 本地补充: added by a local unit.
        Local = "local" / "本地补充",
        /// 示例(非官方): written for this project as an example.
        Sample = "sample" / "示例" / "示例（非官方）",
    }
}

impl Provenance {
    /// The provenance of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, provenance)| *provenance)
    }
}

/// Who looked at some words, and which words these were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The unit.
    pub by: String,
    /// When.
    pub date: Option<PartialDate>,
    /// SHA-256 of the words, in hexadecimal.
    pub text: String,
}

/// Where a text was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceNote {
    /// Its title there.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub date: Option<PartialDate>,
    /// Where it can be read; `http:` or `https:`.
    pub url: Option<String>,
}
