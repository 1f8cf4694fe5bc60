//! `normbook build`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::{Common, Outcome, end, purpose, telling};
use crate::commands::{self, Built, Origin};
use crate::diag::Locale;
use crate::emit::{Flush, Manner, Old, Others};

/// Make the site: nothing is published while there are errors, and the old site stays until the new one is whole.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Build {
    #[command(flatten)]
    common: Common,
    /// Folder to make; it is replaced as a whole, and only if normbook made it. Files in it that no build put there are
    /// carried along and named
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Whom to call, filled in by the office that makes this copy: see docs/publish.md
    #[arg(long, value_name = "FILE.yaml")]
    contacts: Option<PathBuf>,
    /// For publication: refuse samples, missing filings, requests to elsewhere, heavy pages, addresses not recorded
    #[arg(long)]
    release: bool,
    /// Keep the site that stands now, for `normbook rollback`
    #[arg(long)]
    keep_previous: bool,
    /// Drop what is in the folder and was not put there by a build; it is named
    #[arg(long)]
    prune: bool,
    /// Do not wait for the disk before the new site takes the place of the old one: for drafts that can be made again
    #[arg(long)]
    no_sync: bool,
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
        let manner = Manner {
            old: if self.keep_previous { Old::Kept } else { Old::Removed },
            others: if self.prune { Others::Pruned } else { Others::Kept },
            flush: if self.no_sync { Flush::Never } else { Flush::First },
        };
        let purpose = purpose(self.release);
        let tell = telling(locale);
        let origin = Origin { project: &self.common.project, contacts: self.contacts.as_deref() };
        let built = self.common.on_threads(|| commands::build(origin, &out, purpose, manner, &tell))?;
        let Some(Built { ready, others }) = built else { return Ok(Outcome::ErrorsInContent) };
        let pages = ready.site.pages.len();
        end(ready);
        tell_others(&others, manner.others, locale);
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

/// The most that are named one by one.
const NAMED: usize = 20;

/// What was in the folder and is none of ours.
fn tell_others(paths: &[String], others: Others, locale: Locale) {
    for path in paths.iter().take(NAMED) {
        let path = path.escape_debug();
        match (others, locale) {
            (Others::Kept, Locale::Chinese) => tell!("保留  {path}  不是 normbook 生成的（不要就加 --prune）"),
            (Others::Kept, Locale::English) => tell!("kept  {path}  not made by normbook (--prune drops it)"),
            (Others::Pruned, Locale::Chinese) => tell!("去掉  {path}  不是 normbook 生成的"),
            (Others::Pruned, Locale::English) => tell!("dropped  {path}  not made by normbook"),
        }
    }
    let more = paths.len().saturating_sub(NAMED);
    if more > 0 {
        match locale {
            Locale::Chinese => tell!("……还有 {more} 个"),
            Locale::English => tell!("… and {more} more"),
        }
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
