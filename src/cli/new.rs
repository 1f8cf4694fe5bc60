//! `normbook new`.

use clap::{Args, ValueEnum};

use super::{Common, Outcome, today};
use crate::commands::{self, NewRequest};
use crate::diag::Locale;
use crate::model::Kind;

/// Begin a new item: a file in its place that builds without a warning, with 待填写 where its author is to write.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct New {
    /// What it is
    #[arg(value_enum)]
    kind: Sort,
    /// Its id, for ever a part of its address; without it, the next number
    id: Option<String>,
    #[command(flatten)]
    common: Common,
    /// Its title
    #[arg(long, default_value = "待填写")]
    title: String,
    /// The edition it belongs to, as in urban@2022 or urban; needed when there are several standards
    #[arg(long = "in", value_name = "STANDARD[@EDITION]")]
    edition: Option<String>,
    /// What a note explains or a case shows, as in urban/t07
    #[arg(long, value_name = "REF")]
    about: Option<String>,
    /// Who leads a task or safeguard; without it, the first role of the book
    #[arg(long, value_name = "ROLE")]
    lead: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  normbook new task --in urban --title 预约上门服务
  normbook new note --about urban/t07
  normbook new case nanming-2025 --about community/t03
  normbook new clause 5.8 --in urban@2022
  normbook new role library --title 社区图书馆";

#[derive(Clone, Copy, ValueEnum)]
enum Sort {
    /// 条款, by its number
    Clause,
    /// 任务
    Task,
    /// 保障
    Safeguard,
    /// 解读
    Note,
    /// 案例
    Case,
    /// 角色
    Role,
    /// 术语
    Term,
    /// A page of the site's own
    Page,
}

impl Sort {
    fn kind(self) -> Kind {
        match self {
            Self::Clause => Kind::Clause,
            Self::Task => Kind::Task,
            Self::Safeguard => Kind::Safeguard,
            Self::Note => Kind::Note,
            Self::Case => Kind::Case,
            Self::Role => Kind::Role,
            Self::Term => Kind::Term,
            Self::Page => Kind::Page,
        }
    }
}

impl New {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let Self { kind, id, common, title, edition, about, lead } = self;
        let request = NewRequest { kind: kind.kind(), id, title, edition, about, lead, today: today()? };
        let path = common.on_threads(|| commands::new_item(&common.project, &request))?;
        match common.locale() {
            Locale::Chinese => tell!("已新建 {path}，请填写其中的“待填写”"),
            Locale::English => tell!("made {path}; write where it says 待填写"),
        }
        Ok(Outcome::Clean)
    }
}
