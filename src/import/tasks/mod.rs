//! Tasks from a workbook: a division of work as offices keep it, or the one that this program exports.
//!
//! What a column holds is known by its head, whose rows may be merged and stand below title lines; units are matched to roles
//! by their names. A cell that says what is there already changes nothing, so that a workbook that was exported and is
//! imported again leaves every file as it is, byte for byte. What is unsure is 待确认 in the report, cell by cell.

mod file;
mod gather;
mod heads;
mod known;
mod layout;
mod names;
mod plan;
mod who;

pub use file::{changed_work, new_work, standing};
pub use heads::Column;
pub use known::{Known, KnownDuty, KnownName, KnownWork, squeezed};
pub use plan::{Planned, TaskDraft, Value};

use super::refusal::Refusal;
use super::workbook;
use crate::model::{Kind, keys};

/// A line of steps without its number.
pub fn without_number(line: &str) -> &str {
    names::without_number(line).1
}

/// Reads the tasks of a workbook; `sheet` names the only sheet that is meant.
///
/// # Errors
/// If it cannot be read or holds no division of work: the words say what to do.
pub fn tasks(bytes: &[u8], sheet: Option<&str>, known: &Known) -> Result<TaskDraft, Refusal> {
    let workbook = workbook::read(bytes)?;
    let role = |name: &str| {
        let is_name = |own: &KnownName| own.names.iter().any(|known| known == name);
        known.roles.iter().position(is_name)
    };
    let gathered = gather::gather(&workbook, sheet, &role)?;
    // A task may be supported by a safeguard that the same workbook brings.
    let first = plan::plan(gathered.clone(), known);
    let new = first.works.iter().filter(|own| own.is_new && own.kind == Kind::Safeguard);
    let new: Vec<KnownName> = new.map(|own| KnownName { id: own.id.clone(), names: own.names() }).collect();
    if new.is_empty() {
        return Ok(first);
    }
    let mut known = known.clone();
    let supports = known.targets.iter_mut().filter(|(key, _)| *key == keys::SUPPORTED_BY.name);
    supports.for_each(|(_, targets)| targets.extend(new.iter().cloned()));
    Ok(plan::plan(gathered, &known))
}
