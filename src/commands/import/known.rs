//! What a project knows of roles, refs and tasks, for the import of tasks from a workbook.

use crate::export::{self, ListColumn};
use crate::import::tasks::{Column, Known, KnownDuty, KnownName, KnownWork};
use crate::model::keys::{self, Key};
use crate::model::{EditionKey, Kind, Space};
use crate::naming;
use crate::site::{EditionNode, EntryIx, Holder, ResolvedRef, Site};

/// What is known beside an edition.
pub(super) fn known(site: &Site, edition: &EditionKey) -> Known {
    let node = site.edition(edition);
    let roles = site.shared.get(&Space::Roles).map(Vec::as_slice).unwrap_or_default();
    let works = node.map(|node| works(site, node)).unwrap_or_default();
    Known {
        roles: roles.iter().map(|&role| named(site, role, site.entry(role).key().id().to_string())).collect(),
        targets: targets(site, edition, node),
        works,
        provenances: export::provenances(),
    }
}

/// An item with every name that people may write for it.
fn named(site: &Site, index: EntryIx, id: String) -> KnownName {
    let entry = site.entry(index);
    let family = std::iter::once(index).chain(entry.translations.iter().copied());
    let mut names: Vec<String> = family
        .flat_map(|own| {
            let item = &site.entry(own).item;
            let title = std::iter::once(item.header.title.value.clone());
            title.chain(item.aliases().iter().map(|alias| alias.value.clone()))
        })
        .collect();
    names.push(entry.key().id().to_string());
    names.push(naming::full_name(site, index).into_owned());
    names.extend(entry.item.number().map(str::to_owned));
    names.push(id.clone());
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    KnownName { id, names }
}

/// What the refs of a task may point at: clauses for its basis, safeguards that support it, tasks of other standards.
fn targets(site: &Site, edition: &EditionKey, node: Option<&EditionNode>) -> Vec<(&'static str, Vec<KnownName>)> {
    let own = |index: EntryIx| named(site, index, site.entry(index).key().id().to_string());
    let basis = node.into_iter().flat_map(|node| &node.clauses).map(|clause| {
        let mut named = own(clause.entry);
        // A basis is named by number, as people write it.
        let number = site.entry(clause.entry).item.number().map(str::to_owned);
        named.names.extend(number.iter().map(|number| format!("第{number}条")));
        KnownName { id: number.unwrap_or(named.id), names: named.names }
    });
    let others = site.editions.iter().filter(|other| other.key.standard != edition.standard);
    let counterparts = others.flat_map(|other| {
        let works = other.tasks.iter().chain(&other.safeguards);
        works.map(|&work| {
            let id = format!("{}/{}", other.key.standard, site.entry(work).key().id());
            named(site, work, id)
        })
    });
    vec![
        (keys::BASIS.name, basis.collect()),
        (
            keys::SUPPORTED_BY.name,
            node.into_iter().flat_map(|node| &node.safeguards).map(|&index| own(index)).collect(),
        ),
        (keys::COUNTERPARTS.name, counterparts.collect()),
    ]
}

fn works(site: &Site, node: &EditionNode) -> Vec<KnownWork> {
    export::list(site, node).into_iter().filter_map(|(index, cells)| work(site, index, cells)).collect()
}

fn work(site: &Site, index: EntryIx, cells: Vec<(ListColumn, String)>) -> Option<KnownWork> {
    let (entry, links) = (site.entry(index), site.work_links(index)?);
    let work = entry.item.work()?;
    let duties = links.who.iter().map(|own| KnownDuty {
        role: match &own.holder {
            Holder::Role(role) => site.entry(*role).key().id().to_string(),
            Holder::Unknown(written) => written.to_string(),
        },
        duty: own.duty,
        word: own.word.as_deref().map(str::to_owned),
        provenance: Some(own.provenance).filter(|own| *own != work.provenance.value),
    });
    let refs = |key: &'static Key, refs: &[ResolvedRef]| {
        let named = refs.iter().filter_map(|own| own.link.entry()).map(|to| {
            let (own, key) = (site.entry(to), site.entry(to).key());
            let standard = key.edition().map(|edition| &edition.standard);
            let is_own = standard == entry.key().edition().map(|edition| &edition.standard);
            match (own.item.number(), standard) {
                (Some(number), _) if own.kind() == Kind::Clause => number.to_owned(),
                (_, Some(standard)) if !is_own => format!("{standard}/{}", key.id()),
                _ => key.id().to_string(),
            }
        });
        (key.name, named.collect::<Vec<String>>())
    };
    let lists = vec![
        (keys::RECORDS.name, work.records.clone()),
        refs(&keys::BASIS, &links.basis),
        refs(&keys::COUNTERPARTS, &links.counterparts),
        refs(&keys::SUPPORTED_BY, &links.supported_by),
    ];
    let column = |own: ListColumn| match own {
        ListColumn::Title => Column::Title,
        ListColumn::What => Column::What,
        ListColumn::How => Column::How,
        ListColumn::Key(key) if key.is(&keys::WHO) => Column::Who,
        ListColumn::Key(key) => Column::Key(key.name),
    };
    Some(KnownWork {
        id: entry.key().id().to_string(),
        kind: entry.kind(),
        cells: cells.into_iter().map(|(own, text)| (column(own), text)).collect(),
        duties: duties.collect(),
        lists,
    })
}
