//! The self-test: a page of the site that asks its server for files and says in words what the server gets wrong. Its
//! sources lie in `themes/self-test/`.
//!
//! Whatever a server says of encodings, the page can be read: it is written in ASCII, with characters spelled as numbers.

use std::fmt::Write;

use serde_json::{Value, json};

use super::keeping::Keeping;
use super::servers::{HEADERS, KEPT_ASKING, KEPT_FOREVER};
use super::{File, Wants, policy};
use crate::media::{self, ending};

const PAGE: &str = "selftest.html";
const SCRIPT: &str = "selftest/selftest.js";
const STYLE: &str = "selftest/selftest.css";
const PROBE_SCRIPT: &str = "selftest/probe.js";
const PROBE_STYLE: &str = "selftest/probe.css";
const PROBE_TEXT: &str = "selftest/probe.txt";

/// What the probes show if they are read in the right encoding.
const PROBE: &str = "中文编码";

/// Files of a kind that are asked for.
const SAMPLES: usize = 3;

/// Whether the file at an address is never compressed: the page and its script must arrive even where a server compresses
/// what is compressed.
pub(super) fn stays_plain(address: &str) -> bool {
    matches!(address, PAGE | SCRIPT | STYLE | PROBE_SCRIPT | PROBE_STYLE)
}

/// The page and what it loads.
pub(super) fn pages(wants: &Wants<'_>) -> Vec<File> {
    let text = probe_text();
    vec![
        File::text(PAGE, &page(wants, &text)),
        File::text(SCRIPT, include_str!("../../themes/self-test/selftest.js")),
        File::text(STYLE, include_str!("../../themes/self-test/selftest.css")),
        File::text(PROBE_SCRIPT, include_str!("../../themes/self-test/probe.js")),
        File::text(PROBE_STYLE, include_str!("../../themes/self-test/probe.css")),
        File::text(PROBE_TEXT, &text),
    ]
}

/// Long enough to be compressed.
fn probe_text() -> String {
    (1..=60).fold(String::new(), |mut text, line| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "第 {line} 行：这个文件供 selftest.html 检查压缩和编码，删去没有妨碍。");
        text
    })
}

fn page(wants: &Wants<'_>, text: &str) -> String {
    let facts = facts(wants, text).to_string();
    let html = include_str!("../../themes/self-test/selftest.html")
        .replace("@TITLE@", &escaped(&wants.title()))
        .replace("@POLICY@", &escaped(&policy::of_selftest(wants.about.policy)))
        .replace("@LINKS@", links(wants).trim_end());
    // Facts come last: what content says in them must not be taken for a place to fill.
    in_references(&html.replace("@FACTS@", &escaped(&facts)))
}

/// The icon and the styles of the site, if its theme has them.
fn links(wants: &Wants<'_>) -> String {
    let find = |start: &str, end: &str| {
        wants.kept(Keeping::Forever).find(|address| address.starts_with(start) && address.ends_with(end))
    };
    let icon = find("assets/icon-", ".svg").map(|address| format!("<link rel=\"icon\" href=\"{address}\">\n"));
    let style = find("assets/site-", ".css").map(|address| format!("<link rel=\"stylesheet\" href=\"{address}\">\n"));
    icon.into_iter().chain(style).collect()
}

/// What the script needs to know of the site.
fn facts(wants: &Wants<'_>, text: &str) -> Value {
    let words: Value = serde_json::from_str(include_str!("../../themes/self-test/words.json")).unwrap_or_default();
    let sample = |wanted: &str| wants.files.iter().find(|address| ending(address) == Some(wanted));
    let own = [("txt", PROBE_TEXT), ("html", PAGE)];
    let mut types = wants.types();
    for (wanted, address) in own {
        types.entry(wanted).or_insert_with(|| media::content_type(address));
    }
    let kinds: Vec<Value> = types
        .into_iter()
        .filter_map(|(wanted, kind)| {
            let own = own.iter().find(|(ending, _)| *ending == wanted).map(|(_, address)| *address);
            let address = own.or_else(|| sample(wanted).map(String::as_str))?;
            Some(json!({"ending": wanted, "type": kind, "address": address}))
        })
        .collect();
    // One of the theme, one of the search index: servers give them by different lines.
    let forever = ["assets/", "search/"].into_iter().flat_map(|folder| {
        wants.kept(Keeping::Forever).filter(move |address| address.starts_with(folder)).take(SAMPLES)
    });
    let asking = ["index.html", "search/entry.js"].into_iter().filter(|address| wants.files.contains(*address));
    let folder = wants.files.iter().find_map(|address| address.strip_suffix("/index.html"));
    let closed = wants.files.iter().any(|address| address.starts_with("assets/"));
    json!({
        "page": PAGE,
        "base": wants.about.base_url,
        "policy": &wants.policy,
        "referrer": HEADERS[1].1,
        "keptAsking": KEPT_ASKING,
        "keptForever": KEPT_FOREVER,
        "kinds": kinds,
        "asking": asking.collect::<Vec<_>>(),
        "forever": forever.collect::<Vec<_>>(),
        "packed": {"address": PROBE_TEXT, "length": text.encode_utf16().count(), "begin": text.lines().next()},
        "probe": PROBE,
        "missing": "404.html",
        "folder": folder.map(|folder| format!("{folder}/")),
        "closed": closed.then_some("assets/"),
        "words": words,
    })
}

/// Characters beyond ASCII as HTML spells them by number.
fn in_references(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len() * 2), |mut out, character| {
        if character.is_ascii() {
            out.push(character);
        } else {
            let _ = write!(out, "&#{};", u32::from(character));
        }
        out
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('@', "&#64;")
}
