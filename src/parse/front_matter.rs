//! Front matter: the YAML between two lines of `---` at the top of a file.

use super::fences::{self, Fence};
use super::rules;
use crate::diag::Diagnostic;
use crate::model::keys;
use crate::source::{Location, Source, Span, Spanned};
use crate::yaml::{self, Node, Reading, State, Value};

/// A file cut in two.
pub(super) struct Matter {
    /// The YAML as a tree; an empty mapping when there is none or it cannot be read.
    pub(super) yaml: Node,
    /// What the tree is worth.
    pub(super) state: State,
    /// Where it is written, without its two lines.
    pub(super) written: Span,
    /// Where the body begins.
    pub(super) body: Span,
    /// What was found.
    pub(super) found: Vec<Diagnostic>,
}

/// Cuts a source at its front matter. `needs_title_alone` says that an item of its kind needs nothing but a title, which may
/// then be a heading: text that somebody only wrote down is a page.
pub(super) fn split(source: &Source, needs_title_alone: impl FnOnce() -> bool) -> Matter {
    let text = &*source.text;
    let mut found = Vec::new();
    let Some((opening, start)) = fences::opening(text) else {
        return without(source, needs_title_alone());
    };
    let Some((closing, end, body)) = fences::closing(text, start) else {
        found.push(rules::front_matter::report_unclosed(
            Location::new(&source.path, Span::new(0, 3.min(text.len()))),
            None,
        ));
        return Matter { state: State::Unreadable, found, ..nothing(Span::new(text.len(), text.len())) };
    };
    let at = |span| Location::new(&source.path, span);
    for fence in [opening, closing] {
        match fence {
            Fence::Right => {}
            Fence::Odd(span) => found.push(rules::front_matter::report_odd(at(span), &text[span.range()])),
            Fence::Late(span) => found.push(rules::front_matter::report_late(at(span))),
            Fence::NotOpened(span) => {
                found.push(rules::front_matter::report_unopened(at(span), &text[span.range()]));
            }
            Fence::Joined(span) => found.push(rules::front_matter::report_joined(at(span), &text[span.range()])),
            Fence::NotClosed(span) => {
                let fix = format!("{}\n---", &text[span.range()]);
                found.push(rules::front_matter::report_unclosed(at(span), Some(fix)));
            }
        }
    }
    let written = Span::new(start, end);
    let are_right = found.is_empty();
    let Reading { node, state } = yaml::read(&source.path, text, written, Some(keys::known), &mut found);
    let state = if are_right || state != State::Sound { state } else { State::Mended };
    Matter { yaml: node, state, written, body: Span::new(body, text.len()), found }
}

/// A file without front matter. A heading at its top is its title.
fn without(source: &Source, needs_title_alone: bool) -> Matter {
    let text = &*source.text;
    let title = fences::heading(text);
    if needs_title_alone && let Some((title, body)) = &title {
        let value = Node::new(Value::Scalar(title.value.clone()), title.span);
        let key = Spanned::new(keys::TITLE.name.to_owned(), title.span);
        let yaml = Node::new(Value::Map(vec![(key, value)]), title.span);
        return Matter { yaml, state: State::Sound, ..nothing(Span::new(*body, text.len())) };
    }
    let first = Span::new(0, text.lines().next().map_or(0, str::len));
    let location =
        Location::new(&source.path, title.as_ref().map_or(first, |(title, _)| Span::new(0, title.span.range().end)));
    let found =
        vec![rules::front_matter::report_missing(location, title.as_ref().map(|(title, _)| title.value.as_str()))];
    // The heading belongs to the front matter that is to be written.
    let body = title.map_or(0, |(_, body)| body);
    Matter { state: State::Unreadable, found, ..nothing(Span::new(body, text.len())) }
}

fn nothing(body: Span) -> Matter {
    let yaml = Node::new(Value::Map(Vec::new()), Span::default());
    Matter { yaml, state: State::Unreadable, written: Span::default(), body, found: Vec::new() }
}
