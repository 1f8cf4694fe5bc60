//! Mirrors: a real server on this machine that answers rightly, wrongly, for ever or never.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use normbook::diag::Locale;
use normbook::verify::{Expected, Patience, Refusal, Verdict, verify_mirror};

use super::package::Package;
use super::{named, run};

/// How a path is answered.
#[derive(Clone, Debug)]
enum Answer {
    File(Vec<u8>),
    Typed(Vec<u8>, &'static str),
    Packed(Vec<u8>),
    Status(u16),
    Redirect(&'static str),
    /// Never.
    Silence,
    /// The right length, and then so little at a time that the end never comes.
    Drip,
    /// A head so slow that the file never begins.
    DrippingHead,
    /// A file without an end.
    Endless,
    /// Less than was promised, then the end of the connection.
    Cut(Vec<u8>),
    /// No HTTP.
    Nonsense,
}

/// A server that lives as long as the tests do.
struct Server {
    base: String,
    /// Heads of requests as they came.
    asked: Arc<Mutex<Vec<String>>>,
    /// How many connections were made.
    connections: Arc<Mutex<usize>>,
}

impl Server {
    fn start(answers: BTreeMap<String, Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}/docs/", listener.local_addr().unwrap());
        let server = Self { base, asked: Arc::default(), connections: Arc::default() };
        let (asked, connections) = (server.asked.clone(), server.connections.clone());
        let answers = Arc::new(answers);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (answers, asked) = (answers.clone(), asked.clone());
                *connections.lock().unwrap() += 1;
                thread::spawn(move || serve(&stream.unwrap(), &answers, &asked));
            }
        });
        server
    }
}

fn serve(stream: &TcpStream, answers: &BTreeMap<String, Answer>, asked: &Mutex<Vec<String>>) -> Option<()> {
    let mut lines = BufReader::new(stream).lines();
    let mut stream = stream;
    loop {
        let head: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
        let path = head.first()?.split(' ').nth(1)?.to_owned();
        asked.lock().unwrap().push(head.join("\n"));
        let (status, fields, body) = match answers.get(&path).unwrap_or(&Answer::Status(404)) {
            Answer::File(bytes) => (200, format!("Content-Type: {}\r\n", kind(&path)), bytes.clone()),
            Answer::Typed(bytes, kind) => (200, format!("Content-Type: {kind}\r\n"), bytes.clone()),
            Answer::Packed(bytes) => (200, "Content-Encoding: gzip\r\n".to_owned(), bytes.clone()),
            Answer::Status(status) => (*status, String::new(), b"no".to_vec()),
            Answer::Redirect(to) => (301, format!("Location: {to}\r\n"), Vec::new()),
            Answer::Silence => {
                // Until the other side has had enough.
                lines.next();
                return None;
            }
            Answer::Drip => {
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n").ok()?;
                return drip(stream);
            }
            Answer::DrippingHead => {
                stream.write_all(b"HTTP/1.1 200 OK\r\nX: ").ok()?;
                return drip(stream);
            }
            Answer::Endless => {
                stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
                while stream.write_all(&[b'a'; 1 << 16]).is_ok() {}
                return None;
            }
            Answer::Cut(bytes) => {
                write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", bytes.len() + 9).ok()?;
                stream.write_all(bytes).ok()?;
                return None;
            }
            Answer::Nonsense => {
                stream.write_all(b"220 mail.example.org ready\r\n\r\n").ok()?;
                return None;
            }
        };
        write!(stream, "HTTP/1.1 {status} X\r\nContent-Length: {}\r\n{fields}\r\n", body.len()).ok()?;
        stream.write_all(&body).ok()?;
    }
}

/// A byte, and again one before anybody who waits for a sign of life gives up; the last one never.
fn drip(mut stream: &TcpStream) -> Option<()> {
    for _ in 0..3 {
        stream.write_all(b"a").ok()?;
        stream.flush().ok()?;
        thread::sleep(Duration::from_millis(700));
    }
    BufReader::new(stream).lines().next();
    None
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("txt") => "text/plain",
        _ => "text/html; charset=utf-8",
    }
}

/// Answers as they should be.
fn good() -> BTreeMap<String, Answer> {
    let site =
        Package::new().0.into_iter().filter_map(|(path, bytes)| Some((path.strip_prefix("site/")?.to_owned(), bytes)));
    let mut answers: BTreeMap<String, Answer> =
        site.map(|(path, bytes)| (format!("/docs/{path}"), Answer::File(bytes))).collect();
    let home = answers["/docs/index.html"].clone();
    answers.insert("/docs/".to_owned(), home);
    answers
}

/// For answers that come, however loaded the machine is.
const PATIENCE: Patience = Patience {
    connect: Duration::from_secs(60),
    answer: Duration::from_secs(60),
    whole: Duration::from_secs(60),
    rate: 1 << 10,
    give_up_after: 3,
};

/// For answers that never come: it is waited for in full.
const SHORT: Patience = Patience { answer: Duration::from_secs(2), ..PATIENCE };

/// For answers that begin and never end.
const SHORTER: Patience = Patience { whole: Duration::from_secs(2), ..SHORT };

fn ask(url: &str, spoil: impl FnOnce(&Path)) -> Result<Verdict, Refusal> {
    ask_within(&PATIENCE, url, spoil)
}

fn ask_within(patience: &Patience, url: &str, spoil: impl FnOnce(&Path)) -> Result<Verdict, Refusal> {
    let folder = crate::scratch::folder();
    Package::new().unpack(folder.path());
    spoil(folder.path());
    verify_mirror(folder.path(), &Expected::default(), url, patience)
}

/// What is found with one answer in the place of a right one; a path that ends in `/` is a folder.
#[track_caller]
fn found_with(path: &str, answer: Answer) -> Vec<String> {
    let mut answers = good();
    let patience = if matches!(answer, Answer::Silence) { SHORT } else { PATIENCE };
    answers.insert(format!("/docs/{path}"), answer);
    let verdict = ask_within(&patience, &Server::start(answers).base, |_| {}).unwrap();
    verdict
        .findings
        .iter()
        .map(|finding| format!("{:?} {}: {}", finding.what, finding.path, finding.reason.say(Locale::English)))
        .collect()
}

#[test]
fn a_mirror_that_is_whole() {
    let server = Server::start(good());
    let verdict = ask(&server.base, |_| {}).unwrap();
    assert_eq!(named(&verdict), Vec::<String>::new());
    assert_eq!((verdict.fitting, verdict.notes.len()), (7, 0));
    let asked = server.asked.lock().unwrap();
    assert_eq!(asked.len(), 8, "every file of site/ once, and the first page to begin with");
    assert!(asked.iter().all(|head| head.to_ascii_lowercase().contains("accept-encoding: identity")), "{asked:?}");
    assert!(*server.connections.lock().unwrap() <= 7, "connections are kept");
}

#[test]
fn files_that_a_server_changes() {
    let page = "site/urban/2022/t01.html";
    let inside = "urban/2022/t01.html";
    let one = |answer| found_with(inside, answer);
    assert_eq!(one(Answer::Status(404)), [format!("Missing {page}: the lists name it, and it is not there")]);
    assert_eq!(one(Answer::Status(403)), [format!("Changed {page}: the server answered 403")]);
    assert_eq!(one(Answer::Status(500)), [format!("Changed {page}: the server answered 500")]);
    assert_eq!(
        one(Answer::File(b"other".to_vec())),
        [format!("Changed {page}: its content is not what the lists say")]
    );
    assert_eq!(one(Answer::File(Vec::new())), [format!("Changed {page}: the file is empty")]);
    assert_eq!(
        one(Answer::Redirect("/login?\u{202e}")),
        [format!("Changed {page}: redirected (301) to /login?\\u{{202e}}")]
    );
    assert_eq!(
        one(Answer::Packed(b"x".to_vec())),
        [format!("Changed {page}: the server compressed it by gzip without being asked to")]
    );
    assert_eq!(one(Answer::Endless), [format!("Changed {page}: it is longer than the file in the package")]);
    assert_eq!(one(Answer::Silence), [format!("Unreadable {page}: it took too long")]);
    for answer in [Answer::Cut(b"<!DOCTYPE".to_vec()), Answer::Nonsense] {
        let said = one(answer);
        assert!(said.len() == 1 && said[0].starts_with(&format!("Unreadable {page}: the ")), "{said:?}");
    }
}

#[test]
fn the_first_page_of_a_folder_may_lie_at_the_folder() {
    let mut answers = good();
    let page = answers["/docs/roles/index.html"].clone();
    answers.insert("/docs/roles/".to_owned(), page);
    for path in ["roles/", ""] {
        answers.insert(format!("/docs/{path}index.html"), Answer::Redirect("./"));
    }
    assert_eq!(named(&ask(&Server::start(answers.clone()).base, |_| {}).unwrap()), Vec::<String>::new());
    answers.insert("/docs/roles/".to_owned(), Answer::File(b"a list of files".to_vec()));
    assert_eq!(named(&ask(&Server::start(answers).base, |_| {}).unwrap()), ["Changed site/roles/index.html"]);
}

#[test]
fn types_that_browsers_refuse_are_noted() {
    let mut answers = good();
    for path in ["index.html", "assets/site-0a1b.js", "urban/2022/t01.html", "urban/2022/t02.html"] {
        let Answer::File(bytes) = answers[&format!("/docs/{path}")].clone() else { unreachable!() };
        let kind = if path == "index.html" { "text/html; charset=gb2312" } else { "text/plain" };
        answers.insert(format!("/docs/{path}"), Answer::Typed(bytes, kind));
    }
    let verdict = ask(&Server::start(answers).base, |_| {}).unwrap();
    assert!(verdict.is_whole());
    let notes: Vec<&str> = verdict.notes.iter().map(|note| note.say(Locale::English)).collect();
    assert_eq!(notes.len(), 3, "{notes:?}");
    assert!(notes[0].starts_with("1 .html files come as `text/html; charset=gb2312`"), "{notes:?}");
    assert!(
        notes[1].starts_with(
            "2 .html files come as `text/plain`, which browsers may refuse, for instance site/urban/2022/t01.html"
        ),
        "{notes:?}"
    );
    assert!(notes[2].starts_with("1 .js files come as `text/plain`"), "{notes:?}");
}

#[test]
fn a_server_that_falls_silent_is_asked_no_more() {
    let mut answers = good();
    for (path, answer) in &mut answers {
        if path != "/docs/" {
            *answer = Answer::Silence;
        }
    }
    let server = Server::start(answers);
    let verdict = ask_within(&SHORT, &server.base, |_| {}).unwrap();
    assert_eq!(verdict.findings.len(), 7);
    assert_eq!(verdict.fitting, 0);
    let unasked =
        verdict.findings.iter().filter(|finding| finding.reason.say(Locale::English) == "not asked for").count();
    assert_eq!(server.asked.lock().unwrap().len(), 1 + 7 - unasked);
    assert_eq!(verdict.notes.len(), usize::from(unasked > 0));
}

#[test]
fn a_server_that_drips_is_asked_no_more() {
    for drip in [Answer::Drip, Answer::DrippingHead] {
        let mut answers = good();
        // A byte is more than the empty file has; the others never come to their ends.
        let is_drip = |path: &str| !matches!(path, "/docs/" | "/docs/empty.txt");
        answers.iter_mut().filter(|(path, _)| is_drip(path)).for_each(|(_, answer)| *answer = drip.clone());
        let server = Server::start(answers);
        let verdict = ask_within(&SHORTER, &server.base, |_| {}).unwrap();
        let reasons: Vec<&str> = verdict.findings.iter().map(|finding| finding.reason.say(Locale::English)).collect();
        assert!(reasons.len() >= 6, "{reasons:?}");
        let late = reasons.iter().filter(|reason| **reason == "it took too long").count();
        let unasked = reasons.iter().filter(|reason| **reason == "not asked for").count();
        assert!(late >= 3 && late + unasked == reasons.len(), "{drip:?}: {reasons:?}");
        let notes: Vec<&str> = verdict.notes.iter().map(|note| note.say(Locale::English)).collect();
        assert!(unasked == 0 || notes[0].contains("or to end its answer in time"), "{notes:?}");
    }
}

#[test]
fn where_no_mirror_is() {
    let refused = |url: &str| ask(url, |_| {}).unwrap_err().say(Locale::English).to_owned();
    assert!(refused("https://example.org/").contains("verify the folder on the server itself"));
    assert!(refused("standards.zip").contains("no address of a site"));
    // A port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert!(refused(&format!("http://127.0.0.1:{port}/")).contains("no answer from"));
    let answers = [("/docs/".to_owned(), Answer::Redirect("https://example.org/docs/"))].into();
    assert!(refused(&Server::start(answers).base).contains("leads to https"));
    let answers = [("/docs/".to_owned(), Answer::Silence)].into();
    let silent = ask_within(&SHORT, &Server::start(answers).base, |_| {}).unwrap_err();
    assert!(silent.say(Locale::English).contains("it took too long"));
    // A server that has none of it.
    let verdict = ask(&Server::start(BTreeMap::new()).base, |_| {}).unwrap();
    assert_eq!(verdict.findings.len(), 7);
}

#[test]
fn a_package_that_differs_proves_no_mirror() {
    let server = Server::start(good());
    let verdict = ask(&server.base, |root| std::fs::remove_file(root.join("README.txt")).unwrap()).unwrap();
    assert_eq!(named(&verdict), ["Missing README.txt"]);
    assert!(verdict.notes[0].say(Locale::English).contains("was not asked"));
    assert!(server.asked.lock().unwrap().is_empty());
}

/// The program, and the server that everybody has at hand.
#[test]
fn a_mirror_by_python() {
    let folder = crate::scratch::folder();
    let zip = Package::new().pack(folder.path());
    let root = folder.path().join("unpacked");
    Package::new().unpack(&root);
    let mut python = std::process::Command::new("python3");
    python.args(["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory"]).arg(root.join("site"));
    let mut server =
        python.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null()).spawn().expect("python3 runs");
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.split("port ").nth(1).unwrap().split(' ').next().unwrap();
    let url = format!("http://127.0.0.1:{port}/");
    let arguments = [zip.to_str().unwrap(), "--url", &url, "--lang", "en"];
    let before = run(&arguments);
    std::fs::write(root.join("site/index.html"), "other").unwrap();
    std::fs::remove_file(root.join("site/empty.txt")).unwrap();
    let after = run(&arguments);
    server.kill().unwrap();
    server.wait().unwrap();
    before.ends_with(0);
    assert!(before.out.contains("whole: all 7 files of the site are as the lists say"), "{}", before.out);
    after.ends_with(1);
    assert!(
        after.out.starts_with("missing  site/empty.txt") && after.out.contains("\nchanged  site/index.html"),
        "{}",
        after.out
    );
}
