//! Links between pages that are held in memory: each leads to a file of the site, and to a place that is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::html;

/// Every link, picture, style and script of `pages` that leads to nothing.
pub(crate) fn broken(pages: &BTreeMap<String, String>, files: &BTreeSet<String>) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(address, page)| (address.as_str(), ids(page))).collect();
    let mut broken = Vec::new();
    for (address, page) in pages {
        for link in html::tags(page).filter_map(|tag| tag.attribute("href").or_else(|| tag.attribute("src"))) {
            if !leads_somewhere(address, &link, &ids, files) {
                broken.push(format!("{address} links to {link}"));
            }
        }
    }
    broken
}

fn ids(page: &str) -> BTreeSet<String> {
    html::tags(page).filter_map(|tag| tag.attribute("id")).collect()
}

fn leads_somewhere(from: &str, link: &str, ids: &BTreeMap<&str, BTreeSet<String>>, files: &BTreeSet<String>) -> bool {
    if ["https:", "http:", "mailto:", "tel:", "data:image/"].iter().any(|scheme| link.starts_with(scheme)) {
        return true;
    }
    let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
    // The page of results reads what is asked of it.
    let file = file.split_once('?').filter(|(path, _)| path.ends_with("search.html")).map_or(file, |(path, _)| path);
    let Some(target) = joined(from, file) else { return false };
    let there = ids.contains_key(target.as_str()) || files.contains(&target);
    // Only the places of pages are known: those of a PDF or a drawing are its own.
    let has = |anchor| ids.get(target.as_str()).is_none_or(|ids| ids.contains(anchor));
    there && anchor.is_none_or(has)
}

/// The address a relative link leads to; nothing if it leaves the site.
pub(crate) fn joined(from: &str, link: &str) -> Option<String> {
    if link.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
