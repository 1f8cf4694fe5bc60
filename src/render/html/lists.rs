//! Lists: items, marks as written, steps to tick off.

use std::fmt::Write;

use super::{Taker, Writer, escape, escape_text};
use crate::model::{Body, Content, Element};
use crate::naming;
use crate::site::Holder;

impl<'a> Writer<'a> {
    pub(super) fn open_item(&mut self, ordinal: Option<u32>, index: u32, body: &Body) {
        // A clause's items can be linked to, ticked or not.
        if ordinal.is_none() && is_task(index, body) {
            self.start("<li class=\"nb-task\">", "</li>");
            return;
        }
        match ordinal {
            Some(ordinal) => self.open_anchored("li", &format!("i{ordinal}"), index, "</li>"),
            None => self.open_block("li", index, "</li>"),
        }
    }

    pub(super) fn open_list_of_steps(&mut self, start: u64) {
        (self.next_step, self.counts_by_itself) = (start, start != 1);
        if start == 1 {
            self.start("<ol class=\"nb-steps\">", "</ol>");
        } else {
            self.start(&format!("<ol class=\"nb-steps\" start=\"{start}\">"), "</ol>");
        }
    }

    pub(super) fn open_step(&mut self, index: u32) {
        self.steps += 1;
        // A box is called by the words of its step.
        let id = format!("{}step-{}", self.prefix, self.steps);
        let _ = write!(
            self.out,
            "<li class=\"nb-step\"><input class=\"nb-tick\" type=\"checkbox\" id=\"{id}\" aria-labelledby=\"{id}-words\"><div \
             class=\"nb-step-body\" id=\"{id}-words\""
        );
        let number = self.next_step.to_string();
        self.next_step = self.next_step.saturating_add(1);
        // Styles count from 1; what a list counts otherwise is written.
        let counted = self.counts_by_itself.then_some(number.as_str());
        // Numbers that do not follow each other are shown as written, and said so.
        let written = self.mark(index + 1).and_then(|mark| mark.strip_suffix('.')).or(counted);
        self.step_number = written.unwrap_or(&number).to_owned();
        if let Some(written) = written {
            self.out.push_str(" data-step=\"");
            escape(&mut self.out, written);
            self.out.push('"');
        }
        self.start(">", "</div></li>");
    }

    /// Who takes a step, behind it.
    pub(super) fn actor(&mut self, actor: u32) {
        let Some(holder) = self.outgoing.actors.get(actor as usize) else { return };
        let name = naming::holder(self.context.site, holder, self.context.lang);
        self.out.push_str(" <span class=\"nb-actor\"");
        if let Holder::Role(role) = holder {
            let anchor = format!("{}step-{}", self.prefix, self.steps);
            self.takers.push(Taker { role: *role, number: self.step_number.clone(), anchor });
            self.out.push_str(" data-role=\"");
            escape(&mut self.out, self.context.site.entry(*role).key().id().as_str());
            self.out.push('"');
        }
        self.out.push('>');
        escape_text(&mut self.out, name);
        self.out.push_str("</span>");
    }

    /// A list with marks as written. They are text, so that they are read out, copied and printed as the rest is.
    pub(super) fn open_marked_list(&mut self, ordered: bool, index: u32) {
        let (tag, end) = if ordered { ("ol", "</ol>") } else { ("ul", "</ul>") };
        let wide = self.mark(index + 2).is_some_and(|mark| mark.starts_with(['（', '(']));
        self.start(&format!("<{tag} class=\"{}\">", marked_class(wide)), end);
    }

    /// The mark at a node.
    pub(super) fn mark(&self, index: u32) -> Option<&'a str> {
        match &self.body().nodes.get(index as usize)?.content {
            Content::Mark(mark) => Some(mark),
            _ => None,
        }
    }
}

/// The class of a list whose marks are shown as written; `（一）` takes more room than `a)`.
pub(super) fn marked_class(wide: bool) -> &'static str {
    if wide { "nb-marked nb-marked--wide" } else { "nb-marked" }
}

/// An item whose first piece of content is a box.
fn is_task(index: u32, body: &Body) -> bool {
    let mut following = body.nodes.iter().skip(index as usize + 1);
    matches!(following.next(), Some(node) if matches!(node.content, Content::Checkbox(_)))
        || matches!(
            (body.nodes.get(index as usize + 1), body.nodes.get(index as usize + 2)),
            (Some(first), Some(second))
                if matches!(first.content, Content::Open(Element::Paragraph(_)))
                    && matches!(second.content, Content::Checkbox(_))
        )
}
