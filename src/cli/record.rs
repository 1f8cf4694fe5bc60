//! `normbook record`.

use clap::Args;

use super::{Common, Outcome, telling};
use crate::commands::{self, Recorded};
use crate::diag::Locale;
use crate::site::Ledger;

/// Record the addresses of the site before it is published: from then on none of them may disappear without a redirect.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Record {
    #[command(flatten)]
    common: Common,
}

const EXAMPLES: &str = "\
Addresses are added to content/published.txt and never removed. Keep the file with the content.

Examples:
  normbook record && normbook build --release
  normbook record -C my-book";

impl Record {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let locale = self.common.locale();
        let tell = telling(locale);
        let recorded = self.common.on_threads(|| commands::record(&self.common.project, &tell))?;
        let Some(Recorded { added, all }) = recorded else { return Ok(Outcome::ErrorsInContent) };
        match locale {
            Locale::Chinese => tell!("新登记 {added} 个地址，{} 里共有 {all} 个", Ledger::PATH),
            Locale::English => tell!("{added} addresses recorded; {} holds {all}", Ledger::PATH),
        }
        Ok(Outcome::Clean)
    }
}
