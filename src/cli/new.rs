//! `normbook new`.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::{Common, Outcome, today};
use crate::commands::{self, EditionRequest, NewRequest};
use crate::diag::Locale;
use crate::model::{Kind, PartialDate};

/// Begin a new item: a file in its place that builds without a warning, with 待填写 where its author is to write.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct New {
    /// What it is
    #[arg(value_parser = kinds())]
    kind: Kind,
    /// Its id, for ever a part of its address, for a clause its number, for an edition or standard as in urban/2026; without
    /// it, the next number
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
    /// The edition that a new edition begins as, as in 2022; once for each new edition
    #[arg(long, value_name = "EDITION")]
    from: Vec<String>,
    /// Another edition that is revised together with the first, as in community/2026
    #[arg(long, value_name = "STANDARD/EDITION")]
    with: Vec<String>,
    /// When a new edition is thought to be issued, if that is known
    #[arg(long, value_name = "DATE", value_parser = date)]
    issued: Option<PartialDate>,
}

const EXAMPLES: &str = "\
Examples:
  normbook new task --in urban --title 预约上门服务
  normbook new note --about urban/t07
  normbook new case nanming-2025 --about community/t03
  normbook new clause 5.8 --in urban@2022
  normbook new role library --title 社区图书馆
  normbook new edition urban/2026 --from 2022
  normbook new edition urban/2026 --from 2022 --with community/2026 --from 2022
  normbook new standard village/2026 --title 乡村工作标准";

/// Every kind, by its word or its Chinese name; a standard and an edition are folders.
pub(super) fn kinds() -> impl TypedValueParser<Value = Kind> {
    let made = Kind::ALL.iter().copied();
    let words = made.clone().map(|kind| {
        let chinese = kind.called(Locale::Chinese);
        PossibleValue::new(kind.word()).alias(chinese).help(chinese)
    });
    PossibleValuesParser::new(words).try_map(move |word| {
        let kind = made.clone().find(|kind| kind.word() == word || kind.called(Locale::Chinese) == word);
        kind.ok_or_else(|| format!("`{word}` is no kind"))
    })
}

impl New {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        if self.kind == Kind::Edition {
            return self.editions();
        }
        if self.kind == Kind::Standard {
            return self.standard();
        }
        let Self { kind, id, common, title, edition, about, lead, from: _, with: _, issued: _ } = self;
        let request = NewRequest { kind, id, title, edition, about, lead, today: today()? };
        let path = common.on_threads(|| commands::new_item(&common.project, &request))?;
        match common.locale() {
            Locale::Chinese => tell!("已新建 {path}，请填写其中的“待填写”"),
            Locale::English => tell!("made {path}; write where it says 待填写"),
        }
        Ok(Outcome::Clean)
    }

    fn editions(self) -> anyhow::Result<Outcome> {
        let names: Vec<String> = self.id.into_iter().chain(self.with).collect();
        anyhow::ensure!(!names.is_empty(), "say which edition, as in `normbook new edition urban/2026 --from 2022`");
        anyhow::ensure!(names.len() == self.from.len(), "say with `--from` what each new edition begins as");
        let requests = names.into_iter().zip(self.from).map(|(name, from)| EditionRequest { name, from });
        let requests: Vec<EditionRequest> = requests.collect();
        let common = &self.common;
        let made = common.on_threads(|| commands::new_editions(&common.project, &requests, self.issued))?;
        for folder in made {
            match common.locale() {
                Locale::Chinese => tell!("已新建 {folder}，是草案；逐条修改，再用 normbook diff 看改了什么"),
                Locale::English => tell!("made {folder}, a draft; change what changes, and see it with normbook diff"),
            }
        }
        Ok(Outcome::Clean)
    }

    fn standard(self) -> anyhow::Result<Outcome> {
        let name = self.id.unwrap_or_default();
        let folder = commands::new_standard(&self.common.project, &name, &self.title, self.issued)?;
        match self.common.locale() {
            Locale::Chinese => tell!("已新建 {folder}，请填写其中的“待填写”"),
            Locale::English => tell!("made {folder}; write where it says 待填写"),
        }
        Ok(Outcome::Clean)
    }
}

fn date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).ok_or_else(|| format!("`{text}` is no date such as 2026-05-01"))
}
