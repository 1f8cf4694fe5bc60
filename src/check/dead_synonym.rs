//! A synonym for words that the content does not use.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

use crate::config;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Content, Item};
use crate::site::Site;
use crate::source::{Location, SourcePath};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "dead-synonym",
    severity: Severity::Error,
    explanation: Words::fixed(
        "synonyms 里，读者的说法要对到内容里真有的词，否则搜索会引向空处。",
        "A synonym leads from readers' words to words that the content uses; else search leads nowhere.",
    ),
    wrong: "synonyms: {上户口: [户口登际]}",
    right: "synonyms: {上户口: [居住登记]}",
};

/// Checks every target of `synonyms` in `site.yaml`.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let targets = || site.config.synonyms.iter().flat_map(|synonym| &synonym.means);
    let searcher = AhoCorasick::new(targets().map(|target| target.value.as_str()));
    // Too many synonyms for one automaton are too many for anybody to have reviewed; then none is checked.
    let Ok(searcher) = searcher else { return };
    let mut used = BTreeSet::new();
    let patterns = searcher.patterns_len();
    for entry in site.entries.iter() {
        if used.len() == patterns {
            break;
        }
        for text in texts(&entry.item) {
            used.extend(searcher.find_overlapping_iter(text).map(|hit| hit.pattern().as_usize()));
        }
    }
    let path = SourcePath::new(config::PATH);
    for (_, target) in targets().enumerate().filter(|(number, _)| !used.contains(number)) {
        let value = &target.value;
        let diagnostic = Diagnostic::new(
            &RULE,
            Location::new(&path, target.span),
            words!("内容里没有“{value}”", "the content nowhere says `{value}`"),
        );
        let help = Words::fixed("写标题或正文里的词", "use a word of a title or text");
        found.push(diagnostic.with_help(help));
    }
}

/// Names and running text of an item.
fn texts(item: &Item) -> impl Iterator<Item = &str> {
    let body = item.body.nodes.iter().filter_map(|node| match &node.content {
        Content::Text(text) => Some(text.as_str()),
        _ => None,
    });
    std::iter::once(item.header.title.value.as_str())
        .chain(item.aliases().iter().map(|alias| alias.value.as_str()))
        .chain(body)
}
