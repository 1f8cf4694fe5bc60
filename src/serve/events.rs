//! The event stream: tells a browser of each new state until it goes away.

use std::io::{self, Write};
use std::time::Duration;

use serde_json::json;

use super::desk::Desk;
use super::draft;
use super::http::SAFETY;
use super::shown::Shown;

/// A sign of life after so long without news, so that both sides notice when the other has gone.
const BEAT: Duration = Duration::from_secs(15);

/// Sends events until the browser leaves or the server ends. The first one says what is shown now: a browser that
/// comes back learns from it whether it has missed anything.
pub(super) fn stream(out: &mut dyn Write, desk: &Desk) {
    // The browser has gone; there is nobody to tell.
    let _ = send_all(out, desk);
}

fn send_all(out: &mut dyn Write, desk: &Desk) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{SAFETY}Cache-Control: no-store\r\nConnection: close\r\n\r\n\
         retry: 500\n\n"
    );
    out.write_all(head.as_bytes())?;
    let mut shown = desk.shown();
    loop {
        out.write_all(event(&desk.name, &shown).as_bytes())?;
        let revision = shown.revision;
        shown = loop {
            let Some(next) = desk.after(revision, BEAT) else { return Ok(()) };
            if next.revision > revision {
                break next;
            }
            out.write_all(b"event: beat\ndata:\n\n")?;
        };
    }
}

/// What a browser needs to know before it asks for more.
fn event(server: &str, shown: &Shown) -> String {
    let (errors, warnings) = shown.counts();
    let data = json!({
        "server": server,
        "revision": shown.revision,
        "errors": errors,
        "warnings": warnings,
        "saved": draft::saved_page(shown).map(|address| address.to_string()),
    });
    format!("data: {data}\n\n")
}
