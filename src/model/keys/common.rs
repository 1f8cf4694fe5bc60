//! The rows that items of all kinds have, besides their titles.

use super::Output::{Csv, Json, Place, Search, Xlsx};
use super::{Form, Key, signature};
use crate::model::Kind;

const EVERY: &[Kind] = Kind::ALL;

/// The kind of an item.
pub static KIND: Key = Key::new("kind", Form::Kind, EVERY)
    .label("种类", "Kind")
    .also(&["类型"])
    .about("种类；可以不写，写了要与文件夹一致", "Its kind; may be left out, and must agree with the folder");

/// When an item was last changed.
pub static UPDATED: Key = Key::new("updated", Form::Date, EVERY)
    .label("更新", "Updated")
    .also(&["更新日期"])
    .about("内容最近一次改动的日期", "When it was last changed in substance")
    .shown(&[Place, Json, Csv, Xlsx]);

/// Who keeps an item.
pub static OWNER: Key = Key::new("owner", Form::Text, EVERY)
    .label("维护单位", "Kept by")
    .also(&["维护"])
    .about("维护单位", "The unit that keeps it")
    .shown(&[Place, Json, Csv, Xlsx, Search]);

/// When an item is to be reviewed.
pub static REVIEW_BY: Key = Key::new("review-by", Form::Date, EVERY)
    .label("复核日期", "Review by")
    .about("应在此日期前复核；到期的列在覆盖情况里", "When it should be looked at again; coverage lists what is due")
    .shown(&[Json, Csv, Xlsx]);

/// Who looked last at the words that an item was written for.
pub static REVIEWED: Key = Key::new("reviewed", Form::Mapping(signature::ALL), EVERY).label("上次复核", "Last reviewed").about(
    "上次对照所针对的原文复核：单位、日期、原文的值；原文变了，页面上就写待复核",
    "Who read it last against the words it was written for; when these change, its page says that it is to be reviewed",
);

/// Who approved an item.
pub static APPROVED: Key = Key::new("approved", Form::Mapping(signature::ALL), EVERY).label("批准", "Approved").about(
    "批准的单位、日期和文字的值；文字变了，批准就不再有效",
    "Who approved it, and which words; when these change, the approval no longer holds",
);

/// Where an item was before. A page stays at each of these addresses and leads on.
pub static MOVED_FROM: Key = Key::new("moved-from", Form::Texts, EVERY).label("从前的地址", "Former addresses").also(&["旧地址"]).about(
    "从前的地址（如 /old/jobs.html）或从前的名称；旧地址会转到这里",
    "Addresses such as `/old/jobs.html`, or ids, it had before; a page stays at each and leads on, with the fragment",
);
