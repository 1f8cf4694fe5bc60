//! `normbook rollback`.

use std::path::PathBuf;

use clap::Args;

use super::{MessageLang, Outcome, speech_of};
use crate::diag::Locale;
use crate::emit;

/// Put the site back that `build --keep-previous` replaced; run again, it undoes itself.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Rollback {
    /// Folder of the project: the one that holds content/
    #[arg(short = 'C', long, value_name = "DIR", default_value = ".")]
    project: PathBuf,
    /// Folder of the site; without it, output/site of the project
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Language of messages; without it, that of the environment (LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, value_enum)]
    lang: Option<MessageLang>,
}

const EXAMPLES: &str = "\
Examples:
  normbook build --release --keep-previous   publish, and keep what stood there
  normbook rollback                          the site of before stands again, in one step
  normbook rollback --out /srv/www/site";

impl Rollback {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let out = self.out.unwrap_or_else(|| self.project.join("output").join("site"));
        emit::rollback(&out)?;
        let shown = out.display();
        match speech_of(self.lang) {
            Locale::Chinese => tell!("已换回先前的网站：{shown}（再运行一次即撤销）"),
            Locale::English => tell!("the earlier site stands again: {shown} (run once more to undo)"),
        }
        Ok(Outcome::Clean)
    }
}
