pub(crate) mod faults;
mod others;
mod power;
mod whole;

use std::fs;
use std::io::Write;

use super::*;

/// As builds do it, without waiting for the disk.
const PLAIN: Manner = Manner { old: Old::Removed, others: Others::Kept, flush: Flush::Never };

struct Scene {
    parent: tempfile::TempDir,
    out: PathBuf,
}

impl Scene {
    fn new() -> Self {
        let parent = tempfile::tempdir().unwrap();
        let out = parent.path().join("site");
        Self { parent, out }
    }

    fn begin(&self) -> Staging {
        Staging::begin(&self.out).unwrap()
    }

    fn refusal(&self) -> String {
        format!("{:#}", Staging::begin(&self.out).unwrap_err())
    }

    fn publish(&self, page: &str) {
        let staging = self.begin();
        staging.put("index.html", page.as_bytes()).unwrap();
        staging.publish(PLAIN).unwrap();
    }

    fn page(&self) -> String {
        fs::read_to_string(self.out.join("index.html")).unwrap()
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.parent.path().join(name)
    }

    /// All names beside the site, the site's own among them.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.parent.path()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[test]
fn publishing_makes_and_replaces_the_site() {
    let scene = Scene::new();
    scene.publish("old");
    let staging = scene.begin();
    staging.put("stale.html", b"stale").unwrap();
    staging.put("index.html", b"older").unwrap();
    staging.publish(PLAIN).unwrap();
    scene.publish("new");
    assert_eq!(scene.page(), "new");
    assert!(!scene.out.join("stale.html").exists());
    assert!(scene.out.join(MARKER).is_file());
    assert_eq!(scene.names(), ["site"]);
}

#[test]
fn an_empty_folder_is_taken() {
    let scene = Scene::new();
    fs::create_dir(&scene.out).unwrap();
    scene.publish("new");
    assert_eq!(scene.page(), "new");
}

#[test]
fn parents_are_made() {
    let scene = Scene::new();
    let out = scene.beside("a/b/site/");
    let staging = Staging::begin(&out).unwrap();
    staging.put("x/y/z.html", b"z").unwrap();
    staging.publish(PLAIN).unwrap();
    assert_eq!(fs::read_to_string(out.join("x/y/z.html")).unwrap(), "z");
}

#[test]
fn a_folder_of_somebody_else_is_refused_and_untouched() {
    let scene = Scene::new();
    fs::create_dir(&scene.out).unwrap();
    fs::write(scene.out.join("thesis.doc"), "years of work").unwrap();
    assert!(scene.refusal().contains("did not make"), "{}", scene.refusal());
    assert_eq!(fs::read_to_string(scene.out.join("thesis.doc")).unwrap(), "years of work");
    assert_eq!(scene.names(), ["site"]);
}

#[test]
fn a_folder_filled_meanwhile_is_untouched() {
    let scene = Scene::new();
    let staging = scene.begin();
    fs::create_dir(&scene.out).unwrap();
    fs::write(scene.out.join("thesis.doc"), "years of work").unwrap();
    assert!(staging.publish(PLAIN).is_err());
    assert_eq!(fs::read_to_string(scene.out.join("thesis.doc")).unwrap(), "years of work");
}

#[test]
fn files_and_nameless_paths_are_refused() {
    let scene = Scene::new();
    fs::write(&scene.out, "a file").unwrap();
    assert!(scene.refusal().contains("is not a folder"));
    assert!(Staging::begin(Path::new("..")).is_err());
    assert!(Staging::begin(Path::new("/")).is_err());
}

#[cfg(unix)]
#[test]
fn links_are_never_followed() {
    let scene = Scene::new();
    let elsewhere = scene.beside("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join(MARKER), "").unwrap();
    fs::write(elsewhere.join("kept.html"), "kept").unwrap();
    std::os::unix::fs::symlink(&elsewhere, &scene.out).unwrap();
    assert!(scene.refusal().contains("is a link"));

    fs::remove_file(&scene.out).unwrap();
    std::os::unix::fs::symlink(&elsewhere, scene.beside(".site.staging-0123456789abcdef")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, scene.beside(".site.previous")).unwrap();
    scene.publish("new");
    assert_eq!(fs::read_to_string(elsewhere.join("kept.html")).unwrap(), "kept");

    std::os::unix::fs::symlink(&elsewhere, scene.out.join("inner")).unwrap();
    scene.publish("newer");
    assert_eq!(fs::read_to_string(elsewhere.join("kept.html")).unwrap(), "kept");
}

#[test]
fn dropping_leaves_the_old_site() {
    let scene = Scene::new();
    scene.publish("old");
    let staging = scene.begin();
    staging.put("index.html", b"new").unwrap();
    drop(staging);
    assert_eq!(scene.page(), "old");
    assert_eq!(scene.names(), ["site"]);
}

#[test]
fn two_builds_at_once_are_refused() {
    let scene = Scene::new();
    let first = scene.begin();
    assert!(scene.refusal().contains("another build is writing"));
    first.put("index.html", b"first").unwrap();
    first.publish(PLAIN).unwrap();
    scene.publish("second");
    assert_eq!(scene.page(), "second");
}

#[test]
fn a_death_between_the_renames_is_fixed() {
    let scene = Scene::new();
    scene.publish("old");
    fs::rename(&scene.out, scene.beside(".site.previous")).unwrap();
    fs::create_dir(scene.beside(".site.staging-0123456789abcdef")).unwrap();
    drop(scene.begin());
    assert_eq!(scene.page(), "old");
    assert_eq!(scene.names(), ["site"]);
}

#[test]
fn a_death_before_the_old_site_was_removed_is_fixed() {
    let scene = Scene::new();
    scene.publish("old");
    fs::rename(&scene.out, scene.beside(".site.previous")).unwrap();
    fs::create_dir(&scene.out).unwrap();
    fs::write(scene.out.join(MARKER), "").unwrap();
    fs::write(scene.out.join("index.html"), "new").unwrap();
    drop(scene.begin());
    assert_eq!(scene.page(), "new");
    assert_eq!(scene.names(), ["site"]);
}

#[test]
fn only_own_staging_folders_are_swept() {
    let scene = Scene::new();
    let others = [".site.staging-a.staging-0123456789abcdef", ".site.staging-notes", ".other.staging-0123456789abcdef"];
    for name in others {
        fs::create_dir(scene.beside(name)).unwrap();
    }
    fs::create_dir(scene.beside(".site.staging-fedcba9876543210")).unwrap();
    drop(scene.begin());
    assert!(others.iter().all(|name| scene.beside(name).is_dir()));
    assert!(!scene.beside(".site.staging-fedcba9876543210").exists());
}

#[test]
fn two_renames_do_what_one_exchange_does() {
    let scene = Scene::new();
    scene.publish("old");
    let staging = scene.begin();
    staging.put("index.html", b"new").unwrap();
    replace_by_renames(&staging.folder, &staging.names).unwrap();
    assert_eq!(fs::read_to_string(staging.folder.join("index.html")).unwrap(), "old");
    drop(staging);
    assert_eq!(scene.page(), "new");
    assert_eq!(scene.names(), ["site"]);
}

#[test]
fn a_failed_second_rename_is_undone() {
    let scene = Scene::new();
    scene.publish("old");
    let staging = scene.begin();
    assert!(replace_by_renames(&scene.beside("missing"), &staging.names).is_err());
    assert_eq!(scene.page(), "old");
}

#[test]
fn bad_addresses_are_refused() {
    let scene = Scene::new();
    let staging = scene.begin();
    let long = format!("{}.html", "字".repeat(196));
    let bad = ["", "/etc/x", "../x", "a/../../x", "a/..", "a//b", "./a", "a/", "a\\b", "c:/x", "a\0b", "a\nb", &long];
    for address in bad {
        assert!(staging.put(address, b"").is_err(), "{address:?}");
    }
    for address in ["z", "a/b.c/d-e_f.html", "..a/b..", &long[..198], ".well-known/x", "就业.html"] {
        assert!(staging.put(address, b"").is_ok(), "{address:?}");
    }
}

#[test]
fn errors_of_writing_name_the_path() {
    let scene = Scene::new();
    let staging = scene.begin();
    staging.put("a", b"").unwrap();
    let error = format!("{:#}", staging.put("a/b.html", b"").unwrap_err());
    assert!(error.contains("cannot make `") && error.contains("a`"), "{error}");
    staging.put("b/c", b"").unwrap();
    let error = format!("{:#}", staging.put("b", b"").unwrap_err());
    assert!(error.contains("cannot write `") && error.contains("b`"), "{error}");
}

#[test]
fn many_threads_write_at_once() {
    let scene = Scene::new();
    let staging = scene.begin();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let staging = &staging;
            scope.spawn(move || {
                for page in 0..100 {
                    let address = format!("f{}/g{}/t{thread}-{page}.html", page % 7, page % 3);
                    staging.put(&address, address.as_bytes()).unwrap();
                }
            });
        }
    });
    staging.publish(PLAIN).unwrap();
    for (thread, page) in (0..8).flat_map(|thread| (0..100).map(move |page| (thread, page))) {
        let address = format!("f{}/g{}/t{thread}-{page}.html", page % 7, page % 3);
        assert_eq!(fs::read_to_string(scene.out.join(&address)).unwrap(), address);
    }
}

/// A site with a page, a script and a file of search under names of their own.
fn publish_with_files(scene: &Scene, version: &str, old: Old) {
    let staging = scene.begin();
    staging.put("index.html", version.as_bytes()).unwrap();
    staging.put(&format!("assets/site-{version}.css"), version.as_bytes()).unwrap();
    staging.put("search/entry.js", version.as_bytes()).unwrap();
    staging.put(&format!("search/files/w-{version}.js"), version.as_bytes()).unwrap();
    staging.publish(Manner { old, ..PLAIN }).unwrap();
}

#[test]
fn open_pages_find_their_files_after_one_swap_and_no_more() {
    let scene = Scene::new();
    let there = |version: &str| {
        let files = [format!("assets/site-{version}.css"), format!("search/files/w-{version}.js")];
        files.map(|path| fs::read_to_string(scene.out.join(path)).ok())
    };
    let both = |version: &str| [Some(version.to_owned()), Some(version.to_owned())];
    publish_with_files(&scene, "a1", Old::Removed);
    publish_with_files(&scene, "b2", Old::Removed);
    assert_eq!((there("a1"), there("b2")), (both("a1"), both("b2")));
    assert_eq!(fs::read_to_string(scene.out.join("search/entry.js")).unwrap(), "b2");
    publish_with_files(&scene, "c3", Old::Removed);
    assert_eq!((there("a1"), there("b2"), there("c3")), ([None, None], both("b2"), both("c3")));
    // What comes again is the new site's own, and stays one swap longer.
    publish_with_files(&scene, "b2", Old::Removed);
    publish_with_files(&scene, "d4", Old::Removed);
    assert_eq!((there("b2"), there("c3"), there("d4")), (both("b2"), [None, None], both("d4")));
}

#[test]
fn a_site_that_was_kept_can_be_put_back() {
    let scene = Scene::new();
    publish_with_files(&scene, "a1", Old::Kept);
    assert!(format!("{:#}", rollback(&scene.out).unwrap_err()).contains("no earlier site"));
    publish_with_files(&scene, "b2", Old::Kept);
    publish_with_files(&scene, "c3", Old::Kept);
    assert_eq!(scene.names(), [".site.kept", "site"]);
    rollback(&scene.out).unwrap();
    assert_eq!(scene.page(), "b2");
    rollback(&scene.out).unwrap();
    assert_eq!(scene.page(), "c3");
    // A build that is not asked to keep anything leaves what was kept alone.
    publish_with_files(&scene, "d4", Old::Removed);
    rollback(&scene.out).unwrap();
    assert_eq!((scene.page(), scene.names()), ("b2".to_owned(), vec![".site.kept".into(), "site".into()]));
}

#[test]
fn what_normbook_did_not_make_is_never_taken_for_a_kept_site() {
    let scene = Scene::new();
    scene.publish("old");
    fs::create_dir(scene.beside(".site.kept")).unwrap();
    fs::write(scene.beside(".site.kept/thesis.doc"), "years of work").unwrap();
    assert!(rollback(&scene.out).is_err());
    let staging = scene.begin();
    staging.put("index.html", b"new").unwrap();
    assert!(staging.publish(Manner { old: Old::Kept, ..PLAIN }).is_err());
    assert_eq!(scene.page(), "new");
    assert_eq!(fs::read_to_string(scene.beside(".site.kept/thesis.doc")).unwrap(), "years of work");
    assert!(rollback(&scene.beside("nowhere/site")).is_err());
}

/// A file to be made, which nobody else's eyes know.
fn file_in(scene: &Scene) -> anyhow::Result<FileStaging> {
    FileStaging::begin(&scene.beside("a.zip"), |path| {
        fs::read_to_string(path).is_ok_and(|text| text.starts_with("own"))
    })
}

#[test]
fn a_file_takes_the_place_of_its_own_kind_only() {
    let scene = Scene::new();
    let path = scene.beside("a.zip");
    let put = |text: &str| {
        let staging = file_in(&scene)?;
        let scratch = staging.scratch()?;
        scratch.file().write_all(b"on the way")?;
        staging.file().write_all(text.as_bytes())?;
        staging.publish()
    };
    put("own one").unwrap();
    put("own two").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "own two");
    assert_eq!(scene.names(), ["a.zip"]);
    fs::write(&path, "another's").unwrap();
    assert!(put("own three").unwrap_err().to_string().contains("normbook did not make it"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "another's");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(put("own four").unwrap_err().to_string().contains("is a folder"));
}

#[test]
fn a_file_that_is_not_finished_leaves_the_old_one() {
    let scene = Scene::new();
    fs::write(scene.beside("a.zip"), "own old").unwrap();
    let staging = file_in(&scene).unwrap();
    staging.file().write_all(b"own new").unwrap();
    assert!(file_in(&scene).unwrap_err().to_string().contains("another build is writing"));
    // Somebody has used the name in the meantime.
    fs::write(scene.beside("a.zip"), "another's").unwrap();
    assert!(staging.publish().is_err());
    assert_eq!(fs::read_to_string(scene.beside("a.zip")).unwrap(), "another's");
    assert_eq!(scene.names(), ["a.zip"]);
}

#[test]
fn what_a_dead_run_left_of_a_file_is_removed() {
    let scene = Scene::new();
    let others = [".a.zip.staging-notes", ".b.zip.staging-0123456789abcdef"];
    for name in others.iter().chain(&[".a.zip.staging-0123456789abcdef"]) {
        fs::write(scene.beside(name), "half").unwrap();
    }
    drop(file_in(&scene).unwrap());
    assert!(others.iter().all(|name| scene.beside(name).is_file()));
    assert!(!scene.beside(".a.zip.staging-0123456789abcdef").exists());
}
