//! Fix: a snapshot, its site and what was found in it → the snapshot with every fix made that a finding carries.
//!
//! Pure: nothing is written. Official text is never touched, whatever a finding says of it.

mod official;
mod renames;

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Fix};
use crate::site::Site;
use crate::source::{Snapshot, SourcePath, Span};
use official::Official;

/// What one round of fixes comes to.
#[derive(Debug)]
pub struct Round {
    /// The snapshot with the fixes made.
    pub snapshot: Snapshot,
    /// The findings that were fixed, in their order.
    pub made: Vec<Diagnostic>,
}

/// Makes the fixes of `found`, which is sorted and was found in `snapshot` and its `site`. Of fixes that touch one
/// another the first is made; the others are found again in the next round, or are no longer needed.
pub fn fix(snapshot: &Snapshot, site: &Site, found: &[Diagnostic]) -> Round {
    // Whose words a file holds is known once its front matter can be read: until then only that is mended.
    let is_of_header = |found: &&Diagnostic| matches!(found.rule.id, "yaml-syntax" | "front-matter");
    let unsure = found.iter().filter(is_of_header).map(|found| &found.location.path).collect();
    let official = Official::of(site, unsure);
    let mut round = Round { snapshot: snapshot.clone(), made: Vec::new() };
    let mut edits: BTreeMap<&SourcePath, Vec<(Span, &str)>> = BTreeMap::new();
    for diagnostic in found {
        let (path, span) = (&diagnostic.location.path, diagnostic.location.span);
        if let Some(Fix::Replace(text)) = &diagnostic.fix
            && is_possible(snapshot, path, span)
            && (official.may_change(path, span) || is_of_header(&diagnostic) && official.may_mend(path, span))
        {
            let own = edits.entry(path).or_default();
            if own.last().is_none_or(|(last, _)| follows(*last, span)) {
                own.push((span, text));
                round.made.push(diagnostic.clone());
            }
        }
    }
    for (path, edits) in &edits {
        round.snapshot.set_text(path, &edited(snapshot.text(path).unwrap_or_default(), edits));
    }
    // What names a file is looked for in texts as they were read: files get other names in rounds of their own.
    if round.made.is_empty() {
        rename(&mut round, found, &official);
    }
    round
}

/// Gives files other names, and changes what names them along.
fn rename(round: &mut Round, found: &[Diagnostic], official: &Official<'_>) {
    let mut renamed: BTreeMap<&SourcePath, &SourcePath> = BTreeMap::new();
    for diagnostic in found {
        let path = &diagnostic.location.path;
        if let Some(Fix::Rename(to)) = &diagnostic.fix
            && !renamed.contains_key(path)
            && round.snapshot.rename(path, to)
        {
            renamed.insert(path, to);
            round.made.push(diagnostic.clone());
        }
    }
    if renamed.is_empty() {
        return;
    }
    let paths: Vec<SourcePath> = round
        .snapshot
        .config
        .iter()
        .map(|config| config.path.clone())
        .chain(round.snapshot.sources.keys().cloned())
        .collect();
    for path in &paths {
        let Some(text) = round.snapshot.text(path) else { continue };
        // A file that got another name itself is known to the official texts by its old one.
        let before = renamed.iter().find(|(_, to)| **to == path).map_or(path, |(from, _)| *from);
        let mut places: Vec<(Span, String)> =
            renamed.iter().flat_map(|(from, to)| renames::places(before, text, from, to)).collect();
        // A file with a name that no item has is no item yet: its own words say whether it is the issuer's.
        let is_plain = official.is_no_item(before) && !text.contains("official") && !text.contains("官方");
        places.retain(|(span, _)| is_plain || official.may_change(before, *span));
        places.sort();
        places.dedup_by_key(|(span, _)| span.start);
        if !places.is_empty() {
            let edits: Vec<(Span, &str)> = places.iter().map(|(span, new)| (*span, new.as_str())).collect();
            let after = edited(text, &edits);
            round.snapshot.set_text(path, &after);
        }
    }
}

/// A place that can be written to: neither a file as a whole nor a piece of a character.
fn is_possible(snapshot: &Snapshot, path: &SourcePath, span: Span) -> bool {
    span != Span::default() && snapshot.text(path).is_some_and(|text| text.get(span.range()).is_some())
}

/// Whether `next` begins behind `last`. Two insertions at one place touch.
fn follows(last: Span, next: Span) -> bool {
    next.start > last.end || next.start == last.end && next.start != last.start && next.start != next.end
}

fn edited(text: &str, edits: &[(Span, &str)]) -> String {
    let mut after = String::with_capacity(text.len());
    let mut at = 0;
    for (span, replacement) in edits {
        let range = span.range();
        after.push_str(&text[at..range.start]);
        after.push_str(replacement);
        at = range.end;
    }
    after.push_str(&text[at..]);
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_their_order() {
        let edits = [(Span::new(0, 3), "一"), (Span::new(3, 3), ""), (Span::new(6, 9), "三")];
        assert_eq!(edited("甲乙丙丁", &edits), "一乙三丁");
    }

    #[test]
    fn fixes_that_touch_wait() {
        assert!(follows(Span::new(0, 3), Span::new(3, 6)));
        assert!(!follows(Span::new(0, 3), Span::new(2, 6)));
        assert!(!follows(Span::new(3, 3), Span::new(3, 6)));
        assert!(!follows(Span::new(0, 3), Span::new(3, 3)));
        assert!(follows(Span::new(0, 3), Span::new(4, 4)));
    }
}
