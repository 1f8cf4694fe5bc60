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
