//! What changed in an item, as pages show it: beside its text, and among all changes of its edition.

use super::context::RenderContext;
use super::html::redline::{Extent, Redline};
use super::links;
use super::view::{Compared, ComparedDuty, ComparedFact, ComparedTranslation, Html, LinkView, Links, WithdrawnView};
use crate::comparison::{Change, Comparison, DutyChange, TranslationChange};
use crate::model::{Duty, Withdrawal};
use crate::site::{Address, CHANGES_PER_PAGE, EditionNode, EntryIx, Fate, Holder, Succession};
use crate::text::redline::Mark;

/// What changed in an original from the preceding edition, for its own page. Nothing for what stayed the same.
pub(super) fn of_entry(context: &RenderContext<'_>, entry: EntryIx) -> Option<Compared> {
    let site = context.site;
    if site.entry(entry).original != entry {
        return None;
    }
    let (at, fate) = site.past(entry)?;
    let succession = &site.successions()[at];
    let position = succession.position(entry)?;
    let comparison = context.comparisons.get(site, at, position)?;
    if !comparison.is_changed() && comparison.translations.is_empty() {
        return None;
    }
    let page = Address::changes(&site.editions[succession.new].key).part(position / CHANGES_PER_PAGE);
    let href = context.way(&page).map(|way| format!("{way}#{}", anchor(context, fate)));
    // What is new is all there is on the page: nothing is to be marked in it.
    let extent = if fate.old.is_empty() { None } else { Some(Extent::Whole) };
    Some(Compared { href, ..view(context, succession, fate, comparison, extent) })
}

/// What changed in a fate; its text as far as `extent` says, in one run.
pub(super) fn view(
    context: &RenderContext<'_>,
    succession: &Succession,
    fate: &Fate,
    comparison: &Comparison,
    extent: Option<Extent>,
) -> Compared {
    let phrases = context.phrases;
    let is_renamed = comparison.changes.contains(&Change::Renamed);
    let inline = extent.filter(|_| comparison.is_worded());
    let inline = inline.map(|extent| Redline::new(phrases).inline(&comparison.lines, extent)).unwrap_or_default();
    let translations =
        extent.map(|extent| comparison.translations.iter().map(|own| translation(context, own, extent)).collect());
    Compared {
        words: words(comparison),
        edition: context.short_title(context.site.editions[succession.old].entry).to_owned(),
        old: names(context, &fate.old),
        title_html: is_renamed.then(|| Html::new(&Redline::new(phrases).run(&comparison.title))),
        inline_html: Html::new(&inline),
        columns_html: Html::new(""),
        facts: facts(context, comparison),
        duties: comparison.duties.iter().map(|own| duty(context, own)).collect(),
        translations: translations.unwrap_or_default(),
        href: None,
    }
}

/// What changed in a translation; its columns where all changes are listed. One that came or went says so: its text is elsewhere.
fn translation(context: &RenderContext<'_>, own: &TranslationChange, extent: Extent) -> ComparedTranslation {
    let redline = || Redline::translated(context.phrases, own.lang, context.lang);
    let is_renamed = own.title.iter().any(|piece| piece.mark != Mark::Kept);
    let word = own.end().map(Change::word);
    let text = word.is_none().then(|| redline().inline(&own.lines, extent));
    let columns = (word.is_none() && extent == Extent::Changes).then(|| redline().columns(&own.lines, extent));
    ComparedTranslation {
        language: own.lang.own_name(),
        lang: own.lang.tag(),
        dir: own.lang.direction(),
        words: word.into_iter().collect(),
        title_html: (is_renamed && word.is_none()).then(|| Html::new(&redline().run(&own.title))),
        inline_html: Html::new(&text.unwrap_or_default()),
        columns_html: Html::new(&columns.unwrap_or_default()),
    }
}

/// Words of the changes of an item.
pub(super) fn words(comparison: &Comparison) -> Vec<&'static str> {
    comparison.changes.iter().map(|change| change.word()).collect()
}

/// Words of what changed in an original from the preceding edition; none where nothing did.
pub(super) fn marks(context: &RenderContext<'_>, entry: EntryIx) -> Vec<&'static str> {
    let past = context.site.past(entry);
    let place = past.and_then(|(at, _)| Some((at, context.site.successions()[at].position(entry)?)));
    let comparison = place.and_then(|(at, fate)| context.comparisons.get(context.site, at, fate));
    comparison.filter(|own| own.is_changed()).map(words).unwrap_or_default()
}

/// 与2022年版相比.
pub(super) fn against(context: &RenderContext<'_>, old: &EditionNode) -> String {
    let phrase = context.phrases.redline.get("against").map_or("{edition}", String::as_str);
    crate::theme::fill(phrase, &[("edition", context.short_title(old.entry))])
}

/// Links to items, without their edition, which the place says.
pub(super) fn names(context: &RenderContext<'_>, entries: &[EntryIx]) -> Option<Links> {
    let links: Vec<LinkView> = entries.iter().map(|entry| away(context, *entry, context.name_link(*entry))).collect();
    Links::new(context.phrases, &links, None)
}

/// A link from what is compared: a table that stands alone holds no item in full, and leads to the published site, if that is
/// known.
fn away(context: &RenderContext<'_>, to: EntryIx, link: LinkView) -> LinkView {
    if !context.is_alone() {
        return link;
    }
    let href = context.way(&context.entry_shown(to).address);
    LinkView { outside: href.is_none(), href, ..link }
}

/// The place of a fate on the page of all changes. It is that of its first item, old ones marked: `old-5.7`.
pub(super) fn anchor(context: &RenderContext<'_>, fate: &Fate) -> String {
    let id = |entry: &EntryIx| context.site.entry(*entry).key().id().as_str();
    match fate.new.first() {
        Some(new) => format!("nb-{}", id(new)),
        None => format!("nb-old-{}", fate.old.first().map_or("", id)),
    }
}

fn facts(context: &RenderContext<'_>, comparison: &Comparison) -> Vec<ComparedFact> {
    let kind = crate::model::Kind::Task;
    let fact = comparison.facts.iter().map(|own| ComparedFact {
        label: context.phrases.labels.of(kind, own.key).to_owned(),
        html: Html::new(&Redline::new(context.phrases).run(&own.pieces)),
    });
    fact.collect()
}

fn duty(context: &RenderContext<'_>, change: &DutyChange) -> ComparedDuty {
    let role = match &change.holder {
        Holder::Role(role) => away(context, *role, context.name_link(*role)),
        Holder::Unknown(written) => LinkView::unknown(written),
    };
    ComparedDuty { role, old_html: chips(context, &change.old), new_html: chips(context, &change.new) }
}

/// Duties as chips, each with the wording of its source.
pub(super) fn chips(context: &RenderContext<'_>, held: &[(Duty, Option<Box<str>>)]) -> Html {
    let all: Vec<String> =
        held.iter().map(|(duty, word)| links::duty_chip(context.phrases, *duty, word.as_deref())).collect();
    Html::new(&all.join(" "))
}

/// Why an original ended, for its own page and lists.
pub(super) fn of_withdrawn(context: &RenderContext<'_>, entry: EntryIx) -> Option<WithdrawnView> {
    let site = context.site;
    let (at, fate) = site.future(site.entry(entry).original)?;
    let succession = &site.successions()[at];
    Some(withdrawal(context, succession.new, fate.kind.word(), site.withdrawal(succession, fate)?))
}

/// What an edition says of an item that it withdrew.
pub(super) fn withdrawal(
    context: &RenderContext<'_>,
    edition: usize,
    kind: &'static str,
    said: &Withdrawal,
) -> WithdrawnView {
    let site = context.site;
    let node = &site.editions[edition];
    let issuer = site.entry(node.standard).item.standard().map(|standard| standard.issuer.clone());
    WithdrawnView {
        kind,
        date: said.date.to_string(),
        by: said.by.clone().or(issuer).unwrap_or_default(),
        reason: said.reason.clone(),
        edition: away(context, node.entry, context.edition_link(node.entry)),
        planned: !site.is_settled(edition),
    }
}
