//! Finished lists: links, duties, headings.
//!
//! Every page has a dozen of them. Made here they cost a tenth of what a loop in a template does; templates say where they
//! stand and under which title.

use std::fmt::Write;

use serde::Serialize;

use super::link::{LinkView, link_html};
use super::markup::{Html, escape};
use crate::model::Duty;
use crate::prose;
use crate::site::{EntryIx, ResolvedAssignment, Site};
use crate::theme::{Phrases, fill};

/// One duty in a task or safeguard.
pub(super) struct DutyRow {
    /// The role.
    pub(super) role: LinkView,
    /// The duty as a chip.
    pub(super) duty: Html,
    /// The steps that it takes: their numbers and places.
    pub(super) steps: Vec<(String, String)>,
    /// Its telephones.
    pub(super) phones: Option<Html>,
}

/// Links in a list, finished. A list without any is none.
#[derive(Clone, Debug, Serialize)]
pub struct Links {
    /// One `<li>` for each: the link, its provenance where it is not the page's, its detail.
    pub items: Html,
    /// The links alone, in a row of running text.
    pub inline: Html,
    /// How many they are.
    pub total: usize,
}

impl Links {
    /// The list of some links on a page whose provenance is `own`.
    pub(super) fn new(phrases: &Phrases, links: &[LinkView], own: Option<&str>) -> Option<Self> {
        let (mut items, mut inline) = (String::new(), String::new());
        for (index, link) in links.iter().enumerate() {
            let html = link_html(link);
            if index > 0 {
                escape(&mut inline, &phrases.enumeration);
            }
            inline.push_str(&html);
            // Where no link tells which edition is meant, words have to.
            if let Some(detail) = link.detail.as_ref().filter(|_| link.outside) {
                small(&mut inline, "", detail);
            }
            items.push_str("<li>");
            items.push_str(&html);
            if let Some(provenance) = link.provenance.filter(|&word| Some(word) != own) {
                badge(&mut items, phrases, provenance);
            }
            if let Some(detail) = &link.detail {
                small(&mut items, "", detail);
            }
            items.push_str("</li>");
        }
        let some = !links.is_empty();
        some.then(|| Self { items: Html::new(&items), inline: Html::new(&inline), total: links.len() })
    }
}

/// Who takes part in a task or safeguard, finished.
#[derive(Clone, Debug, Serialize)]
pub struct Duties {
    /// One `<tr>` for each: role, duty, the steps that it takes, telephones.
    pub rows: Html,
    /// Some of them takes a step by name.
    pub has_steps: bool,
    /// Some of them is to be called.
    pub has_phones: bool,
    /// One `<li>` for each: duty, then role.
    pub items: Html,
}

impl Duties {
    /// The duties of some work. None when there are none.
    pub(super) fn new(phrases: &Phrases, duties: &[DutyRow]) -> Option<Self> {
        let (mut rows, mut items) = (String::new(), String::new());
        let step = phrases.calendar.get("step").map_or("{n}", String::as_str);
        for duty in duties {
            let role = link_html(&duty.role);
            let chip = duty.duty.as_str();
            let _ = write!(rows, "<tr><th scope=\"row\">{role}</th><td>{chip}</td><td class=\"nb-takes\">");
            for (index, (number, anchor)) in duty.steps.iter().enumerate() {
                if index > 0 {
                    escape(&mut rows, &phrases.enumeration);
                }
                let _ = write!(rows, "<a href=\"#{anchor}\">");
                escape(&mut rows, &fill(step, &[("n", number)]));
                rows.push_str("</a>");
            }
            let phones = duty.phones.as_ref().map_or("", Html::as_str);
            let _ = write!(rows, "</td><td class=\"nb-phones\">{phones}</td></tr>");
            let _ = write!(items, "<li>{chip} {role}</li>");
        }
        (!duties.is_empty()).then(|| Self {
            rows: Html::new(&rows),
            has_steps: duties.iter().any(|duty| !duty.steps.is_empty()),
            has_phones: duties.iter().any(|duty| duty.phones.is_some()),
            items: Html::new(&items),
        })
    }
}

/// A duty as a chip, with the wording of its source.
pub(super) fn duty_chip(phrases: &Phrases, duty: Duty, wording: Option<&str>) -> String {
    let word = duty.word();
    let mut html = format!("<span class=\"nb-duty nb-duty--{word}\">");
    escape(&mut html, phrases.duty.get(word).map_or(word, String::as_str));
    html.push_str("</span>");
    if let Some(wording) = wording {
        small(&mut html, &phrases.wording, wording);
    }
    html
}

/// A duty as a chip; the wording of the source follows it, and its provenance where that is not `own`.
pub(super) fn duty(phrases: &Phrases, assignment: &ResolvedAssignment, own: Option<&str>) -> Html {
    let mut html = duty_chip(phrases, assignment.duty, assignment.word.as_deref());
    let provenance = assignment.provenance.word();
    if Some(provenance) != own {
        badge(&mut html, phrases, provenance);
    }
    Html::new(&html)
}

/// The headings of an item down to a level, one `<li>` each. Empty where they are fewer than `least`.
pub(super) fn outline(site: &Site, index: EntryIx, deepest: u8, least: usize) -> Html {
    let body = &site.entry(index).item.body;
    let mut html = String::new();
    let headings = || body.headings.iter().filter(|heading| heading.level <= deepest);
    if headings().count() >= least {
        for heading in headings() {
            html.push_str(if heading.level > 2 { "<li class=\"nb-toc-sub\"><a href=\"#" } else { "<li><a href=\"#" });
            escape(&mut html, &heading.anchor);
            html.push_str("\">");
            escape(&mut html, &prose::heading(site, index, heading).text);
            html.push_str("</a></li>");
        }
    }
    Html::new(&html)
}

fn badge(html: &mut String, phrases: &Phrases, word: &str) {
    let _ = write!(html, " <span class=\"nb-badge nb-badge--{word}\">");
    escape(html, phrases.provenance_short.get(word).map_or(word, String::as_str));
    html.push_str("</span>");
}

fn small(html: &mut String, label: &str, text: &str) {
    html.push_str(" <small>");
    escape(html, label);
    escape(html, text);
    html.push_str("</small>");
}
