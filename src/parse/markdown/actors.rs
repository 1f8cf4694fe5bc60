//! Who takes a step: `{who=grid-worker}` at its end.

use super::{Builder, Opening, index};
use crate::model::{Content, Node};
use crate::source::{Span, Spanned};

/// How it begins.
pub(super) const OPEN: &str = "{who=";

/// What stands between several roles.
const BETWEEN: [char; 3] = [',', '，', '、'];

impl Builder<'_> {
    /// Takes off the end of a step who takes it. The step is an item of a list, and its text ends here.
    pub(super) fn take_actors(&mut self) {
        if !self.has_actors || !self.open.iter().any(|open| matches!(open, Opening::List(_))) {
            return;
        }
        let Some(Node { content: Content::Text(text), span }) = self.body.nodes.last_mut() else { return };
        let Some(length) = suffix(text) else { return };
        // Entities and escapes in the text would put spans in the wrong place.
        let written = &self.source.text[span.range()];
        let blanks = written.len() - written.trim_end().len();
        if !written.trim_end().ends_with(text[text.len() - length..].trim_end()) {
            return;
        }
        let words = text[text.len() - length..].trim_end().to_owned();
        let start = span.range().end - blanks - words.len();
        text.truncate(text[..text.len() - length].trim_end().len());
        let is_empty = text.is_empty();
        span.end = u32::try_from(start).unwrap_or(u32::MAX);
        if is_empty {
            self.body.nodes.pop();
        }
        let names = &words[OPEN.len()..words.len() - 1];
        for name in names.split(BETWEEN) {
            let lead = name.len() - name.trim_start().len();
            let at = start + OPEN.len() + (name.as_ptr() as usize - names.as_ptr() as usize) + lead;
            let name = name.trim();
            let actor = index(self.body.actors.len());
            let own = Span::new(at, at + name.len());
            self.body.actors.push(Spanned::new(name.to_owned(), own));
            self.push(Content::Actor(actor), own);
        }
    }
}

/// How many bytes at the end of a text say who takes a step, blanks behind them included.
fn suffix(text: &str) -> Option<usize> {
    let end = text.trim_end();
    let at = end.rfind(OPEN)?;
    let inside = end[at + OPEN.len()..].strip_suffix('}')?;
    let is_list = !inside.contains(['{', '}']) && inside.split(BETWEEN).all(|name| !name.trim().is_empty());
    is_list.then_some(text.len() - at)
}
