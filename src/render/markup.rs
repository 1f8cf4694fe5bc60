//! Finished HTML, as templates see it.

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

    /// Nothing to show; templates see it as false.
    pub fn is_empty(&self) -> bool {
        self.0.as_str().is_none_or(str::is_empty)
    }
}

impl Serialize for Html {
    /// Tera takes its own values over as they are, without a copy.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
