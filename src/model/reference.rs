//! Refs: links as they are written.

use std::fmt;

use super::{Id, Space};
use crate::source::SourcePath;

/// A ref as written, taken apart but not yet looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    /// What it names.
    pub target: RefTarget,
    /// The place inside the target, without `#`.
    pub anchor: Option<Box<str>>,
}

/// What a ref names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefTarget {
    /// `[[#how]]`: the item it stands in.
    Here,
    /// `[[t07]]`: a provision of the same edition, or a standard.
    Bare(Id),
    /// `[[urban@2022]]`: an edition.
    Edition(Id, Id),
    /// `[[urban/t07]]`, `[[urban@2022/5.7]]`: a provision, pinned to an edition or not.
    Provision(Id, Option<Id>, Id),
    /// `[[roles/grid-worker]]`: an item that belongs to no standard.
    Shared(Space, Id),
    /// `[text](../tasks/t07.md)`: the item of a file.
    File(SourcePath),
    /// Something that names nothing, as written.
    Unknown(Box<str>),
}

impl Ref {
    /// Takes `urban@2022/5.7#p2` apart. Blanks around it do not count. What cannot name anything, like a title, is
    /// kept as [`RefTarget::Unknown`]: looking it up fails, with the nearest names as help.
    pub fn parse(text: &str) -> Self {
        let (name, anchor) = match text.split_once('#') {
            Some((name, anchor)) => (name.trim(), Some(anchor.trim()).filter(|anchor| !anchor.is_empty())),
            None => (text.trim(), None),
        };
        let target = match (name, anchor) {
            ("", Some(_)) => RefTarget::Here,
            _ => Self::parse_name(name).unwrap_or_else(|| RefTarget::Unknown(name.into())),
        };
        Self { target, anchor: anchor.map(Box::from) }
    }

    fn parse_name(name: &str) -> Option<RefTarget> {
        let Some((place, id)) = name.split_once('/') else {
            return match name.split_once('@') {
                Some((standard, edition)) => Some(RefTarget::Edition(parse_id(standard)?, parse_id(edition)?)),
                None => Some(RefTarget::Bare(parse_id(name)?)),
            };
        };
        let id = parse_id(id)?;
        if let Some(space) = Space::from_name(place) {
            return Some(RefTarget::Shared(space, id));
        }
        match place.split_once('@') {
            Some((standard, edition)) => Some(RefTarget::Provision(parse_id(standard)?, Some(parse_id(edition)?), id)),
            None => Some(RefTarget::Provision(parse_id(place)?, None, id)),
        }
    }
}

impl fmt::Display for Ref {
    /// Writes the ref as an author would.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.target {
            RefTarget::Here => {}
            RefTarget::Bare(id) => write!(f, "{id}")?,
            RefTarget::Edition(standard, edition) => write!(f, "{standard}@{edition}")?,
            RefTarget::Provision(standard, None, id) => write!(f, "{standard}/{id}")?,
            RefTarget::Provision(standard, Some(edition), id) => write!(f, "{standard}@{edition}/{id}")?,
            RefTarget::Shared(space, id) => write!(f, "{}/{id}", space.word())?,
            RefTarget::File(path) => write!(f, "{path}")?,
            RefTarget::Unknown(text) => f.write_str(text)?,
        }
        match &self.anchor {
            Some(anchor) => write!(f, "#{anchor}"),
            None => Ok(()),
        }
    }
}

fn parse_id(text: &str) -> Option<Id> {
    Id::new(text.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    #[test]
    fn refs_come_apart() {
        let target = |text: &str| Ref::parse(text).target;
        assert_eq!(target("t07"), RefTarget::Bare(id("t07")));
        assert_eq!(target("urban@2022"), RefTarget::Edition(id("urban"), id("2022")));
        assert_eq!(target("urban/t07"), RefTarget::Provision(id("urban"), None, id("t07")));
        assert_eq!(target(" urban@2022/5.7#p2 "), RefTarget::Provision(id("urban"), Some(id("2022")), id("5.7")));
        assert_eq!(target("roles/grid-worker"), RefTarget::Shared(Space::Roles, id("grid-worker")));
        assert_eq!(target("#how"), RefTarget::Here);
        for odd in ["a/b/c", "", "网格员", "urban/网格员", "@/", "urban@/5.7"] {
            assert_eq!(target(odd), RefTarget::Unknown(odd.into()));
        }
    }

    #[test]
    fn anchors_are_kept() {
        assert_eq!(Ref::parse("urban/5.7#p2").anchor.as_deref(), Some("p2"));
        assert_eq!(Ref::parse("urban/5.7#").anchor, None);
    }
}
