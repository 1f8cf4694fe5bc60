//! Pure functions on strings: what characters are, how they sound, which words are near.

pub mod base64;
pub mod bytes;
pub mod captions;
pub mod cjk;
pub mod diff;
pub mod folding;
pub mod front_matter;
pub mod marks;
pub mod natural;
pub mod numerals;
pub mod personal;
pub mod pinyin;
pub mod redline;
pub mod scripts;
pub mod suggest;
