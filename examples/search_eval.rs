//! Judges the search of a built site by known-item queries: what `scripts/search-corpus` makes.
//!
//! ```text
//! cargo run --release --example search_eval -- OUT/project/output/site OUT/queries.jsonl
//! ```
//!
//! Prints, for each class, how often a right page is first, among the first three, and not among ten; the mean reciprocal rank,
//! beside that of the plain BM25 that `scripts/search-corpus` has written down; and the bytes that a first query reads (entry, core,
//! shards, texts; without the browser's code). Queries that are held back from tuning (`held`) are counted apart, those whose
//! answer the content does not have (`gap`) not at all. Times are this engine's, files included; the browser's are measured by
//! `scripts/search-eval`. With `--missed` what was not found first is listed, with `--answers` every query with its pages.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool for measuring")]

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, bail};
use normbook::search::query::{Files, Question, Searcher};
use serde_json::{Value, json};

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
    first: usize,
    third: usize,
    absent: usize,
    reciprocal: f64,
    plain: f64,
    bytes: Vec<usize>,
}

impl Class {
    fn add(&mut self, rank: Option<usize>, plain: f64, bytes: usize) {
        self.queries += 1;
        self.first += usize::from(rank == Some(0));
        self.third += usize::from(rank.is_some_and(|rank| rank < 3));
        self.absent += usize::from(rank.is_none());
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        self.plain += plain;
        self.bytes.push(bytes);
    }

    fn print(&mut self, name: &str) {
        let of = |count: f64| count / self.queries.max(1) as f64;
        let (first, third, absent) = (of(self.first as f64), of(self.third as f64), of(self.absent as f64));
        let (mean, plain) = (of(self.reciprocal), of(self.plain));
        let (median, most) = (part(&mut self.bytes, 50) / 1000, part(&mut self.bytes, 95) / 1000);
        let queries = self.queries;
        println!(
            "| {name} | {queries} | {first:.3} | {third:.3} | {absent:.3} | {mean:.3} | {plain:.3} | {median} | {most} |"
        );
    }
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [site, queries, rest @ ..] = &arguments[..] else {
        bail!("usage: search_eval SITE QUERIES.jsonl [--missed] [--answers]");
    };
    let has = |flag: &str| rest.iter().any(|own| own == flag);
    let folder = PathBuf::from(site).join("search");
    // Those held back from tuning come last.
    let mut classes: BTreeMap<(bool, String), Class> = BTreeMap::new();
    let mut all: BTreeMap<bool, Class> = BTreeMap::new();
    let mut times = Vec::new();
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
        let shown: Vec<&str> = answer.hits.iter().chain(&answer.near).map(|hit| hit.address.as_str()).collect();
        if has("--answers") {
            println!("{}", json!({"query": query, "hits": shown, "meant": answer.meant, "total": answer.total}));
        }
        if row["gap"] == true {
            continue;
        }
        let rank = shown.iter().position(|address| relevant.contains(address));
        let (held, name) = (row["held"] == true, row["class"].as_str().unwrap_or_default());
        let plain = row["bm25"].as_f64().unwrap_or_default();
        classes.entry((held, name.to_owned())).or_default().add(rank, plain, files.bytes.get());
        all.entry(held).or_default().add(rank, plain, files.bytes.get());
        if has("--missed") && !held && rank != Some(0) {
            println!("{name}: {query} → {:?} {shown:?} {:?}", rank.map(|rank| rank + 1), answer.meant);
        }
    }
    if has("--answers") {
        return Ok(());
    }
    println!("| class | queries | first | of three | absent | MRR@10 | BM25 | KB p50 | KB p95 |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for (held, class) in &mut all {
        for ((_, name), class) in classes.iter_mut().filter(|((own, _), _)| own == held) {
            class.print(name);
        }
        class.print(if *held { "**held back**" } else { "**all**" });
    }
    times.sort_by(f64::total_cmp);
    println!("\ncold query: {:.1} ms p50, {:.1} ms p95", times[times.len() / 2], times[times.len() * 95 / 100]);
    Ok(())
}

fn part(values: &mut [usize], percent: usize) -> usize {
    values.sort_unstable();
    values.get((values.len() * percent / 100).min(values.len().saturating_sub(1))).copied().unwrap_or(0)
}
