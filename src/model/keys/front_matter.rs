//! The rows of front matter.

use super::Output::{Csv, Json, Page, Place, Search, Xlsx};
use super::common::{APPROVED, KIND, MOVED_FROM, OWNER, REVIEW_BY, REVIEWED, UPDATED};
use super::{Form, Key, Need, Output, Wording, duty, expected, imported, source, when, withdrawn};
use crate::model::{ClauseEdge, Kind, Level, Profile, Provenance, Standing, Status};

/// Every row, in the order in which facts show: on pages, in exports, in lists of keys.
pub(super) static ALL: &[&Key] = &[
    &TITLE,
    &SHORT_TITLE,
    &NUMBER,
    &CLAUSE_PLACE,
    &CLAUSE_ORDER,
    &LEVEL,
    &ALIASES,
    &PROVENANCE,
    &ISSUER,
    &CURRENT,
    &ORDER,
    &ISSUED,
    &EFFECTIVE,
    &COMMENTS_UNTIL,
    &ENDED,
    &STATUS,
    &PROFILE,
    &NUMBERING,
    &EDITION_SOURCE,
    &EXPECTED,
    &PAIRS_WITH,
    &WITHDRAWN,
    &CATEGORY,
    &WHO,
    &CADENCE,
    &WHEN,
    &RECORDS,
    &TOPICS,
    &BASIS,
    &COUNTERPARTS,
    &SUPPORTED_BY,
    &INTERPRETS,
    &ILLUSTRATES,
    &CASE_PLACE,
    &NOTE_UNIT,
    &CASE_UNIT,
    &NOTE_DATE,
    &CASE_DATE,
    &OUTCOME,
    &SOURCE,
    &SOURCES,
    &IMPORTED,
    &CONTINUES,
    &KIND,
    &UPDATED,
    &OWNER,
    &REVIEW_BY,
    &REVIEWED,
    &APPROVED,
    &MOVED_FROM,
];

const EVERY: &[Kind] = Kind::ALL;
const WORKS: &[Kind] = &[Kind::Task, Kind::Safeguard];

/// In every output, in the list of facts on the page.
const EVERYWHERE: &[Output] = &[Page, Json, Csv, Xlsx, Search];

/// What it is called.
pub static TITLE: Key = Key::new("title", Form::Text, EVERY)
    .need(Need::RequiredBut(Kind::Clause))
    .wording(Wording::Translated)
    .label("标题", "Title")
    .also(&["名称", "题目"])
    .about("标题；只有条款可以不写", "What it is called; only a clause may go without");

/// Its name in menus, on pages other than its own.
pub static SHORT_TITLE: Key = Key::new("short-title", Form::Text, &[Kind::Standard, Kind::Edition])
    .need(Need::Required)
    .wording(Wording::Translated)
    .label("短名", "Short name")
    .also(&["简称"])
    .about("短名，用于菜单，如“2022年版”", "Its name in menus")
    .shown(&[Json]);

/// The number of a clause.
pub static NUMBER: Key = Key::new("number", Form::Text, &[Kind::Clause])
    .label("编号", "Number")
    .also(&["条号", "序号"])
    .about(
        "编号，与文件名相应（“第二十一条”在 21.md）；写了 place 或 order 的可以不写",
        "Its number, to which its id answers; required, unless there is a `place` or an `order`",
    )
    .shown(&[Place, Json]);

/// Where a clause without a number stands.
pub static CLAUSE_PLACE: Key = Key::new("place", Form::Word(ClauseEdge::VOCABULARY), &[Kind::Clause])
    .label("位置", "Place")
    .about("没有编号时的位置：前言在前，参考文献在后", "Where it stands when it has no number: foreword, bibliography")
    .shown(&[Json]);

/// The place of a clause that its number does not tell.
pub static CLAUSE_ORDER: Key = Key::new("order", Form::Count, &[Kind::Clause]).label("次序", "Order").also(&["顺序"]).about(
    "编号不能说明位置时的次序：排在这个编号之前（编、章、节写其下第一条的条号）；前言、参考文献之间的先后",
    "The number before which it stands where its own does not say so: for chapters of laws that of their first article; the \
     order among forewords, or among what stands at the back",
);

/// The level of a role.
pub static LEVEL: Key = Key::new("level", Form::Word(Level::VOCABULARY), &[Kind::Role])
    .need(Need::Required)
    .label("级别", "Level")
    .also(&["层级"])
    .about("所在的级别", "The level it stands on")
    .shown(&[Page, Json]);

/// Other names of a role or term. They are names, which search knows apart from texts.
pub static ALIASES: Key = Key::new("aliases", Form::Texts, &[Kind::Role, Kind::Term])
    .wording(Wording::Own)
    .label("又称", "Also called")
    .also(&["别名", "别称"])
    .about("别的名称；一个角色名只属于一个角色", "Its other names; a name of a role belongs to one role")
    .shown(&[Page, Json]);

/// Whose words an item is.
pub static PROVENANCE: Key = Key::new(
    "provenance",
    Form::Word(Provenance::VOCABULARY),
    &[Kind::Clause, Kind::Task, Kind::Safeguard, Kind::Note, Kind::Case, Kind::Term],
)
.need(Need::Required)
.label("来源性质", "Provenance")
.also(&["性质"])
.about("来源性质：是谁的话", "Whose words it is")
.shown(&[Place, Json, Csv, Xlsx]);

/// Who issues a standard.
pub static ISSUER: Key = Key::new("issuer", Form::Text, &[Kind::Standard])
    .need(Need::Required)
    .label("印发单位", "Issued by")
    .also(&["发布单位", "印发机关", "发文单位"])
    .about("印发单位", "The body that issues it")
    .shown(&[Page, Json, Xlsx, Search]);

/// The current edition of a standard. It steers links and menus; what an edition is worth is its `status`.
pub static CURRENT: Key = Key::new("current", Form::Text, &[Kind::Standard])
    .need(Need::Required)
    .label("现行版", "Current edition")
    .about("现行版的文件夹名", "Id of its current edition");

/// The place of a standard in menus.
pub static ORDER: Key = Key::new("order", Form::Count, &[Kind::Standard])
    .label("次序", "Order")
    .also(&["顺序"])
    .about("在首页上的次序；不写的排在最后", "Its place on the home page; without it last, by id");

/// When an edition was issued.
pub static ISSUED: Key = Key::new("issued", Form::Date, &[Kind::Edition])
    .label("印发日期", "Issued")
    .also(&["发布日期"])
    .about("印发日期；草案之外必须写", "When it was issued; required, unless it is a draft")
    .shown(&[Page, Json, Xlsx]);

/// When an edition takes effect.
pub static EFFECTIVE: Key = Key::new("effective", Form::Date, &[Kind::Edition])
    .label("实施日期", "Takes effect")
    .also(&["施行日期"])
    .about("实施日期", "When it takes effect")
    .shown(&[Page, Json, Xlsx]);

/// Until when comments on a draft are asked for.
pub static COMMENTS_UNTIL: Key = Key::new("comments-until", Form::Date, &[Kind::Edition])
    .label("征求意见至", "Comments until")
    .about(
        "草案征求意见的截止日期；写了就称征求意见稿",
        "Until when comments on a draft are asked for; it is called a draft for comment then",
    )
    .shown(&[Page, Json, Xlsx]);

/// When an edition ceased to hold.
pub static ENDED: Key = Key::new("ended", Form::Date, &[Kind::Edition])
    .label("失效日期", "No longer in force from")
    .about("被代替或者废止的日期", "From when on a superseded or repealed edition no longer holds")
    .shown(&[Page, Json, Xlsx]);

/// Whether an edition is in force.
pub static STATUS: Key = Key::new("status", Form::Word(Status::VOCABULARY), &[Kind::Edition])
    .need(Need::Required)
    .label("状态", "Status")
    .about(
        "状态：现行、即将施行、被代替、草案、废止",
        "Whether it is in force, as its issuer says: no day is compared with that of the build",
    )
    .shown(&[Page, Json, Xlsx]);

/// What sort of document an edition is.
pub static PROFILE: Key = Key::new("profile", Form::Word(Profile::VOCABULARY), &[Kind::Edition])
    .need(Need::Required)
    .label("文件性质", "Type")
    .about("文件性质", "What sort of document it is")
    .shown(&[Page, Json, Xlsx]);

/// How the clauses of an edition are numbered.
pub static NUMBERING: Key = Key::new("numbering", Form::Text, &[Kind::Edition])
    .label("编号方式", "Numbering")
    .about(
        "条款的编号方式：decimal（5.7，不写即是）、article（第二十一条）、letters（A.1），或一个样子如 AC-2(1)、一、（一）1.",
        "How clauses are numbered: `decimal` (the default), `article` as in laws, `letters`, or an example such as `AC-2(1)`",
    )
    .shown(&[Json]);

/// Where an edition was published.
pub static EDITION_SOURCE: Key = Key::new("source", Form::Mapping(source::ALL), &[Kind::Edition])
    .label("出处", "Source")
    .about("出处", "Where it was published")
    .shown(&[Page, Json, Xlsx, Search]);

/// What an edition announces. The difference shows, not the number itself.
pub static EXPECTED: Key = Key::new("expected", Form::Mapping(expected::ALL), &[Kind::Edition])
    .label("公布的数目", "Announced numbers")
    .about(
        "公布的条目数；与实有的不符时警告，并写在页面上",
        "What it announces; a difference is a warning and is said on the page",
    );

/// Editions that go with one.
pub static PAIRS_WITH: Key = Key::new("pairs-with", Form::Texts, &[Kind::Edition])
    .label("配套的版", "Goes with")
    .about(
        "与它配套的其他标准的版，如 [community@2022]：引用其他标准而没有写明版时，指这些版",
        "Editions of other standards that go with it, such as `[community@2022]`: what unpinned refs to those standards mean",
    )
    .shown(&[Json]);

/// What of the preceding edition is not continued. It stands where the item was.
pub static WITHDRAWN: Key =
    Key::new("withdrawn", Form::Mappings(withdrawn::ALL), &[Kind::Edition]).label("不再延续的条目", "Withdrawn").about(
        "上一版中不再延续的条款、任务和保障；它们的旧地址会写明已废止或已撤销",
        "Clauses, tasks and safeguards of the preceding edition that are not continued; their old addresses say so",
    );

/// The heading that a safeguard is counted under.
pub static CATEGORY: Key = Key::new("category", Form::Text, &[Kind::Safeguard])
    .need(Need::Required)
    .wording(Wording::Translated)
    .label("保障类别", "Category")
    .also(&["类别"])
    .about("所列的类别", "The heading it is counted under")
    .shown(&[Place, Json, Csv, Xlsx, Search]);

/// Who answers for a task or safeguard.
pub static WHO: Key = Key::new("who", Form::Mappings(duty::ALL), WORKS)
    .need(Need::Required)
    .label("谁来做", "Who")
    .also(&["职责分工"])
    .about("谁来做：角色与职责，有且只有一个牵头", "Roles and their duties; exactly one leads")
    .shown(&[Place, Json, Csv, Xlsx, Search]);

/// How often.
pub static CADENCE: Key = Key::new("cadence", Form::Text, WORKS)
    .need(Need::Missed)
    .wording(Wording::Translated)
    .label("多久一次", "How often")
    .also(&["频次", "频率"])
    .about("多久做一次", "How often it is done")
    .shown(EVERYWHERE);

/// When, for calendars.
pub static WHEN: Key = Key::new("when", Form::MappingsOr(when::ALL, Standing::VOCABULARY), WORKS)
    .label("什么时候", "When")
    .also(&["时间"])
    .about(
        "什么时候做，供月历、排序使用；cadence 写成句子，这里写成可以排的日程",
        "When it is done, for calendars and sorting; `cadence` says it in a sentence",
    )
    .shown(EVERYWHERE);

/// Papers.
pub static RECORDS: Key = Key::new("records", Form::Texts, WORKS)
    .need(Need::Missed)
    .wording(Wording::Translated)
    .label("留什么记录", "Records kept")
    .also(&["记录"])
    .about("留下的记录", "Papers it leaves")
    .shown(EVERYWHERE);

/// What an item is about.
pub static TOPICS: Key = Key::new("topics", Form::Texts, &[Kind::Task, Kind::Safeguard, Kind::Note, Kind::Case])
    .label("主题", "Topics")
    .about("所属的主题，写 site.yaml 的 topics 里的名称", "What it is about: topics of `site.yaml`, by id or by name")
    .shown(EVERYWHERE);

/// Clauses that a task or safeguard rests on.
pub static BASIS: Key = Key::new("basis", Form::Refs, WORKS)
    .label("依据", "Basis")
    .about("依据的条款；有一项职责不是示例就必须写", "Clauses it rests on; required as soon as one duty is no sample")
    .shown(&[Place, Json, Csv, Xlsx]);

/// The same work elsewhere.
pub static COUNTERPARTS: Key = Key::new("counterparts", Form::Refs, WORKS)
    .label("对应任务", "Counterparts")
    .also(&["对应条目"])
    .about("其他标准中的同类工作，两边都要写", "The same work in other standards; must be written on both sides")
    .shown(&[Place, Json, Csv, Xlsx]);

/// Safeguards that support a task or safeguard.
pub static SUPPORTED_BY: Key = Key::new("supported-by", Form::Refs, WORKS)
    .label("支持它的保障", "Safeguards for it")
    .also(&["支持保障"])
    .about("支持它的保障", "Safeguards that support it")
    .shown(&[Place, Json, Csv, Xlsx]);

/// What a note explains.
pub static INTERPRETS: Key = Key::new("interprets", Form::Refs, &[Kind::Note])
    .need(Need::Required)
    .label("涉及的条目", "What it is about")
    .also(&["解读的条目"])
    .about("所解读的条目，不能为空", "What it explains; not empty")
    .shown(&[Place, Json]);

/// What a case shows.
pub static ILLUSTRATES: Key = Key::new("illustrates", Form::Refs, &[Kind::Case])
    .need(Need::Required)
    .label("涉及的条目", "What it is about")
    .also(&["说明的条目"])
    .about("所说明的条目，不能为空", "What it shows; not empty")
    .shown(&[Place, Json]);

/// Where a case happened.
pub static CASE_PLACE: Key = Key::new("place", Form::Text, &[Kind::Case])
    .need(Need::Required)
    .wording(Wording::Translated)
    .label("地点", "Place")
    .about("地点，不细于单位", "Where it happened, not below the level of a unit")
    .shown(&[Page, Json, Search]);

/// Who signs a note.
pub static NOTE_UNIT: Key = Key::new("unit", Form::Text, &[Kind::Note])
    .need(Need::Required)
    .wording(Wording::Translated)
    .label("署名单位", "Signed by")
    .also(&["单位"])
    .about("署名单位", "The unit that signs it")
    .shown(&[Page, Json, Search]);

/// Who did what a case tells.
pub static CASE_UNIT: Key = Key::new("unit", Form::Text, &[Kind::Case])
    .need(Need::Required)
    .wording(Wording::Translated)
    .label("实施单位", "Unit")
    .also(&["单位"])
    .about("实施单位", "The unit that did it")
    .shown(&[Page, Json, Search]);

/// When a note was signed.
pub static NOTE_DATE: Key = Key::new("date", Form::Date, &[Kind::Note])
    .need(Need::Required)
    .label("日期", "Date")
    .about("日期", "Its date")
    .shown(&[Page, Json]);

/// When a case was reported.
pub static CASE_DATE: Key = Key::new("date", Form::Date, &[Kind::Case])
    .need(Need::Required)
    .label("报道时间", "Reported")
    .also(&["日期", "报道日期"])
    .about("报道日期", "When it was reported")
    .shown(&[Page, Json]);

/// What came of a case.
pub static OUTCOME: Key = Key::new("outcome", Form::Text, &[Kind::Case])
    .need(Need::Required)
    .wording(Wording::Translated)
    .label("成效", "Outcome")
    .also(&["效果"])
    .about("成效，一句话", "What came of it, in one sentence")
    .shown(&[Page, Json, Search]);

/// Where a clause or a definition was published.
pub static SOURCE: Key = Key::new("source", Form::Mapping(source::ALL), &[Kind::Clause, Kind::Term])
    .label("出处", "Source")
    .about("出处", "Where it was published")
    .shown(&[Place, Json, Search]);

/// Where a case was published.
pub static SOURCES: Key = Key::new("sources", Form::Mappings(source::ALL), &[Kind::Case])
    .need(Need::Required)
    .label("出处", "Sources")
    .about("出处，不能为空", "Where it was published; not empty")
    .shown(&[Place, Json, Search]);

/// What a clause was imported from. Its report says the rest.
pub static IMPORTED: Key =
    Key::new("imported", Form::Mapping(imported::ALL), &[Kind::Clause]).label("导入自", "Imported from").about(
        "从哪个文件导入，哪些还待确认；由 normbook import 写",
        "The file it was imported from, and what is still to be confirmed; `normbook import` writes it",
    );

/// What a clause continues.
pub static CONTINUES: Key = Key::new("continues", Form::Texts, &[Kind::Clause])
    .label("延续自上一版", "Continues, from the last edition")
    .also(&["延续"])
    .about("延续的上一版条款", "Clauses of the preceding edition that it continues, such as `[\"4.2\"]`")
    .shown(&[Place, Json]);
