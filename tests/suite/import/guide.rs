//! 把 Word 文件变成网站: every command of the guide, in its order.

use std::path::PathBuf;

use super::{paragraphs, tasks, word};
use crate::project::{Project, Run, normbook, root};

/// The commands in the blocks of the guide, each with the exit code that it announces.
fn commands() -> Vec<(String, i32)> {
    let text = std::fs::read_to_string(root().join("docs/import.zh-CN.md")).unwrap();
    let mut inside = false;
    let mut all = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside {
            let (command, remark) = line.split_once('#').unwrap_or((line, ""));
            let code = remark.split_once("退出码 ").map_or(0, |(_, code)| code[..1].parse().unwrap());
            all.push((command.trim().to_owned(), code));
        }
    }
    all
}

/// A file as offices write them, with one place that a person has to look at.
fn file() -> Vec<u8> {
    let text = "试验站规范\n目　次\n1 范围1\n2 要求1\n1 范围\n本规范规定了试验站的要求。\n2 要求\n\
                <w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>试验站应当登记。</w:t></w:r></w:p>";
    word(&[("body", paragraphs(text))])
}

/// A division of work as offices keep it, with units that the book does not know yet.
fn division() -> Vec<u8> {
    tasks::workbook_of(
        "2022年任务分工表 | | | | |\n任务 | 工作内容 | 工作措施 | 牵头单位 | 配合单位 | 依据\n\
         设试验窗口 | 设一个窗口。 | 定出清单⏎贴在窗口旁 | 试验局 | 试验街道 | 2\nmerge A1:F1\n",
    )
}

#[test]
fn every_command_of_the_guide_runs() {
    let project = Project::empty();
    let mut folder = project.path("");
    let run = |folder: &PathBuf, arguments: &[&str]| {
        let output = normbook().current_dir(folder).args(arguments).args(["--lang", "zh"]).output().unwrap();
        Run::new(&output)
    };
    let all = commands();
    assert!(all.len() > 8, "the guide was not found");
    for (command, code) in all {
        let parts: Vec<&str> = command.split_whitespace().collect();
        match parts.as_slice() {
            ["cd", name] => {
                folder = folder.join(name);
                std::fs::write(folder.join("标准.docx"), file()).unwrap();
                std::fs::write(folder.join("分工.xlsx"), division()).unwrap();
            }
            ["normbook", arguments @ ..] => {
                let run = run(&folder, arguments);
                assert_eq!(run.code, code, "{command}\n{}{}", run.out, run.said);
            }
            other => panic!("the guide says {other:?}"),
        }
    }
    let clause = std::fs::read_to_string(folder.join("content/standards/urban/2022/clauses/2.md")).unwrap();
    assert!(clause.contains("provenance: official"), "{clause}");
    assert!(folder.join("output/export/urban_2022.docx").is_file());
    let task = std::fs::read_to_string(folder.join("content/standards/urban/2022/tasks/t01.md")).unwrap();
    assert!(task.contains("provenance: local") && task.contains("{role: bureau, duty: lead}"), "{task}");
}
