//! Coverage on the terminal: the same counts as the page.

use serde_json::{Value, json};

use crate::coverage::{Coverage, Gap, KindCoverage, Lack};
use crate::diag::Locale;
use crate::model::Provenance;
use crate::naming;
use crate::site::{Count, Counted, EntryIx, Site};

/// For people: a few lines an edition.
pub(super) fn text(site: &Site, locale: Locale) -> String {
    let coverage = Coverage::of(site);
    let say = |zh: &'static str, en: &'static str| match locale {
        Locale::Chinese => zh,
        Locale::English => en,
    };
    let mut lines = Vec::new();
    for edition in &coverage.editions {
        lines.push(name(site, edition.entry));
        lines.extend(edition.kinds.iter().map(|kind| self::kind(kind, locale)));
        lines.extend(edition.counts.iter().map(|count| self::count(count, locale)));
        lines.extend(edition.gaps.iter().map(|gap| self::gap(site, gap, locale)));
        lines.push(String::new());
    }
    lines.push(say("共用内容", "Shared items").to_owned());
    lines.extend(coverage.shared.kinds.iter().map(|kind| self::kind(kind, locale)));
    if let Some(as_of) = coverage.shared.as_of {
        lines.push(format!("  {}{as_of}", say("内容中最晚的日期：", "latest date in the content: ")));
    }
    lines.push(gap(site, &coverage.shared.due, locale));
    lines.push(gap(site, &coverage.shared.suspects, locale));
    lines.push(String::new());
    lines.join("\n")
}

/// For scripts: one object.
pub(super) fn json(site: &Site) -> String {
    let coverage = Coverage::of(site);
    let kinds = |kinds: &[KindCoverage]| -> Value {
        let kinds = kinds.iter().map(|own| {
            let by: serde_json::Map<String, Value> =
                own.by_provenance.iter().map(|(word, number)| (word.word().to_owned(), json!(number))).collect();
            json!({"kind": own.kind.word(), "total": own.total, "provenance": by})
        });
        kinds.collect()
    };
    let gap = |gap: &Gap| -> Value {
        json!(gap.items.iter().map(|item| site.entry(*item).key().to_string()).collect::<Vec<_>>())
    };
    let editions = coverage.editions.iter().map(|edition| {
        let counts: Vec<Value> = edition
            .counts
            .iter()
            .map(|count| {
                json!({"what": count.what.word(), "expected": count.expected.value, "found": count.found, "met": count.is_met()})
            })
            .collect();
        let gaps: serde_json::Map<String, Value> =
            edition.gaps.iter().map(|own| (own.lack.word().to_owned(), gap(own))).collect();
        json!({
            "edition": site.entry(edition.entry).key().to_string(),
            "kinds": kinds(&edition.kinds),
            "expected": counts,
            "gaps": gaps,
        })
    });
    let whole = json!({
        "editions": editions.collect::<Vec<_>>(),
        "shared": kinds(&coverage.shared.kinds),
        "as-of": coverage.shared.as_of.map(|date| date.to_string()),
        "review-passed": gap(&coverage.shared.due),
        "suspect": gap(&coverage.shared.suspects),
    });
    format!("{whole:#}\n")
}

fn name(site: &Site, edition: EntryIx) -> String {
    format!("{} {}", site.entry(edition).key(), naming::title(site, edition))
}

fn kind(own: &KindCoverage, locale: Locale) -> String {
    let by: Vec<String> = own
        .by_provenance
        .iter()
        .map(|(provenance, number)| format!("{} {number}", provenance_word(*provenance, locale)))
        .collect();
    listed(own.kind.called(locale), own.total, &by, locale)
}

fn count(count: &Count, locale: Locale) -> String {
    let (zh, en) = match count.what {
        Counted::Tasks => ("任务", "tasks"),
        Counted::Safeguards => ("保障", "safeguards"),
        Counted::SafeguardCategories => ("保障类别", "categories of safeguards"),
    };
    let (expected, found) = (count.expected.value, count.found);
    match (locale, count.is_met()) {
        (Locale::Chinese, true) => format!("  {zh}：公布 {expected} 项，现有 {found} 项，相符"),
        (Locale::Chinese, false) => format!("  {zh}：公布 {expected} 项，现有 {found} 项，不相符"),
        (Locale::English, true) => format!("  {en}: {expected} announced, {found} found, as announced"),
        (Locale::English, false) => format!("  {en}: {expected} announced, {found} found, not as announced"),
    }
}

fn gap(site: &Site, gap: &Gap, locale: Locale) -> String {
    let (zh, en) = match gap.lack {
        Lack::TaskWithoutNoteOrCase => ("没有解读也没有案例的任务", "tasks with neither a note nor a case"),
        Lack::ClauseWithoutTask => ("没有任务以其为依据的条款", "clauses that no task rests on"),
        Lack::Suspect => {
            ("所针对的原文已变、待复核的条目", "items to be reviewed, for the words they were written for have changed")
        }
        Lack::ReviewPassed => ("复核日期已过的条目", "items whose review date has passed"),
    };
    let words = match locale {
        Locale::Chinese => zh,
        Locale::English => en,
    };
    let items: Vec<String> = gap.items.iter().map(|item| site.entry(*item).key().to_string()).collect();
    listed(words, items.len(), &items, locale)
}

/// A number with what it is made of.
fn listed(what: &str, number: usize, parts: &[String], locale: Locale) -> String {
    match (locale, parts.is_empty()) {
        (Locale::Chinese, true) => format!("  {what}：{number}"),
        (Locale::Chinese, false) => format!("  {what}：{number}（{}）", parts.join("、")),
        (Locale::English, true) => format!("  {what}: {number}"),
        (Locale::English, false) => format!("  {what}: {number} ({})", parts.join(", ")),
    }
}

fn provenance_word(provenance: Provenance, locale: Locale) -> &'static str {
    if locale == Locale::English {
        return provenance.word();
    }
    match provenance {
        Provenance::Official => "官方正文",
        Provenance::Outline => "官方目次",
        Provenance::Imported => "导入待核",
        Provenance::Interpretive => "解读",
        Provenance::Reported => "公开报道",
        Provenance::Local => "本地补充",
        Provenance::Sample => "示例",
    }
}
