//! `official.lock`: the committed hashes of an edition's official text.
//!
//! One line an item, as `sha256sum` writes them: 64 hexadecimal digits, two blanks, the item's id. `#` begins a remark.
//! A line that begins with a day says what was locked then, its fields parted by tabs: the day, ids parted by commas, the
//! hash that was locked before or `-`, the reason, and where the words are from.

use std::collections::BTreeMap;

use super::lines::entries;
use super::rules;
use crate::diag::Diagnostic;
use crate::model::{EditionKey, Id, PartialDate};
use crate::site::{LockEvent, LockedWords, OfficialLock};
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
    let mut events = Vec::new();
    let mut diagnostics = Vec::new();
    for (line, span) in entries(source) {
        match (read_line(line), read_event(line)) {
            (Some((id, hash)), _) => {
                hashes.insert(id, (hash, span));
            }
            (None, Some(event)) => events.push(event),
            (None, None) => diagnostics.push(rules::lock_syntax::report(Location::new(&source.path, span))),
        }
    }
    (Some((edition, OfficialLock { path: source.path.clone(), hashes, events })), diagnostics)
}

/// Reads the words that are kept of a lock: a line with hash and id, the words below it behind a tab. An editor may have taken
/// blanks off empty lines. What is not understood counts for nothing.
pub fn parse_lock_words(text: &str) -> LockedWords {
    let mut all = LockedWords::default();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (line.strip_prefix('\t'), read_line(line)) {
            (None, Some((_, hash))) => {
                open.replace((hash, String::new())).into_iter().for_each(|(hash, words)| all.take(&hash, &words));
            }
            (words, _) => {
                let Some((_, known)) = open.as_mut().filter(|_| words.is_some() || line.is_empty()) else { continue };
                known.push_str(words.unwrap_or_default());
                known.push('\n');
            }
        }
    }
    open.into_iter().for_each(|(hash, words)| all.take(&hash, &words));
    all
}

fn edition_of(path: &SourcePath) -> Option<EditionKey> {
    let rest = path.folder().strip_prefix("content/standards/")?;
    let (standard, edition) = rest.split_once('/')?;
    Some(EditionKey { standard: Id::new(standard).ok()?, edition: Id::new(edition).ok()? })
}

fn read_line(line: &str) -> Option<(Id, String)> {
    let (hash, id) = line.split_once(char::is_whitespace)?;
    let id = Id::new(id.trim()).ok()?;
    is_hash(hash).then(|| (id, hash.to_ascii_lowercase()))
}

fn read_event(line: &str) -> Option<LockEvent> {
    let mut fields = line.split('\t').map(str::trim);
    let date = PartialDate::parse(fields.next()?)?;
    let ids: Vec<Id> = fields.next()?.split(',').map(|id| Id::new(id.trim()).ok()).collect::<Option<_>>()?;
    let old = match fields.next()? {
        "-" => None,
        hash => Some(is_hash(hash).then(|| hash.to_ascii_lowercase())?),
    };
    let reason = fields.next().filter(|reason| !reason.is_empty())?.to_owned();
    let source = fields.next().filter(|source| !source.is_empty()).map(str::to_owned);
    fields.next().is_none().then_some(LockEvent { date, ids, old, reason, source })
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ContentHash;

    #[test]
    fn words_are_read_back_to_the_byte_or_not_at_all() {
        let words = "5.7\n就业\n甲。\n\n  乙。\n\u{1F}3 丙\n";
        let hash = ContentHash::of(words.as_bytes()).hex();
        let written: String = words.lines().map(|line| format!("\t{}\n", LockedWords::written(line))).collect();
        let file = format!("# 注\n{hash}  5.7\n{written}");
        assert_eq!(parse_lock_words(&file).of(&hash), Some(words));
        assert_eq!(parse_lock_words(&file.replace("\t\n", "\n").replace('\n', "\r\n")).of(&hash), Some(words));
        assert_eq!(parse_lock_words(&file.replace("甲", "乙")).of(&hash), None);
        assert_eq!(LockedWords::shown(words), "就业\n甲。\n  乙。\n3 丙");
    }
}
