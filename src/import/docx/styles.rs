//! Styles of paragraphs and characters (ECMA-376-1, 17.7), each with what it takes from the style it is based on.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::super::document::{Raise, Role};
use super::super::xml::Local;
use super::role;

/// All styles, by their ids.
#[derive(Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

/// A style as it is written.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<List>,
    level: Option<usize>,
    hidden: Option<bool>,
    struck: Option<bool>,
    raise: Option<Raise>,
}

/// The list that a style or paragraph belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct List(pub(super) u32);

impl Styles {
    /// Reads the part `styles.xml`.
    pub(super) fn read(root: Node<'_, '_>) -> Self {
        let mut all = Self::default();
        for node in root.children().filter(|node| node.has_tag_name_local("style")) {
            let Some(id) = node.get("styleId") else { continue };
            if node.get("type") == Some("paragraph") && matches!(node.get("default"), Some("1" | "true")) {
                all.default = Some(id.to_owned());
            }
            all.styles.insert(id.to_owned(), Style::read(node));
        }
        all
    }

    /// The style of a paragraph, from itself to the one that all others rest on. Circles end.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = id.or(self.default.as_deref()).and_then(|id| self.styles.get_key_value(id));
        let next = |(_, style): &(&'s String, &'s Style)| {
            style.based_on.as_deref().and_then(|id| self.styles.get_key_value(id))
        };
        std::iter::successors(first, next).take(20).map(|(id, style)| (id.as_str(), style))
    }

    /// What a style says that a paragraph is: by its name, by the name of one it rests on, or by its outline level.
    pub(super) fn role(&self, id: Option<&str>) -> Role {
        let named = self.chain(id).map(|(_, style)| role::of_name(&style.name)).find(|role| *role != Some(Role::Plain));
        match named.flatten() {
            Some(role) => role,
            None if self.is_body(id) => Role::Plain,
            None => self.outline(id).map_or(Role::Plain, |level| Role::Heading(level + 1)),
        }
    }

    /// Whether the style itself is named as that of running text.
    fn is_body(&self, id: Option<&str>) -> bool {
        self.chain(id).next().is_some_and(|(_, style)| role::of_name(&style.name) == Some(Role::Plain))
    }

    fn outline(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id).find_map(|(_, style)| style.outline).filter(|level| *level < 9)
    }

    /// The list of a style, with the level that the style itself gives.
    pub(super) fn list(&self, id: Option<&str>) -> Option<(List, Option<usize>, Vec<String>)> {
        let list = self.chain(id).find_map(|(_, style)| style.list)?;
        let level = self.chain(id).find_map(|(_, style)| style.level);
        Some((list, level, self.chain(id).map(|(id, _)| id.to_owned()).collect()))
    }

    /// Whether words of a character style do not show.
    pub(super) fn is_hidden(&self, id: &str) -> Option<bool> {
        self.named(id).find_map(|style| style.hidden)
    }

    /// Whether words of a character style are struck out.
    pub(super) fn is_struck(&self, id: &str) -> Option<bool> {
        self.named(id).find_map(|style| style.struck)
    }

    /// Whether words of a character style are raised.
    pub(super) fn raise(&self, id: &str) -> Option<Raise> {
        self.named(id).find_map(|style| style.raise)
    }

    fn named(&self, id: &str) -> impl Iterator<Item = &Style> {
        let known = self.styles.contains_key(id).then_some(id);
        known.into_iter().flat_map(|id| self.chain(Some(id))).map(|(_, style)| style)
    }
}

impl Style {
    fn read(node: Node<'_, '_>) -> Self {
        let paragraph = node.child("pPr");
        let run = node.child("rPr");
        let list = paragraph.and_then(|own| own.child("numPr"));
        Self {
            name: node.value("name").unwrap_or_default().to_owned(),
            based_on: node.value("basedOn").map(str::to_owned),
            outline: paragraph.and_then(|own| own.value("outlineLvl")).and_then(|level| level.parse().ok()),
            list: list.and_then(|list| list.value("numId")).and_then(|id| id.parse().ok()).map(List),
            level: list.and_then(|list| list.value("ilvl")).and_then(|level| level.parse().ok()),
            hidden: run.and_then(|own| own.is_on("vanish")),
            struck: run.and_then(|own| own.is_on("strike").or_else(|| own.is_on("dstrike"))),
            raise: run.and_then(|own| own.value("vertAlign")).map(raise),
        }
    }
}

/// The value of `vertAlign`.
pub(super) fn raise(value: &str) -> Raise {
    match value {
        "superscript" => Raise::Above,
        "subscript" => Raise::Below,
        _ => Raise::Level,
    }
}
