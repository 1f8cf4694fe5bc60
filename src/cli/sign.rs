//! `normbook review` and `normbook approve`.

use anyhow::Context;
use clap::Args;

use super::{Common, Outcome, today};
use crate::commands::{self, Sign};
use crate::diag::Locale;
use crate::model::PartialDate;

/// Write down that somebody has read a text against what it was written for: a note, a case, a task, a translation.
#[derive(Args)]
#[command(after_help = REVIEW_EXAMPLES)]
pub(super) struct Review {
    #[command(flatten)]
    signature: Signature,
}

/// Write down who approved a text; when its words change, the approval no longer holds.
#[derive(Args)]
#[command(after_help = APPROVE_EXAMPLES)]
pub(super) struct Approve {
    #[command(flatten)]
    signature: Signature,
}

#[derive(Args)]
struct Signature {
    /// Files of items, as in content/notes/jobs.md
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    common: Common,
    /// The unit that signs; never a person
    #[arg(long, value_name = "UNIT")]
    by: String,
    /// The day; without it, today in UTC
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
}

const REVIEW_EXAMPLES: &str = "\
When the words it was written for change, its page says 待复核 from then on, and `normbook check --coverage` lists it.

Examples:
  normbook review content/notes/jobs.md --by 某区民政局 --date 2026-05-01";

const APPROVE_EXAMPLES: &str = "\
site.yaml says which kinds are approved before a release: `approval: [clause, task, safeguard, note]`.

Examples:
  normbook approve content/standards/urban/2022/tasks/*.md --by 某局 --date 2026-05-01";

impl Review {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        self.signature.run(Sign::Reviewed)
    }
}

impl Approve {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        self.signature.run(Sign::Approved)
    }
}

impl Signature {
    fn run(self, what: Sign) -> anyhow::Result<Outcome> {
        let Self { files, common, by, date } = self;
        let date = match date {
            Some(date) => PartialDate::parse(&date).context("a day is written as 2026-05-01")?,
            None => today()?,
        };
        let signed = common.on_threads(|| commands::sign(&common.project, &files, what, &by, date))?;
        let count = signed.len();
        match (common.locale(), what) {
            (Locale::Chinese, Sign::Reviewed) => tell!("{count} 个文件记为已复核"),
            (Locale::Chinese, Sign::Approved) => tell!("{count} 个文件记为已批准"),
            (Locale::English, Sign::Reviewed) => tell!("{count} files are reviewed"),
            (Locale::English, Sign::Approved) => tell!("{count} files are approved"),
        }
        Ok(Outcome::Clean)
    }
}
