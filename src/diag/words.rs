//! Words in the two languages that normbook speaks to authors.

use std::borrow::Cow;

/// The language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// 简体中文.
    Chinese,
    /// English.
    English,
}

/// A message in both languages, made together so that neither can be forgotten.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    zh: Cow<'static, str>,
    en: Cow<'static, str>,
}

impl Words {
    /// Says the same in Chinese and in English, in words known when normbook was written.
    pub const fn fixed(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// Says the same in Chinese and in English.
    pub fn new(zh: String, en: String) -> Self {
        Self { zh: Cow::Owned(zh), en: Cow::Owned(en) }
    }

    /// The message in one language.
    pub fn say(&self, locale: Locale) -> &str {
        match locale {
            Locale::Chinese => &self.zh,
            Locale::English => &self.en,
        }
    }
}

/// `words!("未知的键“{key}”", "unknown key `{key}`")`: both strings are format strings over the same variables.
#[macro_export]
macro_rules! words {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diag::Words::new(format!($zh), format!($en))
    };
}
