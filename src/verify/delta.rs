//! A delta: a zip with what is new since an older package, and the list of what to delete.
//!
//! Four files are in deltas alone and go when one is applied: `DELTA.txt` says in words what to do, `DELETE.txt` lists
//! the paths to delete, `GZIP.txt` those of compressed siblings to make of the delta's entries, and `DELTA.sums` lists every
//! file of the delta but itself, these three among them. Whoever follows `DELETE.txt` and `GZIP.txt` by hand gives their
//! lines to `xargs` or to PowerShell, so that a line may be nothing but the plain path of one file.

use std::collections::BTreeSet;

use super::digest::Digests;
use super::inventory::{Inventory, State, finding_of};
use super::signature::{ENDING, Expected, Seal};
use super::sums::{self, List};
use super::{Finding, What};
use crate::diag::Words;
use crate::words;

/// Says in words what to do with a delta.
pub(super) const DELTA: &str = "DELTA.txt";
/// The paths to delete, one a line.
pub(super) const DELETE: &str = "DELETE.txt";
/// The paths of compressed siblings to make, one a line. Deltas of older versions have none.
pub(super) const GZIP: &str = "GZIP.txt";
/// SHA-256 of every file of the delta but this one.
pub(super) const DELTA_SUMS: &str = "DELTA.sums";

/// What every delta holds whole, beside what is new, in the order of a report.
pub(super) const ALWAYS: &[&str] = &["README.txt", "manifest.json"];

/// What only a delta has.
#[derive(Debug)]
pub(super) struct Delta {
    /// The list of its own files, or why there is none.
    sums: Result<List, Finding>,
    /// Whether its publisher signed that list.
    seal: Seal,
    /// The bytes of `DELETE.txt`, if it can be read.
    deleted: Option<Vec<u8>>,
    /// The bytes of `GZIP.txt`, if it can be read.
    packed: Option<Vec<u8>>,
}

impl Delta {
    /// Reads what only a delta has; `None` where nothing of it is there: then it is a whole package.
    pub(super) fn read(small: &mut impl FnMut(&str) -> Result<Vec<u8>, State>, expected: &Expected) -> Option<Self> {
        let own = [DELTA, DELETE, DELTA_SUMS].map(&mut *small);
        let is_delta = own.iter().any(|state| !matches!(state, Err(State::Missing)));
        if !is_delta {
            return None;
        }
        let [_, deleted, sums] = own;
        let seal = Seal::read(small, expected, DELTA_SUMS, &sums);
        let packed = small(GZIP).ok();
        let changed = |reason: Words| Finding { path: DELTA_SUMS.to_owned(), what: What::Changed, reason };
        let sums = match sums {
            Ok(bytes) => List::parse(&bytes).map_err(changed),
            Err(State::Missing) => Err(Finding {
                path: DELTA_SUMS.to_owned(),
                what: What::Missing,
                reason: Words::fixed(
                    "没有增量包自己的清单：它是旧版 normbook 做的，或者被改过",
                    "a delta has a list of its own files: this one was made by an older normbook, or was changed",
                ),
            }),
            Err(state) => Err(finding_of(DELTA_SUMS, &state)
                .unwrap_or_else(|| changed(Words::fixed("读不出来", "it cannot be read")))),
        };
        Some(Self { sums, seal, deleted: deleted.ok(), packed })
    }

    /// Every path that its own list names.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.sums.iter().flat_map(List::paths)
    }

    /// Whether a file is the delta's own, in no list of the package that it leads to.
    pub(super) fn owns(&self, path: &str) -> bool {
        matches!(path, DELTA | DELETE | GZIP | DELTA_SUMS) || path.strip_suffix(ENDING) == Some(DELTA_SUMS)
    }

    /// What a key that was given says against the list of the delta's own files.
    pub(super) fn unsigned(&self) -> Option<Finding> {
        self.seal.finding(DELTA_SUMS)
    }

    /// Everything that is wrong with it. `trusted` are the lists of the package that it leads to.
    pub(super) fn findings(&self, trusted: &[&List], found: &Inventory) -> Vec<Finding> {
        let mut findings = Vec::new();
        match &self.sums {
            Ok(sums) => findings.extend(against(sums, found, trusted)),
            Err(finding) => findings.push(finding.clone()),
        }
        let wrong = self.deleted.as_deref().and_then(|bytes| deletions(bytes, trusted).err());
        findings.extend(wrong.map(|reason| Finding { path: DELETE.to_owned(), what: What::Changed, reason }));
        let holds = |path: &str| matches!(found.get(path), Some(State::Read(_)));
        let wrong = self.packed.as_deref().and_then(|bytes| siblings(bytes, trusted, holds).err());
        findings.extend(wrong.map(|reason| Finding { path: GZIP.to_owned(), what: What::Changed, reason }));
        findings
    }
}

/// The files of a delta beside the list of them.
fn against(sums: &List, found: &Inventory, trusted: &[&List]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for path in [DELTA, DELETE] {
        if sums.hash(path).is_none() {
            let reason = words!("没有“{path}”的一行", "it has no line for `{path}`");
            findings.push(Finding { path: DELTA_SUMS.to_owned(), what: What::Changed, reason });
        }
    }
    let is_proven = |path: &str, digests: &Digests| {
        trusted.iter().any(|list| list.fits(path, &digests.sha256) || list.fits(path, &digests.sm3))
    };
    let differs = sums.paths().filter_map(|path| match found.get(path).unwrap_or(&State::Missing) {
        State::Read(digests) if sums.fits(path, &digests.sha256) => None,
        // The lists of the package speak for the file, so that this list is to blame.
        State::Read(digests) if is_proven(path, digests) => {
            let reason = words!("“{path}”的一行与文件不符", "its line for `{path}` does not fit that file");
            Some(Finding { path: DELTA_SUMS.to_owned(), what: What::Changed, reason })
        }
        state => finding_of(path, state),
    });
    findings.extend(differs);
    let unlisted = found.iter().filter(|(path, state)| {
        let is_file = !matches!(state, State::Missing | State::Folder);
        is_file && path.as_str() != DELTA_SUMS && !path.ends_with(ENDING) && sums.hash(path).is_none()
    });
    findings.extend(unlisted.map(|(path, _)| Finding {
        path: path.clone(),
        what: What::Added,
        reason: Words::fixed("增量包自己的清单里没有", "the delta's own list does not name it"),
    }));
    findings
}

/// The paths that a delta deletes.
///
/// # Errors
///
/// Why the list of them must not be followed: the number of a line, and what is wrong with it.
pub(super) fn deletions<'a>(bytes: &'a [u8], trusted: &[&List]) -> Result<Vec<&'a str>, Words> {
    let kept: BTreeSet<String> = trusted.iter().flat_map(|list| list.paths()).map(str::to_ascii_lowercase).collect();
    lines(bytes, |line| deletion(line, &kept))
}

/// The paths of compressed siblings that are made of a delta. `holds` says whether it holds a file.
///
/// # Errors
///
/// Why the list of them must not be followed: the number of a line, and what is wrong with it.
pub(super) fn siblings<'a>(
    bytes: &'a [u8],
    trusted: &[&List],
    holds: impl Fn(&str) -> bool,
) -> Result<Vec<&'a str>, Words> {
    let is_listed = |path: &str| trusted.iter().any(|list| list.hash(path).is_some());
    lines(bytes, |line| {
        let path = plain_path(line)?;
        let of_held = path.strip_suffix(".gz").is_some_and(|page| is_listed(page) && holds(page));
        if !of_held || !is_listed(path) || holds(path) {
            return Err(words!(
                "“{path}”不是增量包里某个文件的压缩副本",
                "`{path}` is no compressed sibling of a file of the delta"
            ));
        }
        Ok(path)
    })
}

/// The paths in a list, each once and in order. `read` reads a line with its end.
fn lines<'a>(bytes: &'a [u8], mut read: impl FnMut(&'a [u8]) -> Result<&'a str, Words>) -> Result<Vec<&'a str>, Words> {
    let mut paths: Vec<&str> = Vec::new();
    for (number, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        let path = read(line).map_err(|reason| {
            use crate::diag::Locale::{Chinese, English};
            let (zh, en) = (reason.say(Chinese), reason.say(English));
            words!("第 {number} 行：{zh}", "line {number}: {en}")
        })?;
        if paths.last().is_some_and(|before| *before >= path) {
            return Err(words!("第 {number} 行不在它该在的位置", "line {number} is out of order"));
        }
        paths.push(path);
    }
    Ok(paths)
}

/// One line with its end: a path that no command takes for something else.
fn plain_path(line: &[u8]) -> Result<&str, Words> {
    let Some(line) = line.strip_suffix(b"\n") else {
        return Err(Words::fixed("最后一行不完整", "the last line is cut off"));
    };
    let path = sums::check_path(line)?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'/');
    let strange = path.bytes().find(|byte| !is_plain(*byte));
    if let Some(strange) = strange.map(char::from) {
        return Err(words!(
            "“{path}”里有“{strange}”，命令会另作理解",
            "`{path}` holds `{strange}`, which a command would take for something else"
        ));
    }
    let is_option = path.split('/').any(|part| part.starts_with('-') || part.ends_with('.'));
    if is_option {
        return Err(words!(
            "“{path}”里有以 - 开头或以 . 结尾的名字，命令会另作理解",
            "a part of `{path}` begins with `-` or ends with `.`: a command could take it for something else"
        ));
    }
    Ok(path)
}

/// One line with its end. `kept` are the paths of the new package in lower case: on many systems `A` and `a` are one.
fn deletion<'a>(line: &'a [u8], kept: &BTreeSet<String>) -> Result<&'a str, Words> {
    let path = plain_path(line)?;
    let lower = path.to_ascii_lowercase();
    let below = format!("{lower}/");
    let is_folder = kept.range(below.clone()..).next().is_some_and(|next| next.starts_with(&below));
    if kept.contains(&lower) || is_folder {
        return Err(words!("要删除新包里的“{path}”", "it deletes `{path}`, which is part of the new package"));
    }
    if sums::is_of_package(path) {
        return Err(words!("要删除“{path}”，那是清单或说明", "it deletes `{path}`, which every package has"));
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Locale;

    fn wrong(deleted: &[u8]) -> Option<String> {
        let hash = "00".repeat(32);
        let list = format!("{hash}  site/index.html\n{hash}  site/new.html\n");
        let list = List::parse(list.as_bytes()).unwrap();
        deletions(deleted, &[&list]).err().map(|words| words.say(Locale::English).to_owned())
    }

    #[test]
    fn plain_paths_may_be_deleted() {
        assert_eq!(wrong(b""), None);
        assert_eq!(wrong(b"site/a.html\nsite/old.html\n"), None);
    }

    #[test]
    fn siblings_belong_to_files_of_the_delta() {
        let hash = "00".repeat(32);
        let list: String = ["a.html", "a.html.gz", "b.html", "b.html.gz", "c.gz"]
            .map(|path| format!("{hash}  site/{path}\n"))
            .concat();
        let list = List::parse(list.as_bytes()).unwrap();
        let read = |text: &'static str| siblings(text.as_bytes(), &[&list], |path| path == "site/a.html");
        assert_eq!(read("").unwrap(), [""; 0]);
        assert_eq!(read("site/a.html.gz\n").unwrap(), ["site/a.html.gz"]);
        // Its file is not in the delta; none; no sibling; nowhere; cut off; a command.
        for text in [
            "site/b.html.gz\n",
            "site/c.gz\n",
            "site/a.html\n",
            "site/d.html.gz\n",
            "site/a.html.gz",
            "site/a.html.gz x\n",
            "../a.html.gz\n",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn whatever_a_command_could_take_otherwise_is_refused() {
        for line in [
            "x site/index.html site/search.html",
            "*",
            "site",
            "site/*",
            "SITE",
            "\"site/index.html\"",
            "'site/index.html'",
            "SITE/INDEX~1.HTM",
            "-rf",
            "site/-rf",
            "site/new.html",
            "SITE/New.html",
            "site/old.",
            "site/old ",
            "site/[a].html",
            "site/?.html",
            "$(x)",
            "`x`",
            "site/a;b",
            "../a",
            "/a",
            "a/",
            "SHA256SUMS",
            "sm3sums",
            "manifest.json",
            "",
        ] {
            assert!(wrong(format!("{line}\n").as_bytes()).is_some(), "{line}");
        }
        assert!(wrong(b"\n../../etc/passwd\n").unwrap().starts_with("line 1: "));
        assert!(wrong(b"site/old.html\r\n").is_some());
        assert!(wrong(b"site/old.html").unwrap().contains("cut off"));
        assert!(wrong(b"site/b.html\nsite/a.html\n").unwrap().contains("out of order"));
        assert!(wrong(b"site/new.html\n").unwrap().contains("part of the new package"));
    }
}
