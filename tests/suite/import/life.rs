//! From the first import to official text: acceptance, locks, a second import, a mended file, hands in between.

use super::{Import, book, import, paragraphs, word};
use crate::project::{Project, tree};

const SOURCE: [&str; 6] = ["--source", "关于印发试验规范的通知", "--issuer", "试验委员会", "--date", "2022-08-01"];

/// A file with a clause that is certain and one that is not.
fn file(words: &str) -> Vec<u8> {
    let body = format!("1 范围\n{words}\n2 要求\n<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>乙。</w:t></w:r></w:p>");
    word(&[("body", paragraphs(&body))])
}

fn first() -> Import {
    let import = import("a.docx", &file("甲。"), &SOURCE);
    import.run.ends_with(1);
    import
}

fn clause(project: &Project, id: &str) -> String {
    project.read(&format!("content/standards/urban/2022/clauses/{id}.md"))
}

fn again(project: &Project, bytes: &[u8], more: &[&str]) -> crate::project::Run {
    project.write("a.docx", bytes);
    let all: Vec<&str> =
        ["import", "a.docx", "--into", "urban/2022"].into_iter().chain(SOURCE).chain(more.iter().copied()).collect();
    project.run(&all)
}

#[test]
fn what_is_certain_is_official_and_the_rest_waits() {
    let Import { project, .. } = first();
    assert!(clause(&project, "1").contains("provenance: official"));
    assert!(clause(&project, "2").contains("provenance: imported"));
    assert!(clause(&project, "2").contains("pending: \"4\""));
    // What is locked has its words kept, and nothing else.
    let kept = project.read("locks/urban/2022.txt");
    assert!(kept.contains("  1\n\t1\n\t范围\n\t甲。\n") && !kept.contains("  2\n"), "{kept}");
    // A release refuses what waits, and says how to go on.
    let check = project.run(&["check"]);
    check.says("warning[unconfirmed-import]").says("normbook import accept 4 --by NAME");
    assert!(!check.said.contains("official-changed"), "{}", check.said);
    let build = project.run(&["build", "--release"]);
    build.ends_with(1).says("error[unconfirmed-import]");
}

#[test]
fn without_a_source_nothing_is_official() {
    let import = import("a.docx", &word(&[("body", paragraphs("1 范围\n甲。"))]), &[]);
    import.run.ends_with(0);
    assert!(clause(&import.project, "1").contains("provenance: imported"));
    import.project.run(&["check"]).says("an imported clause names no source");
}

#[test]
fn entries_are_accepted_by_number_and_never_wholesale() {
    let Import { project, .. } = first();
    let accept = |entries: &[&str]| {
        let all: Vec<&str> =
            ["import", "accept"].into_iter().chain(entries.iter().copied()).chain(["--by", "张某"]).collect();
        project.run(&all)
    };
    let before = tree(&project.path(""));
    for entries in [&["1"][..], &["1-4"], &["4-99"], &["0"], &["x"], &["9-4"], &["1-400"]] {
        accept(entries).ends_with(2);
    }
    assert!(tree(&project.path("")) == before);
    let run = accept(&["4"]);
    run.ends_with(0);
    assert!(run.out.contains("official text now, and in official.lock: 2"), "{}", run.out);
    assert!(clause(&project, "2").contains("provenance: official") && !clause(&project, "2").contains("pending"));
    let report = project.read("imports/urban/2022/report.json");
    assert!(report.contains("\"by\": \"张某\""));
    let check = project.run(&["check"]);
    assert!(!check.said.contains("unconfirmed-import") && !check.said.contains("official-changed"), "{}", check.said);
    // The acceptance outlives another import of the same file.
    let before = tree(&project.path(""));
    let run = again(&project, &file("甲。"), &[]);
    run.ends_with(0);
    assert!(run.out.contains("nothing has changed"), "{}", run.out);
    assert!(tree(&project.path("")) == before);
}

#[test]
fn a_second_import_changes_nothing() {
    let Import { project, .. } = first();
    let before = tree(&project.path(""));
    again(&project, &file("甲。"), &[]).ends_with(1);
    assert!(tree(&project.path("")) == before);
}

#[test]
fn a_trial_writes_nothing() {
    let project = book();
    project.write("a.docx", file("甲。"));
    let before = tree(&project.path(""));
    let run = project.run(&["import", "a.docx", "--into", "urban/2022", "--dry-run"]);
    assert!(run.out.contains("a trial: nothing was written"), "{}", run.out);
    assert!(tree(&project.path("")) == before);
}

#[test]
fn a_mended_file_shows_a_redline_first() {
    let Import { project, .. } = first();
    let before = tree(&project.path("content"));
    let run = again(&project, &file("甲、丙。"), &[]);
    run.ends_with(1).says("add `--replace`");
    assert!(run.out.contains("-甲。") && run.out.contains("+甲、丙。"), "{}", run.out);
    assert!(tree(&project.path("content")) == before);
    again(&project, &file("甲、丙。"), &["--replace"]).ends_with(1);
    assert!(clause(&project, "1").contains("甲、丙。"));
    let check = project.run(&["check"]);
    assert!(!check.said.contains("official-changed"), "the lock was renewed: {}", check.said);
}

#[test]
fn what_a_hand_has_touched_stays() {
    let Import { project, .. } = first();
    let path = "content/standards/urban/2022/clauses/2.md";
    project.replace(path, "乙。", "乙，手改。");
    let before = tree(&project.path("content"));
    let run = again(&project, &file("甲。"), &[]);
    run.ends_with(1).says("clauses/2.md is not as an import left it");
    assert!(tree(&project.path("content")) == before);
    project.run(&["import", "accept", "4", "--by", "张某"]).ends_with(2).says("was changed after the import");
    again(&project, &file("甲。"), &["--replace"]).ends_with(1);
    assert!(clause(&project, "2").contains("乙。") && !clause(&project, "2").contains("手改"));
}

#[test]
fn clauses_that_are_gone_are_named() {
    let Import { project, .. } = first();
    let run = again(&project, &word(&[("body", paragraphs("1 范围\n甲。"))]), &[]);
    run.says("the file does not have content/standards/urban/2022/clauses/2.md");
}

/// The report is a page of its own: nothing of it is in the site, and it says what it says without a script.
#[test]
fn the_report_is_beside_the_site() {
    let Import { project, .. } = first();
    project.run(&["build"]).ends_with(0);
    assert!(project.site().keys().all(|path| !path.contains("import") && !path.contains("report")));
    let page = project.read("imports/urban/2022/report.html");
    assert!(
        page.contains("待确认：1 项") && page.contains("签认") && page.contains("相符") && !page.contains("<script")
    );
}

/// Entries of 术语和定义 become terms where that is wished; what they show is the clause.
#[test]
fn terms_are_made_where_they_are_wished() {
    let body = paragraphs(
        "1 范围\n甲。\n2 术语和定义\n2.1\n试验站 test station\n做试验的地方。\n2.2\n登记\n<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>写下来。</w:t></w:r></w:p>\n3 要求\n3.1 登记\n丙。",
    );
    let bytes = word(&[("body", body)]);
    let with: Vec<&str> = SOURCE.into_iter().chain(["--terms"]).collect();
    let import = import("a.docx", &bytes, &with);
    let project = &import.project;
    let term = |id: &str| project.read(&format!("content/terms/{id}.md"));
    let expected = "---\ntitle: \"试验站\"\naliases: [\"test station\"]\nprovenance: official\n";
    assert!(term("urban-2-1").starts_with(expected), "{}", term("urban-2-1"));
    assert!(term("urban-2-1").ends_with("---\n![[urban@2022/2.1]]\n"));
    assert!(term("urban-2-2").contains("provenance: imported"));
    assert!(!project.path("content/terms/urban-3-1.md").exists());
    let check = project.run(&["check"]);
    assert!(!check.said.contains("error"), "{}", check.said);
    let pending = import.report().unwrap()["pending"][0].to_string();
    project.run(&["import", "accept", &pending, "--by", "张某"]).ends_with(0);
    assert!(term("urban-2-2").contains("provenance: official"));
    let before = tree(&project.path(""));
    again(project, &bytes, &["--terms"]).ends_with(0);
    assert!(tree(&project.path("")) == before);
}
