//! Which files of a project's theme nothing reads.

use super::files::Files;
use super::manifest::Parts;
use super::rules;
use crate::diag::Diagnostic;
use crate::model::Lang;
use crate::source::Span;

/// Files that tell people of a theme: nobody expects them to be read.
const ABOUT: [&str; 5] = ["readme", "license", "copying", "notice", "changelog"];

/// Reports every file that is neither embedded under its path, nor named in the manifest, nor used by a template, nor the
/// interface texts of a language.
pub(super) fn check(files: &Files<'_>, parts: &Parts) -> Vec<Diagnostic> {
    if files.overrides.is_empty() {
        return Vec::new();
    }
    let mut read = Files::embedded();
    read.extend(parts.files().cloned());
    read.extend(Lang::ALL.map(|(tag, _)| format!("i18n/{tag}.yaml")));
    let sources: Vec<String> = files.below("templates/").iter().filter_map(|path| files.text(path)).collect();
    let is_used = |name: &str| {
        ['"', '\''].iter().any(|mark| {
            let quoted = format!("{mark}{name}{mark}");
            sources.iter().any(|source| source.contains(&quoted))
        })
    };
    let is_read = |path: &str| {
        let stem = path.split('.').next().unwrap_or(path).to_ascii_lowercase();
        read.iter().any(|own| own == path)
            || ABOUT.contains(&stem.as_str())
            || path.strip_prefix("templates/").is_some_and(|name| is_used(name) || defines_component(files, path))
    };
    let unread = files.overrides.keys().filter(|path| !is_read(path));
    let place = |path: &str| files.location(path, Span::default());
    unread.map(|path| rules::unread_theme_file::report(place(path), path, &read)).collect()
}

/// Components are used by their own names, not by that of their file.
fn defines_component(files: &Files<'_>, path: &str) -> bool {
    files.text(path).is_some_and(|source| source.contains("{% component "))
}
