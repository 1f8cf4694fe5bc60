//! What a site offers of an edition besides its pages.

use super::EditionNode;

/// Tasks and safeguards of an edition whose workbook a site offers; that of a longer one is made on request. A workbook
/// has a row for each step of each role, so that it costs several times what the pages of its edition cost.
const WORKBOOK_ROWS: usize = 100;

impl EditionNode {
    /// Whether the site offers its workbook.
    pub fn has_workbook(&self) -> bool {
        (1..=WORKBOOK_ROWS).contains(&(self.tasks.len() + self.safeguards.len()))
    }
}
