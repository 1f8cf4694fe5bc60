//! Keys of `expected`: how many items an edition announces.

use super::{Form, Key};

/// All of them.
pub static ALL: &[&Key] = &[&TASKS, &SAFEGUARDS, &SAFEGUARD_CATEGORIES];

/// Tasks.
pub static TASKS: Key =
    Key::new("tasks", Form::Count, &[]).label("任务", "Tasks").about("任务的数目", "How many tasks");

/// Safeguards.
pub static SAFEGUARDS: Key =
    Key::new("safeguards", Form::Count, &[]).label("保障", "Safeguards").about("保障的数目", "How many safeguards");

/// Categories of safeguards.
pub static SAFEGUARD_CATEGORIES: Key = Key::new("safeguard-categories", Form::Count, &[])
    .label("保障类别", "Categories of safeguards")
    .about("保障类别的数目", "How many categories of safeguards");
