//! Server configuration: settings of nginx, Apache, IIS and Caddy made from a site's own files, a page that says what a server
//! gets wrong, and compressed siblings of texts. Addresses and bytes in, paths and bytes out: nothing is read or written.

mod gzip;
mod iis;
mod keeping;
mod policy;
mod selftest;
mod servers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

pub use gzip::gzip;

use crate::media::{self, MediaType};
use crate::site::Address;
use keeping::{Keeping, keeping};

/// The folder of the settings in a package.
const SERVER: &str = "server/";

/// A file to be put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path in the package or its address in the site; ASCII, `/` between parts.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl File {
    fn text(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
    }
}

/// What is known of a site beside its files.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Its name, for people.
    pub title: &'a str,
    /// Where it is published, with `/` at its end; `None` when nobody knows.
    pub base_url: Option<&'a str>,
    /// A content security policy that allows what any of its pages allows itself (CSP level 3).
    pub policy: &'a str,
}

/// The files of a site, seen one by one while they are made. What comes of it does not depend on their order.
#[derive(Debug, Default)]
pub struct Survey {
    addresses: Mutex<BTreeSet<String>>,
}

/// What a site asks of its server.
struct Wants<'a> {
    about: About<'a>,
    files: BTreeSet<String>,
    /// The policy of the header.
    policy: String,
}

/// What a server configuration adds.
#[derive(Clone, Debug)]
pub struct ServerConfig {
    /// Pages that become part of the site.
    pub pages: Vec<File>,
    /// Files beside the site.
    pub beside: Vec<File>,
}

impl Survey {
    /// Notes a file of the site. May be called from many threads.
    pub fn note(&self, address: &Address) {
        let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        addresses.insert(address.as_str().to_owned());
    }

    /// The server configuration for the files that were noted.
    pub fn server_config(self, about: &About<'_>) -> ServerConfig {
        let files = self.addresses.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut wants = Wants { about: *about, files, policy: policy::header(about.policy) };
        let pages = selftest::pages(&wants);
        wants.files.extend(pages.iter().map(|page| page.path.clone()));
        let mut beside = servers::files(&wants);
        beside.push(File::text("server/web.config", &iis::config(&wants)));
        ServerConfig { pages, beside }
    }
}

impl Wants<'_> {
    /// Endings that occur, each with the media type it is served with; sorted.
    fn types(&self) -> BTreeMap<&'static str, &'static str> {
        self.media_types().map(|kind| (kind.ending, kind.content_type)).collect()
    }

    /// Endings that occur and whose files may have compressed siblings; sorted.
    fn texts(&self) -> BTreeSet<&'static str> {
        self.media_types().filter(|kind| kind.compressible).map(|kind| kind.ending).collect()
    }

    /// The media type of each file that has a known one.
    fn media_types(&self) -> impl Iterator<Item = &'static MediaType> {
        self.files.iter().filter_map(|address| media::of(address))
    }

    /// Addresses of one keeping.
    fn kept(&self, how: Keeping) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str).filter(move |address| keeping(address) == how)
    }

    /// The path that the site is published under, without a `/` at its end: empty at the root of a server, or when nobody
    /// knows.
    fn at(&self) -> &str {
        let after = self.about.base_url.and_then(|base| base.split_once("://"));
        let path = after.and_then(|(_, rest)| rest.find('/').map(|start| rest[start..].trim_end_matches('/')));
        // What would have to be escaped, differently for each server, is left to those who know their server.
        let is_plain = |path: &&str| path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._".contains(&byte));
        path.filter(is_plain).unwrap_or_default()
    }

    /// The title in one line.
    fn title(&self) -> String {
        self.about.title.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests;
