//! Judges the search of a built site by known-item queries: what `scripts/search-corpus` makes.
//!
//! ```text
//! cargo run --release --example search_eval -- OUT/project/output/site OUT/queries.jsonl
//! ```
//!
//! Prints, for each class, the mean reciprocal rank and the recall among the first ten pages, and the bytes that a first query
//! reads (entry, core, shards, texts; without the browser's code). Times are this engine's, files included; the browser's are
//! measured by `scripts/search-eval`.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool for measuring")]

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, bail};
use normbook::search::query::{Files, Question, Searcher};
use serde_json::Value;

/// Counts what is read.
struct Counted {
    folder: PathBuf,
    bytes: Cell<usize>,
    read: RefCell<BTreeSet<String>>,
}

impl Files for Counted {
    fn read(&self, path: &str) -> Option<String> {
        let text = std::fs::read_to_string(self.folder.join(path)).ok()?;
        if self.read.borrow_mut().insert(path.to_owned()) {
            self.bytes.set(self.bytes.get() + text.len());
        }
        Some(text)
    }
}

#[derive(Default)]
struct Class {
    queries: usize,
    reciprocal: f64,
    recall: f64,
    bytes: Vec<usize>,
    missed: Vec<String>,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [site, queries, rest @ ..] = &arguments[..] else {
        bail!("usage: search_eval SITE QUERIES.jsonl [--missed]");
    };
    let folder = PathBuf::from(site).join("search");
    let mut classes: BTreeMap<String, Class> = BTreeMap::new();
    let (mut bytes, mut times) = (Vec::new(), Vec::new());
    let text = std::fs::read_to_string(queries).with_context(|| format!("cannot read `{queries}`"))?;
    for line in text.lines() {
        let row: Value = serde_json::from_str(line)?;
        let query = row["query"].as_str().unwrap_or_default();
        let relevant: BTreeSet<&str> =
            row["relevant"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let files = Counted { folder: folder.clone(), bytes: Cell::new(0), read: RefCell::default() };
        let start = Instant::now();
        let mut searcher = Searcher::open(&files)?;
        let question = Question { query: query.to_owned(), limit: 10, ..Question::default() };
        let answer = searcher.ask(&question)?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        let found: Vec<bool> = answer.hits.iter().map(|hit| relevant.contains(hit.address.as_str())).collect();
        let class = classes.entry(row["class"].as_str().unwrap_or_default().to_owned()).or_default();
        class.queries += 1;
        let rank = found.iter().position(|found| *found);
        class.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        class.recall += found.iter().filter(|found| **found).count() as f64 / relevant.len().clamp(1, 10) as f64;
        if rank != Some(0) {
            class.missed.push(format!("{query} → {:?} {:?}", rank.map(|rank| rank + 1), answer.meant));
        }
        class.bytes.push(files.bytes.get());
        bytes.push(files.bytes.get());
    }
    println!("| class | queries | MRR@10 | recall@10 | KB p50 | KB p95 |\n|---|---|---|---|---|---|");
    let (mut reciprocal, mut recall, mut count) = (0.0, 0.0, 0);
    for (name, class) in &mut classes {
        let of = class.queries as f64;
        println!(
            "| {name} | {} | {:.3} | {:.3} | {} | {} |",
            class.queries,
            class.reciprocal / of,
            class.recall / of,
            part(&mut class.bytes, 50) / 1000,
            part(&mut class.bytes, 95) / 1000
        );
        reciprocal += class.reciprocal;
        recall += class.recall;
        count += class.queries;
    }
    let of = count as f64;
    let (median, most) = (part(&mut bytes, 50) / 1000, part(&mut bytes, 95) / 1000);
    println!("| all | {count} | {:.3} | {:.3} | {median} | {most} |", reciprocal / of, recall / of);
    times.sort_by(f64::total_cmp);
    println!("\ncold query: {:.1} ms p50, {:.1} ms p95", times[times.len() / 2], times[times.len() * 95 / 100]);
    if rest.iter().any(|flag| flag == "--missed") {
        for (name, class) in &classes {
            class.missed.iter().for_each(|missed| println!("{name}: {missed}"));
        }
    }
    Ok(())
}

fn part(values: &mut [usize], percent: usize) -> usize {
    values.sort_unstable();
    values.get((values.len() * percent / 100).min(values.len().saturating_sub(1))).copied().unwrap_or(0)
}
