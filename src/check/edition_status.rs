//! Editions of a standard that contradict each other, or themselves.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Edition, Standard, Status};
use crate::site::{EditionNode, Entry, Site, StandardNode};
use crate::source::{Location, Span};
use crate::words;

/// The rule. Nothing is compared with the day of the build: a site says tomorrow what it said today.
pub(crate) static RULE: Rule = Rule {
    id: "edition-status",
    severity: Severity::Error,
    explanation: Words::fixed(
        "一个标准只有一版现行，current 指的就是它；被代替的版要有代替它的版，并且先于那一版印发；写明“更新”之日还没有印发或者施行的，不是现行版；即将施行的版\
         要写施行日期。",
        "A standard has one edition in force, and `current` names it. What is superseded was issued before the edition that took \
         its place. What was not yet issued or in effect on the day of its own last change is not in force. An approved edition \
         says from when on it holds.",
    ),
    wrong: "status: current   # 2022\nstatus: current   # 2026",
    right: "status: superseded   # 2022\nstatus: current   # 2026",
};

/// Checks the editions of every standard, each with the others.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for standard in site.standards.iter() {
        of_standard(site, standard, found);
        for &edition in &standard.editions {
            let node = &site.editions[edition];
            if let Some(facts) = site.edition_facts(node) {
                found.extend(of_edition(site.entry(node.entry), facts));
            }
        }
    }
}

fn of_standard(site: &Site, standard: &StandardNode, found: &mut Vec<Diagnostic>) {
    let of = |edition: usize| {
        let node = &site.editions[edition];
        Some((node, site.edition_facts(node)?))
    };
    let all = || standard.editions.iter().filter_map(|&edition| of(edition));
    let mut in_force: Vec<(&EditionNode, &Edition)> =
        all().filter(|(_, facts)| facts.status.value == Status::Current).collect();
    in_force.sort_by_key(|(node, _)| !node.current);
    let entry = site.entry(standard.entry);
    let (Some((named, facts)), Some(own)) = (of(standard.current), entry.item.standard()) else { return };
    if let [(first, _), others @ ..] = in_force.as_slice() {
        found.extend(others.iter().map(|(other, own)| two(site, other, own, first)));
        // What names none at all is a dangling ref.
        let is_named = named.key.edition.as_str() == own.current.value;
        if facts.status.value != Status::Current && is_named {
            found.push(not_current(entry, own, facts.status.value, first));
        }
    } else if facts.status.value == Status::Superseded {
        found.push(not_current(entry, own, Status::Superseded, named));
    }
    let Some(issued) = facts.issued.filter(|_| facts.status.value == Status::Current) else { return };
    for (node, own) in all().filter(|(_, own)| own.status.value == Status::Superseded) {
        if own.issued.is_some_and(|own| own.first_day() > issued.last_day()) {
            let (late, holds) = (&node.key, &named.key);
            let words = words!(
                "被代替的 {late} 比代替它的 {holds} 印发得晚",
                "{late} is superseded, but was issued after {holds}, which took its place"
            );
            found.push(report(site.entry(node.entry), own.status.span, words));
        }
    }
}

/// What an edition says of itself.
fn of_edition(entry: &Entry, facts: &Edition) -> Option<Diagnostic> {
    let span = facts.status.span;
    if facts.issued.is_none() && facts.status.value != Status::Draft {
        let words = Words::fixed("不是草案，却没有写印发日期", "it is no draft, but does not say when it was issued");
        return Some(
            report(entry, span, words).with_help(Words::fixed("写“issued: 日期”", "write `issued:` with the date")),
        );
    }
    match facts.status.value {
        Status::Draft => None,
        Status::Approved => facts.effective.is_none().then(|| {
            let words =
                Words::fixed("即将施行的版没有写施行日期", "an approved edition does not say when it takes effect");
            report(entry, span, words)
                .with_help(Words::fixed("写“effective: 日期”", "write `effective:` with the date"))
        }),
        Status::Current | Status::Superseded | Status::Repealed => {
            let changed = entry.item.header.updated?.last_day();
            let later =
                [facts.issued, facts.effective].into_iter().flatten().find(|date| date.first_day() > changed)?;
            let updated = entry.item.header.updated?;
            let words = words!(
                "本版更新于 {updated}，那时还没有到 {later}，不会已经施行",
                "the edition was last changed on {updated}, before {later}: it cannot have been in force"
            );
            let help = Words::fixed(
                "已经印发、还没有施行的写“status: approved”，没有印发的写“status: draft”",
                "write `status: approved` while it is not yet in force, `status: draft` while it is not issued",
            );
            Some(report(entry, span, words).with_help(help))
        }
    }
}

fn two(site: &Site, other: &EditionNode, facts: &Edition, first: &EditionNode) -> Diagnostic {
    let (one, two) = (&first.key, &other.key);
    let words = words!("{one} 和 {two} 都写成现行", "{one} and {two} are both said to be in force");
    let related = site.entry(first.entry);
    let place = site.edition_facts(first).map_or(related.item.header.title.span, |facts| facts.status.span);
    report(site.entry(other.entry), facts.status.span, words)
        .with_related(Location::new(&related.item.header.path, place), Words::fixed("另一版", "the other one"))
        .with_help(Words::fixed(
            "被代替的一版写“status: superseded”",
            "write `status: superseded` in the one that no longer is",
        ))
}

fn not_current(entry: &Entry, own: &Standard, status: Status, other: &EditionNode) -> Diagnostic {
    let (written, word) = (&own.current.value, status.word());
    let words = words!(
        "current 指的 {written} 不是现行版（{word}）",
        "`current` names {written}, which is not in force (`{word}`)"
    );
    let mut found = report(entry, own.current.span, words);
    if other.key.edition.as_str() != written {
        found = found.with_fix(format!("\"{}\"", other.key.edition));
    }
    found
}

fn report(entry: &Entry, span: Span, words: Words) -> Diagnostic {
    Diagnostic::new(&RULE, Location::new(&entry.item.header.path, span), words)
}
