//! Bad input through the real program: it says where and what, ends with the right code, never panics, and leaves the
//! site that was there byte for byte as it was.

use std::collections::BTreeMap;
use std::fs::{self, File};

use crate::project::{Project, Run, normbook};

const TASK: &str = "content/standards/urban/2022/tasks/t01.md";
const CLAUSE: &str = "content/standards/urban/2022/clauses/5.7.md";
const PAGE: &str = "content/pages/p.md";

/// A base project that has been built once, so that there is something to lose.
fn built() -> (Project, BTreeMap<String, Vec<u8>>) {
    let project = Project::new();
    project.run(&["build"]).ends_with(0);
    let site = project.site();
    assert!(site.contains_key("urban/2022/t01.html"), "{:?}", site.keys());
    (project, site)
}

/// Spoils a project and builds it: `code` is how the build must end, `words` what it must say. Where it fails, `check`
/// must say the same and the old site must be as it was.
#[track_caller]
fn spoilt(spoil: impl FnOnce(&Project), code: i32, words: &[&str]) -> Run {
    let (project, before) = built();
    spoil(&project);
    let run = project.run(&["build"]);
    run.ends_with(code);
    for words in words {
        run.says(words);
    }
    if code != 0 {
        assert!(project.site() == before, "the old site was touched");
    }
    run
}

/// A mistake in the content: exit code 1 from `build` and from `check`.
#[track_caller]
fn mistake(path: &str, text: &str, words: &[&str]) {
    let spoil = |project: &Project| {
        project.write(path, text);
        let check = project.run(&["check"]);
        check.ends_with(1);
        for words in words {
            check.says(words);
        }
    };
    spoilt(spoil, 1, words);
}

fn front_matter(lines: &str) -> String {
    format!("---\n{lines}\n---\n## 做什么 {{#what}}\n\n介绍岗位。\n\n## 怎么做 {{#how}}\n\n1. 登记。\n")
}

#[test]
fn keys_and_values_of_front_matter() {
    let good = "title: 就业服务\nprovenance: local\nbasis: [\"5.7\"]\nwho: [{role: office, duty: lead}]";
    let unknown = front_matter(&good.replace("basis", "bassis"));
    mistake(TASK, &unknown, &["error[unknown-key]", "tasks/t01.md:4:1", "did you mean `basis`?"]);
    let mistyped = front_matter(&good.replace("[\"5.7\"]", "\"5.7\""));
    mistake(TASK, &mistyped, &["error[wrong-type]", "tasks/t01.md:4:8", "expected a list"]);
    let nobody = front_matter(good.split("\nwho").next().unwrap());
    mistake(TASK, &nobody, &["error[missing-key]", "tasks/t01.md:2:1", "missing key `who`"]);
    let stranger = front_matter(&good.replace("role: office", "role: offise"));
    mistake(TASK, &stranger, &["error[unknown-role]", "tasks/t01.md:5:14", "nearest: roles/office 街道办事处"]);
}

#[test]
fn a_dangling_ref_in_a_chinese_paragraph() {
    let text = "---\ntitle: 说明\n---\n\n社区工作者可以先看[[urban/t10|就业服务]]，再办理。\n";
    mistake(PAGE, text, &["error[dangling-ref]", "content/pages/p.md:5:12\n", "nearest: urban/t01 就业服务"]);
}

#[test]
fn one_id_used_twice() {
    let text = front_matter("title: 人员\ncategory: 人员\nprovenance: sample\nwho: [{role: office, duty: lead}]");
    let path = "content/standards/urban/2022/safeguards/t01.md";
    mistake(path, &text, &["error[duplicate-id]", "id `urban@2022/t01` is used already", "safeguards/t01.md"]);
}

#[test]
fn yaml_that_grows_without_end() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for step in 1..12 {
        let before = step - 1;
        bomb.push_str(&format!("a{step}: &a{step} [{}]\n", vec![format!("*a{before}"); 9].join(", ")));
    }
    mistake(PAGE, &format!("---\n{bomb}---\n"), &["error[yaml-syntax]"]);
    mistake("content/site.yaml", &bomb, &["error[yaml-syntax]", "content/site.yaml"]);
    let deep = format!("---\ntitle: {}{}\n---\n", "[".repeat(50_000), "]".repeat(50_000));
    mistake(PAGE, &deep, &["error[yaml-syntax]"]);
}

#[test]
fn front_matter_without_an_end() {
    mistake(PAGE, "---\ntitle: 说明\n", &["error[front-matter]", "content/pages/p.md:2:1", "without an end"]);
    mistake(PAGE, "", &["error[front-matter]", "content/pages/p.md", "no front matter"]);
    mistake("content/site.yaml", "", &["error[missing-key]", "missing key `title`"]);
}

#[test]
fn markdown_that_nests_without_end() {
    let page = |body: &str| format!("---\ntitle: 说明\n---\n{body}\n");
    for body in ["> ".repeat(20_000), "- ".repeat(20_000), "[".repeat(20_000), "*a **b ".repeat(10_000)] {
        spoilt(|project| project.write(PAGE, page(&body)), 0, &[]);
    }
}

#[test]
fn bytes_that_are_no_text() {
    let spoil = |project: &Project| {
        project.write(PAGE, ["---\ntitle: 说明\n---\n街道办事处".as_bytes(), &[0xFF, 0xFE]].concat());
        project.run(&["check"]).ends_with(1);
    };
    spoilt(spoil, 1, &["error[file-encoding]", "content/pages/p.md:4:6\n", "byte 0xFF cannot be read as text"]);
    mistake(
        PAGE,
        "---\ntitle: 说明\n---\n一\0\n",
        &["error[file-encoding]", "content/pages/p.md:4:2\n", "NUL character U+0000"],
    );
}

#[test]
fn bytes_that_are_no_text_have_their_place_in_every_format() {
    let project = Project::new();
    project.write(PAGE, ["---\r\ntitle: 说明\r\n---\r\n街道办事处".as_bytes(), &[0xFF, 0xFE]].concat());
    project.write("content/.normbookignore", "drafts/\n{a\n");
    let run = |format: &str| project.run(&["check", "--format", format]).out;
    let json = run("json");
    assert_eq!(json.matches("\"line\": 4,\n    \"column\": 6,").count(), 1, "{json}");
    assert_eq!(json.matches("\"line\": 2,\n    \"column\": 1,").count(), 1, "{json}");
    let sarif = run("sarif");
    assert!(sarif.contains("\"startLine\": 4,") && sarif.contains("\"startLine\": 2,"), "{sarif}");
    let github = run("github");
    assert!(github.contains("::error file=content/pages/p.md,line=4,col=6,title=file-encoding::"), "{github}");
    assert!(github.contains("::error file=content/.normbookignore,line=2,col=1,title=ignore-file::"), "{github}");
}

/// The page that a file makes, in whatever encoding it is written.
fn page_of(bytes: &[u8]) -> Vec<u8> {
    let project = Project::new();
    project.write(PAGE, bytes);
    project.run(&["build"]).ends_with(0);
    project.site().remove("pages/p.html").unwrap()
}

/// The same text as Chinese offices send it: GBK, CR LF with a mark, UTF-16.
fn encodings(text: &str) -> Vec<Vec<u8>> {
    let windows = text.replace('\n', "\r\n");
    let wide: Vec<u8> = windows.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        encoding_rs::GBK.encode(text).0.into_owned(),
        encoding_rs::GBK.encode(&windows).0.into_owned(),
        [b"\xEF\xBB\xBF", windows.as_bytes()].concat(),
        [[0xFF, 0xFE].as_slice(), &wide].concat(),
    ]
}

#[test]
fn encodings_give_the_same_page() {
    let text = "---\ntitle: 说明\n---\n街道办事处每季度公布岗位，\n见[[urban/t01|就业服务]]。\n\n- 一\n- 二\n";
    let expected = page_of(text.as_bytes());
    for bytes in encodings(text) {
        assert!(page_of(&bytes) == expected);
    }
}

#[test]
fn files_in_other_encodings() {
    let (big5, japanese) = (
        "---\ntitle: 說明\n---\n每季公布職缺，供居民參考。\n",
        "---\ntitle: 規格\n---\n職員は毎日、書架を整理すること。\n",
    );
    let korean = "---\ntitle: 규정\n---\n직원은 날마다 서가를 정리하고 대출 기록을 남긴다.\n";
    let latin = "---\ntitle: About\n---\nDie Öffnungszeiten für das Lesezimmer.\n";
    for (encoding, text, place, line) in [
        (encoding_rs::BIG5, big5, "p.md:2:8\n", "2 | title: 說明"),
        (encoding_rs::SHIFT_JIS, japanese, "p.md:2:8\n", "2 | title: 規格"),
        (encoding_rs::EUC_JP, japanese, "p.md:2:8\n", "2 | title: 規格"),
        (encoding_rs::EUC_KR, korean, "p.md:2:8\n", "2 | title: 규정"),
        (encoding_rs::WINDOWS_1252, latin, "p.md:4:5\n", "4 | Die Öffnungszeiten"),
    ] {
        let bytes = encoding.encode(text).0.into_owned();
        let looks = format!("this file looks like {}", encoding.name());
        spoilt(|project| project.write(PAGE, &bytes), 1, &["error[file-encoding]", &looks, place, line]);
    }
    let unmarked: Vec<u8> = big5.encode_utf16().flat_map(u16::to_le_bytes).collect();
    spoilt(|project| project.write(PAGE, &unmarked), 1, &["error[file-encoding]", "this file looks like UTF-16"]);
    let long: Vec<u8> = format!("\u{FEFF}{big5}").chars().flat_map(|sign| u32::from(sign).to_le_bytes()).collect();
    spoilt(|project| project.write(PAGE, &long), 1, &["error[file-encoding]", "this file looks like UTF-32"]);
}

#[test]
fn encodings_keep_lines_and_columns() {
    let text = "---\ntitle: 说明\n---\n街道办事处每季度公布岗位，\n请见[[urban/t10]]。\n";
    for bytes in encodings(text) {
        let words = ["error[dangling-ref]", "content/pages/p.md:5:5\n", "5 | 请见[[urban/t10]]。"];
        spoilt(|project| project.write(PAGE, &bytes), 1, &words);
    }
}

#[test]
fn a_file_of_fifty_megabytes() {
    let spoil = |project: &Project| {
        project.write(PAGE, "");
        File::create(project.path(PAGE)).unwrap().set_len(50 << 20).unwrap();
    };
    spoilt(spoil, 1, &["error[file-too-large]", "content/pages/p.md", "the file has 50.0 MiB, the limit is 4.0 MiB"]);
    let spoil = |project: &Project| {
        project.write("content/assets/film.mp4", "");
        File::create(project.path("content/assets/film.mp4")).unwrap().set_len(50 << 20).unwrap();
    };
    spoilt(spoil, 1, &["error[file-too-large]", "content/assets/film.mp4", "the limit is 32.0 MiB"]);
}

#[test]
fn files_of_a_fair_size() {
    let spoil = |project: &Project| {
        let line = "街道每季度公布岗位。\n\n";
        let text = format!("---\ntitle: 说明\n---\n{}", line.repeat((1 << 20) / line.len()));
        project.write(PAGE, text);
    };
    spoilt(spoil, 0, &[]);
}

/// A page that shows a JPEG with these segments before its picture.
fn with_picture(project: &Project, segments: &[u8]) {
    let picture = [&[0xFF, 0xD8][..], segments, &[0xFF, 0xDA, 0, 2, 1, 2]].concat();
    project.write("content/pages/p.jpg", picture);
    project.write(PAGE, "---\ntitle: 说明\n---\n![门口](p.jpg)\n");
}

#[test]
fn a_picture_that_tells_where_it_was_taken() {
    // Exif with one entry: the place (tag 0x8825).
    let exif = b"\xFF\xE1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1A\0\0\0\0\0\0\0";
    let words = ["warning[private-picture]", "content/pages/p.jpg", "carries the place where it was taken"];
    spoilt(|project| with_picture(project, exif), 0, &words);
}

#[test]
fn a_picture_that_tells_nothing() {
    spoilt(|project| with_picture(project, &[0xFF, 0xE0, 0, 4, 1, 2]), 0, &[]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_that_are_not_followed() {
        let outside = Project::new();
        let words = ["error[unreadable-link]", "content/pages/up", "leads to a folder that holds it"];
        let in_pages = |project: &Project, target: &std::path::Path, name: &str| {
            project.write(PAGE, "---\ntitle: 说明\n---\n");
            symlink(target, project.path("content/pages").join(name)).unwrap();
        };
        spoilt(|project| in_pages(project, "../pages".as_ref(), "up"), 1, &words);
        let words = ["error[unreadable-link]", "content/pages/far.md", "leads out of the project"];
        spoilt(|project| in_pages(project, &outside.path(TASK), "far.md"), 1, &words);
        let words = ["error[unreadable-link]", "content/pages/self.md", "cannot be read"];
        spoilt(|project| in_pages(project, "self.md".as_ref(), "self.md"), 1, &words);
    }

    #[test]
    fn links_that_are_followed() {
        let spoil = |project: &Project| {
            project.write("shared/p.md", "---\ntitle: 说明\n---\n");
            symlink("../shared", project.path("content/pages")).unwrap();
        };
        spoilt(spoil, 0, &[]);
    }

    #[test]
    fn a_file_that_may_not_be_read() {
        let (project, before) = built();
        fs::set_permissions(project.path(TASK), fs::Permissions::from_mode(0o000)).unwrap();
        // Nothing is forbidden to the superuser.
        if File::open(project.path(TASK)).is_err() {
            for command in ["build", "check"] {
                project.run(&[command]).ends_with(1).says("error[unreadable-file]").says(TASK);
            }
            assert!(project.site() == before);
        }
    }

    #[test]
    fn an_output_folder_that_is_a_link() {
        let project = Project::new();
        project.write("elsewhere/keep.txt", "mine");
        symlink("elsewhere", project.path("out")).unwrap();
        project.run(&["build", "--out", "out"]).ends_with(2).says("is a link");
        assert_eq!(project.read("elsewhere/keep.txt"), "mine");
    }

    /// Killed as soon as it has begun to write, wherever that is: the old site stands, and the next build clears up.
    #[test]
    fn a_build_that_is_killed() {
        let (project, before) = built();
        let beside = |project: &Project| {
            let names = fs::read_dir(project.path("output")).unwrap().map(|entry| entry.unwrap().file_name());
            names.filter(|name| name.to_string_lossy().starts_with(".site.staging-")).count()
        };
        let filler = "街道每季度公布岗位。\n\n".repeat(100);
        for page in 0..200 {
            project.write(&format!("content/pages/x{page}.md"), format!("---\ntitle: 说明\n---\n{filler}"));
        }
        let mut build = normbook().current_dir(project.path("")).arg("build").spawn().unwrap();
        while beside(&project) == 0 && build.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        build.kill().unwrap();
        let finished = build.wait().unwrap().success();
        assert!(finished || project.site() == before, "half a site was published");
        project.run(&["build"]).ends_with(0);
        assert_eq!(beside(&project), 0);
        assert!(project.site().contains_key("pages/x199.html"));
    }

    #[test]
    fn two_builds_at_once() {
        let (project, before) = built();
        let lock = File::create(project.path("output/.site.lock")).unwrap();
        lock.lock().unwrap();
        project.run(&["build"]).ends_with(2).says("another build is writing");
        assert!(project.site() == before);
        drop(lock);
        project.run(&["build"]).ends_with(0);
    }
}

#[test]
fn a_folder_called_like_a_file() {
    let folder = |project: &Project| fs::create_dir_all(project.path("content/pages/x.md")).unwrap();
    spoilt(folder, 0, &[]);
    let words = ["error[misplaced-file]", "content/pages/x.md/y.md"];
    spoilt(|project| project.write("content/pages/x.md/y.md", "---\ntitle: 说明\n---\n"), 1, &words);
}

#[test]
fn no_content() {
    let project = Project::empty();
    project.run(&["build"]).ends_with(2).says("no content folder");
    project.run(&["check"]).ends_with(2).says("no content folder");
    project.run(&["build", "-C", "nowhere"]).ends_with(2).says("no content folder");
    assert!(!project.path("output").exists());
    project.write("content", "a file");
    project.run(&["build"]).ends_with(2).says("no content folder");
}

#[test]
fn a_content_folder_with_nothing_in_it() {
    let (project, before) = built();
    fs::remove_dir_all(project.path("content")).unwrap();
    fs::create_dir(project.path("content")).unwrap();
    project.run(&["build"]).ends_with(1).says("there is no content/site.yaml");
    assert!(project.site() == before);
}

#[test]
fn an_output_folder_that_is_not_ours() {
    let project = Project::new();
    project.write("mine/letter.txt", "dear");
    project.run(&["build", "--out", "mine"]).ends_with(2).says("normbook did not make");
    assert_eq!(crate::project::tree(&project.path("mine")).len(), 1);
    assert_eq!(project.read("mine/letter.txt"), "dear");
    project.run(&["build", "--out", "mine/letter.txt"]).ends_with(2).says("is not a folder");
    project.run(&["build", "--out", "content"]).ends_with(2).says("from which the site is made");
    assert!(project.path(TASK).exists());
}

#[test]
fn ten_thousand_dangling_refs() {
    let refs: String = (0..10_000).map(|number| format!("第{number}处见[[urban/x{number}]]。\n")).collect();
    let text = format!("---\ntitle: 说明\n---\n{refs}");
    let run = spoilt(|project| project.write(PAGE, &text), 1, &["10000 errors", "dangling-ref: 9980 more"]);
    assert_eq!(run.said.matches("error[dangling-ref]").count(), 20);
    let project = Project::new();
    project.write(PAGE, &text);
    let run = project.run(&["check", "--all"]);
    assert_eq!(run.said.matches("error[dangling-ref]").count(), 10_000);
    run.says("content/pages/p.md:4:7\n").says("content/pages/p.md:10003:10\n");
}

#[test]
fn templates_that_cannot_be_used() {
    let template = "themes/default/templates/page.html";
    let syntax = "{% extends \"text.html\" %}\n{% block lead %}{{ article. }}{% endblock lead %}\n";
    mistake(template, syntax, &["error[template]", template]);
    // What a template names is known when it is rendered: `check` cannot tell.
    let field = "{% extends \"text.html\" %}\n{% block lead %}{{ artcle.title }}{% endblock lead %}\n";
    let spoil = |project: &Project| {
        project.write(template, field);
        project.write(PAGE, "---\ntitle: 说明\n---\n");
    };
    spoilt(spoil, 1, &["error[template]", template, "artcle"]);
    let endless = "{% extends \"text.html\" %}\n{% block lead %}{% include \"page.html\" %}{% endblock lead %}\n";
    let spoil = |project: &Project| {
        project.write(template, endless);
        project.write(PAGE, "---\ntitle: 说明\n---\n");
    };
    spoilt(spoil, 1, &["error[template]"]);
}

#[test]
fn a_theme_that_is_not_there() {
    let site = "format: 2\ntitle: 试验站\nlanguages: [zh-CN]\npublisher: {name: 试验组}\ntheme: blue\n";
    mistake("content/site.yaml", site, &["error[theme-files]", "there is no theme `blue`"]);
    mistake("themes/default/i18n/zh-CN.yaml", "kind: [\n", &["error[yaml-syntax]", "themes/default/i18n/zh-CN.yaml"]);
    mistake("themes/default/theme.yaml", "styles: [css/none.css]\n", &["error[theme-files]", "css/none.css"]);
}

#[test]
fn arguments_that_mean_nothing() {
    let project = Project::new();
    for arguments in [&["biuld"] as &[&str], &["build", "--threads", "0"], &["check", "--format", "xml"]] {
        project.run(arguments).ends_with(2);
    }
    project.run(&["check", "--explain", "no-such-rule"]).ends_with(2).says("there is no rule `no-such-rule`");
}

#[test]
fn every_format_says_the_same() {
    let project = Project::new();
    project.replace(CLAUSE, "街道提供就业服务。", "街道提供就业服务，见[[urban/t10]]。");
    let run = |format: &str| {
        let run = project.run(&["check", "--format", format]);
        run.ends_with(1);
        run
    };
    run("text").says("clauses/5.7.md:6:13");
    let found: serde_json::Value = serde_json::from_str(&run("json").out).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 1);
    let sarif: serde_json::Value = serde_json::from_str(&run("sarif").out).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "dangling-ref");
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&place["startLine"], &place["startColumn"]), (&6.into(), &13.into()));
    let line = run("github").out;
    assert!(line.starts_with("::error file=content/standards/urban/2022/clauses/5.7.md,line=6,"), "{line}");
}

/// A task that no slow line brings to anybody.
fn heavy(characters: usize) -> String {
    let step = "按规定办理并做好记录。".repeat(characters / 11);
    front_matter("title: 就业服务\nprovenance: local\nbasis: [\"5.7\"]\nwho: [{role: office, duty: lead}]") + &step
}

#[test]
fn a_page_over_its_weight() {
    let project = Project::new();
    project.write(TASK, heavy(20_000));
    project.run(&["record"]).ends_with(0);
    project.run(&["build"]).ends_with(0);
    let before = project.site();
    let refused = project.run(&["build", "--release"]);
    refused.ends_with(1).says("error[page-weight]").says("urban/2022/t01.html weighs").says("tasks/t01.md:2:8");
    project.run(&["check", "--release"]).ends_with(1).says("error[page-weight]");
    assert!(project.site() == before, "the old site was touched");
}

#[test]
fn a_single_file_over_its_own_weight() {
    let project = Project::new();
    project.write("content/pages/plan.png", vec![0; 500 << 10]);
    let picture = "![图](../../../../pages/plan.png)";
    project.write(TASK, heavy(1_000) + "\n\n" + picture);
    project.run(&["record"]).ends_with(0);
    let refused = project.run(&["build", "--release"]);
    refused.ends_with(1).says("urban_2022.html weighs").says("the limit is 600 KB");
}

#[test]
fn pages_of_a_fair_weight() {
    let project = Project::new();
    project.write(TASK, heavy(1_000));
    project.run(&["record"]).ends_with(0);
    let released = project.run(&["build", "--release"]);
    released.ends_with(0);
    assert_eq!(released.said, "");
}
