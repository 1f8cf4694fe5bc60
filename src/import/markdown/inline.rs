//! Words that mean what they say: every sign that Markdown would read is escaped.

use super::super::document::Raise;

/// Escapes what Markdown would read inside a line.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for own in text.chars() {
        if matches!(own, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '^' | '&' | '$' | '{' | '}') {
            escaped.push('\\');
        }
        escaped.push(own);
    }
    escaped
}

/// Escapes what would begin a block at the start of a line.
pub(super) fn guard_start(line: &str) -> String {
    match line.chars().next() {
        Some('#' | '-' | '+' | '=' | ':') => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

/// Whether a line begins with a number that Markdown counts: `1. `.
pub(super) fn is_counted(line: &str) -> bool {
    let rest = line.trim_start_matches(|own: char| own.is_ascii_digit());
    let digits = line.len() - rest.len();
    (1..=9).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// Adds words in a look; `false` if the look cannot be written.
pub(super) fn add(line: &mut String, words: &str, raise: Raise) -> bool {
    let mark = match raise {
        Raise::Level => None,
        Raise::Above => Some('^'),
        Raise::Below => Some('~'),
    };
    let Some(mark) = mark else {
        line.push_str(&escape(words));
        return true;
    };
    let bare = words.strip_prefix(['+', '-', '−']).unwrap_or(words);
    let is_writable = !bare.is_empty() && bare.chars().all(|own| own.is_ascii_alphanumeric()) && !line.ends_with(mark);
    if is_writable {
        line.push(mark);
        line.push_str(words);
        line.push(mark);
    } else {
        line.push_str(&escape(words));
    }
    is_writable || words.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_escaped() {
        assert_eq!(escape("a*b_c[d](e)|f~g^2"), "a\\*b\\_c\\[d\\](e)\\|f\\~g\\^2");
        assert_eq!(guard_start("# 甲"), "\\# 甲");
        assert!(is_counted("12. 甲") && !is_counted("12.甲") && !is_counted("甲"));
    }

    #[test]
    fn raised_words_are_written_where_they_can_be() {
        let mut line = "m".to_owned();
        assert!(
            add(&mut line, "2", Raise::Above)
                && add(&mut line, "、10", Raise::Level)
                && add(&mut line, "-3", Raise::Above)
        );
        assert_eq!(line, "m^2^、10^-3^");
        assert!(!add(&mut line, "甲 乙", Raise::Below));
        assert_eq!(line, "m^2^、10^-3^甲 乙");
    }
}
