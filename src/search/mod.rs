//! Search: a site → the files of its index, and those files → answers.
//!
//! `docs/search-format.md` is the contract with the browser's half; `docs/search.md` says what it costs and finds.

mod aliases;
mod asking;
mod blocks;
mod cuts;
mod digits;
mod facets;
mod files;
mod index;
mod latin;
mod lists;
mod mixer;
mod name;
mod names;
mod numbers;
pub mod query;
mod script;
mod shards;
mod terms;
mod texts;
mod tokens;
mod units;
mod weights;

pub use index::{Index, Indexer, Part};
