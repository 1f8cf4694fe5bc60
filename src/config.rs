//! `content/site.yaml`, read.

mod filings;
mod headings;
mod keys;
mod rules;
mod tokens;
mod topics;
mod work_numbers;

use std::collections::BTreeMap;

pub use filings::{Filing, Filings, Mandatory};
pub use headings::PartTitles;
pub use rules::missing_site::report as missing;
pub use tokens::Token;
pub use topics::{Names, Situation, Topic};
pub use work_numbers::WorkNumbers;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::format::{Format, Written};
use crate::model::{Id, Kind, Lang, Ref};
use crate::source::{ContentHash, Source, SourcePath, Span, Spanned};
use crate::yaml::{self, Choices, Fields, Node, Reader, State, Value};

/// Where the configuration lies in a project.
pub const PATH: &str = "content/site.yaml";

/// The rules of this module.
pub static RULES: &[&Rule] = rules::RULES;

/// Whether a finding is about the configuration itself, or a file that was meant to be it.
pub fn is_about_site(found: &Diagnostic) -> bool {
    found.location.path.as_str() == PATH || std::ptr::eq(found.rule, &rules::missing_site::RULE)
}

/// The format of content. Whoever changes what content means adds a row: CONTRIBUTING says when and how.
pub static FORMAT: Format = Format { name: Words::fixed("内容格式", "content format"), changes: CHANGES };

static CHANGES: &[Words] = &[Words::fixed(
    "official.lock 保证的是读者看到的文字，不再是 Markdown 原文",
    "official.lock vouches for the text that readers see, no longer for its Markdown",
)];

/// What a project says about its site as a whole.
#[derive(Clone, Debug)]
pub struct Config {
    /// What the site says of itself in the originals' language.
    pub words: SiteWords,
    /// The same in other languages.
    pub translations: BTreeMap<Lang, SiteWords>,
    /// Languages of the site; the first is the originals'.
    pub languages: Languages,
    /// Who publishes it.
    pub publisher: Publisher,
    /// What it is filed under.
    pub filings: Filings,
    /// The version of the format that it is written for.
    pub format: u32,
    /// Name of the theme; `default` is embedded.
    pub theme: String,
    /// Values of the theme that are said otherwise.
    pub tokens: Vec<Token>,
    /// Where it is published, ending in `/`.
    pub base_url: Option<String>,
    /// Titles that mark the sections of a task.
    pub headings: PartTitles,
    /// What items are about, in the order in which readers see them.
    pub topics: Vec<Topic>,
    /// What residents come with, and what is done about it.
    pub situations: Vec<Situation>,
    /// What tasks and safeguards are called by.
    pub work_numbers: Vec<WorkNumbers>,
    /// Roles that the home page offers first, those nearest to residents in front.
    pub featured_roles: Vec<Spanned<Ref>>,
    /// Words that the home page offers to be looked up.
    pub search_examples: Vec<Names>,
    /// What readers say for what the content says, in search.
    pub synonyms: Vec<Synonym>,
    /// Where readers write when something is wrong: an address that begins with `mailto:`.
    pub feedback: Option<String>,
    /// Words that are not to be used, besides those normbook knows.
    pub wording: Vec<Wording>,
    /// Files of `content/static/` that may run scripts, or be run by a server.
    pub active_files: Vec<Spanned<String>>,
    /// Drafts are read by everybody, so that a release may hold them.
    pub publishes_drafts: bool,
    /// Kinds of items that are approved before a release.
    pub approval: Vec<Kind>,
    /// Levels of rules that differ from their defaults; `None` switches a rule off.
    pub levels: BTreeMap<String, Spanned<Option<Severity>>>,
    /// Whether there is a file and it could be read. If not, everything above is a default, and findings that hang on it
    /// say nothing.
    pub is_read: bool,
    /// Hash of the file: part of the key of everything that depends on it.
    pub hash: ContentHash,
}

/// What a site says of itself in one language.
#[derive(Clone, Debug)]
pub struct SiteWords {
    /// Its name.
    pub title: String,
    /// A line below the name on the home page.
    pub subtitle: Option<String>,
    /// One sentence for search engines.
    pub description: Option<String>,
    /// A sentence for the foot of every page.
    pub notice: Option<String>,
}

impl Config {
    /// Every ref of `site.yaml`.
    pub fn refs(&self) -> impl Iterator<Item = &Spanned<Ref>> {
        let situations = self.situations.iter().flat_map(|situation| &situation.items);
        let standards = self.work_numbers.iter().map(|numbers| &numbers.standard);
        self.featured_roles.iter().chain(situations).chain(standards)
    }

    /// What a task or safeguard of a standard is called by, where that is not its id: `城3`.
    pub fn work_number(&self, standard: &Id, kind: Kind, id: &Id, lang: Lang) -> Option<String> {
        self.work_numbers.iter().find_map(|numbers| numbers.say(standard, kind, id, lang))
    }

    /// The topic of an id, or of a name in any language.
    pub fn topic(&self, written: &str) -> Option<&Topic> {
        let is_it = |topic: &&Topic| topic.id.as_str() == written || topic.names.all().any(|name| name == written);
        self.topics.iter().find(is_it)
    }

    /// What the site says of itself in a language; without a translation, in that of the originals.
    pub fn words(&self, lang: Lang) -> &SiteWords {
        self.translations.get(&lang).unwrap_or(&self.words)
    }
}

/// The languages of a site: never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    /// The language of the originals.
    pub first: Lang,
    /// Languages of translations.
    pub others: Vec<Lang>,
}

impl Languages {
    /// All of them, the first one first.
    pub fn all(&self) -> impl Iterator<Item = Lang> + '_ {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }
}

/// Who publishes the site.
#[derive(Clone, Debug)]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// Its own site.
    pub url: Option<String>,
    /// How to reach it, in words.
    pub contact: Option<String>,
    /// The unit that runs the site for it: 承办单位.
    pub operator: Option<String>,
}

/// A word of readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonym {
    /// What they say.
    pub said: Spanned<String>,
    /// Words of the content that are meant, the likeliest first.
    pub means: Vec<Spanned<String>>,
}

/// A word that is not to be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The word.
    pub said: String,
    /// The one to use.
    pub right: String,
}

/// Reads the configuration. What is missing or wrong is reported and replaced by a default, so that everything else
/// can still be checked.
pub fn read(source: Option<&Source>) -> (Config, Vec<Diagnostic>) {
    let path = SourcePath::new(PATH);
    let mut reader = Reader::new(&path);
    let text = source.map_or("", |source| &*source.text);
    let whole = Span::new(0, text.len());
    let mut found = Vec::new();
    let reading = yaml::read(&path, text, whole, Some(keys::known), &mut found);
    let fields = reader.fields(reading.node);
    let config = read_fields(&mut reader, fields, ContentHash::of(text.as_bytes()));
    let is_sound = source.is_some() && reading.state == State::Sound;
    if is_sound {
        found.extend(reader.into_diagnostics());
    }
    let is_read = source.is_some() && reading.state != State::Unreadable;
    (Config { is_read, ..config }, found)
}

fn read_fields(reader: &mut Reader<'_>, mut fields: Fields, hash: ContentHash) -> Config {
    let (format, found) = match FORMAT.read(reader, &mut fields) {
        Written::Current => (FORMAT.current(), None),
        Written::Older(version, found) => (version, Some(found)),
        Written::Newer(found) => (FORMAT.current(), Some(found)),
    };
    found.into_iter().for_each(|found| reader.report(found));
    let config = Config {
        words: words(reader, &mut fields),
        languages: languages(reader, &mut fields),
        translations: translations(reader, &mut fields),
        publisher: publisher(reader, &mut fields),
        filings: filings::read(reader, &mut fields),
        format,
        theme: plain(fields.text(reader, keys::THEME)).unwrap_or_else(|| "default".to_owned()),
        tokens: tokens::read(reader, &mut fields),
        base_url: base_url(reader, &mut fields),
        headings: headings::read(reader, &mut fields),
        topics: topics::read(reader, &mut fields),
        situations: topics::situations(reader, &mut fields),
        work_numbers: work_numbers::read(reader, &mut fields),
        featured_roles: topics::refs(fields.texts(reader, keys::FEATURED_ROLES)),
        search_examples: topics::examples(reader, &mut fields),
        synonyms: synonyms(reader, &mut fields),
        feedback: filings::feedback(reader, &mut fields),
        wording: wording(reader, &mut fields),
        active_files: fields.texts(reader, keys::ACTIVE_FILES),
        publishes_drafts: drafts(reader, &mut fields),
        approval: approval(reader, &mut fields),
        levels: levels(reader, &mut fields),
        is_read: true,
        hash,
    };
    fields.finish(reader);
    config
}

fn words(reader: &mut Reader<'_>, fields: &mut Fields) -> SiteWords {
    SiteWords {
        title: fields.require_text(reader, keys::TITLE).value,
        subtitle: plain(fields.text(reader, keys::SUBTITLE)),
        description: plain(fields.text(reader, keys::DESCRIPTION)),
        notice: plain(fields.text(reader, keys::NOTICE)),
    }
}

fn translations(reader: &mut Reader<'_>, fields: &mut Fields) -> BTreeMap<Lang, SiteWords> {
    let Some(node) = fields.take(keys::TRANSLATIONS) else { return BTreeMap::new() };
    let mut inner = reader.fields(node);
    let mut translations = BTreeMap::new();
    for (tag, lang) in Lang::ALL {
        if let Some(node) = inner.take(tag) {
            let mut own = reader.fields(node);
            translations.insert(lang, words(reader, &mut own));
            own.finish(reader);
        }
    }
    inner.finish(reader);
    translations
}

fn approval(reader: &mut Reader<'_>, fields: &mut Fields) -> Vec<Kind> {
    let nodes = fields.take(keys::APPROVAL).map(|node| reader.list(node)).unwrap_or_default();
    nodes.into_iter().filter_map(|node| Some(reader.choice(node, &Kind::CHOICES)?.value)).collect()
}

/// `drafts: published` or `drafts: kept`.
fn drafts(reader: &mut Reader<'_>, fields: &mut Fields) -> bool {
    const DRAFTS: Choices<bool> =
        Choices { words: &[("kept", false), ("published", true)], others: &[("不发布", false), ("发布", true)] };
    let chosen = fields.take(keys::DRAFTS).and_then(|node| reader.choice(node, &DRAFTS));
    chosen.is_some_and(|own| own.value)
}

fn plain(text: Option<Spanned<String>>) -> Option<String> {
    text.map(|text| text.value)
}

fn languages(reader: &mut Reader<'_>, fields: &mut Fields) -> Languages {
    const LANGUAGES: Choices<Lang> = Choices { words: &Lang::ALL, others: Lang::CALLED };
    let nodes = fields.require(reader, keys::LANGUAGES).map(|node| reader.list(node)).unwrap_or_default();
    let mut known: Vec<Lang> = Vec::new();
    for node in nodes {
        if let Some(lang) = language(reader, node, &LANGUAGES).map(|lang| lang.value)
            && !known.contains(&lang)
        {
            known.push(lang);
        }
    }
    let mut known = known.into_iter();
    Languages { first: known.next().unwrap_or(Lang::ZhCn), others: known.collect() }
}

/// A language, by its tag or by its name. What other programs call it is reported with the tag.
fn language(reader: &mut Reader<'_>, node: Node, languages: &Choices<Lang>) -> Option<Spanned<Lang>> {
    if let Value::Scalar(tag) = &node.value
        && languages.value(tag).is_none()
        && let Some(lang) = Lang::meant(tag)
    {
        let wanted = Words::fixed("语言的代号，如 zh-CN、en", "the tag of a language such as `zh-CN` or `en`");
        reader.meant(Spanned::new(tag, node.span), &wanted, lang.tag());
        return Some(Spanned::new(lang, node.span));
    }
    reader.choice(node, languages)
}

fn publisher(reader: &mut Reader<'_>, fields: &mut Fields) -> Publisher {
    let Some(node) = fields.require(reader, keys::PUBLISHER) else {
        return Publisher { name: String::new(), url: None, contact: None, operator: None };
    };
    let node = whole(reader, node);
    let mut inner = reader.fields(node);
    let publisher = Publisher {
        name: inner.require_text(reader, keys::NAME).value,
        url: plain(inner.take(keys::URL).and_then(|node| web_address(reader, node))),
        contact: plain(inner.text(reader, keys::CONTACT)),
        operator: plain(inner.text(reader, keys::OPERATOR)),
    };
    inner.finish(reader);
    publisher
}

/// A publisher whose name alone is written, as a mapping.
fn whole(reader: &mut Reader<'_>, node: Node) -> Node {
    let Value::Scalar(name) = &node.value else { return node };
    let wanted = Words::fixed("名称等各个键，如 {name: 试验组}", "a mapping such as `{name: Office}`");
    reader.meant(Spanned::new(name, node.span), &wanted, &format!("{{name: {}}}", yaml::in_list(name)));
    let key = Spanned::new(keys::NAME.word.to_owned(), node.span);
    Node::new(Value::Map(vec![(key, node.clone())]), node.span)
}

fn base_url(reader: &mut Reader<'_>, fields: &mut Fields) -> Option<String> {
    let url = fields.take(keys::BASE_URL).and_then(|node| web_address(reader, node))?;
    // Addresses of pages are put behind it, which a query or a fragment would swallow.
    let is_folder = !url.value.contains(['?', '#', '\\', '"', '<', '>']);
    let has_host =
        url.value.split_once("://").is_some_and(|(_, rest)| !rest.is_empty() && !rest.starts_with(['/', ':']));
    if !is_folder || !has_host {
        let wanted =
            Words::fixed("网站所在文件夹的网址，不带“?”和“#”", "the address of the site's folder, without `?` and `#`");
        reader.wrong_type(url.span, &wanted);
        return None;
    }
    let url = url.value;
    Some(if url.ends_with('/') { url } else { format!("{url}/") })
}

/// The node as an address on the web.
pub(crate) fn web_address(reader: &mut Reader<'_>, node: Node) -> Option<Spanned<String>> {
    let text = reader.text(node)?;
    let known = text.value.starts_with("https://") || text.value.starts_with("http://");
    if known && !text.value.contains(char::is_whitespace) {
        return Some(text);
    }
    reader.wrong_type(
        text.span,
        &Words::fixed("以 https:// 或 http:// 开头的网址", "an address that begins with https:// or http://"),
    );
    None
}

fn synonyms(reader: &mut Reader<'_>, fields: &mut Fields) -> Vec<Synonym> {
    let Some(node) = fields.take(keys::SYNONYMS) else { return Vec::new() };
    let mut inner = reader.fields(node);
    let rest = inner.rest();
    rest.into_iter().map(|(said, node)| Synonym { said, means: reader.texts(node) }).collect()
}

fn wording(reader: &mut Reader<'_>, fields: &mut Fields) -> Vec<Wording> {
    let Some(node) = fields.take(keys::WORDING) else { return Vec::new() };
    let mut inner = reader.fields(node);
    let rest = inner.rest();
    let read = rest.into_iter().filter_map(|(said, node)| {
        let right = reader.text(node)?.value;
        (!said.value.is_empty()).then_some(Wording { said: said.value, right })
    });
    read.collect()
}

fn levels(reader: &mut Reader<'_>, fields: &mut Fields) -> BTreeMap<String, Spanned<Option<Severity>>> {
    const LEVELS: Choices<Option<Severity>> = Choices {
        words: &[
            ("error", Some(Severity::Error)),
            ("warning", Some(Severity::Warning)),
            ("note", Some(Severity::Note)),
            ("off", None),
        ],
        others: &[
            ("错误", Some(Severity::Error)),
            ("警告", Some(Severity::Warning)),
            ("提示", Some(Severity::Note)),
            ("关闭", None),
        ],
    };
    let Some(node) = fields.take(keys::RULES) else { return BTreeMap::new() };
    let mut inner = reader.fields(node);
    let mut levels = BTreeMap::new();
    for (key, node) in inner.rest() {
        if let Some(level) = reader.choice(node, &LEVELS) {
            levels.insert(key.value, Spanned::new(level.value, key.span));
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Part;

    fn read_text(text: &str) -> (Config, Vec<Diagnostic>) {
        read(Some(&Source::new(SourcePath::new(PATH), text)))
    }

    #[test]
    fn a_whole_file_is_read() {
        let (config, diagnostics) = read_text(
            "format: 2\ntitle: 站\nlanguages: [zh-CN, en]\npublisher: {name: 组}\nbase-url: https://example.org/a\n\
             translations: {en: {title: Site}}\n\
             headings: {what: [做啥]}\nrules: {dangling-ref: warning, no-lead: off}\n",
        );
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(config.languages.all().collect::<Vec<_>>(), [Lang::ZhCn, Lang::En]);
        assert_eq!(config.base_url.as_deref(), Some("https://example.org/a/"));
        assert_eq!(config.headings.part("做啥"), Some(Part::What));
        assert_eq!((config.words(Lang::ZhCn).title.as_str(), config.words(Lang::En).title.as_str()), ("站", "Site"));
        assert_eq!(config.levels["no-lead"].value, None);
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let (_, diagnostics) =
            read_text("format: 2\ntitel: 站\nlanguages: [zh]\npublisher: {name: 组, url: ftp://x}\n");
        let rules: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.rule.id).collect();
        assert_eq!(rules, ["missing-key", "wrong-type", "wrong-type", "unknown-key"]);
    }
}
