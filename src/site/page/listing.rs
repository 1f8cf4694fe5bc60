//! Which pages a site has, while they are being listed.

use std::ops::Range;

use super::Page;
use crate::site::{Address, Lineage, ROWS_PER_PAGE};

/// The pages of a graph so far: each kind of page adds its own.
pub(crate) struct Listing<'a> {
    /// What the pages show.
    pub(super) graph: &'a Lineage,
    /// The pages of every edition's reading view.
    pub(super) readings: &'a [Vec<Range<usize>>],
    /// How many names there are to be looked up.
    pub(super) names: usize,
    /// Every page so far, with its address. No two share one: ids are unique in their folder, and those that pages of the
    /// site's own would take are refused when they are read.
    pub(crate) pages: Vec<(Address, Page)>,
}

impl<'a> Listing<'a> {
    /// A listing without pages of a graph, of its reading views and of so many names.
    pub(crate) fn new(graph: &'a Lineage, readings: &'a [Vec<Range<usize>>], names: usize) -> Self {
        Self { graph, readings, names, pages: Vec::with_capacity(graph.entries.len() * 2) }
    }

    /// Adds one page.
    pub(super) fn add(&mut self, address: Address, page: Page) {
        self.pages.push((address, page));
    }

    /// Adds a page of so many rows, in as many parts as it takes.
    pub(super) fn add_rows(&mut self, first: &Address, rows: usize, page: impl Fn(usize) -> Page) {
        self.add_parts(first, rows.div_ceil(ROWS_PER_PAGE), page);
    }

    /// Adds a page in so many parts, one at least.
    pub(super) fn add_parts(&mut self, first: &Address, parts: usize, page: impl Fn(usize) -> Page) {
        self.pages.extend((0..parts.max(1)).map(|part| (first.part(part), page(part))));
    }
}
