//! `normbook check`.

use clap::{Args, ValueEnum};

use super::{Common, Outcome, coverage, outcome, print_listing, purpose};
use crate::commands::{self, Checked};
use crate::diag::{self, Listing, Locale, Rule};
use crate::pipeline;

/// Find every mistake, write nothing.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    #[command(flatten)]
    common: Common,
    /// How to print findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print every finding in full, file by file, instead of the first 20 of each rule
    #[arg(long)]
    all: bool,
    /// Print what the site holds and lacks, as text or json; findings go to standard error
    #[arg(long)]
    coverage: bool,
    /// Check as for publication, finished pages included
    #[arg(long)]
    release: bool,
    /// Explain a rule, with a wrong and a right example, and stop; `all` lists every rule
    #[arg(long, value_name = "RULE")]
    explain: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  normbook check                            for people
  normbook check --all                      every finding, file by file
  normbook check --format json              for scripts
  normbook check --format sarif > findings.sarif
  normbook check --format github            as annotations of a pull request
  normbook check --coverage                 what is there and what is missing
  normbook check --explain dangling-ref     what a rule wants
  normbook check --explain all              every rule";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// With the source line and the fix
    Text,
    /// One array of objects
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Workflow commands
    Github,
}

impl Check {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let locale = self.common.locale();
        if let Some(name) = &self.explain {
            return explain(name, locale);
        }
        if self.coverage && !matches!(self.format, Format::Text | Format::Json) {
            anyhow::bail!("coverage is printed as text or json");
        }
        self.common.on_threads(|| self.check(locale))
    }

    fn check(&self, locale: Locale) -> anyhow::Result<Outcome> {
        let Checked { snapshot, site, diagnostics, .. } = commands::check(&self.common.project, purpose(self.release))?;
        let listing = if self.all { Listing::All } else { Listing::ByRule };
        match self.format {
            Format::Text | Format::Json if self.coverage => {
                print_listing(&diagnostics, &snapshot, locale, listing);
                let json = matches!(self.format, Format::Json);
                answer!("{}", if json { coverage::json(&site) } else { coverage::text(&site, locale) })?;
            }
            Format::Text => print_listing(&diagnostics, &snapshot, locale, listing),
            Format::Json => answer!("{}", diag::print_json(&diagnostics, &snapshot, locale))?,
            Format::Sarif => answer!("{}", diag::print_sarif(&diagnostics, &snapshot, locale))?,
            Format::Github => answer!("{}", diag::print_github(&diagnostics, &snapshot, locale))?,
        }
        Ok(outcome(&diagnostics))
    }
}

fn explain(name: &str, locale: Locale) -> anyhow::Result<Outcome> {
    let mut chosen = pipeline::rules().filter(|rule| name == "all" || rule.id == name).peekable();
    if chosen.peek().is_none() {
        let known: Vec<&str> = pipeline::rules().map(|rule| rule.id).collect();
        anyhow::bail!("there is no rule `{name}`; the rules are: {}", known.join(", "));
    }
    answer!("{}", chosen.map(|rule| explained(rule, locale)).collect::<String>())?;
    Ok(Outcome::Clean)
}

fn explained(rule: &Rule, locale: Locale) -> String {
    let (level, wrong, right) = match locale {
        Locale::Chinese => ("默认级别", "错", "对"),
        Locale::English => ("default level", "wrong", "right"),
    };
    let indented = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
    format!(
        "{} ({level}: {})\n  {}\n  {wrong}:\n{}  {right}:\n{}\n",
        rule.id,
        rule.severity.word(),
        rule.explanation.say(locale),
        indented(rule.wrong),
        indented(rule.right)
    )
}
