//! Texts whose subject has changed since somebody looked at both.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::prose;
use crate::site::{EntryIx, Site};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "suspect-text",
    severity: Severity::Note,
    explanation: Words::fixed(
        "解读、案例、译文、任务记得自己是对着哪些文字写的：复核时的文字（reviewed），或者写明的版次。那些文字变了，或者现行版里已经不同，\
         就要有人对照看过，再用 normbook review 记下来；页面上写着待复核。",
        "Notes, cases, translations and tasks remember the words they were written for: those of their last review (`reviewed`), or of \
         the edition that they name. When these change, or are others in the current edition, somebody reads both and `normbook \
         review` writes it down; until then its page says that it is to be reviewed.",
    ),
    wrong: "reviewed: {by: 某局, date: 2022-10-01, text: …}   # 条款后来改了",
    right: "normbook review content/notes/jobs.md --by 某局",
};

/// Checks what lists over the whole site show.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let listed = site.indexed().map(|(index, _)| index).filter(|index| site.is_listed(*index));
    found.extend(listed.filter(|index| prose::is_suspect(site, *index)).map(|index| report(site, index)));
}

fn report(site: &Site, index: EntryIx) -> Diagnostic {
    let header = &site.entry(index).item.header;
    let path = &header.path;
    let location = Location::new(path, header.title.span);
    let words = match &header.reviewed {
        Some(last) => {
            let by = &last.by;
            words!(
                "它所针对的文字在{by}复核之后变了",
                "the words it was written for have changed since {by} reviewed it"
            )
        }
        None => pinned(site, index),
    };
    let help = words!(
        "对照看过以后，运行 normbook review {path} --by 单位",
        "read both, then run `normbook review {path} --by UNIT`"
    );
    let diagnostic = Diagnostic::new(&RULE, location, words).with_help(help);
    match &header.owner {
        Some(owner) => diagnostic.with_help(words!("维护单位：{owner}", "kept by {owner}")),
        None => diagnostic,
    }
}

/// What a text says that names a superseded edition, and was never signed.
fn pinned(site: &Site, index: EntryIx) -> Words {
    let Some((subject, heirs)) = prose::outdated(site, index).next() else {
        return Words::fixed("它所针对的文字变了", "the words it was written for have changed");
    };
    let key = site.entry(subject).key();
    let now: Vec<String> = heirs.iter().map(|heir| site.entry(*heir).key().to_string()).collect();
    let now = now.join(", ");
    if now.is_empty() {
        return words!(
            "它所针对的 {key} 没有延续到现行版",
            "`{key}`, which it is about, is not continued in the current edition"
        );
    }
    words!(
        "它所针对的 {key} 在现行版里改了，现在是 {now}",
        "`{key}`, which it is about, has other words in the current edition: `{now}`"
    )
}
