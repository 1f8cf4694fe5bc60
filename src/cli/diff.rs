//! `normbook diff`: what changed from one edition to the next.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::{Common, Outcome, telling};
use crate::commands;
use crate::export::TableFormat;

/// Make the table of changes between two editions (新旧条文对照表): as one page, a Word document, a workbook, Markdown or JSON.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Diff {
    /// The earlier edition, as in urban@2022
    old: String,
    /// A later edition, as in urban@2026; others may stand between the two
    new: String,
    #[command(flatten)]
    common: Common,
    /// What to make
    #[arg(long, value_parser = formats(), default_value = HTML)]
    format: String,
    /// Folder to write to; a file of the same name is replaced [default: output/export]
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  normbook diff urban@2022 urban@2026                  urban_2022_2026.html in output/export
  normbook diff urban@2022 urban@2026 --format xlsx    a workbook to print
  normbook diff urban@2022 urban@2026 --format docx    a Word document to circulate";

const HTML: &str = "html";

fn formats() -> PossibleValuesParser {
    let html = PossibleValue::new(HTML).help("one page with everything inside: to send, to carry, to print");
    let formats = TableFormat::WORDS.iter().map(|(word, format)| PossibleValue::new(*word).help(format.explained()));
    PossibleValuesParser::new(std::iter::once(html).chain(formats))
}

impl Diff {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let out = self.out.unwrap_or_else(|| self.common.project.join("output").join("export"));
        let tell = telling(self.common.locale());
        let format = TableFormat::WORDS.iter().find(|(word, _)| *word == self.format).map(|(_, format)| *format);
        let (project, editions) = (&self.common.project, (self.old.as_str(), self.new.as_str()));
        let written = self.common.on_threads(|| commands::diff(project, &out, editions, format, &tell))?;
        let Some(path) = written else { return Ok(Outcome::ErrorsInContent) };
        tell!("{}", path.display());
        Ok(Outcome::Clean)
    }
}
