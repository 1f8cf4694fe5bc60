//! The command line in Chinese: help, mistakes in what was typed, reasons why nothing could be run, names of kinds.

use crate::project::{Project, Run, normbook};

/// Runs the program in a project as an office does whose system speaks no Chinese.
fn run(project: &Project, arguments: &[&str]) -> Run {
    let output = normbook().current_dir(project.path("")).env("LANG", "en_US.UTF-8").args(arguments).output().unwrap();
    Run::new(&output)
}

#[test]
fn help_is_chinese_before_and_behind_the_command() {
    let project = Project::new();
    for arguments in [
        &["--lang", "zh", "build", "--help"][..],
        &["build", "--help", "--lang", "zh"],
        &["--lang=zh", "help", "build"],
    ] {
        let help = run(&project, arguments);
        help.ends_with(0);
        for words in [
            "生成网站：有错误就不发布",
            "用法：normbook build [选项]",
            "选项:",
            "显示这份说明",
            "例子：",
            "［默认：.］",
        ] {
            assert!(help.out.contains(words), "{arguments:?} lacks {words}: {}", help.out);
        }
        for words in ["Usage", "Options", "Print help", "default", "possible"] {
            assert!(!help.out.contains(words), "{arguments:?} holds {words}: {}", help.out);
        }
    }
    let all = run(&project, &["--lang", "zh", "--help"]);
    all.ends_with(0);
    assert!(all.out.contains("命令:") && all.out.contains("制作两版的新旧条文对照表"), "{}", all.out);
    assert!(run(&project, &["build", "--help"]).out.contains("Usage: normbook build [OPTIONS]"));
}

#[test]
fn mistakes_are_told_in_chinese() {
    let project = Project::new();
    for (arguments, words) in [
        (&["--lang", "zh", "biuld"][..], &["没有“biuld”这个命令", "是不是 "][..]),
        (
            &["--lang", "zh", "build", "--relaese"],
            &["没有“--relaese”这个开关", "是不是 --release？", "用法：normbook build"],
        ),
        (&["check", "--format", "txt", "--lang", "zh"], &["不能是“txt”", "可以是：text、json"]),
        (&["review", "--lang", "zh"], &["还缺少：", "--by"]),
        (&["new", "任務", "--lang", "zh"], &["不能是“任務”", "任务 task"]),
        (&["--lang", "zh", "new", "版", "urban/2026", "--issued", "昨天"], &["“昨天”", "不是日期"]),
        (&["--lang", "zh", "export", "docx", "--item", "urban/t01", "--edition", "urban"], &["不能与", "一起用"]),
        (&["--lang", "zh", "check", "--project", "无"], &["这里没有书（没有 content 文件夹）", "normbook init"]),
        (&["lock", "urban@1999", "--lang", "zh"], &["没有这一版；有的是：urban@2022"]),
        (&["verify", "没有.zip", "--lang", "zh"], &["没有.zip", "没有这个文件或文件夹"]),
        (&["rollback", "--lang", "zh"], &["没有“./output”这个文件夹"]),
        (
            &["import", "没有.docx", "--into", "urban/2022", "--lang", "zh"],
            &["读不了“没有.docx”：没有这个文件或文件夹"],
        ),
    ] {
        let run = run(&project, arguments);
        run.ends_with(2);
        for own in words {
            assert!(run.said.contains(own), "{arguments:?} lacks {own}: {}", run.said);
        }
        for own in ["error:", "Usage", "tip:"] {
            assert!(!run.said.contains(own), "{arguments:?} holds {own}: {}", run.said);
        }
    }
}

#[test]
fn a_new_book_says_what_comes_next() {
    let project = Project::empty();
    let run = run(&project, &["--lang", "zh", "init", "新书", "--title", "规范"]);
    run.ends_with(0);
    for words in ["normbook serve -C 新书 --open", "normbook new 任务 -C 新书", "publisher"] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
}

#[test]
fn kinds_have_their_chinese_names() {
    let project = Project::new();
    run(&project, &["--lang", "zh", "new", "任务", "--title", "预约"]).ends_with(0);
    assert!(project.path("content/standards/urban/2022/tasks/t02.md").is_file());
    run(&project, &["new", "角色", "library", "--lang", "zh"]).ends_with(0);
    assert!(project.path("content/roles/library.md").is_file());
    run(&project, &["new", "版", "urban/2026", "--from", "2022", "--lang", "zh"]).ends_with(0);
    run(&project, &["build", "--lang", "zh"]).ends_with(0);
    let found = run(&project, &["search", "就业", "--kind", "任务", "--lang", "zh"]);
    found.ends_with(0);
    assert!(found.out.contains("就业"), "{}", found.out);
}
