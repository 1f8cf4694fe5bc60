//! How Chinese sounds.

use pinyin::ToPinyin;

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

#[cfg(test)]
mod tests {
    #[test]
    fn mixed_text_is_spelt() {
        assert_eq!(super::spell("就业Service"), "jiuyeservice");
    }
}
