//! Texts whose subject has changed since somebody looked at both.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::prose;
use crate::site::Site;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "suspect-text",
    severity: Severity::Note,
    explanation: Words::fixed(
        "解读、案例、译文、任务记得自己是对着哪些文字写的（reviewed）。那些文字变了，就要有人对照看过，再用 normbook review 记下来；页面上写着待复核。",
        "Notes, cases, translations and tasks remember the words they were written for (`reviewed`). When these change, somebody reads \
         both and `normbook review` writes it down; until then its page says that it is to be reviewed.",
    ),
    wrong: "reviewed: {by: 某局, date: 2022-10-01, text: …}   # 条款后来改了",
    right: "normbook review content/notes/jobs.md --by 某局",
};

/// Checks what lists over the whole site show.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let listed = site.indexed().filter(|(index, _)| site.is_listed(*index));
    for (_, entry) in listed.filter(|(index, _)| prose::is_suspect(site, *index)) {
        let header = &entry.item.header;
        let path = &header.path;
        // What is pinned to a superseded edition and was never signed is history; coverage lists it.
        let Some(by) = header.reviewed.as_ref().map(|last| &last.by) else { continue };
        let words = words!(
            "它所针对的文字在{by}复核之后变了",
            "the words it was written for have changed since {by} reviewed it"
        );
        let help = words!(
            "对照看过以后，运行 normbook review {path} --by 单位",
            "read both, then run `normbook review {path} --by UNIT`"
        );
        found.push(Diagnostic::new(&RULE, Location::new(path, header.title.span), words).with_help(help));
    }
}
