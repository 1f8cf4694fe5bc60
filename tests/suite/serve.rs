//! The live preview over real sockets, and the disk below it: what editors, browsers and strangers do to a server.

use std::fs;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

use normbook::check::Purpose;
use normbook::diag::Locale;
use normbook::export::Catalogue;
use normbook::media;
use normbook::pipeline;
use normbook::serve::{self, Options, Server, Watching};
use normbook::source::ContentHash;

use crate::project::{Project, normbook, root};
use crate::world::World;

/// A project being served.
struct Desk {
    project: Project,
    server: Server,
}

const TASK: &str = "content/standards/reading-room/2024/tasks/t01.md";
const PAGE: &str = "/reading-room/2024/t01.html";

/// Nothing here waits longer for what must come.
const PATIENCE: Duration = Duration::from_secs(60);

fn options(project: &Project, poll: bool) -> Options {
    Options {
        project: project.path(""),
        host: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: 0,
        poll,
        locale: Locale::English,
        editor: "vscode".parse().unwrap(),
    }
}

impl Desk {
    fn new() -> Self {
        Self::of(Project::copy(&root().join("tests/books/reading-room"), false), false)
    }

    fn of(project: Project, poll: bool) -> Self {
        let server = serve::start(&options(&project, poll)).unwrap();
        Self { project, server }
    }

    fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Sends bytes on a connection of their own and reads until the server ends it.
    fn raw(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Status line and body of a GET.
    fn get(&self, target: &str) -> (String, String) {
        let answer =
            self.raw(format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes());
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        (head.lines().next().unwrap_or_default().to_owned(), body.to_owned())
    }

    fn page(&self, target: &str) -> String {
        let (status, body) = self.get(target);
        assert!(status.ends_with("200 OK"), "{target}: {status}");
        body
    }

    fn report(&self) -> serde_json::Value {
        serde_json::from_str(&self.page(&format!("/~preview/report.json?page={PAGE}"))).unwrap()
    }

    /// Rules of the findings now.
    fn rules(&self) -> Vec<String> {
        let report = self.report();
        report["findings"].as_array().unwrap().iter().map(|own| own["rule"].as_str().unwrap().to_owned()).collect()
    }

    /// Asks again until the answer is as it must become.
    fn until(&self, what: &str, mut holds: impl FnMut(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds(self) {
            assert!(Instant::now() < end, "it never came to pass: {what}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Every page and finding is what a clean build makes of the disk.
    fn equals_a_clean_build(&self) {
        let cold = World::load(&self.project.path(""), Purpose::Draft);
        for (address, page) in &cold.pages {
            assert!(plain(&self.page(&format!("/{address}"))) == *page, "{address} is another page");
        }
        let index = pipeline::search(&cold.site);
        for (address, bytes) in index.files().chain([index.entry()]) {
            assert!(self.page(&format!("/{address}")).as_bytes() == bytes, "{address} is another file");
        }
        let data = Catalogue::new(&cold.site);
        for file in data.files() {
            let bytes = data.bytes(file).unwrap();
            let shown = self.page(&format!("/{}", file.address));
            assert!(shown == String::from_utf8_lossy(&bytes), "{} is another file", file.address);
        }
        let rules: Vec<&str> = cold.diagnostics.iter().map(|own| own.rule.id).collect();
        assert_eq!(self.report()["total"], rules.len(), "{rules:?}");
    }
}

/// A page without what the preview adds to its head.
fn plain(page: &str) -> String {
    // The policy of a single file lets no script of others in: it is shown as it is.
    if page.contains("; style-src 'sha256-") {
        return page.to_owned();
    }
    let added =
        "<link rel=\"stylesheet\" href=\"/~preview/page.css\">\n<script src=\"/~preview/preview.js\" defer></script>\n";
    assert_eq!(page.matches(added).count(), 1);
    // Some templates escape the quotes of the policy.
    let leaves = ["; connect-src 'self'", "; connect-src &#39;self&#39;", "; connect-src &#x27;self&#x27;"];
    leaves.iter().fold(page.replacen(added, "", 1), |page, leave| page.replacen(leave, "", 1))
}

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
fn strangers_get_nothing() {
    let desk = Desk::new();
    desk.project.write("secret.txt", "s3cret");
    desk.project.write("content/.hidden/secret.md", "s3cret");
    #[cfg(unix)]
    std::os::unix::fs::symlink(desk.project.path("secret.txt"), desk.project.path("content/assets/link.txt")).unwrap();
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/assets/../../secret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/secret.txt",
        "/secret.txt%00.html",
        "/content/site.yaml",
        "/.hidden/secret.md",
        "/content/.hidden/secret.md",
        "/assets/link.txt",
        "/C:/secret.txt",
        "/~preview/../secret.txt",
        "/~preview/i18n/zh-CN.yaml",
        "/etc/passwd",
        "file:///etc/passwd",
        "/%c0%ae%c0%ae/secret.txt",
        "/.",
        "/..",
    ] {
        let (status, body) = desk.get(target);
        assert!(
            !status.contains("200") && !body.contains("s3cret") && !body.contains("root:"),
            "{target}: {status} {body}"
        );
    }
    for (request, status) in [
        ("GET / HTTP/1.1\r\nConnection: close\r\nHost: example.org\r\n\r\n", "421"),
        ("GET / HTTP/1.1\r\nConnection: close\r\nHost: localhost.example.org\r\n\r\n", "421"),
        ("GET http://example.org/ HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", "405"),
        ("DELETE /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n", "405"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", "400"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"),
        ("GET / HTTP/9.9\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "400"),
        ("\u{16}\u{3}\u{1}\u{2}\r\n\r\n", "400"),
        ("GET /\r\nX: y\r\n\r\n", "400"),
    ] {
        let answer = desk.raw(request.as_bytes());
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request:?}: {answer}");
    }
    // Bytes of a request never come into a header.
    let answer = desk.raw(b"GET /x%0d%0aSet-Cookie:a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(!answer.contains("Set-Cookie"), "{answer}");
}

#[test]
fn a_head_without_an_end() {
    let desk = Desk::new();
    // As long as a head may be, so that the server has read all of it when it answers.
    let head = format!("GET / HTTP/1.1\r\n{}", "X-Endless: 0123456789abcdef\r\n".repeat(1 << 10));
    let answer = desk.raw(&head.as_bytes()[..16 << 10]);
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    desk.page("/");
}

#[test]
fn slow_clients_block_nobody() {
    let desk = Desk::new();
    // Half a head, an open stream that is never read, an answer that is never taken.
    let slow: Vec<TcpStream> = (0..600)
        .map(|number| {
            let mut stream = desk.connect();
            let bytes: &[u8] = match number % 3 {
                0 => b"GET / HT",
                1 => b"GET /~preview/events HTTP/1.1\r\nHost: localhost\r\n\r\n",
                _ => b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            };
            let _ = stream.write_all(bytes);
            stream
        })
        .collect();
    for _ in 0..20 {
        desk.page(PAGE);
    }
    desk.project.replace(TASK, "title: ", "title: 新");
    desk.until("another title", |desk| desk.page(PAGE).contains("新公布开放时间"));
    // 256 and those that are about to be closed, a thread each.
    let traffic = desk.server.traffic();
    assert!(traffic.accepted > 600 && traffic.most_open <= 512, "{traffic:?}");
    drop(slow);
}

/// The lines of an event stream that carry data.
struct Events(TcpStream, Vec<u8>);

impl Events {
    fn open(desk: &Desk) -> Self {
        let mut stream = desk.connect();
        stream.write_all(b"GET /~preview/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        Self(stream, Vec::new())
    }

    fn next(&mut self) -> serde_json::Value {
        loop {
            if let Some(end) = self.1.iter().position(|&byte| byte == b'\n') {
                let line: Vec<u8> = self.1.drain(..=end).collect();
                let line = String::from_utf8(line).unwrap();
                if let Some(data) = line.trim().strip_prefix("data: ") {
                    return serde_json::from_str(data).unwrap();
                }
                continue;
            }
            let mut chunk = [0; 4096];
            let count = self.0.read(&mut chunk).unwrap();
            assert!(count > 0, "the stream ended");
            self.1.extend_from_slice(&chunk[..count]);
        }
    }
}

#[test]
fn every_browser_hears_of_every_state() {
    let desk = Desk::new();
    let mut streams: Vec<Events> = (0..8).map(|_| Events::open(&desk)).collect();
    for stream in &mut streams {
        assert_eq!(stream.next()["revision"], 1);
    }
    for number in 0..5 {
        desk.project.replace(TASK, "title: ", &format!("title: {number}"));
        let heard: Vec<_> = streams.iter_mut().map(Events::next).collect();
        assert!(heard.iter().all(|news| news["saved"] == "reading-room/2024/t01.html"), "{heard:?}");
        assert!(heard.iter().all(|news| news["revision"] == number + 2), "{heard:?}");
    }
    // What is no content is no news: the next that is heard of is the next change.
    desk.project.write("output/site/index.html", "not content");
    desk.project.replace("content/pages/help.md", "title: ", "title: 新");
    assert_eq!(streams[0].next()["saved"], "pages/help.html");
}

#[test]
fn two_servers_at_once() {
    let project = Project::copy(&root().join("tests/books/reading-room"), false);
    let second = serve::start(&options(&project, false)).unwrap();
    let desk = Desk::of(project, false);
    assert_ne!(second.address(), desk.address());
    desk.project.replace(TASK, "title: ", "title: 新");
    desk.until("another title", |desk| desk.page(PAGE).contains("新公布开放时间"));
    assert!(serve::who_listens(second.address().port()).is_some());
}

#[test]
fn a_port_that_is_taken() {
    let project = Project::copy(&root().join("tests/books/minimal"), false);
    let taken = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = project.run(&["serve", "--port", &port]);
    run.ends_with(2);
    assert!(run.said.contains(&format!("has taken port {port}; use --port ")), "{}", run.said);
    // By whom, where it can be known.
    let desk = Desk::new();
    let port = desk.address().port().to_string();
    let run = project.run(&["serve", "--port", &port]);
    run.ends_with(2);
    assert!(run.said.contains("a preview of `"), "{}", run.said);
}

/// The real program at work, ended when dropped.
struct Outside {
    project: Project,
    child: std::process::Child,
    address: SocketAddr,
}

impl Drop for Outside {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Outside {
    fn new() -> Self {
        let project = Project::copy(&root().join("tests/books/reading-room"), false);
        let mut command = normbook();
        command.args(["serve", "--port", "0", "--lang", "en", "-C"]).arg(project.path(""));
        let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
        let mut said = [0; 200];
        let count = child.stdout.as_mut().unwrap().read(&mut said).unwrap();
        let said = String::from_utf8_lossy(&said[..count]).into_owned();
        let address = said.strip_prefix("preview: http://").and_then(|rest| rest.split('/').next()).expect(&said);
        Self { project, child, address: address.parse().unwrap() }
    }

    fn get(&self, target: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET {target} HTTP/1.0\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[cfg(target_os = "linux")]
    fn proc(&self, name: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{name}", self.child.id())).unwrap()
    }

    /// Memory held, in KiB.
    #[cfg(target_os = "linux")]
    fn held(&self) -> u64 {
        let status = self.proc("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").trim().parse().unwrap()
    }

    /// Clock ticks used, of which there are 100 a second.
    #[cfg(target_os = "linux")]
    fn ticks(&self) -> u64 {
        let stat = self.proc("stat");
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }
}

#[test]
fn the_command_serves() {
    let outside = Outside::new();
    assert!(outside.get(PAGE).starts_with("HTTP/1.1 200 OK"));
}

/// 600 browsers ask for a film and take no more than its first bytes.
#[cfg(target_os = "linux")]
#[test]
fn slow_readers_share_what_they_read() {
    let outside = Outside::new();
    outside.project.write("content/assets/film.mp4", vec![7; 31 << 20]);
    outside.project.write("content/pages/film.md", "---\ntitle: 影片\n---\n[影片](../assets/film.mp4)\n");
    let end = Instant::now() + PATIENCE;
    let page = loop {
        let page = outside.get("/pages/film.html");
        if page.starts_with("HTTP/1.1 200") {
            break page;
        }
        assert!(Instant::now() < end, "the film never came: {page}");
    };
    let film = page.split("href=\"../assets/film").nth(1).unwrap().split('"').next().unwrap();
    let begun = |number: usize| {
        let mut stream = TcpStream::connect(outside.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /assets/film{film} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200", "{number}");
        stream
    };
    let few: Vec<TcpStream> = (0..50).map(begun).collect();
    let descriptors = fs::read_dir(format!("/proc/{}/fd", outside.child.id())).unwrap().count();
    let many: Vec<TcpStream> = (50..600).map(begun).collect();
    assert!(outside.held() < 200 << 10, "{} KiB", outside.held());
    // Besides connections a server has its ears, its watch and what the system gives every program.
    assert!(descriptors < 50 + 25, "{descriptors} descriptors of 50 connections");
    // Whoever comes next is served as if there was nobody.
    assert!(outside.get(PAGE).starts_with("HTTP/1.1 200 OK"));
    drop((few, many));
}

#[cfg(target_os = "linux")]
#[test]
fn edits_leave_nothing_behind() {
    let outside = Outside::new();
    let text = outside.project.read(TASK);
    let save = |number: usize| {
        outside.project.write(TASK, text.replace("title: ", &format!("title: 第{number}次")));
        let end = Instant::now() + PATIENCE;
        while !outside.get(PAGE).contains(&format!("第{number}次")) {
            assert!(Instant::now() < end, "edit {number} never came");
        }
    };
    (0..100).for_each(save);
    let early = outside.held();
    (100..400).for_each(save);
    let late = outside.held();
    // A site of this book is far more than a tenth of this for each edit.
    assert!(late < early + 3 * 1024, "{early} KiB after 100 edits, {late} KiB after 400");
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_to_do_costs_nothing() {
    let outside = Outside::new();
    outside.get(PAGE);
    let before = outside.ticks();
    std::thread::sleep(Duration::from_secs(2));
    assert!(outside.ticks() - before <= 1, "{} ticks", outside.ticks() - before);
}
