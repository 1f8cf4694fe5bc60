//! Lists of files with their hashes, as `sha256sum` writes and checks them.

use std::collections::BTreeSet;
use std::fmt::Write;

use anyhow::{Context, ensure};
use sha2::{Digest, Sha256};
use sm3::Sm3;

use super::SITE;

/// The longest path, in characters: what every system and archive can hold.
const LONGEST_PATH: usize = 200;

/// What is kept of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sums {
    sha256: [u8; 32],
    sm3: [u8; 32],
    bytes: u64,
}

impl Sums {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { sha256: Sha256::digest(bytes).into(), sm3: Sm3::digest(bytes).into(), bytes: bytes.len() as u64 }
    }

    /// SHA-256 in hexadecimal, lower case.
    pub(super) fn sha256(&self) -> String {
        hex(&self.sha256)
    }
}

/// The site of a package as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Build {
    /// SHA-256 of the lines of its files in `SHA256SUMS`: two sites are the same if it is the same.
    pub(super) build: String,
    /// How many files it has.
    pub(super) files: u64,
    /// How many bytes they have.
    pub(super) bytes: u64,
}

/// Sums up the files of the site among those of the package.
pub(super) fn build<'a>(files: impl Iterator<Item = (&'a String, &'a Sums)>) -> Build {
    let pages: Vec<_> = files.filter(|(path, _)| path.starts_with(SITE)).collect();
    let bytes = pages.iter().map(|(_, sums)| sums.bytes).sum();
    let files = pages.len() as u64;
    Build { build: hash_of(&sha256(pages.into_iter())), files, bytes }
}

/// SHA-256 of a text, in hexadecimal.
pub(super) fn hash_of(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// The text of `SHA256SUMS`.
pub(super) fn sha256<'a>(files: impl Iterator<Item = (&'a String, &'a Sums)>) -> String {
    lines(files.map(|(path, sums)| line(&sums.sha256(), path)))
}

/// The text of `SM3SUMS`.
pub(super) fn sm3<'a>(files: impl Iterator<Item = (&'a String, &'a Sums)>) -> String {
    lines(files.map(|(path, sums)| line(&hex(&sums.sm3), path)))
}

/// Hash, two blanks, path.
pub(super) fn line(hash: &str, path: &str) -> String {
    format!("{hash}  {path}")
}

/// One text a line.
pub(super) fn lines(texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    texts.into_iter().fold(String::new(), |mut all, text| {
        all.push_str(text.as_ref());
        all.push('\n');
        all
    })
}

/// Takes a line apart, which nobody vouches for.
///
/// # Errors
/// If it is not 64 lower-case hexadecimal digits, two blanks, and a path that a package may hold.
pub(super) fn parsed(line: &str) -> anyhow::Result<(&str, &str)> {
    let (hash, path) = line.split_once("  ").context("there are no two blanks in it")?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    ensure!(is_hash, "it does not begin with 64 hexadecimal digits in lower case");
    check_path(path)?;
    Ok((hash, path))
}

/// Whether a path survives every system and archive, and leads nowhere but into its own folder.
///
/// # Errors
/// If it does not.
pub(super) fn check_path(path: &str) -> anyhow::Result<()> {
    let shown = path.escape_debug();
    ensure!(path.len() <= LONGEST_PATH, "path `{shown}` is longer than {LONGEST_PATH} characters");
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'/');
    ensure!(path.bytes().all(is_plain), "path `{shown}` holds more than letters a to z, digits, `.`, `_`, `-` and `/`");
    let stray = path.split('/').any(|part| matches!(part, "" | "." | ".."));
    ensure!(!stray, "path `{shown}` is not a plain relative path");
    Ok(())
}

/// On Windows and macOS `A.txt` and `a.txt` are one file.
///
/// # Errors
/// If two paths differ by case alone.
pub(super) fn check_case<'a>(paths: impl Iterator<Item = &'a String>) -> anyhow::Result<()> {
    let mut seen = BTreeSet::new();
    for path in paths {
        ensure!(
            seen.insert(path.to_ascii_lowercase()),
            "another path of the package differs from `{path}` by case alone"
        );
    }
    Ok(())
}

/// Hexadecimal digits, lower case.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_standards() {
        // FIPS 180-4 and GM/T 0004—2012, the example "abc" of each.
        let sums = Sums::of(b"abc");
        assert_eq!(sums.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(hex(&sums.sm3), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    #[test]
    fn strange_lines_are_refused() {
        let hash = "0".repeat(64);
        assert_eq!(parsed(&format!("{hash}  site/a-b_c.1.html")).unwrap(), (hash.as_str(), "site/a-b_c.1.html"));
        let long = format!("site/{}", "a".repeat(196));
        for path in
            ["", "/etc/x", "../x", "a/../b", "a//b", "./a", "a/", "a\\b", "c:x", "a b", "就业.html", "a\r", &long]
        {
            assert!(parsed(&format!("{hash}  {path}")).is_err(), "{path:?}");
        }
        for line in ["", "site/a", "0  a", &format!("{hash} *a"), &format!("{}  a", "A".repeat(64))] {
            assert!(parsed(line).is_err(), "{line:?}");
        }
    }

    #[test]
    fn paths_that_windows_takes_for_one_are_refused() {
        let paths = |second: &str| check_case([String::from("README.txt"), second.to_owned()].iter());
        assert!(paths("server/README.txt").is_ok());
        assert!(paths("readme.txt").is_err());
    }
}
