//! Terms in running text: each is linked where an item first uses it.
//!
//! All names of a language compete, and the longest wins: 公共阅览室 is not cut into 阅览室, and 人力资源和社会保障局, which
//! is a role, does not use the term 保障. A use depends on one body and on the set of names only, which is what makes it
//! worth caching.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use crate::model::{Body, Content, Element, Id, Item, Lang};
use crate::site::TermUse;
use crate::source::{ContentHash, Span};

/// The names of one language.
pub struct TermSet {
    automaton: Option<AhoCorasick>,
    /// The term of each pattern of the automaton; those behind are names of other items, which hide the terms in them.
    terms: Vec<Id>,
    hash: ContentHash,
}

/// The names of every language that has any.
pub struct TermSets {
    sets: BTreeMap<Option<Lang>, TermSet>,
    none: TermSet,
}

/// Names as they are gathered.
#[derive(Default)]
struct Names<'a> {
    /// Of terms.
    terms: BTreeSet<(&'a str, &'a Id)>,
    /// Of everything else: roles with their other names, titles.
    others: BTreeSet<&'a str>,
}

impl TermSets {
    /// Gathers the names of all items.
    pub fn new<'a>(items: impl IntoIterator<Item = &'a Item>) -> Self {
        let mut names: BTreeMap<Option<Lang>, Names<'_>> = BTreeMap::new();
        for item in items {
            let own = names.entry(item.header.lang).or_default();
            for name in spelt(item) {
                match item.header.key.term() {
                    Some(id) => drop(own.terms.insert((name, id))),
                    None => drop(own.others.insert(name)),
                }
            }
        }
        let sets = names.into_iter().map(|(lang, names)| (lang, TermSet::new(names))).collect();
        Self { sets, none: TermSet::new(Names::default()) }
    }

    /// The names that an item's language has.
    pub fn of(&self, item: &Item) -> &TermSet {
        self.sets.get(&item.header.lang).unwrap_or(&self.none)
    }
}

/// Whether two versions of an item give the same names.
pub fn same_names(old: &Item, new: &Item) -> bool {
    old.header.key == new.header.key && old.header.lang == new.header.lang && spelt(old).eq(spelt(new))
}

/// The title and the other names of an item.
fn spelt(item: &Item) -> impl Iterator<Item = &str> {
    let all = std::iter::once(&item.header.title).chain(item.aliases()).map(|name| name.value.as_str());
    all.filter(|name| !name.is_empty())
}

impl TermSet {
    fn new(names: Names<'_>) -> Self {
        let spelt: Vec<&str> = names.terms.iter().map(|(name, _)| *name).collect();
        let longer = longer(&spelt, &names.others);
        let all = spelt.iter().chain(&longer);
        let automaton = automaton(all).filter(|_| !spelt.is_empty());
        let listing = names.terms.iter().map(|(name, id)| format!("{name}\t{id}\n"));
        let listing: String = listing.chain(longer.iter().map(|name| format!("{name}\n"))).collect();
        let hash = ContentHash::of(listing.as_bytes());
        Self { automaton, terms: names.terms.into_iter().map(|(_, id)| id.clone()).collect(), hash }
    }

    /// Hash of all names that matter: the second half of the key under which uses are cached.
    pub fn hash(&self) -> ContentHash {
        self.hash
    }

    /// The first use of each term in the running text of an item: never in links, headings, quotations of the
    /// issuer's words, code or what is struck out, and never of the term that the item itself defines.
    pub fn uses(&self, item: &Item) -> Arc<[TermUse]> {
        let Some(automaton) = &self.automaton else { return Arc::from([]) };
        let own = item.header.key.term();
        let mut seen: BTreeSet<&Id> = own.into_iter().collect();
        let mut uses = Vec::new();
        // A text that repeats its own title speaks of its subject in so many words, unless the title is a name.
        let title = Some(item.header.title.value.as_str()).filter(|_| !item.header.kind.spec().is_named);
        for (node, text) in running_text(&item.body) {
            for (span, pattern) in longest(automaton, text, title) {
                let term = self.terms.get(pattern).filter(|_| !goes_on(&text[span.end as usize..]));
                if let Some(term) = term.filter(|term| seen.insert(term)) {
                    uses.push(TermUse { node, span, term: term.clone() });
                }
            }
        }
        uses.into()
    }
}

fn automaton<'a>(names: impl Iterator<Item = &'a &'a str>) -> Option<AhoCorasick> {
    AhoCorasick::builder().ascii_case_insensitive(true).build(names).ok()
}

/// The names that hold the name of a term: no others can hide one, and of a large site they are few.
fn longer<'a>(terms: &[&str], others: &BTreeSet<&'a str>) -> Vec<&'a str> {
    let Some(automaton) = automaton(terms.iter()).filter(|_| !terms.is_empty()) else { return Vec::new() };
    let holds = |name: &&str| automaton.find_overlapping_iter(*name).any(|found| found.len() < name.len());
    others.iter().copied().filter(holds).collect()
}

/// The names in a text, each with its pattern: of those that overlap the first, and of those that begin together the
/// longest; `but` is passed over.
fn longest(automaton: &AhoCorasick, text: &str, but: Option<&str>) -> Vec<(Span, usize)> {
    let found = automaton.find_overlapping_iter(text).filter(|found| whole_word(text, found.start(), found.end()));
    let found = found.filter(|found| but != Some(&text[found.range()]));
    let mut found: Vec<_> = found.map(|own| (own.start(), Reverse(own.end()), own.pattern().as_usize())).collect();
    found.sort_unstable();
    let mut after = 0;
    found.retain(|&(start, Reverse(end), _)| {
        let is_free = start >= after;
        if is_free {
            after = end;
        }
        is_free
    });
    found.into_iter().map(|(start, Reverse(end), pattern)| (Span::new(start, end), pattern)).collect()
}

/// Characters that make another word of the name before them, each with those before which it begins a word of its own:
/// 社区化 is no 社区, but 社区化解纠纷.
const SUFFIXES: [(char, &str); 4] = [('化', "解验"), ('性', "质别能"), ('型', "号"), ('式', "样")];

/// Whether a name goes on as another word behind its end.
fn goes_on(rest: &str) -> bool {
    let mut rest = rest.chars();
    let suffix = rest.next().and_then(|first| SUFFIXES.iter().find(|(suffix, _)| *suffix == first));
    suffix.is_some_and(|(_, free)| !rest.next().is_some_and(|next| free.contains(next)))
}

/// Text nodes outside links, headings, code and what is struck out, with their index.
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
            | Element::Strikethrough
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
