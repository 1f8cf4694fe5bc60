//! What is mistyped in `tests/cases/mistakes` is mended: the fixes that findings carry leave nothing to be found.

use std::fs;

use normbook::diag::{Listing, Locale, print_text};
use normbook::load::{self, Limits};
use normbook::pipeline;

use crate::archive::Archive;
use crate::cases;
use crate::project::root;

#[test]
fn fixes_leave_no_finding() {
    let mut left = Vec::new();
    let mut mended = 0;
    for entry in fs::read_dir(root().join("tests/cases/mistakes")).unwrap() {
        let path = entry.unwrap().path();
        let mut archive = Archive::parse(&fs::read_to_string(&path).unwrap());
        for case in cases::parts(&mut archive) {
            let name = cases::name_of_case(case).unwrap_or_default().to_owned();
            let project = cases::laid_out(case).unwrap();
            let snapshot = load::load(&project.path(""), &Limits::default()).unwrap();
            let fixed = pipeline::fix(&snapshot);
            if fixed.remaining.is_empty() {
                mended += 1;
            } else {
                let said = print_text(&fixed.remaining, &fixed.snapshot, Locale::English, Listing::All, false);
                left.push(format!("== {}: {name}\n{said}", path.file_stem().unwrap().display()));
            }
        }
    }
    assert!(left.is_empty(), "{}\n{} are left", left.join("\n"), left.len());
    assert!(mended >= 80, "{mended}");
}
