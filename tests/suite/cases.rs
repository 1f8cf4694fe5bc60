//! The cases of `tests/cases`: input files and what is expected of them, in one text each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use normbook::check::Purpose;
use normbook::diag::Locale;
use normbook::export::Catalogue;
use normbook::model::Kind;
use normbook::pipeline;
use normbook::render::Renderer;
use normbook::site::Address;
use rayon::prelude::*;

use crate::archive::{Archive, Section};
use crate::project::{BASE, Project, root};
use crate::world::World;
use crate::{diff, html, links};

/// One test for each folder of `tests/cases`, so that `cargo test --test suite cases::terms` runs one.
macro_rules! folders {
    ($($name:ident)*) => {
        $(#[test] fn $name() { run(stringify!($name)); })*
        const FOLDERS: &[&str] = &[$(stringify!($name)),*];
    };
}

folders! { data editions kinds lineage lists markdown mistakes notices overview provenance quotations refs rules single terms themes translations }

#[test]
fn every_folder_is_run() {
    let folders = fs::read_dir(root().join("tests/cases")).unwrap().map(Result::unwrap);
    let folders = folders.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().unwrap());
    assert_eq!(folders.collect::<BTreeSet<_>>(), FOLDERS.iter().map(|&name| name.to_owned()).collect());
}

#[test]
fn every_kind_has_a_case() {
    for word in Kind::NAMES {
        let case = root().join(format!("tests/cases/kinds/{word}.txt"));
        assert!(case.is_file(), "there is no {}", case.display());
    }
}

/// Rules whose cases are no text: bytes, sizes and links. Each names its tests in `faults.rs`.
const IN_FAULTS: &[(&str, &str, &str)] = &[
    ("file-encoding", "bytes_that_are_no_text", "encodings_give_the_same_page"),
    ("file-too-large", "a_file_of_fifty_megabytes", "files_of_a_fair_size"),
    ("private-picture", "a_picture_that_tells_where_it_was_taken", "a_picture_that_tells_nothing"),
    ("page-weight", "a_page_over_its_weight", "pages_of_a_fair_weight"),
    ("unreadable-file", "a_file_that_may_not_be_read", "files_of_a_fair_size"),
    ("unreadable-link", "links_that_are_not_followed", "links_that_are_followed"),
];

#[test]
fn every_rule_fires_and_stays_silent() {
    // Cases that are being rewritten may be read half-written.
    if updating() {
        return;
    }
    let faults = include_str!("faults.rs");
    let mut wrong = Vec::new();
    let ids: BTreeSet<&str> = pipeline::rules().map(|rule| rule.id).collect();
    for id in &ids {
        if let Some((_, fires, silent)) = IN_FAULTS.iter().find(|(own, ..)| own == id) {
            let missing = [fires, silent].into_iter().filter(|name| !faults.contains(&format!("fn {name}(")));
            wrong.extend(missing.map(|name| format!("{id}: faults.rs has no test {name}")));
            continue;
        }
        for (stem, should_fire) in [("fires", true), ("silent", false)] {
            let cases = cases_of_rule(id, stem);
            if cases.is_empty() {
                wrong.push(format!(
                    "{id}: there is no case `{stem}` in tests/cases/rules/{id}.txt, and no {id}/{stem}.txt"
                ));
            }
            let others = cases.iter().filter(|(_, sections)| says_rule(sections, id) != should_fire);
            wrong.extend(others.map(|(name, _)| format!("{id}: not so in {name}")));
        }
    }
    for entry in fs::read_dir(root().join("tests/cases/rules")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !ids.contains(name.strip_suffix(".txt").unwrap_or(&name)) {
            wrong.push(format!("tests/cases/rules/{name}: there is no such rule"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The cases of a rule whose names begin with `stem`, each with what it is called here: those of its file, and the files of
/// its folder.
fn cases_of_rule(id: &str, stem: &str) -> Vec<(String, Vec<Section>)> {
    let rules = root().join("tests/cases/rules");
    let own = rules.join(format!("{id}.txt"));
    let mut cases = Vec::new();
    if own.is_file() {
        for case in parts(&mut Archive::parse(&fs::read_to_string(own).unwrap())) {
            cases.push((name_of_case(case).unwrap_or_default().to_owned(), case.to_vec()));
        }
    }
    if rules.join(id).is_dir() {
        for path in texts(&rules.join(id)) {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            cases.push((name, Archive::parse(&fs::read_to_string(&path).unwrap()).sections));
        }
    }
    cases.retain(|(name, _)| name.starts_with(stem));
    cases
}

/// The cases of a file: all of it, or several, each under a line `-- case NAME --`.
pub(crate) fn parts(archive: &mut Archive) -> impl Iterator<Item = &mut [Section]> {
    archive.sections.chunk_by_mut(|_, next| !next.name.starts_with("case "))
}

pub(crate) fn name_of_case(sections: &[Section]) -> Option<&str> {
    sections.first()?.name.strip_prefix("case ")
}

/// Whether the findings that a case expects hold one of the rule.
fn says_rule(sections: &[Section], id: &str) -> bool {
    let mut expected = sections.iter().filter(|section| section.name.starts_with("expect diagnostics"));
    expected.any(|section| section.text.contains(&format!("[{id}]")))
}

fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

fn run(folder: &str) {
    let cases = texts(&root().join("tests/cases").join(folder));
    assert!(!cases.is_empty(), "tests/cases/{folder} holds no case");
    let failures: Vec<String> = cases
        .par_iter()
        .filter_map(|path| {
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            check(path).err().map(|failure| format!("== {name}\n{failure}"))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{}\n{} of {} cases fail; UPDATE=1 rewrites what they expect",
        failures.join("\n"),
        failures.len(),
        cases.len()
    );
}

/// All `.txt` files below a folder, sorted.
fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Runs the cases of a file, or rewrites them.
fn check(path: &Path) -> Result<(), String> {
    let mut archive = Archive::parse(&fs::read_to_string(path).unwrap());
    let mut failures = Vec::new();
    for case in parts(&mut archive) {
        if let Err(failure) = check_case(case) {
            let name = name_of_case(case).map(|name| format!("-- case {name} --\n")).unwrap_or_default();
            failures.push(name + &failure);
        }
    }
    if updating() {
        fs::write(path, archive.print()).unwrap();
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// Runs one case, or puts into it what it should expect.
fn check_case(case: &mut [Section]) -> Result<(), String> {
    let project = laid_out(case)?;
    let draft = World::load(&project.path(""), Purpose::Draft);
    sound(&draft)?;
    let has_findings = case.iter().any(|section| section.name.starts_with("expect diagnostics"));
    let mut failures = Vec::new();
    let mut expectations = 0;
    for section in case {
        let Some(expectation) = section.name.strip_prefix("expect ") else { continue };
        expectations += 1;
        let actual = actual(&draft, expectation)?;
        if actual.trim_end() == section.text.trim_end() {
            continue;
        }
        if updating() {
            section.text = actual;
        } else {
            failures.push(format!("-- {} --\n{}", section.name, diff::unified(section.text.trim_end(), &actual)));
        }
    }
    if expectations == 0 {
        return Err("it expects nothing: add a section such as `-- expect diagnostics --`".to_owned());
    }
    if !has_findings && !draft.diagnostics.is_empty() {
        failures.push(format!("findings that it does not expect:\n{}", draft.said(Locale::English)));
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// What holds of every page of every case: it is well formed, no anchor is there twice, and without
/// errors every link leads somewhere.
fn sound(world: &World) -> Result<(), String> {
    for (address, page) in &world.pages {
        if let Some(imbalance) = html::imbalance(page) {
            return Err(format!("{address}: {imbalance}"));
        }
        let repeated = html::repeated_ids(page);
        if !repeated.is_empty() {
            return Err(format!("{address} holds twice: {repeated:?}"));
        }
    }
    let broken = if world.has_errors() { Vec::new() } else { links::broken(&world.pages, &world.files) };
    if broken.is_empty() { Ok(()) } else { Err(broken.join("\n")) }
}

/// Writes the inputs of a case, and of the base what the case does not give itself.
pub(crate) fn laid_out(case: &[Section]) -> Result<Project, String> {
    let project = Project::empty();
    let mut files: BTreeMap<&str, &str> = BTreeMap::new();
    let base = Archive::parse(BASE);
    for section in base.sections.iter().chain(case) {
        if section.name.starts_with("content/") || section.name.starts_with("themes/") {
            files.insert(&section.name, &section.text);
        } else if let Some(path) = section.name.strip_prefix("without ") {
            files.remove(path).ok_or_else(|| format!("the base has no {path} to do without"))?;
        } else if !section.name.starts_with("expect ") && !section.name.starts_with("case ") {
            return Err(format!("a section `{}` means nothing", section.name));
        }
    }
    for (path, text) in files {
        project.lay(path, text);
    }
    Ok(project)
}

/// What a section should hold. The ways to say it are listed in `tests/README.md`.
fn actual(draft: &World, expectation: &str) -> Result<String, String> {
    let words: Vec<&str> = expectation.split_whitespace().collect();
    match words.as_slice() {
        ["diagnostics"] => Ok(draft.said(Locale::English)),
        ["diagnostics", "zh"] => Ok(draft.said(Locale::Chinese)),
        ["diagnostics", "release"] => Ok(World::release(draft.snapshot.clone()).said(Locale::English)),
        ["pages"] => Ok(draft.pages.keys().map(|address| format!("{address}\n")).collect()),
        ["style"] => Ok(draft.style()),
        ["file", address] => Ok(file(draft, address)),
        ["page", address, selectors @ ..] if !selectors.is_empty() => Ok(shown(draft, address, selectors)),
        _ => Err(format!("`expect {expectation}` means nothing")),
    }
}

/// A file for machines, which is no HTML: a page without a template, or open data. Its lines end as those of cases do.
fn file(world: &World, address: &str) -> String {
    let address = Address::new(address);
    let catalogue = Catalogue::new(&world.site);
    if let Some(file) = catalogue.find(&address) {
        return String::from_utf8(catalogue.bytes(file).unwrap()).unwrap().replace("\r\n", "\n");
    }
    let (Some(theme), Some(page)) = (&world.theme, world.site.pages.get(&address)) else {
        return "there is no such file\n".to_owned();
    };
    String::from_utf8(Renderer::new(&world.site, theme).render(&address, *page).0).unwrap()
}

/// The elements that the last selector finds in those of the ones before.
fn shown(world: &World, address: &str, selectors: &[&str]) -> String {
    let Some(page) = world.pages.get(address) else { return "there is no such page\n".to_owned() };
    let chosen = selectors.iter().fold(vec![page.clone()], |elements, selector| {
        elements.iter().flat_map(|element| html::select(element, selector)).collect()
    });
    if chosen.is_empty() {
        return format!("the page has no {}\n", selectors.join(" "));
    }
    let text: String = chosen.iter().map(|element| html::pretty(element)).collect();
    without_hashes(world, text)
}

/// Names of theme files change with every change of the theme; that is nothing a case should speak of.
fn without_hashes(world: &World, text: String) -> String {
    let files = world.theme.iter().flat_map(|theme| theme.assets.files.keys());
    files.fold(text, |text, address| {
        let address = address.as_str();
        match (address.rfind('-'), address.rfind('.')) {
            (Some(dash), Some(dot)) if dash < dot => {
                text.replace(address, &format!("{}-*{}", &address[..dash], &address[dot..]))
            }
            _ => text,
        }
    })
}
