//! Runs of other scripts in a body, and blocks that are in one.

use std::fmt::Write;

use super::{Writer, escape_text};
use crate::model::{Body, Content, Element};
use crate::render::words::{lang, write_run};
use crate::text::scripts::{self, Script};

/// Whether a body may have such runs.
pub(super) fn may_occur(body: &Body) -> bool {
    body.nodes.iter().any(|node| matches!(&node.content, Content::Text(text) if scripts::may_occur(text)))
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
