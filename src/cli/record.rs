//! `normbook record`.

use clap::Args;

use super::{Common, Outcome, print_findings};
use crate::check::Purpose;
use crate::diag::Locale;
use crate::emit;
use crate::load::{self, Limits};
use crate::pipeline::{self, Memory};
use crate::scaffold;
use crate::site::Ledger;
use crate::source::SourcePath;

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
        let snapshot = load::load(&self.common.project, &Limits::default())?;
        let built = self.common.on_threads(|| Ok(pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft)))?;
        print_findings(&built.diagnostics, &snapshot, locale);
        // An address that comes of a mistake would be kept for ever.
        if pipeline::has_errors(&built.diagnostics) {
            return Ok(Outcome::ErrorsInContent);
        }
        let added = built.site.unrecorded().count();
        if added > 0 {
            let before = snapshot.text(&SourcePath::new(Ledger::PATH)).unwrap_or_default();
            emit::replace(&self.common.project, Ledger::PATH, &scaffold::ledger(before, &built.site))?;
        }
        let all = added + built.site.ledger.as_ref().map_or(0, |ledger| ledger.addresses.len());
        match locale {
            Locale::Chinese => tell!("新登记 {added} 个地址，{} 里共有 {all} 个", Ledger::PATH),
            Locale::English => tell!("{added} addresses recorded; {} holds {all}", Ledger::PATH),
        }
        Ok(Outcome::Clean)
    }
}
