//! HTTP for a preview: answers to GET and HEAD, and a bound on everything that a client can ask of the machine.
//!
//! Why no crate: tiny_http, the usual one without an async runtime, accepts connections itself and gives each a thread,
//! so that neither their number nor their waits can be bounded; 300 half-open connections were seen to keep 300 threads
//! for ever. That decides. (It also has two vulnerabilities without a release that fixes them, CVE-2026-66752 and
//! CVE-2026-66753; for a server of this machine alone they would matter less.) Servers on an async runtime bring more
//! code than this whole program. With `httparse` for the heads the rest is this folder, and every wait in it has an end.
//!
//! What is bounded stands in [`Bounds`], in the constants of `connections` and `request`. When all room is
//! taken, those give way who have had theirs for longest: slow clients can hold the door open, but not shut.

mod connections;
mod range;
mod request;
mod response;

use std::io::Write;

pub use connections::Traffic;
pub(super) use connections::{Bounds, Connections};
pub(super) use request::Request;
pub(super) use response::{Body, Response, SAFETY, Status};

/// What knows the answers. It is asked from many threads.
pub(super) trait Service: Send + Sync + 'static {
    /// Answers a request.
    fn answer(&self, request: &Request) -> Answer;
}

/// How a request is answered.
pub(super) enum Answer {
    /// With one response.
    Response(Response),
    /// With head and body written bit by bit, until the client has gone.
    Stream(Box<Writing>),
}

/// Writes an answer.
pub(super) type Writing = dyn FnOnce(&mut dyn Write);
