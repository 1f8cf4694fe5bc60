//! `normbook export html`.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use clap::Args;

use super::super::{Common, Outcome, editions, print_findings};
use crate::check::Purpose;
use crate::emit;
use crate::load::{self, Limits};
use crate::pipeline::{self, Prepared};
use crate::site::{Address, Page, Site};

/// Make one HTML file for each edition, with everything inside: to send by chat, to carry on a stick, to print.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Html {
    #[command(flatten)]
    common: Common,
    /// The edition, as in urban@2022 or urban; without it, all of them
    #[arg(long, value_name = "STANDARD[@EDITION]")]
    edition: Option<String>,
    /// Folder to write to; a file of the same name in it is replaced [default: output/export]
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Refuse samples: for publication
    #[arg(long)]
    release: bool,
}

const EXAMPLES: &str = "\
Examples:
  normbook export html                          every edition, into output/export/
  normbook export html --edition urban@2022     urban_2022.html alone
  normbook export html --out ~/Desktop";

impl Html {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let out = self.out.clone().unwrap_or_else(|| self.common.project.join("output").join("export"));
        self.common.on_threads(|| self.export(&out))
    }

    fn export(&self, out: &Path) -> anyhow::Result<Outcome> {
        let locale = self.common.locale();
        let snapshot = load::load(&self.common.project, &Limits::default())?;
        let purpose = if self.release { Purpose::Release } else { Purpose::Draft };
        let Prepared { site, theme, diagnostics } = pipeline::prepare(&snapshot, purpose);
        print_findings(&diagnostics, &snapshot, locale);
        let Some(theme) = theme.filter(|_| !pipeline::has_errors(&diagnostics)) else {
            return Ok(Outcome::ErrorsInContent);
        };
        for edition in chosen(&site, self.edition.as_deref())? {
            let address = Address::single(&site.editions[edition].key);
            let (bytes, failure) = pipeline::render_one(&site, &theme, &address, Page::Single(edition));
            if let Some(failure) = failure {
                print_findings(&[failure], &snapshot, locale);
                return Ok(Outcome::ErrorsInContent);
            }
            let name = &address.as_str()[address.folder().len()..];
            emit::renew(out, name, &bytes)?;
            tell!("{}  {} KB", out.join(name).display(), bytes.len().div_ceil(1000));
        }
        Ok(Outcome::Clean)
    }
}

/// The places of the editions that are wanted.
fn chosen(site: &Site, wanted: Option<&str>) -> anyhow::Result<Vec<usize>> {
    let all = || (0..site.editions.len()).collect();
    let named = wanted.map_or_else(all, |wanted| editions(site, Some(wanted)));
    let there: Vec<String> = site.editions.iter().map(|edition| edition.key.to_string()).collect();
    ensure!(!named.is_empty(), "there is no such edition; there are: {}", there.join(", "));
    Ok(named)
}
