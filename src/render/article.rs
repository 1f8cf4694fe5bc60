//! What pages of items have besides the frame: the article, and their text.

use std::borrow::Cow;

use tera::TeraResult;

use super::cited;
use super::compared;
use super::context::RenderContext;
use super::facts::facts;
use super::html::Writer;
use super::links::{self, Links};
use super::siblings::Siblings;
use super::view::{
    Article, BacklinkGroup, BodyView, CorrectionView, Html, LinkView, MoreLink, SectionView, SuspectView,
    TranslationView,
};
use super::words::words_html;
use crate::model::{Body, Kind, Part, Review, Section};
use crate::naming;
use crate::prose;
use crate::site::{ASIDES_PER_PAGE, Backlink, EntryIx, Relation, Site};

/// Makes the article of an item's page. Relations in `shown` stand elsewhere on the page.
pub(super) fn article(context: &RenderContext<'_>, index: EntryIx, shown: &[Relation]) -> TeraResult<Article> {
    let site = context.site;
    let entry = site.entry(index);
    let original = entry.original;
    let header = &entry.item.header;
    let siblings = Siblings::of(site, original);
    let position = site.entry(original).position;
    let neighbour =
        |position: Option<usize>| position.and_then(|at| siblings.get(at)).map(|entry| context.name_link(entry));
    Ok(Article {
        id: entry.key().id().to_string(),
        number: naming::number(site, index).map(Cow::into_owned),
        title_html: Html::new(&words_html(naming::title(site, index), site.lang(index))),
        title: naming::title(site, index).to_owned(),
        provenance: site.entry(original).item.provenance().map(crate::model::Provenance::word),
        facts: facts(context, index),
        edition: site.edition_of(original).map(|edition| context.edition_link(edition.entry)),
        updated: header.updated.map(|date| date.to_string()),
        owner: header.owner.clone(),
        outline_html: outline(site, index),
        siblings: siblings.view(context, position)?,
        previous: neighbour(position.checked_sub(1)),
        next: neighbour(position.checked_add(1)),
        citation: cited::in_full(context, index),
        feedback: cited::feedback(context, index),
        code: cited::code(context),
        permalink: context.permalink(),
        suspect: suspect(context, index),
        corrections: corrections(context, original),
        translation: translation(context, index),
        backlinks: backlinks(context, index, shown),
        compared: compared::of_entry(context, index),
        withdrawn: compared::of_withdrawn(context, index),
    })
}

/// Who keeps a text and looked at it last, where somebody has to look at it again.
fn suspect(context: &RenderContext<'_>, index: EntryIx) -> Option<SuspectView> {
    let item = &context.site.entry(index).item;
    let header = &item.header;
    let reviewed = header.reviewed.as_ref();
    prose::is_suspect(context.site, index).then(|| SuspectView {
        owner: header.owner.clone().or_else(|| item.unit().map(str::to_owned)),
        by: reviewed.map(|reviewed| reviewed.by.clone()),
        date: reviewed.and_then(|reviewed| reviewed.date).map(|date| date.to_string()),
        written: item.date().or(header.updated).filter(|_| reviewed.is_none()).map(|date| date.to_string()),
    })
}

/// Each time that other official words of an item were locked than before.
fn corrections(context: &RenderContext<'_>, original: EntryIx) -> Vec<CorrectionView> {
    let lock = context.site.edition_of(original).and_then(|edition| edition.lock.as_ref());
    let events = lock.into_iter().flat_map(|lock| lock.corrections(context.site.entry(original).key().id()));
    let views = events.take(ASIDES_PER_PAGE).map(|event| CorrectionView {
        date: event.date.to_string(),
        reason: event.reason.clone(),
        source: event.source.clone(),
    });
    views.collect()
}

fn translation(context: &RenderContext<'_>, index: EntryIx) -> Option<TranslationView> {
    let entry = context.site.entry(index);
    let facts = entry.item.translation()?;
    let original = context.site.entry(entry.original);
    let lang = context.site.lang(entry.original);
    Some(TranslationView {
        source: facts.source.value.clone(),
        reviewed: facts.review == Review::Reviewed,
        reviewed_by: facts.reviewed_by.clone(),
        original: LinkView {
            number: naming::number(context.site, entry.original).map(Cow::into_owned),
            title: naming::title(context.site, entry.original).to_owned(),
            href: Some(context.href(&original.address)),
            outside: false,
            provenance: None,
            detail: None,
            lang: Some(lang.tag()),
            current: false,
        },
    })
}

/// Items that point here in one way, at most as many as a page shows beside its text.
pub(super) fn pointing(context: &RenderContext<'_>, index: EntryIx, relation: Relation) -> Option<Links> {
    let links: Vec<LinkView> =
        context.site.pointing(index, relation).take(ASIDES_PER_PAGE).map(|from| context.link(from)).collect();
    context.list(&links)
}

/// The lists that an edition begins with come before its headings, so that few of them are worth a list already.
fn outline(site: &Site, index: EntryIx) -> Html {
    let (deepest, least) = if site.entry(index).kind() == Kind::Edition { (2, 1) } else { (3, 3) };
    links::outline(site, index, deepest, least)
}

fn backlinks(context: &RenderContext<'_>, index: EntryIx, shown: &[Relation]) -> Vec<BacklinkGroup> {
    let site = context.site;
    let all = site.backlinks(index);
    let href = site.has_backlinks_page(index).then(|| context.href(&site.entry(index).address.backlinks()));
    let groups = all.chunk_by(|a, b| a.relation == b.relation);
    groups
        .filter(|group| !shown.contains(&group[0].relation) || group.len() > ASIDES_PER_PAGE)
        .map(|group| {
            let more = href.clone().filter(|_| group.len() > ASIDES_PER_PAGE);
            let total = group.len();
            BacklinkGroup {
                more: more.map(|href| MoreLink { total, href }),
                ..backlink_group(context, group, ASIDES_PER_PAGE, context.own())
            }
        })
        .collect()
}

/// The links of one run of backlinks of the same relation, on a page whose provenance is `own`.
pub(super) fn backlink_group(
    context: &RenderContext<'_>,
    group: &[Backlink],
    most: usize,
    own: Option<&'static str>,
) -> BacklinkGroup {
    let links: Vec<LinkView> = group.iter().take(most).map(|backlink| context.link(backlink.from)).collect();
    BacklinkGroup {
        relation: group.first().map_or("", |backlink| backlink.relation.word()),
        links: Links::new(context.phrases, &links, own),
        more: None,
    }
}

/// The text of an item, but for the sections in `elsewhere`.
pub(super) fn body(
    context: &RenderContext<'_>,
    writer: &mut Writer<'_>,
    index: EntryIx,
    elsewhere: &[Part],
) -> BodyView {
    let body = &context.site.entry(index).item.body;
    let sections = body.sections.iter().filter(|section| {
        let part = body.heading_of(section).and_then(|heading| heading.part);
        !part.is_some_and(|part| elsewhere.contains(&part))
    });
    BodyView {
        sections: sections.map(|own| section(writer, body, own, false)).collect(),
        footnotes_html: Html::new(&writer.footnotes()),
    }
}

/// One section; `steps` makes its ordered lists a list to tick off.
pub(super) fn section(writer: &mut Writer<'_>, body: &Body, section: &Section, steps: bool) -> SectionView {
    let heading = body.heading_of(section);
    let title_html = heading.map(|heading| writer.blocks(&heading.nodes)).unwrap_or_default();
    let html = if steps { writer.steps(&section.nodes) } else { writer.blocks(&section.nodes) };
    SectionView {
        anchor: heading.map(|heading| heading.anchor.to_string()),
        title_html: Html::new(&title_html),
        provenance: heading.and_then(|heading| heading.provenance.as_ref()).map(|own| own.value.word()),
        html: Html::new(&html),
    }
}
