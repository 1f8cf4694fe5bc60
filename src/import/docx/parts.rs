//! The parts beside the text: styles, numbering, footnotes, comments, headers.

use std::collections::BTreeMap;

use super::super::document::{Loss, LossKind, count};
use super::super::package::{Package, Target};
use super::super::refusal::Refusal;
use super::super::xml::{self, Local};
use super::numbering::Numbering;
use super::styles::Styles;

/// What stands beside the text.
pub(super) struct Parts {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// Targets of the text by their ids.
    pub(super) relations: BTreeMap<String, Target>,
    /// The XML of footnotes and of endnotes, with their relations.
    pub(super) notes: [Option<(String, BTreeMap<String, Target>)>; 2],
    /// Characters of comments by their ids.
    pub(super) comments: BTreeMap<String, usize>,
    headers: usize,
    properties: usize,
}

impl Parts {
    /// Reads them.
    pub(super) fn read(package: &mut Package<'_>, main: &str) -> Result<Self, Refusal> {
        let relations = package.relations(main)?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let named = |kind: &str, usual: &str| {
            let own = relations.values().find_map(|(own, target)| match target {
                Target::Inside(path) if own == kind => Some(path.clone()),
                Target::Inside(_) | Target::Outside => None,
            });
            own.unwrap_or_else(|| format!("{folder}/{usual}.xml"))
        };
        let names = ["styles", "numbering", "footnotes", "endnotes", "comments"].map(|kind| named(kind, kind));
        let styles = package.xml(&names[0])?;
        let styles = match &styles {
            Some(text) => Styles::read(xml::parse(text)?.root_element()),
            None => Styles::default(),
        };
        let numbering = match &package.xml(&names[1])? {
            Some(text) => Numbering::read(xml::parse(text)?.root_element()),
            None => Numbering::default(),
        };
        let mut notes = [None, None];
        for (own, name) in notes.iter_mut().zip(&names[2..4]) {
            if let Some(text) = package.xml(name)? {
                let relations = package.relations(name)?;
                *own = Some((text, relations.into_iter().map(|(id, (_, target))| (id, target)).collect()));
            }
        }
        let mut comments = BTreeMap::new();
        if let Some(text) = package.xml(&names[4])? {
            for node in xml::parse(&text)?.root_element().children().filter(|node| node.has_tag_name_local("comment")) {
                comments.insert(node.get("id").unwrap_or_default().to_owned(), characters(node));
            }
        }
        let mut headers = 0;
        for (kind, target) in relations.values() {
            if let (true, Target::Inside(path)) = (matches!(kind.as_str(), "header" | "footer"), target) {
                headers += characters_of(package, path)?;
            }
        }
        let properties = characters_of(package, "docProps/core.xml")? + characters_of(package, "docProps/custom.xml")?;
        let relations = relations.into_iter().map(|(id, (_, target))| (id, target)).collect();
        Ok(Self { styles, numbering, relations, notes, comments, headers, properties })
    }

    /// What of them is text.
    pub(super) fn losses(&self) -> Vec<Loss> {
        let loss = |what, characters| Loss { what, after: None, characters };
        let all = [loss(LossKind::Header, self.headers), loss(LossKind::Property, self.properties)];
        all.into_iter().filter(|loss| loss.characters > 0).collect()
    }
}

fn characters_of(package: &mut Package<'_>, path: &str) -> Result<usize, Refusal> {
    let Some(text) = package.xml(path)? else { return Ok(0) };
    let tree = xml::parse(&text)?;
    Ok(if path.starts_with("docProps") {
        tree.root_element().descendants().filter_map(|node| node.text().filter(|_| node.is_text())).map(count).sum()
    } else {
        characters(tree.root_element())
    })
}

/// Characters of all texts below a node, of one of two versions where there are two.
pub(super) fn characters(node: roxmltree::Node<'_, '_>) -> usize {
    if node.has_tag_name_local("Fallback") {
        return 0;
    }
    if node.has_tag_name_local("t") || node.has_tag_name_local("delText") {
        return node.text().map_or(0, count);
    }
    node.children().map(characters).sum()
}
