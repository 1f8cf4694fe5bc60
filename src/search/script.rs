//! Files as scripts: one call each (`docs/search-format.md`, 1).

use serde_json::Value;

use crate::text::bytes;

/// The text of a file.
pub(super) fn call(name: &str, payload: &str) -> String {
    format!("_n(\"{name}\",{payload});\n")
}

/// A string of digits as JSON: nothing in it needs an escape.
pub(super) fn quoted(digits: &str) -> String {
    format!("\"{digits}\"")
}

/// Escapes the two line ends of JSON that older browsers do not take in a string.
pub(super) fn safe(json: String) -> String {
    // Their last two bytes.
    if bytes::any_pair(&json, |first, second| first == 0x80 && matches!(second, 0xA8 | 0xA9)) {
        json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
    } else {
        json
    }
}

/// The name and the payload of a file; `None` if it is damaged.
pub(super) fn read(text: &str) -> Option<(String, Value)> {
    let (begin, end) = (text.find('(')?, text.rfind(')')?);
    let arguments = text.get(begin + 1..end)?;
    serde_json::from_str(&format!("[{arguments}]")).ok()
}
