//! Requests: as little of HTTP as a preview needs, read with a limit on everything.
//!
//! The head is parsed by `httparse`. Bodies are not read: a request that announces one is refused, and its connection
//! closed. Of all headers only those that [`Request`] has and those that announce a body are looked at; what stands in
//! others, in whatever encoding, is no concern of ours.

use std::io::{self, ErrorKind, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::range::Range;

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
pub(in crate::serve) struct Request {
    /// Whether only the head of the answer is wanted.
    pub(in crate::serve) head_only: bool,
    /// Path and query as sent.
    pub(in crate::serve) target: String,
    /// The header of that name. Only a client of HTTP/1.0 may leave it out.
    pub(in crate::serve) host: Option<String>,
    /// The header `If-None-Match`.
    pub(super) if_none_match: Option<String>,
    /// The part that is wanted, if one is.
    pub(super) range: Option<Range>,
    /// The header `If-Range`: the part is wanted only of this very content.
    pub(super) if_range: Option<String>,
    /// Whether the connection stays open.
    pub(super) keep_alive: bool,
}

impl Request {
    /// Whether the client has the content of this tag, given with its quotes.
    pub(super) fn has(&self, tag: &str) -> bool {
        let Some(list) = self.if_none_match.as_deref().map(str::trim) else { return false };
        // No tag of ours holds a comma, so that splitting at one can only spoil tags of others.
        list == "*" || list.split(',').map(str::trim).any(|own| own.strip_prefix("W/").unwrap_or(own) == tag)
    }

    /// The part that is wanted of the content of this tag.
    pub(super) fn range_of(&self, tag: &str) -> Option<Range> {
        self.range.filter(|_| self.if_range.as_deref().is_none_or(|own| own == tag))
    }
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

/// Where requests come from: a socket, or a play with a clock of its own in tests.
pub(super) trait Wire {
    /// Reads what has come, and waits at most so long for it.
    fn read(&mut self, chunk: &mut [u8], patience: Duration) -> io::Result<usize>;
    /// What time it is.
    fn now(&self) -> Instant;
}

impl Wire for &TcpStream {
    fn read(&mut self, chunk: &mut [u8], patience: Duration) -> io::Result<usize> {
        self.set_read_timeout(Some(patience))?;
        Read::read(self, chunk)
    }

    fn now(&self) -> Instant {
        Instant::now()
    }
}

/// Reads requests from one connection, one after the other.
pub(super) struct Requests<W> {
    wire: W,
    /// What was read beyond the last request.
    buffer: Vec<u8>,
    /// How much of it is known to hold no end of a head.
    searched: usize,
}

impl<W: Wire> Requests<W> {
    pub(super) fn new(wire: W) -> Self {
        Self { wire, buffer: Vec::new(), searched: 0 }
    }

    /// Waits for the next request.
    pub(super) fn next(&mut self) -> Result<Request, Refusal> {
        let mut deadline = None;
        loop {
            if let Some(head) = self.head() {
                return parse(&head);
            }
            if self.buffer.len() >= LONGEST_HEAD {
                return Err(Refusal::TooLong);
            }
            let patience = match deadline {
                None if self.buffer.is_empty() => IDLE,
                None => {
                    deadline = Some(self.wire.now() + HEAD);
                    HEAD
                }
                Some(end) => end.saturating_duration_since(self.wire.now()),
            };
            if patience.is_zero() {
                return Err(Refusal::Slow);
            }
            self.read(patience)?;
        }
    }

    /// Takes a whole head out of what was read.
    fn head(&mut self) -> Option<Vec<u8>> {
        const END: &[u8] = b"\r\n\r\n";
        let from = self.searched.saturating_sub(END.len() - 1);
        self.searched = self.buffer.len();
        let end = from + self.buffer[from..].windows(END.len()).position(|bytes| bytes == END)? + END.len();
        self.searched = 0;
        Some(self.buffer.drain(..end).collect())
    }

    fn read(&mut self, patience: Duration) -> Result<(), Refusal> {
        let mut chunk = [0; 4096];
        match self.wire.read(&mut chunk, patience) {
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

pub(super) fn parse(head: &[u8]) -> Result<Request, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Err(httparse::Error::TooManyHeaders) => return Err(Refusal::TooLong),
        _ => return Err(Refusal::Malformed),
    }
    let is_current = parsed.version == Some(1);
    let mut request = Request {
        head_only: match parsed.method {
            Some("GET") => false,
            Some("HEAD") => true,
            _ => return Err(Refusal::Method),
        },
        target: parsed.path.unwrap_or_default().to_owned(),
        host: None,
        if_none_match: None,
        range: None,
        if_range: None,
        keep_alive: is_current,
    };
    for header in parsed.headers.iter() {
        take(&mut request, header)?;
    }
    if is_current && request.host.is_none() {
        return Err(Refusal::Malformed);
    }
    Ok(request)
}

fn take(request: &mut Request, header: &httparse::Header<'_>) -> Result<(), Refusal> {
    let text = || std::str::from_utf8(header.value).map(str::trim).map_err(|_| Refusal::Malformed);
    match header.name.to_ascii_lowercase().as_str() {
        // Two hosts, and nobody knows which is meant.
        "host" if request.host.is_some() => return Err(Refusal::Malformed),
        "host" => request.host = Some(text()?.to_owned()),
        // A list may be spread over several headers.
        "if-none-match" => {
            let before = request.if_none_match.take().map(|list| list + ", ").unwrap_or_default();
            request.if_none_match = Some(before + text()?);
        }
        "range" => request.range = text().ok().and_then(Range::read),
        "if-range" => request.if_range = Some(text()?.to_owned()),
        "connection" => request.keep_alive &= !text()?.to_ascii_lowercase().contains("close"),
        "transfer-encoding" => return Err(Refusal::Body),
        "content-length" if text()? != "0" => return Err(Refusal::Body),
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;

    fn refused(head: &str) -> Option<Refusal> {
        parse(head.as_bytes()).err()
    }

    fn asked(headers: &[u8]) -> Request {
        parse(&[b"GET / HTTP/1.1\r\nHost: localhost\r\n".as_slice(), headers, b"\r\n"].concat()).unwrap()
    }

    #[test]
    fn what_a_preview_needs_is_read() {
        let request = parse(b"GET /a.html?b HTTP/1.1\r\nHOST: localhost:4000\r\n\r\n").unwrap();
        assert_eq!((request.target.as_str(), request.host.as_deref()), ("/a.html?b", Some("localhost:4000")));
        assert!(request.keep_alive && !request.head_only);
        assert!(!asked(b"Connection: Close\r\n").keep_alive);
        assert!(!parse(b"HEAD / HTTP/1.0\r\n\r\n").unwrap().keep_alive);
    }

    #[test]
    fn tags_come_in_lists() {
        for list in ["\"x\"", "W/\"x\"", "\"a\", \"x\"", "\"a\",W/\"x\" , \"b\"", "*", "\"a\"\r\nIf-None-Match: \"x\""]
        {
            assert!(asked(format!("If-None-Match: {list}\r\n").as_bytes()).has("\"x\""), "{list}");
        }
        for list in ["", "x", "\"xy\"", "\"a\", \"b\"", "w/\"x\""] {
            assert!(!asked(format!("If-None-Match: {list}\r\n").as_bytes()).has("\"x\""), "{list}");
        }
        assert!(!asked(b"").has("\"x\""));
    }

    #[test]
    fn a_part_is_wanted_of_the_same_content_only() {
        let part = Some(Range::From(2, None));
        assert_eq!(asked(b"Range: bytes=2-\r\n").range_of("\"x\""), part);
        assert_eq!(asked(b"Range: bytes=2-\r\nIf-Range: \"x\"\r\n").range_of("\"x\""), part);
        assert_eq!(asked(b"Range: bytes=2-\r\nIf-Range: \"old\"\r\n").range_of("\"x\""), None);
    }

    #[test]
    fn what_others_write_into_headers_is_no_error() {
        let request = asked("Cookie: name=甲\r\nX-Any: é\r\n".as_bytes());
        assert_eq!(request, asked(b""));
        assert_eq!(asked(b"Cookie: name=\xE4\r\nRange: \xFF\r\n"), asked(b""));
        assert_eq!(parse(b"GET / HTTP/1.1\r\nHost: \xFF\r\n\r\n"), Err(Refusal::Malformed));
    }

    #[test]
    fn everything_else_is_refused() {
        assert_eq!(refused("POST / HTTP/1.1\r\n\r\n"), Some(Refusal::Method));
        assert_eq!(refused("GET / HTTP/1.1\r\n\r\n"), Some(Refusal::Malformed));
        assert_eq!(refused("GET / HTTP/1.0\r\n\r\n"), None);
        assert_eq!(refused("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"), Some(Refusal::Body));
        assert_eq!(refused("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"), None);
        assert_eq!(refused("GET / HTTP/1.1\r\nTransfer-Encoding: identity\r\n\r\n"), Some(Refusal::Body));
        assert_eq!(refused("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), Some(Refusal::Malformed));
        assert_eq!(refused("GET / HTTP/3\r\n\r\n"), Some(Refusal::Malformed));
        assert_eq!(refused("\u{16}\u{3}\u{1}\r\n\r\n"), Some(Refusal::Malformed));
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(MOST_HEADERS + 1));
        assert_eq!(refused(&many), Some(Refusal::TooLong));
    }

    /// A client that repeats a text for ever, so many bytes at a time, each after a pause on its own clock.
    struct Endless {
        text: &'static [u8],
        step: usize,
        pause: Duration,
        clock: Instant,
        sent: usize,
    }

    impl Endless {
        fn new(text: &'static [u8], step: usize, pause: Duration) -> Self {
            Self { text, step, pause, clock: Instant::now(), sent: 0 }
        }

        /// Why it gets no request, the bytes that were taken, and how long that took by its clock.
        fn end(self) -> (Refusal, usize, Duration) {
            let begin = self.clock;
            let mut requests = Requests::new(self);
            let refusal = requests.next().unwrap_err();
            (refusal, requests.wire.sent, requests.wire.clock - begin)
        }
    }

    impl Wire for Endless {
        fn read(&mut self, chunk: &mut [u8], patience: Duration) -> io::Result<usize> {
            if self.pause > patience {
                self.clock += patience;
                return Err(ErrorKind::WouldBlock.into());
            }
            self.clock += self.pause;
            let count = self.step.min(chunk.len());
            for byte in &mut chunk[..count] {
                *byte = self.text[self.sent % self.text.len()];
                self.sent += 1;
            }
            Ok(count)
        }

        fn now(&self) -> Instant {
            self.clock
        }
    }

    #[test]
    fn a_head_is_read_to_its_limit_and_no_further() {
        for step in [1, 45, 4096, 1 << 20] {
            let (refusal, taken, _) = Endless::new(b"X-Endless: 0\r\n", step, Duration::ZERO).end();
            assert_eq!(refusal, Refusal::TooLong, "{step}");
            assert!((LONGEST_HEAD..LONGEST_HEAD + 4096).contains(&taken), "{step}: {taken}");
        }
    }

    #[test]
    fn a_head_is_waited_for_so_long_and_no_longer() {
        // Byte by byte, it is cut off in time, though it is never silent.
        let drip = Endless::new(b"X-Endless: 0\r\n", 1, Duration::from_millis(700)).end();
        assert_eq!(drip, (Refusal::Slow, 8, Duration::from_millis(700) + HEAD));
        // Silence after the last request, and silence within one.
        let silent = Endless::new(b"x", 1, IDLE * 2).end();
        assert_eq!(silent, (Refusal::Gone, 0, IDLE));
        let late = Endless::new(b"x", 1, HEAD * 2).end();
        assert_eq!(late, (Refusal::Slow, 1, HEAD * 3));
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
