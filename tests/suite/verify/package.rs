//! Packages as `docs/offline.md` describes them, made by hand: nothing here calls the code under test.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use sm3::Sm3;

use super::zips::{Entry, zip};

/// Files of a package by path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Package(pub(super) BTreeMap<String, Vec<u8>>);

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn sm3(bytes: &[u8]) -> String {
    hex(&Sm3::digest(bytes))
}

impl Package {
    /// A small package, whole.
    pub(super) fn new() -> Self {
        Self::of(&[
            ("README.txt", "\u{FEFF}使用说明\r\n"),
            ("index.html", "<a href=\"site/index.html\">打开</a>\n"),
            ("manifest.schema.json", "{}\n"),
            ("server/nginx.conf", "charset utf-8;\n"),
            ("site/assets/site-0a1b.css", "body{margin:0}\n"),
            ("site/assets/site-0a1b.js", "var a = 1;\n"),
            ("site/empty.txt", ""),
            ("site/index.html", "<!DOCTYPE html><title>标准</title>\n"),
            ("site/roles/index.html", "<!DOCTYPE html><title>角色</title>\n"),
            ("site/urban/2022/t01.html", "<!DOCTYPE html><title>就业服务</title><p>登记、登记、登记、登记。\n"),
            ("site/urban/2022/t02.html", "<!DOCTYPE html><title>租房</title>\n"),
        ])
    }

    /// A package of these files, with manifest and lists.
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        Self(files.collect()).listed()
    }

    /// Writes manifest and lists anew.
    pub(super) fn listed(mut self) -> Self {
        self.0.retain(|path, _| !path.ends_with(".minisig"));
        for path in ["manifest.json", "SHA256SUMS", "SM3SUMS"] {
            self.0.remove(path);
        }
        let site: String = self.lines(sha256, |path| path.starts_with("site/"));
        let manifest = format!("{{\"format\": 1, \"title\": \"标准\", \"build\": \"{}\"}}\n", sha256(site.as_bytes()));
        self.0.insert("manifest.json".to_owned(), manifest.into_bytes());
        self.with_lists_only()
    }

    /// Writes the lists anew, and leaves the manifest as it is.
    pub(super) fn with_lists_only(mut self) -> Self {
        for path in ["SHA256SUMS", "SM3SUMS"] {
            self.0.remove(path);
        }
        let list = self.lines(sha256, |path| !path.ends_with(".minisig"));
        self.0.insert("SHA256SUMS".to_owned(), list.into_bytes());
        let list = self.lines(sm3, |path| !path.ends_with(".minisig"));
        self.0.insert("SM3SUMS".to_owned(), list.into_bytes());
        self
    }

    fn lines(&self, hash: fn(&[u8]) -> String, is_listed: fn(&str) -> bool) -> String {
        let files = self.0.iter().filter(|(path, _)| is_listed(path));
        files.map(|(path, bytes)| format!("{}  {path}\n", hash(bytes))).collect()
    }

    /// The delta that leads from `old` to this one.
    pub(super) fn since(&self, old: &Self) -> Self {
        let is_sent = |path: &str| matches!(path, "README.txt" | "manifest.json" | "SHA256SUMS" | "SM3SUMS");
        let mut files = self.0.clone();
        files.retain(|path, bytes| is_sent(path) || old.0.get(path) != Some(bytes));
        let gone = old.0.keys().filter(|path| !self.0.contains_key(*path));
        let gone: String = gone.map(|path| format!("{path}\n")).collect();
        files.insert("DELETE.txt".to_owned(), gone.into_bytes());
        files.insert("DELTA.txt".to_owned(), "解到旧文件夹\r\n".into());
        Self(files).delta_listed()
    }

    /// Writes the delta's own list anew.
    pub(super) fn delta_listed(mut self) -> Self {
        self.0.remove("DELTA.sums");
        let list = self.lines(sha256, |path| !path.ends_with(".minisig"));
        self.0.insert("DELTA.sums".to_owned(), list.into_bytes());
        self
    }

    /// The lists signed by a key, as minisign signs files.
    pub(super) fn signed(mut self, key: &minisign::KeyPair, comment: &str) -> Self {
        for list in ["SHA256SUMS", "SM3SUMS", "DELTA.sums"] {
            let Some(bytes) = self.0.get(list) else { continue };
            let signature = minisign::sign(None, &key.sk, &bytes[..], Some(comment), None).unwrap();
            self.0.insert(format!("{list}.minisig"), signature.into_string().into_bytes());
        }
        self
    }

    /// What the site is known by, computed as the documents say.
    pub(super) fn site_id(&self) -> String {
        sha256(self.lines(sha256, |path| path.starts_with("site/")).as_bytes())
    }

    /// Writes all files below `folder`.
    pub(super) fn unpack(&self, folder: &Path) {
        for (path, bytes) in &self.0 {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    /// Packs all files into a zip in `folder`.
    pub(super) fn pack(&self, folder: &Path) -> PathBuf {
        let path = folder.join("package.zip");
        fs::write(&path, self.zip()).unwrap();
        path
    }

    /// The bytes of its zip.
    pub(super) fn zip(&self) -> Vec<u8> {
        zip(&self.entries())
    }

    pub(super) fn entries(&self) -> Vec<Entry> {
        self.0.iter().map(|(path, bytes)| Entry::deflated(path, bytes)).collect()
    }
}
