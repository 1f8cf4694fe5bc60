//! Headings: levels, anchors, parts of a task, provenance, and the sections they begin.

use std::collections::BTreeMap;

use pulldown_cmark::HeadingLevel;

use super::super::rules;
use super::{Builder, Opening, index};
use crate::diag::Diagnostic;
use crate::model::{Content, Element, Heading, Kind, Node, Part, Provenance, Section};
use crate::source::{Location, SourcePath, Span, Spanned};

/// A heading whose text is not read yet.
pub(super) struct Opened {
    /// As it fits under the headings before it.
    level: u8,
    attributes: Attributes,
    span: Span,
    /// Index of the first node of its text.
    first: u32,
}

/// What stands in braces behind a heading.
#[derive(Default)]
struct Attributes {
    anchor: Option<String>,
    provenance: Option<String>,
    /// Braces around words, which belong to the heading.
    words: Option<Span>,
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
    /// Begins a heading; nothing is left to be closed if it has no words. `braces` says that it ends with attributes.
    pub(super) fn start_heading(&mut self, level: HeadingLevel, braces: bool, span: Span) -> Option<Opening> {
        if self.events.inside(self.current()).is_empty() {
            self.forget_before();
            self.found.push(rules::empty_heading::report(self.location(span)));
            self.pass();
            return None;
        }
        self.found.extend(rules::setext_heading::check(self.source, span));
        // Footnotes are laid elsewhere later; nothing may name their places.
        if self.footnotes.open > 0 {
            return Some(self.start_paragraph(span));
        }
        if !self.open.is_empty() {
            return Some(self.start_inner_heading(level as u8, braces, span));
        }
        self.forget_before();
        let attributes = if braces { self.attributes(span) } else { Attributes::default() };
        let written = level as u8;
        let level = self.anchors.level(written);
        if level != written {
            let words = self.source.text[span.range()].trim_end();
            let own = Span { end: span.start + index(words.len()), ..span };
            self.found.push(rules::heading_level::report(self.location(own), words, written, level));
        }
        // A heading of level 2 parts two sections and is in neither.
        if level == 2 {
            self.end_section();
            self.floor = self.body.nodes.len();
        } else {
            self.push(Content::Open(Element::Heading(index(self.body.headings.len()))), span);
        }
        Some(Opening::Heading(Opened { level, attributes, span, first: self.next() }))
    }

    /// A heading inside a list or a quotation. It parts no sections, and stands below them.
    fn start_inner_heading(&mut self, written: u8, braces: bool, span: Span) -> Opening {
        let attributes = if braces { self.attributes(span) } else { Attributes::default() };
        let level = self.anchors.inner_level(written);
        self.push(Content::Open(Element::Heading(index(self.body.headings.len()))), span);
        Opening::Heading(Opened { level, attributes, span, first: self.next() })
    }

    pub(super) fn end_heading(&mut self, opened: Opened, span: Span) {
        self.lines_by_hand.clear();
        if let Some(words) = opened.attributes.words {
            let source = self.source;
            self.run(&source.text[words.range()], words);
        }
        let nodes = opened.first..self.next();
        let own = &self.body.nodes[opened.first as usize..];
        let text = words(own);
        let text = if text.is_empty() { words_of_pictures(own) } else { text };
        let is_inner = !self.open.is_empty();
        let part = if opened.level == 2 && !is_inner { self.part(&opened, &text) } else { None };
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
        if opened.level == 2 && !is_inner {
            self.section = (self.next(), Some(heading));
        } else {
            self.push(Content::Close, span);
        }
    }

    /// What the braces at the end of a heading say. Words without any sign belong to the heading: `费用 {万元}`.
    fn attributes(&mut self, span: Span) -> Attributes {
        let mut attributes = Attributes::default();
        let written = &self.source.text[span.range()];
        // Below a heading of two lines stands the line that makes it one.
        let Some(end) = written.rfind('}') else { return attributes };
        let Some(start) = written[..end].rfind('{') else { return attributes };
        let inside = &written[start + 1..end];
        if !inside.contains(['#', '=', '.']) && !inside.is_ascii() {
            let blanks = written[..start].len() - written[..start].trim_end().len();
            attributes.words = Some(Span::new(start - blanks, end + 1).shifted(span.range().start));
            return attributes;
        }
        let mut behind = span.range().start + start + 1;
        for word in inside.split([' ', '\t', '\n']) {
            let place = Span::new(behind, behind + word.len());
            behind = place.range().end + 1;
            if word.is_empty() {
                continue;
            }
            match (word.strip_prefix('#'), word.strip_prefix("provenance=")) {
                (Some(anchor), _) if attributes.anchor.is_none() && !anchor.is_empty() => {
                    attributes.anchor = Some(anchor.to_owned());
                }
                (_, Some(own)) if attributes.provenance.is_none() => attributes.provenance = Some(own.to_owned()),
                _ => self.found.push(rules::heading_attributes::report(self.location(place), word)),
            }
        }
        attributes
    }

    /// The part that a heading begins: the one its attribute names, or the one its title is known for.
    fn part(&self, opened: &Opened, text: &str) -> Option<Part> {
        let named = Part::ALL.into_iter().find(|part| opened.attributes.anchor.as_deref() == Some(part.word()));
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

/// What the pictures among some nodes say to those who do not see them.
fn words_of_pictures(nodes: &[Node]) -> String {
    let words = nodes.iter().filter_map(|node| match &node.content {
        Content::Picture(_, words, _) if !words.is_empty() => Some(&**words),
        _ => None,
    });
    words.collect::<Vec<_>>().join(" ")
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

    /// The level of a heading of level `written` inside a list or quotation: below that of the section
    /// around it. Headings behind it do not stand under it.
    fn inner_level(&self, written: u8) -> u8 {
        let under = self.above.last().map_or(2, |&(_, given)| given);
        written.clamp(3, (under + 1).max(3)).min(6)
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
        let fixed = opened.attributes.anchor.clone().or_else(|| part.map(|part| part.word().to_owned()));
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
    let word = opened.attributes.provenance.as_deref()?;
    let provenance = Provenance::from_word(word);
    if provenance.is_none() {
        found.push(rules::section_provenance::report(Location::new(path, opened.span), word));
    }
    provenance.map(|provenance| Spanned::new(provenance, opened.span))
}
