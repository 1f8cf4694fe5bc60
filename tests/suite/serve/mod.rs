//! The live preview over real sockets, and the disk below it: what editors, browsers and strangers do to a server.

mod events;
mod pages;
mod program;
mod saves;
mod strangers;

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use normbook::check::Purpose;
use normbook::diag::Locale;
use normbook::export::Catalogue;
use normbook::pipeline;
use normbook::serve::{self, Options, Server};

use crate::project::{Project, root};
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
