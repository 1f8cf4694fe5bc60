//! What the address of a link means.

use crate::model::{Ref, RefTarget};
use crate::source::SourcePath;

/// Where a Markdown link leads, as far as its file can tell.
pub(super) enum Target {
    /// To an item.
    Item(Ref),
    /// To a picture or attachment, and to the place in it that is written behind `#`.
    File(SourcePath, Box<str>),
    /// To the world.
    World(String),
}

/// Reads the address of an ordinary link in the file at `path`. Nothing if no page may hold it: it is absolute, leads
/// out of the project, has another scheme, or is empty.
pub(super) fn read(path: &SourcePath, written: &str) -> Option<Target> {
    if has_scheme(written, &["https", "http", "mailto", "tel"]) {
        return Some(Target::World(written.to_owned()));
    }
    if written.starts_with('/') || written.contains('\\') || scheme(written).is_some() {
        return None;
    }
    let (file, anchor) = written.split_once('#').map_or((written, None), |(file, anchor)| (file, Some(anchor)));
    let place = anchor.unwrap_or_default();
    let anchor = anchor.filter(|anchor| !anchor.is_empty()).map(|anchor| unescape(anchor).into());
    if file.is_empty() {
        return anchor.map(|anchor| Target::Item(Ref { target: RefTarget::Here, anchor: Some(anchor) }));
    }
    let target = path.join(&unescape(file))?;
    if target.extension() == "md" {
        return Some(Target::Item(Ref { target: RefTarget::File(target), anchor }));
    }
    Some(Target::File(target, place.into()))
}

/// Whether an address would be loaded from elsewhere.
pub(super) fn is_foreign(address: &str) -> bool {
    scheme(address).is_some() || address.starts_with("//")
}

fn has_scheme(address: &str, known: &[&str]) -> bool {
    scheme(address).is_some_and(|scheme| known.iter().any(|name| name.eq_ignore_ascii_case(scheme)))
}

/// The scheme of an address (RFC 3986 §3.1), if it has one.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then_some(scheme)
}

/// Undoes percent-encoding; what does not decode to UTF-8 stays as it is written.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let decoded = match after {
            [high, low, tail @ ..] if first == b'%' => hex(*high).zip(hex(*low)).map(|(h, l)| (h * 16 + l, tail)),
            _ => None,
        };
        let (byte, tail) = decoded.unwrap_or((first, after));
        bytes.push(byte);
        rest = tail;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
