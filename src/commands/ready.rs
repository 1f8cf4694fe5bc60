//! A project that may be published: read, checked, without errors. What building and bundling have in common.

use std::path::Path;
use std::sync::Arc;

use super::Tell;
use crate::check::Purpose;
use crate::diag::{self, Diagnostic};
use crate::load::{self, Limits};
use crate::pipeline::{self, Prepared, Sink};
use crate::site::Site;
use crate::source::Snapshot;
use crate::theme::Theme;

/// What a site is made of.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    /// Folder of the project.
    pub project: &'a Path,
    /// The file in which an office says whom to call.
    pub contacts: Option<&'a Path>,
}

impl<'a> Origin<'a> {
    /// A project as it is.
    pub fn project(project: &'a Path) -> Self {
        Self { project, contacts: None }
    }
}

/// A project with everything that is wrong with it.
pub struct Checked {
    /// Its files as they were read.
    pub snapshot: Snapshot,
    /// The site that they make.
    pub site: Arc<Site>,
    /// All findings, sorted; for a release those of finished pages, too.
    pub diagnostics: Vec<Diagnostic>,
    pub(super) theme: Option<Theme>,
}

/// Finds every mistake of a project and writes nothing.
///
/// # Errors
/// If the project cannot be read.
pub fn check(project: &Path, purpose: Purpose) -> anyhow::Result<Checked> {
    let mut checked = prepare(Origin::project(project), purpose)?;
    if purpose == Purpose::Release {
        checked.judge()?;
    }
    Ok(checked)
}

/// Reads a project and its theme, and checks what can be seen before anything is rendered.
pub(super) fn prepare(origin: Origin<'_>, purpose: Purpose) -> anyhow::Result<Checked> {
    let mut snapshot = load::load(origin.project, &Limits::default())?;
    snapshot.contacts = origin.contacts.map(load::contacts).transpose()?.map(Arc::new);
    let Prepared { site, theme, diagnostics } = pipeline::prepare(&snapshot, purpose);
    Ok(Checked { snapshot, site, diagnostics, theme })
}

impl Checked {
    /// Adds what finished pages show; none can be made without a theme.
    fn judge(&mut self) -> anyhow::Result<()> {
        if let Some(theme) = &self.theme {
            self.diagnostics.extend(pipeline::judge(&self.site, theme)?);
            diag::sort(&mut self.diagnostics);
        }
        Ok(())
    }
}

/// A site with the theme that shows it, and no error in either.
pub struct Ready {
    /// The site.
    pub site: Arc<Site>,
    pub(super) theme: Theme,
    pub(super) snapshot: Snapshot,
    purpose: Purpose,
}

impl Ready {
    /// Reads and checks a project. `None` when errors keep it from being published.
    pub(super) fn read(origin: Origin<'_>, purpose: Purpose, tell: Tell<'_>) -> anyhow::Result<Option<Self>> {
        let mut checked = prepare(origin, purpose)?;
        let is_refused = pipeline::has_errors(&checked.diagnostics);
        // A release that is refused says everything at once: what its pages would have shown, too.
        if is_refused && purpose == Purpose::Release {
            checked.judge()?;
        }
        let Checked { snapshot, site, diagnostics, theme } = checked;
        tell(&diagnostics, &snapshot);
        let theme = theme.filter(|_| !is_refused);
        Ok(theme.map(|theme| Self { site, theme, snapshot, purpose }))
    }

    /// Hands every file to `sink`; `false` when errors of finished files keep them from being published.
    pub(super) fn publish(&self, tell: Tell<'_>, sink: Sink<'_>) -> anyhow::Result<bool> {
        let publish = match self.purpose {
            Purpose::Release => pipeline::release,
            Purpose::Draft => pipeline::publish,
        };
        let found = publish(&self.site, &self.theme, sink)?;
        tell(&found, &self.snapshot);
        Ok(!pipeline::has_errors(&found))
    }
}
