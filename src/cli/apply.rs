//! `normbook apply`.

use std::path::PathBuf;

use clap::Args;

use super::publisher::PublisherFlags;
use super::{MessageLang, Outcome, on_threads, speech_of};
use crate::commands::{self, Applied, AppliedReport};
use crate::diag::Locale;
use crate::verify;

/// Bring an unpacked package up to date with a delta: all of it or nothing.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Apply {
    /// Zip that was made by `normbook bundle --since`
    #[arg(value_name = "DELTA.zip")]
    delta: PathBuf,
    /// Folder of the package to update: the one that holds SHA256SUMS
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    publisher: PublisherFlags,
    /// Language of messages; without it, that of the environment (LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, value_enum)]
    lang: Option<MessageLang>,
    /// Threads to work with; without it, one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

const EXAMPLES: &str = "\
Examples:
  normbook apply 2026-10-to-11.zip D:\\standards
  normbook apply 2026-10-to-11.zip /srv/standards --key office.pub

The delta is verified first. The updated package is made beside the folder, verified, and takes its place in one
step; until then nothing in the folder is touched. Files there that are no part of a package are kept and named.

Exit codes: 0 updated, 1 something about the delta differs (nothing was changed), 2 could not update.";

impl Apply {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let locale = speech_of(self.lang);
        let expected = self.publisher.expected();
        let applied = on_threads(self.threads, || commands::apply(&self.delta, &self.folder, &expected, locale))?;
        match applied {
            Applied::Differs(verdict) => {
                answer!("{}", verify::text(&verdict, locale))?;
                Ok(Outcome::ErrorsInContent)
            }
            Applied::Updated(report) => {
                print_report(&report, locale);
                Ok(Outcome::Clean)
            }
        }
    }
}

fn print_report(report: &AppliedReport, locale: Locale) {
    let AppliedReport { brought, deleted, others, verdict } = report;
    for path in others {
        match locale {
            Locale::Chinese => tell!("保留  {}  不是包里的文件", path.escape_debug()),
            Locale::English => tell!("kept  {}  no part of the package", path.escape_debug()),
        }
    }
    if let Some(id) = verdict.site_id {
        match locale {
            Locale::Chinese => tell!("网站标识：{id}"),
            Locale::English => tell!("site id: {id}"),
        }
    }
    match locale {
        Locale::Chinese => tell!("更新完成：写入 {brought} 个文件，删除 {deleted} 个，已核对"),
        Locale::English => tell!("updated: {brought} files written, {deleted} deleted, verified"),
    }
}
