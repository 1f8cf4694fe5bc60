//! Every fact of front matter is in every output that its row names, in the order of the table: a book with every key of
//! every kind, read back from pages, JSON, tables, workbooks and search.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use normbook::check::Purpose;
use normbook::diag::Locale;
use normbook::export::Catalogue;
use normbook::model::keys::{self, Form, Key, Need, Output, Wording};
use normbook::model::{Home, Kind, Lang};
use normbook::pipeline::{self, Memory};
use normbook::site::{Address, EntryIx, Fact, FactValue, Page, Site};
use serde_json::Value;
use std::sync::Mutex;

use crate::archive::Archive;
use crate::project::BASE;
use crate::world::{World, snapshot};

/// Where the item of a kind lies that has every key.
fn path(kind: Kind) -> String {
    match kind.spec().home {
        Home::Standard => "standards/full/index".to_owned(),
        Home::Edition => "standards/full/2024/index".to_owned(),
        Home::Provisions(folder) => format!("standards/full/2024/{folder}/{}", id(kind)),
        Home::Shared(space) => format!("{}/full", space.word()),
    }
}

/// The id of such an item in an edition: `t01`; the number of a clause.
fn id(kind: Kind) -> String {
    kind.spec().next_id.map_or("1".to_owned(), |next| format!("{}01", next.prefix))
}

/// A value that can be found again: it names its kind and key.
fn value(key: &Key, kind: Kind, lang: &str) -> String {
    let mark = format!("甲{}{}{lang}", kind.word(), key.name.replace('-', ""));
    let inner = |rows: &[&Key]| {
        let inner: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.name, nested(row, &mark))).collect();
        format!("{{{}}}", inner.join(", "))
    };
    match key.form {
        Form::Text if key.is(&keys::CURRENT) => "\"2024\"".to_owned(),
        Form::Text if key.is(&keys::NUMBER) => "\"1\"".to_owned(),
        Form::Text if key.is(&keys::NUMBERING) => "\"1.1\"".to_owned(),
        Form::Texts if key.is(&keys::PAIRS_WITH) => "[urban@2022]".to_owned(),
        Form::Texts if key.is(&keys::MOVED_FROM) => format!("[/old/{}{lang}.html]", kind.word()),
        // Clauses of an edition before this one.
        Form::Texts if key.is(&keys::CONTINUES) => "[\"9\"]".to_owned(),
        Form::Refs if key.is(&keys::BASIS) => "[\"1\"]".to_owned(),
        Form::Refs if key.is(&keys::SUPPORTED_BY) => "[s02]".to_owned(),
        Form::Refs => "[urban/t01]".to_owned(),
        Form::Text => mark,
        Form::Texts if key.is(&keys::TOPICS) => "[matter]".to_owned(),
        Form::Texts => format!("[{mark}一, {mark}二]"),
        Form::Count => "3".to_owned(),
        Form::Date => "2024-05-17".to_owned(),
        Form::Url => format!("https://example.org/{mark}"),
        Form::Kind => kind.word().to_owned(),
        Form::Word(words) => words.names[0].to_owned(),
        Form::Mapping(rows) => inner(rows),
        Form::Mappings(rows) => format!("[{}]", inner(rows)),
        Form::MappingsOr(..) => format!("[{{every: week, on: fri, what: {mark}}}]"),
    }
}

fn nested(key: &Key, mark: &str) -> String {
    match key.form {
        Form::Text if key.is(&keys::duty::ROLE) => "office".to_owned(),
        Form::Text => format!("{mark}{}", key.name),
        Form::Url => "https://example.org/a".to_owned(),
        Form::Count => "1".to_owned(),
        Form::Date => "2024-05-17".to_owned(),
        Form::Word(words) => words.names[0].to_owned(),
        other => panic!("{other:?} is in no mapping yet"),
    }
}

/// The book of every key, in Chinese and in English.
fn world() -> World {
    let mut files: BTreeMap<String, String> =
        Archive::parse(BASE).sections.into_iter().map(|section| (section.name, section.text)).collect();
    let site = "format: 2\ntitle: 站\nlanguages: [zh-CN, en]\npublisher: {name: 组}\ntopics: {matter: matter}\n";
    files.insert("content/site.yaml".to_owned(), site.to_owned());
    let parts = "## 做什么 {#what}\n\n词。\n\n## 怎么做 {#how}\n\n1. 一步。\n";
    for &(_, kind) in Kind::WORDS {
        for (lang, ending) in [("", ""), ("en", ".en")] {
            let rows: Vec<&Key> =
                if lang.is_empty() { keys::of(kind).collect() } else { keys::of_translation(kind).collect() };
            // A clause has a number or a place.
            let rows = rows.into_iter().filter(|key| !key.is(&keys::CLAUSE_PLACE));
            let lines = rows.map(|key| format!("{}: {}\n", key.name, value(key, kind, lang)));
            let text = format!("---\n{}---\n{parts}", lines.collect::<String>());
            files.insert(format!("content/{}{ending}.md", path(kind)), text);
        }
    }
    let edition = |year: &str, key: &str| {
        format!("---\ntitle: {year}\nshort-title: {year}\nissued: {year}\nstatus: superseded\nprofile: {key}\n---\n")
    };
    files.insert("content/standards/full/2023/index.md".to_owned(), edition("2023", "group-standard"));
    let clause = "---\nnumber: \"9\"\ntitle: 旧\nprovenance: local\n---\n词。\n";
    files.insert("content/standards/full/2023/clauses/9.md".to_owned(), clause.to_owned());
    let safeguard = "---\ntitle: 甲二\nprovenance: local\ncategory: 类\nwho: [{role: office, duty: lead}]\n---\n";
    files.insert("content/standards/full/2024/safeguards/s02.md".to_owned(), format!("{safeguard}{parts}"));
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    World::build(snapshot(files), Purpose::Draft, &mut Memory::default())
}

fn entry(site: &Site, kind: Kind, lang: &str) -> EntryIx {
    let file = format!("content/{}{lang}.md", path(kind));
    let mut entries = site.indexed();
    entries.find(|(_, entry)| entry.item.header.path.as_str() == file).unwrap_or_else(|| panic!("{file} is no item")).0
}

/// What a reader must find of a fact: its words, and the names of its kind.
fn traces(fact: &Fact<'_>) -> Vec<String> {
    match &fact.value {
        FactValue::Text(text) => vec![(*text).to_owned()],
        FactValue::Texts(texts) => texts.iter().map(|text| (*text).to_owned()).collect(),
        FactValue::Date(date) => vec![date.to_string()],
        FactValue::Sources(sources) => sources.iter().map(|source| source.title.clone()).collect(),
        FactValue::Topics(topics) => topics.iter().map(|topic| topic.names.say(Lang::ZhCn).to_owned()).collect(),
        FactValue::Occasions(occasions) => occasions.iter().filter_map(|occasion| occasion.what.clone()).collect(),
        FactValue::Duties(duties) => duties.iter().filter_map(|duty| duty.word.as_deref().map(str::to_owned)).collect(),
        // Words of closed lists and links are called otherwise in each output; that they are there is seen by their keys.
        FactValue::Word(_) | FactValue::Links(_) | FactValue::Entries(_) => Vec::new(),
    }
}

#[test]
fn every_key_gives_a_fact_in_the_order_of_the_table() {
    let world = world();
    for &(word, kind) in Kind::WORDS {
        let facts = world.site.facts(entry(&world.site, kind, ""));
        let said: Vec<&str> = facts.iter().map(|fact| fact.key.name).collect();
        let rows = keys::of(kind).filter(|key| !key.is(&keys::CLAUSE_PLACE));
        let shown = rows.filter(|key| {
            let outputs = [Output::Page, Output::Place, Output::Json, Output::Csv, Output::Xlsx, Output::Search];
            outputs.into_iter().any(|output| key.shows(output))
        });
        assert_eq!(said, shown.map(|key| key.name).collect::<Vec<_>>(), "{word}");
    }
}

#[test]
fn translations_say_facts_in_their_own_words() {
    let world = world();
    for &(word, kind) in Kind::WORDS {
        let translated = world.site.facts(entry(&world.site, kind, ".en"));
        let original = world.site.facts(entry(&world.site, kind, ""));
        for (fact, own) in original.iter().zip(&translated) {
            assert!(fact.key.is(own.key), "{word}: {} stands where {} is", own.key.name, fact.key.name);
            let has_words = fact.key.wording != Wording::Same;
            let differs = traces(fact) != traces(own);
            assert!(!has_words || differs, "{word}: {} is not translated", fact.key.name);
        }
        assert_eq!(original.len(), translated.len());
    }
}

/// The item of an entry in the JSON files.
fn item(files: &BTreeMap<String, Vec<u8>>, kind: Kind) -> Value {
    let read = |address: &str| -> Value { serde_json::from_slice(&files[address]).unwrap() };
    let edition = || read("data/editions/full_2024.json");
    let find = |list: &Value, id: &str| list.as_array().unwrap().iter().find(|item| item["id"] == id).unwrap().clone();
    match kind.spec().home {
        Home::Standard => edition()["edition"]["standard"].clone(),
        Home::Edition => edition()["edition"].clone(),
        Home::Provisions(folder) => find(&edition()[folder], &format!("full@2024/{}", id(kind))),
        Home::Shared(space) => {
            let own = space.word();
            find(&read(&format!("data/{own}.json"))["items"], &format!("{own}/full"))
        }
    }
}

fn data(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let catalogue = Catalogue::new(site);
    let made = catalogue.files().iter().map(|file| (file.address.to_string(), catalogue.bytes(file).unwrap()));
    made.collect()
}

#[test]
fn json_holds_every_fact_and_every_translated_one() {
    let world = world();
    let files = data(&world.site);
    let mut wrong = Vec::new();
    let mut look = |of: &str, object: &Value, facts: &[Fact<'_>]| {
        for fact in facts {
            let is_source = matches!(fact.value, FactValue::Sources(_));
            let own = object[if is_source { "sources" } else { fact.key.name }].to_string();
            let shows = own != "null" && traces(fact).iter().all(|trace| own.contains(trace.as_str()));
            if shows != fact.key.shows(Output::Json) {
                wrong.push(format!("{of}: {} is {own}", fact.key.name));
            }
        }
    };
    for &(word, kind) in Kind::WORDS {
        let item = item(&files, kind);
        look(word, &item, &world.site.facts(entry(&world.site, kind, "")));
        let translated = world.site.own_facts(entry(&world.site, kind, ".en"));
        let wanted = keys::of(kind).filter(|key| key.wording != Wording::Same && !key.is(&keys::TITLE)).count();
        assert_eq!(translated.iter().filter(|fact| fact.key.wording != Wording::Same).count(), wanted, "{word}");
        look(&format!("{word}.en"), &item["translations"][0], &translated);
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_table_of_tasks_has_a_column_for_every_fact() {
    let world = world();
    let text = String::from_utf8(data(&world.site).remove("data/tasks.csv").unwrap()).unwrap();
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Vec<BTreeMap<String, String>> = table.deserialize().map(|row| row.unwrap()).collect();
    for kind in [Kind::Task, Kind::Safeguard] {
        let index = entry(&world.site, kind, "");
        let id = world.site.entry(index).key().to_string();
        let row = rows.iter().find(|row| row["id"] == id).unwrap();
        for fact in world.site.facts(index) {
            let is_who = fact.key.is(&keys::WHO);
            let cell = row.get(if is_who { "lead" } else { fact.key.name });
            assert_eq!(cell.is_some_and(|cell| !cell.is_empty()), fact.key.shows(Output::Csv), "{}", fact.key.name);
            // Of the duties, the table of tasks names who leads.
            let held = |trace: &String| is_who || cell.is_some_and(|cell| cell.contains(trace.as_str()));
            assert!(traces(&fact).iter().all(held), "{}: {cell:?}", fact.key.name);
        }
    }
}

/// Every text of a workbook, sheet by sheet.
fn sheets(bytes: &[u8]) -> BTreeMap<String, Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let read = book.sheet_names().into_iter().map(|name| {
        let range = book.worksheet_range(&name).unwrap();
        let texts = range.used_cells().filter_map(|(_, _, cell)| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        });
        (name, texts.collect())
    });
    read.collect()
}

#[test]
fn workbooks_hold_every_fact_of_their_edition() {
    let world = world();
    let sheets = sheets(&data(&world.site)["data/editions/full_2024.xlsx"]);
    for &(_, kind) in Kind::WORDS {
        let sheet = match kind {
            Kind::Standard | Kind::Edition => "说明",
            Kind::Task | Kind::Safeguard => "事项清单",
            // The workbook of an edition lists nothing else.
            _ => continue,
        };
        let texts = &sheets[sheet];
        for fact in world.site.facts_in(entry(&world.site, kind, ""), Output::Xlsx) {
            let label = fact.key.called(Locale::Chinese);
            assert!(texts.iter().any(|text| text == label), "{sheet} does not name {label}");
            for trace in traces(&fact) {
                assert!(texts.iter().any(|text| text.contains(&trace)), "{sheet} lacks {trace}");
            }
        }
    }
    let cadence = value(&keys::CADENCE, Kind::Task, "");
    for sheet in ["任务分工表", "街道办事处"] {
        assert!(sheets[sheet].contains(&cadence), "{sheet} does not say how often");
    }
}

#[test]
fn search_finds_every_fact_that_is_text() {
    let world = world();
    let files: Mutex<String> = Mutex::default();
    let put = |_: &Address, bytes: &[u8]| {
        files.lock().unwrap().push_str(&String::from_utf8_lossy(bytes));
        Ok(())
    };
    pipeline::write_search(&world.site, &put).unwrap();
    let texts = files.into_inner().unwrap();
    for &(_, kind) in Kind::WORDS {
        for lang in ["", ".en"] {
            for fact in world.site.facts(entry(&world.site, kind, lang)) {
                for trace in traces(&fact).iter().filter(|_| fact.key.shows(Output::Search)) {
                    assert!(texts.contains(trace.as_str()), "search lacks {trace}");
                }
            }
        }
    }
}

/// The names and values of a page's lists of facts, in their order.
fn listed(page: &str) -> Vec<(String, String)> {
    let rows = page.split("<dt>").skip(1).filter_map(|row| row.split_once("</dt><dd>"));
    rows.map(|(name, rest)| (name.to_owned(), rest.split("</dd>").next().unwrap_or_default().to_owned())).collect()
}

/// What a page does wrong with the facts of an item, of which it is one page.
fn misplaced(page: &str, facts: &[Fact<'_>], locale: Locale) -> Vec<String> {
    let mut wrong = Vec::new();
    // What `when` says to programs, a card says in the words of `cadence`, and in its months.
    let has_words = facts.iter().any(|fact| fact.key.is(&keys::CADENCE));
    let is_listed = |fact: &&Fact<'_>| fact.key.shows(Output::Page) && !(has_words && fact.key.is(&keys::WHEN));
    let named: Vec<&str> = facts.iter().filter(is_listed).map(|fact| fact.key.called(locale)).collect();
    let rows: Vec<_> = listed(page).into_iter().filter(|(name, _)| named.contains(&name.as_str())).collect();
    if rows.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>() != named {
        wrong.push(format!("lists {rows:?} and not {named:?}"));
    }
    for fact in facts {
        let name = fact.key.called(locale);
        let traces = traces(fact);
        let lacks = |text: &str| traces.iter().find(|trace| !text.contains(trace.as_str())).cloned();
        if is_listed(&fact) {
            let row = rows.iter().find(|(own, _)| own == name);
            wrong.extend(row.and_then(|(_, value)| lacks(value)).map(|trace| format!("{name} lacks {trace}")));
        } else if fact.key.shows(Output::Place) {
            wrong.extend(lacks(page).map(|trace| format!("there is no place for {trace}")));
        } else if !fact.key.shows(Output::Page) && page.contains(&format!(">{name}<")) {
            wrong.push(format!("{name} is shown"));
        }
    }
    wrong
}

#[test]
fn pages_list_facts_in_the_order_of_the_table() {
    let world = world();
    let mut wrong = Vec::new();
    for &(word, kind) in Kind::WORDS {
        for (lang, locale) in [("", Locale::Chinese), (".en", Locale::English)] {
            let index = entry(&world.site, kind, lang);
            let page = &world.pages[world.site.entry(index).address.as_str()];
            let found = misplaced(page, &world.site.facts(index), locale);
            wrong.extend(found.into_iter().map(|found| format!("{word}{lang} {found}")));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// What a page lists of its item, the same item says where it stands among others.
#[test]
fn booklets_list_the_facts_of_their_items() {
    let world = world();
    let booklets = world.site.pages.iter().filter_map(|(address, page)| match page {
        Page::Reading(edition, 0) => Some((address, *edition)),
        _ => None,
    });
    let mut seen = 0;
    for (address, edition) in booklets {
        let rows = listed(&world.pages[address.as_str()]);
        for &(word, kind) in Kind::WORDS {
            let index = entry(&world.site, kind, "");
            let own = world.site.edition_of(index).map(|node| node.entry);
            if own != Some(world.site.editions[edition].entry) {
                continue;
            }
            for fact in world.site.facts_in(index, Output::Page) {
                let name = fact.key.called(Locale::Chinese);
                let traces = traces(&fact);
                let says = |value: &str| traces.iter().all(|trace| value.contains(trace.as_str()));
                assert!(rows.iter().any(|(own, value)| own == name && says(value)), "{address}: {word} lacks {name}");
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "no booklet holds an item of the book");
}

#[test]
fn pages_name_what_is_missed() {
    let world = world();
    let mut seen = 0;
    for entry in world.site.entries.iter().filter(|entry| entry.item.header.lang.is_none()) {
        let rows = listed(&world.pages[entry.address.as_str()]);
        let facts = world.site.facts(entry.original);
        let missed = keys::of(entry.kind()).filter(|key| key.need == Need::Missed && key.shows(Output::Page));
        for key in missed.filter(|key| !facts.iter().any(|fact| fact.key.is(key))) {
            let row = rows.iter().find(|(name, _)| name == key.called(Locale::Chinese));
            assert_eq!(row.map(|(_, value)| value.as_str()), Some("未注明"), "{}: {}", entry.address, key.name);
            seen += 1;
        }
    }
    assert!(seen > 0, "nothing is missed in the book");
}
