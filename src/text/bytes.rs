//! Whether some byte is in a text, at a cost that does not show: what most texts do not hold need not be looked for
//! character by character.

/// As many bytes are looked at before the first answer; without a way out in between the compiler looks at all of them at
/// once.
const AT_ONCE: usize = 16;

/// Whether a text holds one of a few bytes.
pub fn any_of<const N: usize>(text: &str, wanted: &[u8; N]) -> bool {
    any(text, |byte| wanted.iter().fold(false, |seen, &own| seen | (own == byte)))
}

/// Whether a text holds a byte of some sort. The sort had better be told by comparisons joined with `|`: out of `matches!` the
/// compiler makes a look-up in a table of bits, which it does for one byte after the other.
pub fn any(text: &str, is_wanted: impl Fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let in_chunk = |chunk: &[u8; AT_ONCE]| chunk.iter().fold(false, |seen, &byte| seen | is_wanted(byte));
    match bytes.last_chunk() {
        // The last bytes are looked at once more rather than one by one.
        Some(last) => bytes.as_chunks().0.iter().any(in_chunk) || in_chunk(last),
        None => bytes.iter().any(|&byte| is_wanted(byte)),
    }
}

/// Whether a text holds two bytes of some sort, one after the other.
pub fn any_pair(text: &str, is_wanted: impl Fn(u8, u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let Some((_, seconds)) = bytes.split_first() else { return false };
    let firsts = &bytes[..seconds.len()];
    let in_chunk = |(firsts, seconds): (&[u8; AT_ONCE], &[u8; AT_ONCE])| {
        firsts.iter().zip(seconds).fold(false, |seen, (&first, &second)| seen | is_wanted(first, second))
    };
    match firsts.last_chunk().zip(seconds.last_chunk()) {
        Some(last) => firsts.as_chunks().0.iter().zip(seconds.as_chunks().0).any(in_chunk) || in_chunk(last),
        None => firsts.iter().zip(seconds).any(|(&first, &second)| is_wanted(first, second)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_wherever_they_are() {
        for place in 0..200 {
            let text = "一".repeat(place) + "a\tb" + &"二".repeat(200 - place);
            assert!(any(&text, |byte| byte == b'\t'), "{place}");
            assert!(!any(&text, |byte| byte == b'\n'), "{place}");
            assert!(any_pair(&text, |first, second| first == b'a' && second == b'\t'), "{place}");
            assert!(!any_pair(&text, |first, second| first == b'\t' && second == b'a'), "{place}");
        }
        assert!(any_of("一\t", b"\n\t") && !any_of("一 ", b"\n\t"));
        assert!(!any("", |_| true) && !any_pair("a", |_, _| true));
        assert!(any_pair("ab", |first, second| (first, second) == (b'a', b'b')));
    }
}
