//! `normbook export`: files that are made to be handed on.

use std::path::PathBuf;

use anyhow::ensure;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::{Common, Outcome, purpose, telling};
use crate::commands;
use crate::site::Format;

/// Make files to hand on: an edition as one page, workbooks to print and fill in, tables, JSON.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// What to make
    #[arg(value_parser = formats())]
    format: String,
    #[command(flatten)]
    common: Common,
    /// The edition, as in urban@2022 or urban; without it, all of them in HTML, and the workbook of the current one of every
    /// standard
    #[arg(long, value_name = "STANDARD[@EDITION]")]
    edition: Option<String>,
    /// One item alone, as a Word document: urban@2022/5.7, urban/t01, notes/hours
    #[arg(long, value_name = "ITEM", conflicts_with = "edition")]
    item: Option<String>,
    /// Folder to write to; files of the same names are replaced [default: output/export]
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Refuse samples: for publication. Without it, a workbook with samples says so on every sheet
    #[arg(long)]
    release: bool,
}

const EXAMPLES: &str = "\
Examples:
  normbook export html                          one file for each edition, in output/export
  normbook export html --edition urban@2022     urban_2022.html alone
  normbook export xlsx                          任务分工表 and 对照检查表 of every current edition
  normbook export xlsx --edition urban@2022 --out /tmp
  normbook export docx --edition urban@2022     its clauses as a Word document
  normbook export docx --item urban/t07         one task, clause, note or case as a Word document
  normbook export csv                           tasks and duties as tables
  normbook export json --out data               everything, with its JSON Schemas";

/// One page with everything inside. It is made of the site, as pages are; all other formats are open data.
const HTML: &str = "html";

fn formats() -> PossibleValuesParser {
    let html =
        PossibleValue::new(HTML).help("one page for each edition, with everything inside: to send, to carry, to print");
    let data = Format::WORDS.iter().map(|(word, format)| PossibleValue::new(*word).help(format.explained()));
    PossibleValuesParser::new(std::iter::once(html).chain(data))
}

impl Export {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let out = self.out.unwrap_or_else(|| self.common.project.join("output").join("export"));
        let tell = telling(self.common.locale());
        let (project, edition, purpose) = (&self.common.project, self.edition.as_deref(), purpose(self.release));
        let format = Format::WORDS.iter().find(|(word, _)| *word == self.format).map(|(_, format)| *format);
        ensure!(self.item.is_none() || format == Some(Format::Docx), "`--item` goes with docx");
        let written = self.common.on_threads(|| match format {
            _ if self.item.is_some() => {
                let item = self.item.as_deref().unwrap_or_default();
                commands::export_item(project, &out, item, purpose, &tell)
            }
            None => commands::export_html(project, &out, edition, purpose, &tell),
            Some(format) => commands::export_data(project, &out, format, edition, purpose, &tell),
        })?;
        let Some(written) = written else { return Ok(Outcome::ErrorsInContent) };
        for file in written {
            match format {
                None => tell!("{}  {} KB", file.path.display(), file.bytes.div_ceil(1000)),
                Some(_) => tell!("{}", file.path.display()),
            }
        }
        Ok(Outcome::Clean)
    }
}
