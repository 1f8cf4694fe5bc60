//! What an import would change of a file, for people: line by line, with what goes and what comes marked in the words.

use crate::text::redline::{Mark, Piece, Row, pieces, rows};

/// The lines of a file that change, below its path; nothing where only its standing changes, which is no words.
pub(super) fn of(path: &str, before: &str, after: &str) -> String {
    let is_standing = |line: &&str| ["provenance: ", "source: ", "imported: "].iter().any(|key| line.starts_with(key));
    let words = |text: &'_ str| -> Vec<String> {
        text.lines().filter(|line| !is_standing(line) && !line.trim().is_empty()).map(str::to_owned).collect()
    };
    let (before, after) = (words(before), words(after));
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.iter().map(String::as_str).collect(), after.iter().map(String::as_str).collect());
    let mut lines = Vec::new();
    for row in rows(&old, &new) {
        match row {
            Row::Kept { old: a, new: b } => {
                // That a step counts otherwise because one came before it is no change of its words.
                let (old, new) = (counted(old[a]), counted(new[b]));
                if old.1 != new.1 {
                    lines.push(format!("  ~ {}{}", new.0, marked(&pieces(old.1, new.1))));
                }
            }
            Row::Deleted(a) => lines.push(format!("  - [-{}-]", old[a])),
            Row::Inserted(b) => lines.push(format!("  + {{+{}+}}", new[b])),
            Row::MovedAway { .. } => {}
            Row::MovedHere { old: a, new: b } => lines.push(format!("  > {}", marked(&pieces(old[a], new[b])))),
        }
    }
    if lines.is_empty() {
        return String::new();
    }
    format!("{path}\n{}\n", lines.join("\n"))
}

/// Whether the words of a file are other ones: its title and text, whatever its standing is and whatever it continues.
pub(super) fn is_other(before: &str, after: &str) -> bool {
    let keys = ["provenance: ", "source: ", "imported: ", "continues: "];
    let words = |text: &'_ str| -> Vec<String> {
        text.lines().filter(|line| !keys.iter().any(|key| line.starts_with(key))).map(str::to_owned).collect()
    };
    words(before) != words(after)
}

/// The number of an item of a list that Markdown counts, and the words behind it.
fn counted(line: &str) -> (&str, &str) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_counted = digits > 0 && line[digits..].starts_with(". ");
    line.split_at(if is_counted { digits + 2 } else { 0 })
}

fn marked(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece.mark {
        Mark::Kept => piece.text.clone(),
        Mark::Deleted => format!("[-{}-]", piece.text),
        Mark::Inserted => format!("{{+{}+}}", piece.text),
    };
    pieces.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_change_are_marked_in_their_lines() {
        let before = "---\nnumber: \"2\"\nprovenance: official\n---\n应当在三十日内办理。\n\n甲乙丙丁戊己庚辛。\n";
        let after =
            "---\nnumber: \"2\"\nprovenance: imported\n---\n应当在六十日内办理。\n\n甲乙丙丁戊己庚辛。\n\n新。\n";
        assert_eq!(of("a.md", before, after), "a.md\n  ~ 应当在[-三十-]{+六十+}日内办理。\n  + {+新。+}\n");
        assert_eq!(of("a.md", before, &before.replace("official", "imported")), "");
        let (before, after) =
            ("1. 甲甲甲甲甲。\n2. 乙乙乙乙乙。\n", "1. 新新新新新。\n2. 甲甲甲甲甲。\n3. 乙乙乙乙丙。\n");
        assert_eq!(of("a.md", before, after), "a.md\n  + {+1. 新新新新新。+}\n  ~ 3. 乙乙乙乙[-乙-]{+丙+}。\n");
    }
}
