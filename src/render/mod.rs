//! Render: a page of the site → bytes.
//!
//! Build and preview both call [`Renderer::render`]; nothing is rendered by two code paths. It reads the site and the theme and
//! nothing else, so that pages can be rendered in any order, on any thread, or one at a time.

mod article;
mod az_index;
mod calendar;
mod cells;
mod cited;
mod compared;
mod comparisons;
mod contacts;
mod context;
mod data_url;
mod facts;
mod feed;
mod frame;
mod head;
mod html;
mod inside;
mod link;
mod links;
mod machine;
mod markup;
mod month_bar;
mod pages;
mod shared;
mod shell;
mod siblings;
mod standing;
mod status;
mod structured;
mod subject;
mod topic;
pub mod view;
mod words;

use std::sync::OnceLock;

use crate::diag::Diagnostic;
use crate::site::{Address, Page, Site};
use crate::theme::{Theme, template_error};

use az_index::AzIndex;
use comparisons::Comparisons;
use context::RenderContext;
use pages::Made;
use shared::{Runs, Shells};

/// Renders the pages of one site with one theme.
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    runs: Runs,
    shells: Shells,
    az_index: OnceLock<AzIndex>,
    comparisons: Comparisons,
}

impl<'a> Renderer<'a> {
    /// A renderer that has rendered nothing yet.
    pub fn new(site: &'a Site, theme: &'a Theme) -> Self {
        let (runs, shells) = (Runs::default(), Shells::default());
        Self { site, theme, runs, shells, az_index: OnceLock::new(), comparisons: Comparisons::new(site) }
    }

    /// Renders the page at an address. A template that fails is a diagnostic, and the page is empty.
    pub fn render(&self, address: &Address, page: Page) -> (Vec<u8>, Option<Diagnostic>) {
        let Some(context) = RenderContext::new(self, address, page) else { return (Vec::new(), None) };
        let rendered = pages::make(&context, page).and_then(|made| match made {
            Made::Text(text) => Ok(text.into_bytes()),
            Made::Values(values) => {
                let template = format!("{}.html", pages::template(self.site, page));
                self.theme.page(context.lang, &template, &values)
            }
        });
        match rendered {
            Ok(html) => (html, None),
            Err(error) => (Vec::new(), Some(template_error(&self.site.config.theme, &error))),
        }
    }
}
