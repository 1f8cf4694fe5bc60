//! The form of a text in which it is searched: compatible characters, small letters, Simplified Chinese.
//!
//! The steps are those of `docs/search-format.md`, 2.1; the browser takes the same ones.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// First and last characters that [`Folding`] keeps in a plain table.
const NEAR: (u32, u32) = (0x3400, 0xA000);

/// A table of characters that are searched as others: Traditional as Simplified.
#[derive(Clone, Debug)]
pub struct Folding {
    /// For each character of the near range its target; 0 for itself.
    near: Vec<u16>,
    /// All others, sorted.
    far: Vec<(char, char)>,
}

/// All Traditional characters that OpenCC's table of single characters knows. A text is folded character by character, as a
/// query cannot be told in which word a character stands.
static ALL: LazyLock<Folding> = LazyLock::new(|| {
    let pairs = hanconv::RawDictionary::TSCharacters.iter().filter_map(|(from, to)| {
        let single = |text: &str| {
            let mut characters = text.chars();
            characters.next().filter(|_| characters.next().is_none())
        };
        single(from).zip(single(to))
    });
    Folding::new(pairs)
});

impl Folding {
    /// A table of pairs; those that change nothing are left out.
    pub fn new(pairs: impl IntoIterator<Item = (char, char)>) -> Self {
        let mut folding = Self { near: Vec::new(), far: Vec::new() };
        for (from, to) in pairs {
            match (near_index(from), u16::try_from(u32::from(to))) {
                _ if from == to => {}
                (Some(index), Ok(target)) => {
                    folding.near.resize((NEAR.1 - NEAR.0) as usize, 0);
                    folding.near[index] = target;
                }
                _ => folding.far.push((from, to)),
            }
        }
        folding.far.sort_unstable();
        folding.far.dedup_by_key(|pair| pair.0);
        folding
    }

    /// The table that changes nothing.
    pub fn none() -> Self {
        Self::new([])
    }

    /// Traditional to Simplified, as far as is known.
    pub fn simplified() -> &'static Self {
        &ALL
    }

    /// What a character is searched as.
    pub fn fold(&self, character: char) -> char {
        match near_index(character) {
            Some(index) => match self.near.get(index).copied().unwrap_or(0) {
                0 => character,
                target => char::from_u32(u32::from(target)).unwrap_or(character),
            },
            None if self.far.is_empty() || character.is_ascii() => character,
            None => {
                let found = self.far.binary_search_by_key(&character, |pair| pair.0);
                found.map_or(character, |index| self.far[index].1)
            }
        }
    }

    /// All pairs, sorted by the character that is folded.
    pub fn pairs(&self) -> Vec<(char, char)> {
        let near = (NEAR.0..).zip(&self.near).filter(|(_, target)| **target != 0);
        let near = near.filter_map(|(from, to)| char::from_u32(from).zip(char::from_u32(u32::from(*to))));
        let mut pairs: Vec<(char, char)> = near.chain(self.far.iter().copied()).collect();
        pairs.sort_unstable();
        pairs
    }
}

fn near_index(character: char) -> Option<usize> {
    let code = u32::from(character);
    (NEAR.0..NEAR.1).contains(&code).then(|| (code - NEAR.0) as usize)
}

/// The characters of `text` as they are searched.
pub fn normal(text: &str, folding: &Folding) -> Vec<char> {
    simple_text(text, folding).unwrap_or_else(|| {
        // Letter by letter would miss the small sigma at the end of a word.
        let composed: String = text.nfkc().collect();
        let small = composed.to_lowercase();
        let seen = small.chars().filter(|&character| !is_left_out(character));
        seen.map(|character| folding.fold(plain(character))).collect()
    })
}

/// The same of a text in which no character depends on its neighbours; `None` for others.
fn simple_text(text: &str, folding: &Folding) -> Option<Vec<char>> {
    let mut characters = Vec::with_capacity(text.len() / 2);
    for character in text.chars() {
        characters.push(folding.fold(simple(character)?));
    }
    Some(characters)
}

/// The small compatible form of a character of ordinary Chinese text, for which no neighbour matters.
fn simple(character: char) -> Option<char> {
    match character {
        '\0'..='\x7f' => Some(character.to_ascii_lowercase()),
        '\u{4E00}'..='\u{9FFF}' | '、' | '。' | '《' | '》' | '“' | '”' | '‘' | '’' | '—' | '·' => {
            Some(character)
        }
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).map(|c| c.to_ascii_lowercase()),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

/// A Latin letter without its marks: `é` is searched as `e`, and pinyin with tones as pinyin.
fn plain(character: char) -> char {
    let has_marks = matches!(character, '\u{E0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    if has_marks { character.nfd().next().unwrap_or(character) } else { character }
}

/// Characters that are not seen: soft hyphens, marks of width, of direction and of variants.
fn is_left_out(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;
    use proptest::prelude::*;

    fn of(text: &str) -> String {
        normal(text, Folding::simplified()).into_iter().collect()
    }

    #[test]
    fn widths_cases_and_forms_are_one() {
        assert_eq!(of("ＧＢ／Ｔ　２２２３９"), "gb/t 22239");
        assert_eq!(of("就業服務①ﬁ\u{200B}²"), "就业服务1fi2");
        assert_eq!(of("ΣΑΣ"), "σας");
        assert_eq!(of("Naïve wǎnggé lǜ"), "naive wangge lu");
        assert_eq!(normal("就業", &Folding::none()), ['就', '業']);
    }

    #[test]
    fn the_table_is_one_step() {
        let all = Folding::simplified();
        assert!(all.pairs().len() > 3000);
        assert_eq!(all.fold('𠮶'), Folding::new(all.pairs()).fold('𠮶'));
    }

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn the_short_way_agrees(text in "[a-zA-Z0-9 一-龥、。《》“”‘’—·！-～\u{3000}]{0,20}") {
            let composed: String = text.nfkc().collect();
            prop_assert_eq!(of(&text), composed.to_lowercase().chars().map(|c| Folding::simplified().fold(c)).collect::<String>());
        }
    }
}
