//! Characters that pages must not or had better not hold: found where text is read, kept out of everything that is made.
//!
//! Sources are text by people and by programs that copy it out of other files. What comes along unseen (controls, marks
//! that turn the direction, characters of one font alone) is found here, both as it is written and as an entity of HTML
//! or an escape of YAML stands for it. [`safe`] is the one door: all text that becomes a part of an item, of the
//! configuration or of a theme's words has gone through it, so that no output can hold what XML or a browser refuses.

mod kinds;
mod rules;

use std::borrow::Cow;

use crate::diag::{Diagnostic, Rule};
use crate::source::{Location, SourcePath, Span};
use kinds::Kind;
use rules::{odd_character, unsafe_character};

/// The rules about characters.
pub static RULES: &[&Rule] = rules::RULES;

/// A text without characters that no page may hold: in the place of each stands one of as many bytes, so that spans of the
/// text stay true and cut no character.
pub fn safe(text: &str) -> Cow<'_, str> {
    if !suspects(text).any(|(_, character)| kinds::is_unsafe(character)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|own| if kinds::is_unsafe(own) { stand_in(own.len_utf8()) } else { own }).collect())
}

/// What is shown for a character of so many bytes.
fn stand_in(bytes: usize) -> char {
    match bytes {
        1 => ' ',
        2 => '\u{A0}',
        3 => char::REPLACEMENT_CHARACTER,
        _ => '\u{1F533}',
    }
}

/// Finds characters that stand in a stretch of a file's text as they are. A run of one kind is one finding.
pub fn check(path: &SourcePath, text: &str, within: Span, found: &mut Vec<Diagnostic>) {
    let Some(written) = text.get(within.range()) else { return };
    let mut last: Option<Run<'_>> = None;
    for (at, character) in suspects(written) {
        let end = at + character.len_utf8();
        let Some(kind) = kinds::judge(&written[..at], character, &written[end..]) else { continue };
        match last.as_mut().filter(|last| last.end == at && last.kind == kind) {
            Some(last) => last.end = end,
            None => {
                let run = Run { kind, text: written, start: at, end };
                found.extend(last.replace(run).map(|last| last.report(path, within)));
            }
        }
    }
    found.extend(last.map(|last| last.report(path, within)));
}

/// Finds characters that a text stands for which is written otherwise: by an entity or an escape. `before` and `after`
/// are what stands around it. What is written as it is has been found already.
pub fn check_decoded(
    location: &Location,
    written: &str,
    decoded: &str,
    around: [&str; 2],
    found: &mut Vec<Diagnostic>,
) {
    let is_replaced = decoded.starts_with(char::REPLACEMENT_CHARACTER) && written.starts_with("&#");
    if is_replaced && !matches!(written.to_ascii_lowercase().trim_end_matches(';'), "&#xfffd" | "&#65533") {
        return found.push(unsafe_character::report_nothing(location.clone(), written));
    }
    for (at, character) in suspects(decoded).filter(|(_, character)| !written.contains(*character)) {
        let end = at + character.len_utf8();
        let before = if at == 0 { around[0] } else { &decoded[..at] };
        let after = if end == decoded.len() { around[1] } else { &decoded[end..] };
        let Some(kind) = kinds::judge(before, character, after) else { continue };
        let diagnostic = if kind.is_unsafe() {
            unsafe_character::report_written(location.clone(), kind, character)
        } else {
            let whole = at == 0 && end == decoded.len();
            odd_character::report_written(location.clone(), kind, character, whole)
        };
        found.push(diagnostic);
    }
}

/// Finds a value that is written in full width from end to end, as ids and numbers come out of an input method: no id is
/// spelled so, and nothing is found by it. Among Chinese words full width may be meant.
pub fn check_width(location: &Location, written: &str, value: &str, found: &mut Vec<Diagnostic>) {
    let is_latin = |character: char| character.is_ascii() || matches!(character, '\u{FF01}'..='\u{FF5E}');
    if value.contains(kinds::is_wide) && value.chars().all(is_latin) {
        found.push(odd_character::report_wide(location.clone(), written));
    }
}

/// Characters of one kind that follow one another.
struct Run<'t> {
    kind: Kind,
    text: &'t str,
    start: usize,
    end: usize,
}

impl Run<'_> {
    fn report(&self, path: &SourcePath, within: Span) -> Diagnostic {
        let location = Location::new(path, Span::new(self.start, self.end).shifted(within.start as usize));
        let written = &self.text[self.start..self.end];
        if self.kind.is_unsafe() {
            unsafe_character::report(location, self.kind, written)
        } else {
            odd_character::report(location, self.kind, written)
        }
    }
}

/// The characters of a text that may be of any kind, with their offsets: a pass over bytes, nearly all of which begin
/// nothing of the sort.
fn suspects(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let bytes = text.as_bytes().iter().enumerate();
    let begins = bytes.filter(|(_, byte)| MAY_BEGIN[usize::from(**byte)]).map(|(at, _)| at);
    let begins = begins.filter(|&at| !is_punctuation(&text.as_bytes()[at..]));
    begins.filter_map(|at| text[at..].chars().next().map(|character| (at, character)))
}

/// Whether a character is of those that stand in every Chinese sentence and share their first byte with others: U+2010 to
/// U+2027, U+3000 to U+303F, U+FF00 to U+FF7F.
fn is_punctuation(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0x90..=0xA7, ..] | [0xE3, 0x80, ..] | [0xEF, 0xBC | 0xBD, ..])
}

/// The bytes that such a character may begin with in UTF-8.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut control = 0;
    while control < 0x20 {
        table[control] = control != b'\n' as usize && control != b'\t' as usize;
        control += 1;
    }
    table[0x7F] = true;
    // U+0080 to U+00BF, U+0340 to U+037F, U+0600 to U+063F, U+1000 to U+3FFF, U+E000 to U+FFFF, and all beyond.
    let leads = [0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEE, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4];
    let mut index = 0;
    while index < leads.len() {
        table[leads[index]] = true;
        index += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Locale;
    use crate::properties;

    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let whole = Span::new(0, text.len());
        check(&SourcePath::new("a.md"), text, whole, &mut found);
        let say = |found: Diagnostic| format!("{} {}", found.rule.id, found.message.say(Locale::English));
        found.into_iter().map(say).collect()
    }

    #[test]
    fn scripts_keep_their_own_marks() {
        let legitimate = [
            // Persian and Uyghur with a non-joiner and marks of direction, Hindi and Sinhala with joiners.
            "می‌خواهم، \u{200F}ئۇيغۇر\u{200E} (A4)",
            "क्‍ष ශ්‍රී",
            "\u{2067}ئۇيغۇرچە\u{2069} 12",
            // Families and flags of emoji, keys with selectors, text presentation.
            "👨‍👩‍👧 🏳️‍🌈 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} 1️⃣ ☎︎ ❤️ ㊙️",
            // Ideographs with variants, punctuation with a place.
            "葛\u{E0100}城 ，\u{FE01}",
            // Tibetan, Yi, Mongolian with its own selector and separator, Khmer and Thai with places to break lines.
            "བོད་ཡིག ꆈꌠꁱꂷ ᠠ\u{180B} ᠠᠮ\u{180E}ᠠ ភាសា\u{200B}ខ្មែរ ภาษา\u{200B}ไทย",
            "⼝字旁以外的话：口、一、人；⿰亻言\t。\n　　“引文”——…… ①Ⅳ㈠ é한グ\u{A0}Ａ１",
        ];
        for text in &legitimate[..6] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found(&legitimate[6]["⼝".len()..]), [""; 0]);
    }

    #[test]
    fn runs_are_one_finding() {
        assert_eq!(found("一\u{E000}\u{E001}二\u{E002}").len(), 2);
        assert_eq!(
            found("\u{202E}\u{202E}"),
            ["unsafe-character U+202E (right-to-left override) must not be on a page"]
        );
    }

    #[test]
    fn every_lead_byte_is_known() {
        let is_seen = |character: char| suspects(character.encode_utf8(&mut [0; 4])).next().is_some();
        let missed =
            ('\0'..=char::MAX).find(|&character| kinds::judge("a", character, "a").is_some() && !is_seen(character));
        assert_eq!(missed, None);
    }

    proptest::proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn safe_text_is_as_long_and_safe(text: String) {
            let safe = safe(&text);
            proptest::prop_assert_eq!(safe.len(), text.len());
            proptest::prop_assert!(!safe.chars().any(kinds::is_unsafe));
        }
    }
}
