//! Runs of tokens that two texts share, and the changes between them: first the shortest edit, then what people read.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::tokens::tokens;

/// Characters of a shared run that may stand between two large changes and still be no words of their own.
const ISLAND: usize = 3;

/// Tokens of two texts beyond which the shortest edit would take too long: then a short one does.
const LONG: usize = 20_000;

/// A change: what goes and what comes, as ranges of tokens; one of both may be empty, never both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// Two texts in tokens, with their changes in order. What lies between two changes is the same in both.
pub(super) struct Segments<'a> {
    pub(super) old: Vec<&'a str>,
    pub(super) new: Vec<&'a str>,
    pub(super) changes: Vec<Change>,
}

impl<'a> Segments<'a> {
    /// Compares two texts.
    pub(super) fn of(old: &'a str, new: &'a str) -> Self {
        let (old, new) = (tokens(old), tokens(new));
        let mut input = InternedInput::default();
        input.update_before(old.iter().copied());
        input.update_after(new.iter().copied());
        let is_short = old.len() + new.len() <= LONG;
        let algorithm = if is_short { Algorithm::MyersMinimal } else { Algorithm::Myers };
        let diff = Diff::compute(algorithm, &input);
        let range = |tokens: Range<u32>| tokens.start as usize..tokens.end as usize;
        let changes = diff.hunks().map(|hunk| Change { old: range(hunk.before), new: range(hunk.after) }).collect();
        let mut segments = Self { old, new, changes };
        segments.slide();
        segments.join();
        segments.give_up();
        segments
    }

    /// Moves what was only inserted or only deleted to where its edges are edges of sentences or words: what was inserted
    /// into 甲、乙 as `、丙` reads the same as `丙、`, and one of them is easier to read.
    fn slide(&mut self) {
        for at in 0..self.changes.len() {
            let Change { old, new } = self.changes[at].clone();
            let (tokens, range) = match (old.is_empty(), new.is_empty()) {
                (true, false) => (&self.new, &new),
                (false, true) => (&self.old, &old),
                _ => continue,
            };
            let before = old.start - at.checked_sub(1).map_or(0, |last| self.changes[last].old.end);
            let after = self.changes.get(at + 1).map_or(self.old.len(), |next| next.old.start) - old.end;
            let shift = best_shift(tokens, range, before, after);
            let moved =
                |range: &Range<usize>| range.start.saturating_add_signed(shift)..range.end.saturating_add_signed(shift);
            self.changes[at] = Change { old: moved(&old), new: moved(&new) };
        }
    }

    /// Makes one change of two between which only an island is the same: one character, or few between large changes. A change
    /// that grew may have made an island of what stands before it, so that this goes on until nothing grows.
    fn join(&mut self) {
        while self.changes.windows(2).any(|pair| self.is_island(&pair[0], &pair[1])) {
            let mut joined: Vec<Change> = Vec::with_capacity(self.changes.len());
            for change in std::mem::take(&mut self.changes) {
                match joined.pop() {
                    Some(last) if self.is_island(&last, &change) => {
                        joined
                            .push(Change { old: last.old.start..change.old.end, new: last.new.start..change.new.end });
                    }
                    last => joined.extend(last.into_iter().chain([change])),
                }
            }
            self.changes = joined;
        }
    }

    fn is_island(&self, first: &Change, second: &Change) -> bool {
        let shared = length(&self.old[first.old.end..second.old.start]);
        let largest = |own: &Change| length(&self.old[own.old.clone()]).max(length(&self.new[own.new.clone()]));
        shared <= 1 || (shared <= ISLAND && shared * 2 <= largest(first).min(largest(second)))
    }

    /// Two texts that share next to nothing are two texts: one goes and the other comes.
    fn give_up(&mut self) {
        let [old, new] = [length(&self.old), length(&self.new)];
        let gone: usize = self.changes.iter().map(|own| length(&self.old[own.old.clone()])).sum();
        if (old - gone) * 5 < old.min(new) && !self.changes.is_empty() {
            self.changes = vec![Change { old: 0..self.old.len(), new: 0..self.new.len() }];
        }
    }
}

/// How far a run of tokens is best moved, where `before` and `after` tokens are the same in both texts.
fn best_shift(tokens: &[&str], range: &Range<usize>, before: usize, after: usize) -> isize {
    let mut first = range.start;
    while range.start - first < before && tokens[first - 1] == tokens[first - 1 + range.len()] {
        first -= 1;
    }
    let mut last = range.start;
    while last - range.start < after && tokens[last] == tokens[last + range.len()] {
        last += 1;
    }
    // The latest of the best: a list grows at its end.
    let best = (first..=last).max_by_key(|&start| edge(tokens, start) + edge(tokens, start + range.len()));
    best.unwrap_or(range.start).cast_signed() - range.start.cast_signed()
}

/// How much of an edge the place before a token is.
fn edge(tokens: &[&str], at: usize) -> u8 {
    let last = at.checked_sub(1).and_then(|last| tokens[last].chars().next_back());
    let next = tokens.get(at).and_then(|next| next.chars().next());
    match (last, next) {
        (None, _) | (_, None) => 4,
        (Some('。' | '！' | '？' | '；' | '\n' | '!' | '?' | ';'), _) => 4,
        (Some('，' | '：' | ',' | ':' | '.'), _) => 3,
        (_, Some('（' | '“' | '《' | '〔' | '(')) | (Some('）' | '”' | '》' | '〕' | ')' | '、'), _) => 2,
        (Some(last), Some(next)) if last.is_whitespace() || next.is_whitespace() => 2,
        (_, Some('、' | '，' | '。' | '；' | ',' | ';')) => 1,
        (Some(_), Some(_)) => 0,
    }
}

/// Characters of some tokens.
fn length(tokens: &[&str]) -> usize {
    tokens.iter().map(|token| token.chars().count()).sum()
}
