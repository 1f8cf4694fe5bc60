//! Requests: as little of HTTP as a preview needs, read with a limit on everything.
//!
//! The head is parsed by `httparse`. Bodies are not read: a request that announces one is refused, and its connection
//! closed. Of all headers only `Host`, `Connection`, `If-None-Match` and those that announce a body are looked at.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// The longest head, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;

/// The most headers.
const MOST_HEADERS: usize = 64;

/// How long a connection may stay silent between two requests.
const IDLE: Duration = Duration::from_secs(60);

/// How long a head may take from its first byte to its last.
const HEAD: Duration = Duration::from_secs(5);

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Whether only the head of the answer is wanted.
    pub(super) head_only: bool,
    /// Path and query as sent.
    pub(super) target: String,
    /// The header of that name.
    pub(super) host: Option<String>,
    /// The header `If-None-Match`.
    pub(super) if_none_match: Option<String>,
    /// Whether the connection stays open.
    pub(super) keep_alive: bool,
}

/// Why there is no request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The other side has gone or says nothing: nobody waits for an answer.
    Gone,
    /// It did not finish its request in time.
    Slow,
    /// The head is too long.
    TooLong,
    /// It is not HTTP/1.
    Malformed,
    /// Another method than GET and HEAD.
    Method,
    /// It announces a body.
    Body,
}

/// Reads requests from one connection, one after the other.
pub(super) struct Requests {
    stream: TcpStream,
    /// What was read beyond the last request.
    buffer: Vec<u8>,
}

impl Requests {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { stream, buffer: Vec::new() }
    }

    /// Waits for the next request.
    pub(super) fn next(&mut self) -> Result<Request, Refusal> {
        let mut deadline = None;
        loop {
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                let head: Vec<u8> = self.buffer.drain(..end + 4).collect();
                return parse(&head);
            }
            if self.buffer.len() >= LONGEST_HEAD {
                return Err(Refusal::TooLong);
            }
            let patience = match deadline {
                None if self.buffer.is_empty() => IDLE,
                None => {
                    deadline = Some(Instant::now() + HEAD);
                    HEAD
                }
                Some(end) => end.saturating_duration_since(Instant::now()),
            };
            if patience.is_zero() {
                return Err(Refusal::Slow);
            }
            self.read(patience)?;
        }
    }

    fn read(&mut self, patience: Duration) -> Result<(), Refusal> {
        let mut chunk = [0; 4096];
        self.stream.set_read_timeout(Some(patience)).map_err(|_| Refusal::Gone)?;
        match self.stream.read(&mut chunk) {
            Ok(0) => Err(Refusal::Gone),
            Ok(count) => {
                self.buffer.extend_from_slice(&chunk[..count]);
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(()),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                Err(if self.buffer.is_empty() { Refusal::Gone } else { Refusal::Slow })
            }
            Err(_) => Err(Refusal::Gone),
        }
    }
}

fn parse(head: &[u8]) -> Result<Request, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Err(httparse::Error::TooManyHeaders) => return Err(Refusal::TooLong),
        _ => return Err(Refusal::Malformed),
    }
    let mut request = Request {
        head_only: match parsed.method {
            Some("GET") => false,
            Some("HEAD") => true,
            _ => return Err(Refusal::Method),
        },
        target: parsed.path.unwrap_or_default().to_owned(),
        host: None,
        if_none_match: None,
        keep_alive: parsed.version == Some(1),
    };
    for header in parsed.headers.iter() {
        let value = std::str::from_utf8(header.value).map_err(|_| Refusal::Malformed)?.trim();
        if header.name.eq_ignore_ascii_case("host") {
            // Two hosts, and nobody knows which is meant.
            if request.host.replace(value.to_owned()).is_some() {
                return Err(Refusal::Malformed);
            }
        } else if header.name.eq_ignore_ascii_case("if-none-match") {
            request.if_none_match = Some(value.to_owned());
        } else if header.name.eq_ignore_ascii_case("connection") {
            request.keep_alive &= !value.to_ascii_lowercase().contains("close");
        } else if header.name.eq_ignore_ascii_case("transfer-encoding")
            || (header.name.eq_ignore_ascii_case("content-length") && value != "0")
        {
            return Err(Refusal::Body);
        }
    }
    Ok(request)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;

    fn refused(head: &str) -> Option<Refusal> {
        parse(head.as_bytes()).err()
    }

    #[test]
    fn what_a_preview_needs_is_read() {
        let request = parse(b"GET /a.html?b HTTP/1.1\r\nHOST: localhost:4000\r\nIf-None-Match: \"x\"\r\n\r\n").unwrap();
        assert_eq!((request.target.as_str(), request.host.as_deref()), ("/a.html?b", Some("localhost:4000")));
        assert_eq!(request.if_none_match.as_deref(), Some("\"x\""));
        assert!(request.keep_alive && !request.head_only);
        assert!(!parse(b"HEAD / HTTP/1.1\r\nConnection: Close\r\n\r\n").unwrap().keep_alive);
        assert!(!parse(b"GET / HTTP/1.0\r\n\r\n").unwrap().keep_alive);
    }

    #[test]
    fn everything_else_is_refused() {
        assert_eq!(refused("POST / HTTP/1.1\r\n\r\n"), Some(Refusal::Method));
        assert_eq!(refused("GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\n"), Some(Refusal::Body));
        assert_eq!(refused("GET / HTTP/1.1\r\nTransfer-Encoding: identity\r\n\r\n"), Some(Refusal::Body));
        assert_eq!(refused("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), Some(Refusal::Malformed));
        assert_eq!(refused("GET / HTTP/3\r\n\r\n"), Some(Refusal::Malformed));
        assert_eq!(refused("\u{16}\u{3}\u{1}\r\n\r\n"), Some(Refusal::Malformed));
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(MOST_HEADERS + 1));
        assert_eq!(refused(&many), Some(Refusal::TooLong));
    }

    proptest::proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn no_bytes_panic(head: Vec<u8>) {
            let _ = parse(&head);
            let _ = parse(&[b"GET / HTTP/1.1\r\n".as_slice(), &head, b"\r\n\r\n"].concat());
        }
    }
}
