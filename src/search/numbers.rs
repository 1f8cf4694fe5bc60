//! Numbers of units, given so that a page which grows moves few others (`docs/search-format.md`, 1.3).

use std::hash::Hasher;

use super::mixer::Mixer;
use super::texts::SHIFT;

/// One of so many pages begins a file of texts, whatever is before it.
const APART: u64 = 8;

/// Gives pages the numbers of their units.
#[derive(Default)]
pub(super) struct Numbers {
    /// The number of the first unit of each page so far.
    pub(super) starts: Vec<u32>,
    /// The number of the next unit.
    pub(super) end: u32,
    /// Units so far. Numbers that were left out do not count.
    pub(super) units: u32,
}

impl Numbers {
    /// The number of the first unit of the next page, which has so many and lies at an address.
    pub(super) fn add(&mut self, address: &str, units: u32) -> u32 {
        let mut mixer = Mixer::default();
        mixer.write(address.as_bytes());
        let first = if mixer.finish().is_multiple_of(APART) { self.end.next_multiple_of(1 << SHIFT) } else { self.end };
        self.starts.push(first);
        self.end = first + units;
        self.units += units;
        first
    }
}
