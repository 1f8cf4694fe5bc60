//! A quick hash for packed code points.

use std::hash::{BuildHasherDefault, Hasher};

/// Builds [`Mixer`]s.
pub(super) type Mixed = BuildHasherDefault<Mixer>;

/// Spreads keys that are packed code points.
#[derive(Default)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }

    fn write_u64(&mut self, value: u64) {
        // Fibonacci hashing (Knuth, TAOCP 6.4): the golden ratio spreads neighbours over the high bits, which the
        // table takes first; the rotation brings some of them low.
        self.0 = (self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }
}
