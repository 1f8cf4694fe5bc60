//! Quotations of clauses: the issuer's own words, set apart and named.

use std::fmt::Write;

use super::links::open_way;
use super::lists::marked_class;
use super::{Writer, escape};
use crate::model::{Kind, Provenance};
use crate::site::{Entry, EntryIx, Link};

impl Writer<'_> {
    /// The issuer's own words, set apart and named. Quotations inside a quotation become links.
    pub(super) fn quotation(&mut self, reference: u32) {
        let link = self.entry.links.get(reference as usize).cloned().unwrap_or(Link::Broken);
        let Link::To(target, anchor) = link else {
            self.broken_quotation(reference);
            return;
        };
        let mut shown = self.context.site.in_language(target, self.context.lang);
        // A translation that lacks the paragraph must not be quoted whole in its place.
        if anchor.as_deref().is_some_and(|anchor| !self.context.site.entry(shown).item.body.has_anchor(anchor)) {
            shown = target;
        }
        let view = self.context.link_to(target, anchor.as_deref());
        let clause = self.context.site.entry(shown);
        let original = self.context.site.entry(target);
        if self.quoted || original.kind() != Kind::Clause {
            self.out.push_str("<p>");
            let end = open_way(&mut self.out, &view, false);
            escape(&mut self.out, &self.context.named(target, view.title.clone()));
            self.out.push_str(end);
            self.out.push_str("</p>");
            return;
        }
        let provenance = original.item.provenance().unwrap_or(Provenance::Outline);
        let _ = write!(self.out, "<figure class=\"nb-quotation nb-{}\"><blockquote", provenance.word());
        if let Some(lang) = view.lang {
            let _ = write!(self.out, " lang=\"{lang}\"");
        }
        self.out.push('>');
        let html = self.quoted_blocks(shown, clause, anchor.as_deref());
        self.out.push_str(&html);
        self.out.push_str("</blockquote><figcaption>");
        escape(&mut self.out, &self.context.phrases.quoted_from);
        self.out.push(' ');
        let end = open_way(&mut self.out, &view, false);
        escape(&mut self.out, &self.context.citation_name(target));
        self.out.push_str(end);
        self.out.push(' ');
        escape(&mut self.out, self.context.phrases.provenance.get(provenance.word()).map_or("", String::as_str));
        self.out.push_str("</figcaption></figure>");
    }

    fn quoted_blocks(&self, shown: EntryIx, clause: &Entry, anchor: Option<&str>) -> String {
        let body = &clause.item.body;
        let mut writer = Writer { quoted: true, ..Writer::new(self.context, shown) };
        let html = match anchor.and_then(|anchor| body.anchored(anchor)) {
            Some(range) => writer.blocks(&range),
            None => body.sections.iter().map(|section| writer.blocks(&section.nodes)).collect(),
        };
        if html.is_empty() {
            let mut pending = String::from("<p>");
            escape(&mut pending, &self.context.phrases.pending);
            return pending + "</p>";
        }
        if !html.starts_with("<li") {
            return html;
        }
        let mark = anchor.and_then(|anchor| body.anchored(anchor)).and_then(|item| writer.mark(item.start + 1));
        match mark {
            Some(mark) => {
                let class = marked_class(mark.starts_with(['（', '(']));
                format!("<ul class=\"{class}\">{html}</ul>")
            }
            None => format!("<ul>{html}</ul>"),
        }
    }

    fn broken_quotation(&mut self, reference: u32) {
        self.out.push_str("<p><span class=\"nb-broken\" title=\"");
        escape(&mut self.out, &self.context.phrases.broken);
        self.out.push_str("\">");
        let written = self.body().refs.get(reference as usize).map(|written| written.reference.to_string());
        escape(&mut self.out, &written.unwrap_or_default());
        self.out.push_str("</span></p>");
    }
}
