//! What authors of standards write by hand and Markdown does not know: items marked `a)` `（一）` `①` `——`, 注 and 示例,
//! definitions behind `：`, paragraphs that begin with two wide blanks or `第三条`.
//!
//! [`super::lines`] notes where such lines begin. Where a run of inline content ends, its lines become elements: the
//! nodes of the run are the last of the body then, so that nothing else has to move. Lists nest by kind of mark, as
//! GB/T 1.1 does: a kind that is open goes on, a new one begins a list inside the last item.

use super::captions::Pictures;
use super::lines::is_definition;
use super::{Builder, index};
use crate::model::{Aside, Content, Element, Node};
use crate::source::Span;
use crate::text::marks::{AsideMark, Mark, MarkKind, begins_article};

/// A list by hand that the next paragraph may go on with.
#[derive(Default)]
pub(super) struct OpenList {
    /// The kinds of its levels, outermost first.
    kinds: Vec<MarkKind>,
    /// Where it ended: the number of nodes, and of open tags. Whatever lies in between makes them differ.
    end: (usize, usize),
}

/// What a line begins.
#[derive(Clone, Copy)]
enum Begin {
    Item(Mark),
    Aside(AsideMark),
    Definition,
    /// A paragraph of its own.
    Paragraph,
}

/// A line, from a node on.
struct Line {
    begin: Begin,
    start: usize,
}

impl Builder<'_> {
    /// Ends a run of inline content that stands in an item or a definition without a paragraph of its own.
    pub(super) fn end_loose_run(&mut self) {
        if self.lines_by_hand.is_empty() {
            return;
        }
        let mut lines = self.take_lines(None);
        // What is defined would have to be a paragraph.
        lines.retain(|line| !matches!(line.begin, Begin::Definition));
        if let Some(pieces) = self.cut(&lines) {
            self.lay(&lines, pieces, Vec::new());
        }
    }

    /// Ends the paragraph that opens with the node `open`, if it holds lines by hand.
    pub(super) fn end_lines(&mut self, open: usize) -> bool {
        let first = self.begin(open + 1).filter(|begin| self.begins_paragraph(open, *begin));
        if first.is_none() && self.lines_by_hand.is_empty() {
            return false;
        }
        let lines = self.take_lines(first.map(|begin| Line { begin, start: open + 1 }));
        let Some(pieces) = self.cut(&lines) else { return false };
        let mut kinds = Vec::new();
        match (first, lines[0].begin) {
            (Some(Begin::Item(mark)), _) => {
                let goes_on = self.goes_on_with(open, mark.kind);
                self.body.nodes.truncate(open);
                kinds = if goes_on { self.reopen() } else { kinds };
            }
            (Some(_), _) => {
                let indented = self.is_indented_behind_list(open);
                self.body.nodes.truncate(open);
                kinds = if indented { self.reopen() } else { kinds };
            }
            (None, Begin::Definition) => self.lay_title(open),
            (None, _) => {
                let next = pieces.first().and_then(|piece| piece.first()).map(|node| node.span);
                self.close_paragraph(open, next.unwrap_or(self.body.nodes[open].span));
            }
        }
        self.lay(&lines, pieces, kinds);
        true
    }

    /// An indented paragraph behind a list by hand belongs to its last item.
    pub(super) fn is_indented_behind_list(&self, open: usize) -> bool {
        let start = self.body.nodes[open].span.start as usize;
        let line = &self.source.text[..start];
        let blanks = line.len() - line.trim_end_matches(' ').len();
        blanks >= 2 && line[..start - blanks].ends_with('\n') && self.list_goes_on(open)
    }

    /// Moves the paragraph that opens with the node `open` into the last item of the list before it.
    pub(super) fn lay_in_last_item(&mut self, open: usize, span: Span) {
        let paragraph = self.body.nodes.split_off(open);
        let kinds = self.reopen();
        self.body.nodes.extend(paragraph);
        self.push(Content::Close, span);
        self.close_list(kinds, span);
    }

    /// Forgets what the next paragraph could go on with: here begins something else.
    pub(super) fn forget_before(&mut self) {
        self.list_by_hand = OpenList::default();
        self.definitions_end = 0;
        self.pictures = Pictures::default();
    }

    fn list_goes_on(&self, open: usize) -> bool {
        !self.list_by_hand.kinds.is_empty() && self.list_by_hand.end == (open, self.open.len())
    }

    /// Takes away the ends of the list before the paragraph being read, if there is one.
    fn reopen(&mut self) -> Vec<MarkKind> {
        if !self.list_goes_on(self.body.nodes.len()) {
            return Vec::new();
        }
        let kinds = std::mem::take(&mut self.list_by_hand.kinds);
        self.body.nodes.truncate(self.body.nodes.len() - 2 * kinds.len());
        kinds
    }

    /// Ends every level of a list.
    fn close_list(&mut self, kinds: Vec<MarkKind>, span: Span) {
        for _ in 0..2 * kinds.len() {
            self.push(Content::Close, span);
        }
        self.list_by_hand = OpenList { kinds, end: (self.body.nodes.len(), self.open.len()) };
    }

    /// Whether what a paragraph begins with begins an item or an aside, rather than a sentence.
    fn begins_paragraph(&self, open: usize, begin: Begin) -> bool {
        let mark = match begin {
            Begin::Item(mark) => mark,
            Begin::Aside(_) => return true,
            Begin::Definition | Begin::Paragraph => return false,
        };
        if !mark.kind.is_ambiguous() || self.goes_on_with(open, mark.kind) {
            return true;
        }
        let repeated = || {
            let mut begins = self.lines_by_hand.iter().map(|&line| self.begin(line));
            begins.any(|begin| matches!(begin, Some(Begin::Item(next)) if next.kind == mark.kind))
        };
        repeated() || !mark.kind.is_ordered() && self.is_introduced(open)
    }

    /// Whether the text before the paragraph that opens with the node `open` ends with a colon.
    fn is_introduced(&self, open: usize) -> bool {
        let text = self.body.nodes[..open].iter().rev().find(|node| node.content != Content::Close);
        matches!(text, Some(Node { content: Content::Text(text), .. }) if text.ends_with(['：', ':']))
    }

    /// Whether the list before a paragraph goes on with an item of a kind: one it has, or one that its last item
    /// introduces.
    fn goes_on_with(&self, open: usize, kind: MarkKind) -> bool {
        let fits = || self.list_by_hand.kinds.contains(&kind) || self.is_introduced(open);
        self.list_goes_on(open) && (fits() || self.is_indented_behind_list(open))
    }

    /// What the line that starts with a node begins.
    fn begin(&self, start: usize) -> Option<Begin> {
        let line = self.body.nodes.get(start..)?;
        let begin = self.begin_of(line);
        let indented = || line.first().is_some_and(|node| self.is_indented(node.span.range().start));
        begin.or_else(|| indented().then_some(Begin::Paragraph))
    }

    /// What a line begins, if its mark is what the author wrote: an escaped one is none.
    fn begin_of(&self, line: &[Node]) -> Option<Begin> {
        let is_mark_up = |node: &&Node| matches!(node.content, Content::Open(Element::Strong | Element::Emphasis));
        let Node { content: Content::Text(words), span } = line.iter().find(|node| !is_mark_up(node))? else {
            return None;
        };
        let (begin, length) = if let Some(mark) = Mark::of(words) {
            (Begin::Item(mark), mark.length)
        } else if let Some(mark) = AsideMark::of(words) {
            (Begin::Aside(mark), mark.length)
        } else if is_definition(words) {
            (Begin::Definition, '：'.len_utf8())
        } else if begins_article(words) {
            (Begin::Paragraph, '第'.len_utf8())
        } else {
            return None;
        };
        self.source.text[span.range()].starts_with(&words[..length]).then_some(begin)
    }

    /// The lines of the run, each with what it begins; one that begins nothing goes on with the line before it.
    fn take_lines(&mut self, first: Option<Line>) -> Vec<Line> {
        let starts = std::mem::take(&mut self.lines_by_hand);
        let line = |start: usize| self.begin(start).map(|begin| Line { begin, start });
        let mut lines: Vec<Line> = first.into_iter().chain(starts.into_iter().filter_map(line)).collect();
        // A definition needs a title before it.
        if !lines.first().is_some_and(|line| matches!(line.begin, Begin::Definition)) {
            lines.retain(|line| !matches!(line.begin, Begin::Definition));
        }
        lines
    }

    /// Cuts the lines off the body, each without the line end before it; nothing if markup goes on from one to another.
    fn cut(&mut self, lines: &[Line]) -> Option<Vec<Vec<Node>>> {
        lines.first()?;
        let ends = lines.iter().skip(1).map(|line| line.start - 1).chain([self.body.nodes.len()]);
        if !lines.iter().zip(ends).all(|(line, end)| is_balanced(&self.body.nodes[line.start..end])) {
            return None;
        }
        let mut pieces: Vec<_> = lines.iter().rev().map(|line| self.body.nodes.split_off(line.start)).collect();
        pieces.reverse();
        let count = pieces.len();
        for piece in &mut pieces[..count - 1] {
            piece.pop();
        }
        if matches!(self.body.nodes.last(), Some(Node { content: Content::HardBreak, .. })) {
            self.body.nodes.pop();
        }
        Some(pieces)
    }

    /// Lays lines behind what is there, inside a list whose levels are open.
    fn lay(&mut self, lines: &[Line], pieces: Vec<Vec<Node>>, mut kinds: Vec<MarkKind>) {
        let mut in_definition = false;
        let mut span = Span::default();
        for (line, mut piece) in lines.iter().zip(pieces) {
            span = whole(&piece);
            match line.begin {
                Begin::Item(mark) => {
                    match kinds.iter().position(|kind| *kind == mark.kind) {
                        Some(level) => {
                            for _ in 0..2 * (kinds.len() - level - 1) + 1 {
                                self.push(Content::Close, span);
                            }
                            kinds.truncate(level + 1);
                        }
                        None => {
                            self.push(Content::Open(Element::StandardList(mark.kind.is_ordered())), span);
                            kinds.push(mark.kind);
                        }
                    }
                    let ordinal = self.next_item(span);
                    self.push(Content::Open(Element::Item(ordinal)), span);
                    self.lay_mark(&mut piece, mark.length);
                    self.body.nodes.append(&mut piece);
                }
                Begin::Aside(mark) => self.lay_aside(piece, mark, span),
                // Nothing is left of a line that holds the blanks of an indent alone.
                Begin::Paragraph if piece.is_empty() => {}
                Begin::Paragraph => {
                    self.close_list(std::mem::take(&mut kinds), span);
                    let open = self.body.nodes.len();
                    self.push(Content::Open(Element::Paragraph(None)), span);
                    self.body.nodes.append(&mut piece);
                    self.close_paragraph(open, span);
                }
                Begin::Definition => {
                    self.close_list(std::mem::take(&mut kinds), span);
                    if in_definition {
                        self.push(Content::Close, span);
                    }
                    in_definition = true;
                    self.push(Content::Open(Element::Definition), span);
                    take_mark(&mut piece, '：'.len_utf8());
                    self.body.nodes.append(&mut piece);
                }
            }
        }
        self.close_list(kinds, span);
        if in_definition {
            self.push(Content::Close, span);
            self.push(Content::Close, span);
            self.definitions_end = self.body.nodes.len();
        }
    }

    fn lay_aside(&mut self, mut piece: Vec<Node>, mark: AsideMark, span: Span) {
        let aside = if mark.example { Aside::Example } else { Aside::Note };
        self.push(Content::Open(Element::Aside(aside)), span);
        self.push(Content::Open(Element::Paragraph(None)), span);
        self.lay_mark(&mut piece, mark.length);
        self.body.nodes.append(&mut piece);
        self.push(Content::Close, span);
        self.push(Content::Close, span);
    }

    /// Lays the content of a cell as the note it is.
    pub(super) fn lay_note(&mut self, nodes: Vec<Node>, span: Span) {
        match self.begin_of(&nodes) {
            Some(Begin::Aside(mark)) => self.lay_aside(nodes, mark, span),
            _ => self.body.nodes.extend(nodes),
        }
    }

    /// The text before the first definition is what is defined.
    fn lay_title(&mut self, open: usize) {
        let mut title = self.body.nodes.split_off(open);
        let span = title[0].span;
        if self.definitions_end == open && open > 0 {
            self.body.nodes.pop();
        } else {
            self.push(Content::Open(Element::DefinitionList), span);
        }
        title[0].content = Content::Open(Element::DefinitionTitle);
        self.body.nodes.append(&mut title);
        self.push(Content::Close, span);
    }

    fn lay_mark(&mut self, piece: &mut Vec<Node>, length: usize) {
        if let Some((mark, span)) = take_mark(piece, length) {
            self.push(Content::Mark(mark), span);
        }
    }
}

/// Takes the mark and the blanks behind it off a line.
fn take_mark(piece: &mut Vec<Node>, length: usize) -> Option<(Box<str>, Span)> {
    let at = piece.iter().position(|node| matches!(node.content, Content::Text(_)))?;
    let Node { content: Content::Text(text), span } = &mut piece[at] else { return None };
    let mark: Box<str> = text[..length].into();
    let rest = text[length..].trim_start_matches([' ', '\u{3000}']);
    let taken = index(text.len() - rest.len());
    let own = Span { start: span.start, end: span.start + index(length) };
    span.start = (span.start + taken).min(span.end);
    *text = rest.to_owned();
    if text.is_empty() {
        piece.remove(at);
        // Markup around the mark alone goes with it.
        let is = |at: usize, content: fn(&Content) -> bool| piece.get(at).is_some_and(|node| content(&node.content));
        if at > 0
            && is(at - 1, |content| matches!(content, Content::Open(_)))
            && is(at, |content| *content == Content::Close)
        {
            piece.drain(at - 1..=at);
        }
    }
    Some((mark, own))
}

fn is_balanced(nodes: &[Node]) -> bool {
    let mut depth = 0_i32;
    nodes.iter().all(|node| {
        match node.content {
            Content::Open(_) => depth += 1,
            Content::Close => depth -= 1,
            _ => {}
        }
        depth >= 0
    }) && depth == 0
}

/// From the start of the first node to the end of the last.
fn whole(nodes: &[Node]) -> Span {
    let start = nodes.first().map_or(0, |node| node.span.start);
    Span { start, end: nodes.last().map_or(start, |node| node.span.end).max(start) }
}
