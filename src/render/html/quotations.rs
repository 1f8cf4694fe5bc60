//! Quotations of clauses: the issuer's own words, set apart and named.

use std::fmt::Write;

use super::links::open_way;
use super::lists::marked_class;
use super::{Writer, escape};
use crate::model::{NodeRange, Provenance};
use crate::prose::{self, Quotation};
use crate::site::EntryIx;

impl Writer<'_> {
    /// What a quotation shows: the issuer's own words, set apart and named, or a link.
    pub(super) fn quotation(&mut self, reference: u32) {
        let context = self.context;
        match prose::quotation(context.site, self.outgoing, reference, context.lang, self.quoted) {
            Quotation::Link(target) => {
                self.out.push_str("<p>");
                let end = self.open_target(&target, "", true);
                self.out.push_str(end);
                self.out.push_str("</p>");
            }
            Quotation::Words { to, anchor, shown, ranges } => self.quoted_words(to, anchor, shown, &ranges),
        }
    }

    fn quoted_words(&mut self, to: EntryIx, anchor: Option<&str>, shown: EntryIx, ranges: &[NodeRange]) {
        let view = self.context.link_to(to, anchor);
        let provenance = self.context.site.entry(to).item.provenance().unwrap_or(Provenance::Outline);
        let _ = write!(self.out, "<figure class=\"nb-quotation nb-{}\"><blockquote", provenance.word());
        if let Some(lang) = view.lang {
            let _ = write!(self.out, " lang=\"{lang}\"");
        }
        self.out.push('>');
        let html = self.quoted_blocks(shown, ranges);
        self.out.push_str(&html);
        self.out.push_str("</blockquote><figcaption>");
        escape(&mut self.out, &self.context.phrases.quoted_from);
        self.out.push(' ');
        let end = open_way(&mut self.out, &view, "", false);
        escape(&mut self.out, &self.context.citation(to, anchor));
        self.out.push_str(end);
        self.out.push(' ');
        escape(&mut self.out, self.context.phrases.provenance.get(provenance.word()).map_or("", String::as_str));
        self.out.push_str("</figcaption></figure>");
    }

    fn quoted_blocks(&self, shown: EntryIx, ranges: &[NodeRange]) -> String {
        let mut writer = Writer { quoted: true, ..Writer::new(self.context, shown) };
        let html: String = ranges.iter().map(|range| writer.blocks(range)).collect();
        if html.is_empty() {
            let mut pending = String::from("<p>");
            escape(&mut pending, &self.context.phrases.pending);
            return pending + "</p>";
        }
        if !html.starts_with("<li") {
            return html;
        }
        match ranges.first().and_then(|item| writer.mark(item.start + 1)) {
            Some(mark) => {
                let class = marked_class(mark.starts_with(['（', '(']));
                format!("<ul class=\"{class}\">{html}</ul>")
            }
            None => format!("<ul>{html}</ul>"),
        }
    }
}
