//! Signs that people type and YAML does not know, each with the one that is meant.

/// A blank that looks like one and is none to YAML, except for tabs between words.
pub(super) fn is_odd_blank(character: char) -> bool {
    character.is_whitespace() && !matches!(character, ' ' | '\n' | '\r') || character == '\u{3164}'
}

/// A colon of input methods and of other programs.
pub(super) fn is_wide_colon(character: char) -> bool {
    matches!(character, '：' | '﹕' | '︰' | '∶' | '꞉')
}

/// What people put between two things where YAML wants a comma.
pub(super) fn is_wide_comma(character: char) -> bool {
    matches!(character, '，' | '﹐' | '、' | '､' | '；' | ';')
}

/// The bracket of a list or mapping that a sign opens.
pub(super) fn opener(character: char) -> Option<char> {
    match character {
        '[' | '［' | '【' | '〔' => Some('['),
        '{' | '｛' | '﹛' => Some('{'),
        _ => None,
    }
}

/// The bracket of a list or mapping that a sign closes.
pub(super) fn closer(character: char) -> Option<char> {
    match character {
        ']' | '］' | '】' | '〕' => Some(']'),
        '}' | '｝' | '﹜' => Some('}'),
        _ => None,
    }
}

/// The bracket that closes what another opened.
pub(super) fn partner(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

/// Quotation marks of texts, which quote nothing in YAML: those that open.
pub(super) fn opens_quotation(character: char) -> bool {
    matches!(character, '“' | '„' | '‟' | '〝' | '＂' | '‘' | '＇' | '「' | '”' | '’')
}

/// Quotation marks of texts: those that close. People type either for both.
pub(super) fn closes_quotation(character: char) -> bool {
    matches!(character, '”' | '〞' | '＂' | '’' | '＇' | '」' | '“' | '‘')
}

/// Punctuation that people put behind a finished value.
pub(super) fn is_punctuation(character: char) -> bool {
    matches!(character, ',' | ';' | '.' | '，' | '；' | '。' | '、' | '．')
}

/// The mark of an item of a list, as other programs and input methods write it.
pub(super) fn is_item_mark(character: char) -> bool {
    matches!(character, '－' | '—' | '–' | '−' | '‐' | '•' | '·' | '●' | '○' | '◆' | '◇' | '■' | '□' | '＊' | '▪')
}
