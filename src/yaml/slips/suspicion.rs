//! Whether a text that the parser understood is worth a second reading.

use super::Knows;
use crate::yaml::Shape;

/// Whether anything stands in a text that no slip can be without: one pass over its bytes, nearly all of which end it.
pub(in crate::yaml) fn is_suspicious(yaml: &str, knows: Knows) -> bool {
    let mut lines = yaml.split('\n').filter(|line| !line.trim_start().is_empty()).peekable();
    while let Some(line) = lines.next() {
        if is_suspicious_line(line, knows) || lines.peek().is_some_and(|next| lacks_dash(line, next, knows)) {
            return true;
        }
    }
    false
}

/// Whether a key announces a list and the next line is deeper and no item.
fn lacks_dash(line: &str, next: &str, knows: Knows) -> bool {
    let (Some(key), item) = (line.strip_suffix(':'), next.trim_start()) else { return false };
    let depth = |line: &str| line.len() - line.trim_start().len();
    let is_deeper = depth(next) > depth(line) && !item.starts_with(['-', '#', '[']);
    is_deeper && is_list(key.trim_start().trim_start_matches("- "), knows)
}

/// Whether a key wants a list.
fn is_list(key: &str, knows: Knows) -> bool {
    knows(key).is_some_and(|known| matches!(known.shape, Shape::Mappings | Shape::Texts | Shape::Words))
}

fn is_suspicious_line(line: &str, knows: Knows) -> bool {
    let text = line.trim_start_matches(' ');
    if text.is_empty() || text.starts_with('#') {
        return false;
    }
    let item = text.strip_prefix("- ").unwrap_or(text).trim_start_matches(' ');
    if item.starts_with(['{', '[']) {
        return may_hold_signs(text) || !item.ends_with([']', '}', ',']);
    }
    let Some(colon) = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1)) else {
        return !text.starts_with("- ") || may_hold_signs(text);
    };
    let (key, value) = (&text[..colon], text[colon + 1..].trim_start_matches(' '));
    let key = key.strip_prefix("- ").unwrap_or(key);
    // A key in Chinese may stand beside the same one in English.
    if !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
        return true;
    }
    match value.as_bytes() {
        [] => false,
        [b'{', ..] if is_list(key, knows) => true,
        [b'[' | b'{', ..] => may_hold_signs(value) || !value.ends_with([']', '}']),
        [first, ..] => {
            !first.is_ascii() && may_hold_signs(&value[..value.chars().next().map_or(0, char::len_utf8)])
                || matches!(first, b'#' | b'&' | b'!')
                || value.ends_with([']', '］', '】'])
        }
    }
}

/// Whether a text holds a byte that wide signs begin with, or a colon without a blank.
fn may_hold_signs(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_sign = |pair: &[u8]| match pair {
        [0xEF, 0xB8..=0xBD] | [0xE3, 0x80] | [0xC2, 0xA0] | [0xE2, 0x80..=0x81] | [0xE2, 0x88] => true,
        [b':', next] => !matches!(next, b' ' | b'/' | b'\n'),
        _ => false,
    };
    bytes.windows(2).any(is_sign) || text.starts_with('-') && !text.starts_with("- ")
}
