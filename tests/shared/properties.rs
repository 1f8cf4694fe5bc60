//! How many cases a property tries, and which.
//!
//! In the everyday run they are few, and the same in every run on every machine. `NORMBOOK_LONG=random` tries more,
//! others in each run; a property that then fails prints a number, and `NORMBOOK_LONG=NUMBER` tries the same cases
//! again. Nothing is kept in files: what a failure teaches becomes a test of its own.

use std::hash::{BuildHasher, RandomState};

use proptest::test_runner::{Config, RngSeed};

/// The seed of the everyday run.
const EVERY_DAY: u64 = 0x6e6f_726d;

/// How many times as many cases the long run tries.
const LONGER: u32 = 12;

/// The settings of a property that tries so many cases in the everyday run.
#[allow(clippy::print_stdout, reason = "the test runner shows what a test has printed if it fails")]
pub(crate) fn config(cases: u32) -> Config {
    let (cases, seed) = match long() {
        None => (cases, EVERY_DAY),
        Some(seed) => {
            println!("the same cases again: NORMBOOK_LONG={seed}");
            (cases.saturating_mul(LONGER), seed)
        }
    };
    Config { cases, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..Config::default() }
}

/// Whether the long run was asked for: tests that choose among very many cases try them all.
#[allow(dead_code, reason = "only the library has such tests")]
pub(crate) fn is_long() -> bool {
    long().is_some()
}

/// The seed of the long run, if that is what was asked for.
#[allow(clippy::disallowed_methods, reason = "tests are told by the environment how long they may take")]
fn long() -> Option<u64> {
    let asked = std::env::var("NORMBOOK_LONG").ok().filter(|asked| !asked.is_empty())?;
    if asked == "random" {
        return Some(RandomState::new().hash_one(0) >> 32);
    }
    Some(asked.parse().unwrap_or_else(|_| panic!("NORMBOOK_LONG is `random` or a number, not `{asked}`")))
}
