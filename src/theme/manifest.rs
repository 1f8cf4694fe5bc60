//! `theme.yaml`: which styles and scripts a theme has, and what each is for.

use super::files::Files;
use crate::diag::{Diagnostic, Words};
use crate::format::{Format, Written};
use crate::source::{Span, Spanned};
use crate::yaml::{self, Node, Reader, State};

/// The contract with themes: what templates are given, and what `theme.yaml` may say. Whoever changes what a theme must know
/// adds a row: CONTRIBUTING says when and how.
pub static FORMAT: Format = Format {
    name: Words::fixed("主题格式", "contract with themes"),
    changes: &[
        Words::fixed(
            "条目的事实都在 article.facts 里，用 nb.facts 列出，名称在 t.label 里；各视图原有的同名字段取消，出处改为现成的 HTML（sources）",
            "facts of items are in article.facts, which nb.facts lists, and their names in t.label; the fields that views had for \
         them are gone, and where something was published is finished HTML (sources)",
        ),
        Words::fixed(
            "首页不再给出 tasks、chapters、ways、pages；职责表的行多了步骤和电话两列；对照是成对的（pairs）；矩阵的角色带合计；\
         body 不再有 step 和 basis",
            "the home page has no tasks, chapters, ways and pages any more; rows of duties have columns for steps and telephones; an \
         alignment is made of pairs; roles of a matrix have sums; body has no step and basis",
        ),
    ],
};

/// What `theme.yaml` says.
pub(super) struct Manifest {
    /// For which version it was written.
    pub(super) format: Written,
    pub(super) parts: Parts,
}

/// The files that `theme.yaml` names, by what they are for.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) styles: Vec<String>,
    pub(super) scripts: Vec<String>,
    /// Scripts that some pages load, by the name under which templates know them.
    pub(super) page_scripts: Vec<(String, String)>,
    /// Style sheets that some pages load, by the name under which templates know them.
    pub(super) page_styles: Vec<(String, String)>,
    pub(super) icon: Option<String>,
    pub(super) latest: Option<String>,
    pub(super) arrival: Option<String>,
    pub(super) search: Vec<(String, Vec<String>)>,
    pub(super) search_styles: Vec<String>,
    pub(super) single_scripts: Vec<String>,
    pub(super) single_styles: Vec<String>,
}

impl Parts {
    /// Every style sheet.
    pub(super) fn sheets(&self) -> impl Iterator<Item = &String> {
        let of_pages = self.page_styles.iter().map(|(_, path)| path);
        self.styles.iter().chain(of_pages).chain(&self.search_styles).chain(&self.single_styles)
    }

    /// Every file that it names.
    pub(super) fn files(&self) -> impl Iterator<Item = &String> {
        let single = self.icon.iter().chain(&self.latest).chain(&self.arrival);
        let search = self.search.iter().flat_map(|(_, paths)| paths);
        let of_pages = self.page_scripts.iter().map(|(_, path)| path);
        self.sheets().chain(&self.scripts).chain(of_pages).chain(&self.single_scripts).chain(single).chain(search)
    }
}

pub(super) fn manifest(files: &Files<'_>, found: &mut Vec<Diagnostic>) -> Manifest {
    let path = files.location("theme.yaml", Span::default()).path;
    let text = files.text("theme.yaml").unwrap_or_default();
    let mut reader = Reader::new(&path);
    let mut format = Written::Current;
    let mut parts = Parts::default();
    let reading = yaml::read(&path, &text, Span::new(0, text.len()), None, found);
    match reading.state {
        State::Sound | State::Mended => {
            let node = reading.node;
            let mut fields = reader.fields(node);
            format = FORMAT.read(&mut reader, &mut fields);
            let mut paths = |key: &'static str| -> Vec<String> {
                fields.texts(&mut reader, key).into_iter().map(|text| text.value).collect()
            };
            parts.styles = paths("styles");
            parts.scripts = paths("scripts");
            parts.search_styles = paths("search-styles");
            parts.single_scripts = paths("single-scripts");
            parts.single_styles = paths("single-styles");
            parts.icon = fields.text(&mut reader, "icon").map(|text| text.value);
            parts.arrival = fields.text(&mut reader, "arrival").map(|text| text.value);
            parts.latest = fields.text(&mut reader, "latest").map(|text| text.value);
            let mut named = |key: &'static str| -> Vec<(String, String)> {
                let nodes = fields.take(key).map(|node| reader.fields(node).rest()).unwrap_or_default().into_iter();
                nodes.filter_map(|(name, node)| Some((name.value, reader.text(node)?.value))).collect()
            };
            parts.page_scripts = named("page-scripts");
            parts.page_styles = named("page-styles");
            if let Some(node) = fields.take("search") {
                let listed = reader.fields(node).rest();
                let list = |(name, node): (Spanned<String>, Node)| (name.value, reader.texts(node));
                let listed = listed.into_iter().map(list);
                let bare = |(name, paths): (String, Vec<Spanned<String>>)| {
                    (name, paths.into_iter().map(|path| path.value).collect())
                };
                parts.search = listed.map(bare).collect();
            }
            fields.finish(&mut reader);
        }
        State::Unreadable => {}
    }
    if reading.state == State::Sound {
        found.extend(reader.into_diagnostics());
    }
    Manifest { format, parts }
}
