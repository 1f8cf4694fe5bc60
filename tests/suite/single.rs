//! The single file of an edition says what the pages say, and needs nothing but itself.

use std::collections::BTreeSet;
use std::fs;

use normbook::check::Purpose;
use normbook::model::Kind;
use normbook::site::{Address, EditionNode, EntryIx, Page};
use normbook::source::ContentHash;

use crate::html::{self, Token};
use crate::project::{Project, normbook, root};
use crate::world::World;

fn books() -> [World; 2] {
    let book = |path: &str| World::load(&root().join(path), Purpose::Draft);
    [book("."), book("tests/books/reading-room")]
}

/// Every edition that has a file, with the file.
fn singles(world: &World) -> impl Iterator<Item = (&EditionNode, &str)> {
    world.site.pages.iter().filter_map(|(address, page)| match page {
        Page::Single(edition) => Some((&world.site.editions[*edition], world.pages[address.as_str()].as_str())),
        _ => None,
    })
}

/// The words that a reader sees, and pictures; not what only scripts or other senses use, and no badges.
fn words(html: &str) -> String {
    let mut words = String::new();
    // Names of open elements that are passed over, with how many of the same name are open inside.
    let mut skipped: Option<(String, usize)> = None;
    for token in html::tokens(html) {
        match (&mut skipped, token) {
            (Some((name, depth)), Token::Open(tag)) if tag.name == name.as_str() => *depth += 1,
            (Some((name, depth)), Token::Close(own)) if own == name.as_str() => {
                *depth -= 1;
                if *depth == 0 {
                    skipped = None;
                }
            }
            (Some(_), _) => {}
            (None, Token::Open(tag)) => {
                let class = tag.attribute("class").unwrap_or_default();
                let unseen = ["nb-badge", "nb-anchor", "nb-hidden", "nb-progress"];
                if class.split(' ').any(|own| unseen.contains(&own)) {
                    skipped = Some((tag.name.to_owned(), 1));
                }
                if tag.name == "img" {
                    words.push_str(&format!("[{}]", tag.attribute("alt").unwrap_or_default()));
                }
            }
            (None, Token::Text(text)) => words.extend(html::unescape(text).split_whitespace()),
            (None, _) => {}
        }
    }
    words
}

/// The provenances that are said in some HTML, by the words of their classes.
fn badges(html: &str) -> Vec<String> {
    let classes = html::tags(html).filter_map(|tag| tag.attribute("class"));
    classes.filter_map(|class| class.strip_prefix("nb-badge nb-badge--").map(str::to_owned)).collect()
}

fn first(html: &str, selector: &str) -> String {
    html::select(html, selector).into_iter().next().unwrap_or_default()
}

/// Both texts of one fact must be equal, and one that should be there must not be empty.
fn same(of: &str, what: &str, page: &str, file: &str, wrong: &mut Vec<String>) {
    if page != file {
        wrong.push(format!("{of}, {what}\n  page: {page}\n  file: {file}"));
    }
}

/// The value of `<dt>name…</dt><dd>value</dd>`, without remarks.
fn fact(html: &str, name: &str) -> String {
    let rows = html::select(html, "div");
    let found = rows.iter().find(|row| words(&first(row, "dt")).starts_with(name));
    let value = found.map(|row| first(row, "dd")).unwrap_or_default();
    // A list on the page is a row of words in the file.
    let list = html::select(&value, "li").concat();
    words(if list.is_empty() { &value } else { &list }).replace('、', "")
}

/// Role and duty of everyone who takes part.
fn duties(html: &str, row: &str) -> BTreeSet<String> {
    let rows = html::select(html, row).into_iter().filter(|row| row.contains("nb-duty"));
    rows.map(|row| {
        let duty = first(&row, ".nb-duty");
        // A role is a link, or a name without one; level and wording stand beside it on pages only, or in both.
        let role = [first(&row, "th"), first(&row, "a")].into_iter().find(|role| !role.is_empty());
        format!("{} {}", words(&duty), words(&role.unwrap_or_default()))
    })
    .collect()
}

/// What follows a heading of an item in the file, up to the next one of its level.
fn passages(article: &str) -> Vec<(String, String)> {
    let parts = article.split("<h4").skip(1).map(|part| {
        let part = format!("<h4{part}");
        let end = part.find("</h4>").expect("a heading ends") + 5;
        (part[..end].to_owned(), part[end..].trim_end_matches("</article>").to_owned())
    });
    parts.collect()
}

/// Compares an item's own page with its place in the file; see `docs/single-file.md` for what is the same.
fn compare(world: &World, entry: EntryIx, article: &str, wrong: &mut Vec<String>) {
    let entry = world.site.entry(entry);
    let page = &world.pages[entry.address.as_str()];
    let of = entry.address.as_str();
    let main = first(page, "main");
    let head = first(&main, "header");
    let own_head = first(article, "h3");
    same(of, "title", &words(&first(&head, "h1")), &words(&own_head), wrong);
    same(of, "provenance", &badges(&head).join(" "), &badges(&own_head).join(" "), wrong);
    if entry.kind() == Kind::Clause {
        // The page adds a label to the issuer's words, and says more where there are none yet.
        let text = first(&main, ".nb-official").replace(&first(&main, ".nb-official-label"), "");
        let pending = first(&text, ".nb-pending");
        let written = if pending.is_empty() { text } else { first(&pending, "strong") };
        let written = written.replace(&html::select(&written, ".nb-plain").concat(), "");
        let framed = html::select(&main, ".nb-framed").concat();
        let file = article.replacen(&own_head, "", 1);
        same(of, "text", &words(&(written + &framed)), &words(&file), wrong);
        return;
    }
    let card = first(&main, ".nb-card");
    let brief = first(article, ".nb-brief");
    same(of, "lead", &fact(&card, "谁牵头"), &fact(&brief, "谁牵头"), wrong);
    for name in ["依据", "对应任务"] {
        same(of, name, &fact(&card, name), &fact(&brief, name), wrong);
    }
    for name in ["多久一次", "留什么记录"] {
        // A card adds the months to its words.
        let months = html::select(&card, ".nb-year-bar").concat();
        let card = if months.is_empty() { card.clone() } else { card.replacen(&months, "", 1) };
        same(of, name, fact(&card, name).trim_start_matches("未注明"), &fact(&brief, name), wrong);
    }
    let notes_in_file = first(article, ".nb-footnotes");
    let file = passages(&article.replacen(&notes_in_file, "", 1));
    let mut blocks = html::select(&card, ".nb-block");
    blocks.extend(html::select(&first(&main, ".nb-text"), ".nb-section"));
    let notes = first(&main, ".nb-footnotes");
    same(of, "number of sections", &blocks.len().to_string(), &file.len().to_string(), wrong);
    for (block, (heading, text)) in blocks.iter().zip(&file) {
        let title = first(block, "h2");
        let table = first(block, ".nb-duties");
        let list = first(text, ".nb-assigned");
        let (page, file) = (block.replacen(&title, "", 1).replacen(&table, "", 1), text.replacen(&list, "", 1));
        same(of, "heading", &words(&title), &words(heading), wrong);
        same(of, "text", &words(&page), &words(&file), wrong);
        same(of, "duties", &format!("{:?}", duties(&table, "tr")), &format!("{:?}", duties(&list, "li")), wrong);
        let (page, file) = (badges(block), badges(&format!("{heading}{text}")));
        same(of, "provenance of a section", &page.join(" "), &file.join(" "), wrong);
    }
    same(of, "footnotes", &words(&notes), &words(&notes_in_file), wrong);
}

#[test]
fn every_clause_task_and_safeguard_says_what_its_page_says() {
    let mut compared = Vec::new();
    let mut wrong = Vec::new();
    for world in books() {
        for (edition, file) in singles(&world) {
            let articles = html::select(file, "article");
            for at in 0..edition.reading_length() {
                let item = edition.reading_item(at).unwrap().entry();
                let id = world.site.entry(item).key().id().as_str();
                let own =
                    articles.iter().find(|own| html::tags(own).any(|tag| tag.attribute("id").as_deref() == Some(id)));
                match own {
                    Some(article) => compare(&world, item, article, &mut wrong),
                    None => wrong.push(format!("{}: {id} is not in the file", edition.key)),
                }
                compared.push(item);
            }
        }
    }
    assert!(compared.len() > 90, "{} items were compared", compared.len());
    assert!(wrong.is_empty(), "{}\n{} differ", wrong.join("\n"), wrong.len());
}

#[test]
fn the_comparison_sees_a_word_and_a_badge_that_differ() {
    let world = World::load(&root().join("tests/books/minimal"), Purpose::Draft);
    let (edition, file) = singles(&world).next().unwrap();
    let task = edition.tasks[0];
    let article = html::select(file, "article").into_iter().find(|own| own.contains("id=\"t01\"")).unwrap();
    let differ = |article: &str| {
        let mut wrong = Vec::new();
        compare(&world, task, article, &mut wrong);
        wrong.len()
    };
    assert_eq!(differ(&article), 0);
    assert_eq!(differ(&article.replacen("</p>", "！</p>", 1)), 1);
    assert_eq!(differ(&article.replacen("nb-badge--", "nb-badge--x", 1)), 1);
    assert_eq!(differ(&article.replacen("nb-duty nb-duty--lead\">", "nb-duty nb-duty--lead\">x", 1)), 1);
}

#[test]
fn a_file_needs_nothing_but_itself() {
    let mut found = 0;
    for world in books() {
        for (edition, file) in singles(&world) {
            found += 1;
            let ids: BTreeSet<String> = html::tags(file).filter_map(|tag| tag.attribute("id")).collect();
            for tag in html::tags(file) {
                assert!(!tag.is_inline(), "{}", tag.raw);
                for name in ["src", "href", "action", "srcset", "data-nb-main"] {
                    let Some(value) = tag.attribute(name) else { continue };
                    let inside = value.strip_prefix('#').is_some_and(|anchor| ids.contains(anchor));
                    let outward = tag.name == "a"
                        && ["https://", "http://", "mailto:", "tel:"].iter().any(|own| value.starts_with(own));
                    let description = tag.name == "link" && tag.attribute("rel").as_deref() == Some("canonical");
                    assert!(
                        inside || outward || description || value.starts_with("data:image/"),
                        "{}: {}",
                        edition.key,
                        tag.raw
                    );
                }
            }
            let holder = |name: &str| {
                let all: Vec<&str> = file.split(&format!("<{name}>")).skip(1).collect();
                assert_eq!(all.len(), 1, "one <{name}>");
                let text = all[0].split(&format!("</{name}>")).next().unwrap();
                format!("{name}-src 'sha256-{}'", ContentHash::of(text.as_bytes()).base64())
            };
            let policy = format!(
                "content=\"default-src 'none'; {}; {}; img-src data:; base-uri 'none'\"",
                holder("script"),
                holder("style")
            );
            assert!(file.contains(&policy), "{policy}");
            let served = world.theme.as_ref().unwrap().policy();
            for source in [holder("script"), holder("style")] {
                assert!(served.contains(source.rsplit(' ').next().unwrap()), "{served}");
            }
        }
    }
    // Two editions ship; the reading room has three.
    assert_eq!(found, 5);
}

#[test]
fn long_editions_are_made_on_request() {
    let project = Project::new();
    let task = |number: usize| {
        let text = "很长的一段话。".repeat(700);
        format!(
            "---\ntitle: 事项{number}\nprovenance: local\nbasis: [\"5.7\"]\nwho: [{{role: office, duty: lead}}]\n---\n## 做什么 {{#what}}\n\n{text}\n\n## 怎么做 {{#how}}\n\n1. 办理。\n"
        )
    };
    for number in 10..26 {
        project.write(&format!("content/standards/urban/2022/tasks/t{number}.md"), task(number));
    }
    let world = World::load(&project.path(""), Purpose::Draft);
    assert!(world.pages.contains_key("urban/2022/full-text.p2.html"));
    assert!(!world.pages.contains_key("urban/2022/urban_2022.html"));
    assert!(!world.pages["urban/2022/index.html"].contains("urban_2022.html"));
    project.run(&["export", "html", "--edition", "urban@2022", "--out", "sent"]).ends_with(0);
    let file = project.read("sent/urban_2022.html");
    assert_eq!(html::imbalance(&file), None);
    assert_eq!(html::repeated_ids(&file), [""; 0]);
    for number in 10..26 {
        assert!(file.contains(&format!("<h3 id=\"t{number}\">")), "t{number}");
    }
    project.run(&["export", "html"]).ends_with(0);
    assert_eq!(project.read("output/export/urban_2022.html"), file);
    project.run(&["export", "html", "--edition", "urban@1999"]).ends_with(2).says("there are: urban@2022");
}

#[test]
fn the_file_in_the_site_is_the_one_that_is_exported() {
    let world = World::load(&root().join("tests/books/minimal"), Purpose::Draft);
    let (edition, file) = singles(&world).next().unwrap();
    let address = Address::single(&edition.key);
    assert_eq!(world.pages[address.as_str()], file);
    let out = crate::scratch::folder();
    let mut command = normbook();
    command.args(["export", "html", "-C"]).arg(root().join("tests/books/minimal")).arg("--out").arg(out.path());
    assert!(command.output().unwrap().status.success());
    let name = address.as_str().rsplit('/').next().unwrap();
    assert_eq!(fs::read_to_string(out.path().join(name)).unwrap(), file);
}
