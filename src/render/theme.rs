//! Themes: templates, styles, scripts and interface texts.
//!
//! The default theme is embedded. A folder `themes/<name>` of the project overrides it file by file: a file that is
//! there takes the place of the embedded one of the same path, everything else stays.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::inline::{self, Inline};
use super::phrases::Phrases;
use super::rules;
use super::search_files::{self, SearchFiles};
use super::shell::CSP;
use super::squeeze::strip_comments;
use crate::config::Languages;
use crate::diag::Diagnostic;
use crate::model::Lang;
use crate::site::Address;
use crate::source::{Asset, ContentHash, Location, SourcePath, Span, Spanned};
use crate::yaml::{self, Node, Reader};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Room for a page of usual length.
const PAGE_BYTES: usize = 24 << 10;

/// A theme, ready to render.
pub struct Theme {
    voices: BTreeMap<Lang, Voice>,
    first: Lang,
    /// Addresses of style sheets.
    pub styles: Vec<Address>,
    /// Addresses of scripts.
    pub scripts: Vec<Address>,
    /// Address of the icon.
    pub icon: Option<Address>,
    /// Address of the script of pages that lead on.
    pub latest: Option<Address>,
    /// Address of the script of pages that a result of search led to.
    pub arrival: Option<Address>,
    /// Addresses of the files of search, in each language: they are loaded when the search box is used.
    search: BTreeMap<Lang, SearchFiles>,
    /// What single files carry of the theme.
    pub(super) inline: Inline,
    /// The files to publish, by address.
    pub files: BTreeMap<Address, Arc<[u8]>>,
}

/// The theme in one language.
struct Voice {
    tera: Tera,
    phrases: Phrases,
    /// The interface texts that the search script prints.
    search_texts: serde_json::Value,
}

impl Theme {
    /// Puts a theme together. What is wrong with it is reported; a theme that cannot render is none.
    pub fn read(
        name: &str,
        overrides: &BTreeMap<String, Arc<Asset>>,
        languages: &Languages,
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let files = Files { name, overrides };
        let theme = build(&files, languages, &mut found);
        (theme, found)
    }

    /// The content security policy that a server may send with every page: that of the pages, and leave for what single files
    /// carry inside, which the policy in their own head names as well.
    pub fn policy(&self) -> String {
        let [script, style] = &self.inline.sources;
        let policy = CSP.replace("script-src 'self'", &format!("script-src 'self' {script}"));
        policy.replace("style-src 'self'", &format!("style-src 'self' {style}"))
    }

    /// The interface texts that normbook itself needs.
    pub(super) fn phrases(&self, lang: Lang) -> Option<&Phrases> {
        self.voice(lang).map(|voice| &voice.phrases)
    }

    /// Renders a template; the error is that of the template engine.
    pub(super) fn render(&self, lang: Lang, template: &str, values: &tera::Context) -> TeraResult<String> {
        match self.voice(lang) {
            Some(voice) => voice.tera.render(template, values),
            None => Ok(String::new()),
        }
    }

    /// The files of search in a language.
    pub(super) fn search(&self, lang: Lang) -> Option<&SearchFiles> {
        self.search.get(&lang).or_else(|| self.search.get(&self.first))
    }

    /// Renders a whole page. Its bytes are UTF-8, which nobody needs to prove once more.
    pub(super) fn page(&self, lang: Lang, template: &str, values: &tera::Context) -> TeraResult<Vec<u8>> {
        let mut bytes = Vec::with_capacity(PAGE_BYTES);
        if let Some(voice) = self.voice(lang) {
            voice.tera.render_to(template, values, &mut bytes)?;
        }
        Ok(bytes)
    }

    /// A language without interface texts of its own speaks that of the originals.
    fn voice(&self, lang: Lang) -> Option<&Voice> {
        self.voices.get(&lang).or_else(|| self.voices.get(&self.first))
    }
}

/// The files of a theme: the project's own before the embedded ones.
struct Files<'a> {
    name: &'a str,
    overrides: &'a BTreeMap<String, Arc<Asset>>,
}

impl Files<'_> {
    fn get(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        match self.overrides.get(path) {
            Some(asset) => Some(Cow::Borrowed(&asset.bytes)),
            None => EMBEDDED.get_file(path).map(|file| Cow::Borrowed(file.contents())),
        }
    }

    fn text(&self, path: &str) -> Option<String> {
        self.get(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Paths below `folder`, sorted.
    fn below(&self, folder: &str) -> Vec<String> {
        let mut paths: Vec<String> = Vec::new();
        embedded_below(&EMBEDDED, folder, &mut paths);
        paths.extend(self.overrides.keys().filter(|path| path.starts_with(folder)).cloned());
        paths.sort();
        paths.dedup();
        paths
    }

    fn location(&self, path: &str, span: Span) -> Location {
        Location::new(&SourcePath::new(&format!("themes/{}/{path}", self.name)), span)
    }
}

fn embedded_below(dir: &Dir<'_>, folder: &str, paths: &mut Vec<String>) {
    for file in dir.files() {
        if let Some(path) = file.path().to_str().filter(|path| path.starts_with(folder)) {
            paths.push(path.replace('\\', "/"));
        }
    }
    for inner in dir.dirs() {
        embedded_below(inner, folder, paths);
    }
}

/// What `theme.yaml` says.
#[derive(Default)]
struct Manifest {
    styles: Vec<String>,
    scripts: Vec<String>,
    icon: Option<String>,
    latest: Option<String>,
    arrival: Option<String>,
    search: Vec<(String, Vec<String>)>,
    search_styles: Vec<String>,
    single_scripts: Vec<String>,
    single_styles: Vec<String>,
}

fn build(files: &Files<'_>, languages: &Languages, found: &mut Vec<Diagnostic>) -> Option<Theme> {
    if files.name != "default" && files.overrides.is_empty() {
        found.push(rules::theme_files::report_unknown(
            Location::whole(&SourcePath::new(crate::config::PATH)),
            files.name,
        ));
        return None;
    }
    let manifest = manifest(files, found);
    let tera = templates(files, found)?;
    let voices = voices(files, languages, &tera, found);
    let mut theme = Theme {
        voices,
        first: languages.first,
        styles: Vec::new(),
        scripts: Vec::new(),
        icon: None,
        latest: None,
        arrival: None,
        search: BTreeMap::new(),
        inline: inline(files, &manifest, found),
        files: BTreeMap::new(),
    };
    add_files(&mut theme, files, &manifest, found);
    found.is_empty().then_some(theme)
}

fn manifest(files: &Files<'_>, found: &mut Vec<Diagnostic>) -> Manifest {
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

fn templates(files: &Files<'_>, found: &mut Vec<Diagnostic>) -> Option<Tera> {
    let mut tera = Tera::new();
    // Filters come before templates: a template that names an unknown filter is refused when it is added.
    tera.register_filter("fill", fill);
    let sources: Vec<(String, String)> = files
        .below("templates/")
        .into_iter()
        .filter_map(|path| {
            let name = path.strip_prefix("templates/")?.to_owned();
            files.text(&path).map(|text| (name, text))
        })
        .collect();
    match tera.add_raw_templates(sources.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
        Ok(()) => Some(tera),
        Err(error) => {
            found.push(template_error(files.name, &error));
            None
        }
    }
}

/// `{{ t.items | fill(n=3) }}`: puts named values into `{n}` of an interface text.
fn fill(text: &str, values: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let mut filled = text.to_owned();
    for (key, value) in values.iter() {
        filled = filled.replace(&format!("{{{}}}", key.as_str().unwrap_or_default()), &value.to_string());
    }
    Ok(filled)
}

/// The diagnostic of what the template engine says.
pub(super) fn template_error(theme: &str, error: &tera::Error) -> Diagnostic {
    let at = |template: &str, span: Span| {
        let path = format!("themes/{theme}/templates/{template}");
        Location::new(&SourcePath::new(&path), span)
    };
    match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            rules::template::report(at(report.filename(), Span::new(range.start, range.end)), report.message())
        }
        _ => rules::template::report(at("", Span::default()), &error.to_string()),
    }
}

fn voices(files: &Files<'_>, languages: &Languages, tera: &Tera, found: &mut Vec<Diagnostic>) -> BTreeMap<Lang, Voice> {
    let mut voices = BTreeMap::new();
    for lang in languages.all() {
        let path = format!("i18n/{lang}.yaml");
        let Some(text) = files.text(&path) else {
            // Translations into Tibetan, Yi or Uyghur may come before their interface: the first language serves.
            if lang == languages.first {
                found.push(rules::theme_files::report_missing(files.location(&path, Span::default())));
            }
            continue;
        };
        let location = files.location(&path, Span::default());
        match yaml::read(&location.path, &text, Span::new(0, text.len())) {
            Ok(node) => {
                let mut tera = tera.clone();
                tera.global_context().insert_value("t", texts(&node.value));
                let (phrases, wrong) = Phrases::read(&location.path, &node);
                found.extend(wrong);
                voices.insert(lang, Voice { tera, phrases, search_texts: search_files::texts(&node.value) });
            }
            Err(diagnostic) => found.push(*diagnostic),
        }
    }
    voices
}

/// Interface texts as templates see them.
fn texts(value: &yaml::Value) -> Value {
    match value {
        yaml::Value::Null => Value::from(""),
        yaml::Value::Scalar(text) => Value::from(text.as_str()),
        yaml::Value::List(items) => Value::from(items.iter().map(|item| texts(&item.value)).collect::<Vec<_>>()),
        yaml::Value::Map(entries) => {
            let map: tera::Map =
                entries.iter().map(|(key, node)| (key.value.clone().into(), texts(&node.value))).collect();
            Value::from(map)
        }
    }
}

/// Styles become one file; scripts and the icon stay files of their own. Names carry the hash of their content.
fn add_files(theme: &mut Theme, files: &Files<'_>, manifest: &Manifest, found: &mut Vec<Diagnostic>) {
    let style = joined(files, &manifest.styles, found);
    if !style.is_empty() {
        let address = publish(theme, "site.css", strip_comments(&style));
        theme.styles.push(address);
    }
    for path in &manifest.scripts {
        let address = publish(theme, path, existing(files, path, found));
        theme.scripts.push(address);
    }
    add_search(theme, files, manifest, found);
    if let Some(path) = &manifest.latest {
        theme.latest = Some(publish(theme, path, existing(files, path, found)));
    }
    if let Some(path) = &manifest.arrival {
        theme.arrival = Some(publish(theme, path, existing(files, path, found)));
    }
    if let Some(path) = &manifest.icon {
        theme.icon = Some(publish(theme, path, existing(files, path, found)));
    }
}

/// The scripts of search become one file for each language, its styles one for all. A theme may have none.
fn add_search(theme: &mut Theme, files: &Files<'_>, manifest: &Manifest, found: &mut Vec<Diagnostic>) {
    let parts: BTreeMap<String, Vec<u8>> =
        manifest.search.iter().map(|(name, paths)| (name.clone(), joined(files, paths, found))).collect();
    let styles = joined(files, &manifest.search_styles, found);
    if !parts.contains_key(search_files::MAIN) {
        return;
    }
    let style = (!styles.is_empty()).then(|| publish(theme, "search.css", strip_comments(&styles)));
    let scripts: Vec<(Lang, BTreeMap<String, Vec<u8>>)> =
        theme.voices.iter().map(|(&lang, voice)| (lang, search_files::join(&voice.search_texts, &parts))).collect();
    for (lang, scripts) in scripts {
        let address = |(name, bytes)| {
            let address = publish(theme, &format!("search-{name}.js"), bytes);
            (name, address)
        };
        let parts = scripts.into_iter().map(address).collect();
        theme.search.insert(lang, SearchFiles { parts, style: style.clone() });
    }
}

/// What single files carry: the styles of all pages and their own, and their script. They must hold all they need.
fn inline(files: &Files<'_>, manifest: &Manifest, found: &mut Vec<Diagnostic>) -> Inline {
    let mut styles = Vec::new();
    for path in manifest.styles.iter().chain(&manifest.single_styles) {
        let text = files.text(path).unwrap_or_default();
        let at = |start: usize, length: usize| files.location(path, Span::new(start, start + length));
        let places = strip_comments(text.as_bytes());
        if let Some((_, what)) = inline::loads(&String::from_utf8_lossy(&places)) {
            let start = text.find(what).unwrap_or(0);
            found.push(rules::theme_files::report_loads(at(start, what.len()), what));
        }
        styles.extend(joined(files, std::slice::from_ref(path), &mut Vec::new()));
    }
    for path in manifest.styles.iter().chain(&manifest.single_styles).chain(&manifest.single_scripts) {
        if let Some(start) = files.text(path).as_deref().and_then(inline::ends_early) {
            found.push(rules::theme_files::report_ends(files.location(path, Span::new(start, start + 4))));
        }
    }
    for path in manifest.single_styles.iter().filter(|path| files.get(path).is_none()) {
        found.push(rules::theme_files::report_missing(files.location(path, Span::default())));
    }
    Inline::new(&strip_comments(&styles), &joined(files, &manifest.single_scripts, found))
}

/// Files one after the other, each ended by a line.
fn joined(files: &Files<'_>, paths: &[String], found: &mut Vec<Diagnostic>) -> Vec<u8> {
    paths.iter().flat_map(|path| [existing(files, path, found), vec![b'\n']]).flatten().collect()
}

fn existing(files: &Files<'_>, path: &str, found: &mut Vec<Diagnostic>) -> Vec<u8> {
    files.get(path).map(Cow::into_owned).unwrap_or_else(|| {
        found.push(rules::theme_files::report_missing(files.location(path, Span::default())));
        Vec::new()
    })
}

fn publish(theme: &mut Theme, path: &str, bytes: Vec<u8>) -> Address {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let address = Address::new(&format!("assets/{stem}-{}.{ending}", ContentHash::of(&bytes).short()));
    theme.files.insert(address.clone(), bytes.into());
    address
}
