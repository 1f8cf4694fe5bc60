//! Words in the language of a page, with runs of other scripts marked: each says its language, so that browsers choose its
//! fonts, and is kept apart from what surrounds it, so that right-to-left words do not pull brackets and numbers along.

use std::fmt::Write;

use super::markup::escape_text;
use crate::model::Lang;
use crate::text::scripts::{self, Script};

/// A title or name in a language, as HTML.
pub(super) fn words_html(words: &str, lang: Lang) -> String {
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

/// Writes a run of another script than what surrounds it.
pub(super) fn write_run(out: &mut String, script: Script, run: &str) {
    let lang = lang(script);
    let _ = write!(out, "<bdi lang=\"{lang}\" dir=\"{}\">", lang.direction());
    escape_text(out, run);
    out.push_str("</bdi>");
}

/// The language that a script is taken for: in Sichuan’s standards these three.
pub(super) fn lang(script: Script) -> Lang {
    match script {
        Script::Tibetan => Lang::Bo,
        Script::Yi => Lang::Ii,
        Script::Arabic => Lang::Ug,
    }
}
