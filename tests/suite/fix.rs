//! `normbook fix` through the real program: it writes what findings say is certain, keeps everything else of a file byte
//! for byte, and never touches official text.

use std::fs;

use normbook::theme;

use crate::project::{Project, root, tree};

const PAGE: &str = "content/pages/p.md";
const CLAUSE: &str = "content/standards/urban/2022/clauses/5.7.md";
const LOCK: &str = "content/standards/urban/2022/official.lock";

/// A page of these lines, which have two faults that are certain: a key and two commas.
const FAULTY: &str = "---\ntitle: 说明\nownr: 试验组\n---\n登记,转办,答复。\n\n第二段。";
const FIXED: &str = "---\ntitle: 说明\nowner: 试验组\n---\n登记，转办，答复。\n\n第二段。";

fn faulty(bytes: impl AsRef<[u8]>) -> Project {
    let project = Project::new();
    project.write(PAGE, bytes);
    project
}

#[test]
fn what_is_certain_is_fixed_and_shown() {
    let project = faulty(FAULTY);
    project.run(&["check"]).ends_with(1);
    let run = project.run(&["fix"]);
    run.ends_with(0);
    let expected = "\
--- a/content/pages/p.md
+++ b/content/pages/p.md
@@ -1,7 +1,7 @@
 ---
 title: 说明
-ownr: 试验组
+owner: 试验组
 ---
-登记,转办,答复。
+登记，转办，答复。
 
 第二段。
\\ No newline at end of file
3 findings fixed, 1 files written
";
    assert_eq!(run.out, expected);
    assert_eq!(project.read(PAGE), FIXED);
    let before = tree(&project.path("content"));
    let again = project.run(&["fix"]);
    again.ends_with(0);
    assert_eq!(again.out, "nothing can be fixed without a person\n");
    assert!(tree(&project.path("content")) == before);
}

#[test]
fn a_dry_run_only_shows() {
    let project = faulty(FAULTY);
    let before = tree(&project.path(""));
    let dry = project.run(&["fix", "--dry-run"]);
    dry.ends_with(0);
    assert!(tree(&project.path("")) == before, "something was written");
    assert_eq!(dry.said, "");
    let wet = project.run(&["fix"]).out;
    assert_eq!(wet.strip_suffix("3 findings fixed, 1 files written\n"), Some(dry.out.as_str()));
}

#[test]
fn what_remains_is_said() {
    let project = faulty(format!("{FAULTY}见[[urban/t10]]。"));
    project.run(&["fix", "--dry-run"]).ends_with(1);
    let run = project.run(&["fix"]);
    run.ends_with(1).says("error[dangling-ref]").says("content/pages/p.md:7:8").says("1 error");
    assert!(!run.said.contains("unknown-key"), "{}", run.said);
    assert_eq!(project.read(PAGE), format!("{FIXED}见[[urban/t10]]。"));
}

/// Bytes of a text as Chinese offices keep it.
fn encodings(text: &str) -> Vec<Vec<u8>> {
    let windows = text.replace('\n', "\r\n");
    let wide: Vec<u8> = windows.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let other: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    // One line ends otherwise than all others.
    let mixed = windows.replacen("说明\r\n", "说明\n", 1);
    vec![
        windows.clone().into_bytes(),
        mixed.into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        [b"\xEF\xBB\xBF", windows.as_bytes()].concat(),
        [[0xFF, 0xFE].as_slice(), &wide].concat(),
        [[0xFE, 0xFF].as_slice(), &other].concat(),
        encoding_rs::GBK.encode(&windows).0.into_owned(),
        encoding_rs::GB18030.encode(&text.replace("第二段", "第二段𠮷")).0.into_owned(),
    ]
}

#[test]
fn encodings_marks_and_line_ends_stay() {
    for (faulty, fixed) in encodings(FAULTY).into_iter().zip(encodings(FIXED)) {
        let project = self::faulty(&faulty);
        project.run(&["fix"]).ends_with(0);
        assert!(fs::read(project.path(PAGE)).unwrap() == fixed, "{:?}", project.read(PAGE));
    }
}

#[test]
fn a_file_that_cannot_be_written_back_is_left() {
    // The byte 0x80 reads as a euro sign, which GB18030 writes otherwise.
    let bytes = [&*encoding_rs::GBK.encode(FAULTY).0, &[0x80]].concat();
    let project = faulty(&bytes);
    let run = project.run(&["fix"]);
    run.ends_with(1).says("left as it is: content/pages/p.md: its encoding cannot be written back");
    assert!(run.out.ends_with("\nnothing can be fixed without a person\n"), "{}", run.out);
    assert!(fs::read(project.path(PAGE)).unwrap() == bytes);
}

#[test]
fn official_text_is_never_touched() {
    let project = Project::new();
    let text = project.read(CLAUSE).replace("local", "official").replace("就业服务。", "就业服务,推荐服务,培训。");
    project.write(CLAUSE, &text);
    let run = project.run(&["fix"]);
    run.says("warning[half-width]").says("the official text of 5.7 is not in official.lock");
    assert_eq!(project.read(CLAUSE), text);
    // Its other keys are the editors' own.
    project.write(CLAUSE, text.replace("---\n街", "ownr: 试验组\n---\n街"));
    project.run(&["fix"]);
    assert_eq!(project.read(CLAUSE), text.replace("---\n街", "owner: 试验组\n---\n街"));
}

#[test]
fn locked_text_is_never_touched() {
    let project = Project::new();
    // A clause that was locked and has lost its provenance since: what the lock vouches for stays as it is.
    let text = project.read(CLAUSE).replace("就业服务。", "就业服务,推荐服务,培训。");
    project.write(CLAUSE, &text);
    project.write(LOCK, format!("{}  5.7\n", "0".repeat(64)));
    let lock = project.read(LOCK);
    project.run(&["fix"]).ends_with(1);
    assert_eq!((project.read(CLAUSE), project.read(LOCK)), (text, lock));
}

/// The version is raised and the locks are renewed in one go; what a lock no longer fits, a person has to read.
#[test]
fn locks_of_version_1_are_renewed() {
    let project = Project::copy(&root().join("tests/books/format-1/reading-room"), false);
    let path = "content/standards/reading-room/2024/official.lock";
    project.run(&["fix"]).ends_with(0);
    let living = |path: &str| fs::read_to_string(root().join("tests/books/reading-room").join(path)).unwrap();
    assert_eq!(project.read(path), living(path));
    assert!(project.read("content/site.yaml").starts_with("format: 2\n"));
    let again = project.run(&["fix"]);
    assert!(again.out.ends_with("nothing can be fixed without a person\n"), "{}", again.out);

    let project = Project::copy(&root().join("tests/books/format-1/reading-room"), false);
    let changed = "content/standards/reading-room/2024/clauses/4.1.md";
    project.replace(changed, "阅览室", "阅览处");
    let old = project.read(path).lines().find(|line| line.ends_with("  4.1")).unwrap().to_owned();
    project.run(&["fix"]).ends_with(1).says("the official text of 4.1 has changed");
    assert!(project.read(path).contains(&old), "{}", project.read(path));
}

#[test]
fn official_sections_are_never_touched() {
    let text = "---\ntitle: 解读\nprovenance: interpretive\ninterprets: [urban/5.7]\nunit: 试验组\ndate: 2023-01-01\n---\n\
                ## 原文 {provenance=official}\n\n登记,转办。\n\n### 其中\n\n甲,乙。\n\n## 说明\n\n丙,丁。\n";
    let project = Project::new();
    project.write("content/notes/n.md", text);
    project.run(&["fix"]);
    assert_eq!(project.read("content/notes/n.md"), text.replace("丙,丁", "丙，丁"));
}

#[test]
fn a_key_is_never_written_twice() {
    let project = faulty("---\ntitle: 说明\ntitel: 说明书\nownr: 甲\nownerr: 乙\n---\n");
    let run = project.run(&["fix"]);
    run.ends_with(1).says("unknown key `titel`").says("unknown key `ownerr`");
    assert_eq!(project.read(PAGE), "---\ntitle: 说明\ntitel: 说明书\nowner: 甲\nownerr: 乙\n---\n");
}

#[test]
fn misnamed_files_are_renamed() {
    let text = "---\ntitle: 说明\n---\n正文。\n";
    let project = Project::new();
    project.write("content/pages/a.md.txt", text);
    project.write("content/pages/b.zh.md", text);
    let run = project.run(&["fix", "--dry-run"]);
    assert!(run.out.contains("rename from content/pages/b.zh.md\nrename to content/pages/b.md\n"), "{}", run.out);
    assert!(project.path("content/pages/b.zh.md").exists());
    project.run(&["fix"]).ends_with(0);
    assert_eq!((project.read("content/pages/a.md"), project.read("content/pages/b.md")), (text.into(), text.into()));
    assert!(!project.path("content/pages/a.md.txt").exists() && !project.path("content/pages/b.zh.md").exists());

    // Nothing is written over.
    project.write("content/pages/b.zh.md", "---\ntitle: 另一篇\n---\n");
    project.write("content/pages/a.md.txt", "---\ntitle: 另一篇\n---\n");
    project.run(&["fix"]).ends_with(1);
    assert_eq!(project.read("content/pages/b.md"), text);
    assert!(project.path("content/pages/a.md.txt").exists() && project.path("content/pages/b.zh.md").exists());
}

/// Files and folders that are called in Chinese are spelt by sound, or as folders of items are called; what names them
/// goes along, but never in official text.
#[test]
fn names_in_chinese_are_spelt_and_refs_go_along() {
    let note = "---\ntitle: 解读\nprovenance: interpretive\ninterprets: [urban/5.7]\nunit: 试验组\ndate: 2023-01-01\n---\n一。\n";
    let project = Project::new();
    project.write("content/notes/就业.md", note);
    project.write("content/解读/二.md", note);
    project
        .write("content/pages/办事 指南.md", "---\ntitle: 指南\n---\n见[解读](../解读/二.md#p1)、[[notes/就业]]。\n");
    let clause = project.read(CLAUSE).replace("local", "official").replace("街道提供", "见[[notes/就业]]。街道提供");
    project.write(CLAUSE, &clause);
    project.run(&["fix"]);
    assert_eq!(project.read("content/notes/jiuye.md"), note);
    assert_eq!(
        project.read("content/pages/banshi-zhinan.md"),
        "---\ntitle: 指南\n---\n见[解读](../notes/er.md#p1)、[[notes/jiuye]]。\n"
    );
    assert_eq!(project.read(CLAUSE), clause);
    assert!(!project.path("content/解读").exists());
}

/// A header with slips is mended first, and official words of which nobody can be sure until then stay as they are.
#[test]
fn headers_are_mended_before_texts() {
    let project = Project::new();
    let text = project.read(CLAUSE).replace("provenance: local", "provenance：official");
    let text = text.replace("就业服务。", "就业服务,推荐服务,培训。");
    project.write(CLAUSE, &text);
    project.run(&["fix"]);
    assert_eq!(project.read(CLAUSE), text.replace("provenance：", "provenance: "));
    // Nobody knows which of two titles is meant, nor whose words stand below.
    let text = text.replace("provenance：", "provenance: ").replace("title: ", "title: 甲\ntitle: ");
    project.write(CLAUSE, &text);
    project.run(&["fix"]).ends_with(1).says("written twice");
    assert_eq!(project.read(CLAUSE), text);
}

/// What nobody wrote for a reader is read as quickly as anything else.
#[test]
fn a_flood_of_slips_is_read_in_time() {
    let project = Project::new();
    let begun = std::time::Instant::now();
    for line in ["title：甲\n", "a: \"\n", "- [\n", "who:\n -{a：b，c\n", "“\n", "title 甲\n"] {
        project.write(PAGE, format!("---\n{}---\n", line.repeat(20_000)));
        project.run(&["check"]).ends_with(1);
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn site_and_theme_files_are_fixed_too() {
    let project = Project::new();
    project.replace("content/site.yaml", "publisher:", "publishr:");
    let version = theme::FORMAT.current();
    let theme = |key: &str| format!("\u{FEFF}# 主题\r\nformat: {version}\r\n{key}: [css/base.css]\r\n");
    project.write("themes/default/theme.yaml", theme("stylse"));
    project.run(&["fix", "--dry-run"]);
    project.run(&["fix"]);
    assert!(project.read("content/site.yaml").contains("publisher: {name: 试验组}"));
    assert_eq!(project.read("themes/default/theme.yaml"), theme("styles"));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn permissions_and_links_stay() {
        let project = faulty(FAULTY);
        let shared = project.path("shared.md");
        fs::rename(project.path(PAGE), &shared).unwrap();
        symlink("../../shared.md", project.path(PAGE)).unwrap();
        fs::set_permissions(&shared, fs::Permissions::from_mode(0o640)).unwrap();
        project.run(&["fix"]).ends_with(0);
        assert!(project.path(PAGE).is_symlink());
        assert_eq!(project.read("shared.md"), FIXED);
        assert_eq!(fs::metadata(&shared).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(tree(&project.path("")).keys().all(|name| !name.contains(".new")));
    }

    #[test]
    fn a_file_that_may_not_be_written_is_named() {
        let project = faulty(FAULTY);
        fs::set_permissions(project.path(PAGE), fs::Permissions::from_mode(0o440)).unwrap();
        project.run(&["fix"]).ends_with(2).says("p.md").says("may not be written");
        assert_eq!(project.read(PAGE), FAULTY);
    }
}
