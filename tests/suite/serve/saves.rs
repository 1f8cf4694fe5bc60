//! What editors and programs do to the files of a project that is being served.

use std::fs;
use std::io::Write;
use std::path::Path;

use normbook::check::Purpose;
use normbook::diag::Locale;
use normbook::serve::Watching;

use super::{Desk, PAGE, TASK};
use crate::project::{Project, root};
use crate::world::World;

#[test]
fn every_save_is_followed() {
    let desk = Desk::new();
    desk.project.replace(TASK, "title: ", "title: 新");
    desk.until("another title", |desk| desk.page(PAGE).contains("新公布开放时间"));
    // A new folder with a file in it, a file renamed, a file removed.
    desk.project.write("content/pages/new.md", "---\ntitle: 新的一页\n---\n甲\n");
    desk.until("a new page", |desk| desk.get("/pages/new.html").0.ends_with("200 OK"));
    fs::rename(desk.project.path("content/pages/new.md"), desk.project.path("content/pages/moved.md")).unwrap();
    desk.until("a moved page", |desk| desk.get("/pages/new.html").0.ends_with("404 Not Found"));
    desk.until("a moved page", |desk| desk.get("/pages/moved.html").0.ends_with("200 OK"));
    fs::remove_file(desk.project.path("content/pages/moved.md")).unwrap();
    desk.until("no page", |desk| desk.get("/pages/moved.html").0.ends_with("404 Not Found"));
    // The configuration, a style, a picture.
    desk.project.replace("content/site.yaml", "title: ", "title: 新站");
    desk.until("another site", |desk| desk.page("/").contains("新站"));
    desk.project.write("themes/default/css/base.css", ".nb{color:red}");
    desk.until("a theme", |desk| {
        let page = desk.page("/");
        let style = page.split("href=\"assets/site-").nth(1).unwrap()[..8].to_owned();
        desk.page(&format!("/assets/site-{style}.css")).contains("color:red")
    });
    desk.project.write("content/assets/shelf.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    desk.until("quiet", |desk| desk.rules().is_empty());
    desk.equals_a_clean_build();
}

#[test]
fn a_network_drive_is_looked_at() {
    let desk = Desk::of(Project::copy(&root().join("tests/books/reading-room"), false), true);
    assert_eq!(*desk.server.watching(), Watching::Asked);
    desk.project.replace(TASK, "title: ", "title: 新");
    desk.until("another title", |desk| desk.page(PAGE).contains("新公布开放时间"));
    fs::remove_file(desk.project.path("content/pages/help.md")).unwrap();
    desk.until("no page", |desk| desk.get("/pages/help.html").0.ends_with("404 Not Found"));
}

#[test]
fn editors_leave_things_behind() {
    let desk = Desk::new();
    let folder = "content/standards/reading-room/2024/tasks";
    for name in [".t01.md.swp", "t01.md~", "4913", "#t01.md#", "t01.md.tmp", "t01.md___jb_tmp___"] {
        desk.project.write(&format!("{folder}/{name}"), "half a te");
    }
    // Vim writes another file and renames it; others empty the file and fill it.
    let text = desk.project.read(TASK);
    for (number, way) in ["rename", "rewrite"].iter().enumerate() {
        let fresh = text.replace("title: ", &format!("title: 第{number}次"));
        if *way == "rename" {
            desk.project.write(&format!("{folder}/t01.md.new.tmp"), &fresh);
            fs::rename(desk.project.path(&format!("{folder}/t01.md.new.tmp")), desk.project.path(TASK)).unwrap();
        } else {
            let mut file = fs::File::create(desk.project.path(TASK)).unwrap();
            for piece in fresh.as_bytes().chunks(100) {
                file.write_all(piece).unwrap();
                file.flush().unwrap();
            }
        }
        desk.until(way, |desk| desk.page(PAGE).contains(&format!("第{number}次")));
    }
    desk.until("no finding", |desk| desk.rules().is_empty());
    desk.equals_a_clean_build();
}

#[test]
fn a_half_written_save_is_survived() {
    let desk = Desk::new();
    let text = desk.project.read(TASK);
    for cut in [0, 3, 10, 50, text.len() / 2] {
        let end = text.floor_char_boundary(cut);
        desk.project.write(TASK, &text.as_bytes()[..end]);
        desk.until("findings", |desk| end > 60 || !desk.rules().is_empty());
    }
    // In the middle of a character: no text at all. The page stays as it last was.
    desk.project.write(TASK, &text.as_bytes()[..text.find('公').unwrap() + 1]);
    desk.until("no text", |desk| desk.rules().iter().any(|rule| rule == "file-encoding"));
    assert!(desk.page(PAGE).contains("<main"));
    desk.project.write(TASK, &text);
    desk.until("fixed", |desk| desk.rules().is_empty());
    desk.equals_a_clean_build();
}

#[test]
fn a_thousand_files_at_once() {
    let desk = Desk::new();
    let term = |number: usize, word: &str| format!("---\ntitle: {word}{number}\nprovenance: local\n---\n释义。\n");
    for number in 0..1000 {
        desk.project.write(&format!("content/terms/many-{number}.md"), term(number, "甲"));
    }
    desk.until("the last of them", |desk| desk.get("/terms/many-999.html").0.ends_with("200 OK"));
    for number in 0..1000 {
        let path = format!("content/terms/many-{number}.md");
        if number % 2 == 0 {
            desk.project.write(&path, term(number, "乙"));
        } else {
            fs::remove_file(desk.project.path(&path)).unwrap();
        }
    }
    desk.until("all of it", |desk| {
        desk.get("/terms/many-998.html").1.contains("乙998")
            && desk.get("/terms/many-999.html").0.ends_with("404 Not Found")
    });
    desk.until("all pages", |desk| {
        let listed = World::load(&desk.project.path(""), Purpose::Draft).pages;
        listed
            .keys()
            .filter(|address| address.starts_with("terms/"))
            .all(|address| desk.get(&format!("/{address}")).0.ends_with("200 OK"))
    });
}

#[test]
fn content_goes_and_comes_back() {
    let desk = Desk::new();
    let aside = desk.project.path("aside");
    fs::rename(desk.project.path("content"), &aside).unwrap();
    desk.until("trouble", |desk| desk.report()["trouble"].is_string());
    // What was shown stays, and the reason is said.
    assert!(desk.page(PAGE).contains("公布开放时间"));
    fs::rename(&aside, desk.project.path("content")).unwrap();
    desk.until("no trouble", |desk| desk.report()["trouble"].is_null());
    desk.project.replace(TASK, "title: ", "title: 新");
    desk.until("another title", |desk| desk.page(PAGE).contains("新公布开放时间"));
    // Deleted for good, and written anew.
    copy(&desk.project.path("content"), &aside);
    fs::remove_dir_all(desk.project.path("content")).unwrap();
    desk.until("trouble", |desk| desk.report()["trouble"].is_string());
    copy(&aside, &desk.project.path("content"));
    desk.until("no trouble", |desk| desk.report()["trouble"].is_null() && desk.rules().is_empty());
    desk.until("all of it", |desk| {
        desk.server.pages() == World::load(&desk.project.path(""), Purpose::Draft).pages.len()
    });
    desk.equals_a_clean_build();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_broken_theme_is_said_and_the_last_good_one_shown() {
    let desk = Desk::new();
    // Broken for all pages, then for one kind of page only once it is rendered.
    desk.project.write("themes/default/templates/task.html", "{% block content %}{{ article.");
    desk.until("a finding", |desk| desk.rules() == ["template"]);
    assert!(desk.page(PAGE).contains("公布开放时间"));
    desk.project.write("themes/default/templates/task.html", "{{ article.nothing_of_the_kind }}");
    desk.until("a failure", |desk| desk.get(PAGE).0.ends_with("500 Internal Server Error"));
    assert_eq!(desk.rules(), ["template"]);
    assert!(desk.page("/").contains("<main"));
    fs::remove_dir_all(desk.project.path("themes")).unwrap();
    desk.until("fixed", |desk| desk.get(PAGE).0.ends_with("200 OK") && desk.rules().is_empty());
    desk.equals_a_clean_build();
}

#[test]
fn a_header_that_cannot_be_read_keeps_the_last_page() {
    let desk = Desk::new();
    let text = desk.project.read(TASK);
    let before = desk.page(PAGE);
    // A slip that can be mended is shown as it is meant, with the finding on top and nothing that follows from it.
    desk.project.write(TASK, text.replacen("title: ", "title：新", 1));
    desk.until("the page as it is meant", |desk| desk.page(PAGE).contains("新公布开放时间"));
    assert_eq!(desk.rules(), ["yaml-syntax"]);
    // One that cannot leaves the last page there.
    desk.project.write(TASK, text.replacen("title: ", "title: 甲\ntitle: 新", 1));
    let said = |desk: &Desk| desk.report()["findings"][0]["place"]["message"].as_str().unwrap_or_default().to_owned();
    desk.until("the other finding", |desk| said(desk).contains("title"));
    assert_eq!(desk.rules(), ["yaml-syntax"]);
    assert!(desk.page(PAGE).contains("新公布开放时间"));
    desk.project.write(TASK, &text);
    desk.until("the page again", |desk| desk.rules().is_empty() && desk.page(PAGE) == before);
}

#[test]
fn each_save_is_told() {
    let desk = Desk::new();
    let mut seen = desk.server.seen();
    let text = desk.project.read(TASK);
    desk.project.write(TASK, text.replacen("title: ", "title：", 1));
    let save = desk.server.next_save(&mut seen, Locale::Chinese).unwrap();
    assert_eq!((save.came, save.mended, save.errors), (1, 0, 1));
    assert_eq!(save.files.iter().map(|path| path.as_str()).collect::<Vec<_>>(), [TASK]);
    assert_eq!(save.first.unwrap(), format!("{TASK}:2 “：”应当是半角的“:”"));
    desk.project.write(TASK, &text);
    let save = desk.server.next_save(&mut seen, Locale::Chinese).unwrap();
    assert_eq!((save.came, save.mended, save.errors), (0, 1, 0));
}
