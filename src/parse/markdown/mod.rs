//! Markdown → [`Body`]: CommonMark with tables, footnotes, task lists, definition lists, alerts, heading attributes
//! and wiki links, through pulldown-cmark.
//!
//! The way through: [`emphasis`] puts marks into the text so that emphasis works beside Chinese punctuation, [`starts`]
//! where a line must stay text, [`sizes`] before the sizes of pictures;
//! pulldown-cmark makes [`events`] of it; [`builder`] walks them once and leaves each kind to the file that knows it:
//! [`text`], [`scripts`], [`lines`], [`by_hand`], [`paragraphs`], [`lists`], [`boxes`], [`captions`], [`tables`], [`headings`], [`footnotes`], [`links`], [`bare_addresses`].

mod address;
mod bare_addresses;
mod boxes;
mod builder;
mod by_hand;
mod captions;
mod emphasis;
mod events;
mod flanks;
mod footnotes;
mod headings;
mod lines;
mod links;
mod lists;
mod paragraphs;
mod scripts;
mod sizes;
mod starts;
mod tables;
mod text;

#[cfg(test)]
mod tests;

use pulldown_cmark::{Options, Parser};

use self::builder::Builder;
use self::emphasis::Marked;
use self::events::Events;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::{Body, Kind};
use crate::source::{Source, Span};

/// Reads the Markdown at `within` of a source.
pub(super) fn read(source: &Source, within: Span, kind: Kind, config: &Config) -> (Body, Vec<Diagnostic>) {
    let markdown = &source.text[within.range()];
    let marked = Marked::new(markdown);
    let events = Events::new(
        Parser::new_ext(marked.text(), options())
            .into_offset_iter()
            .map(|(event, range)| (event, marked.span(&range).shifted(within.start as usize))),
    );
    let (body, found) = Builder::new(source, within, kind, config, &marked, &events).read();
    (Body { span: within, ..body }, found)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}
