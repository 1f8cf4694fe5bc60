//! How Chinese sounds.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use pinyin::{ToPinyin, ToPinyinMulti};

/// Pinyin of `text` without tones, run together; other characters in lower case: `就业service` → `jiuyeservice`.
pub fn spell(text: &str) -> String {
    let mut spelt = String::with_capacity(text.len() * 2);
    for character in text.chars() {
        match character.to_pinyin() {
            Some(syllable) => spelt.push_str(syllable.plain()),
            None => spelt.extend(character.to_lowercase()),
        }
    }
    spelt
}

/// Syllables without a vowel, which nobody types for a word.
const MUTE: [&str; 6] = ["ê", "m", "n", "ng", "hm", "hng"];

/// Words whose readings a table of characters gets wrong.
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("pinyin_phrases.txt")));

struct Words {
    /// Words by their characters, with the syllables of each.
    words: BTreeMap<Vec<char>, Vec<&'static str>>,
    /// Characters in two or more common readings.
    characters: BTreeMap<char, Vec<&'static str>>,
    /// Length of the longest word.
    longest: usize,
}

impl Words {
    fn read(text: &'static str) -> Self {
        let mut all = Self { words: BTreeMap::new(), characters: BTreeMap::new(), longest: 1 };
        for line in text.lines() {
            let mut parts = line.split('#').next().unwrap_or_default().split_whitespace();
            let Some(word) = parts.next() else { continue };
            let word: Vec<char> = word.chars().collect();
            match word[..] {
                [one] => {
                    all.characters.insert(one, parts.collect());
                }
                _ => {
                    all.longest = all.longest.max(word.len());
                    all.words.insert(word, parts.collect());
                }
            }
        }
        all
    }
}

/// The readings of each character of a text, without tones, `v` for ü: one where its word tells it, several where it
/// cannot be told, none for what is not Han.
pub fn readings(text: &[char]) -> Vec<Vec<&'static str>> {
    let mut readings: Vec<Vec<&'static str>> = Vec::with_capacity(text.len());
    while readings.len() < text.len() {
        let rest = &text[readings.len()..];
        let word = (2..=WORDS.longest.min(rest.len())).rev().find_map(|length| WORDS.words.get(&rest[..length]));
        match word {
            Some(syllables) => readings.extend(syllables.iter().map(|syllable| vec![*syllable])),
            None => readings.push(common(rest[0])),
        }
    }
    readings
}

/// The commonest reading of a character, or those between which only its word decides.
fn common(character: char) -> Vec<&'static str> {
    match WORDS.characters.get(&character) {
        Some(readings) => readings.clone(),
        None => character.to_pinyin().map(|syllable| vec![typed(syllable.plain())]).unwrap_or_default(),
    }
}

/// All readings of a character, sorted.
pub fn all_readings(character: char) -> Vec<&'static str> {
    let mut all: Vec<&str> = character.to_pinyin_multi().into_iter().flatten().map(|one| typed(one.plain())).collect();
    all.extend(WORDS.characters.get(&character).into_iter().flatten());
    all.retain(|syllable| !MUTE.contains(syllable) && syllable.bytes().all(|byte| byte.is_ascii_lowercase()));
    all.sort_unstable();
    all.dedup();
    all
}

/// A syllable as typed: `v` for ü.
fn typed(syllable: &'static str) -> &'static str {
    match syllable {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_text_is_spelt() {
        assert_eq!(super::spell("就业Service"), "jiuyeservice");
    }

    fn read(text: &str) -> String {
        let text: Vec<char> = text.chars().collect();
        readings(&text).iter().map(|all| all.join("/")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_tell_how_their_characters_sound() {
        assert_eq!(read("藏族"), "zang zu");
        assert_eq!(read("重庆"), "chong qing");
        assert_eq!(read("长效调解"), "chang xiao tiao jie");
        assert_eq!(read("参与调研"), "can yu diao yan");
        assert_eq!(read("行政"), "xing zheng");
        assert_eq!(read("法律"), "fa lv");
        assert_eq!(read("重"), "zhong/chong");
        assert_eq!(read("a"), "");
    }

    #[test]
    fn every_listed_reading_is_a_reading_of_its_character() {
        let wrong: Vec<String> = WORDS
            .words
            .iter()
            .filter(|(word, syllables)| {
                word.len() != syllables.len()
                    || word.iter().zip(*syllables).any(|(one, syllable)| !all_readings(*one).contains(syllable))
            })
            .map(|(word, syllables)| format!("{} {}", word.iter().collect::<String>(), syllables.join(" ")))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
