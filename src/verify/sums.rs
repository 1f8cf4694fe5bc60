//! The lists `SHA256SUMS` and `SM3SUMS`: one line a file, `<64 lower-case hex><two blanks><path>`, sorted by path.
//!
//! Reading is strict. A list that was made by normbook has one spelling only, so whatever else stands in it is damage,
//! and the complaint names the line.

use crate::diag::Words;
use crate::words;

/// Bytes of a SHA-256 or an SM3.
pub(super) type Hash = [u8; 32];

/// The list of SHA-256.
pub(super) const SHA256SUMS: &str = "SHA256SUMS";
/// The list of SM3, which lists the other one, too.
pub(super) const SM3SUMS: &str = "SM3SUMS";

/// The longest path, in bytes, that every system and archive can hold.
const LONGEST_PATH: usize = 200;

/// A list as it was read: paths in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    lines: Vec<(String, Hash)>,
}

impl List {
    /// What the list says of `path`, with the number of the line.
    pub(super) fn line(&self, path: &str) -> Option<(usize, &Hash)> {
        let at = self.lines.binary_search_by(|(own, _)| own.as_str().cmp(path)).ok()?;
        Some((at + 1, &self.lines[at].1))
    }

    /// What the list says of `path`.
    pub(super) fn hash(&self, path: &str) -> Option<&Hash> {
        Some(self.line(path)?.1)
    }

    /// Whether `hash` is what the list says of `path`.
    pub(super) fn fits(&self, path: &str, hash: &Hash) -> bool {
        self.hash(path) == Some(hash)
    }

    /// All paths, sorted by their bytes.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|(path, _)| path.as_str())
    }

    /// Reads a list.
    ///
    /// # Errors
    ///
    /// What is wrong, with the number of the first line that is.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Words> {
        if bytes.is_empty() {
            return Err(Words::fixed("清单是空的", "the list is empty"));
        }
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            return Err(at_line(1, &Words::fixed("多了字节顺序标记（BOM）", "a byte order mark was added")));
        }
        let mut lines: Vec<(String, Hash)> = Vec::new();
        for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let (path, hash) = read_line(line).map_err(|words| at_line(index + 1, &words))?;
            if lines.last().is_some_and(|(before, _)| before.as_str() >= path) {
                return Err(at_line(index + 1, &words!("“{path}”不在它该在的位置", "`{path}` is out of order")));
            }
            lines.push((path.to_owned(), hash));
        }
        Ok(Self { lines })
    }
}

/// One line with its end.
fn read_line(line: &[u8]) -> Result<(&str, Hash), Words> {
    let Some(line) = line.strip_suffix(b"\n") else {
        return Err(Words::fixed("最后一行不完整", "the last line is cut off"));
    };
    if line.ends_with(b"\r") {
        return Err(Words::fixed("换行被转换成了 CRLF", "line ends were turned into CR LF"));
    }
    let Some((hex, rest)) = line.split_at_checked(64) else {
        return Err(Words::fixed("太短，不是清单的一行", "too short to be a line of a list"));
    };
    let Some(hash) = unhex(hex) else {
        return Err(Words::fixed(
            "开头不是 64 位小写十六进制数",
            "does not begin with 64 lower-case hexadecimal digits",
        ));
    };
    let Some(path) = rest.strip_prefix(b"  ") else {
        return Err(Words::fixed("校验值之后不是两个空格", "the hash is not followed by two blanks"));
    };
    let path = check_path(path)?;
    Ok((path, hash))
}

fn at_line(number: usize, words: &Words) -> Words {
    use crate::diag::Locale::{Chinese, English};
    let (zh, en) = (words.say(Chinese), words.say(English));
    words!("第 {number} 行：{zh}", "line {number}: {en}")
}

/// 64 lower-case digits.
fn unhex(digits: &[u8]) -> Option<Hash> {
    let mut hash = Hash::default();
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    (digits.len() == 64).then_some(hash)
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

/// Lets through paths that mean the same file, inside the package, on every system.
///
/// # Errors
///
/// Why the path could lead elsewhere, or would be read otherwise elsewhere.
pub(super) fn check_path(path: &[u8]) -> Result<&str, Words> {
    let Some(text) = std::str::from_utf8(path).ok().filter(|text| text.is_ascii()) else {
        let shown = shown(&String::from_utf8_lossy(path));
        return Err(words!("“{shown}”不是 ASCII 路径", "`{shown}` is not an ASCII path"));
    };
    let shown = shown(text);
    if text.bytes().any(|byte| byte.is_ascii_control()) {
        return Err(words!("“{shown}”里有控制字符", "`{shown}` holds control characters"));
    }
    if text.len() > LONGEST_PATH {
        return Err(words!(
            "“{shown}”超过 {LONGEST_PATH} 个字符",
            "`{shown}` is longer than {LONGEST_PATH} characters"
        ));
    }
    let leads_out = text.split('/').any(|part| matches!(part, "" | "." | ".."));
    if leads_out || text.contains(['\\', ':']) {
        return Err(words!("“{shown}”会指到包外面", "`{shown}` could lead out of the package"));
    }
    Ok(text)
}

/// Whether a path is one that every package has, in any letter case.
pub(super) fn is_of_package(path: &str) -> bool {
    let all = [SHA256SUMS, SM3SUMS, "README.txt", "index.html", "manifest.json", "manifest.schema.json"];
    all.iter().any(|own| own.eq_ignore_ascii_case(path))
}

/// A name from elsewhere, made fit to be printed: characters that steer a terminal or turn text around are spelt out.
pub(super) fn shown(name: &str) -> String {
    let mut shown = String::with_capacity(name.len());
    for character in name.chars() {
        let steers = character.is_control()
            || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
        if steers { shown.extend(character.escape_unicode()) } else { shown.push(character) }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Locale;

    fn line(path: &str) -> String {
        format!("{}  {path}\n", "0a".repeat(32))
    }

    fn complaint(text: &[u8]) -> String {
        List::parse(text).unwrap_err().say(Locale::English).to_owned()
    }

    #[test]
    fn a_list_is_read() {
        let list = List::parse((line("README.txt") + &line("site/a.html")).as_bytes()).unwrap();
        assert_eq!(list.line("site/a.html"), Some((2, &[10; 32])));
        assert_eq!(list.line("site/b.html"), None);
        assert!(list.fits("README.txt", &[10; 32]) && !list.fits("README.txt", &[11; 32]));
        assert_eq!(list.paths().collect::<Vec<_>>(), ["README.txt", "site/a.html"]);
    }

    #[test]
    fn complaints_name_the_line() {
        let good = line("a");
        let after = |bad: &str| complaint((good.clone() + bad).as_bytes());
        assert_eq!(complaint(b""), "the list is empty");
        assert_eq!(complaint(format!("\u{FEFF}{good}").as_bytes()), "line 1: a byte order mark was added");
        assert_eq!(after(line("b").trim_end()), "line 2: the last line is cut off");
        assert_eq!(after(&line("b\r")), "line 2: line ends were turned into CR LF");
        assert_eq!(after("\n"), "line 2: too short to be a line of a list");
        assert_eq!(after(&line("b").replace('a', "A")), "line 2: does not begin with 64 lower-case hexadecimal digits");
        assert_eq!(after(&line("b").replace("  ", " *")), "line 2: the hash is not followed by two blanks");
        assert_eq!(after(&line("a")), "line 2: `a` is out of order");
        assert_eq!(after(&line("A")), "line 2: `A` is out of order");
        assert_eq!(after(&line("\u{4E00}")), "line 2: `\u{4E00}` is not an ASCII path");
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        for path in ["", "/a", "../a", "a/../b", "a//b", "./a", "a/", "C:/a", "a\\b", "a:b", "\\\\host\\a"] {
            assert!(check_path(path.as_bytes()).is_err(), "{path}");
        }
        for path in ["a\0b", "a\x1bb", "a\nb", "\u{7F}"] {
            assert!(check_path(path.as_bytes()).unwrap_err().say(Locale::English).contains("control"), "{path:?}");
        }
        assert!(check_path("a".repeat(200).as_bytes()).is_ok());
        assert!(check_path("a".repeat(201).as_bytes()).is_err());
        assert!(check_path(b"site/urban/2022/t07.html").is_ok());
    }

    #[test]
    fn what_is_shown_cannot_steer_a_terminal() {
        assert_eq!(shown("a\x1b[2J\u{202E}b\u{4E00}"), "a\\u{1b}[2J\\u{202e}b\u{4E00}");
    }
}
