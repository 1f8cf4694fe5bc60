//! Imports inside a module go one way: among the members of a folder there is no circle.
//!
//! A member is a file, or a folder with all that is in it. One uses another when it names something that is written there:
//! in `use`, or by a path in its code; a name that its parent only hands on counts for the member it comes from. What is
//! written in the folder's own `mod.rs` is the ground that all members stand on: that they use its types while it opens and
//! calls them is how modules are made, and no circle. So a `mod.rs` is no member of its folder, but of the one around it.

use std::collections::{BTreeMap, BTreeSet};

use crate::architecture::units;

type Module = Vec<String>;

#[test]
fn imports_inside_a_module_go_one_way() {
    let units = units();
    let code = units.iter().map(|unit| (unit.path.as_str(), unit.code.join("\n")));
    let circles = circles(&code.collect::<Vec<_>>());
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn circles_are_seen() {
    let found = |files: &[(&str, &str)]| {
        let files: Vec<(&str, String)> = files.iter().map(|(path, code)| (*path, (*code).to_owned())).collect();
        circles(&files).into_iter().map(|(folder, members)| format!("{folder}: {members:?}")).collect::<Vec<_>>()
    };
    let parent = ("a/mod.rs", "mod x;\nmod y;\npub use x::X;\nfn f() { y::g(); }\nstruct Own;");
    let x = |code: &'static str| ("a/x.rs", code);
    let y = |code: &'static str| ("a/y.rs", code);
    let circle = ["a: {\"x\", \"y\"}"];
    assert_eq!(found(&[parent, x("use super::y::Y;"), y("use super::{\n    Own, x::{self, X},\n};")]), circle);
    assert_eq!(found(&[parent, x("fn f() { crate::a::y::g() }"), y("use super::X;")]), circle);
    assert_eq!(found(&[parent, x("use super::y;"), ("a/y/z.rs", "use super::super::x::X;"), y("mod z;")]), circle);
    // One way, and the ground.
    assert_eq!(found(&[parent, x("use super::Own;\nuse super::y::Y;"), y("use super::Own;")]), [""; 0]);
    assert_eq!(found(&[parent, x("use super::y::Y;"), y("use crate::b::x::X;")]), [""; 0]);
}

/// For each folder with circles, the members that are in them or between them.
fn circles(files: &[(&str, String)]) -> BTreeMap<String, BTreeSet<String>> {
    let sources: BTreeMap<Module, Source> =
        files.iter().map(|(path, code)| (module_of(path), Source::read(code))).collect();
    let mut folders: BTreeMap<Module, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    let uses: Vec<(&Module, Module)> = sources
        .iter()
        .flat_map(|(from, source)| {
            let paths = source.uses(from, &sources);
            paths.into_iter().map(move |to| (from, to))
        })
        .collect();
    for (from, to) in &uses {
        let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
        // Above the first folder there are floors; below, an ancestor is ground.
        if let (1.., Some(own), Some(other)) = (common, from.get(common), to.get(common)) {
            folders.entry(from[..common].to_vec()).or_default().entry(own.as_str()).or_default().insert(other.as_str());
        }
    }
    let circles = folders.into_iter().map(|(folder, members)| (folder.join("/"), peeled(members)));
    circles.filter(|(_, members)| !members.is_empty()).collect()
}

/// Takes away whoever uses nobody that is left, or is used by nobody that is left, until nothing goes.
fn peeled(mut uses: BTreeMap<&str, BTreeSet<&str>>) -> BTreeSet<String> {
    loop {
        let left: BTreeSet<&str> = uses.keys().copied().collect();
        let used: BTreeSet<&str> = uses.values().flatten().copied().collect();
        for others in uses.values_mut() {
            others.retain(|other| left.contains(other));
        }
        uses.retain(|member, others| !others.is_empty() && used.contains(member));
        if uses.len() == left.len() {
            return uses.into_keys().map(str::to_owned).collect();
        }
    }
}

fn module_of(path: &str) -> Module {
    let path = path.strip_suffix(".rs").unwrap();
    path.strip_suffix("/mod").unwrap_or(path).split('/').map(str::to_owned).collect()
}

/// What a file names.
struct Source {
    /// Paths of `use`, each with whether it is only handed on: public, and not named in the rest of the file.
    imports: Vec<(Vec<String>, bool)>,
    /// Paths in the rest of the code.
    paths: Vec<Vec<String>>,
}

impl Source {
    fn read(code: &str) -> Self {
        let (mut imports, mut body) = (Vec::new(), String::new());
        for statement in code.split_inclusive(';') {
            match import(statement) {
                Some((before, is_public, tree)) => {
                    body.push_str(before);
                    imports.extend(branches(tree).into_iter().map(|path| (path, is_public)));
                }
                None => body.push_str(statement),
            }
        }
        let paths = chains(&body);
        let named: BTreeSet<&str> = paths.iter().flatten().map(String::as_str).collect();
        let imports = imports.into_iter().map(|(path, is_public)| {
            let is_handed_on = is_public && path.last().is_some_and(|name| !named.contains(name.as_str()));
            (path, is_handed_on)
        });
        Self { imports: imports.collect(), paths }
    }

    /// The modules whose text is used.
    fn uses(&self, from: &Module, sources: &BTreeMap<Module, Self>) -> BTreeSet<Module> {
        let imports = self.imports.iter().filter(|(_, is_handed_on)| !is_handed_on).map(|(path, _)| path);
        let all = imports.chain(&self.paths).filter_map(|path| absolute(from, path, sources));
        all.filter_map(|path| written_in(&path, sources, 0)).filter(|to| to != from).collect()
    }
}

/// A statement that ends with `use …;`: what stands before it, whether it is public, and the tree of its paths.
fn import(statement: &str) -> Option<(&str, bool, &str)> {
    let mut at = 0;
    for line in statement.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let (is_public, rest) = match trimmed.strip_prefix("pub") {
            Some(rest) => (true, rest.trim_start_matches(|letter| letter != ' ').trim_start()),
            None => (false, trimmed),
        };
        if rest.starts_with("use ") {
            let tree = &statement[at + line.len() - rest.len() + "use ".len()..];
            return Some((&statement[..at], is_public, tree.trim_end_matches(';')));
        }
        at += line.len();
    }
    None
}

/// The paths of a tree: `a::{b, c::{self, d}}` is `a::b`, `a::c`, `a::c::d`.
fn branches(tree: &str) -> Vec<Vec<String>> {
    let Some((stem, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        let parts = path.split("::").map(str::trim).filter(|part| !part.is_empty());
        return vec![parts.map(str::to_owned).collect()];
    };
    let group = group.trim_end().strip_suffix('}').unwrap_or(group);
    let stem: Vec<String> =
        stem.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let mut depth = 0;
    let members = group.split(|letter| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        letter == ',' && depth == 0
    });
    let inner = members.filter(|member| !member.trim().is_empty()).flat_map(branches);
    inner
        .map(|mut path| {
            path.retain(|part| part != "self" || stem.is_empty());
            [stem.clone(), path].concat()
        })
        .collect()
}

/// Names joined by `::` in code, a name alone included.
fn chains(code: &str) -> Vec<Vec<String>> {
    let is_of_path = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':');
    let words = code.split(|letter| !is_of_path(letter)).filter(|word| !word.is_empty());
    let parts = words.map(|word| word.split("::").map(|part| part.trim_matches(':')).filter(|part| !part.is_empty()));
    parts.map(|parts| parts.map(str::to_owned).collect()).collect()
}

/// A path from the top of the crate; `None` for what is no module of it.
fn absolute(from: &Module, path: &[String], sources: &BTreeMap<Module, Source>) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([from.as_slice(), rest].concat()),
        "super" => {
            let up = path.iter().take_while(|part| *part == "super").count();
            Some([&from[..from.len().checked_sub(up)?], &path[up..]].concat())
        }
        // A module of one's own; a name alone may be anything.
        _ if path.len() > 1 => {
            let child = [from.as_slice(), std::slice::from_ref(first)].concat();
            sources.contains_key(&child).then(|| [from.as_slice(), path].concat())
        }
        _ => None,
    }
}

/// The module in which what a path names is written, through whatever hands it on.
fn written_in(path: &[String], sources: &BTreeMap<Module, Source>, depth: u32) -> Option<Module> {
    let length = (1..=path.len()).rev().find(|&length| sources.contains_key(&path[..length]))?;
    let module = path[..length].to_vec();
    let handed_on = path.get(length).filter(|_| depth < 8).and_then(|name| {
        let imports = sources[&module].imports.iter();
        let from = imports.filter(|(import, _)| import.last() == Some(name));
        let mut from = from.filter_map(|(import, _)| absolute(&module, import, sources));
        from.find_map(|import| {
            let whole = [import.as_slice(), &path[length + 1..]].concat();
            (whole != path).then(|| written_in(&whole, sources, depth + 1)).flatten()
        })
    });
    Some(handed_on.unwrap_or(module))
}
