//! Web pages: those of portals, and what Word saves as a page. Tags → [`Document`].
//!
//! A page is more than its text: navigation, dates, buttons. What stands outside the part that holds the text is dropped by
//! a rule, entry by entry, so that a person sees it. Nothing that a page names is ever asked for.

mod blocks;
mod reader;

use html5gum::{Token, Tokenizer};

use super::document::Document;
use reader::Reader;

/// Reads a page.
pub(super) fn read(html: &str) -> Document {
    let mut reader = Reader::new(html.contains("schemas-microsoft-com:office:word"));
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_lowercase();
                let attribute = |wanted: &str| {
                    let own = tag.attributes.iter().find(|(name, _)| name.0 == wanted.as_bytes());
                    own.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
                };
                reader.start(&name, &attribute, tag.self_closing);
            }
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name).to_lowercase()),
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.finish()
}
