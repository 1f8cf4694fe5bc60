//! `normbook new`.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::{Common, Outcome, today};
use crate::commands::{self, NewRequest};
use crate::diag::Locale;
use crate::model::Kind;

/// Begin a new item: a file in its place that builds without a warning, with 待填写 where its author is to write.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct New {
    /// What it is
    #[arg(value_parser = kinds())]
    kind: Kind,
    /// Its id, for ever a part of its address, for a clause its number; without it, the next number
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

/// The kinds that have a place of their own; a standard and an edition are folders, which are made by hand.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    let made = Kind::ALL.iter().copied().filter(|kind| kind.is_provision() || kind.space().is_some());
    let words = made.clone().map(|kind| PossibleValue::new(kind.word()).help(kind.called(Locale::Chinese)));
    PossibleValuesParser::new(words).try_map(move |word| {
        let kind = made.clone().find(|kind| kind.word() == word);
        kind.ok_or_else(|| format!("`{word}` is no kind"))
    })
}

impl New {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let Self { kind, id, common, title, edition, about, lead } = self;
        let request = NewRequest { kind, id, title, edition, about, lead, today: today()? };
        let path = common.on_threads(|| commands::new_item(&common.project, &request))?;
        match common.locale() {
            Locale::Chinese => tell!("已新建 {path}，请填写其中的“待填写”"),
            Locale::English => tell!("made {path}; write where it says 待填写"),
        }
        Ok(Outcome::Clean)
    }
}
