//! `normbook build`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::{Common, Outcome, end, purpose, telling};
use crate::commands;
use crate::diag::Locale;
use crate::emit::Old;

/// Make the site: nothing is published while there are errors, and the old site stays until the new one is whole.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Build {
    #[command(flatten)]
    common: Common,
    /// Folder to make; it is replaced as a whole, and only if normbook made it
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// For publication: refuse samples, missing filings, requests to elsewhere, heavy pages, addresses not recorded
    #[arg(long)]
    release: bool,
    /// Keep the site that stands now, for `normbook rollback`
    #[arg(long)]
    keep_previous: bool,
    /// Open the site when it is made
    #[arg(long)]
    open: bool,
}

const EXAMPLES: &str = "\
Examples:
  normbook build                          content/ becomes output/site/
  normbook build --open                   and is opened
  normbook build --release --out /srv/www/site
  normbook build -C my-book --out my-site";

impl Build {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let start = Instant::now();
        let out = self.out.clone().unwrap_or_else(|| self.common.project.join("output").join("site"));
        let locale = self.common.locale();
        let old = if self.keep_previous { Old::Kept } else { Old::Removed };
        let purpose = purpose(self.release);
        let tell = telling(locale);
        let built = self.common.on_threads(|| commands::build(&self.common.project, &out, purpose, old, &tell))?;
        let Some(built) = built else { return Ok(Outcome::ErrorsInContent) };
        let pages = built.site.pages.len();
        end(built);
        let seconds = start.elapsed().as_secs_f64();
        let shown = out.display();
        match locale {
            Locale::Chinese => tell!("{pages} 页，{seconds:.2} 秒：{shown}"),
            Locale::English => tell!("{pages} pages in {seconds:.2} s: {shown}"),
        }
        if self.open {
            open(&out.join("index.html"), locale);
        }
        Ok(Outcome::Clean)
    }
}

/// A machine without a desktop cannot open anything: the site is there all the same.
fn open(page: &Path, locale: Locale) {
    if opener::open(page).is_err() {
        let shown = page.display();
        match locale {
            Locale::Chinese => warn!("打不开浏览器，请双击 {shown}"),
            Locale::English => warn!("no browser could be opened; open {shown} by double click"),
        }
    }
}
