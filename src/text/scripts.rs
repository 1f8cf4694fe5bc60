//! Runs of scripts other than Chinese and Latin, by Unicode block.

use super::bytes;

/// A script that pages must mark, so that browsers choose its fonts and direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Tibetan.
    Tibetan,
    /// Yi.
    Yi,
    /// Arabic, which Uyghur is written in.
    Arabic,
}

impl Script {
    /// The script of a character.
    pub fn of(character: char) -> Option<Self> {
        match character {
            '\u{0F00}'..='\u{0FFF}' => Some(Self::Tibetan),
            '\u{A000}'..='\u{A4CF}' => Some(Self::Yi),
            '\u{0600}'..='\u{06FF}'
            | '\u{0750}'..='\u{077F}'
            | '\u{08A0}'..='\u{08FF}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFE}' => Some(Self::Arabic),
            _ => None,
        }
    }

    /// The script of a whole text, if its letters are of no other; digits and punctuation do not count.
    pub fn of_all<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Self> {
        let mut letters = texts.flat_map(str::chars).filter(|character| character.is_alphabetic()).map(Self::of);
        let first = letters.next()??;
        letters.all(|script| script == Some(first)).then_some(first)
    }
}

/// Whether a text may hold such a run. Arabic presentation forms alone are not seen; no keyboard writes them.
pub fn may_occur(text: &str) -> bool {
    let first_of_script = |byte: u8| (byte.wrapping_sub(0xD8) <= 5) | (byte == 0xE0) | (byte == 0xEA);
    bytes::any(text, first_of_script)
}

/// A text cut into runs of one script and what lies between them. A run goes on over blanks, digits and punctuation
/// that stand between its letters.
pub fn runs(text: &str) -> impl Iterator<Item = (Option<Script>, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let (script, length) = match Script::of(first) {
            Some(script) => (Some(script), run(rest, script)),
            None => (None, rest.find(|character| Script::of(character).is_some()).unwrap_or(rest.len())),
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        Some((script, piece))
    })
}

/// The length of the run that a text begins with.
fn run(text: &str, script: Script) -> usize {
    let mut length = 0;
    for (offset, character) in text.char_indices() {
        if Script::of(character) == Some(script) {
            length = offset + character.len_utf8();
        } else if Script::of(character).is_some() || !is_neutral(character) {
            break;
        }
    }
    length
}

fn is_neutral(character: char) -> bool {
    character.is_ascii() && !character.is_ascii_alphabetic()
        || matches!(character, '\u{00A0}' | '\u{200C}'..='\u{200F}' | '«' | '»' | '“' | '”')
}

#[cfg(test)]
mod tests {
    use super::{Script, may_occur, runs};

    #[test]
    fn runs_are_cut() {
        use Script::{Arabic, Tibetan, Yi};
        let cut = |text: &'static str| runs(text).collect::<Vec<_>>();
        assert_eq!(cut("汉语"), [(None, "汉语")]);
        assert_eq!(cut("见“བོད་ ཡིག”。"), [(None, "见“"), (Some(Tibetan), "བོད་ ཡིག"), (None, "”。")]);
        assert_eq!(cut("ꆈꌠꁱꂷ 彝文"), [(Some(Yi), "ꆈꌠꁱꂷ"), (None, " 彝文")]);
        assert_eq!(cut("ئۇيغۇر، 12 تىلى 12"), [(Some(Arabic), "ئۇيغۇر، 12 تىلى"), (None, " 12")]);
        assert_eq!(cut("བོད་ꆈ"), [(Some(Tibetan), "བོད་"), (Some(Yi), "ꆈ")]);
        assert_eq!(cut(""), []);
    }

    #[test]
    fn a_text_of_one_script_is_known() {
        assert_eq!(Script::of_all(["ئۇيغۇر", "، 12 ", "تىلى"].into_iter()), Some(Script::Arabic));
        assert_eq!(Script::of_all(["ئۇيغۇر 汉"].into_iter()), None);
        assert_eq!(Script::of_all(["12"].into_iter()), None);
        assert!(
            may_occur("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十ཀ")
                && !may_occur("汉语，（Latin）。é한")
        );
    }
}
