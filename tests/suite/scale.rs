//! A site of two thousand tasks, with one role in all of them: pages stay small, and what is split hangs together.
//!
//! Nothing is timed here: `scripts/bench` measures. Work is not counted either, for normbook has no counter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use normbook::check::Purpose;
use normbook::export::Catalogue;
use normbook::pipeline::Memory;
use normbook::render::Renderer;
use normbook::site::{ASIDES_PER_PAGE, Page, ROWS_PER_PAGE};

use crate::archive::Archive;
use crate::project::BASE;
use crate::world::{World, snapshot};
use crate::{html, links};

const TASKS: usize = 2_000;

const HEAVIEST: usize = 300 * 1024;

/// Another standard, so that editions stand side by side, and another role for it all.
const BESIDE: [(&str, &str); 3] = [
    ("content/roles/station.md", "---\ntitle: 服务站\nlevel: street\n---\n"),
    (
        "content/standards/village/index.md",
        "---\ntitle: 乡村工作标准\nshort-title: 乡村\nissuer: 发布机关\ncurrent: \"2022\"\n---\n",
    ),
    (
        "content/standards/village/2022/index.md",
        "---\ntitle: 乡村工作标准（2022年版）\nshort-title: 2022年版\nissued: 2022-08-01\nstatus: current\n\
         profile: group-standard\npairs-with: [urban@2022]\n---\n",
    ),
];

/// Tasks whose pages are made; the others are like them.
const RENDERED: [&str; 4] =
    ["urban/2022/t01.html", "urban/2022/t1000.html", "urban/2022/t2000.html", "urban/t1000.html"];

/// Every page but most of the tasks'.
struct Large {
    site: Arc<normbook::site::Site>,
    pages: BTreeMap<String, String>,
    files: BTreeSet<String>,
    addresses: BTreeSet<String>,
}

static LARGE: LazyLock<Large> = LazyLock::new(large);

fn large() -> Large {
    let tasks: Vec<(String, String)> = (1..=TASKS).map(task).collect();
    let base = Archive::parse(BASE);
    let base: Vec<(&str, &str)> =
        base.sections.iter().map(|section| (section.name.as_str(), section.text.as_str())).collect();
    let files = base.into_iter().chain(BESIDE).chain(tasks.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let world = World::resolve(snapshot(files), Purpose::Draft, &mut Memory::default());
    assert!(!world.has_errors(), "{}", world.said(normbook::diag::Locale::English));
    let theme = world.theme.unwrap();
    let renderer = Renderer::new(&world.site, &theme);
    let mut pages = BTreeMap::new();
    for (address, page) in world.site.pages.iter() {
        let of_task = match page {
            Page::Entry(entry, _) | Page::Latest(entry) => world.site.entry(*entry).item.work().is_some(),
            _ => false,
        };
        if !of_task || RENDERED.contains(&address.as_str()) {
            let (bytes, failure) = renderer.render(address, *page);
            assert!(failure.is_none(), "{failure:?}");
            pages.insert(address.to_string(), String::from_utf8(bytes).unwrap());
        }
    }
    let data = Catalogue::new(&world.site);
    Large {
        addresses: world.site.pages.keys().map(ToString::to_string).collect(),
        files: theme
            .assets
            .files
            .keys()
            .chain(data.files().iter().map(|file| &file.address))
            .map(ToString::to_string)
            .collect(),
        site: Arc::clone(&world.site),
        pages,
    }
}

/// All rest on clause 5.7 and are led by one role; each speaks of the first.
fn task(number: usize) -> (String, String) {
    let text = format!(
        "---\ntitle: 第{number}项服务\nprovenance: local\nbasis: [\"5.7\"]\n\
         who: [{{role: office, duty: lead, word: 统筹}}, {{role: station, duty: support}}]\ncadence: 每季度\n---\n\
         ## 做什么 {{#what}}\n\n为居民办理第{number}项服务，事前告知，事后回访，见[[t01]]。\n\n\
         ## 怎么做 {{#how}}\n\n1. 登记。\n2. 转办。\n3. 回访。\n"
    );
    (format!("content/standards/urban/2022/tasks/t{number:02}.md"), text)
}

#[test]
fn no_page_grows_with_the_site() {
    let heavy: Vec<String> = LARGE
        .pages
        .iter()
        .filter(|(_, page)| page.len() > HEAVIEST)
        .map(|(address, page)| format!("{address}: {} KiB", page.len() / 1024))
        .collect();
    assert_eq!(heavy, [""; 0]);
}

#[test]
fn long_lists_are_split() {
    let parts = TASKS.div_ceil(ROWS_PER_PAGE);
    let firsts = [
        "urban/2022/index.html",
        "urban/2022/matrix.html",
        "roles/office.html",
        "urban/2022/5.7.backlinks.html",
        "urban/2022/t01.backlinks.html",
        "urban/2022/alignment_village_2022.html",
    ];
    for first in firsts {
        let stem = first.strip_suffix(".html").unwrap();
        let names = (2..=parts).map(|part| format!("{stem}.p{part}.html"));
        let names: Vec<String> = std::iter::once(first.to_owned()).chain(names).collect();
        for name in &names {
            let page = LARGE.pages.get(name).unwrap_or_else(|| panic!("there is no {name}"));
            let linked: BTreeSet<String> = html::tags(page)
                .filter_map(|tag| tag.attribute("href"))
                .filter_map(|link| links::joined(name, link.split('#').next().unwrap()))
                .collect();
            let missing: Vec<&String> = names.iter().filter(|part| *part != name && !linked.contains(*part)).collect();
            assert!(missing.is_empty(), "{name} does not link to {missing:?}");
        }
        assert!(!LARGE.addresses.contains(&format!("{stem}.p{}.html", parts + 1)));
    }
}

/// Each task stands in exactly one part, and no part holds more than its share.
#[test]
fn parts_hold_everything_once() {
    let overlooking = ["urban/2022/alignment_village_2022", "index-az", "sitemap"];
    for stem in ["urban/2022/index", "urban/2022/matrix", "roles/office"].into_iter().chain(overlooking) {
        let own = |address: &str| address.starts_with(&format!("{stem}.")) && !address.contains("backlinks");
        let mut tasks = Vec::new();
        for (address, page) in LARGE.pages.iter().filter(|(address, _)| own(address)) {
            let main = html::select(page, "main").remove(0);
            let listed: BTreeSet<String> = rows(&main).filter_map(|link| links::joined(address, &link)).collect();
            assert!(listed.len() <= ROWS_PER_PAGE, "{address} lists {}", listed.len());
            tasks.extend(listed);
        }
        let distinct: BTreeSet<&String> = tasks.iter().collect();
        assert_eq!((tasks.len(), distinct.len()), (TASKS, TASKS), "{stem}");
    }
}

/// A whole edition is cut by weight: each item stands on one page, under its own id.
#[test]
fn reading_views_hold_everything_once() {
    let parts: Vec<&String> =
        LARGE.pages.iter().filter(|(address, _)| address.contains("/full-text.")).map(|(_, page)| page).collect();
    assert!(parts.len() > TASKS.div_ceil(ROWS_PER_PAGE), "{}", parts.len());
    let ids = |page: &&String| {
        html::tags(page).filter(|tag| tag.name == "h3").filter_map(|tag| tag.attribute("id")).collect::<Vec<_>>()
    };
    let items: Vec<String> = parts.iter().flat_map(ids).collect();
    let distinct: BTreeSet<&String> = items.iter().collect();
    // The base has one clause; the other standard has no item at all.
    assert_eq!((items.len(), distinct.len()), (TASKS + 1, TASKS + 1));
}

/// The facets of a matrix cut its parts, so that there are never more of them than a few for each part.
#[test]
fn facets_grow_with_the_parts_alone() {
    let facets = LARGE.site.pages.values().filter(|page| matches!(page, Page::MatrixOf(..))).count();
    assert_eq!(facets, 2 * TASKS.div_ceil(ROWS_PER_PAGE));
}

/// Links to tasks, without fragments.
fn rows(main: &str) -> impl Iterator<Item = String> {
    html::tags(main)
        .filter(|tag| tag.name == "a")
        .filter_map(|tag| tag.attribute("href"))
        .filter(|link| !link.contains('#') && link.rsplit('/').next().is_some_and(|file| file.starts_with('t')))
        .filter(|link| !link.contains("backlinks") && link.ends_with(".html"))
        .collect::<Vec<_>>()
        .into_iter()
}

#[test]
fn asides_are_bounded() {
    let page = &LARGE.pages["urban/2022/t1000.html"];
    let count =
        |selector: &str| html::select(page, selector).iter().map(|nav| nav.matches("<a ").count()).sum::<usize>();
    assert!((2..=ASIDES_PER_PAGE).contains(&count(".nb-siblings")), "{}", count(".nb-siblings"));
    let first = &LARGE.pages["urban/2022/t01.html"];
    let side = html::select(first, ".nb-related--backlinks").concat();
    assert!(side.matches("<li").count() <= ASIDES_PER_PAGE && side.contains("t01.backlinks.html"), "{side}");
    let clause = &LARGE.pages["urban/2022/5.7.html"];
    assert!(clause.contains("5.7.backlinks.html"));
}

#[test]
fn every_link_leads_somewhere() {
    // Tasks that were not rendered are known by their address, without the places in them.
    let files = LARGE.files.union(&LARGE.addresses).cloned().collect();
    let broken = links::broken(&LARGE.pages, &files);
    let anchored =
        |line: &String| line.rsplit_once('#').is_some_and(|(_, anchor)| ["what", "how", "who"].contains(&anchor));
    assert_eq!(broken.iter().filter(|line| !anchored(line)).collect::<Vec<_>>(), [""; 0]);
    assert!(LARGE.site.duties.values().any(|duties| duties.len() == TASKS));
}
