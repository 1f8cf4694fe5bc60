//! Pages to folder, in whole: the only writer.
//!
//! A site is written into a hidden folder beside the old one and takes its place in a single step. Until then the old
//! site stands untouched; whatever goes wrong, and whenever, one of the two is there whole. For a site at `site` these
//! names lie beside it:
//!
//! | name | is |
//! |---|---|
//! | `.site.lock` | held by the build that is writing; it stays, for a lock file that is deleted locks nothing |
//! | `.site.staging-…` | the new site in the making; after an exchange, the old one on its way out |
//! | `.site.previous` | the old site between the two renames of systems that cannot exchange folders |

#![expect(clippy::disallowed_methods, reason = "emit is the only writer")]

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, bail, ensure};

/// The file that says: this folder was made by normbook, and may be replaced.
pub const MARKER: &str = ".normbook-site";

const MARKER_TEXT: &str = "Made by normbook. The next build replaces this folder with everything in it.\n";

/// The longest address, in characters, that every system and archive can hold.
const LONGEST_ADDRESS: usize = 200;

/// A site in the making. Dropped without [`Staging::publish`] it vanishes and the old site stays as it was.
#[derive(Debug)]
pub struct Staging {
    names: Names,
    /// Where pages are written. Whatever lies here in the end is needed by nobody.
    folder: PathBuf,
    /// Folders that were made already, relative to `folder`.
    made: Mutex<HashSet<String>>,
    /// Released by closing, after the folder is removed.
    _lock: File,
}

impl Staging {
    /// Begins a new site for the folder `out`, which need not exist. Mends what an interrupted build left behind.
    ///
    /// # Errors
    ///
    /// If another build is writing `out`; if `out` is a link, a file, or a folder with something in it and no
    /// [`MARKER`]; if the folder that holds it cannot be written to.
    pub fn begin(out: &Path) -> anyhow::Result<Self> {
        let names = Names::beside(out)?;
        fs::create_dir_all(&names.parent).with_context(|| format!("cannot make `{}`", names.parent.display()))?;
        let lock = lock(&names)?;
        mend(&names)?;
        is_replaceable(&names.out)?;
        sweep(&names);
        let folder = names.fresh_staging();
        fs::create_dir(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
        Ok(Self { names, folder, made: Mutex::default(), _lock: lock })
    }

    /// Writes `bytes` at `address`: a relative path of lower-case parts between slashes, `urban/2022/t07.html`.
    /// May be called from many threads. Bytes put at the same address later replace the earlier ones.
    ///
    /// # Errors
    ///
    /// If the address could lead out of the site or would not survive another system, or the file cannot be written.
    pub fn put(&self, address: &str, bytes: &[u8]) -> anyhow::Result<()> {
        check_address(address)?;
        if let Some((folder, _)) = address.rsplit_once('/') {
            self.make_folder(folder)?;
        }
        let path = self.folder.join(address);
        fs::write(&path, bytes).with_context(|| format!("cannot write `{}`", path.display()))
    }

    /// Puts the new site in the place of the old one and removes the old one.
    ///
    /// # Errors
    ///
    /// If the folders cannot be renamed, or `out` has become something that must not be replaced. The old site is
    /// then whole.
    pub fn publish(self) -> anyhow::Result<()> {
        let marker = self.folder.join(MARKER);
        fs::write(&marker, MARKER_TEXT).with_context(|| format!("cannot write `{}`", marker.display()))?;
        let out = &self.names.out;
        // Asked again: somebody may have used the name while the site was made.
        if !is_replaceable(out)? {
            return rename(&self.folder, out);
        }
        let is_exchanged = exchange(&self.folder, out)
            .with_context(|| format!("cannot exchange `{}` and `{}`", self.folder.display(), out.display()))?;
        if is_exchanged { Ok(()) } else { replace_by_renames(&self.folder, &self.names) }
    }

    /// Two threads may both make the same folder, which does no harm; none waits for the disk of another.
    fn make_folder(&self, folder: &str) -> anyhow::Result<()> {
        if self.made.lock().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        let path = self.folder.join(folder);
        fs::create_dir_all(&path).with_context(|| format!("cannot make `{}`", path.display()))?;
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The names of an output folder and of what lies beside it.
#[derive(Debug)]
struct Names {
    out: PathBuf,
    parent: PathBuf,
    /// `.site`, with which all other names begin.
    stem: OsString,
}

impl Names {
    fn beside(out: &Path) -> anyhow::Result<Self> {
        let name = out.file_name().with_context(|| format!("`{}` does not name a folder", out.display()))?;
        let parent = match out.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let mut stem = OsString::from(".");
        stem.push(name);
        Ok(Self { out: parent.join(name), parent: parent.to_owned(), stem })
    }

    fn lock(&self) -> PathBuf {
        self.with_ending(".lock")
    }

    fn previous(&self) -> PathBuf {
        self.with_ending(".previous")
    }

    /// A name that no other build has, nor had. The standard library's hasher is its one door to randomness.
    fn fresh_staging(&self) -> PathBuf {
        self.with_ending(&format!(".staging-{:016x}", RandomState::new().build_hasher().finish()))
    }

    /// Whether `name` was made by [`Names::fresh_staging`]. Strict, for what has such a name is deleted.
    fn is_staging(&self, name: &OsStr) -> bool {
        let ending = name.as_encoded_bytes().strip_prefix(self.stem.as_encoded_bytes());
        ending
            .and_then(|ending| ending.strip_prefix(b".staging-"))
            .is_some_and(|digits| digits.len() == 16 && digits.iter().all(u8::is_ascii_hexdigit))
    }

    fn with_ending(&self, ending: &str) -> PathBuf {
        let mut name = self.stem.clone();
        name.push(ending);
        self.parent.join(name)
    }
}

fn lock(names: &Names) -> anyhow::Result<File> {
    let path = names.lock();
    let opened = OpenOptions::new().create(true).write(true).truncate(false).open(&path);
    let file = opened.with_context(|| format!("cannot open `{}`", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("another build is writing `{}`; wait for it to end", names.out.display())
        }
        Err(TryLockError::Error(error)) => {
            Err(anyhow::Error::new(error).context(format!("cannot lock `{}`", path.display())))
        }
    }
}

/// Ends what a build began that died between two renames, or before it had removed the old site.
fn mend(names: &Names) -> anyhow::Result<()> {
    let previous = names.previous();
    if !is_folder(&previous) {
        return Ok(());
    }
    if is_missing(&names.out)? {
        return rename(&previous, &names.out);
    }
    if is_replaceable(&previous).is_ok() {
        fs::remove_dir_all(&previous).with_context(|| format!("cannot remove `{}`", previous.display()))?;
    }
    Ok(())
}

/// Removes staging folders. The lock is ours, so whoever made them is dead. One that cannot be removed does no harm.
fn sweep(names: &Names) {
    let entries = fs::read_dir(&names.parent).into_iter().flatten().flatten();
    let dead = entries.filter(|entry| names.is_staging(&entry.file_name())).map(|entry| entry.path());
    for folder in dead.filter(|path| is_folder(path)) {
        let _ = fs::remove_dir_all(folder);
    }
}

/// Whether there is something at `out` that a site may replace: an empty folder, or an older site.
///
/// # Errors
///
/// If something is there that may not be replaced.
fn is_replaceable(out: &Path) -> anyhow::Result<bool> {
    if is_missing(out)? {
        return Ok(false);
    }
    ensure!(!out.is_symlink(), "`{}` is a link; name the folder it leads to", out.display());
    ensure!(is_folder(out), "`{}` is not a folder", out.display());
    let marked = fs::symlink_metadata(out.join(MARKER)).is_ok_and(|metadata| metadata.is_file());
    let mut entries = fs::read_dir(out).with_context(|| format!("cannot read `{}`", out.display()))?;
    ensure!(
        marked || entries.next().is_none(),
        "`{}` holds files that normbook did not make (there is no `{MARKER}` in it); name another folder, or empty it",
        out.display()
    );
    Ok(true)
}

/// Whether nothing has this name, not even a link that leads nowhere.
fn is_missing(path: &Path) -> anyhow::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(false),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(anyhow::Error::new(error).context(format!("cannot read `{}`", path.display()))),
    }
}

/// Whether `path` is itself a folder, not a link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

fn rename(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::rename(from, to).with_context(|| format!("cannot rename `{}` to `{}`", from.display(), to.display()))
}

/// Exchanges two folders in one step. `false` if this file system cannot.
#[cfg(target_os = "linux")]
fn exchange(new: &Path, old: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_new: &Path, _old: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Replaces the old site in two steps. A death between them is mended by the next build, a failure at once.
fn replace_by_renames(new: &Path, names: &Names) -> anyhow::Result<()> {
    let previous = names.previous();
    rename(&names.out, &previous)?;
    if let Err(error) = rename(new, &names.out) {
        rename(&previous, &names.out)?;
        return Err(error);
    }
    // The new site stands; what cannot be removed now is removed by the next build.
    let _ = fs::remove_dir_all(&previous);
    Ok(())
}

fn check_address(address: &str) -> anyhow::Result<()> {
    let length = address.chars().count();
    ensure!(length <= LONGEST_ADDRESS, "address `{address}` has {length} characters, more than {LONGEST_ADDRESS}");
    // A colon names a drive, or a hidden stream of a file, on Windows.
    let bad =
        address.chars().find(|&letter| letter.is_uppercase() || letter.is_control() || matches!(letter, '\\' | ':'));
    ensure!(bad.is_none(), "address `{}` holds {:?}", address.escape_debug(), bad.unwrap_or_default());
    // An empty part stands before the first slash of an absolute path, too.
    let stray = address.split('/').any(|part| matches!(part, "" | "." | ".."));
    ensure!(!stray, "address `{address}` is not a plain relative path");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
            staging.publish().unwrap();
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
            let mut names: Vec<String> =
                entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    #[test]
    fn publishing_makes_and_replaces_the_site() {
        let scene = Scene::new();
        scene.publish("old");
        fs::write(scene.out.join("stale.html"), "stale").unwrap();
        scene.publish("new");
        assert_eq!(scene.page(), "new");
        assert!(!scene.out.join("stale.html").exists());
        assert!(scene.out.join(MARKER).is_file());
        assert_eq!(scene.names(), [".site.lock", "site"]);
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
        staging.publish().unwrap();
        assert_eq!(fs::read_to_string(out.join("x/y/z.html")).unwrap(), "z");
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused_and_untouched() {
        let scene = Scene::new();
        fs::create_dir(&scene.out).unwrap();
        fs::write(scene.out.join("thesis.doc"), "years of work").unwrap();
        assert!(scene.refusal().contains("did not make"), "{}", scene.refusal());
        assert_eq!(fs::read_to_string(scene.out.join("thesis.doc")).unwrap(), "years of work");
        assert_eq!(scene.names(), [".site.lock", "site"]);
    }

    #[test]
    fn a_folder_filled_meanwhile_is_untouched() {
        let scene = Scene::new();
        let staging = scene.begin();
        fs::create_dir(&scene.out).unwrap();
        fs::write(scene.out.join("thesis.doc"), "years of work").unwrap();
        assert!(staging.publish().is_err());
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
        assert_eq!(scene.names(), [".site.lock", "site"]);
    }

    #[test]
    fn two_builds_at_once_are_refused() {
        let scene = Scene::new();
        let first = scene.begin();
        assert!(scene.refusal().contains("another build is writing"));
        first.put("index.html", b"first").unwrap();
        first.publish().unwrap();
        scene.publish("second");
        assert_eq!(scene.page(), "second");
    }

    #[test]
    fn a_death_between_the_renames_is_mended() {
        let scene = Scene::new();
        scene.publish("old");
        fs::rename(&scene.out, scene.beside(".site.previous")).unwrap();
        fs::create_dir(scene.beside(".site.staging-0123456789abcdef")).unwrap();
        drop(scene.begin());
        assert_eq!(scene.page(), "old");
        assert_eq!(scene.names(), [".site.lock", "site"]);
    }

    #[test]
    fn a_death_before_the_old_site_was_removed_is_mended() {
        let scene = Scene::new();
        scene.publish("old");
        fs::rename(&scene.out, scene.beside(".site.previous")).unwrap();
        fs::create_dir(&scene.out).unwrap();
        fs::write(scene.out.join(MARKER), "").unwrap();
        fs::write(scene.out.join("index.html"), "new").unwrap();
        drop(scene.begin());
        assert_eq!(scene.page(), "new");
        assert_eq!(scene.names(), [".site.lock", "site"]);
    }

    #[test]
    fn only_own_staging_folders_are_swept() {
        let scene = Scene::new();
        let others =
            [".site.staging-a.staging-0123456789abcdef", ".site.staging-notes", ".other.staging-0123456789abcdef"];
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
        drop(staging);
        assert_eq!(scene.page(), "new");
        assert_eq!(scene.names(), [".site.lock", "site"]);
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
        let bad = [
            "",
            "/etc/x",
            "../x",
            "a/../../x",
            "a/..",
            "a//b",
            "./a",
            "a/",
            "a\\b",
            "c:/x",
            "a\0b",
            "a\nb",
            "README.md",
            "é/É.html",
            &long,
        ];
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
        staging.publish().unwrap();
        for (thread, page) in (0..8).flat_map(|thread| (0..100).map(move |page| (thread, page))) {
            let address = format!("f{}/g{}/t{thread}-{page}.html", page % 7, page % 3);
            assert_eq!(fs::read_to_string(scene.out.join(&address)).unwrap(), address);
        }
    }
}
