//! What fuzzing tries, and what must hold for any bytes. The suite tries the kept inputs; `fuzz/` makes new ones.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use normbook::check::Purpose;
use normbook::diag::{self, Listing, Locale};
use normbook::model::{Ref, RefTarget};
use normbook::pipeline::{self, Memory};
use normbook::prose;
use normbook::search::query::{Files, Question, Searcher};
use normbook::site::{Address, Page};
use normbook::source::{Snapshot, Source, SourcePath};
use normbook::theme::Theme;
use normbook::verify::{self, Expected};

/// The names of the targets: folders of `fuzz/seeds`.
pub(crate) const NAMES: [&str; 5] = ["front-matter", "markdown", "refs", "queries", "zip"];

/// The target of a name.
pub(crate) fn named(name: &str) -> Option<fn(&[u8])> {
    let targets: [fn(&[u8]); 5] = [front_matter, markdown, refs, queries, zip];
    NAMES.iter().zip(targets).find(|(own, _)| **own == name).map(|(_, target)| target)
}

const TASK: &str = "content/standards/urban/2022/tasks/t01.md";
const CLAUSE: &str = "content/standards/urban/2022/clauses/5.7.md";

/// A site and its theme.
static BASE: LazyLock<Snapshot> = LazyLock::new(|| {
    let mut snapshot = Snapshot::default();
    for section in include_str!("../cases/base.txt").split("\n-- ").skip(1) {
        let (path, text) = section.split_once(" --\n").expect("a section has a name");
        let source = Arc::new(Source::new(SourcePath::new(path), &format!("{text}\n")));
        if path == "content/site.yaml" {
            snapshot.config = Some(source);
        } else {
            snapshot.sources.insert(source.path.clone(), source);
        }
    }
    snapshot
});

static THEME: LazyLock<Theme> = LazyLock::new(|| {
    let built = pipeline::site(&BASE, &mut Memory::default(), Purpose::Draft);
    pipeline::theme(&BASE, &built.site.config).0.expect("the default theme is whole")
});

/// What is known of the files that stay as they are: a warm run says what a cold one does, many times as often.
static MEMORY: LazyLock<Mutex<Memory>> = LazyLock::new(Mutex::default);

/// A site in which one file has another text: read, checked, told, fixed, shown.
fn try_file(path: &str, text: &str) {
    let path = SourcePath::new(path);
    let mut snapshot = BASE.clone();
    snapshot.set_text(&path, text);
    let mut memory = MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    let built = pipeline::site(&snapshot, &mut memory, Purpose::Release);
    drop(memory);
    for finding in &built.diagnostics {
        if finding.location.path == path {
            let text = snapshot.text(&path).unwrap_or_default();
            assert!(text.get(finding.location.span.range()).is_some(), "{finding:?} is no place of {text:?}");
        }
    }
    diag::print_text(&built.diagnostics, &snapshot, Locale::Chinese, Listing::All, false);
    if built.diagnostics.iter().any(|finding| finding.fix.is_some()) {
        pipeline::fix(&snapshot);
    }
    let index = built.site.indexed().find(|(_, entry)| entry.item.header.path == path).map(|(index, _)| index);
    if let Some(index) = index {
        prose::text(&built.site, index);
        let address = built.site.entry(index).address.clone();
        let (page, failure) = pipeline::render_one(&built.site, &THEME, &address, Page::Entry(index, 0));
        assert!(std::str::from_utf8(&page).is_ok() && failure.is_none(), "{failure:?}");
    }
}

/// Any front matter of a task.
fn front_matter(data: &[u8]) {
    try_file(TASK, &format!("---\n{}\n---\n## 怎么做 {{#how}}\n\n1. 登记。\n", String::from_utf8_lossy(data)));
}

/// Any body, of a clause in the words of its issuer or of a task.
fn markdown(data: &[u8]) {
    let Some((&first, text)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    if first % 2 == 0 {
        try_file(CLAUSE, &format!("---\nnumber: \"5.7\"\ntitle: 就业\nprovenance: official\n---\n{text}"));
    } else {
        try_file(TASK, &format!("---\ntitle: 就业\nprovenance: local\n---\n{text}"));
    }
}

/// Any ref: what it is written as means the same again, and it is looked up in every way that refs are written.
fn refs(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let reference = Ref::parse(&text);
    if !matches!(reference.target, RefTarget::Unknown(_)) {
        assert_eq!(Ref::parse(&reference.to_string()), reference);
    }
    let text = text.replace('\n', " ");
    try_file(TASK, &format!("---\ntitle: 就业\n---\n[[{text}]]\n\n[甲]({text})\n\n![[{text}]]\n\n[乙](<{text}>)\n"));
}

/// The files of an index, by their paths below `search`.
struct Memorised(BTreeMap<String, String>);

impl Files for Memorised {
    fn read(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }
}

static INDEX: LazyLock<Memorised> = LazyLock::new(|| {
    let site = pipeline::site(&BASE, &mut Memory::default(), Purpose::Draft).site;
    let files: Mutex<BTreeMap<String, String>> = Mutex::default();
    let put = |address: &Address, bytes: &[u8]| {
        let path = address.as_str().trim_start_matches("search/").to_owned();
        files.lock().expect("no thread has failed").insert(path, String::from_utf8_lossy(bytes).into_owned());
        Ok(())
    };
    pipeline::write_search(&site, &put).expect("memory can be written to");
    Memorised(files.into_inner().expect("no thread has failed"))
});

/// Any query is answered.
fn queries(data: &[u8]) {
    let query = String::from_utf8_lossy(data).into_owned();
    let mut searcher = Searcher::open(&*INDEX).expect("the index is whole");
    let question = Question { query: query.clone(), limit: 10, ..Question::default() };
    let answer = searcher.ask(&question).expect("the index is whole");
    assert!(answer.hits.len() <= 10 && answer.hits.len() <= answer.total, "{query:?}");
    searcher.all(&query).expect("the index is whole");
}

/// Any zip is judged or refused.
fn zip(data: &[u8]) {
    let folder = tempfile::tempdir().expect("the folder for temporary files can be written to");
    let path = folder.path().join("p.zip");
    std::fs::write(&path, data).expect("the folder for temporary files can be written to");
    if let Ok(verdict) = verify::verify(&path, &Expected::default()) {
        verify::text(&verdict, Locale::English);
    }
}
