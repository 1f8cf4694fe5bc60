//! The copy of an office: whom to call, on the pages of roles and on cards, always with the office's name and day.

use std::sync::Arc;

use normbook::check::Purpose;
use normbook::diag::Locale;
use normbook::pipeline::Memory;
use normbook::source::{Source, SourcePath};

use crate::archive::Archive;
use crate::project::{BASE, Project};
use crate::world::{World, snapshot};

const CONTACTS: &str = "unit: 静和街道办事处\ndate: 2026-11-30\ncontacts:\n  \
    - {role: office, place: 桂花社区, phone: 028-1234 5678, hours: 工作日}\n  - {role: office, duty-phone: '13800138000'}\n";

/// The base project in the copy of an office.
fn copy(contacts: &str) -> World {
    let base = Archive::parse(BASE);
    let mut files = snapshot(base.sections.iter().map(|section| (section.name.as_str(), section.text.as_str())));
    files.contacts = Some(Arc::new(Source::new(SourcePath::new("contacts.yaml"), contacts)));
    World::build(files, Purpose::Draft, &mut Memory::default())
}

#[test]
fn a_copy_says_whom_to_call_and_who_says_so() {
    let world = copy(CONTACTS);
    assert!(!world.has_errors(), "{}", world.said(Locale::English));
    let role = &world.pages["roles/office.html"];
    for said in ["桂花社区", "028-1234 5678", "工作日", "值班 13800138000", "本单位填写：静和街道办事处（2026-11-30）"]
    {
        assert!(role.contains(said), "the role does not say {said}");
    }
    let card = &world.pages["urban/2022/t01.html"];
    assert!(card.contains("028-1234 5678") && card.contains("本单位填写：静和街道办事处"), "{card}");
    for (address, page) in world.pages.iter().filter(|(_, page)| page.contains("nb-footer")) {
        assert!(page.contains("本副本由静和街道办事处制作"), "{address} does not say whose copy it is");
    }
}

#[test]
fn without_the_file_nothing_is_said() {
    let base = Archive::parse(BASE);
    let files = snapshot(base.sections.iter().map(|section| (section.name.as_str(), section.text.as_str())));
    let world = World::build(files, Purpose::Draft, &mut Memory::default());
    assert!(world.pages.values().all(|page| !page.contains("本单位填写") && !page.contains("本副本")));
}

#[test]
fn what_is_wrong_in_the_file_is_shown_in_its_lines() {
    let world = copy(&CONTACTS.replacen("role: office", "role: 街到办", 1).replacen("028-1234 5678", "13900139000", 1));
    let said = world.said(Locale::Chinese);
    assert!(said.contains("unknown-role") && said.contains("personal-data"), "{said}");
    assert!(said.contains("contacts.yaml:4:"), "{said}");
}

#[test]
fn an_office_builds_its_own_copy() {
    let project = Project::new();
    project.write("our.yaml", CONTACTS);
    let built = project.run(&["build", "--contacts", "our.yaml"]);
    assert_eq!(built.code, 0, "{}", built.said);
    assert!(project.read("output/site/roles/office.html").contains("028-1234 5678"));
    let missing = project.run(&["build", "--contacts", "none.yaml"]);
    assert_eq!(missing.code, 2, "{}", missing.said);
    assert!(missing.said.contains("none.yaml"), "{}", missing.said);
}
