//! What a package says of itself, as far as it is read.

use serde::Deserialize;

/// What the package is, for programs.
pub(super) const MANIFEST: &str = "manifest.json";

/// What is taken from `manifest.json`; everything else in it is for others.
#[derive(Default, Deserialize)]
pub(super) struct Manifest {
    /// The title of the site.
    pub(super) title: Option<String>,
    /// What it says the site is known by. It is compared and never believed.
    pub(super) build: Option<String>,
}
