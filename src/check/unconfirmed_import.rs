//! Imported text that nobody has confirmed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Purpose;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Provenance;
use crate::site::{Entry, Site};
use crate::source::{Asset, Location, SourcePath};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unconfirmed-import",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "导入的条款和任务（imported）要对照原文确认：报告里待确认的逐条用 normbook import accept 确认，并用 --source 写明出处，才成为官方正文。写稿时\
         是警告，正式发布时是错误。",
        "Imported clauses and tasks are to be confirmed against their source: `normbook import accept` confirms the entries of the report, \
         and `--source` names the source; then they are official text. A warning in drafts, an error in a release.",
    ),
    wrong: "provenance: imported   # build --release",
    right: "provenance: official   # build --release",
};

/// Checks every clause and every task.
pub(super) fn check(site: &Site, _: &BTreeMap<SourcePath, Arc<Asset>>, purpose: Purpose, found: &mut Vec<Diagnostic>) {
    let is_imported = |entry: &Entry| entry.item.provenances().any(|own| own == Provenance::Imported);
    for (_, entry) in site.originals().filter(|(_, entry)| is_imported(entry)) {
        let mut diagnostic = report(entry);
        if purpose == Purpose::Release {
            diagnostic.severity = Severity::Error;
        }
        found.push(diagnostic);
    }
}

fn report(entry: &Entry) -> Diagnostic {
    let location = Location::new(&entry.item.header.path, entry.item.header.title.span);
    if entry.item.work().is_some() {
        let words = Words::fixed("导入的任务还没有确认", "an imported task is not confirmed");
        let help = Words::fixed(
            "看 imports 里任务的报告，待确认的用 normbook import accept 序号 --tasks --by 姓名 确认；没有待确认的，再导入一次，用 --source 写明出处，\
             或者用 --provenance 写明来源性质",
            "see the report of tasks in imports: `normbook import accept ENTRY --tasks --by NAME` confirms its entries; where none is \
             left, import again with `--source` or `--provenance`",
        );
        return Diagnostic::new(&RULE, location, words).with_help(help);
    }
    let imported = entry.item.clause().and_then(|clause| clause.imported.as_ref());
    let pending = imported.map(|own| own.pending.as_slice()).unwrap_or_default();
    if pending.is_empty() {
        let words = Words::fixed("导入的条款还没有写明出处", "an imported clause names no source");
        let help = Words::fixed(
            "用 --source 写明标题、单位和日期，再导入一次",
            "import it again with `--source`: title, issuer and date",
        );
        return Diagnostic::new(&RULE, location, words).with_help(help);
    }
    let numbers = pending.join(" ");
    let words = words!(
        "导入的条款还有待确认之处：报告第 {numbers} 项",
        "an imported clause is to be confirmed: entries {numbers} of the report"
    );
    let help = words!(
        "对照原文看报告，确认后运行 normbook import accept {numbers} --by 姓名",
        "read the report against the source; then run `normbook import accept {numbers} --by NAME`"
    );
    Diagnostic::new(&RULE, location, words).with_help(help)
}
