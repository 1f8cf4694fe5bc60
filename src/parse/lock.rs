//! `official.lock`: the committed hashes of an edition's official text.
//!
//! One line a clause, as `sha256sum` writes them: 64 hexadecimal digits, two blanks, the clause's id. `#` begins a
//! remark.

use std::collections::BTreeMap;

use super::lines::entries;
use super::rules;
use crate::diag::Diagnostic;
use crate::model::{EditionKey, Id};
use crate::site::OfficialLock;
use crate::source::{Location, Source, SourcePath};

/// Whether a path is that of a lock file.
pub fn is_lock(path: &SourcePath) -> bool {
    path.file_name() == "official.lock"
}

/// Reads a lock file, with the edition it stands beside. A lock that lies elsewhere is reported.
pub fn parse_lock(source: &Source) -> (Option<(EditionKey, OfficialLock)>, Vec<Diagnostic>) {
    let Some(edition) = edition_of(&source.path) else {
        return (None, vec![rules::lock_syntax::report_stray(Location::whole(&source.path))]);
    };
    let mut hashes = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for (line, span) in entries(source) {
        match read_line(line) {
            Some((id, hash)) => {
                hashes.insert(id, (hash, span));
            }
            None => diagnostics.push(rules::lock_syntax::report(Location::new(&source.path, span))),
        }
    }
    (Some((edition, OfficialLock { path: source.path.clone(), hashes })), diagnostics)
}

fn edition_of(path: &SourcePath) -> Option<EditionKey> {
    let rest = path.folder().strip_prefix("content/standards/")?;
    let (standard, edition) = rest.split_once('/')?;
    Some(EditionKey { standard: Id::new(standard).ok()?, edition: Id::new(edition).ok()? })
}

fn read_line(line: &str) -> Option<(Id, String)> {
    let (hash, id) = line.split_once(char::is_whitespace)?;
    let hexadecimal = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let id = Id::new(id.trim()).ok()?;
    hexadecimal.then(|| (id, hash.to_ascii_lowercase()))
}
