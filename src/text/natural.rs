//! The order in which people count: 5.9 before 5.10.

/// A piece of a name. Numbers come before text, so that annex `A.1` follows clause 9.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// A run of digits, by value.
    Number(u64),
    /// Anything else.
    Text(String),
}

/// The key that sorts names as people count.
pub fn key(name: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for character in name.chars() {
        match (character.to_digit(10), pieces.last_mut()) {
            (Some(digit), Some(Piece::Number(value))) => {
                *value = value.saturating_mul(10).saturating_add(u64::from(digit));
            }
            (Some(digit), _) => pieces.push(Piece::Number(u64::from(digit))),
            (None, Some(Piece::Text(text))) => text.push(character),
            (None, _) => pieces.push(Piece::Text(character.to_string())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_count() {
        let mut names = ["5.10", "A.1", "5", "10", "5.9", "t2", "t10"];
        names.sort_by_key(|name| super::key(name));
        assert_eq!(names, ["5", "5.9", "5.10", "10", "A.1", "t2", "t10"]);
    }
}
