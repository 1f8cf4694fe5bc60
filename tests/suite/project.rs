//! Projects on disk, and the real program run on them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use normbook::config;

use crate::archive::Archive;

/// What every case and every project has unless it says otherwise.
pub(crate) const BASE: &str = include_str!("../cases/base.txt");

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A project in a folder of its own, gone when dropped.
pub(crate) struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    /// The base project.
    pub(crate) fn new() -> Self {
        let project = Self::empty();
        for section in Archive::parse(BASE).sections {
            project.lay(&section.name, &section.text);
        }
        project
    }

    /// Writes a file of a case. A `site.yaml` that names no version is written for the current one, in a line at its end
    /// that moves no other.
    pub(crate) fn lay(&self, path: &str, text: &str) {
        let names_one = path != config::PATH || text.lines().any(|line| line.starts_with("format:"));
        let version = if names_one { String::new() } else { format!("format: {}\n", config::FORMAT.current()) };
        self.write(path, format!("{text}{version}"));
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self { folder: crate::scratch::folder() }
    }

    /// A copy of another project's content and themes; `backwards` makes its files in the contrary order.
    pub(crate) fn copy(from: &Path, backwards: bool) -> Self {
        let project = Self::empty();
        let mut files = tree(&from.join("content"));
        files.retain(|path, _| !path.contains("/."));
        let mut files: Vec<_> = files.into_iter().collect();
        if backwards {
            files.reverse();
        }
        for (path, bytes) in files {
            project.write(&format!("content/{path}"), bytes);
        }
        project
    }

    /// Where it lies.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    /// Writes a file with the folders it needs.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Reads a file back.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Removes a file, which must be there.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Puts `new` in the place of `old`, which must be there.
    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} holds no {old}");
        self.write(path, text.replace(old, new));
    }

    /// Runs a command of the real program in English, in this project.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = normbook();
        let output = command.current_dir(self.folder.path()).args(arguments).args(["--lang", "en"]).output();
        Run::new(&output.unwrap())
    }

    /// The published site, file by file.
    pub(crate) fn site(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path("output/site"))
    }
}

/// The real program, in an environment that says nothing.
pub(crate) fn normbook() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_normbook"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// Its exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) said: String,
}

impl Run {
    /// Takes what a finished process left. Whatever happened, it must not have panicked.
    pub(crate) fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it prints UTF-8");
        let run = Self {
            code: output.status.code().unwrap_or_else(|| panic!("killed: {output:?}")),
            out: text(&output.stdout),
            said: text(&output.stderr),
        };
        assert!(!run.said.contains("panicked") && run.code != 101, "{}", run.said);
        run
    }

    /// Whether the words, colours aside, were said on standard error.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.said.contains(words), "`{words}` is not in:\n{}", self.said);
        self
    }

    /// Whether the words, colours aside, were not said on standard error.
    #[track_caller]
    pub(crate) fn is_silent_about(&self, words: &str) -> &Self {
        assert!(!self.said.contains(words), "`{words}` is in:\n{}", self.said);
        self
    }

    #[track_caller]
    pub(crate) fn ends_with(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.said);
        self
    }
}

/// Every file below a folder, by its path inside, `/` between parts; nothing if there is no folder.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    if folder.is_dir() {
        gather(folder, "", &mut files);
    }
    files
}

fn gather(folder: &Path, inside: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{inside}{}", entry.file_name().to_str().expect("names are text"));
        if entry.file_type().unwrap().is_dir() {
            gather(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
}
