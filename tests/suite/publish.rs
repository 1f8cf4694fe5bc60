//! What is published: everything that keeps a release back is said at once, and no published address is lost in silence.

use std::collections::BTreeMap;
use std::fs;

use normbook::check::Purpose;
use normbook::pipeline::{self, Memory};
use normbook::render::Renderer;
use normbook::site::{Address, Page};

use crate::archive::Archive;
use crate::html;
use crate::project::{BASE, Project, root, tree};
use crate::world::{World, snapshot};

const LEDGER: &str = "content/published.txt";

#[test]
fn a_release_says_everything_at_once() {
    let project = Project::new();
    project.run(&["build"]).ends_with(0);
    let before = project.site();
    project.write(
        "content/site.yaml",
        "format: 2\ntitle: 试验站\nlanguages: [zh-CN]\npublisher: {name: 试验组}\ntheme: own\nfilings: {mandatory: [icp]}\n",
    );
    project
        .write("themes/own/templates/shell-foot.html", "<footer><img alt=\"\" src=\"//example.org/a.gif\"></footer>");
    project.replace("content/standards/urban/2022/tasks/t01.md", "provenance: local", "provenance: sample");
    project.write(
        "content/standards/urban/2022/clauses/5.8.md",
        "---\nnumber: \"5.8\"\ntitle: 培训\nprovenance: outline\n---\n",
    );
    for command in ["build", "check"] {
        let refused = project.run(&[command, "--release"]);
        refused.ends_with(1);
        let all =
            ["sample-in-release", "missing-filing", "unrecorded-address", "external-request", "warning[pending-text]"];
        for rule in all {
            refused.says(rule);
        }
    }
    assert!(project.site() == before, "the old site was touched");
    // A draft may have all of it.
    project.run(&["check"]).ends_with(0);
}

#[test]
fn recorded_addresses_are_kept_for_ever() {
    let project = Project::new();
    project.run(&["build", "--release"]).ends_with(1).says("unrecorded-address");
    project.run(&["record"]).ends_with(0);
    let recorded = project.read(LEDGER);
    assert!(recorded.starts_with("# ") && recorded.contains("\nurban/2022/t01.html\nurban/5.7.html\n"), "{recorded}");
    project.run(&["build", "--release"]).ends_with(0);

    // Once more changes nothing.
    project.run(&["record"]).ends_with(0);
    assert_eq!(project.read(LEDGER), recorded);

    // The task gets another id: check and build refuse until the old one leads on.
    let task = project.read("content/standards/urban/2022/tasks/t01.md");
    fs::remove_file(project.path("content/standards/urban/2022/tasks/t01.md")).unwrap();
    project.write("content/standards/urban/2022/tasks/t02.md", &task);
    let before = project.site();
    for command in [&["check"][..], &["build"], &["record"]] {
        let lost = project.run(command);
        lost.ends_with(1).says("error[lost-address]").says("the nearest page is urban/2022/t02.html");
    }
    assert!(project.site() == before && project.read(LEDGER) == recorded, "something was written");
    project.replace("content/standards/urban/2022/tasks/t02.md", "basis:", "moved-from: [t01]\nbasis:");
    project.run(&["check"]).ends_with(0);
    project.run(&["record"]).ends_with(0);
    let grown = project.read(LEDGER);
    let missing: Vec<&str> = recorded.lines().filter(|line| !grown.lines().any(|own| own == *line)).collect();
    assert!(missing.is_empty() && grown.contains("urban/2022/t02.html"), "{missing:?} {grown}");
    project.run(&["build", "--release"]).ends_with(0);
}

#[test]
fn a_ledger_keeps_its_remarks() {
    let project = Project::new();
    project.write(LEDGER, "# 2022 年起\nurban/2022/t01.html\n");
    project.run(&["record"]).ends_with(0);
    assert!(project.read(LEDGER).starts_with("# 2022 年起\ncoverage.html\n"), "{}", project.read(LEDGER));
    let hidden = fs::read_dir(project.path("content")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(hidden.into_iter().all(|name| !name.to_string_lossy().starts_with('.')));
}

/// The reading room as a public site: its address and its filings are known.
fn published() -> World {
    let project = Project::copy(&root().join("tests/books/reading-room"), false);
    let filings = "base-url: https://example.org/yunxi/\nfilings: {site-id: bm00000000, icp: 川ICP备00000000号-1, \
                   police: 川公网安备00000000000000号, ipv6: true, mandatory: [contact, site-id, icp, police, base-url]}\n";
    let text = project.read("content/site.yaml") + filings;
    project.write("content/site.yaml", text);
    World::load(&project.path(""), Purpose::Release)
}

#[test]
fn the_reading_room_could_be_a_public_site() {
    let world = World::release(published().snapshot);
    assert_eq!(world.said(normbook::diag::Locale::English), "");
}

/// The data block of a page.
fn data(page: &str) -> Option<serde_json::Value> {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">")?;
    serde_json::from_str(rest.split("</script>").next()?).ok()
}

#[test]
fn every_page_says_what_it_is_and_where() {
    let world = published();
    for (address, page) in world.site.pages.iter() {
        if matches!(page, Page::Latest(_) | Page::Moved(_) | Page::Single(_) | Page::NotFound)
            || !address.as_str().ends_with(".html")
        {
            continue;
        }
        let page = &world.pages[address.as_str()];
        let canonical = format!("https://example.org/yunxi/{address}");
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{canonical}\">")), "{address}");
        let data = data(page).unwrap_or_else(|| panic!("{address} has no data block that can be read"));
        assert_eq!(data["@graph"][0]["url"], canonical.as_str(), "{address}");
        // Steps of the way are pages of the site.
        let steps = data["@graph"][1]["itemListElement"].as_array().cloned().unwrap_or_default();
        for step in steps {
            let own = step["item"].as_str().unwrap().strip_prefix("https://example.org/yunxi/").unwrap().to_owned();
            assert!(world.pages.contains_key(&own), "{address}: {own}");
        }
        let tags: Vec<_> = html::tags(page).collect();
        let named = |name: &str| tags.iter().filter(|tag| tag.attribute("property").as_deref() == Some(name)).count();
        for name in ["og:title", "og:type", "og:url", "og:site_name", "og:locale"] {
            assert_eq!(named(name), 1, "{address}: {name}");
        }
    }
}

/// RFC 4287: what a feed and an entry must have, and no id twice.
#[test]
fn the_feed_is_what_atom_wants() {
    let world = published();
    let theme = world.theme.as_ref().unwrap();
    let (bytes, _) = Renderer::new(&world.site, theme).render(&Address::feed(), Page::Feed);
    let feed = String::from_utf8(bytes).unwrap();
    assert!(
        feed.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"")
    );
    let mut pieces = feed.split("<entry");
    let head = pieces.next().unwrap();
    let entries: Vec<&str> = pieces.collect();
    assert!(entries.len() >= 4, "{feed}");
    // Entries without an author of their own have the feed's.
    assert!(head.contains("<author><name>云溪镇阅览服务委员会</name></author>"), "{head}");
    let mut ids = BTreeMap::new();
    for piece in std::iter::once(head).chain(entries.iter().copied()) {
        for element in ["id", "title", "updated"] {
            assert_eq!(piece.matches(&format!("<{element}>")).count(), 1, "{element} in {piece}");
        }
        let of = |element: &str| {
            let rest = piece.split_once(&format!("<{element}>")).unwrap().1;
            rest.split_once('<').unwrap().0.to_owned()
        };
        assert!(of("updated").len() == 20 && of("updated").ends_with("T00:00:00Z"), "{piece}");
        *ids.entry(of("id")).or_insert(0) += 1;
        assert!(piece.contains("<link rel=\"alternate\" href=\"https://example.org/yunxi/"), "{piece}");
    }
    assert!(ids.values().all(|count| *count == 1), "{ids:?}");
    let days = |text: &&str| text.split_once("<updated>").unwrap().1[..10].to_owned();
    let order: Vec<String> = entries.iter().map(days).collect();
    assert!(order.is_sorted_by(|a, b| a >= b), "{order:?}");
    assert_eq!(days(&head), order[0]);
}

#[test]
fn the_feed_is_bounded() {
    let notes: Vec<(String, String)> = (1..=120).map(note).collect();
    let base = Archive::parse(BASE);
    let base = base.sections.iter().map(|section| (section.name.as_str(), section.text.as_str()));
    let config = "format: 2\ntitle: 站\nlanguages: [zh-CN]\npublisher: {name: 组}\nbase-url: https://example.org/\n";
    let files = base.chain([("content/site.yaml", config)]);
    let files = files.chain(notes.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let snapshot = snapshot(files);
    let built = pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft);
    let theme = pipeline::theme(&snapshot, &built.site.config).0.unwrap();
    let (bytes, _) = Renderer::new(&built.site, &theme).render(&Address::feed(), Page::Feed);
    let feed = String::from_utf8(bytes).unwrap();
    assert_eq!(feed.matches("<entry>").count(), 50);
    assert!(feed.contains("notes/note-120.html") && !feed.contains("notes/note-70.html"));
}

fn note(number: usize) -> (String, String) {
    let (month, day) = ((number - 1) / 28 + 1, (number - 1) % 28 + 1);
    let text = format!(
        "---\ntitle: 解读{number}\nprovenance: interpretive\ninterprets: [urban/t01]\nunit: 某局\n\
         date: 2024-{month:02}-{day:02}\n---\n正文。\n"
    );
    (format!("content/notes/note-{number}.md"), text)
}

/// What webmasters, version control and authorities put into the folder of a site.
const OTHERS: [&str; 5] =
    [".git/config", ".htaccess", ".well-known/security.txt", "MP_verify_a1B2c3.txt", "urban/2022/note.pdf"];

#[test]
fn files_of_others_are_carried_named_and_in_nothing_that_is_made() {
    let project = Project::new();
    let build = |flags: &[&str]| project.run(&[&["build"], flags].concat());
    let named = |run: &crate::project::Run, word: &str| {
        let lines = run.out.lines().filter_map(|line| line.strip_prefix(word)).map(str::trim_start);
        lines.filter_map(|line| line.split("  ").next()).map(str::to_owned).collect::<Vec<_>>()
    };
    project.replace("content/site.yaml", "title:", "base-url: https://example.org/a/\ntitle:");
    build(&[]).ends_with(0);
    let before = project.site();
    for path in OTHERS {
        project.write(&format!("output/site/{path}"), path);
    }
    let first = [".git/", ".htaccess", ".well-known/", "MP_verify_a1B2c3.txt", "urban/2022/note.pdf"];
    for _ in 0..2 {
        let run = build(&[]);
        run.ends_with(0);
        assert_eq!(named(&run, "kept"), first);
        let now = project.site();
        assert!(before.keys().all(|path| now.contains_key(path)));
        for path in OTHERS {
            assert_eq!(now[path], path.as_bytes());
        }
        assert!(!project.read("output/site/sitemap.xml").contains("note"));
    }
    // A release that is refused deletes nothing either.
    build(&["--release"]).ends_with(1);
    assert!(OTHERS.iter().all(|path| project.path(&format!("output/site/{path}")).exists()));
    project.run(&["bundle"]).ends_with(0);
    let mut package = zip::ZipArchive::new(fs::File::open(project.path("output/bundle.zip")).unwrap()).unwrap();
    assert!(package.by_name("site/index.html").is_ok() && package.by_name("site/.htaccess").is_err());
    let run = build(&["--prune"]);
    run.ends_with(0);
    assert_eq!(named(&run, "dropped"), first);
    assert_eq!(project.site(), before);
    // A page that goes is not somebody else's file.
    fs::remove_file(project.path("content/standards/urban/2022/tasks/t01.md")).unwrap();
    let run = build(&[]);
    run.ends_with(0);
    assert_eq!(named(&run, "kept"), [""; 0]);
    assert!(!project.site().contains_key("urban/2022/t01.html"));
}

#[test]
fn nothing_is_made_among_the_sources() {
    let project = Project::new();
    project.write("themes/own/css/base.css", "");
    let before = tree(&project.path("content"));
    let commands: [&[&str]; 6] =
        [&["build"], &["bundle"], &["export", "html"], &["export", "xlsx"], &["export", "csv"], &["export", "json"]];
    for command in commands {
        for out in ["content/x", "content", "./content/../content/a/b.zip", "themes/own"] {
            let run = project.run(&[command, &["--out", out]].concat());
            run.ends_with(2).says("from which the site is made");
        }
    }
    assert!(tree(&project.path("content")) == before);
    project.run(&["build", "--out", "contents"]).ends_with(0);
}

#[test]
fn no_lock_lies_beside_what_is_handed_out() {
    let project = Project::new();
    project.run(&["build"]).ends_with(0);
    project.run(&["bundle"]).ends_with(0);
    project.run(&["export", "csv"]).ends_with(0);
    let names = |folder: &str| {
        let names = fs::read_dir(project.path(folder)).unwrap().map(|entry| entry.unwrap().file_name());
        names.collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(names("output"), ["bundle.zip", "export", "site"].map(Into::into).into());
    assert_eq!(names("output/export"), ["duties.csv", "tasks.csv"].map(Into::into).into());
}

#[test]
fn static_files_are_published_as_they_are() {
    let project = Project::new();
    let files = [
        (".well-known/security.txt", "Contact: mailto:office@example.org\r\n"),
        ("MP_verify_a1B2c3.txt", "a1B2c3"),
        ("readme.md", "no item"),
        ("widget/a.js", "x"),
    ];
    for (path, text) in files {
        project.write(&format!("content/static/{path}"), text);
    }
    project.write("content/static/.DS_Store", "of a system");
    project.write("content/.hidden/security.txt", "not published");
    project.run(&["build"]).ends_with(1).says("static-script");
    let site = project.read("content/site.yaml");
    project.write("content/site.yaml", format!("{site}active-files: [widget/a.js]\n"));
    project.run(&["build"]).ends_with(0);
    let built = project.site();
    for (path, text) in files {
        assert_eq!(built[path], text.as_bytes());
    }
    assert!(!built.keys().any(|path| path.contains("DS_Store") || path.contains("hidden")));
    project.run(&["bundle"]).ends_with(0);
    let mut package = zip::ZipArchive::new(fs::File::open(project.path("output/bundle.zip")).unwrap()).unwrap();
    for (path, _) in files {
        assert!(package.by_name(&format!("site/{path}")).is_ok(), "{path}");
    }
    let manifest: serde_json::Value = serde_json::from_reader(package.by_name("manifest.json").unwrap()).unwrap();
    assert_eq!(manifest["active_files"], serde_json::json!(["widget/a.js"]));
    project.run(&["verify", "output/bundle.zip"]).ends_with(0);
    // Made again, they are the site's own: nothing is said of them, and they go when they go.
    let run = project.run(&["build"]);
    assert!(run.code == 0 && !run.out.contains("kept"), "{}", run.out);
    fs::remove_dir_all(project.path("content/static/.well-known")).unwrap();
    project.run(&["build"]).ends_with(0);
    assert!(!project.site().contains_key(".well-known/security.txt"));
}
