//! Whom to call: the roles that an office's contacts name, looked up.

use std::collections::BTreeMap;

use super::roles::Names;
use crate::model::{Contact, Contacts};
use crate::site::{Directory, EntryIx};
use crate::source::Location;

/// The directory of an office, and the names in it that are no role's.
pub(super) fn build(contacts: Contacts, names: &Names) -> (Directory, Vec<(Location, String)>) {
    let mut by_role: BTreeMap<EntryIx, Vec<Contact>> = BTreeMap::new();
    let mut unknown = Vec::new();
    for contact in contacts.contacts {
        match names.get(&contact.role.value) {
            Some(role) => by_role.entry(role).or_default().push(contact),
            None => unknown.push((Location::new(&contacts.path, contact.role.span), contact.role.value)),
        }
    }
    (Directory { signed: contacts.signed, by_role }, unknown)
}
