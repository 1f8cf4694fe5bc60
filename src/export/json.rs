//! The model as JSON (`docs/data.md`): one object an item, in files that never hold more than [`ITEMS_PER_FILE`].
//!
//! Keys are those of front matter. What is not known is left out; nothing is `null`.

mod texts;
mod value;

use value::{Object, Value};

use super::{FORMAT, text, words};
use crate::comparison;
use crate::coverage::SharedCoverage;
use crate::diag::{Locale, Words};
use crate::model::keys::{self, Output, when};
use crate::model::{
    Duty, Item, Kind, Level, Occasion, Part, Provenance, Recurrence, SourceNote, Space, Standing, Timing, Weekday,
    Withdrawal, Work,
};
use crate::naming;
use crate::site::{
    Address, DataFile, EditionNode, EntryIx, Fact, FactValue, ITEMS_PER_FILE, LockEvent, ResolvedAssignment,
    ResolvedRef, Site, What, WorkLinks,
};

/// The key of sources, one or several.
pub(super) const SOURCES: &str = "sources";

/// `data/index.json`: the site, its words, its files.
pub(super) fn index(site: &Site, files: &[DataFile]) -> Vec<u8> {
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
    format!("{index:#}\n").into_bytes()
}

/// What the words of closed lists are called.
fn legend() -> Object {
    fn of<T: Copy>(known: &[(&'static str, T)], say: impl Fn(T) -> Words) -> Object {
        let mut object = Object::default();
        for &(word, value) in known {
            let words = say(value);
            let mut said = Object::default();
            said.put("zh-CN", words.say(Locale::Chinese));
            said.put("en", words.say(Locale::English));
            object.put(word, said);
        }
        object
    }
    let mut legend = Object::default();
    legend.put("kind", of(Kind::WORDS, words::kind));
    legend.put("provenance", of(Provenance::WORDS, words::provenance));
    legend.put("duty", of(Duty::WORDS, words::duty));
    legend.put("level", of(Level::WORDS, words::level));
    legend
}

/// A file in the list of files.
fn entry(site: &Site, file: &DataFile) -> Value {
    let mut entry = Object::default();
    entry.put("path", file.address.as_str());
    entry.put("holds", file.what.word());
    if let Some(edition) = file.what.edition() {
        entry.put("edition", site.editions[edition].key.to_string());
    }
    if file.parts > 1 {
        entry.put("part", file.part + 1);
        entry.put("parts", file.parts);
    }
    if file.what.kind().is_counted {
        entry.put("count", file.range.len());
    }
    entry.into()
}

/// A part of an edition: its clauses, tasks and safeguards, as far as they are in the range of the file.
pub(super) fn edition(site: &Site, file: &DataFile, edition: &EditionNode) -> Vec<u8> {
    let mut object = head(site, &file.address, "edition");
    parts(&mut object, file);
    object.put("edition", about_edition(site, edition));
    let items = file.range.clone().filter_map(|at| edition.reading_item(at)).map(|item| item.entry());
    let items: Vec<EntryIx> = items.collect();
    let of = |kind: Kind| items.iter().copied().filter(move |&index| site.entry(index).kind() == kind);
    write(site, object, Kind::provisions().map(|(kind, folder)| (folder, of(kind).collect::<Vec<_>>())))
}

/// A part of what belongs to no standard.
pub(super) fn shared(site: &Site, file: &DataFile, space: Space) -> Vec<u8> {
    let mut object = head(site, &file.address, "items");
    parts(&mut object, file);
    let all = site.shared.get(&space).map(Vec::as_slice).unwrap_or_default();
    write(site, object, [("items", all.get(file.range.clone()).unwrap_or_default().to_vec())])
}

fn head(site: &Site, address: &Address, schema: &str) -> Object {
    let mut head = Object::default();
    head.put("format", FORMAT as usize);
    head.put("$schema", Address::schema(schema).relative_to(address));
    head.put("title", site.config.words(site.config.languages.first).title.as_str());
    head
}

fn parts(object: &mut Object, file: &DataFile) {
    debug_assert!(file.range.len() <= ITEMS_PER_FILE);
    object.put("holds", file.what.word());
    object.put("part", file.part + 1);
    object.put("parts", file.parts);
}

/// The head of a file, then an item a line, so that files are compared line by line.
fn write<'a>(site: &Site, head: Object, lists: impl IntoIterator<Item = (&'a str, Vec<EntryIx>)>) -> Vec<u8> {
    let mut text = head.to_string();
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
    let mut object = item(site, edition.entry);
    object.maybe("successor", edition.successor.map(|index| key(site, index)));
    let withdrawn = site.edition_facts(edition).map(|facts| facts.withdrawn.as_slice()).unwrap_or_default();
    object.list("withdrawn", withdrawn.iter().map(withdrawal).collect());
    object.put("standard", item(site, edition.standard));
    object.into()
}

/// An item.
fn item(site: &Site, index: EntryIx) -> Object {
    let entry = site.entry(index);
    let mut object = Object::default();
    object.put("id", entry.key().to_string());
    object.put("kind", entry.kind().word());
    named(site, index, &mut object);
    for fact in site.facts_in(index, Output::Json) {
        put_fact(site, &fact, &mut object);
    }
    if let (Some(work), Some(links)) = (entry.item.work(), site.work_links(index)) {
        answers(site, index, work, links, &mut object);
    }
    if let Some((_, fate)) = site.past(index) {
        object.list("preceding", fate.old.iter().map(|&old| key(site, old).into()).collect());
        let changes = comparison::changes_of(site, fate);
        object.list("changes", changes.into_iter().map(|change| change.word().into()).collect());
    }
    let lock = site.edition_of(index).and_then(|edition| edition.lock.as_ref()).filter(|_| entry.kind().is_provision());
    let corrections = lock.into_iter().flat_map(|lock| lock.corrections(entry.key().id()));
    object.list("corrections", corrections.map(correction).collect());
    texts::put(site, index, &mut object);
    object
}

/// Each time that other official words were locked than before.
fn correction(event: &LockEvent) -> Value {
    let mut object = Object::default();
    object.put("date", event.date.to_string());
    object.put("reason", event.reason.as_str());
    object.maybe("source", event.source.as_deref());
    object.into()
}

/// What of the preceding edition is not continued.
fn withdrawal(own: &Withdrawal) -> Value {
    let mut object = Object::default();
    object.put("id", own.id.value.as_str());
    object.put("date", own.date.to_string());
    object.put("reason", own.reason.as_str());
    object.maybe("by", own.by.as_deref());
    object.into()
}

/// The title of a text, its language, and where its page is: from the site's top, and on the web where that is known.
fn named(site: &Site, index: EntryIx, object: &mut Object) {
    let entry = site.entry(index);
    object.put("title", naming::title(site, index));
    object.put("lang", site.lang(index).tag());
    object.put("page", entry.address.as_str());
    object.maybe("url", site.config.base_url.as_ref().map(|base| format!("{base}{}", entry.address)));
}

/// A fact under the name of its key.
fn put_fact(site: &Site, fact: &Fact<'_>, object: &mut Object) {
    let name = fact.key.name;
    match &fact.value {
        FactValue::Text(text) => object.put(name, *text),
        FactValue::Texts(texts) => object.list(name, texts.iter().map(|&text| text.into()).collect()),
        FactValue::Date(date) => object.put(name, date.to_string()),
        FactValue::Word(word) => object.put(name, word.word()),
        FactValue::Links(links) => object.list(name, refs(site, links)),
        FactValue::Entries(entries) => object.list(name, entries.iter().map(|&to| key(site, to).into()).collect()),
        // One key for one source and for several, so that programs read one form.
        FactValue::Sources(sources) => object.list(SOURCES, sources.iter().map(source).collect()),
        FactValue::Topics(topics) => object.list(name, topics.iter().map(|topic| topic.id.as_str().into()).collect()),
        FactValue::Occasions(occasions) => {
            object.list(name, occasions.iter().map(|own| occasion(own, words::locale(site))).collect());
        }
        FactValue::Duties(duties) => object.list(name, duties.iter().map(|duty| assignment(site, duty)).collect()),
    }
}

/// What a task or safeguard answers in its text, and who assigned its basis.
fn answers(site: &Site, index: EntryIx, work: &Work, links: &WorkLinks, object: &mut Object) {
    let entry = site.entry(index);
    let answer = |part: Part| Some(text::answer(site, index, part)).filter(|text| !text.is_empty());
    object.maybe("what", answer(Part::What));
    object.maybe("what-provenance", differing(&entry.item, text::provenance_of(entry, Part::What)));
    object.list("steps", text::steps(site, index).into_iter().map(|step| step.text.into()).collect());
    object.maybe("steps-provenance", differing(&entry.item, text::provenance_of(entry, Part::How)));
    if links.basis.iter().any(|own| own.link.entry().is_some()) {
        let by_issuer = work.provenance.value == Provenance::Official;
        object.put("basis-by", if by_issuer { "issuer" } else { "editor" });
    }
}

/// The word of a provenance that is not its item's.
fn differing(item: &Item, own: Option<Provenance>) -> Option<&'static str> {
    own.filter(|_| own != item.provenance()).map(Provenance::word)
}

fn assignment(site: &Site, own: &ResolvedAssignment) -> Value {
    let ResolvedAssignment { holder, duty, word, provenance } = own;
    let mut object = Object::default();
    object.maybe("role", own.role().map(|role| key(site, role)));
    object.put("name", naming::holder(site, holder, site.config.languages.first));
    object.put("duty", duty.word());
    object.maybe("word", word.as_deref());
    object.put("provenance", provenance.word());
    object.into()
}

/// When something is done: as it is written, and in words.
fn occasion(own: &Occasion, locale: Locale) -> Value {
    let mut object = Object::default();
    match &own.timing {
        Timing::Recurs(Recurrence { every, months, on }) => {
            object.put(when::EVERY.name, every.word());
            object.list(when::MONTHS.name, months.iter().map(|month| (month as usize).into()).collect());
            object.maybe(when::ON.name, on.map(Weekday::word));
        }
        Timing::After { event, within } => {
            object.put(when::AFTER.name, event.as_str());
            object.maybe(when::WITHIN.name, within.map(|term| format!("{} {}", term.count, term.unit.word())));
        }
        Timing::Always => object.put(Standing::Always.word(), true),
    }
    object.maybe(when::WHAT.name, own.what.as_deref());
    object.put("text", own.said(locale));
    object.into()
}

/// The ids that refs lead to, with their anchors; a broken one is no fact.
fn refs(site: &Site, refs: &[ResolvedRef]) -> Vec<Value> {
    let targets = refs.iter().filter_map(|own| own.link.target());
    targets.map(|(to, anchor)| anchored(site, to, anchor).into()).collect()
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

fn source(note: &SourceNote) -> Value {
    let mut object = Object::default();
    let SourceNote { title, outlet, date, url } = note;
    object.put(keys::source::TITLE.name, title.as_str());
    object.maybe(keys::source::OUTLET.name, outlet.as_deref());
    object.maybe(keys::source::DATE.name, date.map(|date| date.to_string()));
    object.maybe(keys::source::URL.name, url.as_deref());
    object.into()
}
