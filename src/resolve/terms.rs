//! Terms in running text: each is linked where an item first uses it.
//!
//! Names are found with one Aho–Corasick automaton per language, leftmost and longest first, so that 公共阅览室 is not
//! cut into 阅览室. A use depends on one body and on the set of terms only, which is what makes it worth caching.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{Body, Content, Element, Facts, Id, Item, ItemKey, Kind, Lang};
use crate::site::TermUse;
use crate::source::{ContentHash, Span};

/// The terms of one language.
pub struct TermSet {
    automaton: Option<AhoCorasick>,
    /// The term of each pattern of the automaton.
    terms: Vec<Id>,
    hash: ContentHash,
}

/// The terms of every language that has any.
pub struct TermSets {
    sets: BTreeMap<Option<Lang>, TermSet>,
    none: TermSet,
}

impl TermSets {
    /// Gathers the names of terms from their items.
    pub fn new<'a>(items: impl IntoIterator<Item = &'a Item>) -> Self {
        let mut names: BTreeMap<Option<Lang>, BTreeSet<(String, Id)>> = BTreeMap::new();
        for item in items {
            let ItemKey::Term(id) = &item.header.key else { continue };
            let of_lang = names.entry(item.header.lang).or_default();
            let aliases = match &item.facts {
                Facts::Term(term) => term.aliases.as_slice(),
                Facts::Translation(translation) => translation.aliases.as_slice(),
                _ => &[],
            };
            let all = std::iter::once(&item.header.title).chain(aliases).map(|name| name.value.clone());
            of_lang.extend(all.filter(|name| !name.is_empty()).map(|name| (name, id.clone())));
        }
        let sets = names.into_iter().map(|(lang, names)| (lang, TermSet::new(names))).collect();
        Self { sets, none: TermSet::new(BTreeSet::new()) }
    }

    /// The terms that an item's language has.
    pub fn of(&self, item: &Item) -> &TermSet {
        self.sets.get(&item.header.lang).unwrap_or(&self.none)
    }
}

impl TermSet {
    fn new(names: BTreeSet<(String, Id)>) -> Self {
        let spelt: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&spelt)
            .ok()
            .filter(|_| !spelt.is_empty());
        let listing: String = names.iter().map(|(name, id)| format!("{name}\t{id}\n")).collect();
        let hash = ContentHash::of(listing.as_bytes());
        Self { automaton, terms: names.into_iter().map(|(_, id)| id).collect(), hash }
    }

    /// Hash of all names: the second half of the key under which uses are cached.
    pub fn hash(&self) -> ContentHash {
        self.hash
    }

    /// The first use of each term in the running text of an item: never in links, headings, quotations of the
    /// issuer's words or code, and never of the term that the item itself defines.
    pub fn uses(&self, item: &Item) -> Arc<[TermUse]> {
        let Some(automaton) = &self.automaton else { return Arc::from([]) };
        let own = (item.header.kind == Kind::Term).then(|| item.header.key.id());
        let mut seen: BTreeSet<&Id> = own.into_iter().collect();
        let mut uses = Vec::new();
        for (node, text) in running_text(&item.body) {
            for found in automaton.find_iter(text) {
                let term = &self.terms[found.pattern().as_usize()];
                if whole_word(text, found.start(), found.end()) && seen.insert(term) {
                    uses.push(TermUse { node, span: Span::new(found.start(), found.end()), term: term.clone() });
                }
            }
        }
        uses.into()
    }
}

/// Text nodes outside links, headings and code, with their index.
fn running_text(body: &Body) -> impl Iterator<Item = (u32, &str)> {
    // Headings stand in the order of their nodes, so that one of them at most is at hand.
    let mut titles = body.headings.iter().filter(|heading| heading.level == 2).map(|heading| &heading.nodes).peekable();
    let mut depth = 0_u32;
    let mut barred: Option<u32> = None;
    (0_u32..).zip(&body.nodes).filter_map(move |(index, node)| {
        match &node.content {
            Content::Open(element) => {
                depth += 1;
                if barred.is_none() && bars_terms(element) {
                    barred = Some(depth);
                }
            }
            Content::Close => {
                if barred == Some(depth) {
                    barred = None;
                }
                depth = depth.saturating_sub(1);
            }
            Content::Text(text) if barred.is_none() => {
                while titles.next_if(|range| range.end <= index).is_some() {}
                let in_title = titles.peek().is_some_and(|range| range.contains(&index));
                return (!in_title).then_some((index, text.as_str()));
            }
            _ => {}
        }
        None
    })
}

fn bars_terms(element: &Element) -> bool {
    matches!(
        element,
        Element::Heading(_)
            | Element::CodeBlock(_)
            | Element::Link(..)
            | Element::Attachment(_)
            | Element::External(_)
            | Element::TableHead
    )
}

/// A Latin name is a whole word: `ID` is not in `GRID`.
fn whole_word(text: &str, start: usize, end: usize) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric();
    let bytes = text.as_bytes();
    let joined =
        |left: Option<&u8>, right: Option<&u8>| matches!((left, right), (Some(&a), Some(&b)) if word(a) && word(b));
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    !joined(before, bytes.get(start)) && !joined(bytes.get(end - 1), bytes.get(end))
}
