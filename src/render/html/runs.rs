//! Runs of scripts other than the page's: each says its language, so that browsers choose its fonts, and is kept apart
//! from what surrounds it, so that right-to-left words do not pull brackets and numbers along.

use std::fmt::Write;

use super::{Writer, escape_text};
use crate::model::{Body, Content, Element, Lang};
use crate::text::scripts::{self, Script};

/// Whether a body may have such runs.
pub(super) fn may_occur(body: &Body) -> bool {
    body.nodes.iter().any(|node| matches!(&node.content, Content::Text(text) if scripts::may_occur(text)))
}

/// A title or name in a language, as HTML.
pub(in crate::render) fn words_html(words: &str, lang: Lang) -> String {
    let mut html = String::with_capacity(words.len());
    write_words(&mut html, words, Some(lang));
    html
}

/// Writes a title or name inside text of a language. Without one it is that of the page, which is Chinese or English.
pub(super) fn write_words(html: &mut String, words: &str, around: Option<Lang>) {
    if !scripts::may_occur(words) {
        escape_text(html, words);
        return;
    }
    for (script, run) in scripts::runs(words) {
        match script.filter(|script| around != Some(lang(*script))) {
            Some(script) => write_run(html, script, run),
            None => escape_text(html, run),
        }
    }
}

impl Writer<'_> {
    /// Opens a block, in its own language where all of it is in one.
    pub(super) fn open_block(&mut self, tag: &str, index: u32, end: &'static str) {
        self.out.push('<');
        self.out.push_str(tag);
        self.write_language(index);
        self.start(">", end);
    }

    /// Writes the language of the block that opens at a node, if all of it is in another script than the page's.
    pub(super) fn write_language(&mut self, index: u32) {
        if !self.has_scripts {
            return;
        }
        let body = self.body();
        let texts = body.slice(&body.element(index)).iter().filter_map(|node| match &node.content {
            Content::Text(text) => Some(text.as_str()),
            // A name that is not known here may be in any script.
            Content::Open(Element::Link(_, crate::model::LinkText::OfTarget)) => Some("名"),
            _ => None,
        });
        let Some(script) = Script::of_all(texts).filter(|script| self.is_marked(*script)) else { return };
        let lang = lang(script);
        let _ = write!(self.out, " lang=\"{lang}\" dir=\"{}\"", lang.direction());
        self.block_script.push((self.ends.len(), script));
    }

    /// Escaped text, with its runs marked.
    pub(super) fn write_text(&mut self, text: &str) {
        if !self.has_scripts {
            escape_text(&mut self.out, text);
            return;
        }
        for (script, run) in scripts::runs(text) {
            match script.filter(|script| self.is_marked(*script)) {
                Some(script) => write_run(&mut self.out, script, run),
                None => escape_text(&mut self.out, run),
            }
        }
    }

    /// Whether runs of a script have to say so here.
    fn is_marked(&self, script: Script) -> bool {
        let around = self.entry.item.header.lang;
        around != Some(lang(script)) && self.block_script.last().is_none_or(|(_, around)| *around != script)
    }
}

fn write_run(out: &mut String, script: Script, run: &str) {
    let lang = lang(script);
    let _ = write!(out, "<bdi lang=\"{lang}\" dir=\"{}\">", lang.direction());
    escape_text(out, run);
    out.push_str("</bdi>");
}

/// The language that a script is taken for: in Sichuan’s standards these three.
fn lang(script: Script) -> Lang {
    match script {
        Script::Tibetan => Lang::Bo,
        Script::Yi => Lang::Ii,
        Script::Arabic => Lang::Ug,
    }
}
