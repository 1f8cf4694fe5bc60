//! There and back: what is exported as a Word document is imported as the same clauses.

use std::fs;

use serde_json::Value;

use super::{book, paragraphs, word};
use crate::project::{Project, root};

/// Number, title and text of each clause of an edition, as the open data has them.
fn clauses(project: &Project, edition: &str) -> Vec<(String, String, Vec<String>)> {
    project.run(&["export", "json", "--out", "data"]).ends_with(0);
    let text = project.read(&format!("data/editions/{edition}.json"));
    let all: Value = serde_json::from_str(&text).unwrap();
    let own = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let clause = |clause: &Value| {
        let sections = clause["text"].as_array().cloned().unwrap_or_default();
        let blocks = sections.iter().flat_map(|section| section["blocks"].as_array().cloned().unwrap_or_default());
        let text =
            blocks.map(|block| format!("{} {} {}", own(&block["type"]), own(&block["mark"]), own(&block["text"])));
        (own(&clause["number"]), own(&clause["title"]), text.collect())
    };
    all["clauses"].as_array().unwrap().iter().map(clause).collect()
}

/// Exports an edition of a project and imports it into a new book; both with their clauses.
fn trip(from: &Project, edition: &str) -> (Project, Vec<u8>) {
    from.run(&["export", "docx", "--edition", edition, "--out", "word"]).ends_with(0);
    let bytes = fs::read(from.path(&format!("word/{}.docx", edition.replace('@', "_")))).unwrap();
    let to = book();
    to.write("a.docx", &bytes);
    let into = edition.replace('@', "/");
    let run = to.run(&["import", "a.docx", "--into", &into]);
    assert!(to.path(&format!("imports/{into}/report.json")).is_file(), "{}{}", run.out, run.said);
    (to, bytes)
}

#[test]
fn a_standard_comes_back() {
    let from = Project::copy(&root().join("tests/books/reading-room"), false);
    let (to, bytes) = trip(&from, "reading-room@2024");
    // Lists that Markdown counts come back as they are written; how they nest is the authors' own.
    let words = |project: &Project| {
        let all = clauses(project, "reading-room_2024").into_iter();
        all.map(|(number, title, text)| {
            let words = text.iter().flat_map(|line| line.split_once(' ').map(|(_, words)| words.split_whitespace()));
            (number, title, words.flatten().collect::<Vec<_>>().concat())
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(words(&to), words(&from));
    // The same site gives the same bytes.
    from.run(&["export", "docx", "--edition", "reading-room@2024", "--out", "word"]).ends_with(0);
    assert!(fs::read(from.path("word/reading-room_2024.docx")).unwrap() == bytes);
}

const EVERYTHING: &str = "\
试验规范
前言
甲。
1 范围
本规范规定：
a) 登记，分为：
1) 当面；
2) 书面。
b) 转办。
注：节假日顺延。
示例：“本周六照常”。
2 要求
2.1 登记
面积为10平方米*甲*。
表1 期限
单位为天
<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>读者</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>图书</w:t></w:r></w:p></w:tc></w:tr>\
<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>一般</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>新书</w:t></w:r></w:p></w:tc></w:tr>\
<w:tr><w:tc><w:p><w:r><w:t>成人</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>30</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>15</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
2.2 服务站应当每季度公布一次招聘信息。
<w:p><w:r><w:t>见脚注</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>和 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>。</w:t></w:r></w:p>
附录A（规范性）清单
A.1 项目
乙。
参考文献
[1] 某文件
";

const NOTES: &str = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>脚注的话。</w:t></w:r></w:p></w:footnote>";

#[test]
fn every_construct_comes_back() {
    let from = book();
    let parts = [("body", paragraphs(EVERYTHING)), ("word/footnotes.xml", NOTES.to_owned())];
    from.write("a.docx", word(&parts));
    from.run(&["import", "a.docx", "--into", "urban/2022"]);
    let (to, _) = trip(&from, "urban@2022");
    assert_eq!(clauses(&to, "urban_2022"), clauses(&from, "urban_2022"));
    // Once more: the files are the same byte for byte, but for the hash of the file that they came from.
    let (again, _) = trip(&to, "urban@2022");
    assert_eq!(files(&again), files(&to));
}

/// The clauses of a book, without the line that names the file.
fn files(project: &Project) -> Vec<(String, String)> {
    let folder = project.path("content/standards/urban/2022/clauses");
    let mut all: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("imported: ")).collect();
            (path.file_name().unwrap().to_string_lossy().into_owned(), kept.join("\n"))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn a_law_comes_back() {
    let from = book();
    let law = "试验条例\n（2024年1月1日通过）\n第一章　总则\n第一条　为了试验，制定本条例。\n本条例所称试验，是指甲。\n第二条　下列事项：\n（一）登记；\n（二）转办。\n第二章　附则\n第三条　丙。\n";
    from.write("law.txt", law);
    from.run(&["import", "law.txt", "--into", "law/2024"]).ends_with(0);
    let (to, _) = trip(&from, "law@2024");
    assert_eq!(clauses(&to, "law_2024"), clauses(&from, "law_2024"));
}

#[test]
fn numbers_of_two_levels_come_back() {
    let from = book();
    let text = "试验区工作方案\n一、总体要求\n（一）指导思想\n坚持试验先行。\n（二）工作目标\n建成两个站。\n二、主要任务\n（一）严格考核。每年考核一次。\n";
    from.write("plan.txt", text);
    from.run(&["import", "plan.txt", "--into", "plan/2024"]).ends_with(0);
    let (to, _) = trip(&from, "plan@2024");
    assert_eq!(clauses(&to, "plan_2024"), clauses(&from, "plan_2024"));
    assert_eq!(clauses(&to, "plan_2024")[2].0, "一、（二）");
}

/// Lists of Markdown nest as they did.
#[test]
fn nested_lists_come_back() {
    let from = Project::copy(&root().join("tests/books/minimal"), false);
    let lists = "- 甲\n  - 乙\n    1. 丙\n    2. 丁\n  - 戊\n- 己\n\n之后：\n\n1. 一\n   - 二\n2. 三";
    from.write(
        "content/standards/demo/2024/clauses/2.md",
        format!("---\nnumber: \"2\"\ntitle: 题\nprovenance: sample\n---\n{lists}\n"),
    );
    let (to, _) = trip(&from, "demo@2024");
    let depths = |project: &Project| -> Vec<(u64, String)> {
        project.run(&["export", "json", "--out", "data"]).ends_with(0);
        let all: Value = serde_json::from_str(&project.read("data/editions/demo_2024.json")).unwrap();
        let clause = all["clauses"].as_array().unwrap().iter().find(|own| own["number"] == "2").unwrap();
        let blocks = clause["text"][0]["blocks"].as_array().unwrap().iter();
        blocks.map(|own| (own["depth"].as_u64().unwrap_or(0), own["text"].as_str().unwrap().to_owned())).collect()
    };
    assert_eq!(depths(&to), depths(&from));
    assert!(depths(&from).iter().any(|(depth, _)| *depth > 2));
}

/// Each quotation stands once, at its own place.
#[test]
fn quotations_stand_where_they_are_written() {
    let from = Project::copy(&root().join("tests/books/minimal"), false);
    let clause = |number: &str, text: &str| {
        let path = format!("content/standards/demo/2024/clauses/{number}.md");
        from.write(&path, format!("---\nnumber: \"{number}\"\ntitle: 题\nprovenance: sample\n---\n{text}\n"));
    };
    clause("2", "乙文。");
    clause("3", "先看：\n\n![[demo/1]]\n\n再看：\n\n![[demo/2]]\n\n看完。");
    from.run(&["export", "docx", "--edition", "demo@2024", "--out", "word"]).ends_with(0);
    let file = fs::File::open(from.path("word/demo_2024.docx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let document = std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap();
    let pieces = document.split('<').filter_map(|piece| piece.split_once('>'));
    let text: String = pieces.map(|(_, text)| text).collect();
    let last = &text[text.find("先看").unwrap()..];
    assert!(last.starts_with("先看：办公室每天开门一次。再看：乙文。看完。"), "{last}");
}
