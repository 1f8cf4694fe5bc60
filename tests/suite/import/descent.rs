//! An edition with a predecessor is imported: clauses whose numbers shifted are proposed as going on, and wait for a person.

use std::fs;

use serde_json::Value;

use super::{book, paragraphs, word};
use crate::project::{Project, Run};

const OLD: &str = "1 范围\n本规范规定了阅览室的开放和借阅。\n\
    2 开放\n阅览室每周开放五天，每天不少于八小时，节假日另行公告。\n\
    3 借阅\n读者凭借书证借阅图书，每人每次不超过五册，借期三十日。\n\
    4 寄存\n物品寄存柜供读者免费使用，贵重物品请随身携带。";

const NEW: &str = "1 范围\n本规范规定了阅览室的开放和借阅。\n\
    2 安全\n配备灭火器材，由专人每季度检查，检查结果登记在册。\n\
    3 开放\n阅览室每周开放六天，每天不少于八小时，节假日另行公告。\n\
    4 借阅\n读者凭借书证借阅图书，每人每次不超过八册，借期三十日。";

fn import(project: &Project, words: &str, edition: &str, more: &[&str]) -> Run {
    project.write("a.docx", word(&[("body", paragraphs(words))]));
    let date = format!("{}-08-01", edition.rsplit('/').next().unwrap());
    let source = ["--source", "关于印发规范的通知", "--issuer", "试验委员会", "--date", &date];
    let all: Vec<&str> =
        ["import", "a.docx", "--into", edition].into_iter().chain(source).chain(more.iter().copied()).collect();
    project.run(&all)
}

fn clause(project: &Project, edition: &str, id: &str) -> String {
    project.read(&format!("content/standards/urban/{edition}/clauses/{id}.md"))
}

fn report(project: &Project) -> Value {
    serde_json::from_str(&fs::read_to_string(project.path("imports/urban/2026/report.json")).unwrap()).unwrap()
}

/// A book with the old edition, in force.
fn old() -> Project {
    let project = book();
    import(&project, OLD, "urban/2022", &[]).ends_with(0);
    project.replace(
        "content/standards/urban/2022/index.md",
        "status: draft\nprofile: department-document",
        "status: current\nprofile: group-standard",
    );
    project
}

#[test]
fn shifted_numbers_are_proposed_and_wait() {
    let project = old();
    let run = import(&project, NEW, "urban/2026", &[]);
    run.ends_with(1);
    assert!(run.out.contains("1 clauses of urban@2022 are continued by none: 4"), "{}", run.out);
    for (id, before) in [("3", "2"), ("4", "3")] {
        let text = clause(&project, "2026", id);
        assert!(text.contains(&format!("continues: [\"{before}\"]")), "{text}");
        assert!(text.contains("provenance: imported") && text.contains("pending: "), "{text}");
    }
    for id in ["1", "2"] {
        let text = clause(&project, "2026", id);
        assert!(!text.contains("continues") && text.contains("provenance: official"), "{text}");
    }
    let asked: Vec<(u64, String)> = report(&project)["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|own| own["doubts"] == serde_json::json!(["continues"]))
        .map(|own| (own["entry"].as_u64().unwrap(), own["continues"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(asked, [(5, "2".to_owned()), (7, "3".to_owned())]);
    let open = &report(&project)["preceding"]["not-continued"];
    assert_eq!(*open, serde_json::json!([{"id": "4", "name": "4 寄存"}]));
    let page = project.read("imports/urban/2026/report.html");
    for words in ["上一版 urban@2022 没有条款承接的：1 条", "4 寄存", "承接上一版 2", "待确认：编号变了"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    // The edition began as the one before, as every new edition does, and says what its source says.
    let index = project.read("content/standards/urban/2026/index.md");
    for words in [
        "short-title: \"2026年版\"",
        "issued: 2026-08-01",
        "status: draft",
        "profile: group-standard",
        "由[[urban@2022]]修订而来",
        "关于印发规范的通知",
    ] {
        assert!(index.contains(words), "{words}: {index}");
    }
    // The same file again: nothing is asked anew, nothing is written.
    let again = import(&project, NEW, "urban/2026", &[]);
    assert!(again.out.contains("nothing has changed"), "{}", again.out);
    // Who has compared both says so; then the clause is official and says what it continues.
    project.run(&["import", "accept", "5", "7", "--by", "张某", "--into", "urban/2026"]).ends_with(0);
    let text = clause(&project, "2026", "3");
    assert!(text.contains("continues: [\"2\"]") && text.contains("provenance: official"), "{text}");
    let again = import(&project, NEW, "urban/2026", &[]);
    again.ends_with(0);
    assert!(again.out.contains("nothing has changed"), "{}", again.out);
    // What nobody continues is work to do, and never withdrawn by itself.
    project.run(&["check"]).ends_with(0).says("ended-provision");
    assert!(!project.read("content/standards/urban/2026/index.md").contains("withdrawn"));
    project.replace(
        "content/standards/urban/2026/index.md",
        "status: draft\n",
        "status: draft\nwithdrawn:\n  - {id: \"4\", date: 2026-08-01, reason: 不再设寄存柜。}\n",
    );
    import(&project, NEW, "urban/2026", &[]).ends_with(0);
    assert_eq!(report(&project)["preceding"]["not-continued"], serde_json::json!([]));
    project.run(&["check"]).ends_with(0).is_silent_about("ended-provision");
}

/// `new edition` copies every clause with its number; the text that is issued in the end has others.
#[test]
fn an_import_over_a_copied_edition_says_what_it_does_not_have() {
    let project = old();
    project.replace("content/site.yaml", "languages: [zh-CN]", "languages: [zh-CN, en]");
    for (id, title) in [("1", "Scope"), ("2", "Hours"), ("3", "Loans")] {
        let path = format!("content/standards/urban/2022/clauses/{id}.en.md");
        project.write(&path, format!("---\ntitle: {title}\nsource: 译者\nreview: unreviewed\n---\nWords.\n"));
    }
    project.run(&["new", "edition", "urban/2026", "--from", "2022"]).ends_with(0);
    let held = import(&project, NEW.split_once("\n4 借阅").unwrap().0, "urban/2026", &[]);
    held.ends_with(1)
        .says("is not as an import left it")
        .says("does not have content/standards/urban/2026/clauses/4.md");
    assert!(clause(&project, "2026", "3").contains("continues: [\"3\"]"));
    let replaced = import(&project, NEW, "urban/2026", &["--replace"]);
    replaced.ends_with(1).is_silent_about("1.en.md");
    // A translation that was copied is of the copied words.
    replaced.says("clauses/2.en.md translates the words that stood there before").says("clauses/3.en.md");
    assert!(clause(&project, "2026", "3").contains("continues: [\"2\"]"));
    assert!(!clause(&project, "2026", "2").contains("continues"));
}

/// What could be the heir of two is left to people.
#[test]
fn what_is_alike_twice_is_not_proposed() {
    let project = book();
    let fines = "1 范围\n本规范规定了处罚。\n\
        2 处罚\n违反第五条规定的，由县级以上主管部门责令改正，处一千元以下罚款。\n\
        3 处罚\n违反第六条规定的，由县级以上主管部门责令改正，处二千元以下罚款。";
    import(&project, fines, "urban/2022", &[]).ends_with(0);
    let shifted = fines.replace("\n3 ", "\n4 ").replace("\n2 ", "\n2 程序\n执法人员不少于两人，出示证件。\n3 ");
    import(&project, &shifted, "urban/2026", &[]);
    assert!(!clause(&project, "2026", "3").contains("continues"));
    assert!(!clause(&project, "2026", "4").contains("continues"));
    // The number alone would say that it is the old 3, which it is not.
    let asked = report(&project)["entries"].as_array().unwrap().iter().find(|own| own["item"] == "3").unwrap().clone();
    assert_eq!(asked["doubts"], serde_json::json!(["continues-other"]));
    assert_eq!(asked["continues"], Value::Null);
}
