//! Sources: bytes that were read, and places in them.
//!
//! A [`Span`] counts bytes of the *normalised* text (UTF-8, no byte order mark, `\n` line ends). Normalising keeps
//! every line and every character of a line, so the line and column shown to an author are true to the file as it
//! lies on disk, whatever its encoding and line ends.

pub mod encoding;
mod foreign;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::text::base64;

/// A path inside the project, with `/` between its parts on every system: `content/roles/grid-worker.md`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a path that is already relative to the project and separated by `/`.
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the file, without its folders.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folder the file lies in, without a final `/`; empty at the top.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |end| &self.0[..end])
    }

    /// Where a file of `content/static/` is published, as it is: its path from the top of the site. `None` for all others.
    pub fn verbatim(&self) -> Option<&str> {
        self.0.strip_prefix("content/static/")
    }

    /// The ending after the last dot of the file's name, or nothing.
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// How a link in the file `from` writes this path.
    pub fn relative_from(&self, from: &Self) -> String {
        let (own, other): (Vec<&str>, Vec<&str>) =
            (self.0.split('/').collect(), from.folder().split('/').filter(|part| !part.is_empty()).collect());
        let shared = own.iter().zip(&other).take_while(|(own, other)| own == other).count();
        let shared = shared.min(own.len() - 1);
        let ups = std::iter::repeat_n("..", other.len() - shared);
        ups.chain(own[shared..].iter().copied()).collect::<Vec<_>>().join("/")
    }

    /// Follows `relative` (a link as written in this file) to another path. `None` if it climbs out of the project.
    pub fn join(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(Self::new(&parts.join("/")))
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A run of bytes of a source's normalised text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: saturate(start), end: saturate(end) }
    }

    /// The span as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same run, `by` bytes further on.
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }
}

/// Sources over 4 GiB are refused on reading, so that saturation is never seen.
fn saturate(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A value with the place it was written at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A span together with the file it lies in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub path: SourcePath,
    /// The place in the file; the empty span at 0 speaks of the file as a whole.
    pub span: Span,
}

impl Location {
    /// Joins a file and a place in it.
    pub fn new(path: &SourcePath, span: Span) -> Self {
        Self { path: path.clone(), span }
    }

    /// Speaks of the file as a whole.
    pub fn whole(path: &SourcePath) -> Self {
        Self::new(path, Span::default())
    }
}

/// SHA-256 of some bytes (FIPS 180-4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// Hashes `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest;
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// All 64 hexadecimal digits, lower case.
    pub fn hex(&self) -> String {
        use std::fmt::Write;
        self.0.iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// The hash as a content security policy names it.
    pub fn base64(&self) -> String {
        base64::encode(&self.0)
    }

    /// The first eight hexadecimal digits, as used in hashed file names.
    pub fn short(&self) -> String {
        self.hex()[..8].to_owned()
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

/// One text file of the content, normalised.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it was read from.
    pub path: SourcePath,
    /// UTF-8 without byte order mark, lines ended by `\n`.
    pub text: Arc<str>,
}

impl Source {
    /// A source from normalised text.
    pub fn new(path: SourcePath, text: &str) -> Self {
        Self { path, text: Arc::from(text) }
    }
}

/// One picture or attachment of the content, as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Where it was read from.
    pub path: SourcePath,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Hash of its bytes, part of its published name.
    pub hash: ContentHash,
}

impl Asset {
    /// An asset from its bytes.
    pub fn new(path: SourcePath, bytes: Vec<u8>) -> Self {
        let hash = ContentHash::of(&bytes);
        Self { path, bytes: Arc::from(bytes), hash }
    }
}

/// The world as it was read: everything a site is made of. Tests build one from text.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// `content/site.yaml`, if it is there.
    pub config: Option<Arc<Source>>,
    /// The file of an office that says whom to call, if one was named.
    pub contacts: Option<Arc<Source>>,
    /// Markdown files and lock files under `content/`, by path.
    pub sources: BTreeMap<SourcePath, Arc<Source>>,
    /// Everything else under `content/`, by path.
    pub assets: BTreeMap<SourcePath, Arc<Asset>>,
    /// Files of `themes/<name>/` that override the embedded theme: name of the theme, then path inside it.
    pub themes: BTreeMap<String, BTreeMap<String, Arc<Asset>>>,
    /// Whether there is a symbolic link: what changes in one place may then change in another.
    pub linked: bool,
    /// What can be read of files that are no content: those that are no text, those that say what is left out. Findings
    /// about them show their lines.
    pub shown: BTreeMap<SourcePath, Arc<Source>>,
    /// What could not be read as content (wrong encoding, too large).
    pub diagnostics: Vec<Diagnostic>,
}

impl Snapshot {
    /// The text of a file, for printing the line a diagnostic speaks of.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        let mut single = [&self.config, &self.contacts].into_iter().flatten().map(Arc::as_ref);
        let source = single
            .find(|source| source.path == *path)
            .or_else(|| self.sources.get(path).or_else(|| self.shown.get(path)).map(Arc::as_ref))
            .map(|source| &*source.text);
        source.or_else(|| self.theme_text(path))
    }

    /// Puts another text in the place of that of a file which was read.
    pub fn set_text(&mut self, path: &SourcePath, text: &str) {
        let source = || Arc::new(Source::new(path.clone(), text));
        if let Some(config) = self.config.as_mut().filter(|config| config.path == *path) {
            *config = source();
        } else if let Some(own) = self.sources.get_mut(path) {
            *own = source();
        } else if let Some(own) = self.theme_file_mut(path) {
            *own = Arc::new(Asset::new(path.clone(), text.as_bytes().to_vec()));
        }
    }

    /// Gives a file of the content another path; an attachment that becomes Markdown is read as such. Whether that was
    /// possible: nothing has that path, and the file can be read.
    pub fn rename(&mut self, from: &SourcePath, to: &SourcePath) -> bool {
        if self.sources.contains_key(to) || self.assets.contains_key(to) || self.shown.contains_key(to) {
            return false;
        }
        // What was said of its name is said no more.
        self.diagnostics.retain(|found| found.location.path != *from);
        if let Some(source) = self.sources.remove(from) {
            self.sources.insert(to.clone(), Arc::new(Source { path: to.clone(), ..source.as_ref().clone() }));
            return true;
        }
        let Some(asset) = self.assets.get(from) else { return false };
        if to.as_str() == "content/site.yaml" {
            let Ok(text) = encoding::decode(asset.bytes.to_vec()) else { return false };
            if self.config.is_some() {
                return false;
            }
            self.config = Some(Arc::new(Source::new(to.clone(), &text)));
        } else if to.extension() == "md" {
            let Ok(text) = encoding::decode(asset.bytes.to_vec()) else { return false };
            self.sources.insert(to.clone(), Arc::new(Source::new(to.clone(), &text)));
        } else {
            let asset = Asset { path: to.clone(), ..asset.as_ref().clone() };
            self.assets.insert(to.clone(), Arc::new(asset));
        }
        self.assets.remove(from);
        true
    }

    fn theme_file_mut(&mut self, path: &SourcePath) -> Option<&mut Arc<Asset>> {
        let (theme, file) = path.as_str().strip_prefix("themes/")?.split_once('/')?;
        self.themes.get_mut(theme)?.get_mut(file)
    }

    /// The text of a theme's file. What was read as it is may be no text.
    fn theme_text(&self, path: &SourcePath) -> Option<&str> {
        let (theme, file) = path.as_str().strip_prefix("themes/")?.split_once('/')?;
        std::str::from_utf8(&self.themes.get(theme)?.get(file)?.bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_links_follow_folders() {
        let task = SourcePath::new("content/standards/urban/2022/tasks/t01.md");
        let joined = |link: &str| task.join(link).map(|path| path.to_string());
        assert_eq!(joined("t02.md").as_deref(), Some("content/standards/urban/2022/tasks/t02.md"));
        assert_eq!(joined("../clauses/5.7.md").as_deref(), Some("content/standards/urban/2022/clauses/5.7.md"));
        assert_eq!(joined("../../../../../../x.md"), None);
    }

    #[test]
    fn relative_links_lead_back() {
        let task = SourcePath::new("content/standards/urban/2022/tasks/t01.md");
        for path in
            ["content/standards/urban/2022/tasks/t02.md", "content/assets/a.svg", "content/standards/urban/index.md"]
        {
            let path = SourcePath::new(path);
            assert_eq!(task.join(&path.relative_from(&task)), Some(path));
        }
    }

    #[test]
    fn hashes_are_those_of_the_standard() {
        // FIPS 180-4, example of the one-block message "abc".
        assert_eq!(ContentHash::of(b"abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
