//! Bytes to normalised text.

use encoding_rs::{DecoderResult, GB18030};

use crate::diag::{Place, place};

/// Why some bytes are not text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where, in lines and characters of what comes before, which is readable.
    pub(super) place: Place,
    /// What is there.
    pub(super) cause: Cause,
}

/// What cannot stand in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The byte, or the unit of UTF-16, that no encoding explains, in hexadecimal.
    Unreadable(String),
    /// The character U+0000.
    Nul,
}

/// Reads UTF-8, UTF-16 with a mark, or GB18030, strictly, into text without a mark whose lines end in `\n`.
///
/// # Errors
///
/// The first place that cannot be read.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Fault> {
    let text = normalised(encoded(bytes)?);
    match text.find('\0') {
        Some(at) => Err(Fault { place: place(&text, at), cause: Cause::Nul }),
        None => Ok(text),
    }
}

fn encoded(bytes: Vec<u8>) -> Result<String, Fault> {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).map_err(|error| broken_utf8(&error)),
        _ => String::from_utf8(bytes).or_else(|error| {
            if resembles_utf8(error.as_bytes()) { Err(broken_utf8(&error)) } else { gb18030(error.as_bytes()) }
        }),
    }
}

/// Whether bytes that are not UTF-8 were meant to be. A good half of Chinese UTF-8 also reads as GB18030, with other
/// characters; to take a file with one spoiled byte for GB18030 would publish nonsense without a word.
fn resembles_utf8(bytes: &[u8]) -> bool {
    let (mut han, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        han += chunk.valid().chars().filter(|character| character.len_utf8() > 2).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    han >= invalid
}

fn broken_utf8(error: &std::string::FromUtf8Error) -> Fault {
    let (valid, rest) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
    fault(&String::from_utf8_lossy(valid), rest)
}

fn gb18030(bytes: &[u8]) -> Result<String, Fault> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    // The bound is not known only for texts that memory could not hold.
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or_default();
    let mut text = String::with_capacity(room);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::Malformed(length, after), read) => {
            let first = read.saturating_sub(usize::from(length) + usize::from(after));
            Err(fault(&text, &bytes[first..]))
        }
        (DecoderResult::InputEmpty | DecoderResult::OutputFull, _) => Ok(text),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Fault> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match character {
            Ok(character) => text.push(character),
            Err(error) => return Err(unreadable(&text, format!("0x{:04X}", error.unpaired_surrogate()))),
        }
    }
    if odd.is_empty() { Ok(text) } else { Err(fault(&text, odd)) }
}

fn fault(before: &str, rest: &[u8]) -> Fault {
    let byte = rest.first().copied().unwrap_or_default();
    unreadable(before, format!("0x{byte:02X}"))
}

fn unreadable(before: &str, what: String) -> Fault {
    let before = normalised(before.to_owned());
    Fault { place: place(&before, before.len()), cause: Cause::Unreadable(what) }
}

/// Ends every line with `\n`, whether it ended with CR LF, CR or LF.
fn normalised(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;

    fn read(bytes: &[u8]) -> Result<String, Fault> {
        decode(bytes.to_vec())
    }

    fn gb(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    fn unreadable_at(line: usize, column: usize, what: &str) -> Result<String, Fault> {
        Err(Fault { place: Place { line, column }, cause: Cause::Unreadable(what.to_owned()) })
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "# 社区网格员\r\n职责𠮷：上门";
        let expected = Ok("# 社区网格员\n职责𠮷：上门".to_owned());
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(text.as_bytes()), expected);
        assert_eq!(read(&["\u{FEFF}".as_bytes(), text.as_bytes()].concat()), expected);
        assert_eq!(read(&[&[0xFF, 0xFE], little.as_slice()].concat()), expected);
        assert_eq!(read(&[&[0xFE, 0xFF], big.as_slice()].concat()), expected);
        assert_eq!(read(&gb(text)), expected);
    }

    #[test]
    fn lines_end_alike() {
        assert_eq!(read(b"a\r\nb\rc\n\r\r\n"), Ok("a\nb\nc\n\n\n".to_owned()));
        assert_eq!(read(b""), Ok(String::new()));
    }

    #[test]
    fn the_shortest_gb18030_is_read() {
        // The bytes that made Notepad famous: two characters, half of them good UTF-8.
        assert_eq!(read(&gb("联通")), Ok("联通".to_owned()));
    }

    #[test]
    fn one_spoiled_byte_of_utf8_is_not_taken_for_gb18030() {
        let mut bytes = "一二\r\n三四五六七八".as_bytes().to_vec();
        bytes.insert(8 + 6, 0xC4);
        assert_eq!(read(&bytes), unreadable_at(2, 3, "0xC4"));
        let marked = [b"\xEF\xBB\xBFa".as_slice(), &gb("中文")].concat();
        assert_eq!(read(&marked), unreadable_at(1, 2, "0xD6"));
    }

    #[test]
    fn a_bad_byte_of_gb18030_is_placed_by_its_characters() {
        let bytes = [gb("街道\n社区"), vec![0xFF], gb("单位职责任务")].concat();
        assert_eq!(read(&bytes), unreadable_at(2, 3, "0xFF"));
        let cut = [gb("街道办事处"), vec![0xD6]].concat();
        assert_eq!(read(&cut), unreadable_at(1, 6, "0xD6"));
    }

    #[test]
    fn half_characters_of_utf16_are_placed() {
        assert_eq!(read(b"\xFF\xFEa\0\n\0b\0\x00\xD8c\0"), unreadable_at(2, 2, "0xD800"));
        assert_eq!(read(b"\xFE\xFF\0ab"), unreadable_at(1, 2, "0x62"));
    }

    #[test]
    fn nul_is_not_text() {
        assert_eq!(read("a\r\n二\0".as_bytes()), Err(Fault { place: Place { line: 2, column: 2 }, cause: Cause::Nul }));
    }

    proptest::proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            if let Ok(text) = read(&bytes) {
                proptest::prop_assert!(!text.contains(['\r', '\0']));
            }
        }
    }
}
