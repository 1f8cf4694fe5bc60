//! What is printed, where nobody takes it: readers who have seen enough, and full disks.

#[cfg(target_os = "linux")]
use std::fs::File;
use std::process::{Command, Stdio};

use crate::project::{Project, Run, normbook};

/// A command of the real program in English, in a project.
fn command(project: &Project, arguments: &[&str]) -> Command {
    let mut command = normbook();
    command.current_dir(project.path("")).args(arguments).args(["--lang", "en"]);
    command
}

/// A pipe whose reader has gone before anything was written.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn broken() -> Project {
    let project = Project::new();
    project.write("content/pages/p.md", "---\ntitle: 说明\n---\n见[[urban/t99]]。\n");
    project
}

fn run(command: &mut Command) -> Run {
    Run::new(&command.output().unwrap())
}

#[test]
fn a_reader_who_has_seen_enough_changes_nothing() {
    let (sound, broken) = (Project::new(), broken());
    for (project, arguments, code) in [
        (&sound, &["check", "--explain", "all"][..], 0),
        (&sound, &["check", "--coverage"], 0),
        (&sound, &["build"], 0),
        (&sound, &["search", "t01"], 0),
        (&sound, &["export", "csv"], 0),
        (&sound, &["bundle"], 0),
        (&sound, &["verify", "output/bundle.zip"], 0),
        (&broken, &["check", "--format", "json"], 1),
        (&broken, &["check", "--format", "sarif"], 1),
        (&broken, &["build"], 1),
    ] {
        let run = run(command(project, arguments).stdout(closed()));
        assert_eq!(run.code, code, "{arguments:?}: {}", run.said);
    }
    // Standard error is closed, too: findings cannot be told, but the code tells that there are some.
    let status = command(&broken, &["check"]).stdout(closed()).stderr(closed()).status().unwrap();
    assert_eq!(status.code(), Some(1));
    let status = command(&broken, &["check", "--explain", "nothing"]).stderr(closed()).status().unwrap();
    assert_eq!(status.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_where_it_takes_what_was_asked_for() {
    let (sound, broken) = (Project::new(), broken());
    let full = || File::options().write(true).open("/dev/full").unwrap();
    // The site is what was asked for, and it is there.
    run(command(&sound, &["build"]).stdout(full())).ends_with(0);
    assert!(sound.site().contains_key("index.html"));
    run(command(&sound, &["export", "csv"]).stdout(full())).ends_with(0);
    for (project, arguments) in [
        (&broken, &["check", "--format", "json"][..]),
        (&sound, &["check", "--explain", "all"]),
        (&sound, &["check", "--coverage", "--format", "json"]),
        (&sound, &["search", "t01"]),
        (&sound, &["search", "t01", "--format", "json"]),
    ] {
        let run = run(command(project, arguments).stdout(full()));
        run.ends_with(2).says("cannot write to standard output");
    }
}
