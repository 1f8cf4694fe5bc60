//! The command line: flags → options → one library call.
//!
//! The only module that reads the environment, measures time and prints.

#![expect(clippy::disallowed_methods, reason = "the environment and the clock have their one door here")]

#[macro_use]
mod speech;

mod apply;
mod build;
mod bundle;
mod check;
mod chinese;
mod coverage;
mod diff;
mod export;
mod fix;
mod import;
mod init;
mod keys;
mod lock;
mod new;
mod publisher;
mod record;
mod rollback;
mod search;
mod serve;
mod sign;
mod typed;
mod verify;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::check::Purpose;
use crate::commands::Ready;
use crate::diag::{self, Diagnostic, Listing, Locale, Severity};
use crate::model::PartialDate;
use crate::source::Snapshot;
use typed::Typed;

/// Turns a folder of Markdown into a website for standards: what, how and who for every task.
#[derive(Parser)]
#[command(name = "normbook", version, about, long_about = None, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  normbook init my-book          begin a new book
  normbook new task              begin a new task
  normbook build --open          make the site in output/site and open it
  normbook check                 find every mistake, write nothing
  normbook check --explain dangling-ref
  normbook fix --dry-run         show what can be fixed without a person; without the flag, fix it
  normbook lock urban@2022       see how official words differ from those that are locked
  normbook diff urban@2022 urban@2026      what changed from one edition to the next
  normbook export html           one file for each edition, to be sent on
  normbook export xlsx           tables to print and fill in
  normbook import 标准.docx --into urban/2022 --dry-run    read a Word file, with a report of every paragraph
  normbook search jiuyefuwu      find pages of the built site
  normbook serve --open          write with the site beside you
  normbook record                keep the addresses of today for ever: before a release
  normbook verify standards.zip  prove that a package is whole
  normbook bundle                make one zip for offline use, with lists that prove it
  normbook apply delta.zip DIR   bring an unpacked package up to date

Exit codes: 0 clean, 1 errors in content or something differs, 2 could not run.";

#[derive(Subcommand)]
enum Command {
    Apply(apply::Apply),
    Approve(sign::Approve),
    Build(build::Build),
    Bundle(bundle::Bundle),
    Check(check::Check),
    Diff(diff::Diff),
    Export(export::Export),
    Fix(fix::Fix),
    Import(import::Import),
    Init(init::Init),
    Keys(keys::Keys),
    Lock(lock::Lock),
    New(new::New),
    Record(record::Record),
    Review(sign::Review),
    Rollback(rollback::Rollback),
    Search(search::Search),
    Serve(serve::Serve),
    Verify(verify::Verify),
}

/// Flags that every command has.
#[derive(Args)]
struct Common {
    /// Folder of the project: the one that holds content/
    #[arg(short = 'C', long, value_name = "DIR", default_value = ".")]
    project: PathBuf,
    /// Language of messages; without it, that of the environment (LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, value_enum)]
    lang: Option<MessageLang>,
    /// Threads to work with; without it, one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

#[derive(Clone, Copy, ValueEnum)]
enum MessageLang {
    /// 中文
    Zh,
    /// English
    En,
}

/// How a command ended, as the shell sees it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Clean,
    /// Errors in content; with `verify`, something differs.
    ErrorsInContent,
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let typed = Typed::of(std::env::args_os());
    let locale = typed.locale;
    let cli = match Cli::of(typed) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let result = match cli.command {
        Command::Apply(command) => command.run(),
        Command::Approve(command) => command.run(),
        Command::Build(command) => command.run(),
        Command::Bundle(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Diff(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Fix(command) => command.run(),
        Command::Import(command) => command.run(),
        Command::Init(command) => command.run(),
        Command::Keys(command) => command.run(),
        Command::Lock(command) => command.run(),
        Command::New(command) => command.run(),
        Command::Record(command) => command.run(),
        Command::Review(command) => command.run(),
        Command::Rollback(command) => command.run(),
        Command::Search(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::Verify(command) => command.run(),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::ErrorsInContent) => ExitCode::from(1),
        Err(error) => {
            match locale {
                Locale::Chinese => warn!("normbook：{}", chinese::failure(&error)),
                Locale::English => warn!("normbook: {error:#}"),
            }
            ExitCode::from(2)
        }
    }
}

impl Cli {
    /// Reads arguments. Help, and what is wrong with them, is said in the language that they ask for.
    fn of(typed: Typed) -> Result<Self, ExitCode> {
        let Typed { arguments, locale } = typed;
        let command = match locale {
            Locale::Chinese => chinese::command(Self::command()),
            Locale::English => Self::command(),
        };
        let error = match command.try_get_matches_from(arguments).and_then(|found| Self::from_arg_matches(&found)) {
            Ok(cli) => return Ok(cli),
            Err(error) => error,
        };
        if locale == Locale::English {
            error.exit();
        }
        if error.use_stderr() {
            warn!("{}", chinese::said(&error).trim_end());
        } else {
            tell!("{}", chinese::around(&error.render().to_string()).trim_end());
        }
        Err(ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)))
    }
}

impl Common {
    /// The language to speak.
    fn locale(&self) -> Locale {
        speech_of(self.lang)
    }

    /// Lets all work of this process run on as many threads as were asked for.
    fn all_threads(&self) -> anyhow::Result<()> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads.map_or(0, usize::from));
        Ok(pool.build_global()?)
    }

    /// Runs `work` on as many threads as were asked for.
    fn on_threads<T: Send>(&self, work: impl FnOnce() -> anyhow::Result<T> + Send) -> anyhow::Result<T> {
        on_threads(self.threads, work)
    }
}

/// Runs `work` on so many threads; without a number, on one for each core.
fn on_threads<T: Send>(threads: Option<u16>, work: impl FnOnce() -> anyhow::Result<T> + Send) -> anyhow::Result<T> {
    rayon::ThreadPoolBuilder::new().num_threads(threads.map_or(0, usize::from)).build()?.install(work)
}

fn speech_of(lang: Option<MessageLang>) -> Locale {
    match lang {
        Some(MessageLang::Zh) => Locale::Chinese,
        Some(MessageLang::En) => Locale::English,
        None => speech_of_environment(),
    }
}

/// The day that new items are dated with, in UTC.
fn today() -> anyhow::Result<PartialDate> {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
    PartialDate::parse(&now.date().to_string()).context("the clock shows no day of our calendar")
}

/// Chinese, unless the environment says another language. An unset environment is that of an office PC.
fn speech_of_environment() -> Locale {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
    match locale {
        Some(locale) if !locale.starts_with("zh") => Locale::English,
        _ => Locale::Chinese,
    }
}

/// Prints findings for a person, on standard error; the first of each rule where there are many.
fn print_findings(diagnostics: &[Diagnostic], snapshot: &Snapshot, locale: Locale) {
    print_listing(diagnostics, snapshot, locale, Listing::ByRule);
}

fn print_listing(diagnostics: &[Diagnostic], snapshot: &Snapshot, locale: Locale, listing: Listing) {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let text = diag::print_text(diagnostics, snapshot, locale, listing, colour);
    if !text.is_empty() {
        warn!("{}", text.strip_suffix('\n').unwrap_or(&text));
    }
}

fn outcome(diagnostics: &[Diagnostic]) -> Outcome {
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        Outcome::ErrorsInContent
    } else {
        Outcome::Clean
    }
}

/// Prints findings as a command comes upon them.
fn telling(locale: Locale) -> impl Fn(&[Diagnostic], &Snapshot) + Sync {
    move |diagnostics, snapshot| print_findings(diagnostics, snapshot, locale)
}

/// What a flag `--release` asks for.
fn purpose(is_release: bool) -> Purpose {
    if is_release { Purpose::Release } else { Purpose::Draft }
}

/// For a process that ends now: freeing a site piece by piece would take longer than checking it.
fn end(ready: Ready) {
    std::mem::forget(ready);
}
