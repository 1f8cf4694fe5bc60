//! `normbook new`.

use anyhow::{Context, ensure};
use clap::{Args, ValueEnum};

use super::init::{id, pairs};
use super::{Common, Outcome, editions, today};
use crate::check::Purpose;
use crate::diag::Locale;
use crate::emit;
use crate::load::{self, Limits};
use crate::model::{EditionKey, Id, ItemKey, Ref, Space};
use crate::pipeline::{self, Memory};
use crate::scaffold::{self, NewItem};
use crate::site::Site;

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

impl New {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let locale = self.common.locale();
        let site = self.common.on_threads(|| {
            let snapshot = load::load(&self.common.project, &Limits::default())?;
            Ok(pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft).site)
        })?;
        let item = self.item(&site)?;
        let id = match &self.id {
            Some(text) => id(text)?,
            None => next_id(&site, &item)?,
        };
        let file = scaffold::item(&item, &id, &self.title, today()?);
        emit::plant(&self.common.project, pairs(std::slice::from_ref(&file)))?;
        match locale {
            Locale::Chinese => tell!("已新建 {}，请填写其中的“待填写”", file.path),
            Locale::English => tell!("made {}; write where it says 待填写", file.path),
        }
        Ok(Outcome::Clean)
    }

    fn item(&self, site: &Site) -> anyhow::Result<NewItem> {
        Ok(match self.kind {
            Sort::Clause => NewItem::Clause(self.edition(site)?),
            Sort::Task => NewItem::Task(self.edition(site)?, self.lead(site)?),
            Sort::Safeguard => NewItem::Safeguard(self.edition(site)?, self.lead(site)?),
            Sort::Note => NewItem::Note(self.about()?),
            Sort::Case => NewItem::Case(self.about()?),
            Sort::Role => NewItem::Role,
            Sort::Term => NewItem::Term,
            Sort::Page => NewItem::Page,
        })
    }

    /// The edition that was named; the current one of the only standard when none was.
    fn edition(&self, site: &Site) -> anyhow::Result<EditionKey> {
        let found = editions(site, self.edition.as_deref());
        let all: Vec<String> = site.editions.iter().map(|edition| edition.key.to_string()).collect();
        ensure!(found.len() == 1, "say which edition with `--in`; there are: {}", all.join(", "));
        let edition = found.first().and_then(|&edition| site.editions.get(edition));
        Ok(edition.context("an edition was just counted")?.key.clone())
    }

    fn about(&self) -> anyhow::Result<String> {
        let about = self.about.as_deref().context("say what it is about with `--about`, as in `--about urban/t07`")?;
        // The build says whether it leads anywhere; here it only has to be a ref.
        Ok(Ref::parse(about).to_string())
    }

    fn lead(&self, site: &Site) -> anyhow::Result<Id> {
        if let Some(role) = &self.lead {
            return id(role);
        }
        let roles = site.shared.get(&Space::Roles).and_then(|roles| roles.first());
        let role = roles.context("there is no role yet that could lead it: `normbook new role ID` first")?;
        Ok(site.entry(*role).key().id().clone())
    }
}

/// The first number that is free: `t21` after `t20`, `note-3` after `note-2`.
fn next_id(site: &Site, item: &NewItem) -> anyhow::Result<Id> {
    let (prefix, width) = match item {
        NewItem::Clause(_) => anyhow::bail!("a clause needs its number, as in `normbook new clause 5.8`"),
        NewItem::Role | NewItem::Term | NewItem::Page => {
            anyhow::bail!("say its id, as in `normbook new {} library`", item.kind().word())
        }
        NewItem::Task(..) => ("t", 2),
        NewItem::Safeguard(..) => ("s", 2),
        NewItem::Note(_) => ("note-", 1),
        NewItem::Case(_) => ("case-", 1),
    };
    let key = |id: Id| match item {
        NewItem::Note(_) => ItemKey::Note(id),
        NewItem::Case(_) => ItemKey::Case(id),
        NewItem::Task(edition, _) | NewItem::Safeguard(edition, _) | NewItem::Clause(edition) => {
            ItemKey::Provision(edition.clone(), id)
        }
        NewItem::Role => ItemKey::Role(id),
        NewItem::Term => ItemKey::Term(id),
        NewItem::Page => ItemKey::Page(id),
    };
    let candidates = (1..).filter_map(|number| Id::new(&format!("{prefix}{number:0width$}")).ok());
    let mut free = candidates.filter(|id| site.find(&key(id.clone())).is_none());
    free.next().context("there is always a next number")
}
