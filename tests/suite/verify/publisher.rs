//! Who made a package: forged packages, keys, ids, and deltas that would delete what they should not.

use std::fs;
use std::path::Path;

use minisign::KeyPair;
use normbook::verify::{Expected, Key, Publisher, SiteId, Verdict, verify};

use super::package::Package;
use super::{named, run};

fn key() -> KeyPair {
    KeyPair::generate_unencrypted_keypair().unwrap()
}

fn expecting(key: &KeyPair) -> Expected {
    Expected { id: None, keys: vec![Key::parse(&key.pk.to_base64()).unwrap()] }
}

fn comment(package: &Package) -> String {
    format!("normbook site:{} editions:urban@2022", package.site_id())
}

#[track_caller]
fn judged(package: &Package, expected: &Expected) -> Verdict {
    let folder = crate::scratch::folder();
    let zip = package.pack(folder.path());
    let unpacked = folder.path().join("unpacked");
    package.unpack(&unpacked);
    let verdict = verify(&zip, expected).unwrap();
    if !verdict.is_delta {
        assert_eq!(named(&verify(&unpacked, expected).unwrap()), named(&verdict), "folder and zip");
    }
    verdict
}

/// Changes one file, and writes manifest and lists anew so that all sums fit.
fn forged(package: &Package, path: &str) -> Package {
    let mut forged = package.clone();
    let signatures: Vec<_> = package.0.iter().filter(|(path, _)| path.ends_with(".minisig")).collect();
    forged.0.get_mut(path).unwrap().extend(b"<script src=\"x.js\"></script>");
    let mut forged = if path == "manifest.json" { forged } else { forged.listed() };
    if path == "manifest.json" {
        let manifest = forged.0["manifest.json"].clone();
        forged = forged.listed();
        forged.0.insert("manifest.json".to_owned(), manifest);
        forged = forged.with_lists_only();
    }
    forged.0.extend(signatures.into_iter().map(|(path, bytes)| (path.clone(), bytes.clone())));
    forged
}

#[test]
fn a_forger_who_recomputes_every_sum_is_found_by_key_and_by_id() {
    let key = key();
    let whole = Package::new();
    let signed = whole.clone().signed(&key, &comment(&whole));
    let by_key = expecting(&key);
    let by_id = Expected { id: SiteId::parse(&whole.site_id()), keys: Vec::new() };
    for expected in [&by_key, &by_id] {
        let verdict = judged(&signed, expected);
        assert_eq!((named(&verdict), verdict.publisher), (Vec::new(), Publisher::Proved));
    }
    for path in whole.0.keys().filter(|path| !path.ends_with("SUMS")) {
        let forged = forged(&signed, path);
        let naive = judged(&forged, &Expected::default());
        assert_eq!(naive.publisher, Publisher::NotAsked);
        assert_eq!(named(&naive), Vec::<String>::new(), "{path}: all sums fit, which is why a key is needed");
        let verdict = judged(&forged, &by_key);
        assert_eq!(named(&verdict), ["Changed SHA256SUMS.minisig", "Changed SM3SUMS.minisig"], "{path}");
        assert_eq!(verdict.publisher, Publisher::Refuted);
        if path.starts_with("site/") {
            let verdict = judged(&forged, &by_id);
            assert_eq!(named(&verdict), ["Changed SHA256SUMS"], "{path}");
            assert_eq!(verdict.publisher, Publisher::Refuted);
        }
    }
}

#[test]
fn the_id_in_the_manifest_is_not_believed() {
    let whole = Package::new();
    let mut forged = whole.clone();
    forged.0.get_mut("site/index.html").unwrap().extend(b"<script></script>");
    let mut forged = forged.listed();
    // The forger keeps the original's id, the very thing that people are told to compare.
    forged.0.insert("manifest.json".to_owned(), whole.0["manifest.json"].clone());
    let forged = forged.with_lists_only();
    let verdict = judged(&forged, &Expected::default());
    assert_eq!(named(&verdict), ["Changed manifest.json"]);
    assert_eq!(verdict.site_id.unwrap().to_string(), forged.site_id());
}

#[test]
fn another_key_and_no_signature_prove_nothing() {
    let (own, other) = (key(), key());
    let whole = Package::new();
    let missing = ["Missing SHA256SUMS.minisig", "Missing SM3SUMS.minisig"];
    assert_eq!(named(&judged(&whole, &expecting(&own))), missing);
    let signed = whole.clone().signed(&other, &comment(&whole));
    let changed = ["Changed SHA256SUMS.minisig", "Changed SM3SUMS.minisig"];
    assert_eq!(named(&judged(&signed, &expecting(&own))), changed);
    // While a key is being replaced, either will do.
    let both = Expected { id: None, keys: [&own, &other].map(|key| Key::parse(&key.pk.to_base64()).unwrap()).into() };
    assert_eq!(named(&judged(&signed, &both)), Vec::<String>::new());
    // A signature of another site of the same publisher does not fit this one.
    let elsewhere = whole.clone().signed(&own, &format!("normbook site:{} editions:", "0".repeat(64)));
    assert_eq!(named(&judged(&elsewhere, &expecting(&own))), ["Changed SHA256SUMS"]);
    // Signatures that nobody asked for are said.
    let verdict = judged(&signed, &Expected::default());
    assert!(verdict.is_whole() && verdict.notes.len() == 1, "{:?}", verdict.notes);
    for broken in ["", "untrusted comment: x\n", "\u{FEFF}RW"] {
        let mut broken_package = signed.clone();
        for list in ["SHA256SUMS", "SM3SUMS"] {
            broken_package.0.insert(format!("{list}.minisig"), broken.as_bytes().to_vec());
        }
        assert_eq!(named(&judged(&broken_package, &both)), changed, "{broken:?}");
    }
}

#[test]
fn a_signed_list_needs_no_other_witness() {
    let key = key();
    let whole = Package::new();
    let signed = whole.clone().signed(&key, &comment(&whole));
    let mut spoilt = signed.clone();
    spoilt.0.insert("SM3SUMS".to_owned(), Package::of(&[("site/index.html", "other")]).0["SM3SUMS"].clone());
    assert_eq!(named(&judged(&spoilt, &expecting(&key))), ["Changed SM3SUMS.minisig"]);
    let mut spoilt = signed;
    spoilt.0.get_mut("site/index.html").unwrap().push(b' ');
    let verdict = judged(&spoilt, &expecting(&key));
    assert_eq!(named(&verdict), ["Changed site/index.html"]);
}

#[test]
fn the_command_says_whom_it_believes() {
    let folder = crate::scratch::folder();
    let key = key();
    let whole = Package::new();
    let zip = whole.clone().signed(&key, &comment(&whole)).pack(folder.path());
    let public = folder.path().join("office.pub");
    fs::write(&public, key.pk.to_box().unwrap().into_string()).unwrap();
    let zip = zip.to_str().unwrap();
    let said = run(&[zip, "--key", public.to_str().unwrap(), "--lang", "en"]);
    said.ends_with(0);
    assert!(said.out.contains("publisher: as the given key"), "{}", said.out);
    let id = whole.site_id();
    run(&[zip, "--id", &id, "--lang", "en"]).ends_with(0);
    let said = run(&[zip, "--id", &"0".repeat(64), "--lang", "en"]);
    said.ends_with(1);
    assert!(
        said.out.contains(&format!("that of these files is {id}")) && said.out.contains("NOT as the given"),
        "{}",
        said.out
    );
    run(&[zip, "--id", &id[..12], "--lang", "en"]).ends_with(2).says("64 hexadecimal digits");
    run(&[zip, "--key", "nothing.pub"]).ends_with(2).says("nothing.pub");
}

fn delta() -> (Package, Package, Package) {
    let old = Package::new();
    let mut new = old.clone();
    new.0.insert("site/index.html".to_owned(), b"new".to_vec());
    new.0.insert("site/urban/2022/t03.html".to_owned(), b"added".to_vec());
    new.0.remove("site/urban/2022/t02.html");
    let new = new.listed();
    let delta = new.since(&old);
    (old, new, delta)
}

#[test]
fn what_a_delta_deletes_is_judged_as_commands_would_read_it() {
    let (.., delta) = delta();
    let lines = [
        "x site/index.html site/search.html",
        "*",
        "site",
        "site/*",
        "\"site/index.html\"",
        "SITE/INDEX~1.HTM",
        "-rf",
        "SITE/INDEX.HTML",
        "sha256sums",
        "site/urban/2022/t02.html.",
    ];
    for line in lines {
        let mut forged = delta.clone();
        forged.0.insert("DELETE.txt".to_owned(), format!("{line}\n").into_bytes());
        let forged = forged.delta_listed();
        assert_eq!(named(&judged(&forged, &Expected::default())), ["Changed DELETE.txt"], "{line}");
    }
}

#[test]
fn a_signed_delta_is_signed_whole() {
    let key = key();
    let (_, new, delta) = delta();
    let signed = delta.signed(&key, &comment(&new));
    assert_eq!(named(&judged(&signed, &expecting(&key))), Vec::<String>::new());
    let mut forged = signed.clone();
    forged.0.insert("DELTA.txt".to_owned(), b"do something else".to_vec());
    let forged = forged.delta_listed();
    assert_eq!(named(&judged(&forged, &expecting(&key))), ["Changed DELTA.sums.minisig"]);
    let mut bare = signed;
    bare.0.remove("DELTA.sums.minisig");
    assert_eq!(named(&judged(&bare, &expecting(&key))), ["Missing DELTA.sums.minisig"]);
}

fn files(folder: &Path) -> Package {
    let mut files = std::collections::BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(inside) = waiting.pop() {
        for entry in fs::read_dir(inside).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    Package(files)
}

fn apply(arguments: &[&str]) -> crate::project::Run {
    apply_in("en", arguments)
}

fn apply_in(lang: &str, arguments: &[&str]) -> crate::project::Run {
    let mut command = crate::project::normbook();
    crate::project::Run::new(&command.args(["apply", "--lang", lang]).args(arguments).output().unwrap())
}

#[test]
fn a_delta_is_applied_whole() {
    let folder = crate::scratch::folder();
    let (old, new, delta) = delta();
    let key = key();
    let delta = delta.signed(&key, &comment(&new));
    let root = folder.path().join("standards");
    old.unpack(&root);
    fs::write(root.join("site/web.config"), "settings of the administrator").unwrap();
    let zip = delta.pack(folder.path());
    let said = apply(&[zip.to_str().unwrap(), root.to_str().unwrap(), "--key", &key.pk.to_base64()]);
    said.ends_with(0);
    assert!(said.out.starts_with("kept  site/web.config"), "{}", said.out);
    assert!(said.out.contains(&new.site_id()), "{}", said.out);
    fs::remove_file(root.join("site/web.config")).unwrap();
    let signed = new.clone().0.len() + 2;
    let now = files(&root);
    assert_eq!(now.0.len(), signed);
    assert!(new.0.iter().all(|(path, bytes)| now.0.get(path) == Some(bytes)));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}: the delta, the package");
    // Again: everything is as it should be already.
    apply(&[zip.to_str().unwrap(), root.to_str().unwrap()]).ends_with(0);
    assert_eq!(files(&root), now);
}

#[test]
fn a_delta_that_does_not_fit_changes_nothing() {
    let folder = crate::scratch::folder();
    let (old, _, delta) = delta();
    let root = folder.path().join("standards");
    let zip = delta.pack(folder.path());
    let arguments = [zip.to_str().unwrap(), root.to_str().unwrap()];
    apply(&arguments).ends_with(2).says("there is no folder");
    let in_chinese = || apply_in("zh", &arguments);
    in_chinese().ends_with(2).says("没有文件夹");
    fs::create_dir(&root).unwrap();
    fs::write(root.join("letter.txt"), "").unwrap();
    apply(&arguments).ends_with(2).says("SHA256SUMS");
    in_chinese().ends_with(2).says("里没有 SHA256SUMS");
    fs::remove_dir_all(&root).unwrap();
    // A file that the delta takes for granted is another one.
    old.unpack(&root);
    fs::write(root.join("site/roles/index.html"), "other").unwrap();
    let before = files(&root);
    apply(&arguments).ends_with(2).says("is not the package that this delta begins from: `site/roles/index.html`");
    in_chinese().ends_with(2).says("不是这个增量包的旧版：缺少“site/roles/index.html”");
    assert_eq!(files(&root), before);
    // A delta that is damaged, and one that is not signed.
    let mut spoilt = delta;
    spoilt.0.get_mut("site/index.html").unwrap().push(b' ');
    let zip = spoilt.pack(folder.path());
    let said = apply(&[zip.to_str().unwrap(), root.to_str().unwrap()]);
    said.ends_with(1);
    assert!(said.out.contains("changed  site/index.html"), "{}", said.out);
    assert_eq!(files(&root), before);
    let whole = old.pack(folder.path());
    apply(&[whole.to_str().unwrap(), root.to_str().unwrap()]).ends_with(2).says("is no delta");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/", root.join("site/link")).unwrap();
        let (.., delta) = self::delta();
        let zip = delta.pack(folder.path());
        apply(&[zip.to_str().unwrap(), root.to_str().unwrap()]).ends_with(2).says("site/link");
    }
}

#[test]
fn keys_are_refused_in_the_readers_language() {
    let folder = crate::scratch::folder();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let keys = |lang: &str, file: &str| {
        let mut command = crate::project::normbook();
        command.args(["keys", "new", "--lang", lang, "--out", &path("office"), "--passphrase-file", &path(file)]);
        crate::project::Run::new(&command.output().unwrap())
    };
    keys("zh", "none").ends_with(2).says("读不了");
    keys("en", "none").ends_with(2).says("cannot read");
    fs::write(path("office.pub"), "").unwrap();
    keys("zh", "none").ends_with(2).says("已经有了；什么也没有写");
    keys("en", "none").ends_with(2).says("is there already; nothing was written");
}
