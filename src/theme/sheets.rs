//! The files of a theme as readers get them: those of the default theme drawn with the values of the project.

use std::borrow::Cow;

use super::files::Files;
use super::tokens::{self, Tokens};

/// The files of a theme, with the values that its styles are drawn with.
pub(super) struct Sheets<'a> {
    pub(super) files: &'a Files<'a>,
    pub(super) tokens: Tokens,
}

impl Sheets<'_> {
    /// A file to publish. A style sheet of the default theme holds plain values beside its tokens; a file of the project's own
    /// is published as it is.
    pub(super) fn published(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        let bytes = self.files.published(path)?;
        if !path.ends_with(".css") || self.files.is_own(path) {
            return Some(bytes);
        }
        let Ok(style) = std::str::from_utf8(&bytes) else { return Some(bytes) };
        let style =
            if path == tokens::PATH { self.tokens.filled(style) } else { self.tokens.lowered(style).into_owned() };
        Some(Cow::Owned(style.into_bytes()))
    }
}
