//! The same input gives the same bytes: wherever it lies, on any number of threads, warm or cold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use normbook::check::Purpose;
use normbook::diag::Locale;
use normbook::load::{self, Limits};
use normbook::pipeline::Memory;
use normbook::source::{Snapshot, Source, SourcePath};
use proptest::prelude::*;

use crate::project::{Project, root};
use crate::properties;
use crate::world::World;

/// Builds two copies in different folders, made in contrary orders, on one thread and on two.
fn same_bytes(book: &str) {
    let build = |backwards: bool, threads: &str| {
        let project = Project::copy(&root().join(book), backwards);
        project.run(&["build", "--threads", threads]).ends_with(0);
        project.site()
    };
    let (one, two) = (build(false, "1"), build(true, "2"));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = one.keys().filter(|path| one[*path] != two[*path]).collect();
    assert_eq!(differing, [""; 0]);
    assert!(one.len() > 20, "{}", one.len());
}

#[test]
fn the_reading_room() {
    same_bytes("tests/books/reading-room");
}

#[test]
fn the_shipped_content() {
    same_bytes("");
}

/// One thing an editor does. Numbers choose a file and a value; they wrap round.
#[derive(Clone, Debug)]
enum Edit {
    Title(usize, u8),
    BreakRef(usize),
    Delete(usize),
    Fix(usize),
    RenameRole(usize, u8),
    AddTerm(u8),
    Translate(usize),
    Configure(u8),
    /// Another heading, and so other anchors; a ref to a place; a paragraph.
    Body(usize, u8),
    /// Lines of front matter that say where an item stands and whom it names.
    Matter(usize, u8),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (any::<usize>(), 0..3_u8).prop_map(|(file, number)| Edit::Title(file, number)),
        any::<usize>().prop_map(Edit::BreakRef),
        any::<usize>().prop_map(Edit::Delete),
        any::<usize>().prop_map(Edit::Fix),
        (any::<usize>(), 0..3_u8).prop_map(|(role, number)| Edit::RenameRole(role, number)),
        (0..3_u8).prop_map(Edit::AddTerm),
        any::<usize>().prop_map(Edit::Translate),
        (0..4_u8).prop_map(Edit::Configure),
        (any::<usize>(), 0..6_u8).prop_map(|(file, number)| Edit::Body(file, number)),
        (any::<usize>(), 0..6_u8).prop_map(|(file, number)| Edit::Matter(file, number)),
    ];
    prop::collection::vec(edit, 1..9)
}

/// The book while it is being edited.
struct Desk {
    saved: Snapshot,
    now: Snapshot,
}

impl Desk {
    fn new() -> Self {
        let saved = load::load(&root().join("tests/books/reading-room"), &Limits::default()).unwrap();
        Self { now: saved.clone(), saved }
    }

    fn path(&self, number: usize, fits: impl Fn(&str) -> bool) -> SourcePath {
        let paths: Vec<&SourcePath> = self.saved.sources.keys().filter(|path| fits(path.as_str())).collect();
        paths[number % paths.len()].clone()
    }

    fn put(&mut self, path: SourcePath, text: &str) {
        self.now.sources.insert(path.clone(), Arc::new(Source::new(path, text)));
    }

    /// Changes the text of a file that is there.
    fn rewrite(&mut self, path: &SourcePath, rewrite: impl Fn(&str) -> String) {
        if let Some(source) = self.now.sources.get(path).cloned() {
            self.put(path.clone(), &rewrite(&source.text));
        }
    }

    fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Title(file, number) => {
                let path = self.path(*file, |path| path.ends_with(".md"));
                self.rewrite(&path, |text| retitled(text, &format!("新的标题{number}")));
            }
            Edit::RenameRole(role, number) => {
                let path = self.path(*role, |path| path.starts_with("content/roles/"));
                self.rewrite(&path, |text| retitled(text, &format!("云溪镇单位{number}")));
            }
            Edit::BreakRef(file) => {
                let path = self.path(*file, |path| path.ends_with(".md"));
                self.rewrite(&path, |text| text.replacen("[[", "[[nowhere-", 1).replacen("role: ", "role: un", 1));
            }
            Edit::Delete(file) => {
                let path = self.path(*file, |_| true);
                self.now.sources.remove(&path);
            }
            Edit::Fix(file) => {
                let path = self.path(*file, |_| true);
                let text = self.saved.sources[&path].text.clone();
                self.put(path, &text);
            }
            Edit::AddTerm(number) => {
                let name = ["开放", "公共阅览", "借书"][usize::from(*number)];
                let text = format!("---\ntitle: {name}\nprovenance: local\n---\n试验。\n");
                self.put(SourcePath::new(&format!("content/terms/new-{number}.md")), &text);
            }
            Edit::Translate(file) => {
                let original = self.path(*file, |path| path.ends_with(".md") && !path.ends_with(".en.md"));
                let path = original.as_str().replace(".md", ".en.md");
                let text =
                    "---\ntitle: A translation\nsource: test\nreview: unreviewed\n---\nSee [[reading-room/t01]].\n";
                self.put(SourcePath::new(&path), text);
            }
            Edit::Body(file, number) => {
                let path = self.path(*file, |path| path.ends_with(".md"));
                self.rewrite(&path, |text| match number {
                    0 => text.replacen("## ", "## 另", 1),
                    1 => format!("{text}\n## 新的一节 {{#new}}\n\n见[[reading-room/t01#how]]和[[#new]]。\n"),
                    2 => {
                        format!("{text}\n见[[reading-room/t01#new]]、[[roles/town-office]]和[[terms/library-card]]。\n")
                    }
                    3 => text.replacen("[[", "《", 1).replacen("]]", "》", 1),
                    4 => format!("{text}\n![书架](../assets/shelf.svg)\n"),
                    _ => format!("{text}\n补充一段关于公共阅览室的说明。\n"),
                });
            }
            Edit::Matter(file, number) => {
                let path = self.path(*file, |path| path.ends_with(".md"));
                self.rewrite(&path, |text| match number {
                    0 => without_line(text, "  - {role:"),
                    1 => text.replacen("date: 20", "date: 19", 1),
                    2 => without_line(text, "basis:"),
                    3 => text.replacen("level: ", "aliases: [临时叫法]\nlevel: ", 1),
                    4 => text.replacen("number: \"", "number: \"1", 1),
                    _ => without_line(text, "counterparts:"),
                });
            }
            Edit::Configure(number) => {
                let text = &self.saved.config.as_ref().unwrap().text;
                let text = match number {
                    0 => text.to_string(),
                    1 => format!("{text}rules: {{dangling-ref: warning}}\nbase-url: https://example.org/\n"),
                    // Translations then have no language, and tasks no part that is known by its title.
                    2 => text.replace("[zh-CN, en]", "[zh-CN]"),
                    _ => text.replace("[做什么, What]", "[目的]"),
                };
                self.now.config = Some(Arc::new(Source::new(SourcePath::new("content/site.yaml"), &text)));
            }
        }
    }
}

/// A text without the first line that begins so.
fn without_line(text: &str, beginning: &str) -> String {
    let line = text.lines().position(|line| line.starts_with(beginning));
    let kept = text.lines().enumerate().filter(|(number, _)| Some(*number) != line);
    kept.map(|(_, line)| format!("{line}\n")).collect()
}

fn retitled(text: &str, title: &str) -> String {
    let retitle =
        |line: &str| if line.starts_with("title: ") { format!("title: {title}\n") } else { format!("{line}\n") };
    text.lines().map(retitle).collect()
}

/// What a build says and shows, and the names of all other files.
fn outcome(snapshot: &Snapshot, memory: &mut Memory) -> (String, String, BTreeMap<String, String>, BTreeSet<String>) {
    let world = World::build(snapshot.clone(), Purpose::Draft, memory);
    (world.said(Locale::English), world.said(Locale::Chinese), world.pages, world.files)
}

proptest! {
    #![proptest_config(properties::config(4))]

    #[test]
    fn warm_equals_cold(edits in edits()) {
        let mut desk = Desk::new();
        let mut memory = Memory::default();
        World::resolve(desk.now.clone(), Purpose::Draft, &mut memory);
        for edit in &edits {
            desk.apply(edit);
            let warm = outcome(&desk.now, &mut memory);
            let cold = outcome(&desk.now, &mut Memory::default());
            prop_assert_eq!(&warm.0, &cold.0, "after {:?}", edit);
            prop_assert_eq!(&warm.1, &cold.1, "after {:?}", edit);
            prop_assert_eq!(&warm.3, &cold.3, "after {:?}", edit);
            let differing: Vec<_> = warm.2.iter().filter(|(path, page)| cold.2.get(*path) != Some(page)).collect();
            prop_assert!(differing.is_empty() && warm.2.len() == cold.2.len(), "after {:?}", edit);
        }
    }
}
