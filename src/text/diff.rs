//! Which lines of two texts are the same, and the difference as people and `patch` read it.

use std::fmt::Write;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

/// Lines shown around what differs.
const CONTEXT: usize = 3;

/// A run of lines that differ, counted from 0: empty on one side where lines only came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// In the text before.
    pub before: Range<usize>,
    /// In the text after.
    pub after: Range<usize>,
}

/// The lines of a text, each with its line end; the last may have none.
pub fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Where the lines of two texts differ, in their order.
pub fn hunks(before: &[&str], after: &[&str]) -> Vec<Hunk> {
    let mut input = InternedInput::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let range = |lines: Range<u32>| lines.start as usize..lines.end as usize;
    diff.hunks().map(|hunk| Hunk { before: range(hunk.before), after: range(hunk.after) }).collect()
}

/// The difference in the unified form, without a head; empty where there is none.
pub fn unified(before: &str, after: &str) -> String {
    let (before, after) = (lines(before), lines(after));
    let mut text = String::new();
    for group in grouped(hunks(&before, &after)) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let lead = CONTEXT.min(first.before.start);
        let tail = CONTEXT.min(before.len() - last.before.end);
        let shown = |first: &Range<usize>, last: &Range<usize>| first.start - lead..last.end + tail;
        let (old, new) = (shown(&first.before, &last.before), shown(&first.after, &last.after));
        // Writing to a String cannot fail.
        let _ = writeln!(text, "@@ -{} +{} @@", counted(&old), counted(&new));
        let mut at = old.start;
        for hunk in &group {
            put(&mut text, ' ', &before[at..hunk.before.start]);
            put(&mut text, '-', &before[hunk.before.clone()]);
            put(&mut text, '+', &after[hunk.after.clone()]);
            at = hunk.before.end;
        }
        put(&mut text, ' ', &before[at..old.end]);
    }
    text
}

/// Hunks whose surroundings touch stand together.
fn grouped(hunks: Vec<Hunk>) -> Vec<Vec<Hunk>> {
    let mut groups: Vec<Vec<Hunk>> = Vec::new();
    for hunk in hunks {
        let near = |last: &Hunk| hunk.before.start - last.before.end <= 2 * CONTEXT;
        match groups.last_mut().filter(|group| group.last().is_some_and(near)) {
            Some(group) => group.push(hunk),
            None => groups.push(vec![hunk]),
        }
    }
    groups
}

/// First line and number of lines; a run of none is named by the line before it.
fn counted(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        count => format!("{},{count}", lines.start + 1),
    }
}

fn put(text: &mut String, mark: char, lines: &[&str]) {
    for line in lines {
        text.push(mark);
        text.push_str(line);
        if !line.ends_with('\n') {
            text.push_str("\n\\ No newline at end of file\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties;

    #[test]
    fn what_differs_stands_between_what_is_the_same() {
        let before = "一\n二\n三\n四\n五\n六\n七\n八\n九\n十\n十一\n十二";
        let after = "一\n二\n三\n四\n5\n六\n七\n八\n九\n十\n十一\n十二\n";
        let expected = "\
@@ -2,11 +2,11 @@
 二
 三
 四
-五
+5
 六
 七
 八
 九
 十
 十一
-十二
\\ No newline at end of file
+十二
";
        assert_eq!(unified(before, after), expected);
        assert_eq!(unified("a\n", ""), "@@ -1 +0,0 @@\n-a\n");
        assert_eq!(unified("", "a\n"), "@@ -0,0 +1 @@\n+a\n");
        assert_eq!(unified(before, before), "");
    }

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn hunks_lead_from_one_text_to_the_other(before in "[ab\n]{0,40}", after in "[ab\n]{0,40}") {
            let (old, new) = (lines(&before), lines(&after));
            let mut made: Vec<&str> = Vec::new();
            let mut at = 0;
            for hunk in hunks(&old, &new) {
                made.extend(&old[at..hunk.before.start]);
                made.extend(&new[hunk.after.clone()]);
                at = hunk.before.end;
            }
            made.extend(&old[at..]);
            prop_assert_eq!(made.concat(), after);
        }
    }
}
