//! `normbook export`: files that are made to be handed on.

mod data;
mod html;

use clap::{Args, Subcommand};

use super::Outcome;
use crate::export::Format;

/// Make files to hand on: an edition as one page, workbooks to print and fill in, tables, JSON.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Examples:
  normbook export html                          one file for each edition, in output/export
  normbook export xlsx                          任务分工表 and 对照检查表 of every current edition
  normbook export xlsx --edition urban@2022 --out /tmp
  normbook export csv                           tasks and duties as tables
  normbook export json --out data               everything, with its JSON Schemas";

#[derive(Subcommand)]
enum What {
    Html(html::Html),
    /// Write 任务分工表 and 对照检查表, a workbook for each edition
    Xlsx(data::Data),
    /// Write tables of tasks and duties
    Csv(data::Data),
    /// Write everything as JSON, with its JSON Schemas
    Json(data::Data),
}

impl Export {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        match self.what {
            What::Html(export) => export.run(),
            What::Xlsx(export) => export.run(Format::Xlsx),
            What::Csv(export) => export.run(Format::Csv),
            What::Json(export) => export.run(Format::Json),
        }
    }
}
