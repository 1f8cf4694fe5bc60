//! Keys that translations alone have.

use super::{Form, Key, Need};
use crate::model::Review;

/// All of them.
pub static ALL: &[&Key] = &[&SOURCE, &REVIEW, &REVIEWED_BY];

/// Who translated it.
pub static SOURCE: Key = Key::new("source", Form::Text, &[])
    .need(Need::Required)
    .label("译者", "Translated by")
    .about("由谁翻译", "Who translated it");

/// Whether somebody has read it.
pub static REVIEW: Key = Key::new("review", Form::Word(Review::VOCABULARY), &[])
    .need(Need::Required)
    .label("审核状态", "Review")
    .about("是否与原文核对过", "Whether somebody has read it against the original");

/// Who read it.
pub static REVIEWED_BY: Key =
    Key::new("reviewed-by", Form::Text, &[]).label("审核", "Reviewed by").about("由谁核对", "Who has read it");
