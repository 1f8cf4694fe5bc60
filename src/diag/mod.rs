//! Diagnostics: what is said about authors' mistakes, and how it is printed.
//!
//! A diagnostic is a value. Stages return them; nothing below `cli` prints. Spans
//! become lines and columns at the very end, in the printers; only a file that could not be read as text, and so has
//! no spans, names its place earlier.

mod atlas;
mod excerpt;
mod github;
mod json;
mod line;
mod panel;
mod rule;
mod sarif;
mod snippet;
mod words;

pub use github::print as print_github;
pub use json::print as print_json;
pub use line::{Place, place};
pub use panel::print as print_panel;
pub use rule::{Rule, Severity};
pub use sarif::print as print_sarif;
pub use snippet::{Listing, print as print_text, printable};
pub use words::{Locale, Words};

use crate::source::{Location, SourcePath};

/// One finding of one rule.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// Its weight after the levels of `site.yaml` were applied.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: Words,
    /// Where.
    pub location: Location,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// How to fix it; each a sentence without a full stop.
    pub help: Vec<Words>,
    /// The change that fixes it for certain, if there is one.
    pub fix: Option<Fix>,
}

/// A change of the project that fixes a finding for certain. Printers show it; [`fix`](crate::fix) makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Other text in the place of what lies at the finding's location. No text removes it; where the location is empty,
    /// the text is put in.
    Replace(String),
    /// Another path for the finding's file, if nothing has it yet.
    Rename(SourcePath),
}

impl Fix {
    /// The text that should stand at the location instead.
    pub fn replacement(&self) -> Option<&str> {
        match self {
            Self::Replace(text) => Some(text),
            Self::Rename(_) => None,
        }
    }

    /// The path that the file should have instead.
    pub fn rename(&self) -> Option<&SourcePath> {
        match self {
            Self::Rename(path) => Some(path),
            Self::Replace(_) => None,
        }
    }
}

/// A second place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What is there.
    pub message: Words,
}

impl Diagnostic {
    /// A finding of `rule` at its default level.
    pub fn new(rule: &'static Rule, location: Location, message: Words) -> Self {
        Self { rule, severity: rule.severity, message, location, related: Vec::new(), help: Vec::new(), fix: None }
    }

    /// Adds a way to fix it.
    #[must_use]
    pub fn with_help(mut self, help: Words) -> Self {
        self.help.push(help);
        self
    }

    /// Adds a place that has to do with it.
    #[must_use]
    pub fn with_related(mut self, location: Location, message: Words) -> Self {
        self.related.push(Related { location, message });
        self
    }

    /// Adds the text that should stand at the location instead.
    #[must_use]
    pub fn with_fix(mut self, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix::Replace(replacement.into()));
        self
    }

    /// Adds the path that the file should have instead.
    #[must_use]
    pub fn with_rename(mut self, path: SourcePath) -> Self {
        self.fix = Some(Fix::Rename(path));
        self
    }
}

/// Sorts by path, place, rule and words, so that the order never depends on threads, and drops exact repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics.dedup_by(|a, b| key(a) == key(b));
}

fn key(diagnostic: &Diagnostic) -> (&Location, &'static str, &Words) {
    (&diagnostic.location, diagnostic.rule.id, &diagnostic.message)
}
