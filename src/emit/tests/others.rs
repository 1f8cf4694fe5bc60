//! What normbook did not make, in a site and beside it.

use std::fs;

use super::super::*;
use super::{PLAIN, Scene, publish_with_files};

/// Everything in a folder that is no folder, sorted.
fn files_in(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            files.extend(files_in(&entry.path()).iter().map(|file| format!("{name}/{file}")));
        } else {
            files.push(name);
        }
    }
    files.sort();
    files
}

/// Puts what webmasters put into sites.
fn put_others(scene: &Scene) {
    for folder in [".well-known/acme", ".git/objects", "uploads", "search/notes"] {
        fs::create_dir_all(scene.out.join(folder)).unwrap();
    }
    for file in [".htaccess", ".well-known/acme/token", "MP_verify_X.txt", ".git/objects/0", "search/notes/n"] {
        fs::write(scene.out.join(file), file).unwrap();
    }
}

const OTHERS: [&str; 6] = [".git/", ".htaccess", ".well-known/", "MP_verify_X.txt", "search/notes/", "uploads/"];

#[test]
fn what_others_put_into_a_site_is_carried_and_named() {
    let scene = Scene::new();
    publish_with_files(&scene, "a1", Old::Removed);
    put_others(&scene);
    for version in ["b2", "c3"] {
        let staging = scene.begin();
        staging.put("index.html", version.as_bytes()).unwrap();
        staging.put(&format!("search/files/w-{version}.js"), b"").unwrap();
        assert_eq!(staging.publish(PLAIN).unwrap(), OTHERS);
        assert_eq!(scene.page(), version);
        assert_eq!(fs::read_to_string(scene.out.join(".well-known/acme/token")).unwrap(), ".well-known/acme/token");
        assert!(scene.out.join("uploads").is_dir());
    }
    let staging = scene.begin();
    staging.put("index.html", b"d4").unwrap();
    assert_eq!(staging.publish(Manner { others: Others::Pruned, ..PLAIN }).unwrap(), OTHERS);
    assert_eq!(files_in(&scene.out), [MARKER, "index.html"]);
}

#[test]
fn what_others_put_there_is_never_overwritten() {
    let scene = Scene::new();
    scene.publish("old");
    fs::create_dir(scene.out.join("robots.txt")).unwrap();
    fs::write(scene.out.join("a"), "years of work").unwrap();
    for address in ["robots.txt", "robots.txt/x", "a", "a/b.html"] {
        let staging = scene.begin();
        staging.put("index.html", b"new").unwrap();
        staging.put(address, b"new").unwrap();
        let refused = staging.publish(PLAIN).unwrap_err().to_string();
        assert!(refused.contains("no file of normbook's"), "{address}: {refused}");
        assert_eq!(scene.page(), "old");
        assert_eq!(fs::read_to_string(scene.out.join("a")).unwrap(), "years of work");
    }
}

#[test]
fn a_site_without_a_list_loses_nothing() {
    let scene = Scene::new();
    fs::create_dir(&scene.out).unwrap();
    fs::write(scene.out.join(MARKER), "Made by normbook. The next build replaces this folder.\n").unwrap();
    fs::write(scene.out.join("old.html"), "old").unwrap();
    let staging = scene.begin();
    staging.put("index.html", b"new").unwrap();
    assert_eq!(staging.publish(PLAIN).unwrap(), ["old.html"]);
    assert_eq!(files_in(&scene.out), [MARKER, "index.html", "old.html"]);
}

#[test]
fn what_others_put_there_is_there_after_a_rollback() {
    let scene = Scene::new();
    publish_with_files(&scene, "a1", Old::Kept);
    publish_with_files(&scene, "b2", Old::Kept);
    fs::write(scene.out.join(".htaccess"), "rules").unwrap();
    rollback(&scene.out).unwrap();
    assert_eq!(scene.page(), "a1");
    assert_eq!(fs::read_to_string(scene.out.join(".htaccess")).unwrap(), "rules");
}

#[test]
fn what_came_while_the_site_was_swapped_is_there() {
    let scene = Scene::new();
    scene.publish("old");
    let staging = scene.begin();
    staging.put("index.html", b"new").unwrap();
    let before = Marker::of(&scene.out);
    swap(&staging.folder, &staging.names).unwrap();
    fs::write(staging.folder.join("late.txt"), "late").unwrap();
    staging.take_late(&before, &[]).unwrap();
    drop(staging);
    assert_eq!(fs::read_to_string(scene.out.join("late.txt")).unwrap(), "late");
}

#[test]
fn what_somebody_else_called_the_old_site_is_left_alone() {
    let scene = Scene::new();
    fs::create_dir(scene.beside(".site.previous")).unwrap();
    fs::write(scene.beside(".site.previous/thesis.doc"), "years of work").unwrap();
    scene.publish("new");
    scene.publish("newer");
    assert_eq!(scene.page(), "newer");
    assert_eq!(fs::read_to_string(scene.beside(".site.previous/thesis.doc")).unwrap(), "years of work");
    let staging = scene.begin();
    assert!(replace_by_renames(&staging.folder, &staging.names).unwrap_err().to_string().contains("did not make it"));
}

#[cfg(unix)]
#[test]
fn the_lock_follows_no_link() {
    let scene = Scene::new();
    std::os::unix::fs::symlink(scene.beside("theirs"), scene.beside(".site.lock")).unwrap();
    assert!(scene.refusal().contains("is no file"), "{}", scene.refusal());
    assert!(!scene.beside("theirs").exists());
}

#[test]
fn a_lock_that_was_removed_locks_nothing() {
    let scene = Scene::new();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..50 {
                    if let Ok(staging) = Staging::begin(&scene.out) {
                        // Were two at work, one would sweep away the folder of the other.
                        staging.put("index.html", b"page").unwrap();
                        staging.publish(PLAIN).unwrap();
                    }
                }
            });
        }
    });
    assert_eq!((scene.page().as_str(), scene.names()), ("page", vec!["site".to_owned()]));
}

#[test]
fn names_that_differ_by_case_alone_are_refused() {
    let scene = Scene::new();
    let staging = scene.begin();
    staging.put("MP_verify_x.txt", b"").unwrap();
    staging.put("mp_verify_x.txt", b"").unwrap();
    assert!(staging.publish(PLAIN).unwrap_err().to_string().contains("differ by case alone"));
}
