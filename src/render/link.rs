//! A link to a page of the site, as templates see it.

use serde::{Serialize, Serializer};

use super::html::link_html;
use super::markup::Html;

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
