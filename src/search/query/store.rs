//! The files of an index, read when they are needed.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt;
use std::rc::Rc;

use serde_json::Value;

use super::core::{Core, ranges};
use crate::search::digits::Digits;
use crate::search::files::{NAMES_SHIFT, called};
use crate::search::index::FORMAT;
use crate::search::lists::{List, read_list};
use crate::search::name::Name;
use crate::search::names::{self, Named};
use crate::search::shards::{self, Found};
use crate::search::{latin, script};
use crate::text::folding::Folding;

/// Where files come from.
pub trait Files {
    /// The text of a file below the folder `search`, by its path; `None` if it is not there.
    fn read(&self, path: &str) -> Option<String>;
}

/// What keeps a query from being answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A file is not there.
    Missing(String),
    /// A file is not what it should be.
    Damaged(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "search/{path} is missing"),
            Self::Damaged(path) => write!(f, "search/{path} is damaged"),
        }
    }
}

impl Error for Damage {}

/// Everything that is read so far.
pub(super) struct Store<'a> {
    files: &'a dyn Files,
    /// The file of an index that is one file, and the payloads in it by what they are.
    whole: Option<(String, Value)>,
    pub(super) core: Core,
    shards: HashMap<usize, Rc<Vec<Found>>>,
    names: HashMap<usize, Rc<Vec<Named>>>,
    pinyin: Option<Rc<Pinyin>>,
    sounds: Option<Rc<Pinyin>>,
    /// The fold table, once it was needed.
    pub(super) folding: Option<Folding>,
}

/// How characters sound.
pub(super) struct Pinyin {
    pub(super) syllables: Vec<String>,
    pub(super) readings: BTreeMap<char, Vec<String>>,
}

/// The record of a unit with that of its page.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) address: String,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) crumb: String,
    pub(super) kind: usize,
    pub(super) provenance: Option<usize>,
    pub(super) lang: usize,
    pub(super) anchor: String,
    pub(super) heading: String,
    pub(super) text: String,
    /// Lines of the text that are headings, with their anchors.
    pub(super) lines: Vec<(usize, String)>,
    /// The first duty that somebody has, who that is, and when it is done; empty where a page does not say.
    pub(super) duty: String,
    pub(super) who: String,
    pub(super) when: String,
}

impl<'a> Store<'a> {
    pub(super) fn open(files: &'a dyn Files) -> Result<Self, Damage> {
        let damaged = |path: &str| Damage::Damaged(path.to_owned());
        let entry = read_file(files, "entry.js", "entry")?;
        if entry["format"] != FORMAT {
            return Err(damaged("entry.js"));
        }
        let whole = match entry["all"].as_str() {
            Some(digits) => {
                let names = Name::read(digits).unwrap_or_default();
                let called = called("all", *names.first().ok_or_else(|| damaged("entry.js"))?);
                Some((path(&called), read_file(files, &path(&called), &called)?))
            }
            None => None,
        };
        let (from, core) = match &whole {
            Some((path, all)) => (path.as_str(), &all["core"]),
            None => ("entry.js", &entry["core"]),
        };
        let core = Core::read(core).ok_or_else(|| damaged(from))?;
        let (shards, names) = Default::default();
        Ok(Self { files, whole, core, shards, names, pinyin: None, sounds: None, folding: None })
    }

    /// The payload of a file of a kind.
    fn load(&self, kind: &str, number: usize) -> Result<Value, Damage> {
        if let Some((path, all)) = &self.whole {
            let what = self.what(kind, number);
            return all.get(&what).cloned().ok_or_else(|| Damage::Damaged(path.clone()));
        }
        let called = self.called(kind, number)?;
        read_file(self.files, &path(&called), &called)
    }

    fn text(&self, kind: &str, number: usize) -> Result<String, Damage> {
        match self.load(kind, number)? {
            Value::String(text) => Ok(text),
            _ => Err(self.damaged(kind, number)),
        }
    }

    /// What a file is in an index that is one file.
    fn what(&self, kind: &str, number: usize) -> String {
        match kind {
            "fold" | "pinyin" | "sounds" | "facets" => kind.to_owned(),
            "e" => format!("e/{}", self.core.letters.chars().nth(number).unwrap_or_default()),
            _ => format!("{kind}/{number}"),
        }
    }

    /// How the file of a kind is called.
    fn called(&self, kind: &str, number: usize) -> Result<String, Damage> {
        let name = if kind == "t" && !self.core.files.contains_key("t") {
            let text = self.text("k", number >> NAMES_SHIFT)?;
            let names = Name::read(&text).ok_or_else(|| self.damaged("k", number >> NAMES_SHIFT))?;
            names.get(number & ((1 << NAMES_SHIFT) - 1)).copied()
        } else {
            self.core.files.get(kind).and_then(|names| names.get(number)).copied()
        };
        name.map(|name| called(kind, name)).ok_or_else(|| Damage::Damaged("entry.js".to_owned()))
    }

    fn damaged(&self, kind: &str, number: usize) -> Damage {
        Damage::Damaged(match (&self.whole, self.called(kind, number)) {
            (Some((path, _)), _) => path.clone(),
            (None, Ok(called)) => path(&called),
            (None, Err(_)) => "entry.js".to_owned(),
        })
    }

    /// The shard of terms at a place.
    pub(super) fn shard(&mut self, number: usize) -> Result<Rc<Vec<Found>>, Damage> {
        if let Some(shard) = self.shards.get(&number) {
            return Ok(Rc::clone(shard));
        }
        let text = self.text("w", number)?;
        let found = shards::read(&text, self.core.numbers).ok_or_else(|| self.damaged("w", number))?;
        let shard = Rc::new(found);
        self.shards.insert(number, Rc::clone(&shard));
        Ok(shard)
    }

    /// The rest of a long list.
    pub(super) fn tail(&self, file: u32) -> Result<List, Damage> {
        let text = self.text("x", file as usize)?;
        read_list(&mut Digits::new(&text), self.core.numbers).ok_or_else(|| self.damaged("x", file as usize))
    }

    /// A file of names.
    pub(super) fn names(&mut self, number: usize) -> Result<Rc<Vec<Named>>, Damage> {
        if let Some(file) = self.names.get(&number) {
            return Ok(Rc::clone(file));
        }
        let file = Rc::new(names::read(&self.text("n", number)?).ok_or_else(|| self.damaged("n", number))?);
        self.names.insert(number, Rc::clone(&file));
        Ok(file)
    }

    pub(super) fn pinyin(&mut self) -> Result<Rc<Pinyin>, Damage> {
        if let Some(table) = &self.pinyin {
            return Ok(Rc::clone(table));
        }
        let table = self.readings("pinyin")?;
        self.pinyin = Some(Rc::clone(&table));
        Ok(table)
    }

    /// How common characters sound that no name has. An index that is one file does not say it.
    pub(super) fn sounds(&mut self) -> Result<Option<Rc<Pinyin>>, Damage> {
        if self.sounds.is_none() && self.core.files.contains_key("sounds") {
            self.sounds = Some(self.readings("sounds")?);
        }
        Ok(self.sounds.clone())
    }

    fn readings(&self, kind: &str) -> Result<Rc<Pinyin>, Damage> {
        let file = self.load(kind, 0)?;
        let read = || {
            let syllables = file["syllables"].as_str()?;
            let readings = names::read_readings(syllables, file["readings"].as_str()?)?;
            Some(Pinyin { syllables: syllables.split(' ').map(str::to_owned).collect(), readings })
        };
        Ok(Rc::new(read().ok_or_else(|| self.damaged(kind, 0))?))
    }

    /// Reads the fold table, if that has not happened.
    pub(super) fn load_folding(&mut self) -> Result<(), Damage> {
        if self.folding.is_none() {
            let text = self.text("fold", 0)?;
            self.folding = Some(read_folding(&text).ok_or_else(|| self.damaged("fold", 0))?);
        }
        Ok(())
    }

    /// Latin words that begin with a letter.
    pub(super) fn latin(&self, letter: char) -> Result<Vec<(String, u32)>, Damage> {
        let Some(number) = self.core.letters.chars().position(|own| own == letter) else { return Ok(Vec::new()) };
        latin::read(&self.text("e", number)?).ok_or_else(|| self.damaged("e", number))
    }

    /// The record of a unit.
    pub(super) fn record(&self, unit: u32) -> Result<Record, Damage> {
        let number = (unit >> self.core.text_shift) as usize;
        let file = self.load("t", number)?;
        let place = unit as usize & ((1 << self.core.text_shift) - 1);
        record(&file, place).ok_or_else(|| self.damaged("t", number))
    }

    /// What of each page the facets say: kind and provenance, and the pages of each role.
    pub(super) fn facets(&self) -> Result<PageFacets, Damage> {
        let file = self.load("facets", 0)?;
        PageFacets::read(&file, self.core.pages).ok_or_else(|| self.damaged("facets", 0))
    }
}

/// By what pages can be filtered.
pub(super) struct PageFacets {
    pub(super) kinds: Vec<u32>,
    /// 0 is none; otherwise one more than the index.
    pub(super) provenances: Vec<u32>,
    pub(super) roles: BTreeMap<String, Vec<u32>>,
    /// Ids of standards.
    pub(super) standards: Vec<String>,
    /// Standard, first page, end.
    pub(super) ranges: Vec<[u32; 3]>,
}

impl PageFacets {
    fn read(file: &Value, pages: u32) -> Option<Self> {
        let runs = |text: &str| {
            let mut digits = Digits::new(text);
            let mut values = Vec::new();
            while !digits.is_at_end() {
                let (value, more) = (digits.number()?, digits.number()?);
                if values.len() + more as usize >= pages as usize {
                    return None;
                }
                values.extend(std::iter::repeat_n(value, more as usize + 1));
            }
            (values.len() == pages as usize).then_some(values)
        };
        let mut roles = BTreeMap::new();
        for role in file["roles"].as_array()? {
            let mut digits = Digits::new(role[2].as_str()?);
            let (mut of_role, mut next) = (Vec::new(), 0_u32);
            while !digits.is_at_end() {
                let page = next.checked_add(digits.number()?).filter(|page| *page < pages)?;
                of_role.push(page);
                next = page + 1;
            }
            roles.insert(role[0].as_str()?.to_owned(), of_role);
        }
        let standards = file["standards"].as_array()?.iter();
        Some(Self {
            kinds: runs(file["kind"].as_str()?)?,
            provenances: runs(file["provenance"].as_str()?)?,
            roles,
            standards: standards.map(|own| own[0].as_str().map(str::to_owned)).collect::<Option<_>>()?,
            ranges: ranges(&file["ranges"])?,
        })
    }
}

/// Where a file lies below the folder `search`.
fn path(called: &str) -> String {
    format!("files/{called}.js")
}

fn read_file(files: &dyn Files, path: &str, name: &str) -> Result<Value, Damage> {
    let text = files.read(path).ok_or_else(|| Damage::Missing(path.to_owned()))?;
    match script::read(&text) {
        Some((own, payload)) if own == name => Ok(payload),
        _ => Err(Damage::Damaged(path.to_owned())),
    }
}

fn read_folding(text: &str) -> Option<Folding> {
    let mut digits = Digits::new(text);
    let mut pairs = Vec::new();
    let mut last = 0_u32;
    while !digits.is_at_end() {
        let from = last.checked_add(digits.number()?)?;
        let distance = digits.number()?;
        let to = if distance & 1 == 1 { from.checked_sub(distance >> 1)? } else { from.checked_add(distance >> 1)? };
        pairs.push((char::from_u32(from)?, char::from_u32(to)?));
        last = from;
    }
    Some(Folding::new(pairs))
}

/// A line that is a heading, and its anchor.
fn line(pair: &[Value]) -> Option<(usize, String)> {
    let [line, anchor] = pair else { return None };
    Some((usize::try_from(line.as_u64()?).ok()?, anchor.as_str()?.to_owned()))
}

fn record(file: &Value, place: usize) -> Option<Record> {
    let unit = file.get(1)?.get(place)?;
    let page = file.get(0)?.get(usize::try_from(unit[0].as_u64()?).ok()?)?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let index = |value: &Value| value.as_u64().and_then(|index| usize::try_from(index).ok());
    Some(Record {
        address: text(&page[0])?,
        number: text(&page[1])?,
        title: text(&page[2])?,
        crumb: text(&page[3])?,
        kind: index(&page[4])?,
        provenance: index(&page[5]),
        lang: index(&page[6])?,
        anchor: text(&unit[1])?,
        heading: text(&unit[2])?,
        text: text(&unit[3])?,
        lines: match unit.get(4) {
            Some(lines) => lines.as_array()?.chunks(2).map(line).collect::<Option<_>>()?,
            None => Vec::new(),
        },
        duty: page.get(7).map_or_else(|| Some(String::new()), text)?,
        who: page.get(8).map_or_else(|| Some(String::new()), text)?,
        when: page.get(9).map_or_else(|| Some(String::new()), text)?,
    })
}
