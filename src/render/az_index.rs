//! Every name of the site by its sound: found once, by whichever page of the index comes first.

use crate::naming::{self, NameText};
use crate::site::{EntryIx, ROWS_PER_PAGE, Site};
use crate::text::{natural, pinyin};

/// Names in the order of the index.
pub(super) struct AzIndex {
    /// The names.
    pub(super) names: Vec<Sounded>,
    /// Where each letter begins, in order.
    pub(super) starts: Vec<(Letter, usize)>,
}

/// A name with its place in the index.
pub(super) struct Sounded {
    pub(super) letter: Letter,
    pub(super) entry: EntryIx,
    /// The name, where it is not the title of its item.
    pub(super) alias: Option<String>,
    /// It is the number of a clause.
    pub(super) numbered: bool,
}

/// What a name begins with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Letter {
    /// A figure.
    Figure,
    /// A letter, as it is or as the first of a syllable.
    Latin(char),
    /// A letter of another script, or a mark.
    Other,
}

impl Letter {
    /// All that a reader may jump to.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Figure).chain(('A'..='Z').map(Self::Latin)).chain([Self::Other])
    }

    fn of(sound: &str) -> Self {
        match sound.chars().next() {
            Some(first) if first.is_ascii_digit() => Self::Figure,
            Some(first) if first.is_ascii_alphabetic() => Self::Latin(first.to_ascii_uppercase()),
            _ => Self::Other,
        }
    }

    /// What it is called: `A` to `Z`, `0-9`, `other`.
    pub(super) fn word(self) -> String {
        match self {
            Self::Figure => "0-9".to_owned(),
            Self::Latin(letter) => letter.to_string(),
            Self::Other => "other".to_owned(),
        }
    }

    /// Its place on the page.
    pub(super) fn anchor(self) -> String {
        format!("nb-letter-{}", self.word().to_ascii_lowercase())
    }
}

impl AzIndex {
    /// Sorts every name by its sound.
    pub(super) fn of(site: &Site) -> Self {
        let mut keyed: Vec<_> = naming::listed(site)
            .map(|name| {
                let text = name.text.as_str();
                let sound = sound(opening(text));
                let letter = Letter::of(&sound);
                // Numbers count, sounds do not: 5.9 comes before 5.10.
                let number = matches!(letter, Letter::Figure).then(|| natural::key(text));
                (letter, number, sound, name)
            })
            .collect();
        keyed.sort_by(|(letter, number, sound, name), (letter2, number2, sound2, name2)| {
            let text = name.text.as_str().cmp(name2.text.as_str());
            (letter, number, sound).cmp(&(letter2, number2, sound2)).then(text).then(name.entry.cmp(&name2.entry))
        });
        let names: Vec<Sounded> = keyed
            .into_iter()
            .map(|(letter, _, _, name)| Sounded {
                letter,
                entry: name.entry,
                alias: match name.text {
                    NameText::Alias(alias) => Some(alias.to_owned()),
                    NameText::Title(_) | NameText::Number(_) => None,
                },
                numbered: matches!(name.text, NameText::Number(_)),
            })
            .collect();
        let starts = names.chunk_by(|a, b| a.letter == b.letter).scan(0, |at, run| {
            let start = *at;
            *at += run.len();
            Some((run[0].letter, start))
        });
        let starts = starts.collect();
        Self { names, starts }
    }

    /// The part of the index on which a letter begins.
    pub(super) fn part_of(&self, letter: Letter) -> Option<usize> {
        self.starts.iter().find(|(own, _)| *own == letter).map(|(_, start)| start / ROWS_PER_PAGE)
    }
}

/// Characters of a name that are sounded: names that sound alike for so long are told apart by their characters.
const SOUNDED: usize = 8;

/// How a name begins to sound. A character with several readings has that of its word, or else the first.
fn sound(name: &str) -> String {
    let characters: Vec<char> = name.chars().take(SOUNDED).collect();
    let mut sound = String::with_capacity(SOUNDED * 5);
    for (character, readings) in characters.iter().zip(pinyin::readings(&characters)) {
        match readings.first() {
            Some(reading) => sound.push_str(reading),
            None => sound.extend(character.to_lowercase()),
        }
    }
    sound
}

/// A name without the marks it begins with: 《城市标准》 is looked up under its first word.
fn opening(text: &str) -> &str {
    let trimmed = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if trimmed.is_empty() { text } else { trimmed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_how_characters_sound() {
        let letter = |name: &str| Letter::of(&sound(opening(name))).word();
        assert_eq!(letter("调解先分事"), "T");
        assert_eq!(letter("调研"), "D");
        assert_eq!(letter("参与"), "C");
        assert_eq!(letter("《长效机制》"), "C");
        assert_eq!(letter("5.10"), "0-9");
        assert_eq!(letter("Kiosk"), "K");
        assert_eq!(letter("བོད"), "other");
    }
}
