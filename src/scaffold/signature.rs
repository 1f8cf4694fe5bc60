//! A line of front matter that says who looked at a text.

use super::quoted;
use crate::model::PartialDate;

/// A file with the line of a key in its front matter, in the place of the one that was there or at its end. `None` for a file
/// without front matter, and where the key is written over several lines: those are their author's.
pub fn signature(text: &str, key: &str, by: &str, date: PartialDate, hash: &str) -> Option<String> {
    let line = format!("{key}: {{by: {}, date: {date}, text: {hash}}}\n", quoted(by));
    let start = text.strip_prefix("---\n").map(|_| 4)?;
    let end = start + text[start..].find("\n---")? + 1;
    let mut at = start;
    for own in text[start..end].split_inclusive('\n') {
        if own.split_once(':').is_some_and(|(name, _)| name == key) {
            let behind = at + own.len();
            let is_whole = own.trim_end().ends_with('}') && !text[behind..end].starts_with([' ', '\t']);
            return is_whole.then(|| format!("{}{line}{}", &text[..at], &text[behind..]));
        }
        at += own.len();
    }
    Some(format!("{}{line}{}", &text[..end], &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_put_at_the_end_or_in_its_place() {
        let day = PartialDate::parse("2026-05-01").unwrap();
        let put = |text: &str| signature(text, "reviewed", "某局", day, "ab");
        let once = put("---\ntitle: 甲\n---\n词。\n").unwrap();
        assert_eq!(once, "---\ntitle: 甲\nreviewed: {by: \"某局\", date: 2026-05-01, text: ab}\n---\n词。\n");
        assert_eq!(put(&once), Some(once.clone()));
        assert_eq!(put("词。\n"), None);
        assert_eq!(put("---\nreviewed:\n  by: 甲\n---\n"), None);
    }
}
