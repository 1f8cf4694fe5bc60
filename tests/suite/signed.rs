//! Signatures: a text that was reviewed says so until the words it was written for change, and an approval holds for the
//! words that were approved.

use crate::project::Project;

const NOTE: &str = "content/notes/n.md";
const CLAUSE: &str = "content/standards/urban/2022/clauses/5.7.md";
const TASK: &str = "content/standards/urban/2022/tasks/t01.md";

/// A book with a note about the second paragraph of a clause.
fn with_note() -> Project {
    let project = Project::new();
    project.write(
        NOTE,
        "---\ntitle: 说明\nprovenance: interpretive\ninterprets: [\"urban/5.7#p2\"]\nunit: 某区民政局\ndate: 2022-09-01\nowner: 某处\n---\n按季度公布。\n",
    );
    project
}

/// Whether the page of the note says that somebody has to look at it, and what coverage lists.
fn is_suspect(project: &Project) -> bool {
    project.run(&["build"]).ends_with(0);
    let page = project.read("output/site/notes/n.html").contains("待复核");
    let coverage = project.run(&["check", "--coverage"]);
    let listed = coverage.out.lines().any(|line| line.contains("to be reviewed") && line.contains("notes/n"));
    assert_eq!(page, listed, "{}", coverage.out);
    page
}

#[test]
fn a_note_becomes_suspect_with_the_words_it_was_written_for_and_no_others() {
    let project = with_note();
    assert!(!is_suspect(&project));
    project.run(&["review", NOTE, "--by", "某区民政局", "--date", "2022-10-01"]).ends_with(0);
    assert!(!is_suspect(&project));
    // Its own words, another paragraph, another title: nothing that it was written for.
    project.replace(NOTE, "按季度公布。", "每季度公布一次。");
    project.replace(CLAUSE, "街道提供就业服务。", "街道提供就业和培训服务。");
    assert!(!is_suspect(&project));
    project.replace(CLAUSE, "每季度公布岗位", "每月公布岗位");
    assert!(is_suspect(&project));
    let page = project.read("output/site/notes/n.html");
    assert!(page.contains("上次由某区民政局复核，2022-10-01。") && page.contains("维护单位：某处。"), "{page}");
    project.run(&["review", NOTE, "--by", "某区民政局", "--date", "2022-11-01"]).ends_with(0);
    assert!(!is_suspect(&project));
    assert_eq!(project.read(NOTE).matches("reviewed:").count(), 1);
}

#[test]
fn a_note_pinned_to_an_old_edition_is_suspect_where_the_words_are_others() {
    for (text, is_other) in [("街道提供就业服务。", false), ("街道提供就业和培训服务。", true)] {
        let project = Project::new();
        project.replace("content/standards/urban/index.md", "2022", "2026");
        project.replace("content/standards/urban/2022/index.md", "status: current", "status: superseded");
        let index = "---\ntitle: 新\nshort-title: 2026年版\nissued: 2026-08-01\nstatus: current\nprofile: group-standard\n---\n";
        project.write("content/standards/urban/2026/index.md", index);
        project.write(CLAUSE, "---\nnumber: \"5.7\"\ntitle: 就业\nprovenance: local\n---\n街道提供就业服务。\n");
        let next = format!("---\nnumber: \"5.6\"\ntitle: 就业\nprovenance: local\ncontinues: [\"5.7\"]\n---\n{text}\n");
        project.write("content/standards/urban/2026/clauses/5.6.md", next);
        project.write(
            NOTE,
            "---\ntitle: 说明\nprovenance: interpretive\ninterprets: [urban@2022/5.7]\nunit: 某局\ndate: 2022-09-01\n---\n词。\n",
        );
        assert_eq!(is_suspect(&project), is_other, "{text}");
        let page = project.read("output/site/notes/n.html");
        assert_eq!(page.contains("写于2022-09-01。 维护单位：某局。"), is_other, "{page}");
        let check = project.run(&["check"]);
        check.ends_with(0);
        assert_eq!(check.said.matches("suspect-text").count(), usize::from(is_other), "{}", check.said);
        // Whoever has read both says so once.
        project.run(&["review", NOTE, "--by", "某局", "--date", "2026-09-01"]).ends_with(0);
        assert!(!is_suspect(&project));
        project.run(&["check"]).is_silent_about("suspect-text");
    }
}

#[test]
fn an_approval_holds_for_the_words_that_were_approved() {
    let project = Project::new();
    let site = project.read("content/site.yaml") + "approval: [task]\n";
    project.write("content/site.yaml", site);
    project.run(&["record"]).ends_with(0);
    project.run(&["check"]).ends_with(0);
    project.run(&["check", "--release"]).ends_with(1).says("unapproved").says("normbook approve");
    project.run(&["approve", TASK, "--by", "某局", "--date", "2022-10-01"]).ends_with(0);
    project.run(&["check", "--release"]).ends_with(0);
    for (old, new, is_broken) in [
        ("介绍岗位", "推荐岗位", true),
        ("duty: lead", "duty: lead, word: 负责", true),
        ("date: 2022-10-01", "date: 2022-10-02", false),
    ] {
        project.replace(TASK, old, new);
        project.run(&["check", "--release"]).ends_with(i32::from(is_broken));
        project.replace(TASK, new, old);
    }
}

#[test]
fn nothing_else_is_signed() {
    let project = with_note();
    let before = project.read(NOTE);
    project
        .run(&["review", NOTE, "content/roles/office.md", "--by", "某局"])
        .ends_with(2)
        .says("nothing to be reviewed for");
    project.run(&["approve", "content/notes/none.md", "--by", "某局"]).ends_with(2).says("is no item");
    project.run(&["review", NOTE, "--by", " "]).ends_with(2);
    assert_eq!(project.read(NOTE), before);
}
