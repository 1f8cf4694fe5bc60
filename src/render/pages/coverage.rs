//! What is there and what is missing.

use std::collections::BTreeSet;

use super::standard::earlier;
use crate::coverage::{EditionCoverage, Gap, KindCoverage, SharedCoverage};
use crate::model::Provenance;
use crate::render::context::RenderContext;
use crate::render::frame::{About, frame};
use crate::render::view::{CoverageCount, CoverageEdition, CoverageRow, CoverageView, GapView};
use crate::site::{ASIDES_PER_PAGE, Address, EDITIONS_PER_PAGE, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, part: usize) -> CoverageView {
    let site = context.site;
    let shared = SharedCoverage::of(site);
    let own = site.standards.iter().skip(part * EDITIONS_PER_PAGE).take(EDITIONS_PER_PAGE);
    let editions: Vec<EditionCoverage> =
        own.map(|standard| EditionCoverage::of(site, &site.editions[standard.current])).collect();
    let kinds = editions.iter().flat_map(|edition| &edition.kinds).chain(&shared.kinds);
    let columns: BTreeSet<Provenance> = kinds.flat_map(|kind| kind.by_provenance.keys().copied()).collect();
    let row = |kind: &KindCoverage| CoverageRow {
        kind: kind.kind.word(),
        total: kind.total,
        by_provenance: columns.iter().map(|own| kind.by_provenance.get(own).copied().unwrap_or(0)).collect(),
    };
    let title = context.phrases.kind.get("coverage").cloned().unwrap_or_default();
    CoverageView {
        frame: frame(context, page, About { title, description: None, kind: "coverage" }),
        editions: editions
            .iter()
            .map(|edition| CoverageEdition {
                link: context.edition_link(edition.entry),
                rows: edition.kinds.iter().map(row).collect(),
                counts: counts(edition),
                gaps: edition.gaps.iter().map(|own| gap(context, own)).collect(),
            })
            .collect(),
        earlier: if part == 0 { earlier(context) } else { Vec::new() },
        shared: shared.kinds.iter().filter(|_| part == 0).map(row).collect(),
        provenances: columns.iter().map(|own| own.word()).collect(),
        due: gap(context, &shared.due),
        suspects: gap(context, &shared.suspects),
        as_of: shared.as_of.map(|date| date.to_string()),
        parts: context.parts_of(
            &Address::coverage(),
            site.standards.len(),
            site.standards.len().div_ceil(EDITIONS_PER_PAGE),
            part,
        ),
    }
}

fn counts(edition: &EditionCoverage) -> Vec<CoverageCount> {
    let counts = edition.counts.iter().map(|count| CoverageCount {
        what: count.what.word(),
        expected: count.expected.value,
        found: count.found,
        met: count.is_met(),
    });
    counts.collect()
}

fn gap(context: &RenderContext<'_>, gap: &Gap) -> GapView {
    GapView {
        gap: gap.lack.word(),
        total: gap.items.len(),
        links: gap.items.iter().take(ASIDES_PER_PAGE).map(|&item| context.link(item)).collect(),
    }
}
