//! `normbook verify`: what differs is named, nothing else is, and no zip and no server gets the better of it.

mod hostile;
mod mirror;
mod package;
mod publisher;
mod zips;

use std::fs;
use std::path::Path;

use normbook::diag::Locale;
use normbook::verify::{Expected, Verdict, What, text, verify};
use proptest::prelude::*;

use crate::project::{Run, normbook};
use crate::properties;
use package::Package;

/// Findings, as `what path`.
fn named(verdict: &Verdict) -> Vec<String> {
    verdict.findings.iter().map(|finding| format!("{:?} {}", finding.what, finding.path)).collect()
}

#[track_caller]
fn found(path: &Path) -> Vec<String> {
    named(
        &verify(path, &Expected::default())
            .unwrap_or_else(|refusal| panic!("refused: {}", refusal.say(Locale::English))),
    )
}

/// Why a package is refused.
#[track_caller]
fn refused(path: &Path) -> String {
    match verify(path, &Expected::default()) {
        Err(refusal) => refusal.say(Locale::English).to_owned(),
        Ok(verdict) => panic!("not refused: {}", text(&verdict, Locale::English)),
    }
}

fn run(arguments: &[&str]) -> Run {
    Run::new(&normbook().arg("verify").args(arguments).output().unwrap())
}

/// A package in a folder, spoilt: exactly these findings.
#[track_caller]
fn spoilt(spoil: impl FnOnce(&Path), expected: &[&str]) {
    let folder = crate::scratch::folder();
    Package::new().unpack(folder.path());
    assert_eq!(found(folder.path()), Vec::<String>::new());
    spoil(folder.path());
    assert_eq!(found(folder.path()), expected);
}

#[test]
fn a_whole_package_is_whole() {
    let folder = crate::scratch::folder();
    let zip = Package::new().pack(folder.path());
    Package::new().unpack(&folder.path().join("unpacked"));
    for path in [zip.as_path(), &folder.path().join("unpacked")] {
        let said = run(&[path.to_str().unwrap()]);
        said.ends_with(0);
        assert!(said.out.contains(&format!("网站标识：{}\n", Package::new().site_id())), "{}", said.out);
        assert!(
            said.out.ends_with("完好：12 个文件都与两份清单（SHA-256、SM3）相符，没有多出的（标准）\n"),
            "{}",
            said.out
        );
        let said = run(&[path.to_str().unwrap(), "--lang", "en", "--threads", "1"]);
        assert!(said.out.contains("\nwhole: 12 files are as both lists say"), "{}", said.out);
        assert!(said.out.contains("publisher: not checked"), "{}", said.out);
    }
}

#[test]
fn every_difference_is_a_line() {
    let folder = crate::scratch::folder();
    Package::new().unpack(folder.path());
    fs::remove_file(folder.path().join("README.txt")).unwrap();
    fs::write(folder.path().join("site/index.html"), "other").unwrap();
    fs::write(folder.path().join("site/new\n\u{1b}[31m\u{202e}.html"), "new").unwrap();
    let said = run(&[folder.path().to_str().unwrap(), "--lang", "en"]);
    said.ends_with(1);
    let lines: Vec<String> = said.out.lines().map(|line| line.replace('\\', "/")).collect();
    assert_eq!(
        lines[..3],
        [
            "missing  README.txt  the lists name it, and it is not there",
            "changed  site/index.html  its content is not what the lists say",
            "added  site/new/u{a}/u{1b}[31m/u{202e}.html  no list names it",
        ]
    );
    assert_eq!(
        lines.last().unwrap(),
        "differs: missing 1, changed 1, added 1; 10 fit (标准). \
         Copy the files above again from the publisher's package; delete added files that you do not know"
    );
    let said = run(&[folder.path().to_str().unwrap(), "--format", "json", "--lang", "en"]);
    said.ends_with(1);
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(json["whole"], false);
    assert_eq!(json["fitting"], 10);
    assert_eq!(json["findings"][0]["what"], "missing");
    assert_eq!(json["findings"][2]["path"], "site/new\n\u{1b}[31m\u{202e}.html");
}

#[test]
fn many_findings_are_counted() {
    let folder = crate::scratch::folder();
    Package::new().unpack(folder.path());
    for number in 0..350 {
        fs::write(folder.path().join(format!("site/{number}.html")), "").unwrap();
    }
    let verdict = verify(folder.path(), &Expected::default()).unwrap();
    assert_eq!(verdict.findings.len(), 350);
    let said = text(&verdict, Locale::English);
    assert_eq!(said.lines().filter(|line| line.starts_with("added")).count(), 300);
    assert!(said.contains("… and 50 more"), "{said}");
}

#[test]
fn what_is_no_package() {
    let folder = crate::scratch::folder();
    let path = |inside: &str| folder.path().join(inside);
    assert!(refused(&path("nowhere")).contains("nowhere"));
    fs::create_dir_all(path("site")).unwrap();
    assert!(refused(&path("site")).contains("holds neither SHA256SUMS nor SM3SUMS"));
    fs::write(path("site/index.html"), "").unwrap();
    assert!(refused(&path("site")).contains("`normbook bundle`"));
    Package::new().unpack(&path("package"));
    assert!(refused(&path("package/site")).contains("name the folder above it"));
    fs::create_dir(path("outer")).unwrap();
    fs::rename(path("package"), path("outer/package")).unwrap();
    assert!(refused(&path("outer")).contains("the package lies in"));
    fs::write(path("note.txt"), "a note").unwrap();
    assert!(refused(&path("note.txt")).contains("no whole zip"));
    run(&[path("note.txt").to_str().unwrap()]).ends_with(2).says("不是完整的 zip");
    run(&[path("site").to_str().unwrap(), "--lang", "en"]).ends_with(2).says("built site without lists");
}

#[test]
fn files_that_are_not_as_they_were() {
    let changed = ["Changed site/index.html"];
    spoilt(|root| fs::write(root.join("site/index.html"), "").unwrap(), &changed);
    spoilt(|root| fs::write(root.join("site/index.html"), "<!DOCTYPE html>").unwrap(), &changed);
    spoilt(|root| fs::write(root.join("site/empty.txt"), "\n").unwrap(), &["Changed site/empty.txt"]);
    let appended = |root: &Path| {
        let path = root.join("manifest.json");
        fs::write(&path, [fs::read(&path).unwrap(), b"\n".to_vec()].concat()).unwrap();
    };
    spoilt(appended, &["Changed manifest.json"]);
    let into_folder = |root: &Path| {
        fs::remove_file(root.join("site/index.html")).unwrap();
        fs::create_dir(root.join("site/index.html")).unwrap();
    };
    spoilt(into_folder, &changed);
    let into_full_folder = |root: &Path| {
        into_folder(root);
        fs::write(root.join("site/index.html/a"), "").unwrap();
    };
    spoilt(into_full_folder, &["Changed site/index.html", "Added site/index.html/a"]);
    spoilt(|root| fs::remove_dir_all(root.join("site/roles")).unwrap(), &["Missing site/roles/index.html"]);
    spoilt(|root| fs::create_dir(root.join("site/empty")).unwrap(), &[]);
}

#[cfg(target_os = "linux")]
#[test]
fn links_and_pipes_are_named_and_not_opened() {
    use std::os::unix::fs::symlink;
    let replace = |path: &'static str, target: &'static str| {
        move |root: &Path| {
            fs::rename(root.join(path), root.join("elsewhere")).unwrap();
            symlink(target, root.join(path)).unwrap();
        }
    };
    // The target holds what the lists say; that is no excuse.
    spoilt(replace("site/index.html", "../elsewhere"), &["Added elsewhere", "Changed site/index.html"]);
    spoilt(replace("site/index.html", "index.html"), &["Added elsewhere", "Changed site/index.html"]);
    spoilt(replace("SM3SUMS", "elsewhere"), &["Changed SM3SUMS", "Added elsewhere"]);
    spoilt(|root| symlink("/", root.join("site/root")).unwrap(), &["Added site/root"]);
    let folder = |root: &Path| {
        fs::rename(root.join("site/roles"), root.join("roles")).unwrap();
        symlink("../roles", root.join("site/roles")).unwrap();
    };
    spoilt(folder, &["Added roles/index.html", "Added site/roles", "Missing site/roles/index.html"]);
    let pipe = |root: &Path| {
        fs::remove_file(root.join("site/index.html")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(root.join("site/index.html")).status().unwrap();
        assert!(made.success());
    };
    spoilt(pipe, &["Changed site/index.html"]);
    let folder = crate::scratch::folder();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("package.zip")).status().unwrap();
    assert!(made.success() && refused(&folder.path().join("package.zip")).contains("neither a folder nor a zip"));
    let bytes: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(b"\xFF.html");
    spoilt(|root| fs::write(root.join(bytes), "").unwrap(), &["Added \u{FFFD}.html"]);
}

#[cfg(target_os = "linux")]
#[test]
fn another_case_is_another_name() {
    let rename =
        |from: &'static str, to: &'static str| move |root: &Path| fs::rename(root.join(from), root.join(to)).unwrap();
    spoilt(rename("site/index.html", "site/Index.html"), &["Renamed site/index.html"]);
    spoilt(rename("SHA256SUMS", "sha256sums"), &["Renamed SHA256SUMS"]);
    spoilt(rename("site/roles", "site/Roles"), &["Renamed site/roles/index.html"]);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = crate::scratch::folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    Package::new().unpack(folder.path());
    for path in ["site/index.html", "site/roles"] {
        fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(0o000)).unwrap();
    }
    // Nothing is forbidden to the superuser, who may be somebody else for this.
    let is_superuser = fs::File::open(folder.path().join("site/index.html")).is_ok();
    let said = if is_superuser {
        use std::os::unix::process::CommandExt;
        // The program may lie where nobody else may look.
        let program = folder.path().join("normbook");
        fs::copy(env!("CARGO_BIN_EXE_normbook"), &program).unwrap();
        let mut command = std::process::Command::new(&program);
        let said = command.uid(65_534).gid(65_534).arg("verify").arg(folder.path()).args(["--lang", "en"]).output();
        Run::new(&said.unwrap())
    } else {
        run(&[folder.path().to_str().unwrap(), "--lang", "en"])
    };
    fs::set_permissions(folder.path().join("site/roles"), fs::Permissions::from_mode(0o755)).unwrap();
    said.ends_with(1);
    for line in
        ["unreadable  site/index.html  it cannot be read: ", "unreadable  site/roles/index.html  it cannot be read: "]
    {
        assert!(said.out.contains(line), "{}", said.out);
    }
    assert!(!said.out.contains("missing") && !said.out.contains("changed"), "{}", said.out);
}

/// The law of the lists: one flipped byte, anywhere, names the file that it lies in and no other. Every byte of every
/// file is tried, one bit in each.
#[test]
fn a_flipped_byte_names_its_file() {
    let folder = crate::scratch::folder();
    let package = Package::new();
    package.unpack(folder.path());
    for (path, bytes) in &package.0 {
        let file = folder.path().join(path);
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            fs::write(&file, &flipped).unwrap();
            assert_eq!(found(folder.path()), [format!("Changed {path}")], "byte {at}");
        }
        fs::write(&file, bytes).unwrap();
    }
}

/// Lists are cut, emptied, removed or taken from another package: the list is named, and files only if they differ.
#[test]
fn damage_of_a_list_is_told_from_damage_of_files() {
    let other = Package::of(&[("README.txt", "other"), ("site/index.html", "other"), ("site/zzz.html", "other")]);
    for list in ["SHA256SUMS", "SM3SUMS"] {
        let changed = format!("Changed {list}");
        let whole = Package::new().0[list].clone();
        for length in 0..whole.len() {
            // Every line end, and some places within lines.
            if length % 61 == 0 || whole[..length].ends_with(b"\n") {
                spoilt(|root| fs::write(root.join(list), &whole[..length]).unwrap(), &[&changed]);
            }
        }
        spoilt(|root| fs::write(root.join(list), [&whole[..], b"\n"].concat()).unwrap(), &[&changed]);
        spoilt(|root| fs::write(root.join(list), &other.0[list]).unwrap(), &[&changed]);
        spoilt(|root| fs::remove_file(root.join(list)).unwrap(), &[&format!("Missing {list}")]);
        let both = |root: &Path| {
            fs::write(root.join(list), &whole[..whole.len() / 2]).unwrap();
            fs::write(root.join("site/index.html"), "other").unwrap();
        };
        spoilt(both, &[&changed, "Changed site/index.html"]);
    }
    let neither = |root: &Path| {
        fs::write(root.join("SHA256SUMS"), "").unwrap();
        fs::write(root.join("SM3SUMS"), "").unwrap();
        fs::remove_file(root.join("index.html")).unwrap();
    };
    spoilt(neither, &["Changed SHA256SUMS", "Changed SM3SUMS"]);
}

#[test]
fn a_delta_is_told_and_judged_by_what_it_holds() {
    let folder = crate::scratch::folder();
    let old = Package::new();
    let mut new = old.clone();
    new.0.insert("site/index.html".to_owned(), b"new".to_vec());
    new.0.insert("site/urban/2022/t03.html".to_owned(), b"added".to_vec());
    new.0.remove("site/urban/2022/t02.html");
    let new = new.listed();
    let delta = new.since(&old);
    assert_eq!(delta.0["DELETE.txt"], b"site/urban/2022/t02.html\n");
    let zip = delta.pack(folder.path());
    let said = run(&[zip.to_str().unwrap(), "--lang", "en"]);
    said.ends_with(0);
    assert!(said.out.starts_with("this is a delta"), "{}", said.out);
    assert!(said.out.contains("whole: all 4 files of the delta are as the lists say"), "{}", said.out);

    let spoilt = |path: &str, bytes: &[u8]| {
        let mut spoilt = delta.clone();
        spoilt.0.insert(path.to_owned(), bytes.to_vec());
        found(&spoilt.pack(folder.path()))
    };
    assert_eq!(spoilt("site/index.html", b"newer"), ["Changed site/index.html"]);
    assert_eq!(spoilt("site/other.html", b""), ["Added site/other.html"]);
    assert_eq!(spoilt("DELTA.txt", b"rm -rf /"), ["Changed DELTA.txt"]);
    assert_eq!(spoilt("DELETE.txt", b"../../other\n"), ["Changed DELETE.txt"]);
    assert_eq!(spoilt("DELETE.txt", b"site/index.html\n"), ["Changed DELETE.txt"]);
    for path in ["README.txt", "manifest.json", "SHA256SUMS", "SM3SUMS", "DELTA.txt", "DELETE.txt", "DELTA.sums"] {
        let mut spoilt = delta.clone();
        spoilt.0.remove(path);
        assert_eq!(found(&spoilt.pack(folder.path())), [format!("Missing {path}")]);
    }
    // The hash of the site in the manifest tells which list is damaged, though most files are not there.
    for (at, byte) in delta.0["SHA256SUMS"].iter().enumerate() {
        let mut bytes = delta.0["SHA256SUMS"].clone();
        bytes[at] = byte ^ 1;
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count();
        let is_of_site = new.0.keys().filter(|path| !path.ends_with("SUMS")).nth(line).unwrap().starts_with("site/");
        if is_of_site {
            assert_eq!(spoilt("SHA256SUMS", &bytes), ["Changed SHA256SUMS"], "byte {at}");
        }
    }

    // Applied: the old folder, overwritten, without what is to be deleted.
    let root = folder.path().join("old");
    old.unpack(&root);
    delta.unpack(&root);
    assert_eq!(
        found(&root),
        ["Added DELETE.txt", "Added DELTA.sums", "Added DELTA.txt", "Added site/urban/2022/t02.html"]
    );
    let said = text(&verify(&root, &Expected::default()).unwrap(), Locale::English);
    assert!(said.contains("DELTA.txt of a delta lies here"), "{said}");
    for path in ["DELETE.txt", "DELTA.txt", "DELTA.sums", "site/urban/2022/t02.html"] {
        fs::remove_file(root.join(path)).unwrap();
    }
    assert_eq!(found(&root), Vec::<String>::new());
}

proptest! {
    #![proptest_config(properties::config(24))]

    /// Any bytes in any one file, folder or zip: it is named if it differs, and it alone.
    #[test]
    fn what_differs_is_named(
        which in 0_usize..14, at in any::<prop::sample::Index>(), mask in 1_u8..=255, is_zip: bool
    ) {
        let folder = crate::scratch::folder();
        let mut package = Package::new();
        let path = package.0.keys().nth(which).unwrap().clone();
        let bytes = package.0.get_mut(&path).unwrap();
        prop_assume!(!bytes.is_empty());
        let at = at.index(bytes.len());
        bytes[at] ^= mask;
        package.unpack(&folder.path().join("unpacked"));
        let place = if is_zip { package.pack(folder.path()) } else { folder.path().join("unpacked") };
        let verdict = verify(&place, &Expected::default()).unwrap();
        prop_assert_eq!(named(&verdict), [format!("Changed {path}")]);
        prop_assert_eq!(verdict.findings[0].what, What::Changed);
    }
}
