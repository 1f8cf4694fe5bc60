//! `normbook export xlsx`, `csv` and `json`.

use std::path::PathBuf;

use clap::Args;

use super::super::{Common, Outcome, telling};
use crate::commands;
use crate::export::Format;

/// Write open data, as a built site offers it in its folder data/.
#[derive(Args)]
pub(super) struct Data {
    #[command(flatten)]
    common: Common,
    /// The edition of the workbook, as in urban@2022 or urban; without it, the current one of every standard
    #[arg(long, value_name = "STANDARD[@EDITION]")]
    edition: Option<String>,
    /// Folder to write to; files of the same names are replaced [default: output/export]
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Data {
    /// Writes the files of a format.
    pub(super) fn run(self, format: Format) -> anyhow::Result<Outcome> {
        let out = self.out.unwrap_or_else(|| self.common.project.join("output").join("export"));
        let tell = telling(self.common.locale());
        let (project, edition) = (&self.common.project, self.edition.as_deref());
        let written = self.common.on_threads(|| commands::export_data(project, &out, format, edition, &tell))?;
        let Some(written) = written else { return Ok(Outcome::ErrorsInContent) };
        for file in written {
            tell!("{}", file.path.display());
        }
        Ok(Outcome::Clean)
    }
}
