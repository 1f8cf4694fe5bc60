//! Search: a site → the files of its index, and those files → answers.
//!
//! `docs/search-format.md` is the contract with the browser's half.

mod digits;
mod tokens;
