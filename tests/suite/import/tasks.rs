//! Tasks from workbooks. A case of `tests/import/tasks` is one workbook, written as text: `-- sheet NAME --` with a row a
//! line, its cells between bars, a line break as ⏎; `merge A1:D1` merges cells, `day B3 2022-12-31`, `number B3 1.5` and `formula B3 1+1`
//! give a cell another nature. The book has the roles and clauses of `tests/import/tasks/book.txt`.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use serde_json::Value;

use super::{book, run_cases};
use crate::archive::{Archive, Section};
use crate::diff;
use crate::project::{Project, Run, root, tree};

fn folder() -> PathBuf {
    root().join("tests/import/tasks")
}

/// A book with roles, clauses and tasks.
fn office() -> Project {
    let project = book();
    let text = fs::read_to_string(folder().join("book.txt")).unwrap();
    for file in Archive::parse(&text).sections {
        project.lay(&file.name, &file.text);
    }
    project
}

/// A cell by its name: `B3`.
fn cell(name: &str) -> (u32, u16) {
    let letters: String = name.chars().take_while(char::is_ascii_uppercase).collect();
    let column = letters.bytes().fold(0, |sum, own| sum * 26 + u16::from(own - b'A') + 1) - 1;
    (name[letters.len()..].parse::<u32>().unwrap() - 1, column)
}

fn fill(sheet: &mut Worksheet, text: &str) {
    let mut row = 0;
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let mut merges = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["merge", range] => merges.push(range.split_once(':').unwrap()),
            ["day", at, date] => {
                let (row, column) = cell(at);
                sheet.write_with_format(row, column, ExcelDateTime::parse_from_str(date).unwrap(), &day).unwrap();
            }
            ["number", at, number] => {
                let (row, column) = cell(at);
                sheet.write(row, column, number.parse::<f64>().unwrap()).unwrap();
            }
            ["formula", at, formula] => {
                let (row, column) = cell(at);
                sheet.write(row, column, Formula::new(*formula).set_result("3")).unwrap();
            }
            _ => {
                for (column, text) in (0..).zip(line.split('|')) {
                    let text = text.trim_matches(' ').replace('⏎', "\n");
                    match text.parse::<i32>() {
                        Ok(number) => drop(sheet.write(row, column, number).unwrap()),
                        Err(_) if text.is_empty() => {}
                        Err(_) => drop(sheet.write(row, column, text).unwrap()),
                    }
                }
                row += 1;
            }
        }
    }
    for (from, to) in merges {
        let (from, to) = (cell(from), cell(to));
        // The first cell keeps what it has; merging writes blanks into the others.
        let text = text.lines().filter(|line| !line.starts_with("merge ")).nth(from.0 as usize).unwrap_or_default();
        let text = text.split('|').nth(from.1 as usize).unwrap_or_default().trim_matches(' ').replace('⏎', "\n");
        sheet.merge_range(from.0, from.1, to.0, to.1, &text, &Format::new()).unwrap();
    }
}

/// The workbook of a case.
fn workbook(case: &[Section]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for own in case {
        if let Some(name) = own.name.strip_prefix("sheet ") {
            let sheet = workbook.add_worksheet();
            let hidden = name.strip_prefix("hidden ");
            sheet.set_name(hidden.unwrap_or(name)).unwrap();
            sheet.set_hidden(hidden.is_some());
            fill(sheet, &own.text);
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// A workbook of one sheet.
pub(super) fn workbook_of(text: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), text);
    workbook.save_to_buffer().unwrap()
}

/// The texts of all tasks and safeguards of an edition.
fn works(project: &Project) -> String {
    let mut all = String::new();
    for home in ["tasks", "safeguards"] {
        let folder = project.path(&format!("content/standards/urban/2022/{home}"));
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        for name in names {
            let _ = write!(all, "== {name}\n{}", fs::read_to_string(folder.join(&name)).unwrap());
        }
    }
    all
}

/// A line for each cell of the report.
fn entries(project: &Project) -> String {
    let path = project.path("imports/urban/2022/tasks/report.json");
    let Ok(text) = fs::read_to_string(path) else { return String::new() };
    let report: Value = serde_json::from_str(&text).unwrap();
    let own = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut all = String::new();
    for entry in report["entries"].as_array().unwrap() {
        let item = match (entry["item"].as_str(), entry["head"].as_bool()) {
            (Some(item), Some(true)) => format!("{item} head"),
            (Some(item), _) => format!("{item} {}", own(&entry["anchor"])),
            (None, _) => "-".to_owned(),
        };
        let words = |key: &str| -> Vec<String> { entry[key].as_array().unwrap().iter().map(own).collect() };
        let mut why = words("doubts").iter().map(|doubt| format!("?{doubt}")).collect::<Vec<_>>();
        why.extend(words("rules"));
        let text: String = own(&entry["text"]).replace('\n', "⏎").chars().take(20).collect();
        let line = format!("{} {} -> {item} {}: {text}", entry["entry"], own(&entry["place"]), why.join(" "));
        let _ = writeln!(all, "{}", line.replace(" : ", ": "));
    }
    for loss in report["left-out"].as_array().unwrap() {
        let _ = writeln!(all, "left out: {} {}", own(&loss["what"]), loss["characters"]);
    }
    let count = &report["characters"];
    let _ = writeln!(all, "characters: {} = {} + {}", count["file"], count["items"], count["dropped"]);
    all
}

fn bring(project: &Project, bytes: &[u8], arguments: &[&str]) -> Run {
    project.write("a.xlsx", bytes);
    let all: Vec<&str> =
        ["import", "a.xlsx", "--into", "urban/2022"].into_iter().chain(arguments.iter().copied()).collect();
    project.run(&all)
}

fn run_case(case: &mut [Section]) {
    let bytes = workbook(case);
    let arguments = case.iter().find(|own| own.name == "arguments").map(|own| own.text.clone()).unwrap_or_default();
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let project = office();
    let run = bring(&project, &bytes, &arguments);
    assert!(case.iter().any(|own| own.name.starts_with("expect")), "a case without an expectation proves nothing");
    for own in case.iter_mut() {
        match own.name.as_str() {
            "expect works" => own.text = works(&project),
            "expect entries" => own.text = entries(&project),
            "expect said" => own.text = format!("{}{}", run.out, run.said),
            "expect check" => own.text = project.run(&["check"]).said,
            _ => {}
        }
    }
    // The same file once more changes nothing.
    let before = tree(&project.path(""));
    bring(&project, &bytes, &arguments);
    assert!(tree(&project.path("")) == before, "{:?}: a second import changed something", case[0].name);
}

#[test]
fn cases_of_tasks() {
    let mut all: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    run_cases(all.into_iter().filter(|path| !path.ends_with("book.txt")), run_case);
}

fn handed(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/import/files").join(name)).unwrap()
}

/// Workbooks that other programs wrote, each with what is expected beside it.
#[test]
fn workbooks_of_other_programs() {
    for name in ["openpyxl-tasks", "libreoffice-tasks"] {
        let project = office();
        bring(&project, &handed(&format!("{name}.xlsx")), &["--provenance", "local"]);
        let after = format!("{}\n{}", works(&project), entries(&project));
        let expected = root().join(format!("tests/import/files/{name}.txt"));
        if env::var_os("UPDATE").is_some() {
            fs::write(&expected, after).unwrap();
            continue;
        }
        let before = fs::read_to_string(&expected).unwrap();
        assert!(after == before, "== {name}\n{}", diff::unified(&before, &after));
    }
}

/// What was exported, saved by LibreOffice and imported again changes no byte; what was changed there is what changes here.
#[test]
fn a_workbook_comes_back_from_another_program() {
    let project = office();
    bring(&project, &handed("openpyxl-tasks.xlsx"), &["--provenance", "sample"]).ends_with(0);
    let before = works(&project);
    let run = bring(&project, &handed("exported.xlsx"), &[]);
    run.ends_with(0);
    assert_eq!(works(&project), before);
    // The report is of another file, the content is the same.
    assert!(run.out.contains("2 files written"), "{}", run.out);
    let run = bring(&project, &handed("edited.xlsx"), &[]);
    run.ends_with(1);
    assert_eq!(works(&project), before, "nothing is overwritten without --replace");
    let changes = "\
content/standards/urban/2022/tasks/t01.md
  - [-  - {role: community-service-station, duty: responsible}-]
  ~   - {role: education-bureau, duty: [-support-]{+lead, word: 主办+}}
  ~ cadence: [-长期-]{+每个工作日+}
  + {+2. 送审。+}
content/standards/urban/2022/tasks/t02.md
  ~ title: 双语指南{+（试行）+}
  - [-records: [指南]-]
";
    assert!(run.out.starts_with(changes), "{}", run.out);
    bring(&project, &handed("edited.xlsx"), &["--replace"]).ends_with(0);
    let after = tree(&project.path(""));
    let run = bring(&project, &handed("edited.xlsx"), &[]);
    run.ends_with(0);
    assert!(run.out.contains("nothing has changed"), "{}", run.out);
    assert!(tree(&project.path("")) == after);
}

/// A whole workbook, in a book that has the roles and no tasks yet, gives the same tasks.
#[test]
fn exported_tasks_are_imported_as_the_same_tasks() {
    let from = Project::copy(&root().join("tests/books/reading-room"), false);
    from.run(&["export", "xlsx", "--edition", "reading-room@2024", "--out", "out"]).ends_with(0);
    let to = Project::copy(&root().join("tests/books/reading-room"), false);
    // Addresses that are gone while the tasks are gone.
    fs::remove_file(to.path("content/published.txt")).unwrap();
    for home in ["tasks", "safeguards"] {
        let folder = to.path(&format!("content/standards/reading-room/2024/{home}"));
        if folder.is_dir() {
            fs::remove_dir_all(folder).unwrap();
        }
    }
    to.write("a.xlsx", fs::read(from.path("out/reading-room_2024.xlsx")).unwrap());
    let run = to.run(&["import", "a.xlsx", "--into", "reading-room/2024"]);
    assert!(run.code < 2, "{}{}", run.out, run.said);
    let tasks = |project: &Project| -> Vec<Value> {
        project.run(&["export", "json", "--out", "data"]).ends_with(0);
        let all: Value = serde_json::from_str(&project.read("data/editions/reading-room_2024.json")).unwrap();
        // Whose words they are is said by who imports them: a sheet proves nothing.
        let keep = [
            "id",
            "title",
            "category",
            "cadence",
            "when",
            "records",
            "topics",
            "basis",
            "counterparts",
            "supported-by",
        ];
        let own = |task: &Value| {
            let duties = task["who"].as_array().unwrap().iter();
            let duties =
                duties.map(|own| ["role", "duty", "word"].map(|key| own[key].clone()).into_iter().collect::<Value>());
            // A workbook names the clause, not the place in it.
            let place = |text: &str| text.split('#').next().unwrap_or_default().to_owned();
            let bare = |own: &Value| match own.as_array() {
                Some(all) => {
                    let mut all: Vec<String> = all.iter().map(|own| place(own.as_str().unwrap_or_default())).collect();
                    all.dedup();
                    Value::from(all)
                }
                None => own.clone(),
            };
            let facts = keep.iter().map(|key| bare(&task[*key]));
            facts.chain(std::iter::once(duties.collect::<Value>())).collect::<Value>()
        };
        let works = [&all["tasks"], &all["safeguards"]];
        works.into_iter().flat_map(|works| works.as_array().unwrap().iter().map(own)).collect()
    };
    let (before, after) = (tasks(&from), tasks(&to));
    assert!(before.len() > 3);
    assert_eq!(after, before);
    // That they are official words is asked about, since no sheet proves it, and nothing else is.
    let report: Value = serde_json::from_str(&to.read("imports/reading-room/2024/tasks/report.json")).unwrap();
    let pending = report["pending"].as_array().unwrap().iter();
    let asked = pending.map(|own| report["entries"][own.as_u64().unwrap() as usize - 1]["text"].as_str().unwrap());
    assert_eq!(asked.collect::<Vec<_>>(), ["官方正文", "官方正文"]);
}

const SOURCE: [&str; 6] = ["--source", "关于印发试验规范的通知", "--issuer", "试验委员会", "--date", "2022-08-01"];

#[test]
fn tasks_become_official_by_their_source_and_by_acceptance() {
    let project = office();
    let text = "任务 | 做什么 | 牵头单位 | 依据\n甲 | 甲事。 | 民宗局 | 5.2\n乙 | 乙事。 | 民宗局、教育局 | 5.7\n";
    let bytes = workbook_of(text);
    let run = bring(&project, &bytes, &SOURCE);
    run.ends_with(1);
    let task = |id: &str| project.read(&format!("content/standards/urban/2022/tasks/{id}.md"));
    assert!(task("t01").contains("provenance: official"));
    assert!(task("t02").contains("provenance: imported"));
    let lock = project.read("content/standards/urban/2022/official.lock");
    assert!(lock.contains("  t01\n") && !lock.contains("  t02\n"), "{lock}");
    let event = lock.lines().last().unwrap();
    let fields: Vec<&str> = event.split('\t').collect();
    assert_eq!(&fields[1..3], ["t01", "-"]);
    assert!(fields[3].contains("a.xlsx") && fields[4].contains("关于印发试验规范的通知"), "{event}");
    project.run(&["check"]).says("warning[unconfirmed-import]").says("import accept ENTRY --tasks --by NAME");
    project.run(&["build", "--release"]).ends_with(1).says("error[unconfirmed-import]");
    let pending: Value = serde_json::from_str(&project.read("imports/urban/2022/tasks/report.json")).unwrap();
    let entry = pending["pending"][0].to_string();
    let run = project.run(&["import", "accept", &entry, "--by", "张某"]);
    run.ends_with(0);
    assert!(run.out.contains("official text now, and in official.lock: t02"), "{}", run.out);
    assert!(task("t02").contains("provenance: official"));
    let check = project.run(&["check"]);
    assert!(!check.said.contains("unconfirmed-import") && !check.said.contains("official-changed"), "{}", check.said);
    let before = tree(&project.path(""));
    bring(&project, &bytes, &SOURCE).ends_with(0);
    assert!(tree(&project.path("")) == before);
}

/// A name that a role gets afterwards is found by the next import.
#[test]
fn a_unit_that_becomes_known_is_matched() {
    let project = office();
    let bytes = workbook_of("任务 | 做什么 | 牵头单位\n甲 | 甲事。 | 教体局\n");
    bring(&project, &bytes, &["--provenance", "sample"]).ends_with(1);
    project.run(&["check"]).says("error[unknown-role]").says("教体局");
    let path = "content/roles/education-bureau.md";
    let role = project.read(path).replace("level: county", "level: county\naliases: [教体局]");
    project.lay(path, &role);
    let run = bring(&project, &bytes, &["--provenance", "sample"]);
    run.ends_with(0);
    let task = project.read("content/standards/urban/2022/tasks/t01.md");
    assert!(task.contains("provenance: sample"), "{task}");
    let check = project.run(&["check"]);
    assert!(!check.said.contains("unknown-role"), "{}", check.said);
}
