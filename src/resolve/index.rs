//! Items by name: duplicates and orphans are set aside here, so that nothing later meets them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::rules;
use crate::config::Languages;
use crate::diag::Diagnostic;
use crate::model::{EditionKey, Id, Item, ItemKey, Lang};
use crate::site::TermUse;
use crate::source::Location;

/// An item with the first uses of terms in it.
pub(super) type Scanned = (Arc<Item>, Arc<[TermUse]>);

/// One item in all its languages.
pub(super) struct Family {
    pub(super) original: Scanned,
    /// In the order of the site's languages.
    pub(super) translations: Vec<Scanned>,
}

/// Groups items by name, in the order of their keys.
pub(super) fn index(
    items: Vec<Scanned>,
    languages: &Languages,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<ItemKey, Family> {
    let mut by_name: HashMap<(ItemKey, Option<Lang>), Scanned> = HashMap::with_capacity(items.len());
    let mut names = Vec::with_capacity(items.len());
    for scanned in items {
        let header = &scanned.0.header;
        let name = (header.key.clone(), header.lang);
        if let Some(first) = by_name.get(&name) {
            let first = Location::whole(&first.0.header.path);
            found.push(rules::duplicate_id::report(Location::whole(&header.path), &header.key, first));
            continue;
        }
        names.push(name.clone());
        by_name.insert(name, scanned);
    }
    let missing = missing_indexes(&names, found, &by_name);
    let mut families = BTreeMap::new();
    for (key, lang) in &names {
        if lang.is_some() || is_below(key, &missing) {
            continue;
        }
        let Some(original) = by_name.remove(&(key.clone(), None)) else { continue };
        let translations =
            languages.others.iter().filter_map(|lang| by_name.remove(&(key.clone(), Some(*lang)))).collect();
        families.insert(key.clone(), Family { original, translations });
    }
    for (key, lang) in names {
        // What is left under a missing index is not said twice.
        if let Some(orphan) = by_name.get(&(key.clone(), lang))
            && !is_below(&key, &missing)
        {
            found.push(rules::orphan_translation::report(Location::whole(&orphan.0.header.path), &key));
        }
    }
    families
}

/// Standards and editions that have provisions but no file of their own.
struct Missing {
    standards: Vec<Id>,
    editions: Vec<EditionKey>,
}

fn missing_indexes(
    names: &[(ItemKey, Option<Lang>)],
    found: &mut Vec<Diagnostic>,
    by_name: &HashMap<(ItemKey, Option<Lang>), Scanned>,
) -> Missing {
    let mut missing = Missing { standards: Vec::new(), editions: Vec::new() };
    for name in names {
        let Some(edition) = name.0.edition() else { continue };
        let Some((item, _)) = by_name.get(name) else { continue };
        let here = Location::whole(&item.header.path);
        let has = |key: ItemKey| by_name.contains_key(&(key, None));
        if !missing.standards.contains(&edition.standard) && !has(ItemKey::Standard(edition.standard.clone())) {
            let index = format!("content/standards/{}/index.md", edition.standard);
            found.push(rules::missing_index::report(here.clone(), &index));
            missing.standards.push(edition.standard.clone());
        }
        if !missing.editions.contains(edition) && !has(ItemKey::Edition(edition.clone())) {
            let index = format!("content/standards/{}/{}/index.md", edition.standard, edition.edition);
            found.push(rules::missing_index::report(here, &index));
            missing.editions.push(edition.clone());
        }
    }
    missing
}

fn is_below(key: &ItemKey, missing: &Missing) -> bool {
    key.edition()
        .is_some_and(|edition| missing.standards.contains(&edition.standard) || missing.editions.contains(edition))
}
