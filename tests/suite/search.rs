//! Search: what ships is found in every way that readers type, and whatever a text says is found by what it says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use normbook::check::Purpose;
use normbook::model::{Body, Content, Element, LinkText, NodeRange};
use normbook::pipeline::{self, Memory};
use normbook::search::query::{Damage, Files, Filter, Question, Searcher};
use normbook::site::{Address, Site};
use proptest::prelude::*;

use crate::project::{Project, root};
use crate::properties;
use crate::world::{World, snapshot};

/// The files of an index, by their paths below `search`.
struct Memorised(BTreeMap<String, String>);

impl Files for Memorised {
    fn read(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }
}

impl Memorised {
    fn of(site: &Site) -> Self {
        let files: Mutex<BTreeMap<String, String>> = Mutex::default();
        let put = |address: &Address, bytes: &[u8]| {
            let path = address.as_str().strip_prefix("search/").expect("files lie in search").to_owned();
            let text = String::from_utf8(bytes.to_vec()).expect("files are text");
            assert!(files.lock().unwrap().insert(path, text).is_none(), "{address} is written twice");
            Ok(())
        };
        pipeline::write_search(site, &put).expect("memory can be written to");
        Self(files.into_inner().unwrap())
    }
}

fn shipped() -> Arc<Site> {
    World::resolve(World::load(root(), Purpose::Draft).snapshot, Purpose::Draft, &mut Memory::default()).site
}

fn ask(searcher: &mut Searcher<'_>, query: &str) -> Vec<String> {
    let question = Question { query: query.to_owned(), limit: 10, ..Question::default() };
    let answer = searcher.ask(&question).unwrap_or_else(|damage| panic!("{query}: {damage}"));
    answer.hits.into_iter().map(|hit| hit.address).collect()
}

#[test]
fn the_shared_queries_find_their_pages_first() {
    let files = Memorised::of(&shipped());
    let mut searcher = Searcher::open(&files).unwrap();
    let queries = include_str!("../shared/search/queries.jsonl");
    let mut wrong = Vec::new();
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    for line in queries.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let (class, query) = (row["class"].as_str().unwrap(), row["query"].as_str().unwrap());
        *classes.entry(class.to_owned()).or_default() += 1;
        let relevant: Vec<&str> = row["relevant"].as_array().unwrap().iter().map(|own| own.as_str().unwrap()).collect();
        let found = ask(&mut searcher, query);
        if !found.first().is_some_and(|first| relevant.contains(&first.as_str())) {
            wrong.push(format!("{class} {query}: {found:?}, not {relevant:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(queries.lines().count() >= 200 && classes.len() >= 16, "{classes:?}");
}

/// Runs of Han characters in the visible text of every page, with the pages that hold each.
fn runs(site: &Site, length: usize) -> BTreeMap<String, BTreeSet<String>> {
    let mut runs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in site.entries.iter() {
        let body = &entry.item.body;
        let texts = body.sections.iter().map(|section| visible(body, &section.nodes));
        let headings = body.headings.iter().map(|heading| heading.text.to_string());
        for text in texts.chain(headings).chain([entry.item.header.title.value.clone()]) {
            for run in text.split(|one| !normbook::text::cjk::is_han(one)) {
                let run: Vec<char> = run.chars().collect();
                for window in run.windows(length) {
                    runs.entry(window.iter().collect()).or_default().insert(entry.address.to_string());
                }
            }
        }
    }
    runs
}

/// The text of some blocks that holds, but for the names of link targets, at which it is parted.
fn visible(body: &Body, range: &NodeRange) -> String {
    let mut text = String::new();
    let mut open = Vec::new();
    for node in body.slice(range) {
        match &node.content {
            Content::Open(element) => open.push(*element == Element::Strikethrough),
            Content::Close => drop(open.pop()),
            _ => {}
        }
        match &node.content {
            Content::Text(_) | Content::Code(_) if open.contains(&true) => {}
            Content::Text(run) => text.push_str(run),
            Content::Code(run) => text.push_str(run),
            Content::Open(
                Element::Emphasis
                | Element::Strong
                | Element::Strikethrough
                | Element::Subscript
                | Element::Superscript
                | Element::External(_)
                | Element::Attachment(_)
                | Element::Link(_, LinkText::Written),
            ) => {}
            Content::SoftBreak | Content::HardBreak | Content::Open(_) => text.push(' '),
            _ => {}
        }
    }
    text
}

fn finds_itself(site: &Site, length: usize, step: usize) {
    let files = Memorised::of(site);
    let mut searcher = Searcher::open(&files).unwrap();
    for (run, pages) in runs(site, length).into_iter().step_by(step) {
        let found: BTreeSet<String> = searcher.all(&run).unwrap().into_iter().collect();
        let missed: Vec<&String> = pages.difference(&found).collect();
        assert!(missed.is_empty(), "{run} does not find {missed:?}");
    }
}

#[test]
fn every_run_of_the_shipped_text_finds_its_page() {
    let site = shipped();
    for (length, step) in [(2, 11), (3, 41), (4, 43), (6, 47), (11, 97)] {
        finds_itself(&site, length, step);
    }
}

/// Words of a page, of which each finds it, find it together: what is added narrows, and never hides.
#[test]
fn no_page_vanishes_by_a_word_that_is_on_it() {
    let site = shipped();
    let files = Memorised::of(&site);
    let mut searcher = Searcher::open(&files).unwrap();
    let mut of_page: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (run, pages) in [2, 3, 5].into_iter().flat_map(|length| runs(&site, length)) {
        pages.into_iter().for_each(|page| of_page.entry(page).or_default().push(run.clone()));
    }
    let mut state = 18_usize;
    let mut pick = |count: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % count
    };
    let mut asked = 0;
    for (page, own) in &of_page {
        let mut query = own[pick(own.len())].clone();
        for _ in 0..3 {
            query = format!("{query} {}", own[pick(own.len())]);
            assert!(searcher.all(&query).unwrap().contains(page), "{query} does not find {page}");
            asked += 1;
        }
    }
    assert!(asked > 300, "{asked}");
}

/// What people type, with the pages that answer it, written down before it was run. The numbers may only rise; what is held back
/// is not looked at when something is tuned.
#[test]
fn what_people_type_is_found() {
    let files = Memorised::of(&shipped());
    let mut searcher = Searcher::open(&files).unwrap();
    let queries = include_str!("../shared/search/typed.jsonl");
    let rows: Vec<serde_json::Value> = queries.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for is_held in [false, true] {
        let (mut count, mut first, mut third, mut absent) = (0, 0, 0, 0);
        for row in rows.iter().filter(|row| row["gap"] != true && (row["held"] == true) == is_held) {
            let question =
                Question { query: row["query"].as_str().unwrap().to_owned(), limit: 10, ..Question::default() };
            let answer = searcher.ask(&question).unwrap();
            let relevant = row["relevant"].as_array().unwrap();
            let mut shown = answer.hits.iter().chain(&answer.near);
            let rank = shown.position(|hit| relevant.iter().any(|own| *own == *hit.address));
            count += 1;
            first += usize::from(rank == Some(0));
            third += usize::from(rank.is_some_and(|rank| rank < 3));
            absent += usize::from(rank.is_none());
        }
        let told = format!("held: {is_held}; of {count}: {first} first, {third} among three, {absent} absent");
        assert!(first * 100 >= count * 84 && third * 100 >= count * 93 && absent * 100 <= count * 5, "{told}");
    }
    let gaps = rows.iter().filter(|row| row["gap"] == true).count();
    assert!(rows.len() >= 300 && gaps * 20 <= rows.len());
}

/// What is struck out no longer holds; what surrounds it reads on.
#[test]
fn what_is_struck_out_is_not_found() {
    let text = "应当~~提前三日~~提前五日办理。\n\n## 期限~~旧称~~\n\n| 甲 | ~~作废~~ |\n|---|---|\n| 乙 | 丙 |\n";
    let files = Memorised::of(&book(&[("办理期限".to_owned(), text.to_owned())]));
    let mut searcher = Searcher::open(&files).unwrap();
    for (query, found) in [("应当提前五日", true), ("前三日", false), ("旧称", false), ("作废", false)] {
        assert_eq!(!searcher.all(query).unwrap().is_empty(), found, "{query}");
    }
}

/// A site of a few pages from a few characters, so that runs repeat, with long texts, lists and links.
fn book(pages: &[(String, String)]) -> Arc<Site> {
    let mut files = vec![
        (
            "content/site.yaml".to_owned(),
            "format: 2\ntitle: 站\nlanguages: [zh-CN]\npublisher: {name: 组}\n".to_owned(),
        ),
        (
            "content/pages/a.md".to_owned(),
            "---\ntitle: 首\n---\n就业，[[pages/p0]]。服务[[pages/p0|看]]看。\n".to_owned(),
        ),
    ];
    for (number, (title, text)) in pages.iter().enumerate() {
        files.push((format!("content/pages/p{number}.md"), format!("---\ntitle: {title}\n---\n{text}\n")));
    }
    let snapshot = snapshot(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    World::resolve(snapshot, Purpose::Draft, &mut Memory::default()).site
}

proptest! {
    #![proptest_config(properties::config(8))]

    #[test]
    fn every_run_of_any_text_finds_its_page(
        pages in proptest::collection::vec(("[就业服务中心第三十条]{2,6}", "([就业服务中心第三十条在的]{1,9}[，。]?|## [务工]{2}\n\n|\n\n- ){1,160}"), 1..5)
    ) {
        let site = book(&pages.into_iter().map(|(title, text)| (title, format!("文{text}"))).collect::<Vec<_>>());
        finds_itself(&site, 2, 1);
        finds_itself(&site, 3, 5);
        finds_itself(&site, 8, 31);
    }

    #[test]
    fn no_query_does_harm(query in "\\PC{0,40}") {
        let files = Memorised::of(&book(&[("就业服务".to_owned(), "Service desk 5.7".to_owned())]));
        ask(&mut Searcher::open(&files).unwrap(), &query);
    }
}

#[test]
fn hostile_queries_do_no_harm() {
    let files = Memorised::of(&shipped());
    let mut searcher = Searcher::open(&files).unwrap();
    let long = [
        "就业".repeat(5000),
        "a".repeat(10_000),
        "第".repeat(10_000),
        "1.".repeat(5000),
        "jiu".repeat(3000),
        "a ".repeat(5000),
    ];
    for query in &long {
        ask(&mut searcher, query);
    }
    for query in [
        "",
        " ",
        "。。。",
        "\u{FFFD}",
        "<script>alert(1)</script>",
        "😀😀",
        "\u{202E}就业\u{202C}",
        "\u{200B}",
        "\\\"'`",
        "\0",
    ] {
        ask(&mut searcher, query);
    }
    assert!(!ask(&mut searcher, "\u{202E}就\u{200B}业").is_empty());
}

#[test]
fn every_unit_leads_to_a_place_of_its_page() {
    for (folder, purpose) in
        [(root().to_owned(), Purpose::Draft), (root().join("tests/books/reading-room"), Purpose::Release)]
    {
        let world = World::load(&folder, purpose);
        let files = Memorised::of(&world.site);
        let mut places = 0;
        for text in files.0.values() {
            for (address, anchor) in units(text) {
                let page = world.pages.get(&address).unwrap_or_else(|| panic!("{address} is no page"));
                places += 1;
                assert!(
                    anchor.is_empty() || page.contains(&format!("id=\"{anchor}\"")),
                    "{address}#{anchor} is not there"
                );
            }
        }
        assert!(places > world.site.entries.len(), "{places}");
    }
}

/// Address and anchor of every unit in a file of texts, or in a whole index.
fn units(file: &str) -> Vec<(String, String)> {
    let arguments = &file[file.find('(').unwrap() + 1..file.rfind(')').unwrap()];
    let call: serde_json::Value = serde_json::from_str(&format!("[{arguments}]")).unwrap();
    let mut texts = Vec::new();
    match call[0].as_str().unwrap() {
        name if name.starts_with("all-") => {
            let all = call[1].as_object().unwrap().iter();
            texts.extend(all.filter(|(name, _)| name.starts_with("t/")).map(|(_, payload)| payload.clone()));
        }
        name if name.starts_with("t-") => texts.push(call[1].clone()),
        _ => {}
    }
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let of_file = |file: &serde_json::Value| {
        let units = file[1].as_array().unwrap().iter();
        let unit = |unit: &serde_json::Value| {
            let page = usize::try_from(unit[0].as_u64().unwrap()).unwrap();
            (text(&file[0][page][0]), text(&unit[1]))
        };
        units.map(unit).collect::<Vec<_>>()
    };
    texts.iter().flat_map(of_file).collect()
}

/// A site whose index is cut into files.
fn large() -> Arc<Site> {
    large_with(|_, text| text)
}

/// The same, with texts changed by their numbers.
fn large_with(change: impl Fn(usize, String) -> String) -> Arc<Site> {
    let syllables: Vec<char> = "就业服务中心办事指南社区居民培训调解租房入学看病投诉翻译养老儿童".chars().collect();
    let mut state = 7_usize;
    let mut pages = Vec::new();
    for number in 0..400 {
        let mut text = String::new();
        for place in 0..420 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(syllables[(state >> 33) % syllables.len()]);
            if place % 17 == 16 {
                text.push('，');
            }
        }
        pages.push((format!("第{number}篇"), change(number, text)));
    }
    book(&pages)
}

/// How many files another site has that this one has not, by kind. Files of the same name are the same.
fn fresh(old: &Memorised, new: &Memorised) -> BTreeMap<String, usize> {
    let mut fresh = BTreeMap::new();
    for (path, text) in new.0.iter().filter(|(path, _)| *path != "entry.js") {
        match old.0.get(path) {
            Some(other) => assert_eq!(other, text, "{path}"),
            None => *fresh.entry(path["files/".len()..].split('-').next().unwrap().to_owned()).or_default() += 1,
        }
    }
    fresh
}

#[test]
fn a_change_reaches_few_files() {
    let old = Memorised::of(&large());
    let is_small = |fresh: &BTreeMap<String, usize>, kinds: &[(&str, usize)]| {
        fresh.iter().all(|(kind, count)| kinds.iter().any(|(own, most)| own == kind && count <= most))
    };
    for number in [3, 37, 200, 399] {
        let edited = |edit: fn(String) -> String| {
            Memorised::of(&large_with(|own, text| if own == number { edit(text) } else { text }))
        };
        // A word: six pairs of characters, the text that holds it, and perhaps an end that moves.
        let word = fresh(&old, &edited(|text| text.replacen("，", "，街坊", 1)));
        assert!(is_small(&word, &[("w", 9), ("t", 1), ("k", 1), ("fold", 1), ("pinyin", 1)]), "{number}: {word:?}");
        // A page that gets a unit more. Terms of its text stand in most files of so few terms; texts and names do not.
        let page = fresh(&old, &edited(|text| format!("{text}\n\n{text}")));
        assert!(
            page["t"] <= 30 && page.get("k").is_none_or(|count| *count <= 8) && !page.contains_key("n"),
            "{number}: {page:?}"
        );
    }
    // A page that was opened before a site was published anew finds what its entry names beside the new files.
    let mut both = Memorised::of(&large_with(|own, text| text.replace("就", if own % 2 == 0 { "旧" } else { "就" })));
    let expected = ask(&mut Searcher::open(&old).unwrap(), "就业服务");
    both.0.extend(old.0.clone());
    assert_eq!(ask(&mut Searcher::open(&both).unwrap(), "就业服务"), expected);
}

#[test]
fn a_large_index_is_cut_and_the_same_each_time() {
    let site = large();
    let files = Memorised::of(&site);
    assert!(files.0.len() > 100, "{}", files.0.len());
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| Memorised::of(&site));
    assert_eq!(files.0, alone.0);
    let index = pipeline::search(&site);
    for (path, text) in &files.0 {
        let asked = index.file(&site, &Address::new(&format!("search/{path}")));
        assert_eq!(asked.map(|bytes| String::from_utf8(bytes).unwrap()).as_deref(), Some(text.as_str()), "{path}");
    }
    assert_eq!(index.file(&site, &Address::new("search/../site.yaml")), None);
    let mut searcher = Searcher::open(&files).unwrap();
    assert_eq!(ask(&mut searcher, "第37篇").first().map(String::as_str), Some("pages/p37.html"));
}

#[test]
fn missing_and_damaged_files_are_named() {
    let mut files = Memorised::of(&large());
    let paths: Vec<String> = files.0.keys().cloned().collect();
    for path in paths.iter().filter(|path| path.contains("/w-")) {
        files.0.remove(path);
    }
    let mut searcher = Searcher::open(&files).unwrap();
    let question = Question { query: "就业".to_owned(), limit: 10, ..Question::default() };
    assert!(matches!(searcher.ask(&question), Err(Damage::Missing(path)) if path.contains("/w-")));
    files.0.insert("entry.js".to_owned(), "_n(\"entry\",{\"format\":1});".to_owned());
    assert!(matches!(Searcher::open(&files), Err(Damage::Damaged(path)) if path == "entry.js"));
    files.0.clear();
    assert!(matches!(Searcher::open(&files), Err(Damage::Missing(_))));
}

#[test]
fn filters_take_pages_away() {
    let files = Memorised::of(&shipped());
    let mut searcher = Searcher::open(&files).unwrap();
    let mut of = |filter: Filter| {
        let question = Question { query: "服务".to_owned(), filter, limit: 500, complete: true };
        searcher.ask(&question).unwrap().hits
    };
    let some = |word: &str| Some(word.to_owned());
    let all = of(Filter::default()).len();
    let tasks = of(Filter { kind: some("task"), ..Filter::default() });
    assert!(!tasks.is_empty() && tasks.len() < all && tasks.iter().all(|hit| hit.kind == "task"));
    let urban = of(Filter { standard: some("urban"), kind: some("task"), ..Filter::default() });
    assert!(!urban.is_empty() && urban.iter().all(|hit| hit.address.starts_with("urban/")));
    let reported = of(Filter { provenance: some("reported"), ..Filter::default() });
    assert!(reported.iter().all(|hit| hit.provenance.as_deref() == Some("reported")));
    let role = of(Filter { role: some("justice-bureau"), ..Filter::default() });
    assert!(!role.is_empty() && role.len() < all);
    assert!(of(Filter { standard: some("nowhere"), ..Filter::default() }).is_empty());
    assert_eq!(of(Filter { lang: some("zh-CN"), ..Filter::default() }).len(), all);
}

#[test]
fn the_command_finds_and_says_what_it_lacks() {
    let project = Project::new();
    project.run(&["search", "就业"]).ends_with(2).says("has no search index");
    project.run(&["build"]).ends_with(0);
    let found = project.run(&["search", "jiuyefuwu", "--format", "json"]);
    found.ends_with(0);
    let answer: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(answer["hits"][0]["address"], "urban/2022/t01.html", "{answer}");
    let found = project.run(&["search", "5.7", "--kind", "clause"]);
    assert!(found.out.contains("urban/2022/5.7.html"), "{}", found.out);
    let file = project.site().into_keys().find(|path| path.contains("/all-")).expect("a small site has one file");
    project.write(&format!("output/site/{file}"), "_n(");
    project.run(&["search", "就业"]).ends_with(2).says("is damaged");
}

/// A standard in three editions of the same articles, of which that of 2022 holds.
fn three_editions() -> Arc<Site> {
    let mut files = BTreeMap::from([
        (
            "content/site.yaml".to_owned(),
            "title: 站\nlanguages: [zh-CN]\npublisher: {name: 组}\nrules: {clause-sequence: off}\n".to_owned(),
        ),
        (
            "content/standards/urban/index.md".to_owned(),
            "---\ntitle: 城市工作标准\nshort-title: 城市\nissuer: 机关\ncurrent: \"2022\"\n---\n".to_owned(),
        ),
    ]);
    for (year, status) in [("2018", "superseded"), ("2022", "current"), ("2026", "draft")] {
        let folder = format!("content/standards/urban/{year}");
        let index = format!(
            "---\ntitle: 城市工作标准（{year}年版）\nshort-title: {year}年版\nissued: {year}-08-01\nstatus: {status}\n\
             profile: group-standard\nnumbering: article\n---\n"
        );
        files.insert(format!("{folder}/index.md"), index);
        for (id, number) in [("2", "第二条"), ("21", "第二十一条"), ("ch3", "第三章\norder: 21")] {
            // The more a text says of it, the higher it would stand by its score alone.
            let text = if year == "2022" { "街道介绍岗位。" } else { "岗位，岗位，岗位。" };
            let clause = format!("---\nnumber: {number}\nprovenance: local\n---\n{text}\n");
            files.insert(format!("{folder}/clauses/{id}.md"), clause);
        }
    }
    let clause = "---\nnumber: 第三条\nprovenance: local\n---\n街道办理寄存。\n";
    files.insert("content/standards/urban/2018/clauses/3.md".to_owned(), clause.to_owned());
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    World::build(snapshot(files), Purpose::Draft, &mut Memory::default()).site
}

#[test]
fn what_holds_is_found_first_and_everything_counts() {
    let files = Memorised::of(&three_editions());
    let mut searcher = Searcher::open(&files).unwrap();
    let mut found = |query: &str, status: Option<&str>| {
        let filter = Filter { status: status.map(str::to_owned), ..Filter::default() };
        let question = Question { query: query.to_owned(), filter, limit: 20, ..Question::default() };
        let answer = searcher.ask(&question).unwrap();
        let years = answer.hits.iter().map(|hit| hit.address.split('/').nth(1).unwrap_or_default().to_owned());
        (answer.total, answer.past, years.collect::<Vec<_>>())
    };
    let (total, past, years) = found("岗位", None);
    assert_eq!((total, past), (9, 6));
    assert_eq!(years[..3], ["2022", "2022", "2022"], "{years:?}");
    assert_eq!(found("岗位", Some("draft")).2, ["2026", "2026", "2026"]);
    assert_eq!(found("岗位", Some("current")).2, ["2022", "2022", "2022"]);
    // What only another edition has is found all the same.
    assert_eq!(found("寄存", None), (1, 1, vec!["2018".to_owned()]));
}

#[test]
fn articles_are_found_as_people_call_them() {
    let files = Memorised::of(&three_editions());
    let mut searcher = Searcher::open(&files).unwrap();
    for query in ["第二十一条", "第21条", "21条", "21"] {
        assert_eq!(ask(&mut searcher, query).first().map(String::as_str), Some("urban/2022/21.html"), "{query}");
    }
    assert_eq!(ask(&mut searcher, "第三章").first().map(String::as_str), Some("urban/2022/ch3.html"));
}
