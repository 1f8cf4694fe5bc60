//! Classes of characters in Chinese text.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// A Chinese character (Unicode Script=Han ranges that occur in running text).
pub fn is_han(character: char) -> bool {
    matches!(character,
        '\u{2E80}'..='\u{2FDF}' | '\u{3005}' | '\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// A character of Chinese or Japanese typesetting: Han, kana, Hangul, CJK punctuation, full-width forms; and Yi, which
/// is set the same way.
pub fn is_cjk(character: char) -> bool {
    is_han(character)
        || matches!(character,
            '\u{1100}'..='\u{11FF}' | '\u{3000}'..='\u{303F}' | '\u{3040}'..='\u{33FF}'
            | '\u{A000}'..='\u{A4CF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}'
            | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}')
}

/// Quotation marks, dashes and the ellipsis that Chinese shares with Latin text.
pub fn is_shared_punctuation(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Punctuation or symbol as CommonMark 0.31 counts it for emphasis (general categories P and S).
pub fn is_punctuation(character: char) -> bool {
    matches!(character.general_category_group(), GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol)
}
