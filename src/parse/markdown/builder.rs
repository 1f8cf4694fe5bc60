//! From parser events to nodes.

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd,
};

use super::super::rules;
use super::emphasis::Marked;
use super::headings::{self, Anchors, Opened};
use super::links::{self, Target};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::{
    Alert, Align, Body, Content, Element, Footnote, Kind, LinkText, Node, NodeRange, Section, WrittenAsset, WrittenRef,
};
use crate::source::{Location, Source, Span};
use crate::text::cjk;

type Events<'e> = Vec<(Event<'e>, Span)>;

/// Builds one body.
pub(super) struct Builder<'a> {
    source: &'a Source,
    kind: Kind,
    config: &'a Config,
    marked: &'a Marked<'a>,
    body: Body,
    found: Vec<Diagnostic>,
    anchors: Anchors,
    /// What each open tag became, so that its end is treated alike.
    open: Vec<Opening>,
    heading: Option<Opened>,
    footnote: Option<(Box<str>, usize)>,
    footnotes: Vec<(Box<str>, Vec<Node>)>,
    /// First node of the section being read, and its heading.
    section: (u32, Option<u32>),
    paragraphs: u32,
    items: u32,
}

/// What a start tag became.
enum Opening {
    /// An element, to be closed.
    Element,
    /// Nothing: only its content is kept.
    Transparent,
    /// A heading.
    Heading,
    /// A footnote.
    Footnote,
    /// A paragraph, from a node on.
    Paragraph(usize),
    /// A piece whose text is gathered and not shown.
    Gather(Gather),
}

/// A piece whose text is gathered.
struct Gather {
    text: String,
    span: Span,
    what: Gathered,
}

enum Gathered {
    /// A picture of the content: index of its file, title.
    Picture(u32, String),
    /// A quotation of a clause: index of its ref.
    Quotation(u32),
    /// The text of a wiki link that repeats its target.
    Repetition,
    /// HTML or a picture that is not shown.
    Nothing,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a Source, kind: Kind, config: &'a Config, marked: &'a Marked<'a>) -> Self {
        Self {
            source,
            kind,
            config,
            marked,
            body: Body::default(),
            found: Vec::new(),
            anchors: Anchors::default(),
            open: Vec::new(),
            heading: None,
            footnote: None,
            footnotes: Vec::new(),
            section: (0, None),
            paragraphs: 0,
            items: 0,
        }
    }

    pub(super) fn read(mut self, events: Events<'_>) -> (Body, Vec<Diagnostic>) {
        for index in 0..events.len() {
            let (event, span) = &events[index];
            match event {
                Event::SoftBreak => self.soft_break(&events[index + 1..], *span),
                event => self.event(event, *span),
            }
        }
        self.end_section();
        self.end_footnotes();
        (self.body, self.found)
    }

    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(*tag, span),
            Event::Text(text) => self.text(text, span),
            Event::Code(code) => self.code(code, span),
            Event::InlineHtml(html) => self.html(html, span),
            // Lines of an HTML block come one by one; the block is read whole at its start.
            Event::Html(_) => {}
            Event::FootnoteReference(label) => self.footnote_call(label, span),
            Event::HardBreak => self.push(Content::HardBreak, span),
            Event::Rule => self.push(Content::Rule, span),
            Event::TaskListMarker(done) => self.push(Content::Checkbox(*done), span),
            Event::SoftBreak | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        let opening = match tag {
            Tag::Paragraph => self.start_paragraph(span),
            Tag::Heading { level, id, attrs, .. } => self.start_heading(*level, id.as_deref(), attrs, span),
            Tag::FootnoteDefinition(label) => {
                self.footnote = Some((Box::from(&**label), self.body.nodes.len()));
                Opening::Footnote
            }
            Tag::HtmlBlock => self.html_block(span),
            Tag::Link { link_type, dest_url, .. } => self.start_link(*link_type, dest_url, span),
            Tag::Image { link_type, dest_url, title, .. } => self.start_image(*link_type, dest_url, title, span),
            Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => Opening::Transparent,
            tag => match self.element(tag) {
                Some(element) => self.open_element(element, span),
                None => Opening::Transparent,
            },
        };
        self.open.push(opening);
    }

    /// Elements that need nothing but a name.
    fn element(&mut self, tag: &Tag<'_>) -> Option<Element> {
        Some(match tag {
            Tag::BlockQuote(None) => Element::BlockQuote,
            Tag::BlockQuote(Some(kind)) => Element::Alert(alert(*kind)),
            Tag::CodeBlock(CodeBlockKind::Indented) => Element::CodeBlock("".into()),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Element::CodeBlock(info.split_whitespace().next().unwrap_or_default().into())
            }
            Tag::List(first) => Element::List(*first),
            Tag::Item => Element::Item(self.next_item()),
            Tag::DefinitionList => Element::DefinitionList,
            Tag::DefinitionListTitle => Element::DefinitionTitle,
            Tag::DefinitionListDefinition => Element::Definition,
            Tag::Table(columns) => Element::Table(columns.iter().map(|column| align(*column)).collect()),
            Tag::TableHead => Element::TableHead,
            Tag::TableRow => Element::TableRow,
            Tag::TableCell => Element::TableCell,
            Tag::Emphasis => Element::Emphasis,
            Tag::Strong => Element::Strong,
            Tag::Strikethrough => Element::Strikethrough,
            _ => return None,
        })
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match self.open.pop() {
            None | Some(Opening::Transparent) => {}
            Some(Opening::Element) => self.push(Content::Close, span),
            Some(Opening::Heading) => self.end_heading(span),
            Some(Opening::Footnote) => self.end_footnote(),
            Some(Opening::Paragraph(first)) => self.end_paragraph(first, span),
            Some(Opening::Gather(gather)) => self.end_gather(gather, tag),
        }
    }

    fn open_element(&mut self, element: Element, span: Span) -> Opening {
        self.push(Content::Open(element), span);
        Opening::Element
    }

    fn push(&mut self, content: Content, span: Span) {
        self.body.nodes.push(Node { content, span });
    }

    fn next(&self) -> u32 {
        index(self.body.nodes.len())
    }

    // Text.

    fn text(&mut self, text: &str, span: Span) {
        let text = self.marked.clean(text);
        if let Some(Opening::Gather(gather)) = self.open.last_mut() {
            gather.text.push_str(&text);
            return;
        }
        if text.is_empty() {
            return;
        }
        if let Some(Node { content: Content::Text(before), span: whole }) = self.body.nodes.last_mut() {
            before.push_str(&text);
            whole.end = span.end;
            return;
        }
        self.push(Content::Text(text.into_owned()), span);
    }

    fn code(&mut self, code: &str, span: Span) {
        let code = self.marked.clean(code);
        match self.open.last_mut() {
            Some(Opening::Gather(gather)) => gather.text.push_str(&code),
            _ => self.push(Content::Code(code.as_ref().into()), span),
        }
    }

    /// A line end between two characters of Chinese typesetting leaves no blank; anywhere else it is one.
    fn soft_break(&mut self, following: &[(Event<'_>, Span)], span: Span) {
        if let Some(Opening::Gather(gather)) = self.open.last_mut() {
            gather.text.push(' ');
            return;
        }
        let before = self.body.nodes.iter().rev().find_map(last_character);
        let after = following.iter().find_map(|(event, _)| self.first_character(event));
        if !before.zip(after).is_some_and(|(before, after)| joins(before, after)) {
            self.push(Content::SoftBreak, span);
        }
    }

    fn first_character(&self, event: &Event<'_>) -> Option<char> {
        match event {
            Event::Text(text) | Event::Code(text) => self.marked.clean(text).chars().next(),
            _ => None,
        }
    }

    // HTML: shown as text, but for comments, which are remarks among authors.

    fn html(&mut self, html: &str, span: Span) {
        if is_comment(html) {
            return;
        }
        self.found.push(rules::raw_html::report(self.at(span)));
        self.text(html, span);
    }

    fn html_block(&mut self, span: Span) -> Opening {
        let html = self.source.text[span.range()].trim();
        if !is_comment(html) {
            self.found.push(rules::raw_html::report(self.at(span)));
            self.push(Content::Open(Element::Paragraph(None)), span);
            self.push(Content::Text(html.to_owned()), span);
            self.push(Content::Close, span);
        }
        Opening::Gather(Gather { text: String::new(), span, what: Gathered::Nothing })
    }

    // Paragraphs and items.

    fn start_paragraph(&mut self, span: Span) -> Opening {
        let first = self.body.nodes.len();
        let top = self.open.is_empty() && self.footnote.is_none();
        let ordinal = (self.kind == Kind::Clause && top).then(|| {
            self.paragraphs += 1;
            self.paragraphs
        });
        self.push(Content::Open(Element::Paragraph(ordinal)), span);
        Opening::Paragraph(first)
    }

    /// A paragraph that holds a quotation and nothing else becomes the quotation.
    fn end_paragraph(&mut self, first: usize, span: Span) {
        let inside = &self.body.nodes[first + 1..];
        if let [Node { content: Content::Quotation(reference), .. }] = inside {
            let content = Content::Quotation(*reference);
            self.body.nodes.truncate(first);
            self.push(content, span);
            return;
        }
        if inside.is_empty() {
            self.body.nodes.truncate(first);
            return;
        }
        let strays: Vec<Span> = inside.iter().filter(|node| is_quotation(&node.content)).map(|node| node.span).collect();
        self.body.nodes.retain({
            let mut position = 0;
            move |node| {
                position += 1;
                position <= first || !is_quotation(&node.content)
            }
        });
        for stray in strays {
            self.found.push(rules::quotation_place::report(self.at(stray)));
        }
        self.push(Content::Close, span);
    }

    fn next_item(&mut self) -> Option<u32> {
        (self.kind == Kind::Clause).then(|| {
            self.items += 1;
            self.items
        })
    }

    // Headings and sections.

    fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        attributes: &[(pulldown_cmark::CowStr<'_>, Option<pulldown_cmark::CowStr<'_>>)],
        span: Span,
    ) -> Opening {
        // Inside a list, a quotation or a footnote a heading would tear the outline: it reads as a paragraph.
        if !self.open.is_empty() || self.footnote.is_some() {
            return self.open_element(Element::Paragraph(None), span);
        }
        let provenance = attributes.iter().find(|(name, _)| &**name == "provenance");
        let provenance = provenance.map(|(_, word)| word.as_deref().unwrap_or_default().to_owned());
        let mut opened =
            Opened { level: level as u8, anchor: id.map(str::to_owned), provenance, span, first: self.next() };
        opened.level = self.anchors.level(&self.source.path, &opened, &mut self.found);
        if opened.level == 2 {
            self.end_section();
            opened.first = self.next();
        } else {
            let heading = index(self.body.headings.len());
            self.push(Content::Open(Element::Heading(heading)), span);
            opened.first = self.next();
        }
        self.heading = Some(opened);
        Opening::Heading
    }

    fn end_heading(&mut self, span: Span) {
        let Some(opened) = self.heading.take() else { return };
        let nodes = opened.first..self.next();
        let text = self.body.plain_text(&nodes);
        let level = opened.level;
        let part = if level == 2 { self.config.headings.part(&text).or_else(|| part_of(&opened)) } else { None };
        let anchor = self.anchors.anchor(&self.source.path, &opened, part, &text, &mut self.found);
        let provenance = headings::provenance(&self.source.path, &opened, &mut self.found);
        let heading = index(self.body.headings.len());
        self.body.headings.push(headings::finish(&opened, level, anchor, text, part, provenance, nodes));
        if level == 2 {
            self.section = (self.next(), Some(heading));
        } else {
            self.push(Content::Close, span);
        }
    }

    fn end_section(&mut self) {
        let (first, heading) = self.section;
        let nodes = first..self.next();
        if heading.is_some() || !nodes.is_empty() {
            self.body.sections.push(Section { heading, nodes });
        }
    }

    // Footnotes: gathered, then laid after everything else in the order of their calls.

    fn footnote_call(&mut self, label: &str, span: Span) {
        let known = self.body.footnotes.iter().position(|footnote| &*footnote.label == label);
        let position = known.unwrap_or_else(|| {
            self.body.footnotes.push(Footnote { label: label.into(), nodes: NodeRange::default() });
            self.body.footnotes.len() - 1
        });
        self.push(Content::FootnoteCall(index(position)), span);
    }

    fn end_footnote(&mut self) {
        if let Some((label, first)) = self.footnote.take() {
            let nodes = self.body.nodes.split_off(first);
            self.footnotes.push((label, nodes));
        }
    }

    /// A footnote that nobody calls is kept too, after the others: no text is lost in silence.
    fn end_footnotes(&mut self) {
        for (label, _) in &self.footnotes {
            if !self.body.footnotes.iter().any(|footnote| footnote.label == *label) {
                self.body.footnotes.push(Footnote { label: label.clone(), nodes: NodeRange::default() });
            }
        }
        for position in 0..self.body.footnotes.len() {
            let label = self.body.footnotes[position].label.clone();
            let Some(written) = self.footnotes.iter().position(|(own, _)| *own == label) else { continue };
            let (_, nodes) = self.footnotes.swap_remove(written);
            let first = self.next();
            self.body.nodes.extend(nodes);
            self.body.footnotes[position].nodes = first..self.next();
        }
    }

    // Links and pictures.

    fn start_link(&mut self, link_type: LinkType, address: &str, span: Span) -> Opening {
        let address = self.marked.clean(address).into_owned();
        let place = self.place_of(&address, span);
        if let LinkType::WikiLink { has_pothole } = link_type {
            return self.start_wiki_link(&address, has_pothole, place, span);
        }
        let address = if link_type == LinkType::Email { format!("mailto:{address}") } else { address };
        match links::address(&self.source.path, &address, place) {
            Ok(Target::Item(reference)) => {
                let reference = self.add_ref(WrittenRef { reference, span: place });
                self.open_element(Element::Link(reference, LinkText::Written), span)
            }
            Ok(Target::File(path)) => {
                let asset = self.add_asset(WrittenAsset { path, span: place });
                self.open_element(Element::Attachment(asset), span)
            }
            Ok(Target::World(address)) => self.open_element(Element::External(address.into()), span),
            Err(diagnostic) => {
                self.found.push(diagnostic);
                Opening::Transparent
            }
        }
    }

    fn start_wiki_link(&mut self, address: &str, labelled: bool, place: Span, span: Span) -> Opening {
        let reference = self.add_ref(WrittenRef { reference: links::wiki(address), span: place });
        if labelled {
            return self.open_element(Element::Link(reference, LinkText::Written), span);
        }
        self.push(Content::Open(Element::Link(reference, LinkText::OfTarget)), span);
        self.push(Content::Close, span);
        Opening::Gather(Gather { text: String::new(), span, what: Gathered::Repetition })
    }

    fn start_image(&mut self, link_type: LinkType, address: &str, title: &str, span: Span) -> Opening {
        let address = self.marked.clean(address).into_owned();
        let place = self.place_of(&address, span);
        let what = if matches!(link_type, LinkType::WikiLink { .. }) {
            Gathered::Quotation(self.add_ref(WrittenRef { reference: links::wiki(&address), span: place }))
        } else {
            self.picture(&address, title, place)
        };
        Opening::Gather(Gather { text: String::new(), span, what })
    }

    fn picture(&mut self, address: &str, title: &str, place: Span) -> Gathered {
        if links::is_foreign(address) {
            self.found.push(rules::picture_source::report(self.at(place), address));
            return Gathered::Nothing;
        }
        match links::address(&self.source.path, address, place) {
            Ok(Target::File(path)) => {
                let title = self.marked.clean(title).into_owned();
                Gathered::Picture(self.add_asset(WrittenAsset { path, span: place }), title)
            }
            Ok(_) => {
                self.found.push(rules::picture_source::report(self.at(place), address));
                Gathered::Nothing
            }
            Err(diagnostic) => {
                self.found.push(diagnostic);
                Gathered::Nothing
            }
        }
    }

    fn end_gather(&mut self, gather: Gather, tag: TagEnd) {
        match gather.what {
            Gathered::Picture(asset, title) => {
                self.push(Content::Picture(asset, gather.text.into(), title.into()), gather.span);
            }
            Gathered::Quotation(reference) => self.push(Content::Quotation(reference), gather.span),
            // A picture that cannot be shown leaves its words.
            Gathered::Nothing if tag == TagEnd::Image && !gather.text.is_empty() => {
                self.text(&gather.text, gather.span);
            }
            Gathered::Repetition | Gathered::Nothing => {}
        }
    }

    fn add_ref(&mut self, reference: WrittenRef) -> u32 {
        self.body.refs.push(reference);
        index(self.body.refs.len() - 1)
    }

    fn add_asset(&mut self, asset: WrittenAsset) -> u32 {
        self.body.assets.push(asset);
        index(self.body.assets.len() - 1)
    }

    /// The place of a link's address inside the link: searched from its end, since the text may repeat it.
    fn place_of(&self, address: &str, span: Span) -> Span {
        let written = &self.source.text[span.range()];
        match written.rfind(address) {
            Some(start) if !address.is_empty() => Span::new(start, start + address.len()).shifted(span.start as usize),
            _ => span,
        }
    }

    fn at(&self, span: Span) -> Location {
        Location::new(&self.source.path, span)
    }
}

/// The part that a heading names by its anchor.
fn part_of(opened: &Opened) -> Option<crate::model::Part> {
    crate::model::Part::ALL.into_iter().find(|part| opened.anchor.as_deref() == Some(part.word()))
}

fn is_quotation(content: &Content) -> bool {
    matches!(content, Content::Quotation(_))
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.len() >= 7 && html.starts_with("<!--") && html.find("-->") == Some(html.len() - 3)
}

fn last_character(node: &Node) -> Option<char> {
    match &node.content {
        Content::Text(text) => text.chars().next_back(),
        Content::Code(text) => text.chars().next_back(),
        _ => None,
    }
}

/// Two characters between which Chinese typesetting sets no blank.
fn joins(before: char, after: char) -> bool {
    let wide = |character: char| cjk::is_cjk(character) || cjk::is_shared_punctuation(character);
    wide(before) && wide(after) && (cjk::is_cjk(before) || cjk::is_cjk(after))
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}

/// Sources are far below 4 GiB, so that a count of nodes always fits.
fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
