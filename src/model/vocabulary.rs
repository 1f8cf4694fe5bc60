//! Closed vocabularies: words of the content format that become values.

/// Declares an enum whose values are each written as one word, with the list of words that readers of front matter
/// offer (`WORDS`) and the word of a value (`word`). Declared together, the two cannot drift apart.
macro_rules! vocabulary {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal,)+ }) => {
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
