//! Render: a page of the site → bytes.
//!
//! Build and preview both call [`render`]; nothing is rendered by two code paths. It reads the site and the theme and
//! nothing else, so that pages can be rendered in any order, on any thread, or one at a time.

mod article;
mod frame;
mod html;
mod pages;
mod phrases;
mod rules;
mod scope;
mod theme;
pub mod view;

use crate::diag::{Diagnostic, Rule};
use crate::site::{Address, Page, Site};

pub use theme::Theme;

use scope::Scope;

/// The rules of this stage.
pub static RULES: &[&Rule] = rules::RULES;

/// Renders the page at an address. A template that fails is a diagnostic, and the page is empty.
pub fn render(site: &Site, theme: &Theme, address: &Address, page: Page) -> (Vec<u8>, Option<Diagnostic>) {
    let Some(scope) = Scope::new(site, theme, address, page) else { return (Vec::new(), None) };
    let rendered = pages::context(&scope, page)
        .and_then(|context| theme.render(scope.lang, &format!("{}.html", pages::template(site, page)), &context));
    match rendered {
        Ok(html) => (html.into_bytes(), None),
        Err(error) => (Vec::new(), Some(theme::template_error(&site.config.theme, &error))),
    }
}
