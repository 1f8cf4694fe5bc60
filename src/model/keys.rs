//! The keys of front matter, kind by kind: what schemas for editors are made from.
//!
//! `parse/kinds.rs` reads the keys; a test there holds the two against each other, key by key.

use super::Kind;
use crate::diag::Words;

/// A key of front matter.
#[derive(Clone, Debug)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// What its value looks like.
    pub form: Form,
    /// Whether an item without it is refused.
    pub required: bool,
    /// What it says.
    pub about: Words,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words in one line.
    Text,
    /// A list of words.
    Texts,
    /// A whole number.
    Count,
    /// A day, a month or a year.
    Date,
    /// A list of refs.
    Refs,
    /// The kind of the item itself.
    Kind,
    /// A word of [`Provenance`](super::Provenance).
    Provenance,
    /// A word of [`Status`](super::Status).
    Status,
    /// A word of [`Profile`](super::Profile).
    Profile,
    /// A word of [`Level`](super::Level).
    Level,
    /// `front` or `back`.
    ClausePlace,
    /// Where a text was published.
    Source,
    /// Several of them.
    Sources,
    /// Roles with their duties.
    Who,
    /// How many items are expected.
    Expected,
}

const fn key(name: &'static str, form: Form, zh: &'static str, en: &'static str) -> Key {
    Key { name, form, required: false, about: Words::fixed(zh, en) }
}

const fn must(name: &'static str, form: Form, zh: &'static str, en: &'static str) -> Key {
    Key { name, form, required: true, about: Words::fixed(zh, en) }
}

/// The keys that an item of a kind may have, in the order in which people write them.
pub fn keys(kind: Kind) -> Vec<Key> {
    let title = if kind == Kind::Clause {
        key("title", Form::Text, "标题；无标题条可不写", "Title; a clause may have none")
    } else {
        must("title", Form::Text, "标题", "Title")
    };
    let mut keys = vec![title];
    keys.extend(own(kind));
    keys.extend([
        key("kind", Form::Kind, "种类；所在文件夹已说明的可不写", "Kind; may be left out where the folder says it"),
        key("updated", Form::Date, "内容最近一次改动的日期", "Day or month of the last change in substance"),
        key("owner", Form::Text, "维护单位", "The unit that keeps it"),
        key("review-by", Form::Date, "应在此日期前复核", "To be reviewed by this date"),
        key("moved-from", Form::Texts, "从前的地址", "Addresses it had before"),
    ]);
    keys
}

fn own(kind: Kind) -> Vec<Key> {
    match kind {
        Kind::Standard => vec![
            must("short-title", Form::Text, "短名，用于菜单", "Short name for menus"),
            must("issuer", Form::Text, "发布机关", "Who issued it"),
            must("current", Form::Text, "现行版的文件夹名", "Folder of the current edition"),
            key("order", Form::Count, "在菜单中的次序", "Place in menus"),
        ],
        Kind::Edition => vec![
            must("short-title", Form::Text, "短名，如“2022年版”", "Short name"),
            must("issued", Form::Date, "印发日期", "When it was issued"),
            key("effective", Form::Date, "实施日期", "When it took effect"),
            must("status", Form::Status, "状态", "Its standing"),
            must("profile", Form::Profile, "文种", "What sort of document it is"),
            key("source", Form::Source, "出处", "Where it was published"),
            key("expected", Form::Expected, "应有的条目数", "How many items there should be"),
            key("pairs-with", Form::Texts, "配套的另一标准的版", "Editions of other standards it goes with"),
        ],
        Kind::Clause => vec![
            key("number", Form::Text, "编号，与文件名一致", "Its number, the same as the file's name"),
            key("place", Form::ClausePlace, "无编号要素的位置", "Where an element without a number stands"),
            provenance(),
            key("source", Form::Source, "出处", "Where it was published"),
            key("continues", Form::Texts, "承接上一版的条款", "Clauses of the preceding edition it continues"),
        ],
        Kind::Task => work(),
        Kind::Safeguard => {
            let mut keys = vec![must("category", Form::Text, "保障类别", "The heading it is counted under")];
            keys.extend(work());
            keys
        }
        Kind::Note => vec![
            provenance(),
            must("interprets", Form::Refs, "解读的条目", "What it explains"),
            must("unit", Form::Text, "解读单位", "Who signs it"),
            must("date", Form::Date, "日期", "When"),
        ],
        Kind::Case => vec![
            provenance(),
            must("illustrates", Form::Refs, "说明的条目", "What it shows"),
            must("place", Form::Text, "地点", "Where"),
            must("unit", Form::Text, "实施单位", "Who"),
            must("date", Form::Date, "报道日期", "When it was reported"),
            must("outcome", Form::Text, "成效", "What came of it"),
            must("sources", Form::Sources, "出处", "Where it was published"),
        ],
        Kind::Role => vec![
            must("level", Form::Level, "级别", "Its level"),
            key("aliases", Form::Texts, "别称", "Its other names"),
        ],
        Kind::Term => vec![
            provenance(),
            key("aliases", Form::Texts, "别称", "Its other names"),
            key("source", Form::Source, "出处", "Where it was published"),
        ],
        Kind::Page => Vec::new(),
    }
}

fn work() -> Vec<Key> {
    vec![
        provenance(),
        key("basis", Form::Refs, "依据的条款", "Clauses it rests on"),
        must("who", Form::Who, "谁来做：角色与职责", "Roles and their duties"),
        key("counterparts", Form::Refs, "另一标准中的对应条目", "The same work in other standards"),
        key("supported-by", Form::Refs, "支撑它的保障", "Safeguards that support it"),
        key("cadence", Form::Text, "多久一次", "How often"),
        key("records", Form::Texts, "留什么记录", "Papers it leaves"),
    ]
}

const fn provenance() -> Key {
    must("provenance", Form::Provenance, "来源性质", "Whose words it is in")
}
