//! Links in running text: refs, files and terms.

use std::fmt::Write;

use pulldown_cmark_escape::escape_href;

use super::{End, Writer, escape};
use crate::model::{ItemKey, Lang, LinkText};
use crate::naming;
use crate::prose::{self, Target};
use crate::render::view::LinkView;
use crate::render::words::write_words;
use crate::site::TermUse;

impl Writer<'_> {
    /// Running text, with terms linked where they are first used.
    pub(super) fn text(&mut self, text: &str, index: u32) {
        let mut written = 0;
        if !self.quoted {
            let uses = &self.entry.term_uses;
            let first = uses.partition_point(|used| used.node < index);
            for used in uses[first..].iter().take_while(|used| used.node == index) {
                written = self.term(text, written, used);
            }
        }
        self.write_text(&text[written..]);
    }

    fn term(&mut self, text: &str, written: usize, used: &TermUse) -> usize {
        let range = used.span.range();
        let Some(target) = self.context.site.find(&ItemKey::of_term(&used.term)) else { return written };
        let view = self.context.place_link(target, None);
        self.write_text(&text[written..range.start]);
        let Some(href) = view.href else {
            self.write_text(&text[range.clone()]);
            return range.end;
        };
        self.out.push_str("<a class=\"nb-term\" href=\"");
        escape(&mut self.out, &href);
        self.out.push_str("\">");
        self.write_text(&text[range.clone()]);
        self.out.push_str("</a>");
        range.end
    }

    pub(super) fn open_link(&mut self, reference: u32, text: LinkText) {
        let target = prose::target(self.context.site, self.outgoing, reference, self.context.lang);
        let title = self.body().refs.get(reference as usize).map_or("", |written| &written.title);
        let end = self.open_target(&target, title, text == LinkText::OfTarget);
        self.ends.push(End::Fixed(end));
    }

    /// Opens a link of a title, which may be empty, to where a ref leads, and writes what it shows where the author gave it no words. The end tag.
    pub(super) fn open_target(&mut self, target: &Target<'_>, title: &str, names: bool) -> &'static str {
        match target {
            Target::Item { to, anchor, shown } => {
                let view = self.context.place_link(*to, *anchor);
                let end = open_way(&mut self.out, &view, title, names);
                if names {
                    let lang = view.lang.and_then(Lang::from_tag);
                    write_words(&mut self.out, &naming::full_name_at(self.context.site, *shown, *anchor), lang);
                }
                end
            }
            Target::Broken(written) => {
                self.out.push_str("<span class=\"nb-broken\" title=\"");
                escape(&mut self.out, &self.context.phrases.broken);
                self.out.push_str("\">");
                if names {
                    escape(&mut self.out, written);
                }
                "</span>"
            }
        }
    }

    pub(super) fn open_attachment(&mut self, asset: u32) {
        match self.outgoing.file(asset) {
            Some(address) => match self.context.way(address) {
                Some(way) => {
                    self.out.push_str("<a href=\"");
                    escape(&mut self.out, &way);
                    self.place_inside(asset);
                    self.out.push('"');
                    let title = self.body().assets.get(asset as usize).map_or("", |asset| &asset.title);
                    write_title(&mut self.out, title);
                    self.start(">", "</a>");
                }
                None => self.start("<span>", "</span>"),
            },
            None => self.start("<span class=\"nb-broken\">", "</span>"),
        }
    }

    /// Writes the place inside a file behind its address.
    pub(super) fn place_inside(&mut self, asset: u32) {
        let place = self.body().assets.get(asset as usize).map_or("", |asset| &asset.place);
        if !place.is_empty() {
            self.out.push('#');
            let _ = escape_href(&mut self.out, place);
        }
    }
}

/// Opens a link to where something is, or what stands in its place on a page that cannot reach it. The end tag.
/// `names` says that the words of the link are those of its target, and in the target's language.
pub(super) fn open_way(html: &mut String, link: &LinkView, title: &str, names: bool) -> &'static str {
    let end = match &link.href {
        Some(href) => {
            html.push_str("<a href=\"");
            escape(html, href);
            html.push('"');
            if let Some(lang) = link.lang {
                let _ = write!(html, " hreflang=\"{lang}\"");
            }
            "</a>"
        }
        None => {
            html.push_str("<span");
            "</span>"
        }
    };
    if let Some(lang) = link.lang.filter(|_| names) {
        let _ = write!(html, " lang=\"{lang}\"");
    }
    write_title(html, title);
    html.push('>');
    end
}

/// Writes the title of a link or picture, if it has one.
pub(super) fn write_title(html: &mut String, title: &str) {
    if !title.is_empty() {
        html.push_str(" title=\"");
        escape(html, title);
        html.push('"');
    }
}
