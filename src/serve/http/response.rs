//! Responses. No byte of a request ever comes into one of their headers.

use std::io::{self, ErrorKind, IoSlice, Write};
use std::ops::Range;
use std::sync::Arc;

use super::request::{Refusal, Request};
use crate::media;
use crate::site::Address;
use crate::source::ContentHash;

/// An answer.
#[derive(Debug)]
pub(in crate::serve) struct Response {
    pub(in crate::serve) status: Status,
    pub(in crate::serve) kind: &'static str,
    pub(in crate::serve) body: Body,
    /// Where the page is, from the top, for [`Status::Moved`].
    location: Option<Address>,
    /// What names this very content, in quotes.
    tag: Option<String>,
    /// What is sent of the body, for [`Status::Partial`].
    part: Range<usize>,
}

/// The bytes of an answer.
#[derive(Debug)]
pub(in crate::serve) enum Body {
    /// Made for this answer.
    Own(Vec<u8>),
    /// Held by the site anyway: however many clients take them, they are there once.
    Shared(Arc<[u8]>),
}

impl Body {
    pub(in crate::serve) fn bytes(&self) -> &[u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }

    /// How much memory goes when the answer has been sent.
    pub(super) fn own_bytes(&self) -> usize {
        match self {
            Self::Own(bytes) => bytes.len(),
            Self::Shared(_) => 0,
        }
    }
}

/// How a request went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::serve) enum Status {
    Ok,
    Partial,
    Moved,
    NotModified,
    BadRequest,
    Misdirected,
    NotFound,
    MethodNotAllowed,
    Timeout,
    OutOfRange,
    TooLong,
    Failed,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::Partial => "206 Partial Content",
            Self::Moved => "302 Found",
            Self::NotModified => "304 Not Modified",
            Self::BadRequest => "400 Bad Request",
            Self::Misdirected => "421 Misdirected Request",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::Timeout => "408 Request Timeout",
            Self::OutOfRange => "416 Range Not Satisfiable",
            Self::TooLong => "431 Request Header Fields Too Large",
            Self::Failed => "500 Internal Server Error",
        }
    }
}

impl Response {
    pub(in crate::serve) fn new(status: Status, kind: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::of(status, kind, Body::Own(bytes.into()))
    }

    pub(in crate::serve) fn of(status: Status, kind: &'static str, body: Body) -> Self {
        Self { status, kind, body, location: None, tag: None, part: 0..0 }
    }

    /// A line of text for people who look at a connection.
    pub(in crate::serve) fn plain(status: Status) -> Self {
        Self::new(status, media::TEXT, format!("{}\n", status.line()))
    }

    /// Says where the page is.
    pub(in crate::serve) fn moved(location: Address) -> Self {
        Self { location: Some(location), ..Self::plain(Status::Moved) }
    }

    /// Says why there was no request to answer; nothing where nobody listens any more.
    pub(super) fn refusing(refusal: &Refusal) -> Option<Self> {
        let status = match refusal {
            Refusal::Gone => return None,
            Refusal::Slow => Status::Timeout,
            Refusal::TooLong => Status::TooLong,
            Refusal::Malformed | Refusal::Body => Status::BadRequest,
            Refusal::Method => Status::MethodNotAllowed,
        };
        Some(Self::plain(status))
    }

    /// Names the content by its hash, so that it need not be sent again, and parts of it can be asked for.
    pub(in crate::serve) fn tagged(self, hash: ContentHash) -> Self {
        Self { tag: Some(format!("\"{}\"", hash.short())), ..self }
    }

    /// What the client wants of it: nothing if it has the content, or a part.
    pub(super) fn to(mut self, request: &Request) -> Self {
        let Some(tag) = self.tag.as_deref().filter(|_| self.status == Status::Ok) else { return self };
        if request.has(tag) {
            return Self { status: Status::NotModified, body: Body::Own(Vec::new()), ..self };
        }
        let Some(range) = request.range_of(tag).filter(|_| !request.head_only) else { return self };
        match range.of(self.body.bytes().len()) {
            Some(part) => (self.status, self.part) = (Status::Partial, part),
            None => self.status = Status::OutOfRange,
        }
        self
    }

    /// Sends it.
    ///
    /// # Errors
    /// If the other side has gone or takes nothing.
    pub(super) fn send(&self, out: &mut impl Write, head_only: bool, keep_alive: bool) -> io::Result<()> {
        let content = match self.status {
            Status::NotModified | Status::OutOfRange => &[],
            Status::Partial => &self.body.bytes()[self.part.clone()],
            _ => self.body.bytes(),
        };
        let head = self.head(content.len(), keep_alive);
        write_both(out, head.as_bytes(), if head_only { &[] } else { content })
    }

    fn head(&self, length: usize, keep_alive: bool) -> String {
        let mut head = format!("HTTP/1.1 {}\r\nContent-Type: {}\r\n", self.status.line(), self.kind);
        head.push_str(SAFETY);
        head.push_str("Cache-Control: no-cache\r\n");
        let whole = self.body.bytes().len();
        match self.status {
            Status::MethodNotAllowed => head.push_str("Allow: GET, HEAD\r\n"),
            Status::OutOfRange => head.push_str(&format!("Content-Range: bytes */{whole}\r\n")),
            Status::Partial => {
                // A part that was found is not empty.
                let (first, last) = (self.part.start, self.part.end.saturating_sub(1));
                head.push_str(&format!("Content-Range: bytes {first}-{last}/{whole}\r\n"));
            }
            _ => {}
        }
        if let Some(tag) = &self.tag {
            head.push_str(&format!("ETag: {tag}\r\nAccept-Ranges: bytes\r\n"));
        }
        if let Some(location) = &self.location {
            head.push_str(&format!("Location: /{location}\r\n"));
        }
        if self.status != Status::NotModified {
            head.push_str(&format!("Content-Length: {length}\r\n"));
        }
        head.push_str(if keep_alive { "\r\n" } else { "Connection: close\r\n\r\n" });
        head
    }
}

/// Sends two pieces from where they lie. They go out together, since a second packet would wait for the first one to be
/// acknowledged.
fn write_both(out: &mut impl Write, mut head: &[u8], mut content: &[u8]) -> io::Result<()> {
    while !head.is_empty() {
        match out.write_vectored(&[IoSlice::new(head), IoSlice::new(content)]) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => {
                content = &content[count.saturating_sub(head.len())..];
                head = &head[count.min(head.len())..];
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    out.write_all(content)
}

/// Other sites may neither read, embed nor frame what the preview serves, and nobody guesses at types.
pub(in crate::serve) const SAFETY: &str = "X-Content-Type-Options: nosniff\r\n\
    Content-Security-Policy: frame-ancestors 'self'\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: no-referrer\r\n";

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &[u8] = b"0123456789";

    fn shared() -> Response {
        Response::of(Status::Ok, media::TEXT, Body::Shared(BOOK.into())).tagged(ContentHash::of(BOOK))
    }

    /// What is sent to a client that sends these headers.
    fn sent(response: Response, method: &str, headers: &str) -> String {
        let head = format!("{method} / HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");
        let request = super::super::request::parse(head.as_bytes()).unwrap();
        let mut out = Vec::new();
        response.to(&request).send(&mut out, request.head_only, true).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_part_is_sent_where_one_is_wanted() {
        let part = sent(shared(), "GET", "Range: bytes=2-4\r\n");
        assert!(part.starts_with("HTTP/1.1 206 ") && part.ends_with("\r\n\r\n234"), "{part}");
        assert!(part.contains("Content-Range: bytes 2-4/10\r\n") && part.contains("Content-Length: 3\r\n"), "{part}");
        let none = sent(shared(), "GET", "Range: bytes=10-\r\n");
        assert!(none.starts_with("HTTP/1.1 416 ") && none.ends_with("\r\n\r\n"), "{none}");
        assert!(none.contains("Content-Range: bytes */10\r\n") && none.contains("Content-Length: 0\r\n"), "{none}");
        // Several parts, parts of other content, and heads alone are answered as without the wish.
        for headers in ["Range: bytes=0-1,4-5\r\n", "Range: bytes=0-1\r\nIf-Range: \"other\"\r\n"] {
            let whole = sent(shared(), "GET", headers);
            assert!(whole.starts_with("HTTP/1.1 200 ") && whole.ends_with("\r\n\r\n0123456789"), "{whole}");
        }
        let head = sent(shared(), "HEAD", "Range: bytes=0-1\r\n");
        assert!(head.contains("Content-Length: 10\r\n") && head.ends_with("\r\n\r\n"), "{head}");
    }

    #[test]
    fn nothing_is_sent_again() {
        let tag = format!("\"{}\"", ContentHash::of(BOOK).short());
        let again = sent(shared(), "GET", &format!("If-None-Match: \"a\", W/{tag}\r\nRange: bytes=0-1\r\n"));
        assert!(again.starts_with("HTTP/1.1 304 ") && again.ends_with("\r\n\r\n"), "{again}");
        assert!(!again.contains("Content-Length"), "{again}");
        let failed = Response { status: Status::Failed, ..shared() };
        assert!(sent(failed, "GET", "If-None-Match: *\r\n").starts_with("HTTP/1.1 500 "));
    }

    #[test]
    fn nobody_else_may_frame_it() {
        let answer = sent(shared(), "GET", "");
        assert!(answer.contains("\r\nContent-Security-Policy: frame-ancestors 'self'\r\n"), "{answer}");
    }

    /// Takes a few bytes at a time, and remembers where they lay.
    #[derive(Default)]
    struct Sip {
        taken: Vec<u8>,
        places: Vec<*const u8>,
    }

    impl Write for Sip {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let count = bytes.len().min(7);
            self.places.push(bytes.as_ptr());
            self.taken.extend(&bytes[..count]);
            Ok(count)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_body_is_sent_from_where_it_lies() {
        let body: Arc<[u8]> = vec![b'x'; 1000].into();
        let response = Response::of(Status::Ok, media::TEXT, Body::Shared(Arc::clone(&body)));
        assert_eq!(response.body.own_bytes(), 0);
        let mut sip = Sip::default();
        response.send(&mut sip, false, true).unwrap();
        assert!(sip.taken.ends_with(&body));
        let inside = body.as_ptr_range();
        assert!(sip.places.iter().filter(|place| inside.contains(place)).count() >= 1000 / 7);
    }
}
