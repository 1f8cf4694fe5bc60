//! Blocks as one text, as tables hold it.

use super::{Block, Deletion};

/// Blocks as one text, each on a line of its own and indented as it stands in lists, with what is struck out in it.
/// `before` gives what stands before a block.
pub fn lines(blocks: &[Block], before: impl Fn(&Block) -> Option<String>) -> (String, Vec<Deletion>) {
    let mut text = String::new();
    let mut deleted = Vec::new();
    for block in blocks {
        // A line that is struck out whole leaves no empty one behind.
        let is_gone = block.text.is_empty() && !block.deleted.is_empty();
        if !is_gone {
            if !text.is_empty() {
                text.push('\n');
            }
            text.extend(std::iter::repeat_n("  ", block.depth.saturating_sub(1)));
            text.extend(before(block));
        }
        let start = text.len();
        deleted.extend(block.deleted.iter().map(|own| Deletion { at: start + own.at, text: own.text.clone() }));
        text.push_str(&block.text);
    }
    (text, deleted)
}
