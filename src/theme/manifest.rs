//! `theme.yaml`: which styles and scripts a theme has, and what each is for.

use super::files::Files;
use crate::diag::Diagnostic;
use crate::source::{Span, Spanned};
use crate::yaml::{self, Node, Reader};

/// What `theme.yaml` says.
#[derive(Default)]
pub(super) struct Manifest {
    pub(super) styles: Vec<String>,
    pub(super) scripts: Vec<String>,
    pub(super) icon: Option<String>,
    pub(super) latest: Option<String>,
    pub(super) arrival: Option<String>,
    pub(super) search: Vec<(String, Vec<String>)>,
    pub(super) search_styles: Vec<String>,
    pub(super) single_scripts: Vec<String>,
    pub(super) single_styles: Vec<String>,
}

pub(super) fn manifest(files: &Files<'_>, found: &mut Vec<Diagnostic>) -> Manifest {
    let path = files.location("theme.yaml", Span::default()).path;
    let text = files.text("theme.yaml").unwrap_or_default();
    let mut reader = Reader::new(&path);
    let mut manifest = Manifest::default();
    match yaml::read(&path, &text, Span::new(0, text.len())) {
        Ok(node) => {
            let mut fields = reader.fields(node);
            let mut paths = |key: &'static str| -> Vec<String> {
                fields.texts(&mut reader, key).into_iter().map(|text| text.value).collect()
            };
            manifest.styles = paths("styles");
            manifest.scripts = paths("scripts");
            manifest.search_styles = paths("search-styles");
            manifest.single_scripts = paths("single-scripts");
            manifest.single_styles = paths("single-styles");
            manifest.icon = fields.text(&mut reader, "icon").map(|text| text.value);
            manifest.arrival = fields.text(&mut reader, "arrival").map(|text| text.value);
            manifest.latest = fields.text(&mut reader, "latest").map(|text| text.value);
            if let Some(node) = fields.take("search") {
                let parts = reader.fields(node).rest();
                let list = |(name, node): (Spanned<String>, Node)| (name.value, reader.texts(node));
                let parts = parts.into_iter().map(list);
                let bare = |(name, paths): (String, Vec<Spanned<String>>)| {
                    (name, paths.into_iter().map(|path| path.value).collect())
                };
                manifest.search = parts.map(bare).collect();
            }
            fields.finish(&mut reader);
        }
        Err(diagnostic) => reader.report(*diagnostic),
    }
    found.extend(reader.into_diagnostics());
    manifest
}
