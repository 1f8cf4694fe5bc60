//! Heads of columns as offices write them, and what stands below each.

use super::super::document::is_blank;
use crate::diag::Locale;
use crate::model::keys::{self, Key, Output};
use crate::model::{Duty, Kind};

/// What a column of a sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The number of a row.
    Serial,
    /// The id of a task or safeguard.
    Id,
    /// Whether it is a task or a safeguard.
    Kind,
    /// Its title.
    Title,
    /// 做什么.
    What,
    /// 怎么做.
    How,
    /// Units, each with its duty in brackets.
    Who,
    /// Units of one duty.
    Duty(Duty),
    /// The duties of one role, by its place among the roles that are known.
    Role(usize),
    /// What a key of front matter says, by its name.
    Key(&'static str),
    /// Names and telephone numbers of persons, which are not taken over.
    Person,
    /// Remarks, and what is to be filled in.
    Remark,
}

/// The key that a column is of.
pub(super) fn key(name: &str) -> Option<&'static Key> {
    keys::all().find(|key| key.name == name && (key.is_of(Kind::Task) || key.is_of(Kind::Safeguard)))
}

/// Heads by what they stand over, parted by blanks. A head counts as written here once its blanks, and remarks in brackets, are off.
const HEADS: &[(Column, &str)] = &[
    (Column::Serial, "序号 序 号 项次 no. no"),
    (Column::Id, "编号 id 事项编号 任务编号"),
    (Column::Kind, "类别 kind"),
    (
        Column::Title,
        "任务、保障 任务 任务名称 工作任务 重点任务 主要任务 重点工作 任务事项 事项 事项名称 工作事项 \
         项目 工作项目 目标任务 责任事项 task,safeguard task title",
    ),
    (
        Column::What,
        "做什么 工作内容 主要内容 任务内容 具体内容 具体任务 内容 工作要求 目标要求 工作目标 任务要求 \
         责任内容 what",
    ),
    (
        Column::How,
        "怎么做 措施 工作措施 具体措施 主要措施 推进措施 落实措施 工作举措 具体举措 主要举措 实施步骤 \
         工作步骤 步骤 办法 how",
    ),
    (Column::Who, "谁来做 who 责任分工 职责分工 分工"),
    (Column::Duty(Duty::Lead), "牵头单位 牵头部门 牵头 主办单位 主责单位 主责部门 牵头责任单位 lead"),
    (
        Column::Duty(Duty::Responsible),
        "责任单位 责任部门 责任 承办单位 承办部门 实施单位 落实单位 执行单位 responsible",
    ),
    (
        Column::Duty(Duty::Support),
        "配合单位 配合部门 配合 协同单位 协办单位 协办部门 协办 参与单位 参加单位 支持单位 support",
    ),
    (Column::Duty(Duty::Guide), "指导单位 指导部门 指导 guide"),
    (Column::Duty(Duty::Supervise), "监督单位 监督部门 督导单位 督办单位 监督 supervise"),
    (
        Column::Key("cadence"),
        "多久一次 频次 时限 完成时限 完成时间 办理时限 时间要求 时间安排 工作时限 时间节点 进度安排 \
         进度要求 工作频次 开展频次",
    ),
    (
        Column::Key("records"),
        "留什么记录 台账 记录 台账记录 工作台账 佐证材料 印证材料 印证资料 档案资料 成果形式 工作成果 \
         预期成果 形成资料 支撑材料",
    ),
    (Column::Key("basis"), "依据 标准条款 对应条款 条款 条款号 标准依据 工作依据 政策依据"),
    (Column::Key("category"), "保障类别"),
    (
        Column::Person,
        "责任人 负责人 联系人 联系电话 电话 联系方式 牵头领导 分管领导 责任领导 包联领导 具体责任人 \
         经办人 责任人及电话 联系人及电话 手机 姓名",
    ),
    (Column::Remark, "备注 说明 完成情况 进展情况 落实情况 是否完成 存在问题 remarks"),
];

/// A head without what only lays it out: blanks, brackets with remarks, a colon at its end.
pub(super) fn folded(head: &str) -> String {
    let mut folded = String::new();
    let mut depth = 0_usize;
    for own in head.chars() {
        match own {
            '（' | '(' | '【' | '[' => depth += 1,
            '）' | ')' | '】' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 || is_blank(own) => {}
            '，' => folded.push(','),
            _ => folded.extend(own.to_lowercase()),
        }
    }
    folded.trim_end_matches(['：', ':', '*', '＊']).to_owned()
}

/// What stands below a head; nothing if it is none that is known. `roles` gives the place of a role by one of its names.
pub(super) fn column(head: &str, roles: &dyn Fn(&str) -> Option<usize>) -> Option<Column> {
    let own = folded(head);
    let listed = |own: &str| {
        HEADS.iter().find(|(_, heads)| heads.split_whitespace().any(|head| head == own)).map(|(column, _)| *column)
    };
    let parts = || {
        // `时限/频次` is one thing under two names.
        let mut columns = own.split(['/', '／', '、', '及', '和', '与', '或']).map(listed);
        let first = columns.next()??;
        columns.all(|own| own == Some(first)).then_some(first)
    };
    listed(&own).or_else(|| called(&own)).or_else(parts).or_else(|| roles(head.trim()).map(Column::Role))
}

/// The column that workbooks of this program give to a key.
fn called(head: &str) -> Option<Column> {
    let is_shown = |key: &&Key| key.shows(Output::Xlsx) && (key.is_of(Kind::Task) || key.is_of(Kind::Safeguard));
    let says = |key: &&Key| [Locale::Chinese, Locale::English].iter().any(|own| folded(key.called(*own)) == head);
    let found = keys::all().filter(is_shown).find(says)?;
    Some(if found.is(&keys::WHO) { Column::Who } else { Column::Key(found.name) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(head: &str) -> Option<Column> {
        column(head, &|name| (name == "街道办事处").then_some(7))
    }

    #[test]
    fn heads_are_known_however_they_are_laid_out() {
        assert_eq!(of("牵头\n单位"), Some(Column::Duty(Duty::Lead)));
        assert_eq!(of("完 成 时 限（年月日）"), Some(Column::Key("cadence")));
        assert_eq!(of("时限/频次"), Some(Column::Key("cadence")));
        assert_eq!(of("责任单位及配合单位"), None);
        assert_eq!(of("街道办事处"), Some(Column::Role(7)));
        assert_eq!(of("Task, safeguard"), Some(Column::Title));
        assert_eq!(of("来源性质"), Some(Column::Key("provenance")));
        assert_eq!(of("群众满意度"), None);
    }

    /// No head may stand for two things.
    #[test]
    fn no_head_is_listed_twice() {
        let mut all: Vec<&str> = HEADS.iter().flat_map(|(_, heads)| heads.split_whitespace()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|head| folded(head) == *head));
    }
}
