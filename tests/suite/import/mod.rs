//! `normbook import` through the real program: Word files, web pages and texts in, clauses and a report out.
//!
//! A case of `tests/import/cases` is one file, written by hand as text: a Word file by its parts (`-- body --` is the body
//! of `word/document.xml`, `-- word/numbering.xml --` and the like the whole of another part), anything else by
//! `-- file NAME --`. Files that other programs wrote lie in `tests/import/files`, with the script that made them.

mod descent;
mod guide;
mod hostile;
mod life;
mod tasks;
mod trips;

use std::fmt::Write;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::archive::{Archive, Section};
use crate::diff;
use crate::project::{Project, Run, root};

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    </Types>";

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    </Relationships>";

/// The namespaces of parts that are written as bodies.
const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\"";

/// A zip of these entries.
pub(crate) fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file with these parts; what is missing of a whole one is added.
pub(crate) fn word(parts: &[(&str, String)]) -> Vec<u8> {
    let mut all: Vec<(&str, String)> =
        vec![("[Content_Types].xml", TYPES.to_owned()), ("_rels/.rels", RELATIONS.to_owned())];
    for (name, text) in parts {
        let (name, text) = match *name {
            "body" => ("word/document.xml", format!("<w:document {SPACES}><w:body>{text}</w:body></w:document>")),
            name if name.starts_with("word/") && !name.contains("_rels") && !text.trim_start().starts_with("<?xml") => {
                let tag = name.trim_start_matches("word/").trim_end_matches(".xml");
                let tag = tag.trim_end_matches(|own: char| own.is_ascii_digit());
                let tag = match tag {
                    "header" => "hdr",
                    "footer" => "ftr",
                    other => other,
                };
                (name, format!("<w:{tag} {SPACES}>{text}</w:{tag}>"))
            }
            name => (name, text.clone()),
        };
        all.retain(|(own, _)| *own != name);
        all.push((name, text));
    }
    let entries: Vec<(&str, &[u8])> = all.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    zipped(&entries)
}

/// A paragraph in shorthand: `STYLE: words`, `#3.1 words` in list 3 at level 1, anything else as it is.
pub(crate) fn paragraphs(text: &str) -> String {
    let mut all = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with('<') || line.trim().is_empty() {
            all.push_str(line);
            continue;
        }
        let list = line.strip_prefix('#').and_then(|line| line.split_once(' ')).and_then(|(list, words)| {
            let (list, level) = list.split_once('.')?;
            let numbers = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
            list.parse::<u32>().ok().map(|_| (numbers, words))
        });
        let styled = || {
            let (style, words) = line.split_once("::").filter(|(style, _)| style.chars().all(char::is_alphanumeric))?;
            Some((format!("<w:pStyle w:val=\"{style}\"/>"), words))
        };
        let (properties, words) = list.or_else(styled).unwrap_or((String::new(), line));
        let _ = write!(
            all,
            "<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            words.trim_start().replace('&', "&amp;").replace('<', "&lt;")
        );
    }
    all
}

/// A book without a standard.
pub(crate) fn book() -> Project {
    let project = Project::empty();
    project.lay("content/site.yaml", "title: 试验站\nlanguages: [zh-CN]\npublisher: {name: 试验组}\n");
    project
}

/// What an import of a file says and writes.
pub(crate) struct Import {
    pub(crate) project: Project,
    pub(crate) run: Run,
}

/// Imports a file into a book of its own.
pub(crate) fn import(name: &str, bytes: &[u8], arguments: &[&str]) -> Import {
    let project = book();
    project.write(name, bytes);
    let all: Vec<&str> =
        ["import", name, "--into", "urban/2022"].into_iter().chain(arguments.iter().copied()).collect();
    let run = project.run(&all);
    Import { project, run }
}

impl Import {
    /// The report.
    pub(crate) fn report(&self) -> Option<Value> {
        let path = self.project.path("imports/urban/2022/report.json");
        path.is_file().then(|| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
    }

    /// Every clause, without what is the same in all.
    fn clauses(&self) -> String {
        let folder = self.project.path("content/standards/urban/2022/clauses");
        let mut names: Vec<String> = match fs::read_dir(&folder) {
            Ok(entries) => entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect(),
            Err(_) => return String::new(),
        };
        let key = |name: &String| {
            let parts = name.trim_end_matches(".md").split(['.', '-']);
            parts
                .map(|part| part.parse::<u32>().map_or((1, 0, part.to_owned()), |value| (0, value, String::new())))
                .collect::<Vec<_>>()
        };
        names.sort_by_key(key);
        let mut all = String::new();
        for name in names {
            let text = fs::read_to_string(folder.join(&name)).unwrap();
            let _ = writeln!(all, "== {name}");
            for line in text.lines().filter(|line| *line != "provenance: imported") {
                match line.strip_prefix("imported: ") {
                    Some(own) => {
                        if let Some(at) = own.find("pending: ") {
                            let _ = writeln!(all, "{}", own[at..].trim_end_matches('}'));
                        }
                    }
                    None => {
                        let _ = writeln!(all, "{line}");
                    }
                }
            }
        }
        all
    }

    /// A line for each entry of the report.
    fn entries(&self) -> String {
        let Some(report) = self.report() else { return String::new() };
        let mut all = String::new();
        let own = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        for entry in report["entries"].as_array().unwrap() {
            let item = match (entry["item"].as_str(), entry["head"].as_bool()) {
                (Some(item), Some(true)) => format!("{item} head"),
                (Some(item), _) => format!("{item}{}", own(&entry["anchor"])),
                (None, _) => "-".to_owned(),
            };
            let words = |key: &str| -> Vec<String> { entry[key].as_array().unwrap().iter().map(own).collect() };
            let mut why = words("doubts").iter().map(|doubt| format!("?{doubt}")).collect::<Vec<_>>();
            why.extend(words("rules"));
            let text: String = own(&entry["text"]).replace('\n', "/").chars().take(24).collect();
            let number = own(&entry["number"]);
            let number = if number.is_empty() { String::new() } else { format!("[{number}]") };
            let why = why.join(" ");
            let line = format!("{} {} -> {item} {why}: {number}{text}", entry["entry"], own(&entry["place"]));
            let _ = writeln!(all, "{}", line.replace(" : ", ": ").trim_end());
        }
        for loss in report["left-out"].as_array().unwrap() {
            let _ = writeln!(all, "left out: {} {} behind {}", own(&loss["what"]), loss["characters"], loss["after"]);
        }
        let count = &report["characters"];
        let _ = writeln!(all, "characters: {} = {} + {}", count["file"], count["items"], count["dropped"]);
        all
    }
}

fn cases() -> Vec<PathBuf> {
    let folder = root().join("tests/import/cases");
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

/// Runs each case of some files, or rewrites what they expect.
fn run_cases(paths: impl IntoIterator<Item = PathBuf>, run_case: impl Fn(&mut [Section])) {
    let mut failures = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let mut archive = Archive::parse(&text);
        let before = archive.print();
        for case in archive.sections.chunk_by_mut(|_, next| !next.name.starts_with("case ")) {
            run_case(case);
        }
        let after = archive.print();
        if after == before {
            continue;
        }
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, after).unwrap();
        } else {
            failures.push(format!("== {}\n{}", path.display(), diff::unified(&before, &after)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn cases_of_import() {
    run_cases(cases(), run_case);
}

/// Files that other programs wrote, each with what is expected beside it.
#[test]
fn files_of_other_programs() {
    let mut failures = Vec::new();
    let mut seen = 0;
    for entry in fs::read_dir(root().join("tests/import/files")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "docx") {
            continue;
        }
        seen += 1;
        let import = import("a.docx", &fs::read(&path).unwrap(), &[]);
        let after = format!("{}\n{}", import.clauses(), import.entries());
        let expected = path.with_extension("txt");
        if env::var_os("UPDATE").is_some() {
            fs::write(&expected, after).unwrap();
            continue;
        }
        let before = fs::read_to_string(&expected).unwrap();
        if after != before {
            failures.push(format!("== {}\n{}", path.display(), diff::unified(&before, &after)));
        }
    }
    assert!(seen >= 6 && failures.is_empty(), "{}", failures.join("\n"));
}

/// Imports the file of a case and puts what came of it into its expectations.
fn run_case(case: &mut [Section]) {
    let (name, bytes) = file_of(case);
    let arguments = case.iter().find(|own| own.name == "arguments").map(|own| own.text.clone()).unwrap_or_default();
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let import = import(&name, &bytes, &arguments);
    assert!(case.iter().any(|own| own.name.starts_with("expect")), "a case without an expectation proves nothing");
    for own in case.iter_mut() {
        match own.name.as_str() {
            "expect clauses" => own.text = import.clauses(),
            "expect entries" => own.text = import.entries(),
            "expect said" => own.text = format!("{}{}", import.run.out, import.run.said),
            _ => {}
        }
    }
    // What was written is read by the program without an error.
    if import.report().is_some() {
        let check = import.project.run(&["check"]);
        let errors: Vec<&str> = check.said.lines().filter(|line| line.starts_with("error")).collect();
        assert!(errors.iter().all(|line| line.contains("missing-file")), "{:?}\n{}", case[0].name, check.said);
    }
}

fn file_of(case: &[Section]) -> (String, Vec<u8>) {
    if let Some(own) = case.iter().find_map(|own| Some((own.name.strip_prefix("file ")?, &own.text))) {
        return (own.0.to_owned(), own.1.clone().into_bytes());
    }
    let is_part = |name: &str| {
        name == "body" || name.starts_with("word/") || name.starts_with("docProps/") || name.starts_with('[')
    };
    let parts: Vec<(&str, String)> = case
        .iter()
        .filter(|own| is_part(&own.name))
        .map(|own| (own.name.as_str(), if own.name == "body" { paragraphs(&own.text) } else { own.text.clone() }))
        .collect();
    assert!(!parts.is_empty(), "a case without a file");
    ("试验.docx".to_owned(), word(&parts))
}
