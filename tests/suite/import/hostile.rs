//! Files that want something else than to be read: each ends with a sentence that says what to do, and nothing is written.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::{book, import, paragraphs, word, zipped};
use crate::project::tree;

/// Imports a file that is refused; what is said of it.
fn refused(name: &str, bytes: &[u8]) -> String {
    let project = book();
    project.write(name, bytes);
    let before = tree(&project.path(""));
    for lang in ["en", "zh"] {
        let run = project.run(&["import", name, "--into", "urban/2022"]);
        run.ends_with(2);
        assert_eq!(run.out, "", "{name}");
        assert_eq!(run.said.trim().lines().count(), 1, "{name}: {}", run.said);
        let _ = lang;
    }
    assert!(tree(&project.path("")) == before, "{name}: something was written");
    project.run(&["import", name, "--into", "urban/2022"]).said
}

const BODY: &str = "<w:p><w:r><w:t>1 范围</w:t></w:r></w:p>";

#[test]
fn other_formats_are_named() {
    let compound = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat();
    let encrypted: Vec<u8> =
        compound.iter().copied().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (name, bytes, words) in [
        ("a.doc", &compound[..], "save it as .docx"),
        ("a.wps", &compound, "save it as .docx"),
        ("a.docx", &compound, "save it as .docx"),
        ("a.docx", &encrypted, "password"),
        ("a.pdf", b"%PDF-1.7\n", "ask the issuer for the Word file"),
        ("a.docx", b"%PDF-1.7\n", "ask the issuer for the Word file"),
        ("a.rtf", b"{\\rtf1 x}", "save it as .docx"),
        ("a.odt", b"PK", "save it as .docx"),
        ("a.docx", b"not a zip", "is none"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.ppt", b"x", ".docx, .html"),
        ("a.xls", &compound, "save it as “Excel Workbook"),
        ("a.et", &compound, "save it as “Excel Workbook"),
        ("a.xlsx", &compound, "save it as “Excel Workbook"),
        ("a.xlsx", &encrypted, "password"),
        ("a.ods", b"PK", "save it as “Excel Workbook"),
        ("a.csv", b"a,b", "save it as “Excel Workbook"),
        ("a.xlsx", b"not a zip", "is none"),
        ("a.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("a.txt", b"\x81\xFF\xFF", "UTF-8"),
        ("a.txt", "没有编号的文字".as_bytes(), "no numbers of clauses"),
    ] {
        let said = refused(name, bytes);
        assert!(said.contains(words), "{name}: {said}");
    }
    assert!(refused("a.docx", &zipped(&[("OFD.xml", b"<x/>")])).contains("OFD"));
    assert!(refused("a.docx", &zipped(&[("content.xml", b"<x/>"), ("mimetype", b"x")])).contains("save it as .docx"));
    assert!(refused("a.docx", &zipped(&[("xl/workbook.xml", b"<x/>")])).contains("end with .xlsx"));
    assert!(refused("a.xlsx", &zipped(&[("word/document.xml", b"<x/>")])).contains("end with .docx"));
    assert!(refused("a.docx", &zipped(&[("x", b"x")])).contains("damaged"));
}

#[test]
fn programs_and_paths_are_refused() {
    let mut parts = vec![("body", BODY.to_owned()), ("word/vbaProject.bin", "x".to_owned())];
    assert!(refused("a.docx", &word(&parts)).contains("macros"));
    parts[1] = (
        "[Content_Types].xml",
        "<Types><Default ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>".to_owned(),
    );
    assert!(refused("a.docm", &word(&parts)).contains("macros"));
    for path in ["../evil.txt", "word/../../evil", "/etc/evil", "word\\..\\evil", "C:/evil"] {
        let bytes = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>"), (path, b"x")]);
        assert!(refused("a.docx", &bytes).contains("paths that lead out"), "{path}");
    }
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
                <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>1 &c;</w:t></w:r></w:p></w:body></w:document>";
    assert!(refused("a.docx", &word(&[("word/document.xml", bomb.to_owned())])).contains("document type"));
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\
                   <w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>1 &a;</w:t></w:r></w:p></w:body></w:document>";
    assert!(refused("a.docx", &word(&[("word/document.xml", outside.to_owned())])).contains("document type"));
}

/// A zip whose one part unpacks to so many mebibytes of a text.
fn bomb(mebibytes: usize, piece: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<Types/>").unwrap();
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let block = piece.repeat((1 << 20) / piece.len());
    for _ in 0..mebibytes {
        zip.write_all(&block).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn bombs_are_not_unpacked() {
    assert!(refused("a.docx", &bomb(100, b"<w:p/>")).contains("too large"));
    assert!(refused("a.docx", &bomb(49, &[0; 64])).contains("too large"));
    let deep = format!("<w:document xmlns:w=\"w\">{}", "<w:p>".repeat(100_000));
    assert!(
        refused("a.docx", &word(&[("word/document.xml", format!("<?xml version=\"1.0\"?>{deep}"))]))
            .contains("damaged")
    );
    assert!(
        refused("a.docx", &word(&[("word/document.xml", "<?xml version=\"1.0\"?><a><b></a>".to_owned())]))
            .contains("damaged")
    );
}

/// What lies elsewhere is never asked for; the text around it is read.
#[test]
fn pictures_from_elsewhere_are_left_out() {
    let body = "<w:p><w:r><w:t>1 范围</w:t></w:r></w:p><w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\"/>\
                <a:graphic><a:graphicData><a:blip r:link=\"rId9\" r:embed=\"rId9\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
    let relations = "<Relationships><Relationship Id=\"rId9\" Type=\"image\" Target=\"http://198.51.100.1/x.png\" TargetMode=\"External\"/></Relationships>";
    let parts = [("body", paragraphs(body)), ("word/_rels/document.xml.rels", relations.to_owned())];
    let import = import("a.docx", &word(&parts), &[]);
    import.run.ends_with(1);
    let report = import.report().unwrap();
    assert_eq!(report["entries"][1]["doubts"][0], "picture-left");
    assert!(!import.project.path("content/assets").exists());
}

/// A sheet with these rows of XML.
fn sheet(rows: &str) -> Vec<(&'static str, String)> {
    let space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    vec![
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"rId1\" Type=\"{relation}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!("<workbook {space}><sheets><sheet name=\"一\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"rId1\" Type=\"{relation}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {space}><sheetData>{rows}</sheetData></worksheet>")),
    ]
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let entries: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    zipped(&entries)
}

/// A row of cells with their words inside.
fn row(number: u32, words: &[(&str, &str)]) -> String {
    let cell = |(column, words): &(&str, &str)| {
        format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
    };
    format!("<row r=\"{number}\">{}</row>", words.iter().map(cell).collect::<String>())
}

const HEADS: [(&str, &str); 3] = [("A", "任务"), ("B", "做什么"), ("C", "牵头单位")];

#[test]
fn hostile_workbooks_are_refused() {
    let mut parts = sheet(&row(1, &HEADS));
    parts.push(("xl/vbaProject.bin", "x".to_owned()));
    assert!(refused("a.xlsm", &packed(&parts)).contains("without macros"));
    let mut parts = sheet(&row(1, &HEADS));
    parts.push(("../evil.txt", "x".to_owned()));
    assert!(refused("a.xlsx", &packed(&parts)).contains("Excel never writes"));
    let mut parts = sheet(&row(1, &HEADS));
    parts[4].1 = format!("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>{}", parts[4].1);
    assert!(refused("a.xlsx", &packed(&parts)).contains("document type"));
    let mut parts = sheet("");
    parts[4].1 = " ".repeat(49 << 20);
    assert!(refused("a.xlsx", &packed(&parts)).contains("too large"));
    let cells: String = (1..=700)
        .map(|own| {
            let cells = format!("<c r=\"A{own}\"><v>1</v></c>").repeat(300);
            format!("<row r=\"{own}\">{cells}</row>")
        })
        .collect();
    assert!(refused("a.xlsx", &packed(&sheet(&cells))).contains("too many sheets or cells"));
    assert!(refused("a.xlsx", &packed(&sheet("<row"))).contains("damaged"));
    assert!(refused("a.xlsx", &packed(&sheet(&row(1, &[("A", "姓名")])))).contains("no division of work"));
}

/// Two cells in opposite corners are two cells; the rectangle between them is never laid out.
#[test]
fn far_corners_cost_nothing() {
    let rows = format!(
        "{}{}{}",
        row(1, &HEADS),
        row(2, &[("A", "甲"), ("B", "甲事。"), ("C", "民宗局")]),
        row(1_048_576, &[("XFD", "角")])
    );
    let project = book();
    project.write("a.xlsx", packed(&sheet(&rows)));
    let run = project.run(&["import", "a.xlsx", "--into", "urban/2022", "--dry-run"]);
    assert!(run.code < 2, "{}", run.said);
}

/// A zip that says of one entry what another program does not read ends as a damaged file or as its text, never in a panic.
#[test]
fn spoilt_files_never_panic() {
    let sound = word(&[("body", paragraphs("1 范围\n甲。\n2 总则\n乙。"))]);
    for step in 0..160 {
        let mut spoilt = sound.clone();
        let at = step * sound.len() / 160;
        spoilt[at] ^= 0x55;
        let project = book();
        project.write("a.docx", &spoilt);
        let run = project.run(&["import", "a.docx", "--into", "urban/2022", "--dry-run"]);
        assert!((0..=2).contains(&run.code));
    }
    let rows = row(1, &HEADS) + &row(2, &[("A", "甲"), ("B", "甲事。"), ("C", "民宗局")]);
    let sound = packed(&sheet(&rows));
    for step in 0..80 {
        let mut spoilt = sound.clone();
        spoilt[step * sound.len() / 80] ^= 0x55;
        let project = book();
        project.write("a.xlsx", &spoilt);
        let run = project.run(&["import", "a.xlsx", "--into", "urban/2022", "--dry-run"]);
        assert!((0..=2).contains(&run.code));
    }
}
