//! Latin words for typos (`docs/search-format.md`, 7).

use super::digits::{Digits, put_digit};
use super::lists::scaled;

/// One file for each first letter that occurs. The words are sorted.
pub(super) fn files(words: &[(String, u32)]) -> Vec<(char, String)> {
    let first = |word: &str| word.chars().next().unwrap_or('a');
    let groups = words.chunk_by(|a, b| first(&a.0) == first(&b.0));
    groups
        .map(|group| {
            let mut file = String::new();
            let mut last = "";
            for (word, df) in group {
                let shared = word.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
                put_digit(&mut file, shared as u32);
                put_digit(&mut file, (word.len() - shared) as u32);
                word.bytes()
                    .skip(shared)
                    .for_each(|letter| put_digit(&mut file, u32::from(letter.saturating_sub(b'a'))));
                put_digit(&mut file, scaled(*df));
                last = word;
            }
            (first(&group[0].0), file)
        })
        .collect()
}

/// Reads the words of a file with what each counts; `None` if it is damaged.
pub(super) fn read(file: &str) -> Option<Vec<(String, u32)>> {
    let mut digits = Digits::new(file);
    let mut words: Vec<(String, u32)> = Vec::new();
    while !digits.is_at_end() {
        let (shared, fresh) = (digits.digit()? as usize, digits.digit()?);
        let mut word = words.last().map_or("", |(last, _)| last.as_str()).get(..shared)?.to_owned();
        for _ in 0..fresh {
            word.push(char::from_u32(u32::from('a') + digits.digit()?).filter(char::is_ascii_lowercase)?);
        }
        words.push((word, digits.digit()?));
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn words_come_back(words in proptest::collection::btree_map("[a-z]{3,24}", 1_u32..10_000, 1..30)) {
            let words: Vec<(String, u32)> = words.into_iter().collect();
            let back: Vec<(String, u32)> = files(&words).iter().flat_map(|(_, file)| read(file).unwrap()).collect();
            let counted: Vec<(String, u32)> = words.into_iter().map(|(word, df)| (word, scaled(df))).collect();
            prop_assert_eq!(back, counted);
        }

        #[test]
        fn damage_does_no_harm(text in "[ -~]{0,60}") {
            let _ = read(&text);
        }
    }
}
