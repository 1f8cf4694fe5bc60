//! A release that still says 待填写.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Content;
use crate::site::{Entry, EntryIx, FactValue, Site};
use crate::source::{Location, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "placeholder",
    severity: Severity::Error,
    explanation: Words::fixed(
        "新建的条目里，只有作者知道的地方写着“待填写”；正式发布时一处也不能留。",
        "New items say `TO BE WRITTEN` in Chinese where only their authors know what stands there; a release holds no such place.",
    ),
    wrong: "unit: 待填写   # build --release",
    right: "unit: 市图书馆",
};

/// What new items say where their authors are to write.
const MARK: &str = "待填写";

/// Checks every original, when the site is to be released: its title, what its page states of it, its text. One finding an item.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (index, entry) in site.originals() {
        if let Some(span) = place(site, index, entry) {
            let words = words!("这里还是“{MARK}”", "`{MARK}` is still to be written here");
            found.push(
                Diagnostic::new(&RULE, Location::new(&entry.item.header.path, span), words)
                    .with_help(Words::fixed("写上内容，或者删去", "write it, or delete it")),
            );
        }
    }
}

/// The first place of an item that says so; a fact is said to stand at the title.
fn place(site: &Site, index: EntryIx, entry: &Entry) -> Option<Span> {
    let title = &entry.item.header.title;
    let is_stated = || {
        site.own_facts(index).iter().any(|fact| match &fact.value {
            FactValue::Text(text) => text.contains(MARK),
            FactValue::Texts(texts) => texts.iter().any(|text| text.contains(MARK)),
            FactValue::Date(_)
            | FactValue::Word(_)
            | FactValue::Links(_)
            | FactValue::Entries(_)
            | FactValue::Sources(_)
            | FactValue::Topics(_)
            | FactValue::Occasions(_)
            | FactValue::Duties(_) => false,
        })
    };
    if title.value.contains(MARK) {
        return Some(title.span);
    }
    let nodes = entry.item.body.nodes.iter();
    let mut texts = nodes.filter(|node| matches!(&node.content, Content::Text(text) if text.contains(MARK)));
    texts.next().map(|node| node.span).or_else(|| is_stated().then_some(title.span))
}
