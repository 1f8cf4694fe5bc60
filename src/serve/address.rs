//! Addresses: from what a browser asks for to what the site has.
//!
//! Whatever this lets through is only ever looked up in maps in memory. It is strict all the same, so that a mistake
//! elsewhere finds a second lock here.

use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::time::Duration;

use crate::site::Address;

/// Below this, addresses are the preview's own. No page of a site begins with it, since ids are plain.
pub(super) const OWN: &str = "~preview/";

/// The path of a target, decoded, with `index.html` where it ends in `/`. `None` for anything that climbs, hides or
/// is no text.
pub(super) fn of_target(target: &str) -> Option<Address> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = decode(path)?;
    if path.contains(['\\', '\0', ':']) || path.chars().any(char::is_control) {
        return None;
    }
    let mut parts = path.split('/').collect::<Vec<_>>();
    let last = parts.pop()?;
    if parts.iter().any(|part| matches!(*part, "" | "." | "..")) || matches!(last, "." | "..") {
        return None;
    }
    let file = if last.is_empty() { "index.html" } else { last };
    parts.push(file);
    Some(Address::new(&parts.join("/")))
}

/// The value of a key of the query, decoded.
pub(super) fn query(target: &str, key: &str) -> Option<String> {
    let (_, query) = target.split_once('?')?;
    let value = query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))?;
    decode(value)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok().filter(|digits| !digits.starts_with('+'))?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Whether a request means this server. A page of another site can make a browser ask a server of this machine by a
/// name that it has turned to this machine's address; so names are refused, but for `localhost`. Without the header
/// (HTTP/1.0) the client is no browser.
pub(super) fn is_own_host(host: Option<&str>, listening: IpAddr) -> bool {
    let Some(host) = host else { return true };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() => name,
        _ => host,
    };
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let literal = name.trim_start_matches('[').trim_end_matches(']');
    // On loopback only loopback can be meant; an open server is reached by whatever address the machine has.
    literal.parse::<IpAddr>().is_ok_and(|address| address.is_loopback() || !listening.is_loopback())
}

/// Asks whether a preview listens on a port of this machine: the title of its site.
pub(super) fn ask(port: u16) -> Option<String> {
    const PATIENCE: Duration = Duration::from_millis(300);
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    stream.write_all(format!("GET /{OWN}hello HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n").as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.take(4096).read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8(answer).ok()?;
    let title = answer.split_once("\r\n\r\n")?.1.strip_prefix(HELLO)?.trim().to_owned();
    Some(title)
}

/// What a preview says when it is asked who it is, before the title of its site.
pub(super) const HELLO: &str = "normbook preview: ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_do_not_climb() {
        let address = |target: &str| of_target(target).map(|address| address.to_string());
        assert_eq!(address("/").as_deref(), Some("index.html"));
        assert_eq!(address("/urban/2022/t07.html?x=/../").as_deref(), Some("urban/2022/t07.html"));
        assert_eq!(address("/urban/").as_deref(), Some("urban/index.html"));
        assert_eq!(address("/%75rban/index.html").as_deref(), Some("urban/index.html"));
        for climbing in [
            "/../Cargo.toml",
            "/a/../../b",
            "/%2e%2e/Cargo.toml",
            "/%2E%2E%2fb",
            "/..%5cb",
            "/a\\b",
            "/a%00.html",
            "//etc/passwd",
            "/C:/x",
            "/a/./b",
            "/a//b",
            "/%ff",
            "/%2",
            "/%+1",
            "*",
            "http://x/",
            "",
        ] {
            assert_eq!(address(climbing), None, "{climbing}");
        }
    }

    #[test]
    fn only_its_own_names_are_answered() {
        let loopback: IpAddr = [127, 0, 0, 1].into();
        for own in [None, Some("localhost"), Some("LOCALHOST:4000"), Some("127.0.0.1:4000"), Some("[::1]:4000")] {
            assert!(is_own_host(own, loopback), "{own:?}");
        }
        for foreign in
            ["example.org", "example.org:4000", "127.0.0.1.example.org", "192.168.1.2:4000", "", "localhost.x"]
        {
            assert!(!is_own_host(Some(foreign), loopback), "{foreign}");
        }
        assert!(is_own_host(Some("192.168.1.2:4000"), [0, 0, 0, 0].into()));
        assert!(!is_own_host(Some("example.org"), [0, 0, 0, 0].into()));
    }
}
