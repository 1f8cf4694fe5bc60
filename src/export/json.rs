//! The model as JSON (`docs/data.md`): one object an item, in files that never hold more than [`ITEMS_PER_FILE`].
//!
//! Keys are those of front matter. What is not known is left out; nothing is `null`.

mod texts;

use serde_json::{Map, Value, json};

use super::{FORMAT, File, ITEMS_PER_FILE, What, text, words};
use crate::coverage::SharedCoverage;
use crate::diag::{Locale, Words};
use crate::model::{
    Assignment, ClausePlace, Duty, Facts, Item, Kind, Level, Part, PartialDate, Provenance, SourceNote, Space, Work,
};
use crate::naming;
use crate::site::{Address, EditionNode, EntryIx, Link, Relations, Site, WorkLinks};
use crate::source::Spanned;

/// What is written of a thing, in the order of writing.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    fn maybe(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// A list, if anything is in it.
    fn list(&mut self, key: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.put(key, values);
        }
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}

/// `data/index.json`: the site, its words, its files.
pub(super) fn index(site: &Site, files: &[File]) -> Vec<u8> {
    let mut index = head(site, &Address::data("index.json"), "index");
    let config = &site.config;
    let own = config.words(config.languages.first);
    let mut about = Object::default();
    about.put("title", own.title.as_str());
    about.maybe("subtitle", own.subtitle.as_deref());
    about.maybe("description", own.description.as_deref());
    about.maybe("notice", own.notice.as_deref());
    about.put("languages", config.languages.all().map(|lang| Value::from(lang.tag())).collect::<Vec<_>>());
    let mut publisher = Object::default();
    publisher.put("name", config.publisher.name.as_str());
    publisher.maybe("url", config.publisher.url.as_deref());
    about.put("publisher", publisher);
    about.maybe("base-url", config.base_url.as_deref());
    about.put("sample", site.sample);
    about.maybe("as-of", SharedCoverage::of(site).as_of.map(|date| date.to_string()));
    index.put("site", about);
    index.put("words", legend());
    index.put(
        "files",
        files.iter().filter(|file| file.what != What::Index).map(|file| entry(site, file)).collect::<Vec<_>>(),
    );
    let mut bytes = format!("{:#}", Value::from(index)).into_bytes();
    bytes.push(b'\n');
    bytes
}

/// What the words of closed lists are called.
fn legend() -> Value {
    fn of<T: Copy>(known: &[(&str, T)], say: impl Fn(T) -> Words) -> Value {
        let said = known.iter().map(|&(word, value)| {
            let words = say(value);
            (word.to_owned(), json!({"zh-CN": words.say(Locale::Chinese), "en": words.say(Locale::English)}))
        });
        Value::Object(said.collect())
    }
    json!({
        "kind": of(Kind::WORDS, words::kind),
        "provenance": of(Provenance::WORDS, words::provenance),
        "duty": of(Duty::WORDS, words::duty),
        "level": of(Level::WORDS, words::level),
    })
}

/// A file in the list of files.
fn entry(site: &Site, file: &File) -> Value {
    let mut entry = Object::default();
    entry.put("path", file.address.as_str());
    entry.put("holds", file.what.word());
    if let What::Edition(edition) | What::Workbook(edition) = file.what {
        entry.put("edition", site.editions[edition].key.to_string());
    }
    if file.parts > 1 {
        entry.put("part", file.part + 1);
        entry.put("parts", file.parts);
    }
    if !matches!(file.what, What::Schema(_)) {
        entry.put("count", file.range.len());
    }
    entry.into()
}

/// A part of an edition: its clauses, tasks and safeguards, as far as they are in the range of the file.
pub(super) fn edition(site: &Site, file: &File, edition: &EditionNode) -> Vec<u8> {
    let mut object = head(site, &file.address, "edition");
    parts(&mut object, file);
    object.put("edition", about_edition(site, edition));
    let items = file.range.clone().filter_map(|at| edition.reading_item(at)).map(|item| item.entry());
    let items: Vec<EntryIx> = items.collect();
    let of = |kind: Kind| items.iter().copied().filter(move |&index| site.entry(index).kind() == kind);
    let lists = [("clauses", Kind::Clause), ("tasks", Kind::Task), ("safeguards", Kind::Safeguard)];
    write(site, object, lists.map(|(key, kind)| (key, of(kind).collect::<Vec<_>>())))
}

/// A part of what belongs to no standard.
pub(super) fn shared(site: &Site, file: &File, space: Space) -> Vec<u8> {
    let mut object = head(site, &file.address, "items");
    parts(&mut object, file);
    let all = site.shared.get(&space).map(Vec::as_slice).unwrap_or_default();
    write(site, object, [("items", all.get(file.range.clone()).unwrap_or_default().to_vec())])
}

fn head(site: &Site, address: &Address, schema: &str) -> Object {
    let mut head = Object::default();
    head.put("format", FORMAT);
    head.put("$schema", Address::schema(schema).relative_to(address));
    head.put("title", site.config.words(site.config.languages.first).title.as_str());
    head
}

fn parts(object: &mut Object, file: &File) {
    debug_assert!(file.range.len() <= ITEMS_PER_FILE);
    object.put("holds", file.what.word());
    object.put("part", file.part + 1);
    object.put("parts", file.parts);
}

/// The head of a file, then an item a line, so that files are compared line by line.
fn write<const N: usize>(site: &Site, head: Object, lists: [(&str, Vec<EntryIx>); N]) -> Vec<u8> {
    let mut text = Value::from(head).to_string();
    text.pop();
    for (key, items) in lists {
        text.push_str(&format!(",\n\"{key}\": ["));
        for (place, index) in items.into_iter().enumerate() {
            text.push_str(if place == 0 { "\n" } else { ",\n" });
            text.push_str(&item(site, index).to_string());
        }
        text.push(']');
    }
    text.push_str("}\n");
    text.into_bytes()
}

/// What is known of an edition as a document, and of its standard.
fn about_edition(site: &Site, edition: &EditionNode) -> Value {
    let mut object = common(site, edition.entry);
    let standard = site.entry(edition.standard);
    let mut own = common(site, edition.standard);
    if let Facts::Standard(facts) = &standard.item.facts {
        own.put("short-title", facts.short_title.as_str());
        own.put("issuer", facts.issuer.as_str());
    }
    if let Some(facts) = site.edition_facts(edition) {
        object.put("short-title", facts.short_title.as_str());
        object.put("status", facts.status.word());
        object.put("profile", facts.profile.word());
        object.put("issued", facts.issued.to_string());
        object.maybe("effective", facts.effective.map(|date| date.to_string()));
        object.list("sources", facts.source.iter().map(source).collect());
        object.maybe("successor", edition.successor.map(|index| key(site, index)));
        object.list("pairs-with", edition.pairs.iter().map(|&index| key(site, index).into()).collect());
    }
    texts::put(site, edition.standard, &mut own);
    texts::put(site, edition.entry, &mut object);
    object.put("standard", own);
    object.into()
}

/// An item.
fn item(site: &Site, index: EntryIx) -> Value {
    let entry = site.entry(index);
    let mut object = common(site, index);
    facts(site, index, &mut object);
    if let (Some(work), Some(links)) = (entry.item.work(), site.work_links(index)) {
        self::work(site, index, work, links, &mut object);
    }
    texts::put(site, index, &mut object);
    object.into()
}

/// What every item has.
fn common(site: &Site, index: EntryIx) -> Object {
    let entry = site.entry(index);
    let header = &entry.item.header;
    let mut object = Object::default();
    object.put("id", entry.key().to_string());
    object.put("kind", entry.kind().word());
    object.put("title", naming::title(site, index));
    object.put("lang", site.lang(index).tag());
    page(site, &entry.address, &mut object);
    object.maybe("provenance", entry.item.provenance().map(Provenance::word));
    object.maybe("updated", header.updated.map(|date: PartialDate| date.to_string()));
    object.maybe("owner", header.owner.as_deref());
    object.maybe("review-by", header.review_by.map(|date| date.to_string()));
    object
}

/// Where the page of an item is: from the site's top, and on the web where that is known.
fn page(site: &Site, address: &Address, object: &mut Object) {
    object.put("page", address.as_str());
    object.maybe("url", site.config.base_url.as_ref().map(|base| format!("{base}{address}")));
}

/// What only some kinds have.
fn facts(site: &Site, index: EntryIx, object: &mut Object) {
    let entry = site.entry(index);
    match &entry.item.facts {
        Facts::Clause(clause) => {
            match &clause.place {
                ClausePlace::Numbered(number) => object.put("number", &**number),
                ClausePlace::Front => object.put("place", "front"),
                ClausePlace::Back => object.put("place", "back"),
            }
            if let Relations::Clause(links) = &entry.relations {
                object.list("continues", refs(site, links));
            }
            object.list("sources", clause.source.iter().map(source).collect());
        }
        Facts::Safeguard(safeguard) => object.put("category", safeguard.category.as_str()),
        Facts::Note(note) => {
            object.put("unit", note.unit.as_str());
            object.put("date", note.date.to_string());
            object.list("interprets", subjects(site, index));
        }
        Facts::Case(case) => {
            object.put("place", case.place.as_str());
            object.put("unit", case.unit.as_str());
            object.put("date", case.date.to_string());
            object.put("outcome", case.outcome.as_str());
            object.list("illustrates", subjects(site, index));
            object.list("sources", case.sources.iter().map(source).collect());
        }
        Facts::Role(role) => {
            object.put("level", role.level.word());
            object.list("aliases", aliases(&role.aliases));
        }
        Facts::Term(term) => {
            object.list("aliases", aliases(&term.aliases));
            object.list("sources", term.source.iter().map(source).collect());
        }
        Facts::Standard(_) | Facts::Edition(_) | Facts::Task(_) | Facts::Page | Facts::Translation(_) => {}
    }
}

fn work(site: &Site, index: EntryIx, work: &Work, links: &WorkLinks, object: &mut Object) {
    let entry = site.entry(index);
    let answer = |part: Part| Some(text::answer(site, index, part)).filter(|text| !text.is_empty());
    object.maybe("what", answer(Part::What));
    object.maybe("what-provenance", differing(&entry.item, text::provenance_of(entry, Part::What)));
    object.list("steps", text::steps(site, index).into_iter().map(|step| step.text.into()).collect());
    object.maybe("steps-provenance", differing(&entry.item, text::provenance_of(entry, Part::How)));
    let who = work.who.iter().zip(&links.roles).map(|(own, role)| assignment(site, work, own, *role));
    object.list("who", who.collect());
    object.list("records", work.records.iter().map(|record| record.as_str().into()).collect());
    object.maybe("cadence", work.cadence.as_deref());
    let basis = refs(site, &links.basis);
    if !basis.is_empty() {
        let by_issuer = work.provenance.value == Provenance::Official;
        object.put("basis-by", if by_issuer { "issuer" } else { "editor" });
    }
    object.list("basis", basis);
    object.list("counterparts", refs(site, &links.counterparts));
    object.list("supported-by", refs(site, &links.supported_by));
}

/// The word of a provenance that is not its item's.
fn differing(item: &Item, own: Option<Provenance>) -> Option<&'static str> {
    own.filter(|_| own != item.provenance()).map(Provenance::word)
}

fn assignment(site: &Site, work: &Work, own: &Assignment, role: Option<EntryIx>) -> Value {
    let mut object = Object::default();
    object.maybe("role", role.map(|role| key(site, role)));
    object.put("name", role.map_or(own.role.value.as_str(), |role| naming::title(site, role)));
    object.put("duty", own.duty.word());
    object.maybe("word", own.word.as_deref());
    object.put("provenance", own.provenance.unwrap_or(work.provenance.value).word());
    object.into()
}

fn subjects(site: &Site, index: EntryIx) -> Vec<Value> {
    match &site.entry(index).relations {
        Relations::Subjects(links) => refs(site, links),
        _ => Vec::new(),
    }
}

/// The ids that refs lead to, with their anchors; a broken one is no fact.
fn refs(site: &Site, links: &[Link]) -> Vec<Value> {
    let ids = links.iter().filter_map(|link| match link {
        Link::To(to, anchor) => Some(anchored(site, *to, anchor.as_deref()).into()),
        Link::Broken => None,
    });
    ids.collect()
}

/// The id of an item with a place in it.
pub(super) fn anchored(site: &Site, index: EntryIx, anchor: Option<&str>) -> String {
    let id = key(site, index);
    anchor.map_or_else(|| id.clone(), |anchor| format!("{id}#{anchor}"))
}

/// The id of an item in the whole site.
pub(super) fn key(site: &Site, index: EntryIx) -> String {
    site.entry(index).key().to_string()
}

fn aliases(aliases: &[Spanned<String>]) -> Vec<Value> {
    aliases.iter().map(|alias| alias.value.as_str().into()).collect()
}

fn source(note: &SourceNote) -> Value {
    let mut object = Object::default();
    object.put("title", note.title.as_str());
    object.maybe("outlet", note.outlet.as_deref());
    object.maybe("date", note.date.map(|date| date.to_string()));
    object.maybe("url", note.url.as_deref());
    object.into()
}
