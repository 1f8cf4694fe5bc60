//! Open data, read back by programs of others: JSON judged by its schemas, tables and workbooks cell by cell.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::sync::{Arc, LazyLock};

use calamine::{Data, Reader, Xlsx};
use normbook::check::Purpose;
use normbook::export::Catalogue;
use normbook::load::{self, Limits};
use normbook::media;
use normbook::model::{Kind, Provenance};
use normbook::pipeline::Memory;
use normbook::site::{EditionNode, EntryIx, ITEMS_PER_FILE, Site, What};
use serde_json::Value;

use crate::archive::Archive;
use crate::project::{BASE, Project, root, tree};
use crate::world::{World, snapshot};

/// A site with its files.
struct Book {
    site: Arc<Site>,
    files: BTreeMap<String, Vec<u8>>,
}

/// What ships, the book of every feature, the smallest one.
static BOOKS: LazyLock<[Book; 3]> = LazyLock::new(|| ["", "tests/books/reading-room", "tests/books/minimal"].map(read));

fn read(book: &str) -> Book {
    let snapshot = load::load(&root().join(book), &Limits::default()).unwrap();
    let site = World::resolve(snapshot, Purpose::Draft, &mut Memory::default()).site;
    Book { files: files(&site), site }
}

/// Every file of a site, by its address.
fn files(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let catalogue = Catalogue::new(site);
    let made = catalogue.files().iter().map(|file| (file.address.to_string(), catalogue.bytes(file).unwrap()));
    made.collect()
}

fn json(files: &BTreeMap<String, Vec<u8>>, address: &str) -> Value {
    serde_json::from_slice(&files[address]).unwrap()
}

/// JSON files that are no schemas.
fn data(files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, Value)> {
    let own = files.keys().filter(|address| address.ends_with(".json") && !address.ends_with(".schema.json"));
    own.map(|address| (address.clone(), json(files, address))).collect()
}

/// The schema that a file names, from where it lies.
fn validator(files: &BTreeMap<String, Vec<u8>>, address: &str, value: &Value) -> jsonschema::Validator {
    let schema = crate::links::joined(address, value["$schema"].as_str().unwrap()).unwrap();
    jsonschema::validator_for(&json(files, &schema)).unwrap()
}

/// Every item of the JSON files.
fn items(files: &BTreeMap<String, Vec<u8>>) -> Vec<Value> {
    let lists = ["clauses", "tasks", "safeguards", "items"];
    let of = |(_, value): (String, Value)| {
        lists.into_iter().flat_map(move |key| value[key].as_array().cloned().unwrap_or_default())
    };
    data(files).into_iter().flat_map(of).collect()
}

#[test]
fn data_is_what_its_schemas_say() {
    for Book { files, .. } in BOOKS.iter() {
        for (address, value) in data(files) {
            let wrong: Vec<String> =
                validator(files, &address, &value).iter_errors(&value).map(|error| error.to_string()).collect();
            assert_eq!(wrong, [""; 0], "{address}");
        }
    }
}

/// A schema that takes everything would hold nothing.
#[test]
fn schemas_refuse_what_is_wrong() {
    let files = &BOOKS[0].files;
    let address = "data/editions/urban_2022.json";
    let whole = json(files, address);
    let judge = validator(files, address, &whole);
    let wrong: [(&str, Value); 4] = [
        ("/tasks/0/provenance", "invented".into()),
        ("/tasks/0/who/0/duty", Value::Null),
        ("/clauses/0/page", "/etc/passwd".into()),
        ("/format", 2.into()),
    ];
    for (place, value) in wrong {
        let mut spoiled = whole.clone();
        *spoiled.pointer_mut(place).unwrap() = value;
        assert!(!judge.is_valid(&spoiled), "{place}");
    }
    let mut spoiled = whole.clone();
    spoiled["tasks"][0].as_object_mut().unwrap().remove("provenance");
    assert!(!judge.is_valid(&spoiled), "an item without a provenance");
}

#[test]
fn every_item_is_there_once_and_its_page_exists() {
    for Book { site, files } in BOOKS.iter() {
        let items = items(files);
        let ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len());
        let wanted: BTreeSet<String> = site
            .originals()
            .filter(|(_, entry)| !matches!(entry.kind(), Kind::Standard | Kind::Edition))
            .map(|(_, entry)| entry.key().to_string())
            .collect();
        assert_eq!(unique, wanted.iter().map(String::as_str).collect());
        let pages: BTreeSet<&str> = site.pages.keys().map(|address| address.as_str()).collect();
        for item in &items {
            assert!(pages.contains(item["page"].as_str().unwrap()), "{}", item["id"]);
        }
    }
}

/// The words of others stay marked as theirs.
#[test]
fn provenances_are_kept() {
    let items = items(&BOOKS[1].files);
    let task = items.iter().find(|item| item["id"] == "reading-room@2024/t01").unwrap();
    assert_eq!(task["who"][2]["provenance"], "interpretive");
    assert_eq!((&task["who"][1]["word"], &task["basis-by"]), (&"督促".into(), &"issuer".into()));
    let sections = task["text"].as_array().unwrap();
    let faq = sections.iter().find(|section| section["anchor"] == "faq").unwrap();
    assert_eq!(faq["provenance"], "interpretive");
    let quotation = &sections[0]["blocks"][1];
    assert_eq!((&quotation["type"], &quotation["provenance"]), (&"quotation".into(), &"official".into()));
    assert_eq!(quotation["of"], "reading-room@2024/4.1#p2");
    assert!(task["what"].as_str().unwrap().contains("\n[官方正文 4.1 开放时间] 阅览室应当"), "{}", task["what"]);
    // What is struck out no longer holds.
    assert_eq!(task["steps"][3], "需要调整的，提前五日更换公告，并且书面告知镇办公室。");
    let clause = items.iter().find(|item| item["id"] == "reading-room@2024/4.1").unwrap();
    let blocks = clause["text"][0]["blocks"].as_array().unwrap();
    let kinds: Vec<&str> = blocks.iter().map(|block| block["type"].as_str().unwrap()).collect();
    assert_eq!(kinds[9..13], ["head", "row", "row", "paragraph"]);
    assert_eq!(blocks[4]["depth"], 2);
}

/// The base with files added to it.
fn world(added: &[(&str, &str)]) -> World {
    let base = Archive::parse(BASE);
    let base = base.sections.iter().map(|section| (section.name.as_str(), section.text.as_str()));
    World::resolve(snapshot(base.chain(added.iter().copied())), Purpose::Draft, &mut Memory::default())
}

/// What is struck out is marked as such in JSON, and nowhere else.
#[test]
fn what_is_struck_out_is_deleted() {
    let task = "---\ntitle: 登记\nprovenance: local\nbasis: [\"5.7\"]\nwho: [{role: office, duty: lead}]\n---\n\
        ## 做什么 {#what}\n~~提前三日办理~~提前五日办理。\n\n~~整段~~\n\n\
        ## 怎么做 {#how}\n1. 先~~慢慢~~登记。\n2. ~~再核对。~~\n3. 归档。\n";
    let files = files(&world(&[("content/standards/urban/2022/tasks/t02.md", task)]).site);
    let items = items(&files);
    let task = items.iter().find(|item| item["id"] == "urban@2022/t02").unwrap();
    assert_eq!((&task["what"], &task["steps"]), (&"提前五日办理。".into(), &serde_json::json!(["先登记。", "归档。"])));
    let blocks = task["text"][1]["blocks"].as_array().unwrap();
    assert_eq!(blocks[0]["deleted"], serde_json::json!([{"at": 1, "text": "慢慢"}]));
    assert_eq!((&blocks[1]["text"], &blocks[1]["deleted"][0]["text"]), (&"".into(), &"再核对。".into()));
    let rows = table(&files, "data/tasks.csv");
    let row = rows.iter().find(|row| row["id"] == "urban@2022/t02").unwrap();
    assert_eq!((row["what"].as_str(), row["steps"].as_str()), ("提前五日办理。", "1. 先登记。\n3. 归档。"));
    let sheets = sheets(&files["data/editions/urban_2022.xlsx"]);
    let cells: Vec<&String> = sheets.iter().flat_map(|(_, sheet)| sheet.iter().flatten()).collect();
    assert!(cells.iter().any(|cell| *cell == "归档。") && cells.iter().all(|cell| !cell.contains("核对")));
}

/// A clause of an annex is called by its number, too, and so is one without a title.
#[test]
fn clauses_are_called_by_their_numbers() {
    let clause =
        |number: &str, title: &str| format!("---\nnumber: \"{number}\"\n{title}provenance: local\n---\n样表。\n");
    let task = "---\ntitle: 登记\nprovenance: local\nbasis: [\"a.1\", \"a.2\"]\nwho: [{role: office, duty: lead}]\n---\n\
        ## 做什么 {#what}\n按[[a.1]]登记。\n\n![[a.1#p1]]\n\n## 怎么做 {#how}\n1. 登记。\n";
    let added = [
        ("content/standards/urban/2022/clauses/a.1.md", clause("A.1", "title: 附录样表\n")),
        ("content/standards/urban/2022/clauses/a.2.md", clause("A.2", "")),
        ("content/standards/urban/2022/tasks/t02.md", task.to_owned()),
    ];
    let added: Vec<(&str, &str)> = added.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let files = files(&world(&added).site);
    let items = items(&files);
    let of = |id: &str| items.iter().find(|item| item["id"] == id).unwrap();
    assert_eq!(of("urban@2022/t02")["what"], "按A.1 附录样表登记。\n[本地补充 A.1 附录样表] 样表。");
    assert_eq!((&of("urban@2022/a.1")["number"], &of("urban@2022/a.2")["title"]), (&"A.1".into(), &"A.2".into()));
    let sheets = sheets(&files["data/editions/urban_2022.xlsx"]);
    let is_basis = |cell: &String| cell == "A.1 附录样表、A.2";
    assert!(sheets[1].1.iter().any(|row| row.iter().any(is_basis)), "{:?}", sheets[1].1);
}

/// Cells keep their columns, also where one is empty or joins another.
#[test]
fn cells_keep_their_columns() {
    let page =
        "---\ntitle: 表\n---\n| 甲 | 乙 | < |\n|---|---|---|\n| ^ | 丙 | 丁 |\n|  | 一 |  |\n\n> [!警告]\n> 小心。\n";
    let files = files(&world(&[("content/pages/table.md", page)]).site);
    let items = items(&files);
    let page = items.iter().find(|item| item["id"] == "pages/table").unwrap();
    let blocks = page["text"][0]["blocks"].as_array().unwrap();
    let texts: Vec<&str> = blocks.iter().map(|block| block["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["甲\t乙", "\t丙\t丁", "\t一\t", "小心。"]);
    assert_eq!((&blocks[3]["type"], &blocks[3]["alert"]), (&"alert".into(), &"caution".into()));
}

#[test]
fn no_file_grows_with_the_site() {
    let terms: Vec<(String, String)> = (0..=ITEMS_PER_FILE)
        .map(|number| {
            let text = format!("---\ntitle: 术语第{number}号\nprovenance: local\n---\n一个术语。\n");
            (format!("content/terms/x{number}.md"), text)
        })
        .collect();
    let base = Archive::parse(BASE);
    let base = base.sections.iter().map(|section| (section.name.as_str(), section.text.as_str()));
    let all = base.chain(terms.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let world = World::resolve(snapshot(all), Purpose::Draft, &mut Memory::default());
    let files = files(&world.site);
    let counts = ["data/terms.json", "data/terms_p2.json"].map(|address| {
        let value = json(&files, address);
        assert!(validator(&files, address, &value).is_valid(&value));
        assert_eq!(value["parts"], 2);
        value["items"].as_array().unwrap().len()
    });
    assert_eq!(counts, [ITEMS_PER_FILE, 1]);
    let index = json(&files, "data/index.json");
    let listed: BTreeSet<&str> =
        index["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    let made: BTreeSet<&str> = files.keys().map(String::as_str).filter(|path| *path != "data/index.json").collect();
    assert_eq!(listed, made);
}

/// A table as rows of cells by their column, with what guards against formulas taken away.
fn table(files: &BTreeMap<String, Vec<u8>>, address: &str) -> Vec<BTreeMap<String, String>> {
    let text = std::str::from_utf8(&files[address]).unwrap();
    let text = text.strip_prefix('\u{FEFF}').expect("the mark tells WPS that this is UTF-8");
    assert!(text.ends_with("\"\r\n"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let plain = |(name, cell): (String, String)| (name, cell.strip_prefix('\'').unwrap_or(&cell).to_owned());
    let rows = reader.deserialize().map(|row: Result<BTreeMap<String, String>, _>| row.unwrap());
    rows.map(|row| row.into_iter().map(plain).collect()).collect()
}

/// Tasks and safeguards of the current editions of a site.
fn works(site: &Site) -> usize {
    site.editions
        .iter()
        .filter(|edition| edition.current)
        .map(|edition| edition.tasks.len() + edition.safeguards.len())
        .sum()
}

#[test]
fn tables_say_what_the_json_says() {
    for Book { site, files } in BOOKS.iter() {
        let items = items(files);
        let tasks = table(files, "data/tasks.csv");
        assert_eq!(tasks.len(), works(site));
        let mut duties = table(files, "data/duties.csv").into_iter();
        for row in &tasks {
            let item = items.iter().find(|item| item["id"] == row["id"].as_str()).unwrap();
            for key in ["title", "provenance", "page", "kind", "what"] {
                assert_eq!(item[key].as_str().unwrap_or_default(), row[key], "{} of {}", key, row["id"]);
            }
            let steps = item["steps"].as_array().cloned().unwrap_or_default();
            let numbered = (1..).zip(&steps).map(|(number, step)| format!("{number}. {}", step.as_str().unwrap()));
            assert_eq!(row["steps"], numbered.collect::<Vec<_>>().join("\n"));
            assert!(!row["provenance-label"].is_empty());
            for duty in item["who"].as_array().unwrap() {
                let row = duties.next().unwrap();
                assert_eq!(item["id"].as_str().unwrap(), row["id"]);
                let [name, word, provenance] = ["name", "duty", "provenance"].map(|key| duty[key].as_str().unwrap());
                assert_eq!([&row["role-name"], &row["duty"], &row["provenance"]], [name, word, provenance]);
            }
        }
        assert!(duties.next().is_none());
    }
}

/// The cells of a sheet as texts, from its first row and column on.
type Sheet = Vec<Vec<String>>;

fn sheets(bytes: &[u8]) -> Vec<(String, Sheet)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let read = names.into_iter().map(|name| {
        let range = book.worksheet_range(&name).unwrap();
        let (rows, columns) = range.end().unwrap();
        let cell = |row, column| match range.get_value((row, column)) {
            None | Some(Data::Empty) => String::new(),
            // Nothing is a formula, a number or a date: what is written is what is read.
            Some(Data::String(text)) => text.clone(),
            Some(other) => panic!("{name}: {other:?} is no text"),
        };
        let rows = (0..=rows).map(|row| (0..=columns).map(|column| cell(row, column)).collect());
        let rows: Sheet = rows.collect();
        (name, rows)
    });
    read.collect()
}

fn title(site: &Site, index: EntryIx) -> &str {
    &site.entry(index).item.header.title.value
}

/// Words of the house for duties, as sheets say them.
fn duty(site: &Site, work: EntryIx, role: EntryIx) -> Vec<String> {
    let words =
        [("lead", "牵头"), ("responsible", "责任"), ("support", "配合"), ("guide", "指导"), ("supervise", "监督")];
    let links = site.work_links(work).unwrap();
    let own = site.entry(work).item.work().unwrap();
    let own_duties = links.who.iter().filter(|duty| duty.role() == Some(role));
    let said = own_duties.map(|duty| {
        let word = words.iter().find(|(word, _)| *word == duty.duty.word()).unwrap().1;
        let said = duty.word.as_deref().unwrap_or(word);
        match duty.provenance {
            other if other != own.provenance.value => {
                format!("{said}\n（{}）", if other == Provenance::Local { "本地补充" } else { "解读" })
            }
            _ => said.to_owned(),
        }
    });
    said.collect()
}

fn matrix_is_true(site: &Site, edition: &EditionNode, sheet: &Sheet) {
    let works: Vec<EntryIx> = edition.tasks.iter().chain(&edition.safeguards).copied().collect();
    let head = &sheet[2];
    assert_eq!(head[..6], ["序号", "类别", "编号", "任务、保障", "多久一次", "依据"]);
    assert_eq!(head.last().unwrap(), "来源性质");
    let roles: BTreeMap<&str, EntryIx> = site.duties.keys().map(|&role| (title(site, role), role)).collect();
    assert_eq!(sheet.len(), works.len() + 3);
    let mut said = 0;
    for (row, &work) in sheet[3..].iter().zip(&works) {
        assert_eq!((row[2].as_str(), row[3].as_str()), (site.entry(work).key().id().as_str(), title(site, work)));
        for (name, cell) in head.iter().zip(row).skip(6).take(head.len() - 7) {
            let wanted = duty(site, work, roles[name.as_str()]);
            assert_eq!(*cell, wanted.join("\n"), "{name}, {}", title(site, work));
            said += wanted.len();
        }
        assert!(!row.last().unwrap().is_empty(), "{} has no provenance", title(site, work));
    }
    let all: usize = works.iter().map(|&work| site.entry(work).item.work().unwrap().who.len()).sum();
    assert_eq!(said, all, "every duty stands in a cell");
}

/// What the sheet of lineage says of each item is what JSON says of it.
fn lineage_is_true(site: &Site, edition: &EditionNode, items: &[Value], sheet: Option<&Sheet>) {
    let at = site.edition_index(&edition.key).unwrap();
    let has_other = site.succession_to(at).is_some() || site.succession_from(at).is_some();
    assert_eq!(sheet.is_some(), has_other, "{}", edition.key);
    let Some(sheet) = sheet else { return };
    let all =
        edition.clauses.iter().map(|node| node.entry).chain(edition.tasks.iter().chain(&edition.safeguards).copied());
    for entry in all {
        let name = title(site, entry);
        let id = site.entry(entry).key().to_string();
        let item = items.iter().find(|item| item["id"] == id.as_str()).unwrap();
        let row = sheet[3..].iter().find(|row| row[3].ends_with(name)).unwrap_or_else(|| panic!("{id} has no row"));
        let count = |key: &str| item[key].as_array().map_or(0, Vec::len);
        let parts = |cell: &str, apart: char| if cell.is_empty() { 0 } else { cell.split(apart).count() };
        assert_eq!(
            (parts(&row[1], '\n'), parts(&row[2], '、')),
            (count("preceding"), count("changes")),
            "{id}: {row:?}"
        );
    }
    for said in &site.edition_facts(edition).unwrap().withdrawn {
        let row = sheet[3..].iter().find(|row| row[1].contains(said.id.value.as_str()) && row[3].is_empty()).unwrap();
        assert_eq!(row[6..9], [said.date.to_string(), said.by.clone().unwrap_or_default(), said.reason.clone()]);
    }
}

#[test]
fn workbooks_say_what_the_site_says() {
    for Book { site, files } in BOOKS.iter() {
        let items = items(files);
        let mut seen = 0;
        for edition in site.editions.iter().filter(|edition| edition.workbook().is_some()) {
            let address = format!("data/editions/{}_{}.xlsx", edition.key.standard, edition.key.edition);
            let sheets = sheets(&files[&address]);
            let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names[..4], ["说明", "任务分工表", "事项清单", "任务内容"]);
            assert_eq!(sheets[3].1[2][..4], ["编号", "任务、保障", "做什么", "怎么做"]);
            assert_eq!(sheets[3].1.len(), sheets[1].1.len(), "a row for each task and safeguard");
            assert_eq!(sheets[2].1.len(), sheets[1].1.len(), "a row for each task and safeguard");
            matrix_is_true(site, edition, &sheets[1].1);
            let about: String = sheets[0].1.iter().flatten().map(String::as_str).collect();
            assert_eq!(about.contains("示例（非官方）"), site.sample, "{address}");
            for (name, sheet) in &sheets {
                assert_eq!(sheet[0][0].starts_with("【含示例，不得作为依据】"), site.sample, "{address}: {name}");
            }
            lineage_is_true(
                site,
                edition,
                &items,
                sheets.iter().find(|(name, _)| name == "沿革").map(|(_, sheet)| sheet),
            );
            for (name, sheet) in sheets[4..].iter().filter(|(name, _)| name != "沿革") {
                assert!(about.contains(name.as_str()), "{name} is not in the list of sheets");
                let heads = sheet[2].iter().map(String::as_str).collect::<Vec<_>>();
                assert_eq!(heads[5..], ["要求、步骤", "是", "否", "不适用", "佐证材料", "责任人", "时间", "来源性质"]);
                for row in &sheet[3..] {
                    assert!(row[6..12].iter().all(String::is_empty), "{name}: what is to be filled in is blank");
                    assert!(!row[12].is_empty(), "{name}: each row says its provenance");
                }
                let role = site.duties.keys().find(|role| title(site, **role) == name).unwrap();
                let of_role = edition.tasks.iter().chain(&edition.safeguards);
                let steps: Vec<&str> = of_role
                    .filter(|work| !duty(site, **work, *role).is_empty())
                    .flat_map(|work| {
                        let id = site.entry(*work).key().to_string();
                        let item = items.iter().find(|item| item["id"] == id.as_str()).unwrap();
                        item["steps"].as_array().unwrap().iter().map(|step| step.as_str().unwrap())
                    })
                    .collect();
                assert_eq!(sheet[3..].iter().map(|row| row[5].as_str()).collect::<Vec<_>>(), steps, "{name}");
                seen += 1;
            }
        }
        assert!(seen > 0);
    }
}

/// The base holds a sample once its task is one.
#[test]
fn a_release_of_any_format_refuses_samples() {
    let project = Project::new();
    let task = "content/standards/urban/2022/tasks/t01.md";
    let formats = ["html", "xlsx", "csv", "json"];
    let release = |format: &str| project.run(&["export", format, "--release", "--out", "sent"]);
    project.replace(task, "provenance: local", "provenance: sample");
    for format in formats {
        release(format).ends_with(1).says("sample-in-release");
        assert!(!project.path("sent").exists(), "{format}");
    }
    project.run(&["export", "xlsx", "--out", "draft"]).ends_with(0);
    let draft = fs::read(project.path("draft/urban_2022.xlsx")).unwrap();
    let marked = sheets(&draft).iter().filter(|(_, sheet)| sheet[0][0].starts_with("【含示例")).count();
    assert_eq!(marked, sheets(&draft).len());
    project.replace(task, "provenance: sample", "provenance: local");
    project.run(&["record"]).ends_with(0);
    for format in formats {
        release(format).ends_with(0);
    }
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let first = &BOOKS[1];
    assert!(files(&first.site) == first.files);
    assert!(read("tests/books/reading-room").files == first.files);
}

/// Odd titles must neither end a build nor become formulas, nor break the names of sheets.
#[test]
fn odd_titles_do_no_harm() {
    let long = "很长的名称".repeat(3_000);
    let role = |title: &str| format!("---\ntitle: \"{title}\"\nlevel: street\n---\n");
    let base = Archive::parse(BASE);
    let odd = [
        ("content/roles/a.md".to_owned(), role("甲/乙[丙]:*?")),
        ("content/roles/b.md".to_owned(), role("甲/乙[丙]:*!")),
        ("content/roles/c.md".to_owned(), role("'=1+1'")),
        ("content/roles/d.md".to_owned(), role(&long)),
        (
            "content/standards/urban/2022/tasks/t02.md".to_owned(),
            "---\ntitle: \"=HYPERLINK(\\\"http://x\\\")\"\nprovenance: local\nbasis: [\"5.7\"]\nwho:\n  - {role: a, duty: lead}\n\
             \x20 - {role: b, duty: support}\n  - {role: c, duty: support}\n  - {role: d, duty: support}\n---\n\
             ## 做什么 {#what}\n@甲。\n\n## 怎么做 {#how}\n1. +1 登记。\n2. ```text\n   码\n   ```\n"
                .to_owned(),
        ),
    ];
    let base = base.sections.iter().map(|section| (section.name.as_str(), section.text.as_str()));
    let all = base.chain(odd.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let world = World::resolve(snapshot(all), Purpose::Draft, &mut Memory::default());
    let files = files(&world.site);
    let items = items(&files);
    let task = items.iter().find(|item| item["id"] == "urban@2022/t02").unwrap();
    assert_eq!(task["steps"], serde_json::json!(["+1 登记。", "码"]));
    let text = String::from_utf8_lossy(&files["data/tasks.csv"]);
    assert!(text.contains(",\"'=HYPERLINK(") && text.contains(",\"'@甲。\""), "{text}");
    let sheets = sheets(&files["data/editions/urban_2022.xlsx"]);
    let names: BTreeSet<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), sheets.len());
    assert!(names.contains("=1+1") && names.contains("甲 乙 丙") && names.contains("甲 乙 丙   !"), "{names:?}");
    assert!(sheets.iter().any(|(_, sheet)| sheet.iter().any(|row| row.contains(&"+1 登记。".to_owned()))));
}

#[test]
fn the_command_writes_what_the_site_offers() {
    let project = Project::copy(&root().join("tests/books/reading-room"), false);
    project.run(&["build"]).ends_with(0);
    let site = project.site();
    for format in ["json", "csv"] {
        project.run(&["export", format, "--out", format]).ends_with(0);
        let written = tree(&project.path(format));
        assert!(!written.is_empty());
        for (path, bytes) in written {
            assert!(site[&format!("data/{path}")] == bytes, "{path}");
        }
    }
    project.run(&["export", "xlsx", "--edition", "reading-room@2021", "--out", "books"]).ends_with(0);
    let written = tree(&project.path("books"));
    assert_eq!(written.keys().collect::<Vec<_>>(), ["reading-room_2021.xlsx"]);
    assert!(written["reading-room_2021.xlsx"] == site["data/editions/reading-room_2021.xlsx"]);
    project.run(&["export", "xlsx"]).ends_with(0);
    let current = tree(&project.path("output/export"));
    assert_eq!(current.keys().collect::<Vec<_>>(), ["library-van_2024.xlsx", "reading-room_2024.xlsx"]);
    project.run(&["export", "xlsx", "--edition", "nowhere"]).ends_with(2).says("reading-room@2024");
    project.run(&["export", "csv", "--edition", "reading-room"]).ends_with(2);
    project.write("content/terms/broken.md", "---\ntitle: 甲\nprovenance: local\n---\n[[nowhere]]\n");
    project.run(&["export", "csv", "--out", "none"]).ends_with(1);
    assert!(tree(&project.path("none")).is_empty());
}

/// `docs/data.md` names every column; `reference.rs` holds its tables of fields.
#[test]
fn columns_are_documented() {
    let text = std::fs::read_to_string(root().join("docs/data.md")).unwrap();
    let tables = BOOKS[0].files.iter().filter(|(address, _)| address.ends_with(".csv"));
    for (address, bytes) in tables {
        let head = std::str::from_utf8(bytes).unwrap().lines().next().unwrap();
        let names = head.trim_start_matches('\u{FEFF}').split(',').map(|name| format!("`{}`", name.trim_matches('"')));
        let row = names.collect::<Vec<_>>().join(" ");
        assert!(text.contains(&row), "docs/data.md lacks the columns of {address}:\n{row}");
    }
}

#[test]
fn formats_are_told_apart() {
    let catalogue = Catalogue::new(&BOOKS[0].site);
    for file in catalogue.files() {
        let ending = file.address.as_str().rsplit('.').next().unwrap();
        assert_eq!(ending, file.what.kind().format.word());
        assert!(media::of(file.address.as_str()).is_some(), "no type is known of {}", file.address);
    }
    assert_eq!(catalogue.files()[0].what, What::Index);
}
