//! Who made a package: signatures of its lists, and what the site is known by.
//!
//! Sums alone prove that nothing was damaged: whoever changes a file can compute them anew. What proves the publisher
//! comes from elsewhere: a public key, or the site id that the publisher made known. Signatures are those of minisign
//! (Ed25519 over the BLAKE2b hash of the file; jedisct1.github.io/minisign describes the format), so that other programs
//! check them too.

use std::fmt;

use anyhow::Context;
use minisign_verify::{PublicKey, Signature};

use super::inventory::State;
use super::{Finding, What};
use crate::diag::Words;

/// What the name of a signature adds to that of the file it signs.
pub(super) const ENDING: &str = ".minisig";

/// Begins the trusted comment of a signature that normbook made; the site id follows.
const COMMENT: &str = "normbook site:";

/// What whoever verifies knows of the publisher from elsewhere. Nothing of it may come from the package.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// What the site is to be known by.
    pub id: Option<SiteId>,
    /// Public keys of the publisher: a signature by any of them will do, as while a key is being replaced.
    pub keys: Vec<Key>,
}

impl Expected {
    /// Whether nothing is known: then nothing can be said of the publisher.
    pub(super) fn is_nothing(&self) -> bool {
        self.id.is_none() && self.keys.is_empty()
    }
}

/// What a site is known by: SHA-256 over those lines of `SHA256SUMS` whose paths begin with `site/`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SiteId(pub(super) [u8; 32]);

impl SiteId {
    /// Reads an id as people pass it on: 64 hexadecimal digits, blanks and letter case aside. A part of an id proves
    /// nothing, for a site with the same first digits can be made.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        let mut id = [0; 32];
        let is_hex = digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        for (place, byte) in id.iter_mut().enumerate().filter(|_| is_hex) {
            *byte = u8::from_str_radix(&digits[place * 2..place * 2 + 2], 16).ok()?;
        }
        is_hex.then_some(Self(id))
    }
}

impl fmt::Display for SiteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for SiteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A public key of minisign.
#[derive(Clone, Debug)]
pub struct Key(PublicKey);

impl Key {
    /// Reads a key as people give it: the name of a `.pub` file, or the line of letters in it.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or neither is a key.
    pub fn open(given: &str) -> anyhow::Result<Self> {
        if let Some(key) = Self::parse(given) {
            return Ok(key);
        }
        let text = std::fs::read_to_string(given).with_context(|| format!("cannot read the key `{given}`"))?;
        Self::parse(&text).with_context(|| format!("`{given}` is no public key of minisign"))
    }

    /// Reads the text of a `.pub` file, or its second line alone.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        PublicKey::decode(text).or_else(|_| PublicKey::from_base64(text)).ok().map(Self)
    }
}

/// What the signature of one file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seal {
    /// No key was given.
    NotAsked {
        /// There is a signature that could be asked.
        signed: bool,
    },
    /// One of the keys signed these bytes. With the site id of the trusted comment, if normbook wrote it.
    Valid(Option<String>),
    /// There is no signature as a file.
    Absent(State),
    /// None of the keys signed these bytes.
    Invalid(Words),
}

impl Seal {
    /// Asks the signature of the file at `path`, whose content is `bytes`.
    pub(super) fn read(
        small: &mut impl FnMut(&str) -> Result<Vec<u8>, State>,
        expected: &Expected,
        path: &str,
        bytes: &Result<Vec<u8>, State>,
    ) -> Self {
        let signature = small(&format!("{path}{ENDING}"));
        if expected.keys.is_empty() {
            return Self::NotAsked { signed: signature.is_ok() };
        }
        let signature = match signature {
            Ok(signature) => signature,
            Err(state) => return Self::Absent(state),
        };
        let Ok(bytes) = bytes else { return Self::Invalid(unlike()) };
        match std::str::from_utf8(&signature).ok().and_then(|text| Signature::decode(text).ok()) {
            Some(signature) => Self::of(&signature, expected, bytes),
            None => Self::Invalid(Words::fixed("不是 minisign 的签名", "it is no signature of minisign")),
        }
    }

    /// What it says against the file at `path`.
    pub(super) fn finding(&self, path: &str) -> Option<Finding> {
        let signature = format!("{path}{ENDING}");
        match self {
            Self::NotAsked { .. } | Self::Valid(_) => None,
            Self::Absent(State::Missing) => Some(Finding {
                path: signature,
                what: What::Missing,
                reason: Words::fixed(
                    "没有签名：不能证明是发布单位做的",
                    "there is no signature: nothing proves that the publisher made the package",
                ),
            }),
            Self::Absent(_) => Some(Finding {
                path: signature,
                what: What::Unreadable,
                reason: Words::fixed("签名读不出来", "the signature cannot be read"),
            }),
            Self::Invalid(reason) => Some(Finding { path: signature, what: What::Changed, reason: reason.clone() }),
        }
    }

    fn of(signature: &Signature, expected: &Expected, bytes: &[u8]) -> Self {
        // The old format without BLAKE2b is refused: it was never written by normbook.
        let allow_legacy = false;
        let results = expected.keys.iter().map(|key| key.0.verify(bytes, signature, allow_legacy));
        let results: Vec<_> = results.collect();
        if results.iter().any(Result::is_ok) {
            let id = signature.trusted_comment().strip_prefix(COMMENT);
            return Self::Valid(id.and_then(|rest| rest.split(' ').next()).map(str::to_owned));
        }
        let other_key = results.iter().all(|result| matches!(result, Err(minisign_verify::Error::UnexpectedKeyId)));
        Self::Invalid(if other_key {
            Words::fixed("是用别的密钥签的", "it was made with another key than those given")
        } else {
            unlike()
        })
    }
}

fn unlike() -> Words {
    Words::fixed(
        "签名不属于这个文件：签名以后文件变了，或者是伪造的",
        "it does not belong to this file: the file was changed after it was signed, or the signature is forged",
    )
}

/// The signatures of both lists, by the path of the list.
pub(super) struct Signatures(pub(super) [(&'static str, Seal); 2]);

impl Signatures {
    pub(super) fn read(
        small: &mut impl FnMut(&str) -> Result<Vec<u8>, State>,
        expected: &Expected,
        lists: [(&'static str, &Result<Vec<u8>, State>); 2],
    ) -> Self {
        Self(lists.map(|(path, bytes)| (path, Seal::read(small, expected, path, bytes))))
    }

    /// Whether one of the keys signed the list at `path`.
    pub(super) fn vouch_for(&self, path: &str) -> bool {
        self.0.iter().any(|(own, seal)| *own == path && matches!(seal, Seal::Valid(_)))
    }

    /// Whether there is a signature that nobody asked.
    pub(super) fn are_unasked(&self) -> bool {
        self.0.iter().any(|(_, seal)| matches!(seal, Seal::NotAsked { signed: true }))
    }
}

/// Whether a path is that of a signature, which no list can name.
pub(super) fn is_signature(path: &str) -> bool {
    path.strip_suffix(ENDING).is_some_and(|signed| matches!(signed, super::sums::SHA256SUMS | super::sums::SM3SUMS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_id_is_an_id() {
        let whole = "0A".repeat(32);
        assert_eq!(SiteId::parse(&whole).map(|id| id.to_string()), Some("0a".repeat(32)));
        assert_eq!(SiteId::parse(&format!(" {} {}\n", &whole[..32], &whole[32..])), SiteId::parse(&whole));
        for wrong in ["", "0a", &whole[..12], &whole[1..], &"0g".repeat(32), &format!("{whole}0")] {
            assert_eq!(SiteId::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_key_is_a_file_or_its_second_line() {
        let line = minisign::KeyPair::generate_unencrypted_keypair().unwrap().pk.to_base64();
        assert!(Key::parse(&line).is_some());
        assert!(Key::parse(&format!("untrusted comment: key\r\n{line}\r\n")).is_some());
        for wrong in ["", "untrusted comment: key", &line[1..], "RW"] {
            assert!(Key::parse(wrong).is_none(), "{wrong}");
        }
    }
}
