//! Finished HTML, as templates see it, and the escapes that everything in it has gone through.

use pulldown_cmark_escape::{escape_html, escape_html_body_text};
use serde::{Serialize, Serializer};
use tera::Value;

/// HTML that is printed as it is: `{{ section.html }}`. Plain text in a view is a `String`, which templates escape.
#[derive(Clone, Debug)]
pub struct Html(Value);

impl Html {
    /// Takes markup that `render/html` or a template made.
    pub(super) fn new(markup: &str) -> Self {
        Self(Value::safe_string(markup))
    }

    /// Plain text as markup.
    pub(super) fn text(text: &str) -> Self {
        let mut markup = String::new();
        escape_text(&mut markup, text);
        Self::new(&markup)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        self.0.as_str().unwrap_or_default()
    }
}

impl Serialize for Html {
    /// Tera takes its own values over as they are, without a copy.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Escapes text for an attribute or an element. Writing to a `String` cannot fail.
pub(super) fn escape(out: &mut String, text: &str) {
    let _ = escape_html(out, text);
}

/// Text between tags.
pub(super) fn escape_text(out: &mut String, text: &str) {
    let _ = escape_html_body_text(out, text);
}
