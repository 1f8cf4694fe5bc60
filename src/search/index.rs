//! Puts an index together: pages in, files out.

use std::ops::Range;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::facets::Facets;
use super::names::{self, NameCollector};
use super::shards::Collector;
use super::texts::{Records, SHIFT, Shelf};
use super::units::{self, PageText};
use super::weights::{self, IMPACTS, PageTerms};
use super::{aliases, digits, latin, script};
use crate::site::{Address, EntryIx, Site};
use crate::text::folding::Folding;

/// An index of no more bytes than this is one file, read when the box is opened. Of a larger one a query reads a small part,
/// which is less than this.
const WHOLE: usize = 48 * 1024;

/// Units whose texts are made together when all are written, at least.
const SHELF: u32 = 256;

/// What one page brings to the index. It depends on nothing but the site, so pages can be read on any thread.
pub struct Part {
    terms: PageTerms,
    names: Vec<(Box<[char]>, u32)>,
    units: u32,
    length: usize,
    hash: [u8; 32],
}

/// Takes the parts of all pages in their order.
pub struct Indexer {
    pages: Vec<EntryIx>,
    facets: Facets,
    terms: Collector,
    names: NameCollector,
    /// First unit of each page.
    starts: Vec<u32>,
    length: usize,
    hash: Sha256,
}

/// The index of a site: every file but the texts, which are made from the site when they are written or asked for.
pub struct Index {
    pages: Vec<EntryIx>,
    facets: Facets,
    starts: Vec<u32>,
    units: u32,
    generation: String,
    /// Payloads by name, in a fixed order; with `all` in their place when the index is whole.
    files: Vec<(String, String)>,
    is_whole: bool,
}

impl Indexer {
    /// An indexer that has taken no page yet.
    pub fn new(site: &Site) -> Self {
        let pages = units::order(site);
        Self {
            facets: Facets::of(site, &pages),
            pages,
            terms: Collector::default(),
            names: NameCollector::default(),
            starts: Vec::new(),
            length: 0,
            hash: Sha256::new(),
        }
    }

    /// The pages that can be found, in the order in which their parts are taken.
    pub fn pages(&self) -> &[EntryIx] {
        &self.pages
    }

    /// Reads a page.
    pub fn part(&self, site: &Site, page: EntryIx) -> Part {
        let page = units::page(site, page);
        let records = Records::of(site, &self.facets, &page);
        let mut hash = Sha256::new();
        records.hash(&mut hash);
        Part {
            terms: weights::weigh(&page, page.names.number.as_deref()),
            names: names::of_page(&page),
            units: page.units.len() as u32,
            length: records.length(),
            hash: hash.finalize().into(),
        }
    }

    /// Takes the part of the next page.
    pub fn add(&mut self, part: Part) {
        self.starts.push(self.terms.units());
        self.terms.add(&part.terms, part.units);
        self.names.add(part.names);
        self.length += part.length;
        self.hash.update(part.hash);
    }

    /// Writes the files. Every page must have been added.
    pub fn finish(self, site: &Site) -> Index {
        let units = self.terms.units();
        let shards = self.terms.finish();
        let names = self.names.finish();
        let latin = latin::files(&shards.latin);
        let facets = script::safe(self.facets.file(site, &self.pages).to_string());
        let mut core = Map::new();
        core.insert("format".to_owned(), json!(1));
        core.insert("pages".to_owned(), json!(self.pages.len()));
        core.insert("units".to_owned(), json!(units));
        core.insert("text_shift".to_owned(), json!(SHIFT));
        let mut begins = vec![false; units as usize];
        self.starts.iter().for_each(|&unit| begins[unit as usize] = true);
        core.insert("starts".to_owned(), json!(digits::bits(begins)));
        core.insert("impacts".to_owned(), json!(IMPACTS));
        core.insert("words".to_owned(), json!(shards.starts));
        core.insert("dense".to_owned(), json!(shards.dense));
        core.insert("names".to_owned(), json!(names.starts));
        core.insert("letters".to_owned(), json!(latin.iter().map(|(letter, _)| letter).collect::<String>()));
        core.insert("facets".to_owned(), json!(facets.len()));
        core.extend(self.facets.core(site, &self.pages).into_iter().map(|(key, value)| (key.to_owned(), value)));
        core.insert("aliases".to_owned(), json!(aliases::aliases(site, &self.pages)));

        let mut files = vec![("core".to_owned(), script::safe(Value::Object(core).to_string()))];
        let numbered = |folder: &'static str, all: Vec<String>| {
            (0_u32..).zip(all).map(move |(number, text)| (format!("{folder}/{number}"), script::quoted(&text)))
        };
        files.push(("fold".to_owned(), script::quoted(&fold_table(&shards.characters))));
        files
            .push(("pinyin".to_owned(), json!({"syllables": names.syllables, "readings": names.readings}).to_string()));
        files.push(("facets".to_owned(), facets));
        files.extend(numbered("w", shards.files));
        files.extend(numbered("x", shards.tails));
        files.extend(numbered("n", names.files));
        files.extend(latin.into_iter().map(|(letter, text)| (format!("e/{letter}"), script::quoted(&text))));

        let mut hash = self.hash;
        for (name, payload) in &files {
            hash.update(name);
            hash.update(payload);
        }
        let generation = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let length = self.length + files.iter().map(|(_, payload)| payload.len()).sum::<usize>();
        let is_whole = length <= WHOLE;
        let mut index =
            Index { pages: self.pages, facets: self.facets, starts: self.starts, units, generation, files, is_whole };
        if index.is_whole {
            index.make_whole(site);
        }
        index
    }
}

impl Index {
    /// The file that pages name.
    pub fn entry(&self) -> (Address, Vec<u8>) {
        let payload = json!({"format": 1, "generation": self.generation, "whole": self.is_whole});
        (Address::new("search/entry.js"), script::call("entry", &payload.to_string()).into_bytes())
    }

    /// Every file but the entry and the texts.
    pub fn files(&self) -> impl Iterator<Item = (Address, Vec<u8>)> + '_ {
        self.files.iter().map(|(name, payload)| (self.address(name), script::call(name, payload).into_bytes()))
    }

    /// Groups of texts; each can be made by itself. A group ends with the file in which a page ends, however long the page
    /// is: its text is taken apart for the group that holds it, and once more where its beginning shares a file with the
    /// page before it.
    pub fn shelves(&self) -> Vec<Range<u32>> {
        let end = if self.is_whole { 0 } else { self.units };
        let mut shelves: Vec<Range<u32>> = Vec::new();
        let mut begin = 0;
        for &start in self.starts.iter().chain([&end]) {
            let bound = start.next_multiple_of(1 << SHIFT).min(end);
            if bound >= begin + SHELF || (start == end && bound > begin) {
                shelves.push(begin..bound);
                begin = bound;
            }
        }
        shelves
    }

    /// The files of a group of texts.
    pub fn texts(&self, site: &Site, units: Range<u32>) -> Vec<(Address, Vec<u8>)> {
        let texts = self.text_payloads(site, units).into_iter().map(|(number, payload)| {
            let name = format!("t/{number}");
            (self.address(&name), script::call(&name, &payload).into_bytes())
        });
        texts.collect()
    }

    /// The file at an address, for the preview.
    pub fn file(&self, site: &Site, address: &Address) -> Option<Vec<u8>> {
        let (entry, bytes) = self.entry();
        if entry == *address {
            return Some(bytes);
        }
        let path = address.as_str().strip_prefix("search/")?.strip_prefix(self.generation.as_str())?;
        let name = path.strip_prefix('/')?.strip_suffix(".js")?;
        if let Some((name, payload)) = self.files.iter().find(|(own, _)| own == name) {
            return Some(script::call(name, payload).into_bytes());
        }
        let number: u32 = name.strip_prefix("t/")?.parse().ok()?;
        let begin = number.checked_mul(1 << SHIFT).filter(|begin| *begin < self.units && !self.is_whole)?;
        let found = self.texts(site, begin..(begin + (1 << SHIFT)).min(self.units));
        found.into_iter().find(|(own, _)| own == address).map(|(_, bytes)| bytes)
    }

    fn address(&self, name: &str) -> Address {
        Address::new(&format!("search/{}/{name}.js", self.generation))
    }

    fn text_payloads(&self, site: &Site, units: Range<u32>) -> Vec<(u32, String)> {
        let first = self.starts.partition_point(|&start| start <= units.start).saturating_sub(1);
        let begin = self.starts.get(first).copied().unwrap_or(0);
        let mut shelf = Shelf::new(begin, units.start, units.end);
        let pages = self.pages.iter().zip(&self.starts).skip(first);
        for (&page, _) in pages.take_while(|(_, start)| **start < units.end) {
            let page: PageText = units::page(site, page);
            shelf.add(&Records::of(site, &self.facets, &page));
        }
        shelf.finish()
    }

    /// Puts everything into one file.
    fn make_whole(&mut self, site: &Site) {
        let texts = self.text_payloads(site, 0..self.units);
        let texts = texts.into_iter().map(|(number, payload)| (format!("t/{number}"), payload));
        let all: Vec<String> =
            self.files.drain(..).chain(texts).map(|(name, payload)| format!("\"{name}\":{payload}")).collect();
        self.files.push(("all".to_owned(), format!("{{{}}}", all.join(",\n"))));
    }
}

/// Characters that fold to one of the index.
fn fold_table(characters: &[char]) -> String {
    let mut out = String::new();
    let mut last = 0;
    for (from, to) in Folding::simplified().pairs() {
        if characters.binary_search(&to).is_err() {
            continue;
        }
        let (from, to) = (u32::from(from), u32::from(to));
        digits::put(&mut out, from - last);
        digits::put(&mut out, from.abs_diff(to) * 2 + u32::from(to < from));
        last = from;
    }
    out
}
