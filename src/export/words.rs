//! The words of the files that people open: what the model's words are called, and what stands in workbooks.
//!
//! The theme has words of its own for pages, which this floor does not see. Those of tables and workbooks stand here, in
//! Chinese and English together.

use crate::comparison::Change;
use crate::diag::{Locale, Words};
use crate::model::{ClauseEdge, Duty, Kind, Lang, Level, Profile, Provenance, Status};
use crate::site::{FactWord, Site};

/// The language of the words: English for a site whose originals are English, Chinese for every other.
pub(super) fn locale(site: &Site) -> Locale {
    if site.config.languages.first == Lang::En { Locale::English } else { Locale::Chinese }
}

/// What a provenance is called.
pub(super) fn provenance(word: Provenance) -> Words {
    match word {
        Provenance::Official => Words::fixed("官方正文", "official text"),
        Provenance::Outline => Words::fixed("官方目次（正文待导入）", "official outline (text to be imported)"),
        Provenance::Imported => Words::fixed("导入待核（尚未确认）", "imported (not yet confirmed)"),
        Provenance::Interpretive => Words::fixed("解读", "interpretation"),
        Provenance::Reported => Words::fixed("公开报道", "public report"),
        Provenance::Local => Words::fixed("本地补充", "local addition"),
        Provenance::Sample => Words::fixed("示例（非官方）", "sample (not official)"),
    }
}

/// What a duty is called.
pub(super) fn duty(word: Duty) -> Words {
    match word {
        Duty::Lead => Words::fixed("牵头", "lead"),
        Duty::Responsible => Words::fixed("责任", "responsible"),
        Duty::Support => Words::fixed("配合", "support"),
        Duty::Guide => Words::fixed("指导", "guide"),
        Duty::Supervise => Words::fixed("监督", "supervise"),
    }
}

/// What a level is called.
pub(super) fn level(word: Level) -> Words {
    match word {
        Level::Province => Words::fixed("省", "province"),
        Level::City => Words::fixed("市（州）", "city"),
        Level::County => Words::fixed("县（市、区）", "county"),
        Level::Street => Words::fixed("街道", "street"),
        Level::Community => Words::fixed("社区", "community"),
        Level::Grid => Words::fixed("网格", "grid"),
    }
}

/// What the word of a fact is called.
pub(super) fn fact(word: FactWord) -> Words {
    match word {
        FactWord::Provenance(word) => provenance(word),
        FactWord::Status(word) => status(word),
        FactWord::Profile(word) => profile(word),
        FactWord::Level(word) => level(word),
        FactWord::Edge(ClauseEdge::Front) => Words::fixed("正文之前", "before the clauses"),
        FactWord::Edge(ClauseEdge::Back) => Words::fixed("正文之后", "after the clauses"),
    }
}

/// What a status is called.
pub(super) fn status(word: Status) -> Words {
    match word {
        Status::Current => Words::fixed("现行", "in force"),
        Status::Approved => Words::fixed("即将施行", "not yet in force"),
        Status::Superseded => Words::fixed("被代替", "superseded"),
        Status::Draft => Words::fixed("草案", "draft"),
        Status::Repealed => Words::fixed("废止", "repealed"),
    }
}

/// What a profile is called.
fn profile(word: Profile) -> Words {
    match word {
        Profile::DepartmentDocument => Words::fixed("部门文件", "departmental document"),
        Profile::LocalStandard => Words::fixed("地方标准", "local standard"),
        Profile::NationalStandard => Words::fixed("国家标准", "national standard"),
        Profile::GroupStandard => Words::fixed("团体标准", "association standard"),
    }
}

/// What a change is called.
pub(super) fn change(word: Change) -> Words {
    match word {
        Change::New => Words::fixed("新增", "new"),
        Change::Changed => Words::fixed("修改", "changed"),
        Change::Renamed => Words::fixed("改名", "renamed"),
        Change::Moved => Words::fixed("改号", "renumbered"),
        Change::Split => Words::fixed("拆分", "split"),
        Change::Merged => Words::fixed("合并", "merged"),
        Change::Deleted => Words::fixed("删去", "deleted"),
        Change::Unchanged => Words::fixed("不变", "unchanged"),
    }
}

/// What a kind is called.
pub(super) fn kind(word: Kind) -> Words {
    Words::fixed(word.called(Locale::Chinese), word.called(Locale::English))
}

/// Texts of a workbook in one language.
pub(super) struct BookWords {
    pub(super) font: &'static str,
    pub(super) about: &'static str,
    pub(super) matrix: &'static str,
    pub(super) works: &'static str,
    pub(super) texts: &'static str,
    pub(super) lineage: &'static str,
    /// Over the changes since the edition before, and those to the edition behind.
    pub(super) changed: [&'static str; 2],
    /// Day, unit and reason of an end.
    pub(super) ended: [&'static str; 3],
    pub(super) what: &'static str,
    pub(super) how: &'static str,
    /// `{title}` is the role's.
    pub(super) checklist_of: &'static str,
    pub(super) number: &'static str,
    pub(super) kind: &'static str,
    pub(super) id: &'static str,
    pub(super) task: &'static str,
    pub(super) item: &'static str,
    pub(super) requirement: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    pub(super) not_applicable: &'static str,
    pub(super) evidence: &'static str,
    pub(super) person: &'static str,
    pub(super) time: &'static str,
    pub(super) duties: &'static str,
    pub(super) sheet: &'static str,
    pub(super) edition: &'static str,
    pub(super) site: &'static str,
    pub(super) publisher: &'static str,
    pub(super) page: &'static str,
    pub(super) nature: &'static str,
    pub(super) sample: &'static str,
    pub(super) no_sample: &'static str,
    /// Opens the title of every sheet of a workbook that holds a sample.
    pub(super) sample_mark: &'static str,
    pub(super) by_editor: &'static str,
    pub(super) how_matrix: &'static str,
    pub(super) how_works: &'static str,
    pub(super) how_texts: &'static str,
    pub(super) how_lineage: &'static str,
    pub(super) how_checklist: &'static str,
    pub(super) how_paper: &'static str,
    pub(super) no_persons: &'static str,
    pub(super) use_it: &'static str,
    /// What stands in the footer before and after the page's number, and after the number of pages.
    pub(super) folio: [&'static str; 3],
    /// Between things in a row.
    pub(super) comma: &'static str,
    /// Around a remark in a cell.
    pub(super) brackets: [&'static str; 2],
    pub(super) colon: &'static str,
    pub(super) quotes: [&'static str; 2],
}

/// The texts of a workbook.
pub(super) fn book(locale: Locale) -> &'static BookWords {
    match locale {
        Locale::Chinese => &CHINESE,
        Locale::English => &ENGLISH,
    }
}

static CHINESE: BookWords = BookWords {
    font: "宋体",
    about: "说明",
    matrix: "任务分工表",
    works: "事项清单",
    texts: "任务内容",
    lineage: "沿革",
    changed: ["本版的变化", "后来的变化"],
    ended: ["废止、撤销日期", "废止、撤销单位", "理由"],
    what: "做什么",
    how: "怎么做",
    checklist_of: "{title}对照检查表",
    number: "序号",
    kind: "类别",
    id: "编号",
    task: "任务、保障",
    item: "项目",
    requirement: "要求、步骤",
    yes: "是",
    no: "否",
    not_applicable: "不适用",
    evidence: "佐证材料",
    person: "责任人",
    time: "时间",
    duties: "事项数",
    sheet: "工作表",
    edition: "标准和版",
    site: "来自网站",
    publisher: "主办单位",
    page: "网页地址",
    nature: "内容性质",
    sample: "表中来源性质为“示例（非官方）”的内容是为演示而编写的，不是标准条文，请勿据此引用、执行或考核。",
    no_sample: "各行的来源性质见每张表的最后一列；解读、报道和本地补充都不是标准条文。",
    sample_mark: "【含示例，不得作为依据】",
    by_editor: "任务、保障与条款的对应关系，除来源性质为“官方正文”的以外，由编者归类。",
    how_matrix: "任务分工表：每行一项任务或保障，每列一个角色，格内是职责；格内另有括号的，是与本行不同的来源性质。要改分工，改事项清单里的“谁来做”。",
    how_works: "事项清单：每行一项任务或保障，每列是网页上的一项说明，如多久一次、留什么记录。",
    how_texts: "任务内容：每行一项任务或保障，做什么一段一行，怎么做一步一行。这张表和事项清单改好以后，用 normbook import 可以导回网站；编号不要改。",
    how_lineage: "沿革：每行一个条款、任务或保障，前一版是什么，本版怎么变的，后一版成了什么；不再保留的，写明日期、单位和理由。",
    how_checklist: "对照检查表：每个角色一张，每行一个步骤；是、否、不适用、佐证材料、责任人、时间留空，打印后填写，也可以直接在表里填。",
    how_paper: "已设好纸张、标题行和页码，可以直接打印。任务分工表角色较多时用A3纸。",
    no_persons: "填写后的表可能含有个人信息，请按本单位的规定保管，不要上传到公开网站。",
    use_it: "怎么用",
    folio: ["第", "页，共", "页"],
    comma: "、",
    brackets: ["（", "）"],
    colon: "：",
    quotes: ["《", "》"],
};

static ENGLISH: BookWords = BookWords {
    font: "Calibri",
    about: "About",
    matrix: "Responsibility matrix",
    works: "Tasks and safeguards",
    texts: "What and how",
    lineage: "Lineage",
    changed: ["Change in this edition", "Change after it"],
    ended: ["Ended on", "Ended by", "Reason"],
    what: "What",
    how: "How",
    checklist_of: "Checklist: {title}",
    number: "No.",
    kind: "Kind",
    id: "Id",
    task: "Task, safeguard",
    item: "Item",
    requirement: "Requirement, step",
    yes: "Yes",
    no: "No",
    not_applicable: "N/A",
    evidence: "Evidence",
    person: "In charge",
    time: "Date",
    duties: "Items",
    sheet: "Sheet",
    edition: "Standard, edition",
    site: "From the site",
    publisher: "Published by",
    page: "Page",
    nature: "What it is",
    sample: "What is marked “sample (not official)” was written as an example. It is no text of the standard: do not cite it, \
             act on it or judge by it.",
    no_sample: "The last column of each sheet says the provenance of each row; interpretations, reports and local additions \
                are no text of the standard.",
    sample_mark: "[Holds samples: not to be relied on] ",
    by_editor: "Which clause a task or safeguard rests on was assigned by the editors, except where the provenance is \
                “official text”.",
    how_matrix: "Responsibility matrix: a row for each task or safeguard, a column for each role, duties in the cells; \
                 brackets in a cell say a provenance other than the row's. To change who does what, change the \
                 list of tasks.",
    how_works: "Tasks and safeguards: a row for each, a column for each thing that its page says of it, such as how often it is \
                done and which records are kept.",
    how_texts: "What and how: a row for each task or safeguard, a line for each paragraph and step. Once this sheet and the list \
                of tasks are changed, `normbook import` takes them back into the site; leave the ids as they are.",
    how_lineage: "Lineage: a row for each clause, task and safeguard, with what it was in the edition before, how it changed, and \
                  what became of it in the edition behind; what ended has its day, unit and reason.",
    how_checklist: "Checklists: a sheet for each role, a row for each step; yes, no, not applicable, evidence, in charge and \
                    date are left blank, to be filled in on paper or here.",
    how_paper: "Paper, heading rows and page numbers are set; print as it is. A matrix of many roles takes A3.",
    no_persons: "Sheets that are filled in may hold personal data: keep them by the rules of your office, and off public sites.",
    use_it: "How to use it",
    folio: ["Page ", " of ", ""],
    comma: ", ",
    brackets: [" (", ")"],
    colon: ": ",
    quotes: ["", ""],
};
