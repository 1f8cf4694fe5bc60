//! Languages of content.

use std::fmt;

use crate::diag::Locale;

/// A language that a page can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// 简体中文.
    ZhCn,
    /// English.
    En,
    /// Tibetan.
    Bo,
    /// Yi.
    Ii,
    /// Uyghur.
    Ug,
}

impl Lang {
    /// Every language, with its tag (BCP 47) and its name for itself.
    pub const ALL: [(&'static str, Self); 5] =
        [("zh-CN", Self::ZhCn), ("en", Self::En), ("bo", Self::Bo), ("ii", Self::Ii), ("ug", Self::Ug)];

    /// What languages are called in Chinese, as people write it for a tag.
    pub const CALLED: &'static [(&'static str, Self)] =
        &[("中文", Self::ZhCn), ("英文", Self::En), ("藏文", Self::Bo), ("彝文", Self::Ii), ("维吾尔文", Self::Ug)];

    /// The language that another program's name for it means, where that is one language: traditional Chinese is none of ours.
    pub fn meant(tag: &str) -> Option<Self> {
        match tag.to_ascii_lowercase().as_str() {
            "zh" | "zh-hans" | "zh-sg" | "zh_cn" | "cn" | "chs" => Some(Self::ZhCn),
            "eng" | "en-us" | "en-gb" | "en_us" => Some(Self::En),
            "bo-cn" | "tib" => Some(Self::Bo),
            "ii-cn" => Some(Self::Ii),
            "ug-cn" | "uig" => Some(Self::Ug),
            _ => None,
        }
    }

    /// The language of a tag, in any case.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(tag)).map(|(_, lang)| lang)
    }

    /// The tag, as in `lang="…"`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
            Self::Bo => "bo",
            Self::Ii => "ii",
            Self::Ug => "ug",
        }
    }

    /// The language of words that normbook has in Chinese and English alone, on pages in this language: that of the originals
    /// where it is neither.
    pub fn locale(self, first: Self) -> Locale {
        match (self, first) {
            (Self::En, _) | (Self::Bo | Self::Ii | Self::Ug, Self::En) => Locale::English,
            (Self::ZhCn | Self::Bo | Self::Ii | Self::Ug, _) => Locale::Chinese,
        }
    }

    /// The part of a file name that says the language: `t07.en.html`.
    pub fn file_tag(self) -> String {
        self.tag().to_ascii_lowercase()
    }

    /// The language's name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::ZhCn => "中文",
            Self::En => "English",
            Self::Bo => "བོད་ཡིག",
            Self::Ii => "ꆈꌠꁱꂷ",
            Self::Ug => "ئۇيغۇرچە",
        }
    }

    /// The direction of its writing, as in `dir="…"`.
    pub fn direction(self) -> &'static str {
        match self {
            Self::Ug => "rtl",
            _ => "ltr",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_without_names_take_those_of_the_originals() {
        assert_eq!(Lang::Bo.locale(Lang::ZhCn), Locale::Chinese);
        assert_eq!(Lang::Bo.locale(Lang::En), Locale::English);
        assert_eq!(Lang::En.locale(Lang::ZhCn), Locale::English);
    }
}
