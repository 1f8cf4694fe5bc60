//! Bytes to text and back: UTF-8, UTF-16 with a mark, and GB18030, each read strictly.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, GB18030, UTF_8};

use super::{Span, foreign};
use crate::text::diff;

/// How a file writes its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 with a mark in front.
    MarkedUtf8,
    /// UTF-16 with a mark, low bytes first.
    Utf16Le,
    /// UTF-16 with a mark, high bytes first.
    Utf16Be,
    /// GB18030, of which GBK is a part.
    Gb18030,
}

/// Why some bytes are not text.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// What can be read, up to the fault and with it, so that its place can be shown; normalised.
    pub text: String,
    /// The fault in this text.
    pub span: Span,
    /// What is there.
    pub cause: Cause,
}

/// Why a file cannot be written back with another text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritable {
    /// It is not what it was when it was read.
    Changed,
    /// Its encoding would write other bytes than those that are there, or cannot write a character.
    Encoding,
}

/// What cannot stand in a text.
#[derive(Debug, PartialEq, Eq)]
pub enum Cause {
    /// The byte, or the unit of UTF-16, that no encoding explains, in hexadecimal.
    Unreadable(String),
    /// The character U+0000.
    Nul,
    /// The first character beyond ASCII of a file in another encoding, of this name.
    Foreign(&'static str),
}

/// Reads bytes into text without a mark whose lines end in `\n`. What reads as GB18030 and looks like another encoding is
/// refused: which one it is cannot be known for certain, so that it is left to its author.
///
/// # Errors
///
/// The first place that cannot be read.
pub fn decode(bytes: Vec<u8>) -> Result<String, Fault> {
    if let Some(name) = foreign::wide(&bytes) {
        return Err(Fault { text: String::new(), span: Span::default(), cause: Cause::Foreign(name) });
    }
    let text = normalised(encoded(bytes)?.1);
    match text.find('\0') {
        Some(at) => Err(Fault { span: Span::new(at, at + 1), text, cause: Cause::Nul }),
        None => Ok(text),
    }
}

/// The bytes of a file whose text changes from `before` to `after`: in the file's own encoding and with its mark, every
/// line that is still there with its own line end, and new ones with that which stands most often.
///
/// # Errors
///
/// If the bytes are not those of `before`, or not those that their encoding writes, so that the file could not be
/// written back without changing more than was asked for.
pub fn rewritten(original: &[u8], before: &str, after: &str) -> Result<Vec<u8>, Unwritable> {
    // Files of a theme keep their mark and their line ends when they are read.
    let plain = |text: &str| normalised(text.trim_start_matches('\u{FEFF}').to_owned());
    let (encoding, text) = encoded(original.to_vec()).map_err(|_| Unwritable::Changed)?;
    let old = normalised(text.clone());
    if old != plain(before) {
        return Err(Unwritable::Changed);
    }
    if encoding.encode(&text).as_deref() != Some(original) {
        return Err(Unwritable::Encoding);
    }
    encoding.encode(&LineEnds::of(&text).put_back(&old, &plain(after))).ok_or(Unwritable::Encoding)
}

impl Encoding {
    /// The bytes of a text, its mark included; `None` if a character cannot be written.
    fn encode(self, text: &str) -> Option<Vec<u8>> {
        let marked = |unit: fn(u16) -> [u8; 2]| {
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect::<Vec<u8>>()
        };
        match self {
            Self::Utf8 => Some(text.as_bytes().to_vec()),
            Self::MarkedUtf8 => Some([UTF8_MARK, text.as_bytes()].concat()),
            Self::Utf16Le => Some(marked(u16::to_le_bytes)),
            Self::Utf16Be => Some(marked(u16::to_be_bytes)),
            Self::Gb18030 => {
                let (bytes, _, unwritten) = GB18030.encode(text);
                (!unwritten).then(|| bytes.into_owned())
            }
        }
    }
}

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The line end of each line of a text as it lies in its file.
struct LineEnds<'a> {
    ends: Vec<&'a str>,
}

impl<'a> LineEnds<'a> {
    fn of(text: &'a str) -> Self {
        let ends = text.match_indices(['\r', '\n']).filter_map(|(at, sign)| match sign {
            "\r" if text[at..].starts_with("\r\n") => Some("\r\n"),
            "\n" if text[..at].ends_with('\r') => None,
            _ => Some(&text[at..=at]),
        });
        Self { ends: ends.collect() }
    }

    /// The one that stands most often.
    fn usual(&self) -> &'a str {
        let count = |end: &str| self.ends.iter().filter(|own| **own == end).count();
        ["\n", "\r\n", "\r"].into_iter().rev().max_by_key(|end| count(end)).unwrap_or("\n")
    }

    /// `after` with the line ends that the same lines had in `before`.
    fn put_back<'t>(&self, before: &str, after: &'t str) -> Cow<'t, str> {
        if self.ends.iter().all(|end| *end == "\n") {
            return Cow::Borrowed(after);
        }
        let (old, new, usual) = (diff::lines(before), diff::lines(after), self.usual());
        let mut text = String::with_capacity(after.len() + new.len());
        let (mut at_old, mut at_new) = (0, 0);
        // A last hunk of no lines brings what follows all others.
        let last = diff::Hunk { before: old.len()..old.len(), after: new.len()..new.len() };
        for hunk in diff::hunks(&old, &new).into_iter().chain([last]) {
            let same = new[at_new..hunk.after.start].iter().zip(at_old..);
            let other = new[hunk.after.clone()].iter().zip(hunk.before.start..);
            for (line, old) in same.chain(other) {
                push(&mut text, line, self.ends.get(old).copied().unwrap_or(usual));
            }
            (at_old, at_new) = (hunk.before.end, hunk.after.end);
        }
        Cow::Owned(text)
    }
}

fn push(text: &mut String, line: &str, end: &str) {
    match line.strip_suffix('\n') {
        Some(line) => {
            text.push_str(line);
            // Two line ends must not read as one.
            if text.ends_with('\r') && end == "\n" {
                text.push('\r');
            }
            text.push_str(end);
        }
        None => text.push_str(line),
    }
}

/// The encoding of bytes, and their text with the line ends that they have.
fn encoded(bytes: Vec<u8>) -> Result<(Encoding, String), Fault> {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes).map(|text| (Encoding::Utf16Le, text)),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes).map(|text| (Encoding::Utf16Be, text)),
        [0xEF, 0xBB, 0xBF, rest @ ..] => match utf8(rest) {
            Some(text) => Ok((Encoding::MarkedUtf8, text)),
            None => Err(broken_utf8(rest)),
        },
        _ => match utf8(&bytes) {
            Some(text) => Ok((Encoding::Utf8, text)),
            None if resembles_utf8(&bytes) => Err(broken_utf8(&bytes)),
            None => gb18030(&bytes).map(|text| (Encoding::Gb18030, text)),
        },
    }
}

/// Bytes as UTF-8, if they are. encoding_rs looks at many of them at once, which the standard library does with ASCII alone.
fn utf8(bytes: &[u8]) -> Option<String> {
    UTF_8.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
}

/// Whether bytes that are not UTF-8 were meant to be. A good half of Chinese UTF-8 also reads as GB18030, with other
/// characters; to take a file with one spoiled byte for GB18030 would publish nonsense without a word.
fn resembles_utf8(bytes: &[u8]) -> bool {
    let (mut han, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        han += chunk.valid().chars().filter(|character| character.len_utf8() > 2).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    han > invalid || han == invalid && gb18030(bytes).is_err()
}

fn broken_utf8(bytes: &[u8]) -> Fault {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let (valid, rest) = bytes.split_at(valid);
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
            let lossy = GB18030.decode_without_bom_handling(bytes).0;
            Err(foreign(bytes, &lossy).unwrap_or_else(|| fault(&text, &bytes[first..])))
        }
        (DecoderResult::InputEmpty | DecoderResult::OutputFull, _) => match foreign(bytes, &text) {
            Some(fault) => Err(fault),
            None => Ok(text),
        },
    }
}

/// The fault of a file in another encoding, shown as that one reads it.
fn foreign(bytes: &[u8], read: &str) -> Option<Fault> {
    let foreign = foreign::look(bytes, read)?;
    let text = normalised(foreign.text);
    let (start, first) = text.char_indices().find(|(_, character)| !character.is_ascii())?;
    let span = Span::new(start, start + first.len_utf8());
    Some(Fault { text, span, cause: Cause::Foreign(foreign.name) })
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
    let mut text = normalised(before.to_owned());
    let start = text.len();
    text.push(char::REPLACEMENT_CHARACTER);
    Fault { span: Span::new(start, text.len()), text, cause: Cause::Unreadable(what) }
}

/// Ends every line with `\n`, whether it ended with CR LF, CR or LF.
fn normalised(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, place};
    use crate::properties;

    /// The text, or the place of what is none.
    fn read(bytes: &[u8]) -> Result<String, (Place, Cause)> {
        decode(bytes.to_vec()).map_err(|fault| (place(&fault.text, fault.span.start as usize), fault.cause))
    }

    fn gb(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    fn unreadable_at(line: usize, column: usize, what: &str) -> Result<String, (Place, Cause)> {
        Err((Place { line, column }, Cause::Unreadable(what.to_owned())))
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
        assert_eq!(read("a\r\n二\0".as_bytes()), Err((Place { line: 2, column: 2 }, Cause::Nul)));
    }

    #[test]
    fn a_file_that_has_changed_is_not_written_over() {
        assert_eq!(rewritten("一\r\n二".as_bytes(), "一\n二", "一\n三"), Ok("一\r\n三".into()));
        assert_eq!(rewritten("一\r\n四".as_bytes(), "一\n二", "一\n三"), Err(Unwritable::Changed));
    }

    proptest::proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn lines_that_stay_keep_their_bytes(before in "[a一\r\n]{0,30}", after in "[a一\n]{0,30}", marked: bool) {
            let mark = if marked { UTF8_MARK } else { b"" };
            let bytes = [mark, before.as_bytes()].concat();
            let old = read(&bytes).unwrap();
            proptest::prop_assert_eq!(rewritten(&bytes, &old, &old), Ok(bytes.clone()));
            let made = rewritten(&bytes, &old, &after).unwrap();
            proptest::prop_assert_eq!(read(&made), Ok(after));
        }

        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            if let Ok(text) = read(&bytes) {
                proptest::prop_assert!(!text.contains(['\r', '\0']));
            }
        }
    }
}
