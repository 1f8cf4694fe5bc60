//! One fuzzer for all targets: the environment variable `NORMBOOK_TARGET` names the one that is tried.
#![no_main]

use std::sync::LazyLock;

#[path = "../../tests/shared/targets.rs"]
mod targets;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("NORMBOOK_TARGET").unwrap_or_default();
    targets::named(&name).unwrap_or_else(|| panic!("NORMBOOK_TARGET is one of {:?}", targets::NAMES))
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET(data));
