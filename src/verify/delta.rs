//! A delta: a zip with what is new since an older package, and the list of what to delete.

use super::inventory::State;
use super::sums::{self, List};
use crate::diag::Words;
use crate::words;

/// Says in words what to do with a delta.
pub(super) const DELTA: &str = "DELTA.txt";
/// The paths to delete, one a line.
pub(super) const DELETE: &str = "DELETE.txt";

/// What every delta holds whole, beside what is new, in the order of a report.
pub(super) const ALWAYS: &[&str] = &["README.txt", "manifest.json"];

/// The two files that only a delta has. No list names them: they are gone when the delta has been applied.
#[derive(Clone, Debug)]
pub(super) struct Delta {
    /// `DELTA.txt` is there and can be read.
    pub(super) instructions: Result<(), State>,
    /// The bytes of `DELETE.txt`.
    pub(super) deleted: Result<Vec<u8>, State>,
}

impl Delta {
    /// Reads both files of a delta; `None` if there is neither: then it is a whole package.
    pub(super) fn read(small: &mut impl FnMut(&str) -> Result<Vec<u8>, State>) -> Option<Self> {
        let (instructions, deleted) = (small(DELTA), small(DELETE));
        let absent = |state: Option<&State>| state == Some(&State::Missing);
        let is_delta = !(absent(instructions.as_ref().err()) && absent(deleted.as_ref().err()));
        is_delta.then(|| Self { instructions: instructions.map(drop), deleted })
    }

    /// What is wrong with the list of what to delete. Whoever follows it must not be led to delete anything else.
    pub(super) fn wrong_deletion(&self, lists: &[&List]) -> Option<Words> {
        let bytes = self.deleted.as_deref().ok()?;
        for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if line.is_empty() {
                continue;
            }
            let number = index + 1;
            let path = match sums::check_path(line) {
                Ok(path) => path,
                Err(words) => {
                    use crate::diag::Locale::{Chinese, English};
                    let (zh, en) = (words.say(Chinese), words.say(English));
                    return Some(words!("第 {number} 行：{zh}", "line {number}: {en}"));
                }
            };
            if lists.iter().any(|list| list.hash(path).is_some()) {
                return Some(words!(
                    "第 {number} 行要删除新包里的“{path}”",
                    "line {number} deletes `{path}`, which is part of the new package"
                ));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Locale;

    fn wrong(deleted: &[u8]) -> Option<String> {
        let delta = Delta { instructions: Ok(()), deleted: Ok(deleted.to_vec()) };
        let list = List::parse(format!("{}  site/new.html\n", "00".repeat(32)).as_bytes()).unwrap();
        delta.wrong_deletion(&[&list]).map(|words| words.say(Locale::English).to_owned())
    }

    #[test]
    fn what_is_deleted_is_judged() {
        assert_eq!(wrong(b""), None);
        assert_eq!(wrong(b"site/old.html\r\nsite/a.html\r\n"), None);
        assert!(wrong(b"\n../../etc/passwd\n").unwrap().starts_with("line 2: "));
        assert!(wrong(b"site/new.html\n").unwrap().contains("part of the new package"));
    }
}
