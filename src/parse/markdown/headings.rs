//! Headings: levels, anchors, parts of a task, provenance, and the sections they begin.

use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, HeadingLevel};

use super::super::rules;
use super::builder::{Builder, Opening, index};
use crate::diag::Diagnostic;
use crate::model::{Content, Element, Heading, Kind, Node, Part, Provenance, Section};
use crate::source::{Location, SourcePath, Span, Spanned};

/// A heading whose text is not read yet.
pub(super) struct Opened {
    /// As it fits under the headings before it.
    level: u8,
    anchor: Option<String>,
    provenance: Option<String>,
    span: Span,
    /// Index of the first node of its text.
    first: u32,
}

/// The numbered paragraphs and list items of a clause, by their places.
#[derive(Default)]
pub(super) struct Ordinals {
    pub(super) paragraphs: Vec<Span>,
    pub(super) items: Vec<Span>,
}

impl Ordinals {
    /// The place that an anchor as `p2` or `i3` names.
    fn place(&self, anchor: &str) -> Option<Span> {
        let places = match anchor.get(..1)? {
            "p" => &self.paragraphs,
            "i" => &self.items,
            _ => return None,
        };
        let position: usize = anchor[1..].parse().ok()?;
        places.get(position.checked_sub(1)?).copied()
    }
}

impl Builder<'_> {
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        attributes: &[(CowStr<'_>, Option<CowStr<'_>>)],
        span: Span,
    ) -> Opening {
        // Inside a list, a quotation or a footnote a heading would tear the outline: it reads as a paragraph.
        if !self.open.is_empty() {
            return self.start_paragraph(span);
        }
        self.forget_before();
        let provenance = attributes.iter().find(|(name, _)| &**name == "provenance");
        let provenance =
            provenance.map(|(_, word)| self.marked.clean(word.as_deref().unwrap_or_default()).into_owned());
        let anchor = id.map(|id| self.marked.clean(id).into_owned());
        let written = level as u8;
        let level = self.anchors.level(written);
        if level != written {
            self.found.push(rules::heading_level::report(self.location(span), written, level));
        }
        // A heading of level 2 parts two sections and is in neither.
        if level == 2 {
            self.end_section();
            self.floor = self.body.nodes.len();
        } else {
            self.push(Content::Open(Element::Heading(index(self.body.headings.len()))), span);
        }
        Opening::Heading(Opened { level, anchor, provenance, span, first: self.next() })
    }

    pub(super) fn end_heading(&mut self, opened: Opened, span: Span) {
        self.lines_by_hand.clear();
        let nodes = opened.first..self.next();
        let text = words(&self.body.nodes[opened.first as usize..]);
        let part = if opened.level == 2 { self.part(&opened, &text) } else { None };
        let anchor = self.anchors.anchor(&self.source.path, &opened, part, &text, &mut self.found);
        let provenance = provenance(&self.source.path, &opened, &mut self.found);
        let heading = index(self.body.headings.len());
        self.body.headings.push(Heading {
            level: opened.level,
            anchor: anchor.into(),
            text: text.into(),
            nodes,
            part,
            provenance,
            span: opened.span,
        });
        if opened.level == 2 {
            self.section = (self.next(), Some(heading));
        } else {
            self.push(Content::Close, span);
        }
    }

    /// The part that a heading begins: the one its attribute names, or the one its title is known for.
    fn part(&self, opened: &Opened, text: &str) -> Option<Part> {
        let named = Part::ALL.into_iter().find(|part| opened.anchor.as_deref() == Some(part.word()));
        named.or_else(|| self.config.headings.part(text))
    }

    pub(super) fn end_section(&mut self) {
        let (first, heading) = self.section;
        let nodes = first..self.next();
        if heading.is_some() || !nodes.is_empty() {
            self.body.sections.push(Section { heading, nodes });
        }
    }

    /// In a clause `{#p2}` on a heading would take the anchor of the second paragraph.
    pub(super) fn report_ordinals_as_anchors(&mut self) {
        if self.kind != Kind::Clause {
            return;
        }
        for heading in &self.body.headings {
            if let Some(place) = self.ordinals.place(&heading.anchor) {
                let (own, first) = (self.location(heading.span), self.location(place));
                self.found.push(rules::duplicate_anchor::report(own, &heading.anchor, first));
            }
        }
    }
}

/// The words of inline nodes. What is not text, like a link that shows the name of its target, leaves two blanks beside
/// each other, which become one.
fn words(nodes: &[Node]) -> String {
    let text: String = nodes
        .iter()
        .map(|node| match &node.content {
            Content::Text(text) => text.as_str(),
            Content::Code(code) => code,
            Content::SoftBreak | Content::HardBreak => " ",
            _ => "",
        })
        .collect();
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Gives each heading its level and anchor.
#[derive(Default)]
pub(super) struct Anchors {
    taken: BTreeMap<String, Span>,
    /// How often an anchor was made from the same words.
    counts: BTreeMap<String, u32>,
    /// The headings that the next one may stand under: the level written and the level given.
    above: Vec<(u8, u8)>,
}

impl Anchors {
    /// The level that fits a heading of level `written`: the first is 2, and each is at most one deeper than the one it
    /// stands under.
    fn level(&mut self, written: u8) -> u8 {
        while self.above.last().is_some_and(|&(above, _)| above >= written) {
            self.above.pop();
        }
        let under = self.above.last().map_or(1, |&(_, given)| given);
        let level = written.clamp(2, under + 1);
        self.above.push((written, level));
        level
    }

    /// The anchor of a heading: the written one, that of its part, or one made from its text.
    fn anchor(
        &mut self,
        path: &SourcePath,
        opened: &Opened,
        part: Option<Part>,
        text: &str,
        found: &mut Vec<Diagnostic>,
    ) -> String {
        let fixed = opened.anchor.clone().or_else(|| part.map(|part| part.word().to_owned()));
        let Some(anchor) = fixed else { return self.made(text, opened.span) };
        if is_of_page(&anchor) {
            found.push(rules::duplicate_anchor::report_reserved(Location::new(path, opened.span), &anchor));
            return self.made(text, opened.span);
        }
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
        let slug = slug(text);
        let base = if is_reserved(&slug) { format!("section-{slug}") } else { slug };
        let count = self.counts.entry(base.clone()).or_insert(0);
        let anchor = loop {
            *count += 1;
            let anchor = if *count == 1 { base.clone() } else { format!("{base}-{count}") };
            if !self.taken.contains_key(&anchor) {
                break anchor;
            }
        };
        self.taken.insert(anchor.clone(), span);
        anchor
    }
}

/// Whether an anchor belongs to the page around a text: footnotes and their calls, steps, and what a theme names `nb-…`.
fn is_of_page(anchor: &str) -> bool {
    let stem = without_count(anchor);
    anchor.starts_with("nb-") || (stem != anchor && matches!(stem, "fn" | "fnref" | "step"))
}

/// Whether an anchor made from words is, or by counting could become, one of the page or of a paragraph or item of a
/// clause.
fn is_reserved(slug: &str) -> bool {
    let stem = without_count(slug);
    is_of_page(slug) || matches!(slug, "nb" | "fn" | "fnref" | "step") || (stem != slug && matches!(stem, "p" | "i"))
}

fn without_count(anchor: &str) -> &str {
    anchor.trim_end_matches(|character: char| character.is_ascii_digit() || character == '-')
}

/// AzIndex and digits in lower case, everything else one `-`.
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
fn provenance(path: &SourcePath, opened: &Opened, found: &mut Vec<Diagnostic>) -> Option<Spanned<Provenance>> {
    let word = opened.provenance.as_deref()?;
    let provenance = Provenance::from_word(word);
    if provenance.is_none() {
        found.push(rules::section_provenance::report(Location::new(path, opened.span), word));
    }
    provenance.map(|provenance| Spanned::new(provenance, opened.span))
}
