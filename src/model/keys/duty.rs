//! Keys of a duty: a row of `who`.

use super::{Form, Key, Need};
use crate::model::{Duty, Provenance};

/// All of them, in the order in which they show.
pub static ALL: &[&Key] = &[&ROLE, &DUTY, &WORD, &PROVENANCE];

/// Who.
pub static ROLE: Key = Key::new("role", Form::Text, &[])
    .need(Need::Required)
    .label("角色", "Role")
    .also(&["单位", "部门"])
    .about("角色的名称、标题或别称", "Id, title or alias of a role");

/// How it takes part.
pub static DUTY: Key = Key::new("duty", Form::Word(Duty::VOCABULARY), &[])
    .need(Need::Required)
    .label("职责", "Duty")
    .about("职责：牵头、责任、配合、指导、监督", "How it takes part: it leads, answers, helps, guides or supervises");

/// The wording of the source.
pub static WORD: Key = Key::new("word", Form::Text, &[])
    .label("原文用词", "Wording")
    .also(&["用词"])
    .about("原文对职责的用词，不同时写", "The wording of the source, where it differs");

/// Whose assignment it is.
pub static PROVENANCE: Key = Key::new("provenance", Form::Word(Provenance::VOCABULARY), &[])
    .label("来源性质", "Provenance")
    .about("这一分工的来源性质，与条目不同时写", "Whose assignment it is, where that differs from the item's");
