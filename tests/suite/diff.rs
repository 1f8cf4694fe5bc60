//! What differs between two texts, as `diff -u` shows it.

const CONTEXT: usize = 3;

/// The lines that differ, with their neighbours.
pub(crate) fn unified(expected: &str, actual: &str) -> String {
    let (expected, actual): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let lines = compared(&expected, &actual);
    let near = |at: usize| {
        let around = &lines[at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(lines.len())];
        around.iter().any(|(sign, _)| *sign != ' ')
    };
    let mut text = String::from("--- expected\n+++ actual\n");
    let mut cut = false;
    for (at, (sign, line)) in lines.iter().enumerate() {
        if near(at) {
            text.push_str(&format!("{sign}{line}\n"));
        } else if !cut {
            text.push_str("@@\n");
        }
        cut = !near(at);
    }
    text
}

/// All lines, each signed by the side it is on; the longest common subsequence stays unsigned.
fn compared<'a>(expected: &[&'a str], actual: &[&'a str]) -> Vec<(char, &'a str)> {
    let (rows, columns) = (expected.len(), actual.len());
    let mut common = vec![vec![0_u32; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            common[row][column] = if expected[row] == actual[column] {
                common[row + 1][column + 1] + 1
            } else {
                common[row + 1][column].max(common[row][column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut lines = Vec::new();
    while row < rows || column < columns {
        if row < rows && column < columns && expected[row] == actual[column] {
            lines.push((' ', expected[row]));
            row += 1;
            column += 1;
        } else if column == columns || (row < rows && common[row + 1][column] >= common[row][column + 1]) {
            lines.push(('-', expected[row]));
            row += 1;
        } else {
            lines.push(('+', actual[column]));
            column += 1;
        }
    }
    lines
}

#[test]
fn differences_keep_their_neighbours() {
    let expected = "1\n2\n3\n4\n5\n6\n7\n";
    let actual = "1\n2\n3\n4\n5\nsix\n7\n";
    assert_eq!(unified(expected, actual), "--- expected\n+++ actual\n@@\n 3\n 4\n 5\n-6\n+six\n 7\n");
}
