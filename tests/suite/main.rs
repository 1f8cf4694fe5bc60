//! The integration tests of normbook: text in, text out.
//!
//! One binary, so that the library is linked once. `tests/README.md` says how to add a case in a minute.

#![allow(clippy::disallowed_methods, reason = "tests read, write and run in parallel as they need")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod archive;
mod diff;
mod html;
mod import;
mod links;
#[path = "../shared/pieces.rs"]
mod pieces;
mod project;
#[path = "../shared/properties.rs"]
mod properties;
mod publish;
#[path = "../shared/scratch.rs"]
mod scratch;
mod word;
mod world;

mod architecture;
mod arms;
mod books;
mod bundle;
mod cases;
mod chinese;
mod circles;
mod conserved;
mod contacts;
#[cfg(target_os = "linux")]
mod disk;
mod export;
mod facts;
mod faults;
mod fix;
mod fuzz_seeds;
mod lock;
mod mistakes;
mod output;
mod reference;
mod reproducible;
mod revision;
mod scaffold;
mod scale;
mod search;
mod serve;
mod signed;
mod single;
#[path = "../shared/targets.rs"]
mod targets;
mod verify;
