//! Links, pictures and quotations.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::super::rules;
use super::address::{self, Target};
use super::{Builder, Opening, index};
use crate::model::{Content, Element, ExternalLink, LinkText, Node, Ref, Size, WrittenAsset, WrittenRef};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        written: &str,
        title: &str,
        span: Span,
    ) -> Option<Opening> {
        if let LinkType::WikiLink { .. } = link_type {
            return self.wiki_link(span);
        }
        let place = self.place(link_type, span);
        let mut written = self.marked.clean(written).into_owned();
        if link_type == LinkType::Email {
            written.insert_str(0, "mailto:");
        }
        let Some(target) = address::read(&self.source.path, &written) else {
            self.found.push(rules::link_address::report(self.location(place), &written));
            // The words stay; they do not join what stands around the link.
            self.floor = self.body.nodes.len();
            return Some(Opening::Transparent);
        };
        let title: Box<str> = self.marked.clean(title).as_ref().into();
        match target {
            Target::Item(reference) => {
                let reference = self.add_ref(reference, place, title);
                self.link_to_item(reference, span)
            }
            Target::File(path, inside) => {
                let name = path.file_name().to_owned();
                let asset = WrittenAsset { path, span: place, place: inside, title, size: Size::default() };
                let asset = self.add_asset(asset);
                self.open_link(Element::Attachment(asset), &name, place, span)
            }
            Target::World(world) => {
                let link = ExternalLink { address: world.as_str().into(), title };
                self.open_link(Element::External(Box::new(link)), &world, place, span)
            }
        }
    }

    /// Notes the label that a link or picture calls its address by.
    pub(super) fn note_label(&mut self, link_type: LinkType, label: &str) {
        if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
            self.labels.insert(rules::link_label::normalised(&self.marked.clean(label)));
        }
    }

    fn wiki_link(&mut self, span: Span) -> Option<Opening> {
        let place = self.wiki_place(span, "[[");
        let reference = self.add_ref(self.wiki_ref(place), place, Box::default());
        self.link_to_item(reference, span)?;
        Some(Opening::Label(self.body.nodes.len()))
    }

    /// Blanks around the label of a wiki link are for the eyes of the author, as in `[[t07 | 就业]]`.
    pub(super) fn end_label(&mut self, first: usize, span: Span) {
        if let Some(Node { content: Content::Text(text), span }) = self.body.nodes[first..].last_mut() {
            let kept = text.trim_end_matches(' ').len();
            span.end -= index(text.len() - kept);
            text.truncate(kept);
        }
        self.trim_start(first);
        // Nodes move; what begins inside a link begins nothing.
        self.lines_by_hand.retain(|&line| line < first);
        let label = self.body.nodes.split_off(first);
        self.body.nodes.extend(label.into_iter().filter(|node| node.content != Content::Text(String::new())));
        self.push(Content::Close, span);
    }

    /// Takes the blanks off the text of a node.
    pub(super) fn trim_start(&mut self, node: usize) {
        if let Some(Node { content: Content::Text(text), span }) = self.body.nodes.get_mut(node) {
            let dropped = text.len() - text.trim_start_matches(' ').len();
            span.start += index(dropped);
            text.drain(..dropped);
        }
    }

    /// A link to an item; without words of its own it shows the item's name.
    fn link_to_item(&mut self, reference: u32, span: Span) -> Option<Opening> {
        if self.is_named_by_target(self.current()) {
            self.pass();
            self.push_named_link(reference, span);
            return None;
        }
        Some(self.open_element(Element::Link(reference, LinkText::Written), span))
    }

    fn push_named_link(&mut self, reference: u32, span: Span) {
        self.push(Content::Open(Element::Link(reference, LinkText::OfTarget)), span);
        self.push(Content::Close, span);
    }

    /// A link that leads out of the items; without words of its own it shows where.
    fn open_link(&mut self, element: Element, address: &str, place: Span, span: Span) -> Option<Opening> {
        let opening = self.open_element(element, span);
        if !self.is_wordless(self.events.inside(self.current())) {
            let bare = self.events.event(self.current()).is_some_and(is_bare);
            return Some(if bare { Opening::Literal } else { opening });
        }
        self.pass();
        self.run(address, place);
        self.push(Content::Close, span);
        None
    }

    /// Whether the link that starts at `start` shows the name of its target: a wiki link without a label, or a link
    /// to an item without words.
    pub(super) fn is_named_by_target(&self, start: usize) -> bool {
        let bare = LinkType::WikiLink { has_pothole: false };
        match self.events.event(start) {
            Some(Event::Start(Tag::Link { link_type, .. })) if *link_type == bare => true,
            _ => self.is_wordless(self.events.inside(start)),
        }
    }

    fn is_wordless(&self, range: Range<usize>) -> bool {
        range.into_iter().all(|index| match self.events.event(index) {
            Some(Event::Text(text)) => self.marked.clean(text).trim().is_empty(),
            _ => false,
        })
    }

    // Pictures and quotations.

    pub(super) fn image(&mut self, link_type: LinkType, written: &str, title: &str, span: Span) -> Option<Opening> {
        if let LinkType::WikiLink { .. } = link_type {
            self.quotation(span);
            return None;
        }
        let place = self.place(link_type, span);
        let inside = self.events.inside(self.current());
        let own = self.place_of(inside.clone()).unwrap_or(Span { end: span.start, ..span });
        let words = self.words(inside);
        self.pass();
        let (written, size) = self.marked.split_size(written);
        match self.picture(&written, size, place) {
            Some(asset) => {
                let title = self.marked.clean(title).into_owned();
                self.push(Content::Picture(asset, words.into(), title.into()), span);
            }
            // A picture that cannot be shown leaves its words.
            None => {
                self.floor = self.body.nodes.len();
                self.text(&words, own);
                self.floor = self.body.nodes.len();
            }
        }
        None
    }

    /// Where some inline events stand in the source.
    fn place_of(&self, events: Range<usize>) -> Option<Span> {
        let (_, first) = self.events.get(events.start).filter(|_| !events.is_empty())?;
        let (_, last) = self.events.get(events.end - 1)?;
        Some(Span { start: first.start, end: last.end })
    }

    /// The file of a picture.
    fn picture(&mut self, written: &str, size: Size, place: Span) -> Option<u32> {
        let target = address::read(&self.source.path, written);
        if let Some(Target::File(path, inside)) = target {
            let asset = WrittenAsset { path, span: place, place: inside, title: Box::default(), size };
            return Some(self.add_asset(asset));
        }
        let location = self.location(place);
        let is_known = target.is_some() || address::is_foreign(written);
        let report = if is_known { rules::picture_source::report } else { rules::link_address::report };
        self.found.push(report(location, written));
        None
    }

    /// A quotation of a clause. One inside other text is shown as a link, so that nothing is lost while it is wrong.
    fn quotation(&mut self, span: Span) {
        let place = self.wiki_place(span, "![[");
        let reference = self.add_ref(self.wiki_ref(place), place, Box::default());
        let alone = self.stands_alone();
        self.pass();
        if alone {
            if let Some(label) = self.label_place(span) {
                self.found.push(rules::quotation_place::report_label(self.location(label)));
            }
            self.push(Content::Quotation(reference), span);
        } else {
            self.found.push(rules::quotation_place::report(self.location(span)));
            self.push_named_link(reference, span);
        }
    }

    /// Whether what is being read stands alone in its paragraph, list item or definition.
    fn stands_alone(&self) -> bool {
        let start = self.current();
        let before = start.checked_sub(1).and_then(|index| self.events.event(index));
        let after = self.events.event(self.events.end_of(start) + 1);
        matches!(
            before,
            Some(
                Event::Start(Tag::Paragraph | Tag::Item | Tag::DefinitionListDefinition)
                    | Event::End(TagEnd::List(_) | TagEnd::CodeBlock | TagEnd::BlockQuote(_) | TagEnd::HtmlBlock)
            )
        ) && matches!(
            after,
            Some(
                Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::DefinitionListDefinition)
                    | Event::Start(Tag::List(_) | Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::HtmlBlock)
            )
        )
    }

    // Places.

    /// The place of a link's address. A reference link has none of its own and stands for it as a whole.
    fn place(&self, link_type: LinkType, span: Span) -> Span {
        let written = &self.source.text[span.range()];
        match link_type {
            LinkType::Inline => {
                // The text of a link may hold its address too: what follows the text is searched.
                let inside = self.events.inside(self.current());
                let last = inside.end.checked_sub(1).filter(|last| inside.contains(last));
                let end = last.and_then(|last| self.events.get(last)).map_or(span.start, |(_, inner)| inner.end);
                let end = end.clamp(span.start, span.end);
                let tail = &self.source.text[Span { start: end, ..span }.range()];
                destination(tail).map_or(span, |range| Span::new(range.start, range.end).shifted(end as usize))
            }
            LinkType::Autolink | LinkType::Email if written.len() > 2 => {
                Span { start: span.start + 1, end: span.end - 1 }
            }
            _ => span,
        }
    }

    /// The place of the target of a wiki link, without the blanks around it. In tables a backslash stands before `|`.
    fn wiki_place(&self, span: Span, opening: &str) -> Span {
        let written = &self.source.text[span.range()];
        let inside = written.strip_prefix(opening).and_then(|rest| rest.strip_suffix("]]")).unwrap_or_default();
        let target = inside.split_once('|').map_or(inside, |(target, _)| target.trim_end_matches('\\'));
        let start = opening.len() + target.len() - target.trim_start().len();
        Span::new(start, start + target.trim().len()).shifted(span.start as usize)
    }

    /// The place of the words behind `|`, where a wiki link has any.
    fn label_place(&self, span: Span) -> Option<Span> {
        let (before, label) = self.source.text[span.range()].strip_suffix("]]")?.split_once('|')?;
        let start = span.range().start + before.len() + 1 + label.len() - label.trim_start().len();
        (!label.trim().is_empty()).then(|| Span::new(start, start + label.trim().len()))
    }

    fn wiki_ref(&self, place: Span) -> Ref {
        Ref::parse(&self.source.text[place.range()])
    }

    fn add_ref(&mut self, reference: Ref, span: Span, title: Box<str>) -> u32 {
        self.body.refs.push(WrittenRef { reference, span, title });
        index(self.body.refs.len() - 1)
    }

    fn add_asset(&mut self, asset: WrittenAsset) -> u32 {
        self.body.assets.push(asset);
        index(self.body.assets.len() - 1)
    }
}

/// A link that is its own address: `<https://example.org>`.
fn is_bare(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }))
}

/// Where the address stands in `](address "title")`.
fn destination(tail: &str) -> Option<Range<usize>> {
    let open = tail.find("](")? + 2;
    let blanks = tail[open..].len() - tail[open..].trim_start().len();
    let start = open + blanks;
    let (start, pointed) = if tail[start..].starts_with('<') { (start + 1, true) } else { (start, false) };
    let (mut depth, mut escaped) = (0_u32, false);
    for (offset, byte) in tail[start..].bytes().enumerate() {
        let ends = match byte {
            _ if escaped => false,
            b'>' => pointed,
            b'(' => {
                depth += 1;
                false
            }
            b')' if depth > 0 => {
                depth -= 1;
                false
            }
            b')' | 0..=b' ' => !pointed,
            _ => false,
        };
        if ends {
            return Some(start..start + offset);
        }
        escaped = byte == b'\\' && !escaped;
    }
    None
}
