//! Bytes that can be read as GB18030, and were written in another encoding.
//!
//! Nearly every file in Big5, Shift_JIS, EUC or a Latin code page reads as GB18030 without a fault, and as nonsense. Two
//! witnesses must agree before a file is refused: a detector that takes it for another encoding, and its characters, which
//! are not those of Chinese prose. Each errs on short texts; together they have not been seen to err on a sentence.

use std::collections::BTreeSet;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK};

/// The ideographs that stand most often in general prose and in standards: four of five in any simplified text.
const FREQUENT: &str = include_str!("frequent_ideographs.txt");

/// So many different ideographs say something about their frequency.
const ENOUGH: usize = 10;

/// A file in another encoding.
pub(super) struct Foreign {
    /// What the encoding is called.
    pub(super) name: &'static str,
    /// The text as that encoding reads it.
    pub(super) text: String,
}

/// What bytes look like that say nothing about their encoding and read as `read` in GB18030, as far as they can be read;
/// `None` if they are GB18030 for all that can be known.
pub(super) fn look(bytes: &[u8], read: &str) -> Option<Foreign> {
    if is_chinese(read) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess: &'static Encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, has_faults) = guess.decode_without_bom_handling(bytes);
    let is_other = guess != GBK && guess != GB18030 && !has_faults;
    is_other.then(|| Foreign { name: guess.name(), text: text.into_owned() })
}

/// The encoding of bytes with two or more bytes of zero between their characters, by their mark or by where these lie.
pub(super) fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return None,
        _ => {}
    }
    if !bytes.contains(&0) {
        return None;
    }
    let zeros = |offset: usize| bytes.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    // Line ends and the marks of front matter are there in any file, and one byte of each is zero.
    let (even, odd) = (zeros(0), zeros(1));
    let (most, least) = (even.max(odd), even.min(odd));
    (most >= 4 && most * 32 >= bytes.len() && least * 8 <= most).then_some("UTF-16")
}

/// Whether characters are those of Chinese: mostly of GB 2312, and where there are enough of them, frequent ones. In
/// simplified prose three of four are; of those that EUC-KR and EUC-JP are misread as, one of four.
fn is_chinese(text: &str) -> bool {
    let characters: BTreeSet<char> = text.chars().filter(|character| !character.is_ascii()).collect();
    let (mut ideographs, mut frequent, mut strange) = (0, 0, 0);
    for &character in &characters {
        match character {
            // Where GB18030 keeps what other encodings use most: kana, Bopomofo, private use.
            '\u{3040}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => strange += 1,
            '\u{3400}'..='\u{9FFF}' | '\u{20000}'.. if !is_of_gb2312(character) => strange += 1,
            '\u{3400}'..='\u{9FFF}' => {
                ideographs += 1;
                frequent += usize::from(FREQUENT.contains(character));
            }
            _ => {}
        }
    }
    let is_strange = strange > 0 && strange * 4 >= ideographs + strange;
    if ideographs < ENOUGH { !is_strange } else { frequent * 10 >= ideographs * if is_strange { 5 } else { 4 } }
}

/// Whether an ideograph is one of the 6,763 of GB 2312—1980, which simplified text is made of.
fn is_of_gb2312(character: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, _) = GB18030.encode(character.encode_utf8(&mut buffer));
    matches!(*bytes, [0xB0..=0xF7, 0xA1..=0xFE])
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

    use super::*;

    /// What the text looks like when it is written in an encoding.
    fn seen(encoding: &'static Encoding, text: &str) -> Option<&'static str> {
        let (bytes, _, unwritten) = encoding.encode(text);
        assert!(!unwritten, "{text} in {}", encoding.name());
        let read = GB18030.decode_without_bom_handling(&bytes).0;
        look(&bytes, &read).map(|foreign| {
            assert_eq!(foreign.text, text);
            foreign.name
        })
    }

    #[test]
    fn other_encodings_are_seen_by_a_sentence() {
        for (encoding, text) in [
            (BIG5, "社區工作者應當依法履行職責，為居民提供就業、教育、養老、醫療等公共服務。"),
            (BIG5, "---\ntitle: 開放時間\n---\n說明：上午九時至下午五時。"),
            (BIG5, "一般規定"),
            (SHIFT_JIS, "この規格は、公共図書館の閲覧室における業務の手順を規定する。"),
            (SHIFT_JIS, "---\ntitle: 一般規定\n---\n職員は毎日、書架を整理すること。"),
            (EUC_JP, "利用者は、受付で氏名を記入してから入室しなければならない。"),
            (EUC_JP, "第一条　この法律は、住民の福祉を増進することを目的とする。"),
            (EUC_KR, "이 표준은 공공 도서관 열람실의 업무 절차를 규정한다."),
            (EUC_KR, "직원은 날마다 서가를 정리하고 대출 기록을 남긴다."),
            (WINDOWS_1252, "Die Öffnungszeiten für das Lesezimmer; el artículo señala los días."),
            (WINDOWS_1252, "---\ntitle: Crème brûlée\n---\nfaçon École"),
            (WINDOWS_1251, "Настоящий стандарт устанавливает порядок работы читального зала.\n"),
        ] {
            assert_eq!(seen(encoding, text), Some(encoding.name()), "{text}");
        }
    }

    #[test]
    fn chinese_is_read_however_short() {
        for text in [
            "联通",
            "说明",
            "登记",
            "键盘",
            "澧县、鄱阳、衢州、亳州、歙县、黟县",
            "玻璃幕墙擦拭规程",
            "鳏寡孤独废疾者皆有所养",
            "甭管谁来，咱都得把活儿干漂亮喽！",
            "螺丝刀、扳手、钳子、锤子、锯子、砂纸、胶带、卷尺",
            "社區工作者應當依法履行職責，為居民提供就業、教育等公共服務。",
            "人名用字：喆、堃、昇、镕，生僻字：𠮷、㐂",
            "日语假名あいうえお、希腊字母αβγ、注音ㄅㄆㄇ在本标准里只作举例。",
            "Translated for readers – by the office; 5 °C, ±1 %",
        ] {
            assert_eq!(seen(GB18030, text), None, "{text}");
        }
    }

    #[test]
    fn wide_encodings_are_seen_by_their_zeros() {
        let text = "---\ntitle: 说明\n---\n正文。\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let long: Vec<u8> = text.chars().flat_map(|character| u32::from(character).to_le_bytes()).collect();
        assert_eq!(wide(&little), Some("UTF-16"));
        assert_eq!(wide(&[&[0xFF, 0xFE], little.as_slice()].concat()), None);
        assert_eq!(wide(&[&[0xFF, 0xFE, 0, 0], long.as_slice()].concat()), Some("UTF-32"));
        assert_eq!(wide(text.as_bytes()), None);
        assert_eq!(wide("一\0\n".as_bytes()), None);
        assert_eq!(wide(b""), None);
    }
}
