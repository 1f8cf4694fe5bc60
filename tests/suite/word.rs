//! Word documents that `normbook export docx --item` and `normbook diff --format docx` make.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};

use serde_json::Value;

use crate::project::{Project, root};

fn book() -> Project {
    Project::copy(&root().join("tests/books/reading-room"), false)
}

/// A part of a Word file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The words of the runs whose properties hold a tag, those that follow each other in one paragraph joined.
fn runs(document: &str, tag: &str) -> BTreeSet<String> {
    let tree = roxmltree::Document::parse(document).unwrap();
    let local = |node: &roxmltree::Node<'_, '_>, name: &str| node.is_element() && node.tag_name().name() == name;
    let mut all = BTreeSet::new();
    for paragraph in tree.descendants().filter(|node| local(node, "p")) {
        for run in paragraph.children().filter(|node| local(node, "r")) {
            if run.descendants().any(|node| local(&node, tag)) {
                let words: String =
                    run.descendants().filter(|node| local(node, "t")).filter_map(|node| node.text()).collect();
                all.insert(words);
            }
        }
    }
    all
}

/// Every piece of the table that was deleted or inserted, line by line. Pieces are pairs of mark and words.
fn pieces(value: &Value, mark: &str, all: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => object.values().for_each(|own| pieces(own, mark, all)),
        Value::Array(array) => match array.as_slice() {
            [Value::String(own), Value::String(text)] if own == mark => {
                all.extend(text.split('\n').filter(|line| !line.is_empty()).map(str::to_owned));
            }
            _ => array.iter().for_each(|own| pieces(own, mark, all)),
        },
        _ => {}
    }
}

#[test]
fn the_table_of_changes_marks_what_the_data_marks() {
    let project = book();
    for format in ["docx", "json"] {
        project
            .run(&["diff", "reading-room@2021", "reading-room@2024", "--format", format, "--out", "out"])
            .ends_with(0);
    }
    let bytes = fs::read(project.path("out/reading-room_2021_2024.docx")).unwrap();
    let document = part(&bytes, "word/document.xml");
    let data: Value = serde_json::from_str(&project.read("out/reading-room_2021_2024.json")).unwrap();
    for (tag, mark) in [("strike", "deleted"), ("u", "inserted")] {
        let mut expected = BTreeSet::new();
        for item in data["items"].as_array().unwrap() {
            pieces(&item["lines"], mark, &mut expected);
            pieces(&item["facts"], mark, &mut expected);
        }
        let shown = runs(&document, tag);
        assert!(expected.len() > 5);
        let missing: Vec<&String> = expected.iter().filter(|own| !shown.contains(*own)).collect();
        assert!(missing.is_empty(), "{mark}: {missing:?}");
    }
    assert!(document.contains("w:orient=\"landscape\"") && document.contains("<w:tblHeader/>"));
    // What does not hold any more says so on every page.
    assert!(part(&bytes, "word/header1.xml").contains("（被代替）"));
    project.run(&["diff", "reading-room@2021", "reading-room@2024", "--format", "docx", "--out", "again"]).ends_with(0);
    assert!(
        fs::read(project.path("again/reading-room_2021_2024.docx")).unwrap() == bytes,
        "the same site gives the same bytes"
    );
}

/// Editions with another between them are compared as if it were not there.
#[test]
fn editions_that_are_not_neighbours_are_compared() {
    let project = book();
    project.run(&["new", "edition", "reading-room/2026", "--from", "2024", "--issued", "2026-05-01"]).ends_with(0);
    project.remove("content/standards/reading-room/2026/tasks/t03.md");
    project.replace(
        "content/standards/reading-room/2026/index.md",
        "status: draft\n",
        "status: draft\nwithdrawn:\n  - {id: t03, date: 2026-06-01, reason: 并入日常管理。}\n",
    );
    let diff = |old: &str, new: &str| -> Vec<Value> {
        project
            .run(&[
                "diff",
                &format!("reading-room@{old}"),
                &format!("reading-room@{new}"),
                "--format",
                "json",
                "--out",
                "out",
            ])
            .ends_with(0);
        let data = project.read(&format!("out/reading-room_{old}_{new}.json"));
        let data = data.replace("reading-room@2026", "reading-room@2024");
        serde_json::from_str::<Value>(&data).unwrap()["items"].as_array().unwrap().clone()
    };
    let (short, long) = (diff("2021", "2024"), diff("2021", "2026"));
    // The copy differs in nothing but the task that is gone, which was not there in 2021 either.
    let is_gone = |own: &&Value| own["new"].to_string().contains("t03") || own["old"].to_string().contains("t03");
    let kept = |items: &[Value]| items.iter().filter(|own| !is_gone(own)).cloned().collect::<Vec<_>>();
    assert_eq!(kept(&long), kept(&short));
    assert!(short.iter().any(|own| is_gone(&own)) && !long.iter().any(|own| is_gone(&own)));
    // What ended on the way says why, and the page is made as well.
    assert!(long.iter().any(|own| own.to_string().contains("寄存柜改由镇文化站统一设置")));
    project.run(&["diff", "reading-room@2021", "reading-room@2026", "--out", "out"]).ends_with(0);
    assert!(project.read("out/reading-room_2021_2026.html").contains("寄存柜改由镇文化站统一设置"));
    project
        .run(&["diff", "reading-room@2024", "reading-room@2021", "--out", "out"])
        .ends_with(2)
        .says("does not come after");
}

/// What work rests on is another thing when it is another clause, not when the clause has another number.
#[test]
fn a_basis_that_changes_is_told() {
    let project = book();
    project.run(&["new", "edition", "reading-room/2026", "--from", "2024", "--issued", "2026-05-01"]).ends_with(0);
    let folder = "content/standards/reading-room/2026";
    let facts = || -> Vec<String> {
        project
            .run(&["diff", "reading-room@2024", "reading-room@2026", "--format", "json", "--out", "out"])
            .ends_with(0);
        let data: Value = serde_json::from_str(&project.read("out/reading-room_2024_2026.json")).unwrap();
        let items = data["items"].as_array().unwrap().iter();
        let facts = items.flat_map(|item| item["facts"].as_array().unwrap().iter().map(move |fact| (item, fact)));
        facts.map(|(item, fact)| format!("{} {}", item["new"][0].as_str().unwrap(), fact)).collect()
    };
    assert_eq!(facts(), [""; 0]);
    // 4.2 becomes 4.3: the task that rests on it follows.
    let clause = project.read(&format!("{folder}/clauses/4.2.md")).replace("number: \"4.2\"", "number: \"4.3\"");
    project.write(&format!("{folder}/clauses/4.3.md"), clause);
    project.remove(&format!("{folder}/clauses/4.2.md"));
    project.remove(&format!("{folder}/clauses/4.2.en.md"));
    for text in ["clauses/5.1.md", "clauses/4.1.md", "tasks/t01.md", "tasks/t02.md", "tasks/t02.en.md", "tasks/t03.md"]
    {
        let path = format!("{folder}/{text}");
        let own = project.read(&path).replace("4.2", "4.3");
        project.write(&path, own);
    }
    let own = facts();
    assert!(own.iter().all(|fact| !fact.contains("basis")), "{own:?}");
    project.replace(&format!("{folder}/tasks/t03.md"), "basis: [\"4.3\"]", "basis: [\"4.1\"]");
    let own = facts();
    assert!(own.iter().any(|fact| fact.starts_with("reading-room@2026/t03") && fact.contains("\"basis\"")), "{own:?}");
}

/// The open data say of each item what it was before and what changed, as the table of changes does.
#[test]
fn open_data_tell_what_became_of_items() {
    let project = book();
    project.run(&["diff", "reading-room@2021", "reading-room@2024", "--format", "json", "--out", "out"]).ends_with(0);
    project.run(&["export", "json", "--out", "data"]).ends_with(0);
    let table: Value = serde_json::from_str(&project.read("out/reading-room_2021_2024.json")).unwrap();
    let data: Value = serde_json::from_str(&project.read("data/editions/reading-room_2024.json")).unwrap();
    let lists = ["clauses", "tasks", "safeguards"];
    let items: Vec<&Value> = lists.iter().flat_map(|list| data[*list].as_array().unwrap()).collect();
    let mut seen = 0;
    for row in table["items"].as_array().unwrap() {
        for new in row["new"].as_array().unwrap() {
            let item = items.iter().find(|item| item["id"] == *new).unwrap();
            assert_eq!(item["changes"], row["changes"], "{new}");
            let preceding = item["preceding"].as_array().cloned().unwrap_or_default();
            assert_eq!(&preceding, row["old"].as_array().unwrap(), "{new}");
            seen += 1;
        }
    }
    assert!(seen == items.len() && seen > 10);
    assert!(data["edition"]["withdrawn"][0]["reason"].as_str().unwrap().contains("寄存柜"));
}

#[test]
fn one_item_is_a_document() {
    let project = book();
    for item in ["reading-room/t01", "reading-room@2024/t01"] {
        project.run(&["export", "docx", "--item", item, "--out", "out"]).ends_with(0);
    }
    let bytes = fs::read(project.path("out/reading-room_2024_t01.docx")).unwrap();
    let words = part(&bytes, "word/document.xml");
    for text in ["公布开放时间", "谁来做：", "公共阅览室服务台（牵头）", "做什么"] {
        assert!(words.contains(text), "{text}");
    }
    assert!(part(&bytes, "word/header1.xml").contains("公布开放时间"));
    project.run(&["export", "docx", "--item", "notes/opening-hours", "--out", "out"]).ends_with(0);
    assert!(project.path("out/notes_opening-hours.docx").is_file());
    project
        .run(&["export", "docx", "--item", "reading-room/t99", "--out", "out"])
        .ends_with(2)
        .says("there is no item");
    project.run(&["export", "csv", "--item", "reading-room/t01", "--out", "out"]).ends_with(2).says("goes with docx");
}

/// A translation that changed stands behind its item in every format; where nothing else did, the item itself is unchanged.
#[test]
fn translations_that_changed_are_compared() {
    let project = book();
    project.run(&["new", "edition", "reading-room/2026", "--from", "2024", "--issued", "2026-05-01"]).ends_with(0);
    let folder = "content/standards/reading-room/2026/clauses";
    project.replace(&format!("{folder}/4.1.en.md"), "five days in advance", "seven days in advance");
    project.remove(&format!("{folder}/4.2.en.md"));
    let names = ["md", "json", "docx", "html"].map(|format| {
        let diff = ["diff", "reading-room@2024", "reading-room@2026", "--format", format, "--out", "out"];
        project.run(&diff).ends_with(0);
        format!("out/reading-room_2024_2026.{format}")
    });
    let text = project.read(&names[0]);
    assert!(text.contains("〔译文：English〕") && text.contains("<del>five</del><ins>seven</ins> days"), "{text}");
    assert!(text.contains("〔译文：English，删去〕") && text.contains("[不变]"), "{text}");
    let data: Value = serde_json::from_str(&project.read(&names[1])).unwrap();
    let items = data["items"].as_array().unwrap().iter();
    let changed: Vec<(&str, &Value)> = items
        .filter(|item| item["translations"] != serde_json::json!([]))
        .map(|item| (item["new"][0].as_str().unwrap(), &item["changes"]))
        .collect();
    let unchanged = serde_json::json!(["unchanged"]);
    // Translations that name 4.2 name it in Chinese now.
    let ids: Vec<&str> = changed.iter().map(|(id, _)| *id).collect();
    assert_eq!(
        ids,
        ["reading-room@2026/4.1", "reading-room@2026/4.2", "reading-room@2026/t01", "reading-room@2026/t02"]
    );
    assert!(changed.iter().all(|(_, changes)| **changes == unchanged), "{changed:?}");
    let document = part(&fs::read(project.path(&names[2])).unwrap(), "word/document.xml");
    assert!(runs(&document, "strike").contains("five") && runs(&document, "u").contains("seven"));
    assert!(project.read(&names[3]).contains("lang=\"en\""));
}
