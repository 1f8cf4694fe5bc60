//! What was found at each path of a package: the same for a folder, a zip and a mirror.

use std::collections::BTreeMap;

use super::digest::Digests;
use crate::diag::Words;

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
