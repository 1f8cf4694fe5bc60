//! Keys and signatures of packages, in the format of minisign (Ed25519), which other programs check too.
//!
//! A signature is made with randomness, as minisign makes them, and a key is nothing else: these are the only files of
//! normbook that two runs do not make alike. The trusted comment says the site id and the editions, and no time.

#![expect(clippy::disallowed_methods, reason = "no file of the project is read here, but a key")]

use std::path::Path;

use anyhow::{Context, anyhow};
use minisign::{KeyPair, SecretKey, SecretKeyBox};

use crate::diag::{Locale, Words};
use crate::site::Site;
use crate::words;

/// What the name of a signature adds to that of the file it signs.
pub(super) const ENDING: &str = ".minisig";

/// A new pair of keys, as files hold them.
pub struct Keys {
    /// The text of the secret key's file: whoever has it, and the passphrase, can sign.
    pub secret: String,
    /// The text of the public key's file, to be made known.
    pub public: String,
    /// The line of the public key that can be printed in a letter.
    pub line: String,
}

impl Keys {
    /// Makes a pair of keys; the secret one is encrypted with the passphrase.
    ///
    /// # Errors
    /// If the system gives no randomness or not enough memory, which making the passphrase hard to guess takes a
    /// gigabyte of for a moment.
    pub fn new(passphrase: String) -> anyhow::Result<Self> {
        let pair = KeyPair::generate_encrypted_keypair(Some(passphrase)).map_err(|error| anyhow!("{error}"))?;
        let line = pair.pk.to_base64();
        let secret = pair.sk.to_box(Some("normbook secret key")).map_err(|error| anyhow!("{error}"))?;
        let public = format!("untrusted comment: normbook public key\n{line}\n");
        Ok(Self { secret: secret.into_string(), public, line })
    }
}

/// A secret key, ready to sign.
pub struct Signer(SecretKey);

impl Signer {
    /// Reads the file of a secret key. `passphrase` is asked for only if the key is encrypted.
    ///
    /// # Errors
    /// If the file cannot be read or is no secret key, or the passphrase is not that of the key.
    pub fn open(
        path: &Path,
        locale: Locale,
        passphrase: impl FnOnce() -> anyhow::Result<String>,
    ) -> anyhow::Result<Self> {
        let shown = path.display();
        let said = |words: Words| words.say(locale).to_owned();
        let text = std::fs::read_to_string(path)
            .with_context(|| said(words!("读不了密钥 `{shown}`", "cannot read the key `{shown}`")))?;
        let no_key = |error| {
            let words =
                words!("`{shown}` 不是 minisign 的私钥：{error}", "`{shown}` is no secret key of minisign: {error}");
            anyhow!("{}", said(words))
        };
        let boxed = SecretKeyBox::from_string(&text).map_err(no_key)?;
        if let Ok(key) = boxed.into_unencrypted_secret_key() {
            return Ok(Self(key));
        }
        let boxed = SecretKeyBox::from_string(&text).map_err(no_key)?;
        let opened = boxed.into_secret_key(Some(passphrase()?));
        let wrong = words!("口令不是密钥 `{shown}` 的口令", "the passphrase is not that of the key `{shown}`");
        opened.map(Self).map_err(|_| anyhow!("{}", said(wrong)))
    }

    /// Signs the bytes of a file of a package.
    ///
    /// # Errors
    /// If the system gives no randomness.
    pub(super) fn sign(&self, bytes: &[u8], comment: &str) -> anyhow::Result<String> {
        let signed = minisign::sign(None, &self.0, bytes, Some(comment), Some("signature of a normbook package"));
        Ok(signed.map_err(|error| anyhow!("cannot sign: {error}"))?.into_string())
    }
}

/// The passphrase in a file: its first line.
///
/// # Errors
/// If the file cannot be read.
pub fn passphrase_in(file: &Path, locale: Locale) -> anyhow::Result<String> {
    let shown = file.display();
    let failed = || words!("读不了 `{shown}`", "cannot read `{shown}`").say(locale).to_owned();
    let text = std::fs::read_to_string(file).with_context(failed)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// What a signature says beside the file: which site, in which editions.
pub(super) fn comment(site: &Site, id: &str) -> String {
    let editions: Vec<String> = site.editions.iter().map(|edition| edition.key.to_string()).collect();
    format!("normbook site:{id} editions:{}", editions.join(","))
}
