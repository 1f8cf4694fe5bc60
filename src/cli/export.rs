//! `normbook export`.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::{Args, ValueEnum};

use super::{Common, Outcome, editions, print_findings};
use crate::check::Purpose;
use crate::diag::Speech;
use crate::emit;
use crate::exchange::{self, Catalogue, File};
use crate::load::{self, Limits};
use crate::pipeline::{self, Memory};
use crate::site::Site;

/// Write open data: workbooks to print and fill in, tables, JSON. A built site offers the same files in its folder data/.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// What to write
    #[arg(value_enum)]
    format: Format,
    #[command(flatten)]
    common: Common,
    /// The edition of the workbook, as in urban@2022 or urban; without it, the current one of every standard
    #[arg(long, value_name = "STANDARD[@EDITION]")]
    edition: Option<String>,
    /// Folder to write to; files of the same names are replaced
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  normbook export xlsx                          任务分工表 and 对照检查表 of every current edition, in output/export
  normbook export xlsx --edition urban@2022 --out /tmp
  normbook export csv                           tasks and duties as tables
  normbook export json --out data               everything, with its JSON Schemas";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A workbook for each edition
    Xlsx,
    /// Tables of tasks and duties
    Csv,
    /// Everything, with JSON Schemas
    Json,
}

impl Export {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let is_workbook = self.format == Format::Xlsx;
        ensure!(
            self.edition.is_none() || is_workbook,
            "`--edition` goes with xlsx; tables and JSON hold every edition"
        );
        self.common.on_threads(|| self.export(self.common.speech()))
    }

    fn export(&self, speech: Speech) -> anyhow::Result<Outcome> {
        let snapshot = load::load(&self.common.project, &Limits::default())?;
        let built = pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft);
        print_findings(&built.diagnostics, &snapshot, speech);
        if pipeline::has_errors(&built.diagnostics) {
            return Ok(Outcome::ErrorsInContent);
        }
        let out = self.out.clone().unwrap_or_else(|| self.common.project.join("output").join("export"));
        let catalogue = Catalogue::new(&built.site);
        for file in self.files(&built.site, &catalogue)? {
            write(&catalogue, &file, &out)?;
        }
        Ok(Outcome::Clean)
    }

    fn files(&self, site: &Site, catalogue: &Catalogue<'_>) -> anyhow::Result<Vec<File>> {
        let of = |format| catalogue.files().iter().filter(|file| file.what.format() == format).cloned().collect();
        match self.format {
            Format::Csv => Ok(of(exchange::Format::Csv)),
            Format::Json => Ok(of(exchange::Format::Json)),
            Format::Xlsx => {
                let all: Vec<String> = site.editions.iter().map(|edition| edition.key.to_string()).collect();
                let named = editions(site, self.edition.as_deref());
                ensure!(!named.is_empty(), "there is no such edition; there are: {}", all.join(", "));
                let files: Vec<File> = named.into_iter().filter_map(|edition| catalogue.workbook(edition)).collect();
                ensure!(!files.is_empty(), "there are no tasks and safeguards to make a workbook of");
                Ok(files)
            }
        }
    }
}

/// Writes a file under its name in the folder `data` of a site; workbooks lie side by side.
fn write(catalogue: &Catalogue<'_>, file: &File, out: &Path) -> anyhow::Result<()> {
    let address = file.address.as_str();
    let name = match file.what.format() {
        exchange::Format::Xlsx => address.rsplit('/').next(),
        _ => address.strip_prefix("data/"),
    };
    let name = name.with_context(|| format!("`{address}` is no address of data"))?;
    emit::renew(out, name, &catalogue.bytes(file)?)?;
    println!("{}", out.join(name).display());
    Ok(())
}
