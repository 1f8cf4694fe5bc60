//! Puts an index together: pages in, files out.

use std::ops::Range;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::facets::{self, Facets};
use super::files::{self, Group, called};
use super::name::{Name, Namer};
use super::names::{self, NameCollector};
use super::numbers::Numbers;
use super::shards::Collector;
use super::texts::{Records, SHIFT, Shelf};
use super::units::{self, PageText};
use super::weights::{self, IMPACTS, PageTerms};
use super::{aliases, asking, digits, latin, script};
use crate::site::{Address, EntryIx, Site};
use crate::text::folding::Folding;

/// The version of the format.
pub(super) const FORMAT: u32 = 3;

/// The folder of every file but the entry.
pub(super) const FOLDER: &str = "search/files/";

/// An index of no more bytes than this is one file, read when the box is opened. Of a larger one a query reads a small part,
/// which is less than this.
const WHOLE: usize = 48 * 1024;

/// What one page brings to the index. It depends on nothing but the site, so pages can be read on any thread.
pub struct Part {
    terms: PageTerms,
    names: Vec<(Box<[char]>, u32)>,
    records: Records,
}

/// Takes the parts of all pages in their order.
pub struct Indexer {
    pages: Vec<EntryIx>,
    facets: Facets,
    terms: Collector,
    names: NameCollector,
    numbers: Numbers,
    shelf: Shelf,
    namer: Namer,
    /// Names of the texts that are full.
    texts: Vec<Name>,
    /// Payloads of texts that nobody has taken.
    waiting: Vec<(u32, String)>,
    length: usize,
}

/// The index of a site: every file but the texts, which are written as they come, and made from the site when one is asked for.
pub struct Index {
    pages: Vec<EntryIx>,
    facets: Facets,
    numbers: Numbers,
    /// Names of the texts; none when the index is one file.
    texts: Vec<Name>,
    /// The payload of the entry.
    entry: String,
    /// Payloads by what the files are called, in a fixed order.
    files: Vec<(String, String)>,
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
            numbers: Numbers::default(),
            shelf: Shelf::new(0, u32::MAX),
            namer: Namer::default(),
            texts: Vec::new(),
            waiting: Vec::new(),
            length: 0,
        }
    }

    /// The pages that can be found, in the order in which their parts are taken.
    pub fn pages(&self) -> &[EntryIx] {
        &self.pages
    }

    /// Reads a page.
    pub fn part(&self, site: &Site, page: EntryIx) -> Part {
        let page = units::page(site, page);
        Part {
            terms: weights::weigh(&page),
            names: names::of_page(&page),
            records: Records::of(site, &self.facets, &page),
        }
    }

    /// Takes the part of the next page.
    pub fn add(&mut self, site: &Site, part: Part) {
        let page = self.pages.get(self.numbers.starts.len());
        let address = page.map_or("", |&page| site.entry(page).address.as_str());
        let first = self.numbers.add(address, part.records.units());
        self.terms.add(&part.terms, first);
        self.names.add(part.names);
        self.length += part.records.length();
        self.shelf.add(first, &part.records);
        let full = self.shelf.full();
        self.keep(full);
    }

    fn keep(&mut self, full: Vec<(u32, String)>) {
        self.texts.extend(full.iter().map(|(_, payload)| self.namer.name(payload.as_bytes())));
        self.waiting.extend(full);
    }

    /// The texts that are full and were not taken before. None as long as the index may still become one file, which holds
    /// them.
    pub fn texts(&mut self) -> Vec<(Address, Vec<u8>)> {
        if self.length <= WHOLE {
            return Vec::new();
        }
        let waiting = std::mem::take(&mut self.waiting);
        waiting.into_iter().filter_map(|(number, payload)| text_file(&self.texts, number, &payload)).collect()
    }

    /// Writes the files; beside them, the texts that were not taken. Every page must have been added.
    pub fn finish(mut self, site: &Site) -> (Index, Vec<(Address, Vec<u8>)>) {
        let rest = std::mem::replace(&mut self.shelf, Shelf::new(0, 0)).finish();
        self.keep(rest);
        let Self { pages, facets, terms, names, numbers, texts, waiting, length, .. } = self;
        let shards = terms.finish(numbers.units as usize);
        let aliases = aliases::aliases(site, &pages);
        let names = names.finish(aliases.iter().map(|(said, _)| said.as_str()), &shards.frequent);
        let latin = latin::files(&shards.latin);
        let facets_file = script::safe(facets.file(site, &pages).to_string());
        let mut core = Map::new();
        core.insert("pages".to_owned(), json!(pages.len()));
        core.insert("units".to_owned(), json!(numbers.units));
        core.insert("numbers".to_owned(), json!(numbers.end));
        core.insert("text_shift".to_owned(), json!(SHIFT));
        let mut begins = vec![false; numbers.end as usize];
        numbers.starts.iter().for_each(|&unit| begins[unit as usize] = true);
        core.insert("starts".to_owned(), json!(digits::bits(begins)));
        core.insert("scopes".to_owned(), json!(facets::scopes(site, &pages)));
        core.insert("impacts".to_owned(), json!(IMPACTS));
        core.insert("words".to_owned(), json!(shards.starts));
        core.insert("dense".to_owned(), json!(shards.dense));
        core.insert("names".to_owned(), json!(names.starts));
        core.insert("letters".to_owned(), json!(latin.iter().map(|(letter, _)| letter).collect::<String>()));
        core.insert("facets".to_owned(), json!(facets_file.len()));
        core.extend(facets.core(site, &pages).into_iter().map(|(key, value)| (key.to_owned(), value)));
        core.insert("asking".to_owned(), asking::core());
        core.insert("aliases".to_owned(), json!(aliases));
        let mut groups = vec![
            Group::one("fold", script::quoted(&fold_table(&shards.characters))),
            Group::one("pinyin", names.pinyin.file()),
            Group::one("facets", facets_file),
            Group::numbered("w", shards.files),
            Group::numbered("x", shards.tails),
            Group::numbered("n", names.files),
            Group::lettered("e", &latin),
        ];
        let is_whole = length + files::length(&groups) <= WHOLE;
        if !is_whole {
            groups.push(Group::one("sounds", names.sounds.file()));
        }
        let mut index = Index { pages, facets, numbers, texts, entry: String::new(), files: Vec::new() };
        if is_whole {
            index.make_whole(core, &groups, &waiting);
            return (index, Vec::new());
        }
        index.make_files(core, groups);
        let rest = waiting.into_iter().filter_map(|(number, payload)| text_file(&index.texts, number, &payload));
        let rest = rest.collect();
        (index, rest)
    }
}

impl Index {
    /// The file that pages name.
    pub fn entry(&self) -> (Address, Vec<u8>) {
        (Address::new("search/entry.js"), script::call("entry", &self.entry).into_bytes())
    }

    /// Every file but the entry and the texts.
    pub fn files(&self) -> impl Iterator<Item = (Address, Vec<u8>)> + '_ {
        self.files.iter().map(|(called, payload)| (address(called), script::call(called, payload).into_bytes()))
    }

    /// The file at an address, for the preview.
    pub fn file(&self, site: &Site, address: &Address) -> Option<Vec<u8>> {
        let (entry, bytes) = self.entry();
        if entry == *address {
            return Some(bytes);
        }
        let own = address.as_str().strip_prefix(FOLDER)?.strip_suffix(".js")?;
        if let Some((called, payload)) = self.files.iter().find(|(called, _)| called == own) {
            return Some(script::call(called, payload).into_bytes());
        }
        let name = Name::parse(own.strip_prefix("t-")?)?;
        let begin = (self.texts.iter().position(|own| *own == name)? as u32) << SHIFT;
        let (number, payload) = self.text_payloads(site, begin..begin + (1 << SHIFT)).into_iter().next()?;
        text_file(&self.texts, number, &payload).map(|(_, bytes)| bytes)
    }

    fn text_payloads(&self, site: &Site, units: Range<u32>) -> Vec<(u32, String)> {
        let starts = &self.numbers.starts;
        let first = starts.partition_point(|&start| start <= units.start).saturating_sub(1);
        let mut shelf = Shelf::new(units.start, units.end);
        let pages = self.pages.iter().zip(starts).skip(first);
        for (&page, &start) in pages.take_while(|(_, start)| **start < units.end) {
            let page: PageText = units::page(site, page);
            shelf.add(start, &Records::of(site, &self.facets, &page));
        }
        shelf.finish()
    }

    /// Puts everything into one file.
    fn make_whole(&mut self, core: Map<String, Value>, groups: &[Group], texts: &[(u32, String)]) {
        self.texts.clear();
        let core = script::safe(Value::Object(core).to_string());
        let all = files::whole(&core, groups, texts);
        let name = Namer::default().name(all.as_bytes());
        let mut digits = String::new();
        name.put(&mut digits);
        self.files.push((called("all", name), all));
        self.entry = format!("{},\"all\":\"{digits}\"}}", generation(&digits));
    }

    /// Gives each file its name.
    fn make_files(&mut self, mut core: Map<String, Value>, groups: Vec<Group>) {
        let (names, files) = files::named(groups, &self.texts);
        core.insert("files".to_owned(), names);
        let core = script::safe(Value::Object(core).to_string());
        self.entry = format!("{},\"core\":{core}}}", generation(&core));
        self.files = files;
    }
}

/// A text under its name.
fn text_file(names: &[Name], number: u32, payload: &str) -> Option<(Address, Vec<u8>)> {
    let called = called("t", *names.get(number as usize)?);
    Some((address(&called), script::call(&called, payload).into_bytes()))
}

/// The beginning of the entry's payload. What it names tells everything apart.
fn generation(names: &str) -> String {
    let hash: String = Sha256::digest(names).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{{\"format\":{FORMAT},\"generation\":\"{hash}\"")
}

fn address(called: &str) -> Address {
    Address::new(&format!("{FOLDER}{called}.js"))
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
