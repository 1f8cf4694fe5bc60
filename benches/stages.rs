//! The stages one by one, on books of 100 and 1,000 tasks: `cargo bench`.
//!
//! Figures of different machines do not compare; the shares of the stages and the ratio of the two sizes do. Whole
//! builds, with the disk, are measured by `scripts/bench` and `scripts/compare`.

use std::collections::BTreeMap;
use std::sync::Arc;

use divan::{Bencher, black_box};
use normbook::check::{self, Purpose};
use normbook::pipeline::{self, Memory};
use normbook::site::Site;
use normbook::source::{Snapshot, Source, SourcePath};
use normbook::theme::Theme;
use normbook::{config, parse};

const SIZES: [usize; 2] = [100, 1_000];

/// Tasks of one edition.
const EDITION: usize = 200;

fn main() {
    divan::main();
}

/// A book of so many tasks: some 900 characters, six steps, a table, five refs, four roles and a footnote each.
fn book(tasks: usize) -> Snapshot {
    let mut sources = BTreeMap::new();
    let mut put = |path: String, text: String| {
        let path = SourcePath::new(&path);
        sources.insert(path.clone(), Arc::new(Source::new(path, &text)));
    };
    for role in 0..24 {
        put(format!("content/roles/role-{role}.md"), format!("---\ntitle: 服务单位{role}\nlevel: street\n---\n"));
    }
    for standard in 0..tasks.div_ceil(EDITION) {
        let folder = format!("content/standards/std{standard}");
        put(
            format!("{folder}/index.md"),
            format!(
                "---\ntitle: 规范{standard}\nshort-title: 规范{standard}\nissuer: 试验组\ncurrent: \"2024\"\n---\n"
            ),
        );
        put(
            format!("{folder}/2024/index.md"),
            "---\ntitle: 规范\nshort-title: 2024年版\nissued: 2024\nstatus: current\nprofile: group-standard\n---\n"
                .to_owned(),
        );
    }
    for index in 0..tasks {
        put(format!("content/standards/{}.md", place(index, "/2024/tasks/t")), task(index, tasks));
    }
    let site = Source::new(
        SourcePath::new(config::PATH),
        "format: 2\ntitle: 基准\nlanguages: [zh-CN]\npublisher: {name: 试验组}\n",
    );
    Snapshot { config: Some(Arc::new(site)), sources, ..Snapshot::default() }
}

fn place(index: usize, between: &str) -> String {
    format!("std{}{between}{}", index / EDITION, index % EDITION)
}

fn task(index: usize, tasks: usize) -> String {
    let sentence = |turn: usize| {
        let words = ["登记情况", "核对材料", "说明流程", "约定时间", "转交部门", "回访确认", "整理台账"];
        let at = |step: usize| words[(index * 5 + turn * 3 + step) % words.len()];
        format!("居民到服务窗口办理时，值班人员先{}，再{}，当日{}并给出答复。", at(0), at(1), at(2))
    };
    let prose = |turn: usize| (turn..turn + 5).map(sentence).collect::<String>();
    let refer = |step: usize| format!("[[{}]]", place((index * 7 + step * 131 + 1) % tasks, "/t"));
    let roles: String = (0..4)
        .map(|turn| {
            let duty = ["lead", "responsible", "support", "guide"][turn];
            format!("  - {{role: role-{}, duty: {duty}}}\n", (index + turn * 5) % 24)
        })
        .collect();
    let steps: String = (1..7).map(|step| format!("{step}. 服务站负责：{}\n", sentence(step))).collect();
    format!(
        "---\ntitle: 第{index}项服务\nprovenance: sample\nwho:\n{roles}cadence: 每季度\nrecords: [登记表, 回访记录]\n---\n\
         ## 做什么 {{#what}}\n\n{}\n\n{}先看{}和{}。[^1]\n\n## 怎么做 {{#how}}\n\n{steps}\n\
         | 事项 | 地点 | 时限 |\n|---|---|---|\n| 登记 | 窗口 | 当日 |\n| 回访 | 电话 | 一周 |\n\n\
         ## 谁来做 {{#who}}\n\n{}相关的见{}、{}和{}。\n\n[^1]: {}\n",
        prose(0),
        prose(5),
        refer(0),
        refer(1),
        prose(10),
        refer(2),
        refer(3),
        refer(4),
        sentence(20),
    )
}

fn site(snapshot: &Snapshot) -> Arc<Site> {
    pipeline::site(snapshot, &mut Memory::default(), Purpose::Draft).site
}

/// Each file to an item: Markdown and front matter.
#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, tasks: usize) {
    let book = book(tasks);
    let (config, _) = config::read(book.config.as_deref());
    bencher.bench_local(|| {
        for source in book.sources.values() {
            black_box(parse::parse(source, &config));
        }
    });
}

/// Everything before rendering, from nothing.
#[divan::bench(args = SIZES)]
fn cold_site(bencher: Bencher<'_, '_>, tasks: usize) {
    let book = book(tasks);
    bencher.bench_local(|| black_box(pipeline::site(&book, &mut Memory::default(), Purpose::Draft)));
}

/// The same again with nothing changed: resolving and checking alone.
#[divan::bench(args = SIZES)]
fn warm_site(bencher: Bencher<'_, '_>, tasks: usize) {
    let book = book(tasks);
    let mut memory = Memory::default();
    pipeline::site(&book, &mut memory, Purpose::Draft);
    bencher.bench_local(|| black_box(pipeline::site(&book, &mut memory, Purpose::Draft)));
}

/// Every rule about the whole site.
#[divan::bench(args = SIZES)]
fn check(bencher: Bencher<'_, '_>, tasks: usize) {
    let book = book(tasks);
    let site = site(&book);
    bencher.bench_local(|| black_box(check::check(&site, &book.assets, Purpose::Draft)));
}

/// Every page, into nothing.
#[divan::bench(args = SIZES)]
fn render(bencher: Bencher<'_, '_>, tasks: usize) {
    let book = book(tasks);
    let site = site(&book);
    let (Some(theme), _) = pipeline::theme(&book, &site.config) else { return };
    bencher.bench_local(|| {
        let sink = |_: &normbook::site::Address, bytes: &[u8]| {
            black_box(bytes);
            Ok(())
        };
        black_box(pipeline::render(&site, &theme, &sink).is_ok())
    });
}

/// The search index, texts left aside.
#[divan::bench(args = SIZES)]
fn search(bencher: Bencher<'_, '_>, tasks: usize) {
    let site = site(&book(tasks));
    bencher.bench_local(|| black_box(pipeline::search(&site)));
}

/// The default theme, from its embedded files.
#[divan::bench]
fn theme(bencher: Bencher<'_, '_>) {
    let (config, _) = config::read(None);
    bencher.bench_local(|| black_box(Theme::read("default", &BTreeMap::new(), &config.languages, &[])));
}
