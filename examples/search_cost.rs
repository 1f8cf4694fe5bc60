//! What the index costs beside the pages, in one run: both are made and thrown away.
//!
//! ```text
//! cargo run --release --example search_cost -- PROJECT
//! ```

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool for measuring")]

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::Context;
use normbook::check::Purpose;
use normbook::load::{self, Limits};
use normbook::pipeline::{self, Memory};

fn main() -> anyhow::Result<()> {
    let project = std::env::args().nth(1).context("usage: search_cost PROJECT")?;
    let snapshot = load::load(Path::new(&project), &Limits::default())?;
    let built = pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft);
    let (theme, _) = pipeline::theme(&snapshot, &built.site.config);
    let theme = theme.context("the theme cannot be read")?;
    let bytes = AtomicUsize::new(0);
    let sink = |_: &_, text: &[u8]| {
        bytes.fetch_add(text.len(), Ordering::Relaxed);
        Ok(())
    };
    for _ in 0..3 {
        let start = Instant::now();
        pipeline::render(&built.site, &theme, &sink)?;
        let pages = (start.elapsed().as_secs_f64(), bytes.swap(0, Ordering::Relaxed));
        let start = Instant::now();
        pipeline::write_search(&built.site, &sink)?;
        let whole = (start.elapsed().as_secs_f64(), bytes.swap(0, Ordering::Relaxed));
        println!(
            "pages {:.2} s, {} kB; index {:.2} s, {} kB; {:.2} of the pages' time",
            pages.0,
            pages.1 / 1000,
            whole.0,
            whole.1 / 1000,
            whole.0 / pages.0
        );
    }
    Ok(())
}
