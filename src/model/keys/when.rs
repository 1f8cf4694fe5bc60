//! Keys of an occasion: an entry of `when`.

use super::{Form, Key};
use crate::model::{Every, Weekday};

/// All of them, in the order in which they show.
pub static ALL: &[&Key] = &[&EVERY, &MONTHS, &ON, &AFTER, &WITHIN, &WHAT];

/// How often it comes round.
pub static EVERY: Key = Key::new("every", Form::Word(Every::VOCABULARY), &[])
    .label("每", "Every")
    .about("隔多久轮到一次；与 after 二者写一个", "How often it comes round; either this or `after`");

/// In which months alone.
pub static MONTHS: Key = Key::new("months", Form::Texts, &[])
    .label("月份", "Months")
    .about("在哪几个月，如 [3..8, 11]", "In which months alone, such as `[3..8, 11]`");

/// On which day of the week.
pub static ON: Key = Key::new("on", Form::Word(Weekday::VOCABULARY), &[])
    .label("星期", "On")
    .about("星期几", "On which day of the week");

/// What happens before.
pub static AFTER: Key = Key::new("after", Form::Text, &[])
    .label("遇到", "After")
    .also(&["之后"])
    .about("遇到什么事以后做，如“得知搬入”；不会写成日期", "What happens before it is done; it never gets a date");

/// How soon.
pub static WITHIN: Key = Key::new("within", Form::Text, &[])
    .label("时限", "Within")
    .about("之后多久以内，如 5 workdays 或 5个工作日", "How soon after that, such as `5 workdays`");

/// Which part of the work.
pub static WHAT: Key = Key::new("what", Form::Text, &[]).label("做哪一件", "What").also(&["事项"]).about(
    "这时做的是哪一件；整件工作都在这时做的不写",
    "Which part of the work is done then; left out where it is all of it",
);
