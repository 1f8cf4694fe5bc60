//! Small questions about lines of text.

use super::document::is_blank;

/// A number and the words behind it, parted by a blank where the number does not end with a mark of full width.
pub(super) fn joined(number: &str, text: &str) -> String {
    let number = number.trim_end();
    if number.is_empty() {
        return text.to_owned();
    }
    let is_narrow = number.ends_with(|last: char| last.is_ascii() || !"、）：—．。】".contains(last));
    let blank = if is_narrow && !text.starts_with(is_blank) && !text.is_empty() { " " } else { "" };
    format!("{number}{blank}{text}")
}

/// The longest title, in characters.
const LONGEST_TITLE: usize = 40;

/// Whether a line is short and ends as no sentence does.
pub(super) fn is_title(line: &str) -> bool {
    let line = line.trim_matches(is_blank);
    !line.is_empty()
        && line.chars().count() <= LONGEST_TITLE
        && !line.ends_with(['。', '；', '：', '，', '！', '？', ';', ':', ',', '、'])
        && !line.contains(['。', '；'])
}

/// A short title without the blanks that spread it over its line: `总　　则` is 总则. Nothing where a title is not spread: blanks
/// between words are its own.
pub(super) fn unspaced(title: &str) -> Option<String> {
    const LONGEST: usize = 4;
    let words: Vec<&str> = title.split(is_blank).filter(|word| !word.is_empty()).collect();
    let is_han = |own: char| ('\u{4E00}'..='\u{9FFF}').contains(&own);
    let is_single = |word: &&str| word.chars().count() == 1 && word.chars().all(is_han);
    let is_spread = (2..=LONGEST).contains(&words.len()) && words.iter().all(is_single);
    is_spread.then(|| words.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_are_spread_are_closed() {
        assert_eq!(unspaced("总　　则").as_deref(), Some("总则"));
        assert_eq!(unspaced("附 则").as_deref(), Some("附则"));
        assert_eq!(unspaced("范 围 说 明").as_deref(), Some("范围说明"));
        for title in ["总则", "法律 责任", "A B", "则", "甲　乙丙", "第 一"] {
            assert_eq!(unspaced(title), (title == "第 一").then(|| "第一".to_owned()), "{title}");
        }
    }
}
