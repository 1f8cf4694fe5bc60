//! Who forgets a kind: every place that names some variants of a closed list and lets the rest go by.
//!
//! What a kind, a page, a relation or a format is, stands in its row; whoever needs more asks with a `match` that names all
//! variants, so that the compiler asks back when one is added. Counted here are the others: `_ =>` (and a bare name) beside
//! arms that name variants, patterns in `matches!`, and patterns in `if let`, `let … else` and their like.

use std::collections::BTreeMap;

use crate::architecture::units;

/// Lists that tell one sort of thing from the next. Nobody may pass over the rest of one, but for those in [`ALLOWED`].
const CLOSED: &[&str] =
    &["Kind", "Facts", "ItemKey", "Space", "Home", "Page", "Scope", "Relations", "Pointers", "What", "Format"];

/// Pieces of a text. Most questions about a text are about one construct of it, so that each file has its number.
const PIECES: &[&str] = &["Content", "Element"];

/// Who may pass over the rest of a closed list: file, how often, and why.
const ALLOWED: &[(&str, usize, &str)] = &[
    ("cli/check.rs", 2, "another `Format`, that of findings, of which coverage knows two"),
    (
        "render/head.rs",
        1,
        "home and search are the pages of a language, and no columns; all others without an item are",
    ),
];

/// How often files ask for single pieces of texts. A number that has gone down is written down.
const ASKING: &[(&str, usize)] = &[
    ("check/dead_synonym.rs", 1),
    ("check/no_steps.rs", 1),
    ("check/placeholder.rs", 1),
    ("export/docx/body.rs", 2),
    ("model/body.rs", 4),
    ("naming/passage.rs", 6),
    ("parse/markdown/actors.rs", 1),
    ("parse/markdown/bare_addresses.rs", 2),
    ("parse/markdown/by_hand.rs", 8),
    ("parse/markdown/captions.rs", 4),
    ("parse/markdown/footnotes.rs", 2),
    ("parse/markdown/headings.rs", 2),
    ("parse/markdown/lines.rs", 3),
    ("parse/markdown/links.rs", 2),
    ("parse/markdown/paragraphs.rs", 1),
    ("parse/markdown/tables.rs", 2),
    ("parse/markdown/text.rs", 1),
    ("parse/rules/aside_numbers.rs", 3),
    ("parse/rules/broken_table.rs", 2),
    ("parse/rules/empty_section.rs", 1),
    ("parse/rules/fenced_div.rs", 2),
    ("parse/rules/footnote.rs", 1),
    ("parse/rules/full_width_mark.rs", 1),
    ("parse/rules/half_width.rs", 2),
    ("parse/rules/indented_prose.rs", 1),
    ("parse/rules/link_label.rs", 1),
    ("parse/rules/list_marks.rs", 2),
    ("parse/rules/lost_text.rs", 2),
    ("parse/rules/nested_link.rs", 2),
    ("parse/rules/picture_words.rs", 1),
    ("parse/rules/reserved_mark.rs", 1),
    ("parse/rules/section_heading.rs", 1),
    ("parse/rules/step_mark.rs", 1),
    ("parse/rules/table_head.rs", 1),
    ("parse/rules/torn_list.rs", 2),
    ("parse/rules/wording.rs", 1),
    ("parse/written.rs", 3),
    ("prose/committed.rs", 1),
    ("render/html/lists.rs", 6),
    ("render/html/mod.rs", 1),
    ("render/html/runs.rs", 2),
    ("render/html/tables.rs", 3),
    ("resolve/backlinks.rs", 1),
    ("resolve/lineage.rs", 1),
    ("resolve/links.rs", 1),
    ("resolve/terms.rs", 2),
];

#[test]
fn nobody_passes_over_the_rest_of_a_closed_list() {
    let expected = ALLOWED.iter().map(|(path, count, _)| ((*path).to_owned(), *count)).collect::<BTreeMap<_, _>>();
    assert_eq!(counts(CLOSED), expected);
}

#[test]
fn questions_about_single_pieces_are_counted() {
    let expected = ASKING.iter().map(|(path, count)| ((*path).to_owned(), *count)).collect::<BTreeMap<_, _>>();
    assert_eq!(counts(PIECES), expected);
}

fn counts(lists: &[&str]) -> BTreeMap<String, usize> {
    let counted = units().into_iter().map(|unit| {
        let found = passing_over(&unit.code.join("\n"), lists).len();
        (unit.path, found)
    });
    counted.filter(|(_, count)| *count > 0).collect()
}

#[test]
fn passing_over_is_seen() {
    let found = |code: &str| passing_over(code, &["Kind"]).len();
    assert_eq!(found("match kind { Kind::Task => 1, _ => 2 }"), 1);
    assert_eq!(found("match kind { Kind::Task => { f(\"_ =>\") } other if g(other) => 2, Kind::Note => 3 }"), 1);
    assert_eq!(found("let own = matches!(kind, Kind::Task | Kind::Note);"), 1);
    assert_eq!(found("if let Some(Kind::Task) = kind {} else {}"), 1);
    assert_eq!(found("let Kind::Task = kind else { return };"), 1);
    // All are named; another list; a value that is made, and one that is compared.
    assert_eq!(found("match kind { Kind::Task | Kind::Note => match 1 { 1 => 1, _ => 2 }, Kind::Case => '{' }"), 0);
    assert_eq!(found("match kind { Other::Task => 1, _ => 2 }"), 0);
    assert_eq!(found("let kind = if b { Kind::Task } else { Kind::Note }; let is = kind == Kind::Task;"), 0);
}

/// What passes over the rest of a list, each as it is written.
fn passing_over(code: &str, lists: &[&str]) -> Vec<String> {
    let code: Vec<char> = without_words(code).chars().collect();
    let mut found = Vec::new();
    for start in starts(&code, "matches!(") {
        let end = next(&code, start, ")");
        let pattern = next(&code, start, ",").min(end);
        found.extend(naming(&code[pattern..end], lists));
    }
    for start in starts(&code, "let ") {
        let end = [" = ", " =\n", ";"].map(|end| next(&code, start, end)).into_iter().min().unwrap_or(start);
        found.extend(naming(&code[start..end], lists));
    }
    for start in starts(&code, "match ") {
        let body = next(&code, start, "{") + 1;
        let patterns = patterns(&code, body);
        let named = |pattern: &String| names(pattern.split(" if ").next().unwrap_or_default(), lists);
        if patterns.iter().any(named) {
            found.extend(patterns.into_iter().filter(|pattern| takes_the_rest(pattern)));
        }
    }
    found
}

fn naming(pattern: &[char], lists: &[&str]) -> Option<String> {
    let pattern: String = pattern.iter().collect();
    names(&pattern, lists).then_some(pattern)
}

/// Whether a pattern names a variant of one of the lists.
fn names(pattern: &str, lists: &[&str]) -> bool {
    let is_named = |list: &&str| {
        pattern.match_indices(&format!("{list}::")).any(|(at, own)| {
            let starts = !pattern[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
            starts && pattern[at + own.len()..].starts_with(|after: char| after.is_uppercase())
        })
    };
    lists.iter().any(is_named)
}

/// `_`, or a name alone, with or without a condition.
fn takes_the_rest(pattern: &str) -> bool {
    let name = pattern.split(" if ").next().unwrap_or_default().trim();
    let is_name = name.starts_with(|first: char| first.is_lowercase() || first == '_')
        && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    is_name && !matches!(name, "true" | "false")
}

/// The patterns of the arms in the block that begins at `from`.
fn patterns(code: &[char], from: usize) -> Vec<String> {
    let end = next(code, from, "}");
    let mut patterns = Vec::new();
    let mut at = from;
    while at < end {
        let arrow = next(code, at, "=>");
        if arrow >= end {
            break;
        }
        patterns.push(code[at..arrow].iter().collect::<String>().trim().to_owned());
        at = arrow + 2;
        while at < end && code[at].is_whitespace() {
            at += 1;
        }
        at = if code[at] == '{' { next(code, at + 1, "}") + 1 } else { next(code, at, ",") + 1 };
        while at < end && (code[at].is_whitespace() || code[at] == ',') {
            at += 1;
        }
    }
    patterns
}

/// Where a text stands next, outside of brackets that open on the way; or where the brackets around it close.
fn next(code: &[char], from: usize, text: &str) -> usize {
    let text: Vec<char> = text.chars().collect();
    let mut depth = 0_i32;
    for at in from..code.len() {
        if depth == 0 && code[at..].starts_with(&text) {
            return at;
        }
        match code[at] {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return at;
        }
    }
    code.len()
}

/// Behind each place where a word begins with a text.
fn starts(code: &[char], text: &str) -> Vec<usize> {
    let text: Vec<char> = text.chars().collect();
    let begins = |at: &usize| {
        let before = at.checked_sub(1).map_or(' ', |before| code[before]);
        code[*at..].starts_with(&text) && !before.is_alphanumeric() && before != '_'
    };
    (0..code.len()).filter(begins).map(|at| at + text.len()).collect()
}

/// Code without what stands in strings and characters, which could be brackets.
fn without_words(code: &str) -> String {
    let mut rest = code.chars().peekable();
    let mut left = String::with_capacity(code.len());
    while let Some(letter) = rest.next() {
        left.push(letter);
        if letter == '"' {
            while let Some(inside) = rest.next() {
                match inside {
                    '\\' => {
                        rest.next();
                    }
                    '"' => break,
                    _ => {}
                }
            }
            left.push('"');
        } else if letter == '\'' {
            // A lifetime has no second quote.
            let ahead: Vec<char> = rest.clone().take(12).collect();
            let length = match ahead.as_slice() {
                ['\\', _, tail @ ..] => tail.iter().position(|&end| end == '\'').map(|end| end + 3),
                [_, '\'', ..] => Some(2),
                _ => None,
            };
            (0..length.unwrap_or(0)).for_each(|_| {
                rest.next();
            });
        }
    }
    left
}
