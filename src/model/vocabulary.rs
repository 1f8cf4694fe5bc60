//! Closed vocabularies: words of the content format that become values.

/// The words of a vocabulary, without their values: what lists of keys and schemas name.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    /// Each word, in the order of the values.
    pub names: &'static [&'static str],
    /// Every other way to write a word, in front of the word: first of all what it is called in Chinese.
    pub others: &'static [(&'static str, &'static str)],
}

impl Vocabulary {
    /// What a word is called in Chinese.
    pub fn called(&self, word: &str) -> Option<&'static str> {
        self.others.iter().find(|(_, own)| *own == word).map(|(other, _)| *other)
    }
}

/// Declares an enum whose values are each written as one word, with the list of words that readers of front matter
/// offer (`WORDS`) and the word of a value (`word`). Behind `/` stand other ways to write a word, first what it is called
/// in Chinese; readers take them like the word itself. Declared together, none can drift apart.
macro_rules! vocabulary {
    (
        $(#[$doc:meta])*
        pub enum $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal $(/ $other:literal)*,)+ }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$value_doc])* $value,)+
        }

        impl $name {
            /// Every word with its value, in the order of the values.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$value),)+];

            /// Every word, in the order of the values.
            pub const NAMES: &'static [&'static str] = &[$($word,)+];

            /// Every word and every other way to write one, with the values.
            pub const CHOICES: $crate::yaml::Choices<Self> =
                $crate::yaml::Choices { words: Self::WORDS, others: &[$($(($other, Self::$value),)*)+] };

            /// The words without their values.
            pub const VOCABULARY: $crate::model::Vocabulary =
                $crate::model::Vocabulary { names: Self::NAMES, others: &[$($(($other, $word),)*)+] };

            /// The word of the value, as in front matter, interface texts and styles.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        }
    };
}

pub(crate) use vocabulary;
