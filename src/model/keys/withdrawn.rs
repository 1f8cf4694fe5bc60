//! Keys of `withdrawn`: what of the preceding edition is not continued, and why.

use super::{Form, Key, Need};

/// All of them, in the order in which they show.
pub static ALL: &[&Key] = &[&ID, &DATE, &REASON, &BY];

/// Which item.
pub static ID: Key = Key::new("id", Form::Text, &[])
    .need(Need::Required)
    .label("条目", "Item")
    .about("上一版中不再延续的条款、任务或保障", "Id of the clause, task or safeguard that is not continued");

/// Since when.
pub static DATE: Key = Key::new("date", Form::Date, &[])
    .need(Need::Required)
    .label("日期", "Date")
    .about("废止或撤销的日期", "When it was withdrawn");

/// Why.
pub static REASON: Key = Key::new("reason", Form::Text, &[])
    .need(Need::Required)
    .label("原因", "Reason")
    .about("为什么不再延续，一句话", "Why it is not continued, in one sentence");

/// By whom.
pub static BY: Key = Key::new("by", Form::Text, &[])
    .label("单位", "By")
    .about("由谁废止或撤销；不写即印发单位", "Who withdrew it; without it, who issues the standard");
