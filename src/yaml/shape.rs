//! What keys hold, as far as a reader of lines must know it to tell a slip from a sentence.

/// What is known of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its word, however it is spelt.
    pub word: &'static str,
    /// What it holds.
    pub shape: Shape,
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Words of a person.
    Text,
    /// One word or number, which no punctuation belongs to: a date, an address, a name.
    Word,
    /// A list of texts.
    Texts,
    /// A list of words.
    Words,
    /// A mapping.
    Mapping,
    /// A list of mappings.
    Mappings,
}

/// Tells what is known of a key, however it is spelt.
pub type Knows = fn(&str) -> Option<Known>;
