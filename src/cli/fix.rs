//! `normbook fix`.

use std::io::IsTerminal;

use clap::Args;

use super::{Common, Outcome, outcome, print_findings};
use crate::commands::{self, FixedProject, Left};
use crate::diag::{self, Locale};
use crate::pipeline::{Change, Fixed};
use crate::source::SourcePath;

/// Make the fixes that findings carry, and show them; official text is never touched.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Fix {
    #[command(flatten)]
    common: Common,
    /// Only show what would change, write nothing
    #[arg(long)]
    dry_run: bool,
}

const EXAMPLES: &str = "\
Examples:
  normbook fix --dry-run                    what would change, as a diff
  normbook fix                              the same, and write it
  normbook fix --dry-run > fixes.patch      to be looked at, and applied with patch -p1

Encodings, line ends and permissions of files stay as they are.
Exit codes: 0 nothing is left to do, 1 errors are left in content, 2 could not run.";

impl Fix {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let locale = self.common.locale();
        let project = &self.common.project;
        let FixedProject { fixed, left } = self.common.on_threads(|| commands::fix(project, self.dry_run))?;
        let diff = diff(&fixed.changes);
        if self.dry_run {
            answer!("{diff}")?;
            return Ok(outcome(&fixed.remaining));
        }
        for file in &left {
            match locale {
                Locale::Chinese => warn!("没有改动 {}：{}", file.path, file.reason.say(locale)),
                Locale::English => warn!("left as it is: {}: {}", file.path, file.reason.say(locale)),
            }
        }
        print_findings(&fixed.remaining, &fixed.snapshot, locale);
        tell!("{diff}{}", summary(&fixed, &left, locale));
        Ok(if left.is_empty() { outcome(&fixed.remaining) } else { Outcome::ErrorsInContent })
    }
}

/// What changes. A terminal is shown no control characters; a file gets every character as it is.
fn diff(changes: &[Change]) -> String {
    let diff: String = changes.iter().map(Change::diff).collect();
    if !std::io::stdout().is_terminal() {
        return diff;
    }
    diff.lines().map(|line| diag::printable(line) + "\n").collect()
}

fn summary(fixed: &Fixed, left: &[Left], locale: Locale) -> String {
    let is_left = |path: &SourcePath| left.iter().any(|file| file.path == *path);
    let findings = fixed.made.iter().filter(|finding| !is_left(&finding.location.path)).count();
    let files = fixed.changes.len() - left.len();
    match (locale, findings) {
        (Locale::Chinese, 0) => "没有可以自动改正的问题".to_owned(),
        (Locale::English, 0) => "nothing can be fixed without a person".to_owned(),
        (Locale::Chinese, _) => format!("改正 {findings} 处，写了 {files} 个文件"),
        (Locale::English, _) => format!("{findings} findings fixed, {files} files written"),
    }
}
