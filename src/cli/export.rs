//! `normbook export`: files that are made to be handed on.

mod html;

use clap::{Args, Subcommand};

use super::Outcome;

/// Make files to hand on, outside of the site.
#[derive(Args)]
pub(super) struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Html(html::Html),
}

impl Export {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        match self.what {
            What::Html(export) => export.run(),
        }
    }
}
