//! `normbook verify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::publisher::PublisherFlags;
use super::{MessageLang, Outcome, on_threads, speech_of};
use crate::verify::{self, Patience};

/// Verify that a package is what its publisher made: every missing, changed and added file is named.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Verify {
    /// Folder or zip that was made by `normbook bundle`
    #[arg(value_name = "DIR|ZIP")]
    package: PathBuf,
    /// Compare the site that a web server shows, too: the address of its first page, http only
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    #[command(flatten)]
    publisher: PublisherFlags,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Language of messages; without it, that of the environment (LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, value_enum)]
    lang: Option<MessageLang>,
    /// Threads to work with; without it, one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

const EXAMPLES: &str = "\
Examples:
  normbook verify standards.zip                 a package as it arrived
  normbook verify D:\\standards                  the same, unpacked: the folder that holds SHA256SUMS
  normbook verify standards.zip --key office.pub     and that the publisher made it
  normbook verify standards.zip --id 3f9c…          likewise, by the site id that was made known
  normbook verify standards.zip --url http://10.0.0.5/standards/
  normbook verify standards.zip --format json   for scripts

Exit codes: 0 whole, 1 something differs, 2 could not verify (no package, a damaged zip, no server).";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a person: a line for each file, then what to do
    Text,
    /// For a script: one object
    Json,
}

impl Verify {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let locale = speech_of(self.lang);
        on_threads(self.threads, || {
            let expected = self.publisher.expected();
            let verdict = match &self.url {
                Some(url) => verify::verify_mirror(&self.package, &expected, url, &Patience::default()),
                None => verify::verify(&self.package, &expected),
            };
            let verdict = verdict.map_err(|refusal| anyhow::anyhow!("{}", refusal.say(locale)))?;
            match self.format {
                Format::Text => answer!("{}", verify::text(&verdict, locale))?,
                Format::Json => answer!("{:#}\n", verify::json(&verdict, locale))?,
            }
            Ok(if verdict.is_whole() { Outcome::Clean } else { Outcome::ErrorsInContent })
        })
    }
}
