//! A link to a page of the site, as templates see it.

use std::fmt::Write;

use serde::{Serialize, Serializer};

use super::markup::{Html, escape};
use super::words::write_words;
use crate::model::Lang;

/// A link to a page of the site.
///
/// Templates see the fields and `html`: the finished link with number and title, which is made when a template is to
/// see it, so that it says what the fields say.
#[derive(Clone, Debug)]
pub struct LinkView {
    /// Number of a clause, id of a task or safeguard.
    pub number: Option<String>,
    /// Title of the target.
    pub title: String,
    /// Where it is; nothing for a broken ref, and for what a page that stands alone does not hold.
    pub href: Option<String>,
    /// It is there, but out of the reach of a page that stands alone.
    pub outside: bool,
    /// Word of its provenance.
    pub provenance: Option<&'static str>,
    /// A few words more: the standard and edition it belongs to, a date, a place.
    pub detail: Option<String>,
    /// Language tag, when it is not the page's.
    pub lang: Option<&'static str>,
    /// It is this page.
    pub current: bool,
}

impl LinkView {
    /// What leads nowhere: the words alone.
    pub(super) fn unknown(written: &str) -> Self {
        Self {
            number: None,
            title: written.to_owned(),
            href: None,
            outside: false,
            provenance: None,
            detail: None,
            lang: None,
            current: false,
        }
    }
}

impl Serialize for LinkView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// What templates see.
        #[derive(Serialize)]
        struct Seen<'a> {
            html: Html,
            number: Option<&'a str>,
            title: &'a str,
            href: Option<&'a str>,
            outside: bool,
            provenance: Option<&'static str>,
            detail: Option<&'a str>,
            lang: Option<&'static str>,
            current: bool,
        }
        let seen = Seen {
            html: Html::new(&link_html(self)),
            number: self.number.as_deref(),
            title: &self.title,
            href: self.href.as_deref(),
            outside: self.outside,
            provenance: self.provenance,
            detail: self.detail.as_deref(),
            lang: self.lang,
            current: self.current,
        };
        seen.serialize(serializer)
    }
}

/// A whole link: number and title of its target. A broken ref keeps its words, and so does what is out of reach.
pub(super) fn link_html(link: &LinkView) -> String {
    let mut html = String::with_capacity(link.href.as_ref().map_or(0, String::len) + link.title.len() + 64);
    let end = match &link.href {
        Some(href) => {
            html.push_str("<a href=\"");
            escape(&mut html, href);
            html.push('"');
            if let Some(lang) = link.lang {
                let _ = write!(html, " lang=\"{lang}\" hreflang=\"{lang}\"");
            }
            if link.current {
                html.push_str(" aria-current=\"page\"");
            }
            "</a>"
        }
        None => {
            html.push_str(if link.outside { "<span" } else { "<span class=\"nb-broken\"" });
            "</span>"
        }
    };
    html.push('>');
    // A clause without a title is called by its number.
    if let Some(number) = link.number.as_ref().filter(|number| **number != link.title) {
        html.push_str("<span class=\"nb-no\">");
        escape(&mut html, number);
        html.push_str("</span> ");
    }
    write_words(&mut html, &link.title, link.lang.and_then(Lang::from_tag));
    html.push_str(end);
    html
}
