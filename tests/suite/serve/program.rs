//! The program itself, beside others of its kind: ports, memory, what is left behind.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Instant;

use normbook::serve;

use super::{Desk, PAGE, PATIENCE, TASK, options};
use crate::project::{Project, normbook, root};

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
    (0..40).for_each(save);
    let early = outside.held();
    (40..160).for_each(save);
    let late = outside.held();
    // A site of this book is far more than the 25 KiB of this for each edit.
    assert!(late < early + 3 * 1024, "{early} KiB after 40 edits, {late} KiB after 160");
}
