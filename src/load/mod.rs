//! Folders to [`Snapshot`]: the only reader.
//!
//! What keeps one file from being read (an encoding, a size, a name, a link, a permission) becomes a diagnostic of the
//! snapshot: the file is left out, and the rest is read. That there is no content at all is an error that names the path.

#![expect(clippy::disallowed_methods, reason = "load is the only reader")]

mod built;
mod refresh;
mod rules;
mod stamp;
mod walk;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use anyhow::ensure;

use crate::diag::{self, Diagnostic};
use crate::site::Ledger;
use crate::source::{Asset, Snapshot, Source, SourcePath, encoding};
pub use built::{beside, built_text, contacts, handed, imports, original};
pub use refresh::refresh;
pub use rules::RULES;
use rules::{file_encoding, file_name, file_too_large, reserved_name, unreadable_file};
pub use stamp::{Stamps, stamps};
pub use walk::is_temporary;
use walk::{Found, walk};

/// How large files may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Markdown, `site.yaml` and lock files, in bytes. What exceeds 4 GiB is refused whatever is said here.
    pub source_bytes: u64,
    /// Every other file, in bytes.
    pub asset_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { source_bytes: 4 << 20, asset_bytes: 32 << 20 }
    }
}

/// Reads `content/` and `themes/` of the folder `project`.
///
/// Hidden files (but for those of `content/static/`), temporary files of editors and what `.ignore` and `.normbookignore` name are left out; `.gitignore`
/// says nothing here, since what is not committed may still be published. Symbolic links are followed inside the
/// project only.
///
/// # Errors
///
/// If there is no `content/`, or it cannot be listed.
pub fn load(project: &Path, limits: &Limits) -> anyhow::Result<Snapshot> {
    let mut reader = Reader { limits, snapshot: Snapshot::default() };
    reader.read(project, None)?;
    diag::sort(&mut reader.snapshot.diagnostics);
    Ok(reader.snapshot)
}

/// The folders that are read.
const CONTENT: &str = "content";
const THEMES: &str = "themes";

struct Reader<'a> {
    limits: &'a Limits,
    snapshot: Snapshot,
}

impl Reader<'_> {
    /// Reads everything, or only what is at or below the paths in `only`.
    fn read(&mut self, project: &Path, only: Option<&BTreeSet<SourcePath>>) -> anyhow::Result<()> {
        let content = project.join(CONTENT);
        ensure!(
            content.is_dir(),
            "no content folder at `{}`; name the folder that holds `content` with `--project`",
            content.display()
        );
        for file in self.found(project, CONTENT, only)? {
            self.take_content(&file);
        }
        if project.join(THEMES).is_dir() {
            for file in self.found(project, THEMES, only)? {
                self.take_theme(&file);
            }
        }
        Ok(())
    }

    fn found(
        &mut self,
        project: &Path,
        folder: &str,
        only: Option<&BTreeSet<SourcePath>>,
    ) -> anyhow::Result<Vec<Found>> {
        let walked = walk(project, folder, only)?;
        self.snapshot.diagnostics.extend(walked.diagnostics);
        for source in walked.shown {
            self.snapshot.shown.insert(source.path.clone(), Arc::new(source));
        }
        self.snapshot.linked |= walked.linked;
        Ok(walked.files)
    }

    fn take_content(&mut self, file: &Found) {
        if file.path.verbatim().is_some() {
            self.report(file_name::check_verbatim(&file.path));
            self.report(reserved_name::check(&file.path));
            return self.take_asset(file);
        }
        let is_config = file.path.as_str() == "content/site.yaml";
        let is_lock = file.path.file_name() == "official.lock";
        let is_ledger = file.path.as_str() == Ledger::PATH;
        if !is_config && !is_lock {
            self.report(file_name::check(&file.path));
            self.report(reserved_name::check(&file.path));
        }
        if is_config {
            self.snapshot.config = self.source(file);
        } else if is_lock || is_ledger || file.path.extension() == "md" {
            let source = self.source(file);
            self.snapshot.sources.extend(source.map(|source| (file.path.clone(), source)));
        } else {
            self.take_asset(file);
        }
    }

    fn take_asset(&mut self, file: &Found) {
        let asset = self.asset(file);
        self.snapshot.assets.extend(asset.map(|asset| (file.path.clone(), asset)));
    }

    /// A file that lies in `themes/` itself belongs to no theme.
    fn take_theme(&mut self, file: &Found) {
        let inside = file.path.as_str().strip_prefix("themes/").and_then(|path| path.split_once('/'));
        if let Some((theme, path)) = inside
            && let Some(asset) = self.asset(file)
        {
            self.snapshot.themes.entry(theme.to_owned()).or_default().insert(path.to_owned(), asset);
        }
    }

    fn source(&mut self, file: &Found) -> Option<Arc<Source>> {
        // Spans count bytes in 32 bits.
        let limit = self.limits.source_bytes.min(u32::MAX.into());
        let bytes = self.bytes(file, limit)?;
        match encoding::decode(bytes) {
            Ok(text) => Some(Arc::new(Source::new(file.path.clone(), &text))),
            Err(fault) => {
                self.report(Some(file_encoding::report(&file.path, &fault)));
                let shown = Source::new(file.path.clone(), &fault.text);
                self.snapshot.shown.insert(file.path.clone(), Arc::new(shown));
                None
            }
        }
    }

    fn asset(&mut self, file: &Found) -> Option<Arc<Asset>> {
        let bytes = self.bytes(file, self.limits.asset_bytes)?;
        Some(Arc::new(Asset::new(file.path.clone(), bytes)))
    }

    fn bytes(&mut self, file: &Found, limit: u64) -> Option<Vec<u8>> {
        match read(&file.disk, limit) {
            Ok(Reading::Bytes(bytes)) => Some(bytes),
            Ok(Reading::Gone) => None,
            Ok(Reading::TooLarge(size)) => {
                self.report(Some(file_too_large::report(&file.path, size, limit)));
                None
            }
            Err(error) => {
                self.report(Some(unreadable_file::report(&file.path, &error)));
                None
            }
        }
    }

    fn report(&mut self, diagnostic: Option<Diagnostic>) {
        self.snapshot.diagnostics.extend(diagnostic);
    }
}

enum Reading {
    Bytes(Vec<u8>),
    /// The size in bytes, as far as it is known.
    TooLarge(u64),
    /// It was deleted after its folder was listed, as happens while somebody is at work.
    Gone,
}

/// The size is asked first, and reading stops past the limit all the same, for the file may be growing.
fn read(path: &Path, limit: u64) -> std::io::Result<Reading> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Reading::Gone),
        opened => opened?,
    };
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(Reading::TooLarge(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    Ok(if size > limit { Reading::TooLarge(size) } else { Reading::Bytes(bytes) })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::diag::Locale;

    /// A project of the files named, each with its bytes.
    fn project(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let project = tempfile::tempdir().unwrap();
        fs::create_dir(project.path().join("content")).unwrap();
        for (path, bytes) in files {
            let path = project.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        project
    }

    fn loaded(project: &tempfile::TempDir) -> Snapshot {
        load(project.path(), &Limits::default()).unwrap()
    }

    /// The sources, then the assets.
    fn paths(snapshot: &Snapshot) -> Vec<String> {
        snapshot.sources.keys().chain(snapshot.assets.keys()).map(ToString::to_string).collect()
    }

    fn findings(snapshot: &Snapshot) -> Vec<String> {
        let say = |found: &Diagnostic| {
            let start = found.location.span.start as usize;
            let place = snapshot.text(&found.location.path).map(|text| diag::place(text, start));
            let place = place.map_or(String::new(), |place| format!(":{}:{}", place.line, place.column));
            format!("{} {}{place}: {}", found.rule.id, found.location.path, found.message.say(Locale::English))
        };
        snapshot.diagnostics.iter().map(say).collect()
    }

    #[test]
    fn files_are_sorted_by_kind() {
        let project = project(&[
            ("content/site.yaml", b"title: a"),
            ("content/notes/site.yaml", b"no config"),
            ("content/notes/n1.md", b"a\r\nb"),
            ("content/standards/urban/2022/official.lock", b"{}"),
            ("content/assets/map.png", b"\x89PNG\0"),
            ("themes/local/css/base.css", b"body {}"),
            ("themes/README.md", b"of no theme"),
            ("output/site/index.html", b"not content"),
        ]);
        let snapshot = loaded(&project);
        assert_eq!(findings(&snapshot), [""; 0]);
        assert_eq!(snapshot.config.as_ref().unwrap().path.as_str(), "content/site.yaml");
        assert_eq!(
            paths(&snapshot),
            [
                "content/notes/n1.md",
                "content/standards/urban/2022/official.lock",
                "content/assets/map.png",
                "content/notes/site.yaml",
            ]
        );
        assert_eq!(&*snapshot.sources.values().next().unwrap().text, "a\nb");
        assert_eq!(&*snapshot.themes["local"]["css/base.css"].bytes, b"body {}");
        assert_eq!(snapshot.themes.len(), 1);
    }

    #[test]
    fn what_is_no_content_is_left_out() {
        let project = project(&[
            ("content/a.md", b"a"),
            ("content/a.md~", b""),
            ("content/.a.md.swp", b""),
            ("content/a.tmp", b""),
            ("content/#a.md#", b""),
            ("content/4913", b""),
            ("content/~$plan.docx", b""),
            ("content/.DS_Store", b""),
            ("content/assets/Thumbs.db", b""),
            ("content/.hidden/b.md", b""),
            ("content/drafts/c.md", b""),
            ("content/private/d.md", b""),
            ("content/committed/e.md", b"e"),
            ("content/.ignore", b"drafts/"),
            ("content/.normbookignore", b"/private"),
            ("content/.gitignore", b"committed/"),
            (".ignore", b"a.md"),
        ]);
        fs::create_dir(project.path().join(".git")).unwrap();
        assert_eq!(paths(&loaded(&project)), ["content/a.md", "content/committed/e.md"]);
        assert_eq!(findings(&loaded(&project)), [""; 0]);
    }

    #[test]
    fn what_cannot_be_read_as_content_is_reported() {
        let limits = Limits { source_bytes: 8, asset_bytes: 16 };
        let project = project(&[
            ("content/a.md", b"12345678"),
            ("content/b.md", b"123456789"),
            ("content/c.md", b"\xE4\xB8\x80\xFF"),
            ("content/d.md", b"x\n\0"),
            ("content/e.png", b"0123456789abcdef"),
            ("content/f.png", b"0123456789abcdefg"),
            ("content/Photos/g.png", b""),
            ("content/.ignore", b"x\n{a"),
        ]);
        let snapshot = load(project.path(), &limits).unwrap();
        assert_eq!(paths(&snapshot), ["content/a.md", "content/Photos/g.png", "content/e.png"]);
        assert_eq!(
            findings(&snapshot),
            [
                "ignore-file content/.ignore:2:1: this pattern cannot be understood: \
                 error parsing glob '{a': unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)",
                "file-name content/Photos/g.png: the name `Photos` holds `P`",
                "file-too-large content/b.md: the file has 0.1 KiB, the limit is 0.1 KiB",
                "file-encoding content/c.md:1:2: byte 0xFF cannot be read as text",
                "file-encoding content/d.md:2:1: there is a NUL character U+0000 here",
                "file-too-large content/f.png: the file has 0.1 KiB, the limit is 0.1 KiB",
            ]
        );
    }

    #[test]
    fn a_large_file_is_not_read() {
        let project = project(&[]);
        let file = File::create(project.path().join("content/a.md")).unwrap();
        file.set_len(1 << 40).unwrap();
        assert_eq!(
            findings(&loaded(&project)),
            ["file-too-large content/a.md: the file has 1048576.0 MiB, the limit is 4.0 MiB"]
        );
    }

    #[test]
    fn a_missing_content_folder_says_how_to_begin() {
        let empty = tempfile::tempdir().unwrap();
        let error = load(empty.path(), &Limits::default()).unwrap_err().to_string();
        assert!(error.contains("content`; name the folder"), "{error}");
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::{PermissionsExt, symlink};

        use super::*;

        #[test]
        fn links_inside_the_project_are_followed() {
            let project = project(&[("shared/a.md", b"a"), ("shared/sub/b.png", b"b"), ("one.md", b"one")]);
            symlink("../shared", project.path().join("content/linked")).unwrap();
            symlink("../one.md", project.path().join("content/one.md")).unwrap();
            symlink("../content/one.md", project.path().join("shared/file.md")).unwrap();
            let snapshot = loaded(&project);
            assert_eq!(findings(&snapshot), [""; 0]);
            assert_eq!(
                paths(&snapshot),
                ["content/linked/a.md", "content/linked/file.md", "content/one.md", "content/linked/sub/b.png"]
            );
        }

        #[test]
        fn other_links_are_reported() {
            let outside = project(&[("secret.md", b"secret")]);
            let project = project(&[("content/d/a.md", b"a"), ("e/b.md", b"b")]);
            let content = project.path().join("content");
            symlink(outside.path(), content.join("far")).unwrap();
            symlink(outside.path().join("secret.md"), content.join("far.md")).unwrap();
            symlink("missing.md", content.join("gone.md")).unwrap();
            symlink("self.md", content.join("self.md")).unwrap();
            symlink("..", content.join("d/up")).unwrap();
            symlink("../e", content.join("e")).unwrap();
            symlink("../content/d", project.path().join("e/nested")).unwrap();
            symlink("/dev/zero", content.join("endless.png")).unwrap();
            // As Emacs locks a file.
            symlink("user@host.123", content.join(".#a.md")).unwrap();
            let snapshot = loaded(&project);
            assert_eq!(paths(&snapshot), ["content/d/a.md", "content/e/b.md"]);
            assert_eq!(
                findings(&snapshot),
                [
                    "unreadable-link content/d/up: the symbolic link leads to a folder that holds it",
                    "unreadable-link content/e/nested: a linked folder holds another link to a folder",
                    "unreadable-link content/endless.png: the symbolic link leads out of the project",
                    "unreadable-link content/far: the symbolic link leads out of the project",
                    "unreadable-link content/far.md: the symbolic link leads out of the project",
                    "unreadable-link content/gone.md: what the symbolic link leads to cannot be read",
                    "unreadable-link content/self.md: what the symbolic link leads to cannot be read",
                ]
            );
        }

        #[test]
        fn a_tangle_of_links_comes_to_an_end() {
            let project = project(&[]);
            for folder in 0..12 {
                let folder_path = project.path().join(format!("content/d{folder}"));
                fs::create_dir(&folder_path).unwrap();
                for target in (0..12).filter(|target| *target != folder) {
                    symlink(format!("../d{target}"), folder_path.join(format!("l{target}"))).unwrap();
                }
            }
            // Each of 132 links is entered once and finds 11 links that are not: loops and nested ones.
            assert_eq!(loaded(&project).diagnostics.len(), 132 * 11);
        }

        #[test]
        fn content_itself_stays_inside_the_project() {
            let outside = project(&[("content/a.md", b"a")]);
            let project = tempfile::tempdir().unwrap();
            symlink(outside.path().join("content"), project.path().join("content")).unwrap();
            let error = load(project.path(), &Limits::default()).unwrap_err().to_string();
            assert!(error.contains("leads out of the project"), "{error}");
        }

        const PIPE: &str = "unreadable-file content/pipe.md: it is a pipe, a socket or a device, not a file";

        #[test]
        fn pipes_and_nameless_files_are_not_read() {
            let project = project(&[]);
            let pipe = project.path().join("content/pipe.md");
            assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
            let name = std::ffi::OsStr::from_bytes(b"\xD6\xD0.md");
            // Some systems have no such names to begin with.
            if fs::write(project.path().join("content").join(name), "a").is_ok() {
                let message = "file-name content/\u{FFFD}\u{FFFD}.md: \
                               the name `\u{FFFD}\u{FFFD}.md` holds `\u{FFFD}`";
                assert_eq!(findings(&loaded(&project)), [PIPE, message]);
            } else {
                assert_eq!(findings(&loaded(&project)), [PIPE]);
            }
            assert_eq!(paths(&loaded(&project)), [""; 0]);
        }

        #[test]
        fn what_is_forbidden_is_reported_and_the_rest_is_read() {
            let project = project(&[("content/a.md", b"a"), ("content/b.md", b"b"), ("content/c/d.md", b"d")]);
            let at = |path: &str| project.path().join("content").join(path);
            for path in ["a.md", "c"] {
                fs::set_permissions(at(path), fs::Permissions::from_mode(0o000)).unwrap();
            }
            // Nothing is forbidden to the superuser.
            if File::open(at("a.md")).is_err() {
                let snapshot = loaded(&project);
                assert_eq!(paths(&snapshot), ["content/b.md"]);
                let said = |path: &str| format!("unreadable-file {path}: it cannot be read: permission denied");
                assert_eq!(findings(&snapshot), [said("content/a.md"), said("content/c")]);
            }
            fs::set_permissions(at("c"), fs::Permissions::from_mode(0o700)).unwrap();
        }
    }
}
