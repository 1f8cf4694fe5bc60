//! Rules: what is checked.

use super::Words;

/// How heavy a finding is. Only errors make a build fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Should be fixed.
    Warning,
    /// Nothing is published until it is fixed.
    Error,
}

impl Severity {
    /// The English word used in every machine-readable format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One rule. Each lives in the file of the stage that finds its violations, beside the function that reports them.
#[derive(Debug)]
pub struct Rule {
    /// Stable name, as used in `site.yaml` and by `check --explain`.
    pub id: &'static str,
    /// Level when `site.yaml` says nothing.
    pub severity: Severity,
    /// What it checks and why, in Chinese and English, with a wrong and a right example.
    pub explanation: Words,
    /// What is wrong.
    pub wrong: &'static str,
    /// The same, fixed.
    pub right: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}
