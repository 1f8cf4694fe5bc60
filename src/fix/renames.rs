//! What names a file goes along when the file gets another name.

use crate::model::{Kind, Space};
use crate::source::{SourcePath, Span};

/// The places in a text that name a file, each with what should stand there. `path` is where the text lies.
pub(super) fn places(path: &SourcePath, text: &str, from: &SourcePath, to: &SourcePath) -> Vec<(Span, String)> {
    let mut places = Vec::new();
    let (old, new) = (from.relative_from(path), to.relative_from(path));
    for written in [old.clone(), format!("./{old}"), encoded(&old)] {
        for (at, _) in text.match_indices(&written) {
            let (before, after) = (&text[..at], &text[at + written.len()..]);
            let is_link = before.ends_with("](") || before.ends_with("](<");
            if is_link && after.starts_with([')', '#', '>', ' ', '\t']) {
                places.push((Span::new(at, at + written.len()), new.clone()));
            }
        }
    }
    if let Some((old, new)) = name_of(from).zip(name_of(to)) {
        for (at, _) in text.match_indices(&old) {
            let (before, after) = (&text[..at], &text[at + old.len()..]);
            let is_ref = before.ends_with("[[") || before.trim_end().ends_with(['[', ',', '"', '-', '\'']);
            if is_ref && after.starts_with([']', '|', '#', '\\', ',', '"', '\'', '\n']) {
                places.push((Span::new(at, at + old.len()), new.clone()));
            }
        }
    }
    places.sort();
    places.dedup();
    places
}

/// The ref to an item, by where its file lies: `notes/jiuye`. Items of editions are named by ids, which titles do not make.
fn name_of(path: &SourcePath) -> Option<String> {
    let (folder, name) = path.as_str().strip_prefix("content/")?.split_once('/')?;
    let stem = name.strip_suffix(".md")?;
    let space = Space::from_name(folder)?;
    Kind::shared().any(|(_, own)| own == space).then(|| format!("{folder}/{stem}"))
}

/// A path as an address writes what is beyond ASCII, and blanks.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len() * 3);
    for byte in path.bytes() {
        match byte {
            b'!'..=b'~' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_refs_go_along() {
        let text = "见[甲](../notes/就业.md#how)、[[notes/就业]]、[[notes/就业后]]、`notes/就业`、(../notes/就业.md)。";
        let path = |name: &str| SourcePath::new(name);
        let found =
            places(&path("content/pages/p.md"), text, &path("content/notes/就业.md"), &path("content/notes/jiuye.md"));
        let found: Vec<(&str, &str)> = found.iter().map(|(span, new)| (&text[span.range()], new.as_str())).collect();
        assert_eq!(found, [("../notes/就业.md", "../notes/jiuye.md"), ("notes/就业", "notes/jiuye")]);
    }
}
