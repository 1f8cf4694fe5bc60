//! What is answered to what.

use std::net::IpAddr;
use std::sync::Arc;

use serde_json::json;

use super::address::{self, HELLO, OWN};
use super::decorate;
use super::desk::Desk;
use super::editor::Links;
use super::events;
use super::http::{Answer, Body, Request, Response, Service, Status};
use super::parts::Parts;
use super::report::{self, Question};
use super::shown::{Found, Shown};
use crate::diag::Locale;
use crate::media;
use crate::site::Address;
use crate::source::ContentHash;

/// Everything an answer is made from.
pub(super) struct Routes {
    pub(super) desk: Arc<Desk>,
    pub(super) parts: Parts,
    pub(super) host: IpAddr,
    pub(super) locale: Locale,
    pub(super) editor: Option<Links>,
}

impl Service for Routes {
    fn answer(&self, request: &Request) -> Answer {
        if !address::is_own_host(request.host.as_deref(), self.host) {
            return Answer::Response(Response::plain(Status::Misdirected));
        }
        let Some(address) = address::of_target(&request.target) else {
            return Answer::Response(Response::plain(Status::BadRequest));
        };
        match address.as_str().strip_prefix(OWN) {
            Some("events") if request.head_only => Answer::Response(Response::plain(Status::MethodNotAllowed)),
            Some("events") => {
                let desk = Arc::clone(&self.desk);
                Answer::Stream(Box::new(move |out| events::stream(out, &desk)))
            }
            Some(name) => Answer::Response(self.own(name, request)),
            None => Answer::Response(self.of_site(&address)),
        }
    }
}

impl Routes {
    /// What the preview has of its own.
    fn own(&self, name: &str, request: &Request) -> Response {
        match name {
            "hello" => {
                let title = &self.desk.shown().site.config.words.title;
                made(media::TEXT, format!("{HELLO}{title}\n"))
            }
            "words.json" => {
                let editor = self.editor.as_ref().map(Links::template);
                let lang = lang(self.locale);
                json_of(&json!({"words": self.parts.words(), "editor": editor, "lang": lang}))
            }
            "report.json" => {
                let page = address::query(&request.target, "page").and_then(|path| address::of_target(&path));
                let from = address::query(&request.target, "from").and_then(|from| from.parse().ok()).unwrap_or(0);
                let shown = self.desk.shown();
                json_of(&report::answer(&self.desk.first, &shown, &Question { page, from }, self.locale))
            }
            file => match Parts::file(file) {
                Some(bytes) => made(media::content_type(file), bytes),
                None => Response::plain(Status::NotFound),
            },
        }
    }

    /// What the site has at an address.
    fn of_site(&self, address: &Address) -> Response {
        let shown = self.desk.shown();
        let kind = media::content_type(address.as_str());
        match shown.find(address) {
            Found::Page(bytes) | Found::Former(bytes) if kind == media::HTML => {
                made(media::HTML, decorate::page(&bytes))
            }
            Found::Page(bytes) | Found::Former(bytes) | Found::Made(bytes) => made(kind, bytes),
            Found::Asset(asset) => shared(kind, Arc::clone(&asset.bytes), asset.hash),
            Found::Theme(bytes) => {
                let hash = ContentHash::of(&bytes);
                shared(kind, bytes, hash)
            }
            Found::Failed => self.empty(Status::Failed, "failed"),
            Found::Nothing => self.elsewhere(&shown, address),
        }
    }

    /// A folder without its final `/` leads to its page; anything else is not there.
    fn elsewhere(&self, shown: &Shown, address: &Address) -> Response {
        let index = Address::new(&format!("{address}/index.html"));
        if shown.has_page(&index) {
            return Response::moved(index);
        }
        let wants_page = address.as_str().ends_with(".html");
        if wants_page { self.empty(Status::NotFound, "missing") } else { Response::plain(Status::NotFound) }
    }

    fn empty(&self, status: Status, key: &str) -> Response {
        let (title, words) = (self.parts.word(key), self.parts.word(&format!("{key}-help")));
        Response::new(status, media::HTML, decorate::empty(lang(self.locale), title, words))
    }
}

fn lang(locale: Locale) -> &'static str {
    match locale {
        Locale::Chinese => "zh-CN",
        Locale::English => "en",
    }
}

fn json_of(value: &serde_json::Value) -> Response {
    made(media::JSON, value.to_string())
}

/// Content made for one client.
fn made(kind: &'static str, bytes: impl Into<Vec<u8>>) -> Response {
    let bytes = bytes.into();
    let hash = ContentHash::of(&bytes);
    Response::of(Status::Ok, kind, Body::Own(bytes)).tagged(hash)
}

/// Content that is held anyway.
fn shared(kind: &'static str, bytes: Arc<[u8]>, hash: ContentHash) -> Response {
    Response::of(Status::Ok, kind, Body::Shared(bytes)).tagged(hash)
}
