//! Packages for offline use, made by the real program and taken apart here by code of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::LazyLock;

use normbook::address::Address;
use normbook::bundle::{MANIFEST_SCHEMA, Made, Old, Package};
use normbook::check::Purpose;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::project::{Project, Run, root};
use crate::properties;
use crate::world::World;

/// Files by their paths.
type Files = BTreeMap<String, Vec<u8>>;

const PAGE: &str = "content/pages/new.md";

/// What lies beside the site in every package.
const BESIDE: [&str; 12] = [
    "README.txt",
    "SHA256SUMS",
    "SM3SUMS",
    "index.html",
    "manifest.json",
    "manifest.schema.json",
    "server/Caddyfile",
    "server/README.txt",
    "server/apache.conf",
    "server/htaccess",
    "server/nginx.conf",
    "server/web.config",
];

/// What a package adds to its site beside compressed siblings.
const SELFTEST: [&str; 6] = [
    "selftest.html",
    "selftest/probe.css",
    "selftest/probe.js",
    "selftest/probe.txt",
    "selftest/selftest.css",
    "selftest/selftest.js",
];

/// Whether a file of a site comes with the configuration of servers.
fn is_of_kit(path: &str) -> bool {
    path.ends_with(".gz") || SELFTEST.contains(&path)
}

/// Every file of a zip.
fn unzip(bytes: &[u8]) -> Files {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Files::new();
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(entry.name().unwrap().into_owned(), bytes);
    }
    files
}

fn read(project: &Project, path: &str) -> Vec<u8> {
    fs::read(project.path(path)).unwrap()
}

/// Makes a package with the real program.
#[track_caller]
fn bundled(project: &Project, more: &[&str], path: &str) -> Vec<u8> {
    project.run(&[&["bundle", "--out", path], more].concat()).ends_with(0);
    read(project, path)
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// What an administrator does with a delta, in other words than those of the program.
fn applied(old: &Files, delta: &Files) -> Files {
    let mut files = old.clone();
    files.extend(delta.clone());
    for path in text(delta, "DELETE.txt").lines() {
        assert!(files.remove(path).is_some(), "{path} is to be removed, and is not there");
    }
    for path in text(delta, "GZIP.txt").lines() {
        let page = &delta[path.strip_suffix(".gz").expect("siblings are named so")];
        assert!(!delta.contains_key(path), "{path} is there twice");
        files.insert(path.to_owned(), gzip(page));
    }
    files.retain(|path, _| !matches!(path.as_str(), "DELTA.txt" | "DELETE.txt" | "GZIP.txt" | "DELTA.sums"));
    files
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let builder = flate2::GzBuilder::new().operating_system(255);
    let mut encoder = builder.write(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn list(files: &Files, hash: impl Fn(&[u8]) -> Vec<u8>, is_listed: impl Fn(&str) -> bool) -> String {
    let hexadecimal = |bytes: &[u8]| hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let listed = files.iter().filter(|(path, _)| is_listed(path));
    listed.map(|(path, bytes)| format!("{}  {path}\n", hexadecimal(bytes))).collect()
}

#[test]
fn a_package_holds_the_site_and_what_proves_it() {
    let project = Project::new();
    project.run(&["build"]).ends_with(0);
    let run = project.run(&["bundle"]);
    run.ends_with(0);
    let zip = read(&project, "output/bundle.zip");
    let sha256: String = Sha256::digest(&zip).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(run.out.contains(&sha256) && run.out.contains("output/bundle.zip"), "{}", run.out);

    let files = unzip(&zip);
    assert!(run.out.starts_with(&format!("{} files, ", files.len())), "{}", run.out);
    let mut site = project.site();
    site.remove(".normbook-site").expect("a built site is marked");
    let packed = files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("site/")?.to_owned(), bytes.clone())));
    let (server_config, pages): (Files, Files) = packed.partition(|(path, _)| is_of_kit(path));
    assert!(pages == site);
    let beside: Vec<&str> = files.keys().map(String::as_str).filter(|path| !path.starts_with("site/")).collect();
    assert_eq!(beside, BESIDE);

    let added: Vec<&str> = server_config.keys().map(String::as_str).filter(|path| !path.ends_with(".gz")).collect();
    assert_eq!(added, SELFTEST);
    assert!(server_config.contains_key("index.html.gz") && server_config.contains_key("search.html.gz"));
    for (path, bytes) in server_config.iter().filter(|(path, _)| path.ends_with(".gz")) {
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut plain).unwrap();
        assert!(plain == files[&format!("site/{}", path.trim_end_matches(".gz"))], "{path} is another file");
        assert!(bytes.len() < plain.len() && plain.len() > 1000, "{path} is of no use");
    }

    let sha256 = |bytes: &[u8]| Sha256::digest(bytes).to_vec();
    let sm3 = |bytes: &[u8]| sm3::Sm3::digest(bytes).to_vec();
    let all = |path: &str| !matches!(path, "SHA256SUMS" | "SM3SUMS");
    assert_eq!(text(&files, "SHA256SUMS"), list(&files, sha256, all));
    assert_eq!(text(&files, "SM3SUMS"), list(&files, sm3, |path| path != "SM3SUMS"));
    assert!(text(&files, "index.html").contains("url=site/index.html"));
}

#[test]
fn entries_say_nothing_of_time_and_place() {
    let project = Project::new();
    let zip = bundled(&project, &[], "a.zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(&zip)).unwrap();
    let mut paths = Vec::new();
    for place in 0..archive.len() {
        let entry = archive.by_index_raw(place).unwrap();
        assert_eq!(entry.last_modified(), Some(zip::DateTime::default()));
        assert_eq!(entry.unix_mode(), Some(0o100_644));
        assert_eq!(entry.compression(), zip::CompressionMethod::Deflated);
        assert_eq!(entry.extra_data_fields().count(), 0);
        assert!(!entry.is_dir() && entry.comment().is_empty());
        paths.push(entry.name_raw().to_vec());
    }
    assert!(paths.is_sorted() && paths.iter().all(|path| path.is_ascii()));
}

#[test]
fn the_same_content_gives_the_same_zip() {
    let made = |backwards: bool, threads: &str| {
        let project = Project::copy(&root().join("tests/books/reading-room"), backwards);
        bundled(&project, &["--threads", threads], "some/where/a.zip")
    };
    assert!(made(false, "1") == made(true, "2"));
}

/// The manifest of a book.
fn manifest(project: &Project) -> (Value, Files) {
    let files = unzip(&bundled(project, &[], "m.zip"));
    (serde_json::from_slice(&files["manifest.json"]).unwrap(), files)
}

#[test]
fn manifests_fit_their_schema() {
    let project = Project::copy(&root().join("tests/books/reading-room"), false);
    project.replace("content/site.yaml", "theme: default", "theme: default\nbase-url: https://example.org/a/");
    let (manifest, files) = manifest(&project);
    let shipped: Value = serde_json::from_slice(&files["manifest.schema.json"]).unwrap();
    assert_eq!(shipped, serde_json::from_str::<Value>(MANIFEST_SCHEMA).unwrap());
    let schema = jsonschema::draft202012::new(&shipped).unwrap();
    let errors: Vec<String> = schema.iter_errors(&manifest).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    // A schema that lets everything through would be no judge.
    for (pointer, value) in [("/format", json!(2)), ("/build", json!("x")), ("/editions/0/clauses/0/sha256", json!(""))]
    {
        let mut wrong = manifest.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert!(!schema.is_valid(&wrong), "{pointer}");
    }
    for key in manifest.as_object().unwrap().keys() {
        let mut wrong = manifest.clone();
        wrong.as_object_mut().unwrap().remove(key);
        assert!(!schema.is_valid(&wrong), "{key}");
    }
    let pages: Vec<&Vec<u8>> =
        files.iter().filter(|(path, _)| path.starts_with("site/")).map(|(_, bytes)| bytes).collect();
    let bytes: usize = pages.iter().map(|bytes| bytes.len()).sum();
    assert_eq!(manifest["files"], json!({"count": pages.len(), "bytes": bytes}));
    assert_eq!(manifest["base_url"], "https://example.org/a/");
    let lines = text(&files, "SHA256SUMS");
    let lines: String = lines.split_inclusive('\n').filter(|line| line.contains("  site/")).collect();
    let build: String = Sha256::digest(lines).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(manifest["build"], build);
}

#[test]
fn manifests_name_every_clause() {
    let project = Project::copy(&root().join("tests/books/reading-room"), false);
    let (manifest, _) = manifest(&project);
    let edition = &manifest["editions"][1];
    assert_eq!(edition["standard"], "reading-room");
    assert_eq!((&edition["edition"], &edition["status"]), (&json!("2021"), &json!("superseded")));
    let lock = project.read("content/standards/reading-room/2021/official.lock");
    let locked: BTreeSet<String> = lock.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    let clauses = edition["clauses"].as_array().unwrap().iter();
    let named = clauses.filter(|clause| clause["provenance"] == "official");
    let named =
        named.map(|clause| format!("{}  {}", clause["sha256"].as_str().unwrap(), clause["id"].as_str().unwrap()));
    assert_eq!(named.collect::<BTreeSet<_>>(), locked);

    let project = Project::new();
    project.write(
        "content/standards/urban/2022/clauses/9.md",
        "---\nnumber: \"9\"\ntitle: 附则\nprovenance: outline\n---\n",
    );
    let (manifest, _) = self::manifest(&project);
    let clauses = manifest["editions"][0]["clauses"].as_array().unwrap();
    let outline = clauses.iter().find(|clause| clause["id"] == "9").unwrap();
    assert_eq!(*outline, json!({"id": "9", "number": "9", "provenance": "outline", "sha256": null}));
}

#[test]
fn the_reader_of_the_instructions_is_told_the_truth() {
    let project = Project::copy(&root().join("tests/books/reading-room"), false);
    let files = unzip(&bundled(&project, &[], "a.zip"));
    let readme = text(&files, "README.txt");
    let plain = readme.replace("\r\n", "");
    assert!(readme.starts_with("\u{FEFF}云溪镇阅览服务标准\r\n使用说明\r\n") && !plain.contains(['\r', '\n']));
    for words in ["本包没有示例内容。", "云溪镇公共阅览室服务标准（2021年版）（2021-03-01发布，已被代替）"]
    {
        assert!(readme.contains(words), "{words}");
    }
    let whom = "发布者：云溪镇阅览服务委员会\r\n网址：https://example.org/\r\n联系方式：云溪镇虚构路 1 号\r\n";
    assert!(readme.ends_with(whom), "{readme}");
    assert_eq!(readme.contains("server/"), files.keys().any(|path| path.starts_with("server/")));

    // One item is enough.
    project.replace("content/notes/return-box.md", "provenance: ", "provenance: sample # ");
    let files = unzip(&bundled(&project, &[], "a.zip"));
    let readme = text(&files, "README.txt");
    assert!(readme.contains("本包含有示例内容（示例，非官方）"));
    assert!(!readme.contains("本包没有示例内容"));
    let (manifest, _) = manifest(&project);
    assert_eq!(manifest["sample"], true);
}

#[test]
fn a_delta_and_the_old_package_are_the_new_one() {
    let project = Project::new();
    let old = bundled(&project, &[], "old.zip");
    project.write(PAGE, "---\ntitle: 新的一页\n---\n\n新的。\n");
    let new = bundled(&project, &[], "new.zip");
    let run = project.run(&["bundle", "--since", "old.zip"]);
    run.ends_with(0);
    let delta = unzip(&read(&project, "output/delta.zip"));
    let (old_files, new_files) = (unzip(&old), unzip(&new));
    assert!(applied(&old_files, &delta) == new_files);
    assert!(delta.contains_key("site/pages/new.html"));
    let unchanged = new_files.iter().filter(|(path, bytes)| old_files.get(*path) == Some(bytes));
    let carried: Vec<&String> = unchanged.map(|(path, _)| path).filter(|path| delta.contains_key(*path)).collect();
    assert_eq!(carried, [""; 0]);
    let words = text(&delta, "DELTA.txt");
    for files in [&old_files, &new_files] {
        let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        assert!(words.contains(manifest["build"].as_str().unwrap()));
    }

    // A delta lists what it leads to, so that the next one can begin from it; and the way back takes the page away.
    fs::remove_file(project.path(PAGE)).unwrap();
    let back = unzip(&bundled(&project, &["--since", "output/delta.zip"], "back.zip"));
    assert!(applied(&new_files, &back) == old_files);
    assert!(text(&back, "DELETE.txt").lines().any(|path| path == "site/pages/new.html"));
}

/// A page of some length, whose compressed sibling a delta need not bring; applied, the package is the new one all the same.
#[test]
fn a_changed_word_makes_a_small_delta() {
    let project = Project::new();
    let page = |word: &str| {
        let lines: Vec<String> =
            (1..200).map(|number| format!("第{number}天到窗口登记，说明{number}件事。\n")).collect();
        project.write(PAGE, format!("---\ntitle: 办事\n---\n\n{}\n请{word}。\n", lines.join("\n")));
    };
    page("居民签字");
    let old = unzip(&bundled(&project, &[], "old.zip"));
    page("住户签字");
    let new = unzip(&bundled(&project, &[], "new.zip"));
    let delta = unzip(&bundled(&project, &["--since", "old.zip"], "delta.zip"));
    assert!(applied(&old, &delta) == new);
    assert!(
        text(&delta, "GZIP.txt").lines().any(|path| path == "site/pages/new.html.gz"),
        "{}",
        text(&delta, "GZIP.txt")
    );
    assert!(!delta.keys().any(|path| path.ends_with(".gz")));
    assert!(new.contains_key("site/search/entry.js") && delta.len() <= 25, "{:?}", delta.keys());
    // By the program, also when another one has packed the delta anew with other settings.
    for (zip, way) in [(read(&project, "delta.zip"), "as made"), (packed_anew(&delta), "packed anew")] {
        let root = project.path(way);
        for (path, bytes) in &old {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), bytes).unwrap();
        }
        fs::write(project.path("given.zip"), zip).unwrap();
        project.run(&["apply", "given.zip", way]).ends_with(0);
        let differ: Vec<&String> = new
            .iter()
            .filter(|(path, bytes)| fs::read(root.join(path)).ok().as_ref() != Some(bytes))
            .map(|(path, _)| path)
            .collect();
        assert!(differ.is_empty(), "{way}: {differ:?}");
    }
}

fn packed_anew(files: &Files) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_level(Some(1));
    for (path, bytes) in files {
        writer.start_file(path.as_str(), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_delta_of_nothing_says_so() {
    let project = Project::new();
    let old = unzip(&bundled(&project, &[], "old.zip"));
    let run = project.run(&["bundle", "--since", "old.zip"]);
    run.ends_with(0);
    assert!(run.out.contains("there is nothing to hand out"), "{}", run.out);
    let delta = unzip(&read(&project, "output/delta.zip"));
    let paths: Vec<&String> = delta.keys().collect();
    assert_eq!(
        paths,
        ["DELETE.txt", "DELTA.sums", "DELTA.txt", "GZIP.txt", "README.txt", "SHA256SUMS", "SM3SUMS", "manifest.json"]
    );
    assert!(text(&delta, "DELTA.txt").contains("完全相同"));
    assert!(applied(&old, &delta) == old);
}

/// A run that must fail and leave `path` as it is.
#[track_caller]
fn refused(project: &Project, arguments: &[&str], path: &str, code: i32, words: &str) -> Run {
    let before = fs::read(project.path(path)).ok();
    let run = project.run(&[&["bundle"], arguments].concat());
    run.ends_with(code).says(words);
    assert!(fs::read(project.path(path)).ok() == before, "{path} was touched");
    let parent = project.path(path).parent().unwrap().to_owned();
    let names = fs::read_dir(parent).into_iter().flatten().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = names.filter(|name| name.to_string_lossy().contains(".staging-")).collect();
    assert!(left.is_empty(), "{left:?}");
    run
}

#[test]
fn nothing_is_written_while_there_are_errors() {
    let project = Project::new();
    project.write(PAGE, "---\ntitle: 新的一页\n---\n\n见[[urban/t99]]。\n");
    refused(&project, &[], "output/bundle.zip", 1, "error[dangling-ref]");
    assert!(!project.path("output/bundle.zip").exists());
    fs::remove_file(project.path(PAGE)).unwrap();
    bundled(&project, &[], "output/bundle.zip");
    project.write(PAGE, "---\ntitle: 新的一页\n---\n\n见[[urban/t99]]。\n");
    refused(&project, &[], "output/bundle.zip", 1, "error[dangling-ref]");
    project.write(PAGE, "---\ntitle: 新的一页\n---\n\n好。\n");
    project.write("content/terms/x.md", "---\ntitle: 试样\nprovenance: sample\n---\n试样。\n");
    refused(&project, &["--release"], "output/bundle.zip", 1, "error[sample-in-release]");
    bundled(&project, &[], "output/bundle.zip");
}

#[test]
fn only_own_packages_are_replaced() {
    let project = Project::new();
    bundled(&project, &[], "a.zip");
    bundled(&project, &[], "a.zip");
    project.write("b.zip", "years of work");
    refused(&project, &["--out", "b.zip"], "b.zip", 2, "normbook did not make it");
    project.write("c.zip", foreign("letter.txt", b"years of work"));
    refused(&project, &["--out", "c.zip"], "c.zip", 2, "normbook did not make it");
    project.write("d/e.txt", "");
    refused(&project, &["--out", "d"], "d", 2, "is a folder");
    refused(&project, &["--out", "a.zip", "--since", "a.zip"], "a.zip", 2, "would replace the package");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.zip", project.path("link.zip")).unwrap();
        refused(&project, &["--out", "link.zip"], "a.zip", 2, "is a link");
    }
}

/// A zip with one file in it.
fn foreign(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(path, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn an_old_package_is_not_trusted() {
    let project = Project::new();
    let whole = bundled(&project, &[], "old.zip");
    let refused = |bytes: &[u8], words: &str| {
        project.write("bad.zip", bytes);
        refused(&project, &["--since", "bad.zip"], "output/delta.zip", 2, words);
        assert!(!project.path("output/delta.zip").exists());
    };
    refused(b"no zip", "`bad.zip` is no zip");
    refused(&whole[..whole.len() / 2], "`bad.zip` is no zip");
    refused(&foreign("letter.txt", b"hello"), "there is no `SHA256SUMS` in it");
    let line = |path: &str| format!("{}  {path}\n", "0".repeat(64));
    let list = |text: &str| foreign("SHA256SUMS", text.as_bytes());
    refused(&list(&line("site/../../etc/x")), "line 1 is no line of such a list: path `site/../../etc/x`");
    refused(&list(&line("site/首页.html")), "line 1 is no line of such a list");
    refused(&list(&[line("site/b"), line("site/a")].concat()), "line 2 is not in the order of the paths");
    refused(&foreign("SHA256SUMS", &[0xFF; 100]), "cannot read `SHA256SUMS`");
    // A bomb: a list that is small in the zip and more than it says outside.
    refused(&list(&"0".repeat(70 << 20)), "`SHA256SUMS` is longer than");
    project.run(&["bundle", "--since", "nowhere.zip"]).ends_with(2).says("cannot open `nowhere.zip`");
}

/// A site, for the packages of [`packed`]; the files in them are none of its own.
static WORLD: LazyLock<World> = LazyLock::new(|| World::load(Project::new().path("").as_path(), Purpose::Draft));

/// A package with any files in it, made through the library.
fn packed(files: &Files, since: Option<&Path>) -> (Made, Vec<u8>) {
    let old = since.map(|zip| Old::read(zip).unwrap());
    let package = Package::new(Cursor::new(Vec::new()), old, None);
    for (address, bytes) in files {
        package.put_page(&Address::new(address), bytes).unwrap();
    }
    let mut zip = Cursor::new(Vec::new());
    let made = package.finish(&WORLD.site, &mut zip).unwrap();
    (made, zip.into_inner())
}

/// A few files out of a few names, so that two sites have some in common.
fn some_files() -> impl Strategy<Value = Files> {
    let path = prop::sample::select(vec!["index.html", "a.html", "b/a.html", "b/b.html", "b/c/d.js", "c.css", "e.svg"]);
    let bytes = prop_oneof![Just(vec![]), Just(b"same".to_vec()), prop::collection::vec(any::<u8>(), 0..300)];
    prop::collection::btree_map(path.prop_map(str::to_owned), bytes, 1..7)
}

proptest! {
    #![proptest_config(properties::config(32))]

    #[test]
    fn deltas_lead_from_any_package_to_any_other(one in some_files(), two in some_files()) {
        let folder = crate::scratch::folder();
        let path = folder.path().join("one.zip");
        let ((_, old), (_, new)) = (packed(&one, None), packed(&two, None));
        fs::write(&path, &old).unwrap();
        let (made, delta) = packed(&two, Some(&path));
        prop_assert!(applied(&unzip(&old), &unzip(&delta)) == unzip(&new));
        let change = made.change.unwrap();
        prop_assert_eq!(change.is_empty(), one == two);
        let removed = one.keys().filter(|path| !two.contains_key(*path)).count();
        prop_assert_eq!(change.removed.len(), removed);
        prop_assert_eq!(change.added, two.keys().filter(|path| !one.contains_key(*path)).count());
    }
}

#[test]
fn paths_that_would_not_survive_are_refused() {
    let package = Package::new(Cursor::new(Vec::new()), None, None);
    let put = |address: &str| package.put_page(&Address::new(address), b"");
    put("a.html").unwrap();
    assert!(put("a.html").unwrap_err().to_string().contains("two files of the package have the path `site/a.html`"));
    for address in ["首页.html", "a b.html", "../a.html", "a//b.html", "a\\b.html", &"a".repeat(196)] {
        assert!(put(address).is_err(), "{address}");
    }
    put(&"a".repeat(195)).unwrap();
    put("A.html").unwrap();
    let error = package.finish(&WORLD.site, Cursor::new(Vec::new())).unwrap_err();
    assert!(error.to_string().contains("differs from `site/a.html` by case alone"), "{error}");
}
