//! A mirror: every file of `site/` is asked of a web server and compared with the lists.
//!
//! ureq keeps connections open and bounds every wait; redirects are reported and not followed, no proxy is asked, and
//! nothing is compressed on the way. There is no TLS: the library that everybody uses needs a C compiler or
//! assembler to build, and those in pure Rust are an alpha (rustls-rustcrypto 0.0.2) or young (rustls-graviola 0.4).

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rayon::prelude::*;
use ureq::http::Response;
use ureq::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName, LOCATION};
use ureq::{Agent, Body};

use super::digest::Digests;
use super::inventory::{Inventory, State};
use super::judge::{self, Lists};
use super::sums::shown;
use super::{Refusal, Verdict};
use crate::diag::{Locale, Words};
use crate::words;

/// Connections at a time: enough to hide the way, too few to trouble an office's server.
const CONNECTIONS: usize = 6;

/// The folder of a package that is served.
const SITE: &str = "site/";

/// Notes about types that are given at most.
const MOST_TYPES: usize = 10;

/// The longest file that is read when the package does not hold it itself, in bytes; and the length that is waited for.
const LONGEST_UNKNOWN: u64 = 256 << 20;
const USUAL_UNKNOWN: u64 = 1 << 20;

/// How long a server is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For the beginning of an answer.
    pub answer: Duration,
    /// For the whole of a small file.
    pub whole: Duration,
    /// For a longer one as much longer as it takes at so many bytes a second.
    pub rate: u64,
    /// After so many files that did not come in time the server is asked no more.
    pub give_up_after: usize,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connect: seconds(5), answer: seconds(15), whole: seconds(20), rate: 16 << 10, give_up_after: 12 }
    }
}

impl Patience {
    /// How long a file of so many bytes may take.
    fn for_file(&self, bytes: u64) -> Duration {
        self.whole + Duration::from_secs(bytes / self.rate.max(1))
    }
}

/// The address at which `site/index.html` is served, with a slash at its end.
pub(super) struct Base(String);

impl Base {
    /// Reads an address as a person types it.
    pub(super) fn parse(url: &str) -> Result<Self, Refusal> {
        let given = shown(url);
        let lower = url.to_ascii_lowercase();
        if lower.starts_with("https://") {
            return Err(Refusal(words!(
                "不能通过 https 核对 `{given}`：请在服务器上核对文件夹（normbook verify 文件夹），或在内网用 http:// 的地址",
                "`{given}` cannot be asked over https: verify the folder on the server itself, or give an http:// address inside the network"
            )));
        }
        let rest = lower.strip_prefix("http://").map(|rest| &url[url.len() - rest.len()..]);
        let is_plain = |rest: &&str| {
            !rest.is_empty()
                && !rest.starts_with('/')
                && rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#@\\".contains(&byte))
        };
        let folder = rest.filter(is_plain).map(|rest| rest.strip_suffix("index.html").unwrap_or(rest));
        let base = folder.map(|folder| format!("http://{}/", folder.trim_end_matches('/')));
        base.filter(|base| base.parse::<ureq::http::Uri>().is_ok()).map(Self).ok_or_else(|| {
            Refusal(words!(
                "`{given}` 不是网站的地址；要像 http://10.0.0.5/standards/ 这样",
                "`{given}` is no address of a site; it should look like http://10.0.0.5/standards/"
            ))
        })
    }

    /// The address of a file of `site/`; what is special in addresses is spelt out.
    fn of(&self, inside: &str) -> String {
        let mut address = self.0.clone();
        for byte in inside.bytes() {
            if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
                address.push(byte.into());
            } else {
                address.push_str(&format!("%{byte:02X}"));
            }
        }
        address
    }
}

/// What a server answered to one file.
struct Answer {
    state: State,
    /// The content type, where it is not one that browsers need.
    wrong_type: Option<String>,
}

/// Compares the server at `base` with the lists of a package that was found whole.
pub(super) fn compare(
    base: &Base,
    lists: &Lists,
    found: &Inventory,
    patience: &Patience,
    verdict: Verdict,
) -> Result<Verdict, Refusal> {
    let agent = agent(patience);
    greet(&agent, base)?;
    let mut paths: Vec<&str> = lists.paths().filter(|path| path.starts_with(SITE)).collect();
    paths.sort_unstable();
    paths.dedup();
    let silent = AtomicUsize::new(0);
    let ask = |path: &&str| {
        if silent.load(Ordering::Relaxed) >= patience.give_up_after {
            return None;
        }
        let (limit, usual) = match found.get(*path) {
            Some(State::Read(digests)) => (digests.bytes, digests.bytes),
            _ => (LONGEST_UNKNOWN, USUAL_UNKNOWN),
        };
        let answer = ask(&agent, base, path, limit, patience.for_file(usual));
        if matches!(answer.state, State::Silent(_)) {
            silent.fetch_add(1, Ordering::Relaxed);
        }
        Some(answer)
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(CONNECTIONS).build();
    let pool = pool.map_err(|error| Refusal(words!("开不了线程：{error}", "no threads can be started: {error}")))?;
    let answers: Vec<Option<Answer>> = pool.install(|| paths.par_iter().map(ask).collect());
    let unasked = answers.iter().filter(|answer| answer.is_none()).count();
    let notes = type_notes(paths.iter().zip(&answers).filter_map(|(path, answer)| Some((*path, answer.as_ref()?))));
    let stock = paths
        .iter()
        .zip(answers)
        .map(|(path, answer)| ((*path).to_owned(), answer.map_or_else(not_asked, |answer| answer.state)));
    let mut verdict = Verdict { notes, is_mirror: true, is_delta: false, ..verdict };
    (verdict.findings, verdict.fitting) = judge::compare_mirror(lists, &stock.collect());
    if unasked > 0 {
        verdict.notes.push(words!(
            "服务器多次没有回答，或者没有按时答完，还有 {unasked} 个文件没有再问",
            "the server failed several times to answer, or to end its answer in time; {unasked} files were not asked for any more"
        ));
    }
    Ok(verdict)
}

fn not_asked() -> State {
    State::Answered(Words::fixed("没有查问", "not asked for"))
}

fn agent(patience: &Patience) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .user_agent(concat!("normbook/", env!("CARGO_PKG_VERSION")))
        .accept_encoding("identity")
        .max_idle_connections(CONNECTIONS)
        .max_idle_connections_per_host(CONNECTIONS)
        .timeout_connect(Some(patience.connect))
        .timeout_recv_response(Some(patience.answer))
        .timeout_global(Some(patience.for_file(0)));
    Agent::new_with_config(config.build())
}

/// Asks for the first page, to say in one sentence what would otherwise be said of every file.
fn greet(agent: &Agent, base: &Base) -> Result<(), Refusal> {
    let address = base.of("");
    let response = get(agent, &address, None).map_err(|error| {
        let why = why(&error);
        let (zh, en) = (why.say(Locale::Chinese), why.say(Locale::English));
        Refusal(words!("`{address}` 没有回答：{zh}", "no answer from `{address}`: {en}"))
    })?;
    let to = header(&response, LOCATION).to_ascii_lowercase();
    if response.status().is_redirection() && to.starts_with("https://") {
        return Err(Refusal(words!(
            "`{address}` 转到了 https，不能由此核对：请在服务器上核对文件夹（normbook verify 文件夹）",
            "`{address}` leads to https and cannot be verified from here: verify the folder on the server itself"
        )));
    }
    Ok(())
}

/// Asks for one file; it may be at most `limit` bytes long, and take so long.
fn ask(agent: &Agent, base: &Base, path: &str, limit: u64, time: Duration) -> Answer {
    let inside = path.strip_prefix(SITE).unwrap_or(path);
    let response = get(agent, &base.of(inside), Some(time));
    // Caddy and others lead from a folder's index.html to the folder: that is where readers arrive.
    let response = match (response, inside.strip_suffix("index.html")) {
        (Ok(moved), Some(folder))
            if moved.status().is_redirection() && (folder.is_empty() || folder.ends_with('/')) =>
        {
            get(agent, &base.of(folder), Some(time))
        }
        (response, _) => response,
    };
    let response = match response {
        Ok(response) => response,
        Err(error) => return Answer { state: State::Silent(why(&error)), wrong_type: None },
    };
    let wrong_type = wrong_type(path, &header(&response, CONTENT_TYPE));
    Answer { state: state(response, path, limit), wrong_type }
}

fn state(response: Response<Body>, path: &str, limit: u64) -> State {
    let status = response.status();
    let code = status.as_u16();
    if status.is_redirection() {
        let to = shown(&header(&response, LOCATION));
        return State::Answered(words!("转到了别处（{code}）：{to}", "redirected ({code}) to {to}"));
    }
    if matches!(code, 404 | 410) {
        return State::Missing;
    }
    if code != 200 {
        return State::Answered(words!("服务器回答 {code}", "the server answered {code}"));
    }
    let encoding = header(&response, CONTENT_ENCODING);
    let is_packed = !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity");
    if is_packed && !path.ends_with(".gz") {
        let encoding = shown(&encoding);
        return State::Answered(words!(
            "没有要求压缩，服务器却以 {encoding} 压缩了",
            "the server compressed it by {encoding} without being asked to"
        ));
    }
    let mut body = response.into_body().into_with_config().limit(u64::MAX).reader().take(limit.saturating_add(1));
    match Digests::read(&mut body) {
        Ok(digests) if digests.bytes > limit => {
            State::Answered(Words::fixed("比清单里的文件长", "it is longer than the file in the package"))
        }
        Ok(digests) => State::Read(digests),
        Err(error) => State::Silent(why(&ureq::Error::from(error))),
    }
}

fn header(response: &Response<Body>, name: HeaderName) -> String {
    let value = response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    value.unwrap_or_default()
}

/// Asks once more when a connection that was kept open turns out to be closed. Without a time it is the agent's own.
fn get(agent: &Agent, address: &str, time: Option<Duration>) -> Result<Response<Body>, ureq::Error> {
    let call = || match time {
        Some(time) => agent.get(address).config().timeout_global(Some(time)).build().call(),
        None => agent.get(address).call(),
    };
    match call() {
        Err(ureq::Error::Io(error)) if !is_late(&error) => call(),
        answer => answer,
    }
}

fn is_late(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock)
}

/// Why there was no whole answer.
fn why(error: &ureq::Error) -> Words {
    match error {
        ureq::Error::Timeout(_) => Words::fixed("等得太久", "it took too long"),
        ureq::Error::Io(error) if is_late(error) => Words::fixed("等得太久", "it took too long"),
        ureq::Error::HostNotFound => Words::fixed("找不到这台服务器的名字", "the name of the server is unknown"),
        ureq::Error::Io(error) => words!("连接断了或连不上：{error}", "the connection failed: {error}"),
        error => words!("回答不成样子：{error}", "the answer makes no sense: {error}"),
    }
}

/// Types that browsers insist on, as `nosniff` makes them do; the charset of a page must not contradict the page.
fn wrong_type(path: &str, given: &str) -> Option<String> {
    let given = given.to_ascii_lowercase();
    let (kind, parameters) = given.split_once(';').unwrap_or((&given, ""));
    let expected: &[&str] = match path.rsplit('.').next() {
        Some("html") => &["text/html"],
        Some("css") => &["text/css"],
        Some("js") => &["text/javascript", "application/javascript", "application/x-javascript"],
        _ => return None,
    };
    let charset = parameters.split(';').find_map(|own| own.trim().strip_prefix("charset="));
    let fits = charset.is_none_or(|charset| matches!(charset.trim_matches('"'), "utf-8" | "utf8"));
    let is_right = expected.contains(&kind.trim()) && fits;
    (!is_right).then(|| shown(&given))
}

/// One note for each wrong type of each sort of file.
fn type_notes<'a>(answers: impl Iterator<Item = (&'a str, &'a Answer)>) -> Vec<Words> {
    let mut wrong: BTreeMap<(&str, &str), (usize, &str)> = BTreeMap::new();
    for (path, answer) in answers {
        let (Some(given), State::Read(_)) = (&answer.wrong_type, &answer.state) else { continue };
        let sort = path.rsplit('.').next().unwrap_or(path);
        wrong.entry((sort, given)).or_insert((0, path)).0 += 1;
    }
    let notes = wrong.into_iter().take(MOST_TYPES).map(|((sort, given), (count, first))| {
        words!(
            "{count} 个 .{sort} 文件的 Content-Type 是“{given}”，浏览器可能不认，例如 {first}；请按 server 文件夹里的示例配置",
            "{count} .{sort} files come as `{given}`, which browsers may refuse, for instance {first}; see the folder `server` of the package"
        )
    });
    notes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_typed() {
        let base = |url| Base::parse(url).map(|base| base.0).map_err(|refusal| refusal.say(Locale::English).to_owned());
        assert_eq!(base("http://10.0.0.5").unwrap(), "http://10.0.0.5/");
        assert_eq!(base("HTTP://Server:8080/a/index.html").unwrap(), "http://Server:8080/a/");
        assert_eq!(base("http://[::1]:80/a//").unwrap(), "http://[::1]:80/a/");
        for url in [
            "",
            "server/a",
            "ftp://a/",
            "http://",
            "http:///a",
            "http://a/?b",
            "http://a@b/",
            "http://a b/",
            "http://标准/",
        ] {
            assert!(base(url).unwrap_err().contains("is no address"), "{url}");
        }
        assert!(base("https://a/").unwrap_err().contains("over https"));
    }

    #[test]
    fn what_is_special_in_addresses_is_spelt_out() {
        let base = Base("http://a/".to_owned());
        assert_eq!(base.of("b c/100%.html?#"), "http://a/b%20c/100%25.html%3F%23");
    }

    #[test]
    fn types_that_browsers_refuse_are_noted() {
        assert_eq!(wrong_type("a.html", "text/html; charset=UTF-8"), None);
        assert_eq!(wrong_type("a.html", "text/html"), None);
        assert_eq!(wrong_type("a.html", "text/html;charset=gbk"), Some("text/html;charset=gbk".to_owned()));
        assert_eq!(wrong_type("a.js", "application/javascript"), None);
        assert_eq!(wrong_type("a.js", "text/plain"), Some("text/plain".to_owned()));
        assert_eq!(wrong_type("a.css", ""), Some(String::new()));
        assert_eq!(wrong_type("a.html.gz", "application/gzip"), None);
    }
}
