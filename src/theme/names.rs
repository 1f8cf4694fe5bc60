//! What kinds of items and of pages, folders and downloads are called. Their rows say it in Chinese and in English; a theme that
//! says it otherwise, or in another language, has it in its interface texts under `kind`, `space` and `download`.

use super::{calendar, card, changing, contact, standing};
use crate::diag::Locale;
use crate::model::Kind;
use crate::site::{self, PAGE_KINDS};
use crate::source::{Span, Spanned};
use crate::yaml::{Node, Value};

/// Adds to the interface texts of a language the names that they do not have themselves.
pub(super) fn add(texts: &mut Node, locale: Locale) {
    let say = |names: [&'static str; 2]| {
        let [zh, en] = names;
        match locale {
            Locale::Chinese => zh,
            Locale::English => en,
        }
    };
    let kinds = Kind::ALL.iter().map(|kind| (kind.word(), capital(kind.called(locale))));
    let pages = PAGE_KINDS.iter().map(|kind| (kind.word, say(kind.called).to_owned()));
    add_to(texts, &["kind"], kinds.chain(pages));
    add_to(texts, &["space"], Kind::shared().map(|(kind, space)| (space.word(), say(kind.spec().listed).to_owned())));
    add_to(texts, &["standing"], standing::SAID.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["status"], standing::STATUS.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["coverage", "gap"], standing::GAP.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["article"], standing::ARTICLE.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["search"], standing::SEARCH.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["search", "facet"], standing::FACET.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["calendar"], calendar::CALENDAR.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["work"], card::WORK.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["frame"], card::FRAME.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["alignment"], card::ALIGNMENT.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["cells"], card::CELLS.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["matrix"], card::MATRIX.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["home"], card::HOME.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["role"], card::ROLE.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["feedback"], card::FEEDBACK.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["contact"], contact::CONTACT.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["redline"], changing::REDLINE.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["changes"], changing::CHANGES.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["changes", "group"], changing::GROUPS.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["withdrawn"], changing::WITHDRAWN.iter().map(|&(word, said)| (word, say(said).to_owned())));
    add_to(texts, &["withdrawn", "kind"], changing::ENDED.iter().map(|&(word, said)| (word, say(said).to_owned())));
    let downloads = site::all_downloads();
    add_to(texts, &["download", "label"], downloads.iter().map(|own| (own.word, say(own.called).to_owned())));
    add_to(texts, &["download", "note"], downloads.iter().map(|own| (own.word, say(own.note).to_owned())));
}

/// Adds names to the mapping at a path. What is no mapping there is left: reading it says so.
fn add_to(texts: &mut Node, path: &[&str], names: impl Iterator<Item = (&'static str, String)>) {
    let span = texts.span;
    let Some((key, rest)) = path.split_first() else {
        let Value::Map(entries) = &mut texts.value else { return };
        for (word, name) in names.filter(|(_, name)| !name.is_empty()) {
            if !entries.iter().any(|(own, _)| own.value == word) {
                entries.push((Spanned::new(word.to_owned(), span), Node::new(Value::Scalar(name), span)));
            }
        }
        return;
    };
    if let Some(inner) = inner(texts, key, span) {
        add_to(inner, rest, names);
    }
}

fn inner<'a>(texts: &'a mut Node, key: &str, span: Span) -> Option<&'a mut Node> {
    let Value::Map(entries) = &mut texts.value else { return None };
    let at = entries.iter().position(|(own, _)| own.value == key).unwrap_or_else(|| {
        entries.push((Spanned::new(key.to_owned(), span), Node::new(Value::Map(Vec::new()), span)));
        entries.len() - 1
    });
    entries.get_mut(at).map(|(_, node)| node)
}

/// A name as a heading writes it.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
