//! `normbook export html`.

use std::path::PathBuf;

use clap::Args;

use super::super::{Common, Outcome, purpose, telling};
use crate::commands;

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
        let out = self.out.unwrap_or_else(|| self.common.project.join("output").join("export"));
        let tell = telling(self.common.locale());
        let (project, edition, purpose) = (&self.common.project, self.edition.as_deref(), purpose(self.release));
        let written = self.common.on_threads(|| commands::export_html(project, &out, edition, purpose, &tell))?;
        let Some(written) = written else { return Ok(Outcome::ErrorsInContent) };
        for file in written {
            tell!("{}  {} KB", file.path.display(), file.bytes.div_ceil(1000));
        }
        Ok(Outcome::Clean)
    }
}
