//! Keys of a signature: who looked at a text, when, and which words it was.

use super::{Form, Key, Need};

/// All of them, in the order in which they show.
pub static ALL: &[&Key] = &[&BY, &DATE, &TEXT];

/// The unit that signs.
pub static BY: Key = Key::new("by", Form::Text, &[])
    .need(Need::Required)
    .label("单位", "By")
    .about("复核或者批准的单位", "The unit that looked at it, or approved it");

/// When it signed.
pub static DATE: Key = Key::new("date", Form::Date, &[])
    .need(Need::Required)
    .label("日期", "Date")
    .about("复核或者批准的日期", "When it did");

/// What it signed.
pub static TEXT: Key = Key::new("text", Form::Text, &[]).need(Need::Required).label("文字的值", "Text").about(
    "所见文字的 SHA-256，由 normbook review 和 normbook approve 写",
    "SHA-256 of the words it saw, as `normbook review` and `normbook approve` write it",
);
