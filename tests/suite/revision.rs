//! A whole revision, from the copy to the edition that supersedes: every command of `docs/revision.zh-CN.md` is run.

use std::fs;

use normbook::check::Purpose;
use normbook::comparison::{Comparison, Line};
use normbook::prose;
use normbook::site::EntryIx;
use normbook::text::redline::{Mark, Piece};

use crate::project::{Project, root};
use crate::world::World;

const BOOK: &str = "tests/books/reading-room";
const ROOM: &str = "content/standards/reading-room";
const VAN: &str = "content/standards/library-van";

/// The commands of the guide, in their order.
fn commands() -> Vec<String> {
    let guide = fs::read_to_string(root().join("docs/revision.zh-CN.md")).unwrap();
    let mut commands = Vec::new();
    let mut in_block = false;
    for line in guide.lines() {
        match line {
            "```sh" => in_block = true,
            "```" => in_block = false,
            _ if in_block => commands.push(line.to_owned()),
            _ => {}
        }
    }
    commands
}

/// Runs the next commands of the guide, as many as are named.
fn follow(project: &Project, commands: &mut std::vec::IntoIter<String>, expected: &[&str]) {
    for beginning in expected {
        let line = commands.next().unwrap();
        assert!(line.starts_with(beginning), "the guide says `{line}` where the test expects `{beginning}`");
        let arguments: Vec<&str> = line.split(' ').skip(1).collect();
        project.run(&arguments).ends_with(0);
    }
}

#[test]
fn a_revision_goes_from_copy_to_successor() {
    let project = Project::copy(&root().join(BOOK), false);
    let mut guide = commands().into_iter();

    // Both standards are copied together: nothing is to be said of the drafts.
    follow(&project, &mut guide, &["normbook new edition"]);
    let clause = project.read(&format!("{ROOM}/2026/clauses/5.1.md"));
    assert!(clause.contains("continues: [\"5.1\"]") && !clause.contains("4.2\"]"), "{clause}");
    let index = project.read(&format!("{ROOM}/2026/index.md"));
    for line in ["status: draft", "pairs-with: [library-van@2026]", "issued: 2026-05-01", "short-title: 2026年版"] {
        assert!(index.contains(line), "{line}: {index}");
    }
    assert!(!project.path(&format!("{ROOM}/2026/official.lock")).exists());
    follow(&project, &mut guide, &["normbook check"]);
    // What was to be looked at before is no matter of the copy.
    let before = Project::copy(&root().join(BOOK), false).run(&["check"]).said;
    assert_eq!(project.run(&["check"]).said, before);
    assert!(!before.contains("error") && !before.contains("warning"), "{before}");

    // A clause gets another number, another takes its old one, a task ends without a word.
    let old = project.read(&format!("{ROOM}/2026/clauses/4.2.md"));
    project.write(&format!("{ROOM}/2026/clauses/4.3.md"), old.replace("number: \"4.2\"", "number: \"4.3\""));
    project.write(
        &format!("{ROOM}/2026/clauses/4.2.md"),
        "---\nnumber: \"4.2\"\ntitle: 夜间开放\nprovenance: local\n---\n夏季晚间开放到二十一时。\n\n在交流区办理借阅的，不受此限。\n",
    );
    project.remove(&format!("{ROOM}/2026/clauses/4.2.en.md"));
    project.run(&["check"]).ends_with(0).says("shifted-number");
    project.remove(&format!("{ROOM}/2026/tasks/t03.md"));
    project.run(&["check"]).ends_with(0).says("ended-provision").says("reading-room@2024/t03");
    project.replace(
        &format!("{ROOM}/2026/index.md"),
        "status: draft\n",
        "status: draft\nwithdrawn:\n  - {id: t03, date: 2026-06-01, reason: 并入日常管理。}\n",
    );
    project.run(&["check"]).ends_with(0).is_silent_about("ended-provision");

    // The table of changes in every format.
    follow(&project, &mut guide, &["normbook diff"; 6]);
    for ending in ["html", "xlsx", "md", "json"] {
        assert!(project.path(&format!("output/export/reading-room_2024_2026.{ending}")).is_file(), "{ending}");
    }
    let table = project.read("output/export/reading-room_2024_2026.md");
    assert!(table.contains("4.3 安静区与交流区") && table.contains("改号"), "{table}");

    // The new editions take the place of the old ones.
    for (standard, folder) in [("reading-room", ROOM), ("library-van", VAN)] {
        project.replace(&format!("{folder}/2026/index.md"), "status: draft", "status: current");
        project.replace(&format!("{folder}/2024/index.md"), "status: current", "status: superseded");
        let index = format!("{folder}/index.md");
        let current = project.read(&index).lines().find(|line| line.starts_with("current:")).unwrap().to_owned();
        project.replace(&index, &current, "current: \"2026\"");
        assert!(project.path(&format!("content/standards/{standard}/2026")).is_dir());
    }
    follow(&project, &mut guide, &["normbook lock"; 2]);
    project.run(&["check"]).says("dated-ref");
    follow(&project, &mut guide, &["normbook fix --dry-run", "normbook fix"]);
    project.run(&["check"]).ends_with(0).is_silent_about("dated-ref");
    let note = project.read("content/notes/opening-hours.md");
    assert!(note.contains("reading-room@2024/"), "{note}");
    follow(&project, &mut guide, &["normbook check", "normbook build"]);
    // Another unit's note was read against the new edition, which is then corrected.
    let note = "content/notes/return-box.md";
    let interprets = project.read(note).lines().find(|line| line.starts_with("interprets: ")).unwrap().to_owned();
    project.replace(note, &interprets, "interprets: [reading-room@2026/4.1]");
    follow(&project, &mut guide, &["normbook review"]);
    project.run(&["check"]).ends_with(0).is_silent_about(note);
    project.replace(&format!("{ROOM}/2026/clauses/4.1.md"), "五日", "七日");
    project.run(&["check"]).ends_with(1).says("official-changed");
    // The words that were locked stand in the edition before, and tell what was mended.
    let lock = project.run(&["lock", "reading-room@2026"]);
    assert!(lock.out.contains("[-五-]{+七+}日"), "{}", lock.out);
    follow(&project, &mut guide, &["normbook lock"]);
    project.run(&["check"]).ends_with(0).says("suspect-text").says(note);
    follow(&project, &mut guide, &["normbook check", "normbook check --coverage", "normbook review"]);
    project.run(&["check"]).ends_with(0).is_silent_about(note);
    follow(&project, &mut guide, &["normbook check", "normbook record", "normbook build --release"]);
    let corrected = project.read("output/site/reading-room/2026/4.1.html");
    assert!(corrected.contains("勘误") && corrected.contains("云阅〔2026〕3号"), "{corrected}");
    let data = project.read("output/site/data/editions/reading-room_2026.json");
    assert!(data.contains("\"corrections\":") && data.contains("云阅〔2026〕3号"));
    assert_eq!(guide.next(), None, "the guide has a command that is not run");
    let ended = project.read("output/site/reading-room/t03.html");
    assert!(
        ended.contains("已撤销") && ended.contains("并入日常管理") && !ended.contains("http-equiv=\"refresh\""),
        "{ended}"
    );
}

/// Every word of both editions stands in what is compared, in its order: without insertions the old text, without deletions the
/// new one.
#[test]
fn comparisons_hold_every_word_of_both_editions() {
    let world = World::load(&root().join(BOOK), Purpose::Draft);
    let site = &world.site;
    let told = |entries: &[EntryIx]| -> Vec<String> {
        let blocks = entries.iter().flat_map(|entry| prose::text(site, *entry));
        let lines = blocks.map(|block| {
            let mark = block.before().filter(|_| matches!(block.mark, Some(prose::Mark::Written(_))));
            mark.unwrap_or_default() + &block.text
        });
        lines.filter(|line| !line.is_empty()).collect()
    };
    let side = |comparison: &Comparison, without: Mark| -> Vec<String> {
        let is_there =
            |line: &&Line| if without == Mark::Inserted { line.row.in_old() } else { line.row.in_new() }.is_some();
        let text = |cell: &Vec<Piece>| -> String {
            cell.iter().filter(|piece| piece.mark != without).map(|piece| piece.text.as_str()).collect()
        };
        let lines = comparison.lines.iter().filter(is_there);
        lines.map(|line| line.cells.iter().map(text).collect::<Vec<_>>().join("\t")).collect()
    };
    let mut compared = 0;
    for succession in site.successions() {
        let fates = succession.fates.iter().flat_map(|fate| fate.old.iter().chain(&fate.new));
        let [old, new] = [succession.old, succession.new].map(|edition| site.editions[edition].reading_length());
        assert_eq!(fates.count(), old + new, "every item of both editions has one fate");
        for fate in &succession.fates {
            let comparison = Comparison::of(site, fate);
            assert_eq!(side(&comparison, Mark::Inserted), told(&fate.old));
            assert_eq!(side(&comparison, Mark::Deleted), told(&fate.new));
            compared += 1;
        }
    }
    assert!(compared > 10, "{compared}");
}
