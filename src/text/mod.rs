//! Pure functions on strings: what characters are, how they sound, which words are near.

pub mod cjk;
pub mod folding;
pub mod natural;
pub mod pinyin;
pub mod suggest;
