//! `normbook bundle`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::keys::PassphraseFlag;
use super::{Common, Outcome, end, purpose, telling};
use crate::bundle::Made;
use crate::commands::{self, Bundled, Origin};
use crate::diag::Locale;

/// Make one zip of the whole site for offline use, with lists that prove every file; or what has changed since an older
/// one.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Bundle {
    #[command(flatten)]
    common: Common,
    /// Zip to make; without it, output/bundle.zip, with --since output/delta.zip. It is replaced as a whole, and only if
    /// normbook made it
    #[arg(short, long, value_name = "FILE.zip")]
    out: Option<PathBuf>,
    /// Make only what has changed since this package, for those who have it
    #[arg(long, value_name = "OLD.zip")]
    since: Option<PathBuf>,
    /// Whom to call, filled in by the office that makes this copy: see docs/publish.md
    #[arg(long, value_name = "FILE.yaml")]
    contacts: Option<PathBuf>,
    /// Refuse samples: for publication
    #[arg(long)]
    release: bool,
    /// Sign the lists of the package with this secret key, which `normbook keys new` makes
    #[arg(long, value_name = "KEY")]
    sign: Option<PathBuf>,
    #[command(flatten)]
    passphrase: PassphraseFlag,
}

const EXAMPLES: &str = "\
Examples:
  normbook bundle                                    content/ becomes output/bundle.zip
  normbook bundle --release --out standards-2026-11.zip
  normbook bundle --since standards-2026-10.zip      what has changed since, as output/delta.zip
  normbook bundle --release --sign office.key        signed: see `normbook keys new --help`
  normbook bundle -C my-book --lang en

Whoever gets the zip opens README.txt in it. Make the SHA-256 that is printed known on another way
than the zip itself. The same content gives the same zip, byte for byte, signatures aside.

Exit codes: 0 made, 1 errors in content (nothing is written), 2 could not run.";

impl Bundle {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let start = Instant::now();
        let name = if self.since.is_some() { "delta.zip" } else { "bundle.zip" };
        let out = self.out.clone().unwrap_or_else(|| self.common.project.join("output").join(name));
        let locale = self.common.locale();
        let tell = telling(locale);
        let (since, purpose) = (self.since.as_deref(), purpose(self.release));
        let signer = self.sign.as_deref().map(|key| self.passphrase.open(key, locale)).transpose()?;
        let origin = Origin { project: &self.common.project, contacts: self.contacts.as_deref() };
        let bundled = self.common.on_threads(|| commands::bundle(origin, &out, since, signer, purpose, &tell))?;
        let Some(Bundled { made, ready }) = bundled else { return Ok(Outcome::ErrorsInContent) };
        end(ready);
        print_made(&made, &out, start.elapsed().as_secs_f64(), locale);
        Ok(Outcome::Clean)
    }
}

fn print_made(made: &Made, out: &Path, seconds: f64, locale: Locale) {
    let Made { files, bytes, sha256, change } = made;
    let size = shown_size(*bytes);
    let shown = out.display();
    match locale {
        Locale::Chinese => tell!("{files} 个文件，{size}，{seconds:.2} 秒：{shown}"),
        Locale::English => tell!("{files} files, {size} in {seconds:.2} s: {shown}"),
    }
    if let Some(change) = change {
        let (added, changed, removed) = (change.added, change.changed, change.removed.len());
        match (locale, change.is_empty()) {
            (Locale::Chinese, true) => tell!("增量包：与旧包完全相同，不用分发"),
            (Locale::English, true) => tell!("delta: the same as the old package; there is nothing to hand out"),
            (Locale::Chinese, false) => tell!("增量包：新增 {added}，改动 {changed}，删除 {removed}"),
            (Locale::English, false) => tell!("delta: {added} added, {changed} changed, {removed} removed"),
        }
    }
    match locale {
        Locale::Chinese => tell!("SHA-256（请另外公布）：{sha256}"),
        Locale::English => tell!("SHA-256 (to be made known beside it): {sha256}"),
    }
}

/// A length as people say it. Units of 1,000 bytes, as shops and most file managers have them.
fn shown_size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
