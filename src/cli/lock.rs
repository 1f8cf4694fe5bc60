//! `normbook lock`.

use anyhow::Context;
use clap::Args;

use super::{Common, Outcome, telling, today};
use crate::commands::{self, LockChange, LockRequest, Locked};
use crate::diag::{self, Locale};
use crate::model::PartialDate;
use crate::text::redline::{Mark, Piece};

/// Show how the official words of an edition differ from its lock; with a reason, lock them.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Lock {
    /// The edition, as in urban@2022, or urban for the current one
    edition: String,
    #[command(flatten)]
    common: Common,
    /// Why: the words were read against their source, a correction was issued… Without it nothing is written
    #[arg(long, value_name = "WHY")]
    reason: Option<String>,
    /// Where the words are from: the notice, its number, its address
    #[arg(long, value_name = "WHERE")]
    source: Option<String>,
    /// The day that is written down; without it, today in UTC
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
}

const EXAMPLES: &str = "\
Clauses, and tasks and safeguards with official words, stand in official.lock of the edition. Corrections are listed on their pages.
Their words are kept in locks/STANDARD/EDITION.txt, so that whatever differs is shown word by word.

Examples:
  normbook lock urban@2022                                        what differs; nothing is written
  normbook lock urban@2022 --reason 与印发文本核对                 lock what is new
  normbook lock urban@2022 --reason 勘误 --source 某字〔2023〕1号 --date 2023-05-01

Exit codes: 0 nothing differs, or it is locked; 1 something differs, or errors in content; 2 could not run.";

impl Lock {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let Self { edition, common, reason, source, date } = self;
        let locale = common.locale();
        let date = match date {
            Some(date) => PartialDate::parse(&date).context("a day is written as 2023-05-01")?,
            None => today()?,
        };
        let request = LockRequest { edition, reason, source, date };
        let tell = telling(locale);
        let locked = common.on_threads(|| commands::lock(&common.project, &request, &tell))?;
        let Some(Locked { path, changes, is_written, kept }) = locked else { return Ok(Outcome::ErrorsInContent) };
        changes.iter().try_for_each(|change| answer!("{}", shown(change, locale)))?;
        let count = changes.len();
        if let Some(kept) = kept {
            match locale {
                Locale::Chinese => tell!("登记的文字补记入 {kept}"),
                Locale::English => tell!("the words that are locked were written to {kept}"),
            }
        }
        match (locale, count, is_written) {
            (Locale::Chinese, 0, _) => tell!("与 {path} 一致"),
            (Locale::English, 0, _) => tell!("nothing differs from {path}"),
            (Locale::Chinese, _, true) => tell!("{count} 项记入 {path}"),
            (Locale::English, _, true) => tell!("{count} items written to {path}"),
            (Locale::Chinese, _, false) => tell!("{count} 项与 {path} 不同；核对原文后，加上 --reason 登记"),
            (Locale::English, _, false) => {
                tell!(
                    "{count} items differ from {path}; once they are read against their source, lock them with --reason"
                );
            }
        }
        Ok(if count == 0 || is_written { Outcome::Clean } else { Outcome::ErrorsInContent })
    }
}

/// An item that differs: what became of it, and its words as they would be locked.
fn shown(change: &LockChange, locale: Locale) -> String {
    let LockChange { id, name, old, new, text, redline } = change;
    let word = match (locale, old, new) {
        (Locale::Chinese, None, _) => "新增",
        (Locale::English, None, _) => "new",
        (Locale::Chinese, Some(_), Some(_)) => "改动",
        (Locale::English, Some(_), Some(_)) => "changed",
        (Locale::Chinese, Some(_), None) => "不在了",
        (Locale::English, Some(_), None) => "gone",
    };
    let hashes = [old, new].map(|hash| hash.as_deref().map_or("-", |hash| hash.get(..12).unwrap_or(hash)));
    let mut lines = format!("{word}  {id}  {name}  {} → {}\n", hashes[0], hashes[1]);
    if old.is_some() && redline.is_none() {
        lines.push_str(match locale {
            Locale::Chinese => "    （旧的登记只有校验值，没有留下文字）\n",
            Locale::English => "    (an older lock kept the hash alone, not the words)\n",
        });
    }
    // Where the words that were locked are known, what went and what came stands in them.
    let shown = redline.as_ref().map_or_else(|| text.clone(), |pieces| pieces.iter().map(marked).collect());
    shown.lines().for_each(|line| lines.push_str(&format!("    {}\n", diag::printable(line))));
    lines
}

fn marked(piece: &Piece) -> String {
    match piece.mark {
        Mark::Kept => piece.text.clone(),
        Mark::Deleted => format!("[-{}-]", piece.text),
        Mark::Inserted => format!("{{+{}+}}", piece.text),
    }
}
