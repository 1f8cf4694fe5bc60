//! Disks that fail: full, read-only, somebody else's. Real ones, in a mount namespace of the test's own.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use crate::project::{Project, Run, normbook, tree};

/// Runs a shell script whose `$disk` is a small file system of its own, `$normbook` the program. In a namespace of its own
/// a mount needs no rights outside, and is gone with the shell.
fn on_a_small_disk(project: &Project, script: &str) -> Output {
    let disk = project.path("disk");
    fs::create_dir(&disk).unwrap();
    let mut command = Command::new("unshare");
    if !is_root() {
        command.arg("--map-root-user");
    }
    let script = format!("set -eu\nmount -t tmpfs -o size=8m none \"$disk\"\n{script}");
    command.args(["--mount", "sh", "-c", &script]).current_dir(project.path(""));
    command.env("disk", disk).env("normbook", normbook().get_program()).env("LANG", "en");
    command.output().expect("`unshare` and `mount` are there (package util-linux)")
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().unwrap().stdout == b"0\n"
}

/// The lines a script printed; it must have come to its end.
#[track_caller]
fn lines(output: &Output) -> Vec<String> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout).lines().map(str::to_owned).collect()
}

/// What every script here says of the site before and after.
const SUM: &str = "sum() { (cd \"$disk/site\" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum); }\n\
                   again() { code=0; \"$normbook\" build --out \"$disk/site\" >said 2>&1 || code=$?; echo \"$code\"; }\n";

#[test]
fn a_full_disk() {
    let project = Project::new();
    project.write("content/pages/long.md", format!("---\ntitle: 长\n---\n{}", "公布岗位。\n\n".repeat(30_000)));
    let script = format!(
        "{SUM}again; before=$(sum)
        free=$(df --output=avail -k \"$disk\" | tail -1)
        head -c $(((free - 200) * 1024)) /dev/zero >\"$disk/filler\"
        again; grep -c 'No space left on device' said
        [ \"$before\" = \"$(sum)\" ] && echo same
        ls -A \"$disk\" | tr '\\n' ' '; echo
        rm \"$disk/filler\"; again; [ \"$before\" = \"$(sum)\" ] && echo same"
    );
    let said = lines(&on_a_small_disk(&project, &script));
    assert_eq!(said, ["0", "2", "1", "same", "filler site ", "0", "same"]);
}

#[test]
fn a_read_only_disk() {
    let project = Project::new();
    let script = format!(
        "{SUM}again; before=$(sum)
        mount -o remount,ro \"$disk\"
        again; grep -c 'cannot open .*/\\.site\\.lock.*Read-only file system' said
        [ \"$before\" = \"$(sum)\" ] && echo same
        mount -o remount,rw \"$disk\"; again"
    );
    assert_eq!(lines(&on_a_small_disk(&project, &script)), ["0", "2", "1", "same", "0"]);
}

#[test]
fn the_folder_of_another_user() {
    let project = Project::new();
    project.run(&["build", "--out", "theirs/site"]).ends_with(0);
    let before = tree(&project.path("theirs"));
    // Root may write everywhere, so it becomes somebody else; everybody else is kept out by the folder's rights.
    let mut command = if is_root() {
        open_for_all(&project);
        let mut command = Command::new("setpriv");
        command.args(["--reuid", "65534", "--clear-groups"]).arg(project.path("normbook"));
        command
    } else {
        fs::set_permissions(project.path("theirs"), Permissions::from_mode(0o555)).unwrap();
        normbook()
    };
    let output = command.current_dir(project.path("")).args(["build", "--out", "theirs/site", "--lang", "en"]).output();
    let run = Run::new(&output.expect("`setpriv` is there (package util-linux)"));
    fs::set_permissions(project.path("theirs"), Permissions::from_mode(0o755)).unwrap();
    run.ends_with(2).says("theirs/.site.").says("Permission denied");
    assert!(tree(&project.path("theirs")) == before);
}

/// Lets everybody read the project, and run a copy of the program in it.
fn open_for_all(project: &Project) {
    fs::set_permissions(project.path(""), Permissions::from_mode(0o755)).unwrap();
    fs::copy(normbook().get_program(), project.path("normbook")).unwrap();
}

/// Files that can be begun and not written: what is made there must not be left empty.
#[test]
fn exports_and_new_files_on_a_full_disk() {
    let project = Project::new();
    let script = "
        run() { code=0; \"$normbook\" \"$@\" >said 2>&1 || code=$?; echo \"$code\"; }
        sum() { (cd \"$disk/out\" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum); }
        cp -R content \"$disk/content\"
        for format in html csv xlsx json; do run export $format --out \"$disk/out\"; done
        before=$(sum)
        dd if=/dev/zero of=\"$disk/filler\" bs=4096 2>/dev/null || true
        for format in html csv xlsx json; do run export $format --out \"$disk/out\"; done
        run init \"$disk/book\"
        run new page about -C \"$disk\"
        run record -C \"$disk\"
        run keys new --out \"$disk/key\" --passphrase-file content/site.yaml
        rm \"$disk/filler\"
        [ \"$before\" = \"$(sum)\" ] && echo same
        ls -A \"$disk\" | tr '\\n' ' '; find \"$disk\" -size 0; echo
        run export csv --out \"$disk/out\"; run init \"$disk/book\"; run record -C \"$disk\"";
    let said = lines(&on_a_small_disk(&project, script));
    let all = ["0", "0", "0", "0", "2", "2", "2", "2", "2", "2", "2", "2", "same", "content out ", "0", "0", "0"];
    assert_eq!(said, all);
}

/// What cannot be renamed is refused before any work, with what to do instead.
#[test]
fn mount_points() {
    let project = Project::new();
    let script = "
        run() { code=0; \"$normbook\" \"$@\" >said 2>&1 || code=$?; echo \"$code\"; grep -c 'is a mount point' said || true; }
        run build --out \"$disk\"
        mkdir \"$disk/real\" \"$disk/bound\"; touch \"$disk/real.zip\" \"$disk/bound.zip\"
        mount --bind \"$disk/real\" \"$disk/bound\"; mount --bind \"$disk/real.zip\" \"$disk/bound.zip\"
        run build --out \"$disk/bound\"; run bundle --out \"$disk/bound.zip\"
        ls -A \"$disk\" | tr '\\n' ' '; echo
        run build --out \"$disk/bound/site\"; run build --out \"$disk/bound/site\"";
    let said = lines(&on_a_small_disk(&project, script));
    assert_eq!(said, ["2", "1", "2", "1", "2", "1", "bound bound.zip real real.zip ", "0", "0", "0", "0"]);
}
