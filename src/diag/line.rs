//! From byte offsets to lines and columns.

/// A place as authors and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// The place of byte `offset` in `text`; an offset past the end is the end, one inside a character is its start.
pub fn place(text: &str, offset: usize) -> Place {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Place {
        line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "一二\n三a四";
        assert_eq!(place(text, 0), Place { line: 1, column: 1 });
        assert_eq!(place(text, text.find('四').unwrap()), Place { line: 2, column: 3 });
        assert_eq!(place(text, 1), Place { line: 1, column: 1 });
        assert_eq!(place(text, 1000), Place { line: 2, column: 4 });
    }
}
