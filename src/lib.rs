//! normbook: a static site generator for standards.
//!
//! **The way through.** `load` reads a project into a `Snapshot`; `parse` reads each file into an `Item`; `resolve`
//! puts items together into a `Site`; `check` looks for what breaks rules; `theme` reads templates, styles and interface texts; `render` turns each page of the site into
//! bytes, `export` the site into files of other formats; `emit` lays them into a folder, which takes the place of the
//! old one in one step. `pipeline` is the order of these verbs, `commands` what they do from folder to folder;
//! `cli` is where a person calls them.
//!
//! **Floors.** Imports go down only; `tests/suite/architecture.rs` holds it.
//!
//! | floor | modules | what |
//! |---|---|---|
//! | 0 | `source` `text` `media` `diag` `characters` `yaml` | bytes, characters, media types, findings |
//! | 1 | `format` `config` `model` | nouns as written, and their versions |
//! | 2 | `address` `site` `comparison` `coverage` `naming` `prose` `theme` | nouns resolved, and themes |
//! | 3 | `load` `parse` `resolve` `check` `search` `render` `export` `emit` `fix` `scaffold` `import` `bundle` `server_config` `verify` | verbs, which never meet |
//! | 4 | `cache` `pipeline` `commands` | their order: in memory, and from folder to folder |
//! | 5 | `serve` | the live preview |
//! | 6 | `cli` | the person |

pub mod media;
pub mod source;
pub mod text;

pub mod characters;
pub mod diag;
pub mod yaml;

pub mod config;
pub mod format;
pub mod model;

pub mod address;
pub mod comparison;
pub mod coverage;
pub mod naming;
pub mod prose;
pub mod site;
pub mod theme;

pub mod load;

pub mod parse;

pub mod resolve;

pub mod check;

pub mod search;

pub mod render;

pub mod export;

pub mod emit;

pub mod fix;

pub mod scaffold;

pub mod import;

pub mod bundle;

pub mod server_config;

pub mod verify;

pub mod cache;
pub mod commands;
pub mod pipeline;

pub mod serve;

pub mod cli;

#[cfg(test)]
#[path = "../tests/shared/pieces.rs"]
mod pieces;
#[cfg(test)]
#[path = "../tests/shared/properties.rs"]
mod properties;
#[cfg(test)]
#[path = "../tests/shared/scratch.rs"]
mod scratch;
