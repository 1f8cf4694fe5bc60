//! Headings: anchors, parts of a task, provenance of sections.

use std::collections::BTreeMap;

use super::super::rules;
use crate::diag::Diagnostic;
use crate::model::{Heading, NodeRange, Part, Provenance};
use crate::source::{Location, SourcePath, Span, Spanned};

/// A heading as it was written, before its text is known.
pub(super) struct Opened {
    pub(super) level: u8,
    pub(super) anchor: Option<String>,
    pub(super) provenance: Option<String>,
    pub(super) span: Span,
    /// Index of the first node of its text.
    pub(super) first: u32,
}

/// Gives each heading its level and anchor.
#[derive(Default)]
pub(super) struct Anchors {
    taken: BTreeMap<String, Span>,
    level: u8,
}

impl Anchors {
    /// The level a heading gets: it begins at 2 and goes down one at a time.
    pub(super) fn level(&mut self, path: &SourcePath, opened: &Opened, found: &mut Vec<Diagnostic>) -> u8 {
        let deepest = self.level.max(1) + 1;
        let level = opened.level.clamp(2, deepest);
        if level != opened.level {
            let location = Location::new(path, opened.span);
            found.push(rules::heading_level::report(location, opened.level, level));
        }
        self.level = level;
        level
    }

    /// The anchor of a heading: the written one, that of its part, or one made from its text.
    pub(super) fn anchor(
        &mut self,
        path: &SourcePath,
        opened: &Opened,
        part: Option<Part>,
        text: &str,
        found: &mut Vec<Diagnostic>,
    ) -> String {
        let fixed = opened.anchor.clone().or_else(|| part.map(|part| part.word().to_owned()));
        let Some(anchor) = fixed else { return self.made(text, opened.span) };
        if let Some(&first) = self.taken.get(&anchor) {
            let location = Location::new(path, opened.span);
            found.push(rules::duplicate_anchor::report(location, &anchor, Location::new(path, first)));
            return self.made(&anchor, opened.span);
        }
        self.taken.insert(anchor.clone(), opened.span);
        anchor
    }

    /// An anchor that nobody has yet.
    fn made(&mut self, text: &str, span: Span) -> String {
        let base = slug(text);
        let mut anchor = base.clone();
        let mut count = 1;
        while self.taken.contains_key(&anchor) {
            count += 1;
            anchor = format!("{base}-{count}");
        }
        self.taken.insert(anchor.clone(), span);
        anchor
    }
}

/// Letters and digits in lower case, everything else one `-`.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_alphanumeric() {
            slug.extend(character.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section".to_owned() } else { slug.to_owned() }
}

/// The provenance written on a heading.
pub(super) fn provenance(
    path: &SourcePath,
    opened: &Opened,
    found: &mut Vec<Diagnostic>,
) -> Option<Spanned<Provenance>> {
    let word = opened.provenance.as_deref()?;
    let provenance = Provenance::from_word(word);
    if provenance.is_none() {
        found.push(rules::section_provenance::report(Location::new(path, opened.span), word));
    }
    provenance.map(|provenance| Spanned::new(provenance, opened.span))
}

/// The finished heading.
pub(super) fn finish(
    opened: &Opened,
    level: u8,
    anchor: String,
    text: String,
    part: Option<Part>,
    provenance: Option<Spanned<Provenance>>,
    nodes: NodeRange,
) -> Heading {
    Heading { level, anchor: anchor.into(), text: text.into(), nodes, part, provenance, span: opened.span }
}
