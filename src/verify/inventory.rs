//! What was found at each path of a package: the same for a folder, a zip and a mirror.

use std::collections::BTreeMap;

use super::digest::Digests;
use super::{Finding, What};
use crate::diag::Words;
use crate::words;

/// What was found, by path.
pub(super) type Inventory = BTreeMap<String, State>;

/// What was found at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// A file that a list names, read to its end.
    Read(Digests),
    /// A file that no list names. It is not read.
    Unlisted,
    /// A list names it, and it is not there.
    Missing,
    /// A folder lies where a file should.
    Folder,
    /// A symbolic link. It is not followed.
    Link,
    /// A pipe, a socket, a device. It is not opened.
    Special,
    /// The file is there and cannot be read; the system's reason.
    Unreadable(String),
    /// An entry of a zip that does not hold what it promises.
    Broken(Words),
    /// A server's answer other than the file.
    Answered(Words),
    /// No answer, or none that came to its end.
    Silent(Words),
}

/// What is said of a listed path in this state, when its content does not prove it.
pub(super) fn finding_of(path: &str, state: &State) -> Option<Finding> {
    let (what, reason) = match state {
        State::Unlisted => return None,
        State::Read(digests) if digests.bytes == 0 => (What::Changed, Words::fixed("文件是空的", "the file is empty")),
        State::Read(_) => (What::Changed, Words::fixed("内容与清单不符", "its content is not what the lists say")),
        State::Missing => (What::Missing, Words::fixed("清单里有，这里没有", "the lists name it, and it is not there")),
        State::Folder => (What::Changed, Words::fixed("成了文件夹", "a folder lies in its place")),
        State::Link => {
            (What::Changed, Words::fixed("成了符号链接（不跟随）", "a symbolic link lies in its place (not followed)"))
        }
        State::Special => (What::Changed, Words::fixed("不是普通文件（没有打开）", "it is no plain file (not opened)")),
        State::Unreadable(error) => (What::Unreadable, words!("读不了：{error}", "it cannot be read: {error}")),
        State::Broken(words) | State::Answered(words) => (What::Changed, words.clone()),
        State::Silent(words) => (What::Unreadable, words.clone()),
    };
    Some(Finding { path: path.to_owned(), what, reason })
}
