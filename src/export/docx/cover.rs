//! What stands before the clauses: title, facts, contents.

use super::Paper;
use super::body::Writer;
use super::xml::{Look, escape, paragraph, run};
use crate::diag::Locale;
use crate::export::cells;
use crate::export::words;
use crate::model::keys::Output;
use crate::naming;
use crate::site::{EntryIx, Site};

/// Writes them.
pub(super) fn write(paper: &Paper<'_>, writer: &mut Writer<'_>) {
    let (site, edition) = (paper.site, paper.edition);
    let plain = |text: &str| run(text, Look::default());
    writer.add(&paragraph("Title", "", &plain(naming::title(site, edition.entry))));
    let facts = [edition.standard, edition.entry].into_iter().flat_map(|of| site.facts_in(of, Output::Xlsx));
    for fact in facts {
        let line = format!(
            "{}{}{}",
            fact.key.called(paper.locale),
            paper.fixed("：", ": "),
            cells::said(site, paper.locale, &fact.value)
        );
        writer.add(&paragraph("Cover", "", &plain(&line)));
    }
    let names: Vec<String> =
        paper.provenances().iter().map(|own| words::provenance(*own).say(paper.locale).to_owned()).collect();
    let line = format!(
        "{}{}{}",
        paper.fixed("来源性质", "Provenance"),
        paper.fixed("：", ": "),
        names.join(paper.fixed("、", ", "))
    );
    writer.add(&paragraph("Cover", "", &plain(&line)));
    contents(paper, writer);
}

/// What stands before the text of one item: its name, where it belongs, what is known of it.
pub(super) fn of_item(site: &Site, entry: EntryIx, locale: Locale, writer: &mut Writer<'_>) {
    let plain = |text: &str| run(text, Look::default());
    writer.add(&paragraph("Title", "", &plain(&naming::full_name(site, entry))));
    if let Some(edition) = site.edition_of(entry) {
        writer.add(&paragraph("Cover", "", &plain(naming::title(site, edition.entry))));
    }
    let colon = words::book(locale).colon;
    let mut facts = site.facts(entry);
    facts.retain(|fact| [Output::Page, Output::Place, Output::Xlsx].iter().any(|own| fact.key.shows(*own)));
    for fact in facts {
        let line = format!("{}{colon}{}", fact.key.called(locale), cells::said(site, locale, &fact.value));
        writer.add(&paragraph("Cover", "", &plain(&line)));
    }
}

/// The contents page: a field that Word can renew, with its result written out, since WPS does not make it by itself. It
/// has no page numbers, which nobody knows before a printer does.
fn contents(paper: &Paper<'_>, writer: &mut Writer<'_>) {
    let line = |entry, depth: u32| {
        let item = &paper.site.entry(entry).item;
        (!item.header.title.value.is_empty()).then(|| (naming::full_name(paper.site, entry).into_owned(), depth))
    };
    let lines: Vec<(String, u32)> = paper
        .edition
        .clauses
        .iter()
        .filter_map(|node| line(node.entry, node.depth))
        .filter(|(_, depth)| *depth <= 3)
        .collect();
    if lines.is_empty() {
        return;
    }
    let heading = run(paper.fixed("目次", "Contents"), Look::default());
    writer.add(&paragraph("TOCHeading", "", &heading));
    const BEGIN: &str = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\n \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    const END: &str = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let last = lines.len() - 1;
    for (at, (name, depth)) in lines.iter().enumerate() {
        let begin = if at == 0 { BEGIN } else { "" };
        let end = if at == last { END } else { "" };
        let words = format!("{begin}<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>{end}", escape(name));
        writer.add(&paragraph(&format!("TOC{}", (*depth).clamp(1, 3)), "", &words));
    }
}
