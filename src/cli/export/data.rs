//! `normbook export xlsx`, `csv` and `json`.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::Args;

use super::super::{Common, Outcome, editions, print_findings};
use crate::check::Purpose;
use crate::diag::Locale;
use crate::emit;
use crate::export::{Catalogue, File, Format};
use crate::load::{self, Limits};
use crate::pipeline::{self, Memory};
use crate::site::Site;

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
        let is_workbook = format == Format::Xlsx;
        ensure!(
            self.edition.is_none() || is_workbook,
            "`--edition` goes with xlsx; tables and JSON hold every edition"
        );
        self.common.on_threads(|| self.export(format, self.common.locale()))
    }

    fn export(&self, format: Format, locale: Locale) -> anyhow::Result<Outcome> {
        let snapshot = load::load(&self.common.project, &Limits::default())?;
        let built = pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft);
        print_findings(&built.diagnostics, &snapshot, locale);
        if pipeline::has_errors(&built.diagnostics) {
            return Ok(Outcome::ErrorsInContent);
        }
        let out = self.out.clone().unwrap_or_else(|| self.common.project.join("output").join("export"));
        let catalogue = Catalogue::new(&built.site);
        for file in self.files(format, &built.site, &catalogue)? {
            write(&catalogue, &file, &out)?;
        }
        Ok(Outcome::Clean)
    }

    fn files(&self, format: Format, site: &Site, catalogue: &Catalogue<'_>) -> anyhow::Result<Vec<File>> {
        match format {
            Format::Csv | Format::Json => {
                Ok(catalogue.files().iter().filter(|file| file.what.format() == format).cloned().collect())
            }
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
        Format::Xlsx => address.rsplit('/').next(),
        _ => address.strip_prefix("data/"),
    };
    let name = name.with_context(|| format!("`{address}` is no address of data"))?;
    emit::renew(out, name, &catalogue.bytes(file)?)?;
    tell!("{}", out.join(name).display());
    Ok(())
}
