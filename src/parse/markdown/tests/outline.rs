//! Bodies as indented text, and what must hold for every body.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::diag::Diagnostic;
use crate::model::{Align, Body, Cell, Content, Element, LinkText, NodeRange};
use crate::source::{Source, Span};

/// The outline of a body and of what was found in it; with `spans`, each line says what of the source it stands for.
pub(super) fn outline(source: &Source, body: &Body, found: &[Diagnostic], spans: bool) -> String {
    let mut printer = Printer { source, body, spans, depth: 0, out: String::new() };
    for section in &body.sections {
        if let Some(heading) = body.heading_of(section) {
            let mut line = format!("section #{} {}", heading.anchor, heading.text);
            if let Some(part) = heading.part {
                let _ = write!(line, " (part {})", part.word());
            }
            if let Some(provenance) = &heading.provenance {
                let _ = write!(line, " (provenance {})", provenance.value.word());
            }
            printer.line(&line, heading.span);
            printer.depth = 1;
        }
        printer.nodes(&section.nodes);
        printer.depth = 0;
    }
    for (position, footnote) in body.footnotes.iter().enumerate() {
        let first = body.slice(&footnote.nodes).first().map_or(Span::default(), |node| node.span);
        printer.line(&format!("footnote {} {}", position + 1, footnote.label), first);
        printer.depth = 1;
        printer.nodes(&footnote.nodes);
        printer.depth = 0;
    }
    for diagnostic in found {
        let _ = writeln!(printer.out, "! {} «{}»", diagnostic.rule.id, slice(source, diagnostic.location.span));
    }
    printer.out
}

struct Printer<'a> {
    source: &'a Source,
    body: &'a Body,
    spans: bool,
    depth: usize,
    out: String,
}

impl Printer<'_> {
    fn line(&mut self, line: &str, span: Span) {
        let _ = write!(self.out, "{:width$}{}", "", line.trim_end(), width = self.depth * 2);
        if self.spans {
            let _ = write!(self.out, " «{}»", slice(self.source, span));
        }
        self.out.push('\n');
    }

    fn nodes(&mut self, range: &NodeRange) {
        for node in self.body.slice(range) {
            match &node.content {
                Content::Close => self.depth -= 1,
                Content::Open(element) => {
                    self.line(&self.element(element), self.place(element, node.span));
                    self.depth += 1;
                }
                content => self.line(&self.leaf(content), self.leaf_place(content, node.span)),
            }
        }
    }

    fn element(&self, element: &Element) -> String {
        match element {
            Element::Paragraph(None) => "paragraph".to_owned(),
            Element::Paragraph(Some(ordinal)) => format!("paragraph p{ordinal}"),
            Element::Heading(heading) => {
                let heading = &self.body.headings[*heading as usize];
                let provenance = heading.provenance.as_ref().map(|own| format!(" (provenance {})", own.value.word()));
                format!("heading {} #{}{}", heading.level, heading.anchor, provenance.unwrap_or_default())
            }
            Element::BlockQuote => "quote".to_owned(),
            Element::Alert(alert) => format!("alert {}", alert.word()),
            Element::CodeBlock(language) => format!("code block {language}").trim_end().to_owned(),
            Element::List(None) => "list".to_owned(),
            Element::List(Some(first)) => format!("list from {first}"),
            Element::StandardList(true) => "marked list".to_owned(),
            Element::StandardList(false) => "marked list without order".to_owned(),
            Element::Aside(aside) => format!("aside {}", aside.word()),
            Element::Item(None) => "item".to_owned(),
            Element::Item(Some(ordinal)) => format!("item i{ordinal}"),
            Element::Table(columns) => {
                let columns = columns.iter().map(|column| match column {
                    Align::Start => '<',
                    Align::Center => '^',
                    Align::End => '>',
                });
                format!("table {}", columns.collect::<String>())
            }
            Element::TableCaption => "caption".to_owned(),
            Element::TableUnits => "units".to_owned(),
            Element::TableHead => "head".to_owned(),
            Element::TableRow => "row".to_owned(),
            Element::TableCell(Cell { columns: 1, rows: 1, .. }) => "cell".to_owned(),
            Element::TableCell(Cell { column, columns, rows }) => format!("cell {columns}x{rows} at {column}"),
            Element::Figure => "figure".to_owned(),
            Element::FigureCaption => "caption".to_owned(),
            Element::Subscript => "below".to_owned(),
            Element::Superscript => "above".to_owned(),
            Element::DefinitionList => "definitions".to_owned(),
            Element::DefinitionTitle => "title".to_owned(),
            Element::Definition => "definition".to_owned(),
            Element::Emphasis => "emphasis".to_owned(),
            Element::Strong => "strong".to_owned(),
            Element::Strikethrough => "struck".to_owned(),
            Element::Link(reference, LinkText::Written) => format!("link {}", self.reference(*reference)),
            Element::Link(reference, LinkText::OfTarget) => format!("name of {}", self.reference(*reference)),
            Element::Attachment(asset) => {
                let asset = &self.body.assets[*asset as usize];
                format!("file {}{}", asset.path, titled(&asset.title))
            }
            Element::External(link) => format!("world {}{}", link.address, titled(&link.title)),
        }
    }

    fn leaf(&self, content: &Content) -> String {
        match content {
            Content::Text(text) => format!("text {}", visible(text)),
            Content::Code(code) => format!("code {}", visible(code)),
            Content::SoftBreak => "blank".to_owned(),
            Content::HardBreak => "line end".to_owned(),
            Content::Rule => "rule".to_owned(),
            Content::Checkbox(true) => "box done".to_owned(),
            Content::Checkbox(false) => "box open".to_owned(),
            Content::Mark(mark) => format!("mark {mark}"),
            Content::Actor(actor) => format!("actor {}", self.body.actors[*actor as usize].value),
            Content::FootnoteCall(footnote) => format!("call {}", footnote + 1),
            Content::Quotation(reference) => format!("quotation {}", self.reference(*reference)),
            Content::Picture(asset, words, title) => {
                let asset = &self.body.assets[*asset as usize];
                let length = |length: Option<u16>| length.map_or(String::new(), |length| length.to_string());
                let size = format!(" {}x{}", length(asset.size.width), length(asset.size.height));
                format!("picture {} “{words}” “{title}”{}", asset.path, size.trim_end_matches(" x"))
            }
            Content::Open(_) | Content::Close => String::new(),
        }
    }

    /// Links are shown with the place of what they name.
    fn place(&self, element: &Element, span: Span) -> Span {
        match element {
            Element::Link(reference, _) => self.body.refs[*reference as usize].span,
            Element::Attachment(asset) => self.body.assets[*asset as usize].span,
            _ => span,
        }
    }

    fn leaf_place(&self, content: &Content, span: Span) -> Span {
        match content {
            Content::Quotation(reference) => self.body.refs[*reference as usize].span,
            Content::Picture(asset, ..) => self.body.assets[*asset as usize].span,
            _ => span,
        }
    }

    fn reference(&self, reference: u32) -> String {
        let written = &self.body.refs[reference as usize];
        format!("{}{}", written.reference, titled(&written.title))
    }
}

fn titled(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" “{title}”") }
}

fn slice(source: &Source, span: Span) -> String {
    visible(&source.text[span.range()])
}

/// A text on one line, with blanks that can be seen at its ends.
fn visible(text: &str) -> String {
    let inner = text.trim_matches(' ');
    let start = text.len() - text.trim_start_matches(' ').len();
    let end = text.len() - start.min(text.len()) - inner.len();
    format!("{}{inner}{}", "␠".repeat(start), "␠".repeat(end)).replace('\n', "⏎")
}

/// Holds what every body promises.
pub(super) fn invariants(source: &Source, body: &Body) {
    let whole = 0..u32::try_from(body.nodes.len()).unwrap();
    balanced(body, &whole);
    let mut last = 0;
    for section in &body.sections {
        assert!(section.nodes.start >= last, "sections stand in order");
        balanced(body, &section.nodes);
        last = section.nodes.end;
    }
    for footnote in &body.footnotes {
        assert!(footnote.nodes.start >= last, "footnotes stand behind everything else");
        balanced(body, &footnote.nodes);
        last = footnote.nodes.end;
    }
    let mut anchors = BTreeSet::new();
    for heading in &body.headings {
        balanced(body, &heading.nodes);
        lies_in(source, heading.span);
        assert!((2..=6).contains(&heading.level), "{heading:?}");
        assert!(!heading.anchor.is_empty() && anchors.insert(&heading.anchor), "{heading:?}");
    }
    for node in &body.nodes {
        lies_in(source, node.span);
        holds(body, &node.content);
    }
    body.refs.iter().for_each(|written| lies_in(source, written.span));
    body.assets.iter().for_each(|written| lies_in(source, written.span));
}

/// A range lies inside the nodes, and closes just what it opens.
fn balanced(body: &Body, range: &NodeRange) {
    assert!(range.start <= range.end && range.end as usize <= body.nodes.len(), "{range:?}");
    let mut depth = 0_i64;
    for node in body.slice(range) {
        match node.content {
            Content::Open(_) => depth += 1,
            Content::Close => depth -= 1,
            _ => {}
        }
        assert!(depth >= 0, "{range:?} closes what it does not open");
    }
    assert_eq!(depth, 0, "{range:?} leaves something open");
}

fn lies_in(source: &Source, span: Span) {
    assert!(source.text.get(span.range()).is_some(), "{span:?} is no run of characters");
}

/// What a node names by its index is there, and no text is empty.
fn holds(body: &Body, content: &Content) {
    let there = match content {
        Content::Open(Element::Link(index, _)) | Content::Quotation(index) => (*index as usize) < body.refs.len(),
        Content::Open(Element::Attachment(index)) | Content::Picture(index, ..) => {
            (*index as usize) < body.assets.len()
        }
        Content::Open(Element::Heading(index)) => (*index as usize) < body.headings.len(),
        Content::FootnoteCall(index) => (*index as usize) < body.footnotes.len(),
        Content::Text(text) => !text.is_empty(),
        _ => true,
    };
    assert!(there, "{content:?}");
}
