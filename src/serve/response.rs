//! Responses. No byte of a request ever comes into one of their headers.

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::Arc;

use super::request::Refusal;
use crate::site::Address;

/// An answer.
#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: Status,
    pub(super) kind: &'static str,
    /// What names this very content, in quotes.
    pub(super) tag: Option<String>,
    /// Where the page is, from the top, for [`Status::Moved`].
    pub(super) location: Option<Address>,
    pub(super) body: Body,
}

/// The bytes of an answer.
#[derive(Debug)]
pub(super) enum Body {
    Own(Vec<u8>),
    Shared(Arc<[u8]>),
}

impl Body {
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

/// How a request went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Ok,
    Moved,
    NotModified,
    BadRequest,
    Misdirected,
    NotFound,
    MethodNotAllowed,
    Timeout,
    TooLong,
    Failed,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::Moved => "302 Found",
            Self::NotModified => "304 Not Modified",
            Self::BadRequest => "400 Bad Request",
            Self::Misdirected => "421 Misdirected Request",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::Timeout => "408 Request Timeout",
            Self::TooLong => "431 Request Header Fields Too Large",
            Self::Failed => "500 Internal Server Error",
        }
    }
}

pub(super) const TEXT: &str = "text/plain; charset=utf-8";
pub(super) const HTML: &str = "text/html; charset=utf-8";
pub(super) const JSON: &str = "application/json; charset=utf-8";

impl Response {
    pub(super) fn new(status: Status, kind: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { status, kind, tag: None, location: None, body: Body::Own(bytes.into()) }
    }

    /// A line of text for people who look at a connection.
    pub(super) fn plain(status: Status) -> Self {
        Self::new(status, TEXT, format!("{}\n", status.line()))
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

    /// Sends it.
    ///
    /// # Errors
    /// If the other side has gone or takes nothing.
    pub(super) fn send(&self, stream: &mut TcpStream, head_only: bool, keep_alive: bool) -> io::Result<()> {
        let bytes = self.body.bytes();
        let mut head = format!("HTTP/1.1 {}\r\nContent-Type: {}\r\n", self.status.line(), self.kind);
        head.push_str(SAFETY);
        head.push_str("Cache-Control: no-cache\r\n");
        if self.status == Status::MethodNotAllowed {
            head.push_str("Allow: GET, HEAD\r\n");
        }
        if let Some(tag) = &self.tag {
            head.push_str(&format!("ETag: {tag}\r\n"));
        }
        if let Some(location) = &self.location {
            head.push_str(&format!("Location: /{location}\r\n"));
        }
        if self.status != Status::NotModified {
            head.push_str(&format!("Content-Length: {}\r\n", bytes.len()));
        }
        head.push_str(if keep_alive { "\r\n" } else { "Connection: close\r\n\r\n" });
        let mut message = head.into_bytes();
        if !head_only && self.status != Status::NotModified {
            // One packet for a page: a second one would wait for the first to be acknowledged.
            message.extend_from_slice(bytes);
        }
        stream.write_all(&message)
    }
}

/// Other sites may neither read nor embed what the preview serves, and nobody guesses at types.
pub(super) const SAFETY: &str = "X-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: no-referrer\r\n";

/// The type of a file by the ending of its name.
pub(super) fn kind_of(address: &Address) -> &'static str {
    let ending = address.as_str().rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => JSON,
        "txt" | "md" => TEXT,
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    }
}
