//! What is served: the pages of a build, with their types, over connections that are kept.

use normbook::check::Purpose;
use normbook::media;
use normbook::source::ContentHash;

use super::{Desk, PAGE, TASK};
use crate::project::{Project, root};
use crate::world::World;

#[test]
fn pages_are_those_of_a_build() {
    let desk = Desk::new();
    desk.equals_a_clean_build();
    assert!(desk.page("/").contains("/~preview/preview.js"));
    assert!(desk.get("/reading-room/2024").0.ends_with("302 Found"));
    assert!(desk.get("/nothing.html").0.ends_with("404 Not Found"));
    let style = desk.page("/").split("href=\"assets/site-").nth(1).unwrap()[..8].to_owned();
    assert!(desk.page(&format!("/assets/site-{style}.css")).contains("--nb-main"));
}

#[test]
fn attachments_have_the_types_that_servers_are_told() {
    let project = Project::copy(&root().join("tests/books/reading-room"), false);
    let types = ["plan.avif", "plan.webp", "letters.woff2", "tour.webm", "form.docx", "list.yaml", "other.dwg"];
    let links = types.map(|name| format!("- [附件](../assets/{name})\n")).concat();
    project.write("content/pages/attached.md", format!("---\ntitle: 附件\n---\n\n{links}"));
    for name in types {
        project.write(&format!("content/assets/{name}"), "1");
    }
    let desk = Desk::of(project, false);
    let hash = ContentHash::of(b"1").short();
    for name in types {
        let (stem, ending) = name.split_once('.').unwrap();
        let head =
            format!("GET /assets/{stem}-{hash}.{ending} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let answer = desk.raw(head.as_bytes());
        let expected = format!("Content-Type: {}\r\n", media::content_type(name));
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains(&expected), "{name}: {answer}");
        assert_eq!(media::of(name).is_none(), name == "other.dwg", "{name}");
    }
}

#[test]
fn nothing_is_sent_twice() {
    let desk = Desk::new();
    let head = desk.raw(b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let (head, body) = head.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, "");
    let tag = head.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
    let again = format!("GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: {tag}\r\nConnection: close\r\n\r\n");
    assert!(desk.raw(again.as_bytes()).starts_with("HTTP/1.1 304"));
}

#[test]
fn one_connection_carries_many_requests() {
    let desk = Desk::new();
    let request = b"GET /~preview/hello HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let answer = desk.raw(&[request.as_slice(), request, b"GET / HTTP/1.0\r\n\r\n"].concat());
    assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 3);
}

#[test]
fn who_only_reads_makes_no_work() {
    let desk = Desk::new();
    for address in World::load(&desk.project.path(""), Purpose::Draft).pages.keys() {
        desk.page(&format!("/{address}"));
    }
    desk.equals_a_clean_build();
    // Reading files is an event of the system, too: taken for a change it would keep the preview busy for ever.
    assert_eq!(desk.server.looks(), 0);
    desk.project.replace(TASK, "title: ", "title: 新");
    desk.until("another title", |desk| desk.page(PAGE).contains("新公布开放时间"));
    assert!(desk.server.looks() > 0);
}
