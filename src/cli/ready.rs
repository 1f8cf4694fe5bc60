//! A project that may be published: read, checked, without errors. What `build` and `bundle` have in common.

use std::sync::Arc;

use super::{Common, print_findings};
use crate::check::Purpose;
use crate::diag::{self, Locale};
use crate::load::{self, Limits};
use crate::pipeline::{self, Prepared, Sink};
use crate::site::Site;
use crate::source::Snapshot;
use crate::theme::Theme;

/// A site with the theme that shows it.
pub(super) struct Ready {
    pub(super) site: Arc<Site>,
    snapshot: Snapshot,
    pub(super) theme: Theme,
    is_release: bool,
}

impl Ready {
    /// Reads and checks a project, and says what it finds. Nothing when errors keep it from being published.
    pub(super) fn read(common: &Common, is_release: bool, locale: Locale) -> anyhow::Result<Option<Self>> {
        let snapshot = load::load(&common.project, &Limits::default())?;
        let purpose = if is_release { Purpose::Release } else { Purpose::Draft };
        let Prepared { site, theme, mut diagnostics } = pipeline::prepare(&snapshot, purpose);
        let is_refused = pipeline::has_errors(&diagnostics);
        // A release that is refused says everything at once: what its pages would have shown, too.
        if let Some(theme) = theme.as_ref().filter(|_| is_refused && is_release) {
            diagnostics.extend(pipeline::judge(&site, theme)?);
            diag::sort(&mut diagnostics);
        }
        print_findings(&diagnostics, &snapshot, locale);
        let theme = theme.filter(|_| !is_refused);
        Ok(theme.map(|theme| Self { site, snapshot, theme, is_release }))
    }

    /// Hands every file to `sink`, and says what it finds; `false` when errors keep the files from being published.
    pub(super) fn publish(&self, locale: Locale, sink: Sink<'_>) -> anyhow::Result<bool> {
        let publish = if self.is_release { pipeline::release } else { pipeline::publish };
        let found = publish(&self.site, &self.theme, sink)?;
        print_findings(&found, &self.snapshot, locale);
        Ok(!pipeline::has_errors(&found))
    }

    /// For a process that ends now: freeing the site piece by piece would take longer than checking it.
    pub(super) fn end(self) {
        std::mem::forget(self);
    }
}
