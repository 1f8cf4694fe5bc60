//! Something is said to be withdrawn that lives on, or that never was.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{EditionKey, Id, ItemKey, Withdrawal};
use crate::site::{Address, EditionNode, Site};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "false-withdrawal",
    severity: Severity::Error,
    explanation: Words::fixed(
        "withdrawn 里的每一项，都是上一版有、这一版没有延续的条目，或者从前发布过、已经拿掉的条目。旧地址会照它写明已废止、已撤销。",
        "What stands under `withdrawn` was in the preceding edition and is not continued, or was published once and is gone. Its \
         old address says so.",
    ),
    wrong: "withdrawn: [{id: t07, …}]   # tasks/t07.md is still there",
    right: "withdrawn: [{id: t07, …}]   # there is no t07 any more",
};

/// Checks what every edition withdrew.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (position, edition) in site.editions.iter().enumerate() {
        let withdrawn = site.edition_facts(edition).map(|facts| facts.withdrawn.as_slice()).unwrap_or_default();
        let settled = site.succession_to(position).map(|at| &site.successions()[at].fates);
        for (at, own) in withdrawn.iter().enumerate() {
            let is_so = settled.is_some_and(|fates| fates.iter().any(|fate| fate.withdrawal == Some(at)));
            if !is_so && !is_of_ledger(site, &edition.key, own) {
                found.push(report(site, edition, own));
            }
        }
    }
}

/// Whether an id was published in an edition and no item has it any more.
fn is_of_ledger(site: &Site, edition: &EditionKey, own: &Withdrawal) -> bool {
    let Ok(id) = Id::new(&own.id.value) else { return false };
    let is_there = site.find(&ItemKey::Provision(edition.clone(), id.clone())).is_some();
    let address = Address::withdrawn(edition, &id);
    !is_there && site.ledger.as_ref().is_some_and(|ledger| ledger.addresses.iter().any(|(own, _)| *own == address))
}

fn report(site: &Site, edition: &EditionNode, own: &Withdrawal) -> Diagnostic {
    let path = &site.entry(edition.entry).item.header.path;
    let id = &own.id.value;
    let heir = site.edition_index(&edition.key).and_then(|position| {
        let succession = &site.successions()[site.succession_to(position)?];
        let was = |entry: &&crate::site::EntryIx| site.entry(**entry).key().id().as_str() == id;
        let fate = succession.fates.iter().find(|fate| fate.old.iter().any(|entry| was(&entry)))?;
        Some(site.entry(*fate.new.first()?).key().to_string())
    });
    let words = match heir {
        Some(heir) => words!("“{id}”没有撤销，由“{heir}”延续", "`{id}` is not withdrawn: `{heir}` continues it"),
        None => words!("上一版没有“{id}”", "there is no `{id}` in the preceding edition"),
    };
    Diagnostic::new(&RULE, Location::new(path, own.id.span), words)
        .with_help(Words::fixed("改正编号，或删去这一项", "correct the id, or remove the entry"))
}
