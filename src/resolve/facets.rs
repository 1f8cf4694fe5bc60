//! By what a part of a matrix can be looked at.

use std::collections::BTreeSet;

use crate::site::{ASIDES_PER_PAGE, DutyUse, EntryIx, Facet, LinkedCorpus};

/// The facets that tell some tasks apart. A sort of facet with one value leaves everything as it is, and one with
/// more than a page can name helps nobody: neither is offered.
pub(super) fn of(site: &LinkedCorpus, tasks: &[EntryIx]) -> impl Iterator<Item = Facet> {
    let (mut duties, mut levels, mut chapters) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for &task in tasks {
        chapters.extend(Facet::of_task(site, task));
        let count = site.work_links(task).map_or(0, |links| links.who.len());
        for facet in (0..count).flat_map(|assignment| Facet::of_duty(site, DutyUse { work: task, assignment })) {
            match facet {
                Facet::Duty(_) => duties.insert(facet),
                Facet::Level(_) | Facet::Chapter(_) => levels.insert(facet),
            };
        }
    }
    let sorts = [duties, levels, chapters].into_iter().filter(|sort| (2..=ASIDES_PER_PAGE).contains(&sort.len()));
    sorts.flatten()
}
