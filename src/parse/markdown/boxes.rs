//! Boxes: quotations that name their kind in their first line, `> [!注意]`, `> [!NOTE] 标题`.

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::super::rules;
use super::{Builder, Opening, index};
use crate::model::{Alert, Aside, Content, Element};
use crate::source::Span;
use crate::text::marks::AsideMark;

/// What a box named by its author is.
enum Named {
    Alert(Alert),
    /// With its mark.
    Aside(Aside, Box<str>),
}

/// The first line of a box.
struct Name {
    named: Named,
    /// The end of `[!…]`.
    end: u32,
    /// Whether a title stands behind it.
    titled: bool,
}

impl Named {
    fn of(word: &str) -> Option<Self> {
        let alert = match word.to_ascii_lowercase().as_str() {
            "说明" | "信息" | "备注" | "note" | "info" | "abstract" | "summary" | "question" | "faq" => {
                Alert::Note
            }
            "提示" | "技巧" | "小贴士" | "tip" | "hint" | "success" => Alert::Tip,
            "重要" | "important" => Alert::Important,
            "注意" | "warning" | "attention" => Alert::Warning,
            "警告" | "危险" | "caution" | "danger" | "error" => Alert::Caution,
            _ => {
                let mark = format!("{word}：");
                let aside = AsideMark::of(&mark).filter(|own| own.length == mark.len())?;
                return Some(Self::Aside(if aside.example { Aside::Example } else { Aside::Note }, mark.into()));
            }
        };
        Some(Self::Alert(alert))
    }

    fn element(&self) -> Element {
        match self {
            Self::Alert(alert) => Element::Alert(*alert),
            Self::Aside(aside, _) => Element::Aside(*aside),
        }
    }
}

impl Builder<'_> {
    /// A quotation of the author's own, or a box.
    pub(super) fn start_block_quote(&mut self, span: Span) -> Option<Opening> {
        let Some(Name { named, end, titled }) = self.box_name() else {
            return Some(self.open_element(Element::BlockQuote, span));
        };
        let opening = self.open_element(named.element(), span);
        self.open.push(opening);
        // The name stands at the start of the first paragraph, which goes on behind it.
        let paragraph = self.events.get(self.at).map_or(span, |(_, span)| *span);
        self.at += 1;
        while self.events.get(self.at).is_some_and(|(event, span)| matches!(event, Event::Text(_)) && span.end <= end) {
            self.at += 1;
        }
        if titled && matches!(named, Named::Alert(_)) && !self.read_title(end, paragraph) {
            return None;
        }
        let opening = self.start_paragraph(paragraph);
        self.open.push(opening);
        let breaks = matches!(self.events.event(self.at), Some(Event::SoftBreak | Event::HardBreak));
        self.at += usize::from(breaks);
        if let Named::Aside(_, mark) = named {
            self.push(Content::Mark(mark), Span { end, ..paragraph });
            // The next line may begin a list.
            self.soft_break(Span { start: end, end });
        }
        None
    }

    /// Reads the line behind the name of a box as a paragraph of its own. Whether the paragraph goes on behind it.
    fn read_title(&mut self, end: u32, paragraph: Span) -> bool {
        self.push(Content::Open(Element::Paragraph(None)), Span { start: end, ..paragraph });
        self.push(Content::Open(Element::Strong), Span { start: end, ..paragraph });
        let first = self.body.nodes.len();
        let ends = |event: Option<&Event<'_>>| {
            matches!(event, None | Some(Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph)))
        };
        // The sign that folds a box is part of a text that goes on with the title.
        let events = self.events;
        if let Some((Event::Text(text), span)) = events.get(self.at)
            && span.start < end
        {
            self.at += 1;
            let words = self.marked.clean(text);
            self.text(words.get((end - span.start) as usize..).unwrap_or_default(), Span { start: end, ..*span });
        }
        while !ends(self.events.event(self.at)) {
            let last = self.events.end_of(self.at);
            while self.at <= last {
                let events = self.events;
                let Some((event, span)) = events.get(self.at) else { break };
                self.at += 1;
                self.event(event, *span);
            }
        }
        self.trim_start(first);
        self.push(Content::Close, Span { start: end, end });
        self.push(Content::Close, Span { start: end, end });
        let goes_on = !matches!(self.events.event(self.at), Some(Event::End(TagEnd::Paragraph)));
        self.at += usize::from(!goes_on);
        goes_on
    }

    /// What a box is called, and where its name ends. An unknown name is reported.
    fn box_name(&mut self) -> Option<Name> {
        if !matches!(self.events.event(self.at), Some(Event::Start(Tag::Paragraph))) {
            return None;
        }
        let (_, paragraph) = self.events.get(self.at)?;
        let written = &self.source.text[paragraph.range()];
        let line = written.lines().next()?;
        let inside = line.strip_prefix("[!")?;
        let close = inside.find(']')?;
        let behind = &inside[close + 1..];
        // `[!NOTE]-` folds a box in other tools.
        let folded = behind.strip_prefix(['-', '+']).filter(|rest| rest.is_empty() || rest.starts_with(' '));
        let end = paragraph.start + index(line.len() - folded.unwrap_or(behind).len());
        if behind.starts_with(['(', '[']) {
            return None;
        }
        let word = inside[..close].trim();
        let Some(named) = Named::of(word) else {
            let place = Span { end: paragraph.start + index(close) + 3, ..*paragraph };
            self.found.push(rules::box_kind::report(self.location(place), word));
            return None;
        };
        Some(Name { named, end, titled: !folded.unwrap_or(behind).trim().is_empty() })
    }
}

/// The box of a kind that is named in English.
pub(super) fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}
