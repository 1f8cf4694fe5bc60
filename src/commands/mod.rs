//! Commands: what normbook does for a person, each as one call of the library.
//!
//! A command is an order of verbs on a folder of the disk: it loads a project, lets `pipeline` do the work and hands the
//! outcome to `emit`. It neither prints nor reads the environment: findings go to [`Tell`] as soon as they are known, so
//! that they are said even when the disk fails afterwards, and what was made is the value returned.

mod apply;
mod build;
mod bundle;
mod diff;
mod editions;
mod export;
mod fix;
mod import;
mod lock;
mod new;
mod new_edition;
mod place;
mod project;
mod ready;
mod record;
mod search;
mod sign;
#[cfg(test)]
mod tests;

pub use apply::{Applied, AppliedReport, apply};
pub use build::{Built, build};
pub use bundle::{Bundled, bundle};
pub use diff::diff;
pub use export::{Written, export_data, export_html, export_item};
pub use fix::{FixedProject, Left, fix};
pub use import::{Acceptance, Accepted, ImportRequest, Imported, accept, edition, import};
pub use lock::{LockChange, LockRequest, Locked, lock};
pub use new::{NewRequest, id, new_item};
pub use new_edition::{EditionRequest, new_editions, new_standard};
pub use project::{init, renew_schemas};
pub use ready::{Checked, Origin, Ready, check};
pub use record::{Recorded, record};
pub use search::search;
pub use sign::{Sign, sign};

use crate::diag::Diagnostic;
use crate::source::Snapshot;

/// Is told findings, with the texts that they point into.
pub type Tell<'a> = &'a (dyn Fn(&[Diagnostic], &Snapshot) + Sync);
