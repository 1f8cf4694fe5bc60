//! `normbook import`: files of others, read into the content.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand, ValueEnum};

use super::{Common, Outcome, today};
use crate::commands::{self, Acceptance, ImportRequest, Imported};
use crate::diag::Locale;
use crate::import::Changes;
use crate::import::report::{Origin, Preceding, Subject};
use crate::model::Provenance;

/// Read a Word file, a web page or a text into an edition, or tasks from a workbook, with a report of every paragraph and cell.
#[derive(Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Import {
    #[command(subcommand)]
    accept: Option<Action>,
    /// The file: .docx, .html, .md or .txt for clauses, .xlsx for tasks
    #[arg(required = true)]
    file: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
    /// The edition, as in urban/2022; it is made as a draft if it is not there
    #[arg(long, value_name = "STANDARD/EDITION", required = true)]
    into: Option<String>,
    /// Only report, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Title of the publication; with --issuer and --date, clauses become official once nothing is to be confirmed
    #[arg(long, value_name = "TITLE", requires_all = ["issuer", "date"])]
    source: Option<String>,
    /// Who published it
    #[arg(long, value_name = "UNIT", requires = "source")]
    issuer: Option<String>,
    /// When it was published, as in 2022-08-01
    #[arg(long, value_name = "DATE", requires = "source")]
    date: Option<String>,
    /// Where it can be read
    #[arg(long, value_name = "URL", requires = "source")]
    url: Option<String>,
    /// What to do with tracked changes
    #[arg(long, value_enum, default_value = "refuse")]
    changes: ChangesWord,
    /// Which attachment of the file, counted from 1
    #[arg(long, value_name = "N")]
    attachment: Option<usize>,
    /// The only sheet of a workbook that is meant; without it, all that hold tasks
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Whose words the tasks of a workbook are, where they are not the issuer's
    #[arg(long, value_parser = provenances(), conflicts_with = "source")]
    provenance: Option<String>,
    /// Make terms of the numbered entries below 术语和定义, which show the definitions of their clauses
    #[arg(long)]
    terms: bool,
    /// Replace clauses and tasks that are there, also those that were changed by hand
    #[arg(long)]
    replace: bool,
}

const EXAMPLES: &str = "\
Examples:
  normbook import 标准.docx --into urban/2022 --dry-run      look first
  normbook import 标准.docx --into urban/2022 --source 关于印发…的通知 --issuer 某委员会 --date 2022-08-01
  normbook import 任务分工表.xlsx --into urban/2022 --provenance local     tasks, from a sheet
  normbook import accept 12 15-17 --by 张某                  entries that were read against the source

The report lies in imports/STANDARD/EDITION/report.html and report.json (of tasks: in tasks/), outside the content.
Exit codes: 0 clean, 1 something is to be confirmed or in the way, 2 could not run.";

#[derive(Subcommand)]
enum Action {
    Accept(Accept),
}

/// Accept entries of the report that you have read against the source.
#[derive(Args)]
struct Accept {
    /// Numbers of the report, alone or as ranges: 12 15-17
    #[arg(required = true, value_name = "ENTRY")]
    entries: Vec<String>,
    /// Who has read them
    #[arg(long, value_name = "NAME")]
    by: String,
    /// The edition, where several were imported
    #[arg(long, value_name = "STANDARD/EDITION")]
    into: Option<String>,
    /// The report of tasks, where clauses were imported as well
    #[arg(long)]
    tasks: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, ValueEnum)]
enum ChangesWord {
    /// A file with tracked changes is not imported
    Refuse,
    /// What is inserted is taken, what is deleted is not
    Accept,
    /// What is deleted is taken, what is inserted is not
    Reject,
}

impl Import {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        if let Some(Action::Accept(accept)) = self.accept {
            return accept.run();
        }
        let locale = self.common.locale();
        let file = self.file.as_deref().context("name a file")?;
        let into = self.into.as_deref().context("say which edition with `--into`, as in `--into urban/2022`")?;
        let request = ImportRequest {
            edition: commands::edition(into)?,
            attachment: self.attachment,
            changes: match self.changes {
                ChangesWord::Refuse => Changes::Refuse,
                ChangesWord::Accept => Changes::Accept,
                ChangesWord::Reject => Changes::Reject,
            },
            source: origin(self.source, self.issuer, self.date, self.url)?,
            has_terms: self.terms,
            sheet: self.sheet,
            provenance: self.provenance.as_deref().and_then(provenance),
            today: today()?,
            replace: self.replace,
            is_trial: self.dry_run,
        };
        let project = &self.common.project;
        let imported = self.common.on_threads(|| commands::import(project, file, &request, locale))?;
        say(&imported, request.is_trial, locale);
        let is_clean = imported.report.all_pending().is_empty() && !imported.is_held();
        Ok(if is_clean { Outcome::Clean } else { Outcome::ErrorsInContent })
    }
}

/// What a person may say of tasks; what is official needs a source instead.
const SAYABLE: [Provenance; 4] =
    [Provenance::Local, Provenance::Interpretive, Provenance::Reported, Provenance::Sample];

fn provenances() -> PossibleValuesParser {
    PossibleValuesParser::new(SAYABLE.map(Provenance::word))
}

fn provenance(word: &str) -> Option<Provenance> {
    SAYABLE.into_iter().find(|own| own.word() == word)
}

fn origin(
    title: Option<String>,
    issuer: Option<String>,
    date: Option<String>,
    url: Option<String>,
) -> anyhow::Result<Option<Origin>> {
    let (Some(title), Some(issuer), Some(date)) = (title, issuer, date) else { return Ok(None) };
    let is_date = crate::model::PartialDate::parse(&date).is_some();
    ensure!(is_date, "`{date}` is no date; write it as in `2022-08-01`");
    Ok(Some(Origin { title, issuer, date, url }))
}

/// Says what came of it.
fn say(imported: &Imported, is_trial: bool, locale: Locale) {
    let Imported { report, written, redline, touched, gone, stale, folder } = imported;
    let (all, items, dropped) = (report.characters(), report.written, report.dropped());
    let clauses = report.items().len();
    let pending: Vec<String> = report.all_pending().iter().map(usize::to_string).collect();
    if !redline.is_empty() {
        tell!("{}", redline.trim_end());
    }
    match (report.subject, locale) {
        (Subject::Clauses, Locale::Chinese) => {
            tell!("{clauses} 条；文件 {all} 字 = 条款 {items} 字 + 未收 {dropped} 字");
        }
        (Subject::Clauses, Locale::English) => {
            tell!("{clauses} clauses; {all} characters = {items} in clauses + {dropped} left out");
        }
        (Subject::Tasks, Locale::Chinese) => {
            tell!("{clauses} 项任务、保障；文件 {all} 字 = 任务 {items} 字 + 未收 {dropped} 字");
        }
        (Subject::Tasks, Locale::English) => {
            tell!("{clauses} tasks and safeguards; {all} characters = {items} in them + {dropped} left out");
        }
    }
    if !pending.is_empty() {
        let (count, list) = (pending.len(), pending.iter().take(20).cloned().collect::<Vec<_>>().join(" "));
        match locale {
            Locale::Chinese => tell!("待确认 {count} 项：{list}"),
            Locale::English => tell!("{count} entries to be confirmed: {list}"),
        }
    }
    if let Some(Preceding { edition, open }) = report.preceding.as_ref().filter(|own| !own.open.is_empty()) {
        let (count, some) = (open.len(), open.iter().take(20).map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(" "));
        match locale {
            Locale::Chinese => tell!("上一版 {edition} 有 {count} 条没有条款承接：{some}"),
            Locale::English => tell!("{count} clauses of {edition} are continued by none: {some}"),
        }
    }
    for path in touched {
        match locale {
            Locale::Chinese => warn!("{path} 不是导入时的样子，没有改动它"),
            Locale::English => warn!("{path} is not as an import left it, and was kept"),
        }
    }
    for path in gone {
        match locale {
            Locale::Chinese => warn!("这次的文件里没有 {path}，请看是否要删去"),
            Locale::English => warn!("the file does not have {path}; see whether to delete it"),
        }
    }
    for path in stale {
        match locale {
            Locale::Chinese => warn!("{path} 是按改动以前的文字译的，请核对"),
            Locale::English => warn!("{path} translates the words that stood there before; compare it"),
        }
    }
    match (locale, is_trial, imported.is_held(), written.len()) {
        (Locale::Chinese, true, ..) => tell!("只是试看，什么也没有写"),
        (Locale::English, true, ..) => tell!("a trial: nothing was written"),
        (Locale::Chinese, _, true, _) => warn!("已有的文件会变，什么也没有写；看过以上改动，再加 --replace 运行"),
        (Locale::English, _, true, _) => {
            warn!("files that are there would change, and nothing was written; read the changes, then add `--replace`");
        }
        (Locale::Chinese, _, _, 0) => tell!("没有变化"),
        (Locale::English, _, _, 0) => tell!("nothing has changed"),
        (Locale::Chinese, ..) => tell!("写了 {} 个文件；报告在 {folder}/report.html", written.len()),
        (Locale::English, ..) => tell!("{} files written; the report is {folder}/report.html", written.len()),
    }
}

impl Accept {
    fn run(self) -> anyhow::Result<Outcome> {
        let locale = self.common.locale();
        let entries: anyhow::Result<Vec<RangeInclusive<usize>>> = self.entries.iter().map(|own| range(own)).collect();
        let acceptance = Acceptance {
            edition: self.into.as_deref().map(commands::edition).transpose()?,
            subject: self.tasks.then_some(Subject::Tasks),
            entries: entries?,
            by: self.by,
            today: today()?,
        };
        let project = &self.common.project;
        let accepted = self.common.on_threads(|| commands::accept(project, &acceptance, locale))?;
        let (count, left, official) = (accepted.accepted, accepted.left, accepted.official.join(" "));
        match locale {
            Locale::Chinese => tell!("确认了 {count} 项，还有 {left} 项待确认"),
            Locale::English => tell!("{count} entries confirmed, {left} left"),
        }
        if !official.is_empty() {
            match locale {
                Locale::Chinese => tell!("成为官方正文并记入 official.lock：{official}"),
                Locale::English => tell!("official text now, and in official.lock: {official}"),
            }
        }
        Ok(Outcome::Clean)
    }
}

/// `12`, `15-17`.
fn range(text: &str) -> anyhow::Result<RangeInclusive<usize>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let number = |own: &str| own.parse::<usize>().ok().filter(|own| *own > 0);
    let wrong = || format!("`{text}` is no number of the report; write `12` or `12-15`");
    let (first, last) = number(first).zip(number(last)).with_context(wrong)?;
    ensure!(first <= last, "{}", wrong());
    Ok(first..=last)
}
