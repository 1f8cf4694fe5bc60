//! The house rules that the compiler does not know: floors, doors, sizes, and the tables of rules.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use normbook::diag::{Locale, Rule};
use normbook::pipeline;

use crate::project::root;

/// Lines of a source file, without its own tests.
const LONGEST: usize = 420;

/// Files that are longer for a reason, with the length they may not pass. A file that has shrunk leaves this list.
const LONGER: &[(&str, usize, &str)] =
    &[("render/view.rs", 800, "the contract with themes, in one place to be read from top to bottom")];

/// One source file.
pub(crate) struct Unit {
    /// Its path below `src`, `/` between parts.
    pub(crate) path: String,
    /// Lines of code, without remarks and without tests.
    pub(crate) code: Vec<String>,
    /// Lines up to the module `tests`.
    length: usize,
}

impl Unit {
    /// The module of the top level that it belongs to.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    fn holds(&self, text: &str) -> bool {
        self.code.iter().any(|line| line.contains(text))
    }
}

pub(crate) fn units() -> Vec<Unit> {
    let mut units = Vec::new();
    gather(&root().join("src"), "", &mut units);
    assert!(units.len() > 100, "src was not found");
    units
}

fn gather(folder: &Path, inside: &str, units: &mut Vec<Unit>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{inside}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            gather(&path, &format!("{name}/"), units);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(&path).unwrap();
            let own: Vec<&str> = text.lines().take_while(|line| *line != "#[cfg(test)]").collect();
            let is_test = name.ends_with("/tests.rs") || name.contains("/tests/");
            let code = own.iter().filter(|line| !is_test && !line.trim_start().starts_with("//"));
            let code = code.map(|line| (*line).to_owned()).collect();
            units.push(Unit { path: name, code, length: own.len() });
        }
    }
}

/// The table in the documentation of `lib.rs`: module → floor.
fn floors() -> BTreeMap<String, u32> {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut floors = BTreeMap::new();
    for row in text.lines().filter_map(|line| line.strip_prefix("//! | ")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let Ok(floor) = cells[0].parse() else { continue };
        for module in cells[1].split_whitespace() {
            floors.insert(module.trim_matches('`').to_owned(), floor);
        }
    }
    floors
}

/// The floor of verbs, which never meet.
const VERBS: u32 = 3;

#[test]
fn imports_go_down_only() {
    let floors = floors();
    let mut wrong = Vec::new();
    for unit in units() {
        if matches!(unit.path.as_str(), "lib.rs" | "main.rs") {
            continue;
        }
        let own = unit.module();
        let Some(&floor) = floors.get(own) else {
            wrong.push(format!("{}: lib.rs has no floor for {own}", unit.path));
            continue;
        };
        for other in imported(&unit.code.join("\n")) {
            // Macros stand at the top of the crate; they belong to the ground floor.
            let Some(&target) = floors.get(&other).or((other == "words").then_some(&0)) else {
                wrong.push(format!("{}: crate::{other} has no floor", unit.path));
                continue;
            };
            if target > floor || (floor == VERBS && target == VERBS && other != own) {
                wrong.push(format!("{}: {own} (floor {floor}) imports {other} (floor {target})", unit.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_floor() {
    let modules: BTreeSet<String> = units().iter().map(|unit| unit.module().to_owned()).collect();
    let floors: BTreeSet<String> = floors().into_keys().collect();
    let houses = ["lib".to_owned(), "main".to_owned()].into();
    assert_eq!(floors, &modules - &houses);
}

/// The everyday run tries the same cases each time, and the long one prints how to try them again.
#[test]
fn properties_take_their_cases_from_one_place() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests/suite"] {
        for (path, bytes) in crate::project::tree(&root().join(folder)) {
            let text = String::from_utf8_lossy(&bytes);
            let lines = || text.lines().map(str::trim_start);
            let properties = lines().filter(|line| line.ends_with("proptest! {")).count();
            let settings = lines().filter(|line| line.starts_with("#![proptest_config(properties::config(")).count();
            if properties != settings {
                wrong.push(path);
            }
        }
    }
    assert_eq!(wrong, [""; 0], "`shared/properties.rs` says how");
}

/// What follows `crate::`, alone or in braces.
fn imported(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(first_names(group)),
            None => names.extend(name_at(rest)),
        }
    }
    names
}

/// The first name of each member of a group, which may hold groups.
fn first_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0_u32;
    let mut at_start = true;
    for (at, character) in group.char_indices() {
        match character {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            _ if at_start && !character.is_whitespace() => {
                names.extend(name_at(&group[at..]));
                at_start = false;
            }
            _ => {}
        }
    }
    names
}

fn name_at(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

#[test]
fn imports_are_read_rightly() {
    let code = "use crate::diag::{self, Rule};\nuse crate::{model::{Id, Item}, site::Site,\n    source};\nlet x = crate::text::f();";
    let names: Vec<String> = imported(code).into_iter().collect();
    assert_eq!(names, ["diag", "model", "site", "source", "text"]);
}

/// Each of these stands in its own rooms and nowhere else.
const DOORS: &[(&str, &[&str])] = &[
    ("rayon", &["pipeline", "cli", "bundle", "verify"]),
    ("println!", &["cli"]),
    ("print!", &["cli"]),
    ("dbg!", &[]),
    ("std::fs", &["load", "emit", "bundle", "verify"]),
    ("fs::File", &["load", "emit", "bundle", "verify"]),
    ("std::env::var", &["cli"]),
    ("Instant::now", &["cli", "serve"]),
    ("SystemTime", &[]),
    ("std::process", &["cli", "main"]),
    ("std::net", &["serve", "cli"]),
    ("thread::spawn", &["serve"]),
    ("ureq", &["verify"]),
    ("tera::", &["theme", "render"]),
];

#[test]
fn the_world_has_few_doors() {
    let mut wrong = Vec::new();
    for unit in units() {
        for (text, rooms) in DOORS {
            if !rooms.contains(&unit.module()) && unit.holds(text) {
                wrong.push(format!("{}: {text} belongs to {rooms:?}", unit.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short() {
    let mut wrong = Vec::new();
    for unit in units() {
        let own = LONGER.iter().find(|(path, ..)| *path == unit.path);
        let limit = own.map_or(LONGEST, |(_, limit, _)| *limit);
        if unit.length > limit {
            wrong.push(format!("{} has {} lines, more than {limit}", unit.path, unit.length));
        }
        if own.is_some() && unit.length <= LONGEST {
            wrong.push(format!("{} has shrunk to {}: take it off the list", unit.path, unit.length));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Files that hold a rule each.
fn rule_files() -> Vec<Unit> {
    let mut units = units();
    units.retain(|unit| {
        let is_check = unit.path.strip_prefix("check/").is_some_and(|name| !name.contains('/'));
        (is_check || unit.path.contains("/rules/")) && !unit.path.ends_with("/mod.rs")
    });
    units
}

#[test]
fn a_rule_has_a_file_and_a_file_a_rule() {
    let mut ids = BTreeSet::new();
    for unit in rule_files() {
        let rules = unit.code.iter().filter(|line| line.contains("static RULE: Rule")).count();
        assert_eq!(rules, 1, "{} holds {rules} rules", unit.path);
        let id = unit.code.iter().find_map(|line| line.trim().strip_prefix("id: \"")?.strip_suffix("\","));
        let id = id.unwrap_or_else(|| panic!("{} names no id", unit.path)).to_owned();
        let stem = unit.path.rsplit('/').next().unwrap().trim_end_matches(".rs");
        assert_eq!(id.replace('-', "_"), stem, "{} is called otherwise than its rule", unit.path);
        ids.insert(id);
    }
    // A rule that is in no table can be neither explained nor given another level.
    assert_eq!(ids, pipeline::rules().map(|rule| rule.id.to_owned()).collect());
}

#[test]
fn rules_are_told_apart() {
    let mut seen = BTreeSet::new();
    for rule in pipeline::rules() {
        assert!(seen.insert(rule.id), "{} is there twice", rule.id);
        let kebab =
            rule.id.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase()));
        assert!(kebab, "{} is not kebab-case", rule.id);
    }
}

#[test]
fn rules_are_explained() {
    let is_han = |character: char| ('\u{4E00}'..='\u{9FFF}').contains(&character);
    let explained = |rule: &Rule| {
        let (zh, en) = (rule.explanation.say(Locale::Chinese), rule.explanation.say(Locale::English));
        zh.contains(is_han) && !en.contains(is_han) && en.ends_with('.') && zh.ends_with('。')
    };
    let exemplified = |rule: &Rule| !rule.wrong.is_empty() && !rule.right.is_empty() && rule.wrong != rule.right;
    for rule in pipeline::rules() {
        assert!(explained(rule), "{} is not explained in both languages", rule.id);
        assert!(exemplified(rule), "{} has no wrong and right example", rule.id);
    }
}
