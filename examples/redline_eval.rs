//! How redlines do on dated versions of laws: `docs/redline-evaluation.md` has the results.
//!
//! Reads lines of `name<TAB>old file<TAB>new file` from standard input. The files are Markdown of the repository
//! LawRefBook/Laws: an article is a paragraph that begins with 第…条, with the paragraphs below it. Prints a row for each pair
//! whose texts differ in at least 5 % of the articles, and the medians.
//!
//! With the argument `continues` it prints what an import would propose as going on under another number: law, old and new
//! number, how both begin, for people to read; and behind all of them how many there are.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool for measuring")]

use std::fs;
use std::io::{self, BufRead};
use std::time::Instant;

use imara_diff::{Algorithm, Diff, InternedInput};
use normbook::text::redline::{self, Mark, Piece, Row};

/// An article: the text behind its number, paragraph by paragraph.
struct Article {
    number: String,
    paragraphs: Vec<String>,
}

impl Article {
    fn text(&self) -> String {
        self.paragraphs.join("\n")
    }
}

/// What one pair of versions came to.
struct Outcome {
    articles: [usize; 2],
    accounted: bool,
    share: f64,
    moved: usize,
    islands: usize,
    kept: usize,
    edit: usize,
    shortest: usize,
    milliseconds: f64,
}

fn articles(text: &str) -> Vec<Article> {
    let body = text.split_once("<!-- INFO END -->").map_or(text, |(_, body)| body);
    let mut articles: Vec<Article> = Vec::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match number(line) {
            Some((number, rest)) => {
                articles.push(Article { number: number.to_owned(), paragraphs: vec![rest.trim().to_owned()] });
            }
            None => {
                if let Some(last) = articles.last_mut() {
                    last.paragraphs.push(line.to_owned());
                }
            }
        }
    }
    articles
}

/// 第二十一条之一　…: the number and what stands behind it.
fn number(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix('第')?;
    let digits = rest.find(|c: char| !"〇零一二三四五六七八九十百千0123456789".contains(c))?;
    let end = '第'.len_utf8() + digits + '条'.len_utf8();
    (digits > 0 && rest[digits..].starts_with('条')).then(|| line.split_at(end))
}

fn outcome(old: &str, new: &str) -> Outcome {
    let (old, new) = (articles(old), articles(new));
    let texts = |articles: &[Article]| articles.iter().map(Article::text).collect::<Vec<String>>();
    let (before, after) = (texts(&old), texts(&new));
    let start = Instant::now();
    let views = |texts: &[String]| texts.iter().map(String::as_str).map(str::to_owned).collect::<Vec<_>>();
    let (before_views, after_views) = (views(&before), views(&after));
    let old_refs: Vec<&str> = before_views.iter().map(String::as_str).collect();
    let new_refs: Vec<&str> = after_views.iter().map(String::as_str).collect();
    let matches = redline::align(&old_refs, &new_refs);
    let mut all: Vec<Vec<Piece>> = Vec::new();
    for own in &matches {
        all.extend(paragraphs(&old[own.old], &new[own.new]));
    }
    let milliseconds = start.elapsed().as_secs_f64() * 1_000.0;
    let changed: Vec<_> = matches.iter().filter(|own| before[own.old] != after[own.new]).collect();
    let renumbered = matches.iter().filter(|own| old[own.old].number != new[own.new].number).count();
    let alone = old.len() + new.len() - 2 * matches.len();
    let length = |text: &str| text.chars().count();
    let mut own = Outcome {
        articles: [old.len(), new.len()],
        accounted: is_accounted(&matches, old.len(), new.len()),
        share: (changed.len() + alone) as f64 / (old.len().max(new.len()).max(1)) as f64,
        moved: renumbered,
        islands: 0,
        kept: 0,
        edit: 0,
        shortest: changed.iter().map(|own| shortest(&before[own.old], &after[own.new])).sum(),
        milliseconds,
    };
    for pieces in &all {
        for (at, piece) in pieces.iter().enumerate() {
            let is_between = at > 0 && at + 1 < pieces.len();
            match piece.mark {
                Mark::Kept if is_between => {
                    own.kept += 1;
                    own.islands += usize::from(length(&piece.text) == 1);
                }
                Mark::Kept => {}
                Mark::Deleted | Mark::Inserted => own.edit += length(&piece.text),
            }
        }
    }
    own
}

/// The redline of two articles, and that both can be read back from it.
fn paragraphs(old: &Article, new: &Article) -> Vec<Vec<Piece>> {
    let views = |article: &Article| article.paragraphs.clone();
    let (before, after) = (views(old), views(new));
    let old: Vec<&str> = before.iter().map(String::as_str).collect();
    let new: Vec<&str> = after.iter().map(String::as_str).collect();
    let line = |row: Row| match row {
        Row::Kept { old: from, new: to } | Row::MovedHere { old: from, new: to } => redline::pieces(old[from], new[to]),
        Row::Inserted(to) => redline::pieces("", new[to]),
        Row::Deleted(from) => redline::pieces(old[from], ""),
        Row::MovedAway { .. } => Vec::new(),
    };
    redline::rows(&old, &new).into_iter().map(line).collect()
}

fn is_accounted(matches: &[redline::Match], old: usize, new: usize) -> bool {
    let mut seen = (vec![0; old], vec![0; new]);
    for own in matches {
        seen.0[own.old] += 1;
        seen.1[own.new] += 1;
    }
    seen.0.iter().chain(&seen.1).all(|count| *count <= 1)
}

/// Characters of the shortest edit of two articles.
fn shortest(old: &str, new: &str) -> usize {
    let mut input = InternedInput::default();
    input.update_before(old.chars());
    input.update_after(new.chars());
    let diff = Diff::compute(Algorithm::MyersMinimal, &input);
    diff.hunks().map(|hunk| hunk.before.len() + hunk.after.len()).sum()
}

/// Prints what an import proposes, matches under another number that cannot be mistaken; their count, and that of all matches
/// under another number.
fn proposals(name: &str, old: &str, new: &str) -> [usize; 2] {
    let (old, new) = (articles(old), articles(new));
    let texts = |articles: &[Article]| articles.iter().map(Article::text).collect::<Vec<String>>();
    let (before, after) = (texts(&old), texts(&new));
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    let after: Vec<&str> = after.iter().map(String::as_str).collect();
    let is_shifted = |own: &&redline::Match| old[own.old].number != new[own.new].number;
    let sure = redline::sure(&before, &after);
    let begins = |text: &str| text.chars().take(160).collect::<String>().replace(['\n', '\t'], " ");
    for own in sure.iter().filter(is_shifted) {
        let (from, to) = (&old[own.old], &new[own.new]);
        println!("{name}\t{}\t{}\t{}\t{}", from.number, to.number, begins(before[own.old]), begins(after[own.new]));
    }
    [sure.iter().filter(is_shifted).count(), redline::align(&before, &after).iter().filter(is_shifted).count()]
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The pairs of standard input that can be read.
fn pairs() -> impl Iterator<Item = (String, String, String)> {
    io::stdin().lock().lines().map_while(Result::ok).filter_map(|line| {
        let [name, old, new] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        Some((name.to_owned(), fs::read_to_string(old).ok()?, fs::read_to_string(new).ok()?))
    })
}

fn main() {
    if std::env::args().nth(1).as_deref() == Some("continues") {
        let counts = pairs().map(|(name, old, new)| proposals(&name, &old, &new));
        let [proposed, found] = counts.fold([0, 0], |all, own| [all[0] + own[0], all[1] + own[1]]);
        println!("\n{proposed} proposed of {found} that were found under another number");
        return;
    }
    let (mut ratios, mut islands, mut times, mut accounted) = (Vec::new(), Vec::new(), Vec::new(), 0);
    println!(
        "| law | articles | changed | renumbered | islands | edit / shortest | ms |\n|---|---|---|---|---|---|---|"
    );
    for (name, old, new) in pairs() {
        let own = outcome(&old, &new);
        if own.share < 0.05 || own.articles.contains(&0) {
            continue;
        }
        accounted += usize::from(own.accounted);
        let ratio = own.edit as f64 / own.shortest.max(1) as f64;
        let island = own.islands as f64 / own.kept.max(1) as f64;
        let [before, after] = own.articles;
        println!(
            "| {name} | {before} → {after} | {:.0} % | {} | {:.1} % | {ratio:.2} | {:.1} |",
            own.share * 100.0,
            own.moved,
            island * 100.0,
            own.milliseconds
        );
        ratios.push(ratio);
        islands.push(island);
        times.push(own.milliseconds);
    }
    let count = ratios.len();
    let slowest = times.iter().copied().fold(0.0, f64::max);
    println!(
        "\n{count} pairs, {accounted} with every article in one row at most; medians: edit / shortest {:.2}, islands {:.1} %, {:.1} ms; slowest {slowest:.1} ms",
        median(&mut ratios),
        median(&mut islands) * 100.0,
        median(&mut times)
    );
}
