//! Bodies → HTML.
//!
//! The only place where content becomes markup. All text is escaped here; the classes are listed in the theme's
//! contract (`docs/themes.md`).

mod code;
mod links;
mod lists;
mod quotations;
pub(super) mod redline;
mod runs;
mod tables;

use std::fmt::Write;

use pulldown_cmark_escape::escape_href;
use syntect::parsing::SyntaxReference;

use super::context::RenderContext;
use super::markup::{escape, escape_text};
use crate::model::{Align, Body, Content, Element, NodeRange};
use crate::site::{Entry, EntryIx, Outgoing};
use crate::text::marks::Mark;
use crate::text::scripts::Script;
use crate::theme::fill;

/// Writes the pieces of one body, in the order in which they stand on the page: numbers of steps and back links of
/// footnotes go on from piece to piece.
pub(super) struct Writer<'a> {
    context: &'a RenderContext<'a>,
    entry: &'a Entry,
    outgoing: &'a Outgoing,
    /// What stands before each anchor: nothing where the text is alone on its page.
    prefix: String,
    /// By how many levels headings stand below where they stand on a page of their own.
    deeper: u8,
    /// Quoted blocks carry no anchors, so that none is on a page twice, and no notes or quotations of their own.
    quoted: bool,
    calls: Vec<u32>,
    steps: u32,
    /// The number that the next step shows.
    next_step: u64,
    /// The number of the step that is open, as it is shown.
    step_number: String,
    /// The list of steps that is open does not begin with 1.
    counts_by_itself: bool,
    /// Who takes which step, in the order of the steps.
    takers: Vec<Taker>,
    tables: u32,
    out: String,
    /// What ends each open element.
    ends: Vec<End>,
    /// Alignment of the columns of the open table.
    columns: &'a [Align],
    in_head: bool,
    /// The grammar of the code that follows.
    grammar: Option<&'static SyntaxReference>,
    /// Whether there may be runs of other scripts than the page's.
    has_scripts: bool,
    /// The script of the innermost block that has only one.
    block_script: Vec<(usize, Script)>,
}

/// Who takes a step.
pub(super) struct Taker {
    /// The role.
    pub(super) role: EntryIx,
    /// The number of the step as it is shown.
    pub(super) number: String,
    /// The step's place on the page.
    pub(super) anchor: String,
}

/// How an open element ends.
enum End {
    /// With a fixed text.
    Fixed(&'static str),
    /// With a link to the element's own anchor before a fixed text.
    Anchor(String, &'static str),
}

impl<'a> Writer<'a> {
    /// A writer for the body of an entry.
    pub(super) fn new(context: &'a RenderContext<'a>, index: EntryIx) -> Self {
        let entry = context.site.entry(index);
        Self {
            context,
            entry,
            outgoing: context.site.outgoing(index),
            prefix: String::new(),
            deeper: 0,
            quoted: false,
            calls: vec![0; entry.item.body.footnotes.len()],
            steps: 0,
            next_step: 1,
            step_number: String::new(),
            counts_by_itself: false,
            takers: Vec::new(),
            tables: 0,
            out: String::new(),
            ends: Vec::new(),
            columns: &[],
            in_head: false,
            grammar: None,
            has_scripts: runs::may_occur(&entry.item.body),
            block_script: Vec::new(),
        }
    }

    /// A writer for the body of an entry that shares its page with others: its anchors begin with its own.
    pub(super) fn among_others(context: &'a RenderContext<'a>, entry: EntryIx, anchor: &str, deeper: u8) -> Self {
        Self { prefix: format!("{anchor}:"), deeper, ..Self::new(context, entry) }
    }

    /// The HTML of some blocks.
    pub(super) fn blocks(&mut self, range: &NodeRange) -> String {
        self.write(range, false)
    }

    /// The HTML of the blocks of 怎么做: the ordered lists at their top become steps to tick off.
    pub(super) fn steps(&mut self, range: &NodeRange) -> String {
        self.write(range, true)
    }

    /// How many steps 怎么做 has.
    pub(super) fn count_steps(mut self) -> u32 {
        if let Some(how) = self.body().part(crate::model::Part::How) {
            self.steps(&how.nodes);
        }
        self.steps
    }

    /// Who takes which of the steps that were written.
    pub(super) fn takers(&self) -> &[Taker] {
        &self.takers
    }

    /// The footnotes of the whole body.
    pub(super) fn footnotes(&mut self) -> String {
        let body = self.body();
        if body.footnotes.is_empty() {
            return String::new();
        }
        let level = 2 + self.deeper;
        let mut html = format!("<section class=\"nb-footnotes\"><h{level}>");
        escape(&mut html, &self.context.phrases.footnotes);
        let _ = write!(html, "</h{level}><ol>");
        // All texts first: one footnote may call another, and each has a way back to all of its calls.
        let texts: Vec<String> = body.footnotes.iter().map(|footnote| self.write(&footnote.nodes, false)).collect();
        for (position, text) in texts.iter().enumerate() {
            let number = position + 1;
            let _ = write!(html, "<li id=\"{}fn-{number}\">{text}", self.prefix);
            for call in 1..=self.calls[position] {
                let anchor = call_anchor(number, call);
                let _ = write!(html, "<a class=\"nb-back\" href=\"#{}{anchor}\" aria-label=\"", self.prefix);
                escape(&mut html, &self.context.phrases.footnote_back);
                html.push_str("\">↩</a>");
            }
            html.push_str("</li>");
        }
        html.push_str("</ol></section>");
        html
    }

    fn body(&self) -> &'a Body {
        &self.entry.item.body
    }

    fn write(&mut self, range: &NodeRange, steps: bool) -> String {
        let body = self.body();
        let mut step_list = None;
        let mut index = range.start;
        while index < range.end {
            let node = &body.nodes[index as usize];
            let top = self.ends.is_empty();
            match &node.content {
                Content::Open(Element::List(Some(start))) if steps && top => {
                    step_list = Some(self.ends.len() + 1);
                    self.open_list_of_steps(*start);
                }
                Content::Open(Element::StandardList(true)) if steps && top => {
                    step_list = Some(self.ends.len() + 1);
                    let first = self.mark(index + 2).and_then(Mark::of).and_then(|mark| mark.value);
                    self.open_list_of_steps(first.unwrap_or(1).into());
                }
                // Steps show their place by themselves.
                Content::Mark(_) if step_list.is_some_and(|depth| self.ends.len() == depth + 1) => {}
                Content::Open(Element::Item(_)) if step_list == Some(self.ends.len()) => self.open_step(index),
                Content::Open(element) => self.open(element, index, body),
                Content::Close => {
                    self.close();
                    if step_list.is_some_and(|depth| self.ends.len() < depth) {
                        step_list = None;
                    }
                }
                content => self.leaf(content, index),
            }
            index += 1;
        }
        std::mem::take(&mut self.out)
    }

    // Elements.

    fn start(&mut self, open: &str, end: &'static str) {
        self.out.push_str(open);
        self.ends.push(End::Fixed(end));
    }

    fn open(&mut self, element: &'a Element, index: u32, body: &Body) {
        match element {
            Element::Paragraph(None) => self.open_block("p", index, "</p>"),
            Element::Paragraph(Some(ordinal)) => self.open_anchored("p", &format!("p{ordinal}"), index, "</p>"),
            Element::Heading(heading) => self.open_heading(*heading),
            Element::BlockQuote => self.start("<blockquote>", "</blockquote>"),
            Element::Alert(alert) => {
                let _ =
                    write!(self.out, "<div class=\"nb-alert nb-alert-{}\"><p class=\"nb-alert-title\">", alert.word());
                let title = self.context.phrases.alert.get(alert.word()).map_or("", String::as_str);
                escape(&mut self.out, title);
                self.start("</p>", "</div>");
            }
            Element::Aside(aside) => {
                let open = format!("<div class=\"nb-aside nb-aside-{}\">", aside.word());
                self.start(&open, "</div>");
            }
            Element::CodeBlock(language) => {
                self.grammar = code::grammar(language);
                self.out.push_str("<pre class=\"nb-code\" tabindex=\"0\"><code");
                if !language.is_empty() {
                    self.out.push_str(" class=\"language-");
                    escape(&mut self.out, language);
                    self.out.push('"');
                }
                self.start(">", "</code></pre>");
            }
            Element::List(None) => self.start("<ul>", "</ul>"),
            Element::List(Some(1)) => self.start("<ol>", "</ol>"),
            Element::List(Some(start)) => self.start(&format!("<ol start=\"{start}\">"), "</ol>"),
            Element::StandardList(ordered) => self.open_marked_list(*ordered, index),
            Element::Item(ordinal) => self.open_item(*ordinal, index, body),
            Element::Table(columns) => self.open_table(columns),
            Element::TableCaption => self.open_caption(index),
            Element::TableUnits => self.open_units(index),
            Element::TableHead => {
                self.in_head = true;
                self.start("<thead>", "</thead><tbody>");
            }
            Element::TableRow => self.start("<tr>", "</tr>"),
            Element::TableCell(cell) => self.open_cell(*cell, index),
            Element::Figure => self.start("<figure class=\"nb-figure\">", "</figure>"),
            Element::FigureCaption => self.start("<figcaption>", "</figcaption>"),
            Element::DefinitionList => self.start("<dl>", "</dl>"),
            Element::DefinitionTitle => self.open_block("dt", index, "</dt>"),
            Element::Definition => self.open_block("dd", index, "</dd>"),
            Element::Emphasis => self.start("<em>", "</em>"),
            Element::Strong => self.start("<strong>", "</strong>"),
            Element::Strikethrough => self.start("<del>", "</del>"),
            Element::Subscript => self.start("<sub>", "</sub>"),
            Element::Superscript => self.start("<sup>", "</sup>"),
            Element::Link(reference, text) => self.open_link(*reference, *text),
            Element::Attachment(asset) => self.open_attachment(*asset),
            Element::External(link) => {
                self.out.push_str("<a class=\"nb-external\" rel=\"noopener\" href=\"");
                let _ = escape_href(&mut self.out, &link.address);
                self.out.push('"');
                links::write_title(&mut self.out, &link.title);
                self.start(">", "</a>");
            }
        }
    }

    fn close(&mut self) {
        self.block_script.pop_if(|(depth, _)| *depth + 1 >= self.ends.len());
        match self.ends.pop() {
            None => {}
            Some(End::Fixed(end)) => {
                if end.ends_with("<tbody>") {
                    self.in_head = false;
                }
                self.out.push_str(end);
            }
            Some(End::Anchor(anchor, end)) => {
                let _ =
                    write!(self.out, "<a class=\"nb-anchor\" href=\"#{anchor}\" aria-label=\"#{anchor}\">#</a>{end}");
            }
        }
    }

    /// A paragraph or list item of a clause, which can be linked to.
    fn open_anchored(&mut self, tag: &str, anchor: &str, index: u32, end: &'static str) {
        if self.quoted {
            self.open_block(tag, index, end);
            return;
        }
        let anchor = format!("{}{anchor}", self.prefix);
        let _ = write!(self.out, "<{tag} class=\"nb-para\" id=\"{anchor}\"");
        self.write_language(index);
        self.out.push('>');
        self.ends.push(End::Anchor(anchor, end));
    }

    fn open_heading(&mut self, heading: u32) {
        let Some(heading) = self.body().headings.get(heading as usize) else {
            self.start("<p>", "</p>");
            return;
        };
        if self.quoted {
            self.start("<p><strong>", "</strong></p>");
            return;
        }
        let (tag, end) = match heading.level + self.deeper {
            0..=3 => ("h3", "</h3>"),
            4 => ("h4", "</h4>"),
            5 => ("h5", "</h5>"),
            _ => ("h6", "</h6>"),
        };
        let _ = write!(self.out, "<{tag} id=\"{}", self.prefix);
        escape(&mut self.out, &heading.anchor);
        self.start("\">", end);
    }

    // Leaves.

    fn leaf(&mut self, content: &Content, index: u32) {
        match content {
            Content::Text(text) => match self.grammar.take() {
                Some(grammar) => code::write(&mut self.out, text, grammar),
                None => self.text(text, index),
            },
            Content::Code(code) => {
                self.out.push_str("<code>");
                escape_text(&mut self.out, code);
                self.out.push_str("</code>");
            }
            Content::Mark(mark) => {
                self.out.push_str("<span class=\"nb-mark\">");
                escape_text(&mut self.out, mark);
                self.out.push_str("</span> ");
            }
            Content::SoftBreak => self.out.push('\n'),
            Content::HardBreak => self.out.push_str("<br>"),
            Content::Rule => self.out.push_str("<hr>"),
            Content::Checkbox(done) => self.checkbox(*done),
            Content::FootnoteCall(footnote) => self.footnote_call(*footnote),
            Content::Quotation(reference) => self.quotation(*reference),
            Content::Picture(asset, alternative, title) => self.picture(*asset, alternative, title),
            Content::Actor(actor) => self.actor(*actor),
            Content::Open(_) | Content::Close => {}
        }
    }

    fn checkbox(&mut self, done: bool) {
        let (label, checked) =
            if done { (&self.context.phrases.task_done, " checked") } else { (&self.context.phrases.task_open, "") };
        let _ = write!(self.out, "<input type=\"checkbox\" disabled{checked} aria-label=\"");
        escape(&mut self.out, label);
        self.out.push_str("\"> ");
    }

    fn footnote_call(&mut self, footnote: u32) {
        let Some(calls) = self.calls.get_mut(footnote as usize).filter(|_| !self.quoted) else { return };
        *calls += 1;
        let number = footnote as usize + 1;
        let anchor = call_anchor(number, *calls);
        let prefix = &self.prefix;
        let _ = write!(
            self.out,
            "<sup class=\"nb-call\"><a id=\"{prefix}{anchor}\" href=\"#{prefix}fn-{number}\" aria-label=\""
        );
        escape(&mut self.out, &fill(&self.context.phrases.footnote_call, &[("n", &number.to_string())]));
        let _ = write!(self.out, "\">{number}</a></sup>");
    }

    fn picture(&mut self, asset: u32, alternative: &str, title: &str) {
        let Some(address) = self.outgoing.file(asset) else {
            self.out.push_str("<span class=\"nb-broken\">");
            escape_text(&mut self.out, alternative);
            self.out.push_str("</span>");
            return;
        };
        // What is in the page already cannot come later.
        self.out.push_str(if self.context.is_alone() { "<img src=\"" } else { "<img loading=\"lazy\" src=\"" });
        escape(&mut self.out, &self.context.picture(address));
        self.place_inside(asset);
        self.out.push_str("\" alt=\"");
        escape(&mut self.out, alternative);
        self.out.push('"');
        links::write_title(&mut self.out, title);
        let size = self.body().assets.get(asset as usize).map(|asset| asset.size).unwrap_or_default();
        for (name, length) in [("width", size.width), ("height", size.height)] {
            if let Some(length) = length {
                let _ = write!(self.out, " {name}=\"{length}\"");
            }
        }
        self.out.push('>');
    }
}

/// Where the `call`th call of a footnote stands.
fn call_anchor(number: usize, call: u32) -> String {
    if call == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{call}") }
}
