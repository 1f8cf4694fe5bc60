//! Diagnostics for people: the source line with carets under the place, as rustc draws it.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, normalize_untrusted_str,
};

use super::atlas::{Atlas, located};
use super::excerpt::{Excerpt, WIDTH};
use super::{Diagnostic, Fix, Locale, Place, Related, Severity, Words};
use crate::source::{Location, Snapshot, SourcePath};
use crate::words;

/// How many findings are printed, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// At most twenty of a rule, the errors first and each rule by itself. What several findings of a rule say alike
    /// of how to fix them is said once.
    ByRule,
    /// Every finding in full, in the order given.
    All,
}

/// Findings of one rule that are printed before the others are only counted.
const MOST: usize = 20;

/// Prints `diagnostics`, each with the lines it speaks of, and one line that counts them all.
///
/// The text is empty when there are none. `colour` adds ANSI escapes.
pub fn print(
    diagnostics: &[Diagnostic],
    snapshot: &Snapshot,
    locale: Locale,
    listing: Listing,
    colour: bool,
) -> String {
    let mut printer = Printer { renderer: renderer(colour), atlas: Atlas::new(snapshot), locale };
    let mut text = String::new();
    match listing {
        Listing::All => diagnostics.iter().for_each(|own| text.push_str(&printer.draw(own, &own.help))),
        Listing::ByRule => rules(diagnostics).iter().for_each(|own| text.push_str(&printer.draw_rule(own))),
    }
    text.push_str(&summary(diagnostics, locale));
    text
}

/// The findings of each rule and level, the errors first; otherwise in the order in which the rules come up.
fn rules(diagnostics: &[Diagnostic]) -> Vec<Vec<&Diagnostic>> {
    let mut rules: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut places = BTreeMap::new();
    for diagnostic in diagnostics {
        let place = *places.entry((diagnostic.rule.id, diagnostic.severity)).or_insert_with(|| {
            rules.push(Vec::new());
            rules.len() - 1
        });
        rules[place].push(diagnostic);
    }
    rules.sort_by_key(|own| own.first().map(|first| std::cmp::Reverse(first.severity)));
    rules
}

/// What all drawings have in common.
struct Printer<'a> {
    renderer: Renderer,
    atlas: Atlas<'a>,
    locale: Locale,
}

impl<'a> Printer<'a> {
    /// The first findings of a rule, and how many more there are.
    fn draw_rule(&mut self, findings: &[&'a Diagnostic]) -> String {
        let mut said: Vec<&Words> = Vec::new();
        let mut text = String::new();
        for diagnostic in findings.iter().take(MOST) {
            let help: Vec<Words> = diagnostic.help.iter().filter(|help| !said.contains(help)).cloned().collect();
            text.push_str(&self.draw(diagnostic, &help));
            said.extend(&diagnostic.help);
        }
        if let (Some(first), more @ 1..) = (findings.first(), findings.len().saturating_sub(MOST)) {
            let id = first.rule.id;
            let words = words!(
                "{id}：另有 {more} 处，normbook check --all 全部列出",
                "{id}: {more} more; `normbook check --all` lists them"
            );
            text.push_str(words.say(self.locale));
            text.push_str("\n\n");
        }
        text
    }

    fn draw(&mut self, diagnostic: &'a Diagnostic, help: &[Words]) -> String {
        let report = Report::new(diagnostic, help, &mut self.atlas, self.locale);
        report.corrected(self.renderer.render(&report.groups)) + "\n\n"
    }
}

/// A text that may quote an author's file, without characters that would steer a terminal.
pub fn printable(text: &str) -> String {
    normalize_untrusted_str(text)
}

/// Lines are cut by [`Excerpt`], before they reach the renderer, which must not cut them again.
fn renderer(colour: bool) -> Renderer {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(10 * WIDTH)
}

/// One diagnostic, ready to be drawn.
struct Report<'a> {
    groups: Vec<Group<'a>>,
    /// What the renderer says of a place, and what is true: it counts columns from where a line was cut.
    corrections: Vec<(String, String)>,
}

impl<'a> Report<'a> {
    fn new(diagnostic: &'a Diagnostic, help: &[Words], atlas: &mut Atlas<'a>, locale: Locale) -> Self {
        let site = ShownSite::of(&diagnostic.location, atlas);
        let (near, far): (Vec<&Related>, Vec<&Related>) =
            diagnostic.related.iter().partition(|related| site.label_span(&related.location).is_some());

        let mut groups = vec![primary(diagnostic, help, &site, &near, locale)];
        let mut corrections = Vec::from_iter(site.correction());
        for related in far {
            let site = ShownSite::of(&related.location, atlas);
            let title = word(Level::NOTE, ["相关", "note"], locale).secondary_title(clean(&related.message, locale));
            groups.push(Group::with_title(title).element(site.element(&[])));
            corrections.extend(site.correction());
        }
        groups.extend(diagnostic.fix.as_ref().map(|fix| suggestion(fix, &site, locale)));
        Self { groups, corrections }
    }

    fn corrected(&self, drawing: String) -> String {
        self.corrections.iter().fold(drawing, |drawing, (said, meant)| drawing.replacen(said, meant, 1))
    }
}

fn primary<'a>(
    diagnostic: &'a Diagnostic,
    help: &[Words],
    site: &ShownSite<'a>,
    near: &[&'a Related],
    locale: Locale,
) -> Group<'a> {
    let labels: Vec<Annotation<'a>> = near
        .iter()
        .filter_map(|related| Some((site.label_span(&related.location)?, clean(&related.message, locale))))
        .map(|(span, message)| AnnotationKind::Context.span(span).label(message))
        .collect();
    let title = level(diagnostic.severity, locale).primary_title(diagnostic.message.say(locale)).id(diagnostic.rule.id);
    let help = help.iter().map(|help| word(Level::HELP, HELP, locale).message(clean(help, locale)));
    Group::with_title(title).element(site.element(&labels)).elements(help)
}

fn suggestion<'a>(fix: &'a Fix, site: &ShownSite<'a>, locale: Locale) -> Group<'a> {
    match fix {
        Fix::Replace(text) => replacement(text, site, locale),
        Fix::Rename(path) => {
            let title = match locale {
                Locale::Chinese => "改名为",
                Locale::English => "rename it to",
            };
            let title = normalize_untrusted_str(&format!("{title}: {path}"));
            Group::with_title(word(Level::HELP, HELP, locale).secondary_title(title))
        }
    }
}

/// The fixed line, or only the new text where the line cannot be shown whole.
fn replacement<'a>(fix: &'a str, site: &ShownSite<'a>, locale: Locale) -> Group<'a> {
    let title = match (locale, fix.is_empty()) {
        (Locale::Chinese, false) => "改为",
        (Locale::Chinese, true) => "删去",
        (Locale::English, false) => "write instead",
        (Locale::English, true) => "remove it",
    };
    let help = word(Level::HELP, HELP, locale);
    match site.shown.as_ref().filter(|(_, excerpt)| excerpt.holds_span) {
        Some((_, excerpt)) => {
            let patch = Patch::new(excerpt.span.clone(), fix);
            Group::with_title(help.secondary_title(title)).element(excerpt.snippet().patch(patch))
        }
        None if fix.is_empty() => Group::with_title(help.secondary_title(title)),
        None => {
            let title = format!("{title}: {}", clip(fix, FIX_CHARACTERS));
            Group::with_title(help.secondary_title(normalize_untrusted_str(&title)))
        }
    }
}

const HELP: [&str; 2] = ["帮助", "help"];

/// Longest replacement, in characters, that is shown without its line.
const FIX_CHARACTERS: usize = 400;

fn clip(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The renderer trusts most texts, but they may quote an author's file, control characters and all.
fn clean(words: &Words, locale: Locale) -> String {
    normalize_untrusted_str(words.say(locale))
}

fn level(severity: Severity, locale: Locale) -> Level<'static> {
    match severity {
        Severity::Error => word(Level::ERROR, ["错误", "error"], locale),
        Severity::Warning => word(Level::WARNING, ["警告", "warning"], locale),
        Severity::Note => word(Level::NOTE, ["提示", "note"], locale),
    }
}

fn word(level: Level<'static>, [chinese, english]: [&'static str; 2], locale: Locale) -> Level<'static> {
    level.with_name(match locale {
        Locale::Chinese => chinese,
        Locale::English => english,
    })
}

/// `3 errors, 1 warning`, with a line end; nothing when nothing was found.
fn summary(diagnostics: &[Diagnostic], locale: Locale) -> String {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (severity, diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()))
        .filter(|&(_, count)| count > 0)
        .map(|(severity, count)| counted(severity, count, locale))
        .collect();
    match (parts.is_empty(), locale) {
        (true, _) => String::new(),
        (false, Locale::Chinese) => parts.join("，") + "\n",
        (false, Locale::English) => parts.join(", ") + "\n",
    }
}

fn counted(severity: Severity, count: usize, locale: Locale) -> String {
    match (locale, severity) {
        (Locale::Chinese, Severity::Error) => format!("{count} 个错误"),
        (Locale::Chinese, Severity::Warning) => format!("{count} 个警告"),
        (Locale::Chinese, Severity::Note) => format!("{count} 个提示"),
        (Locale::English, severity) => format!("{count} {}{}", severity.word(), if count == 1 { "" } else { "s" }),
    }
}

/// A location, ready to be drawn.
struct ShownSite<'a> {
    path: &'a SourcePath,
    /// The line with its place, unless the file is meant as a whole, or was not read.
    shown: Option<(Place, Excerpt)>,
}

impl<'a> ShownSite<'a> {
    fn of(location: &'a Location, atlas: &mut Atlas<'a>) -> Self {
        let lines = located(location).and_then(|span| Some((span, atlas.lines(&location.path)?)));
        let shown = lines.map(|(span, lines)| (lines.place(span.start), Excerpt::around(lines, span)));
        Self { path: &location.path, shown }
    }

    /// The path with line and column above the line itself, with `labels` beside the carets.
    fn element(&self, labels: &[Annotation<'a>]) -> Element<'a> {
        let path = self.shown_path();
        let Some((_, excerpt)) = &self.shown else { return Origin::path(path).into() };
        let caret = AnnotationKind::Primary.span(excerpt.span.clone());
        excerpt.snippet().path(path).annotation(caret).annotations(labels.iter().cloned()).into()
    }

    fn shown_path(&self) -> String {
        normalize_untrusted_str(self.path.as_str())
    }

    fn correction(&self) -> Option<(String, String)> {
        let (place, excerpt) = self.shown.as_ref().filter(|(_, excerpt)| excerpt.lead > 0)?;
        let column = excerpt.source[..excerpt.span.start].chars().count() + 1;
        let say = |column| format!("{}:{}:{column}\n", self.shown_path(), place.line);
        Some((say(column), say(place.column)))
    }

    /// Where `other` lies in the line that is shown here; `None` if it lies elsewhere.
    fn label_span(&self, other: &Location) -> Option<Range<usize>> {
        let (_, excerpt) = self.shown.as_ref().filter(|_| other.path == *self.path)?;
        excerpt.find(located(other)?)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::super::{Rule, place};
    use super::*;
    use crate::diag::atlas::Lines;
    use crate::properties;
    use crate::source::Source;
    use crate::source::Span;

    pub(in crate::diag) static RULE: Rule = Rule {
        id: "sample-rule",
        severity: Severity::Error,
        explanation: Words::fixed("示例", "An example."),
        wrong: "",
        right: "",
    };

    static OTHER: Rule = Rule {
        id: "other-rule",
        severity: Severity::Warning,
        explanation: Words::fixed("另一示例", "Another example."),
        wrong: "",
        right: "",
    };

    pub(in crate::diag) fn snapshot(text: &str) -> Snapshot {
        let path = SourcePath::new("content/a.md");
        let mut snapshot = Snapshot::default();
        snapshot.sources.insert(path.clone(), Source::new(path, text).into());
        snapshot
    }

    /// The place of `part` in the only file of `snapshot`.
    pub(in crate::diag) fn at(snapshot: &Snapshot, part: &str) -> Location {
        let (path, source) = snapshot.sources.first_key_value().unwrap();
        let start = source.text.find(part).unwrap();
        Location::new(path, Span::new(start, start + part.len()))
    }

    pub(in crate::diag) fn finding(location: Location) -> Diagnostic {
        Diagnostic::new(&RULE, location, Words::fixed("字母是全角的", "the letter is full-width"))
    }

    /// Three findings that between them use everything a diagnostic can hold, with the files they speak of.
    pub(in crate::diag) fn everything() -> (Snapshot, Vec<Diagnostic>) {
        let snapshot = snapshot("# Ａ区\n\n社区办事处，就业。\n");
        let whole = Location::whole(&SourcePath::new("content/图 1,2:3.png"));
        let full = finding(at(&snapshot, "Ａ"))
            .with_related(at(&snapshot, "办事处"), Words::fixed("同处", "the same"))
            .with_help(Words::fixed("用半角", "100% half-width"))
            .with_fix("A");
        let other = Diagnostic::new(&OTHER, whole, Words::fixed("太大", "too large"));
        let mut note = finding(at(&snapshot, "就业。\n"));
        note.severity = Severity::Note;
        (snapshot, vec![full, other, note])
    }

    fn printed(diagnostics: &[Diagnostic], snapshot: &Snapshot, locale: Locale) -> String {
        print(diagnostics, snapshot, locale, Listing::All, false)
    }

    #[test]
    fn a_full_width_letter_is_as_wide_as_two_carets() {
        let snapshot = snapshot("---\ntitle: Ａ区就业服务\n---\n");
        let found = finding(at(&snapshot, "Ａ")).with_help(Words::fixed("用半角字母", "use ASCII")).with_fix("A");
        let expected = "\
错误[sample-rule]: 字母是全角的
 --> content/a.md:2:8
  |
2 | title: Ａ区就业服务
  |        ^^
  |
  = 帮助: 用半角字母
帮助: 改为
  |
2 - title: Ａ区就业服务
2 + title: A区就业服务
  |

1 个错误
";
        assert_eq!(printed(&[found], &snapshot, Locale::Chinese), expected);
    }

    #[test]
    fn a_long_paragraph_is_cut_around_the_span() {
        let text = format!("# 一\n{}街道{}\n", "社区工作者，".repeat(30), "甲".repeat(300));
        let snapshot = snapshot(&text);
        let found = finding(at(&snapshot, "街道"))
            .with_related(at(&snapshot, "道"), Words::fixed("此字", "this one"))
            .with_related(at(&snapshot, "一"), Words::fixed("章名", "the title"));
        let expected = "\
error[sample-rule]: the letter is full-width
 --> content/a.md:2:181
  |
2 | …者，社区工作者，社区工作者，社区工作者，街道甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲…
  |                                          ^^--
  |                                            |
  |                                            this one
  |
note: the title
 --> content/a.md:1:3
  |
1 | # 一
  |   ^^

1 error
";
        // The renderer draws the smaller of two overlapping spans on top.
        assert_eq!(printed(&[found], &snapshot, Locale::English), expected);
    }

    #[test]
    fn a_span_of_several_lines_shows_its_first() {
        let snapshot = snapshot("一二\n三四\n");
        let found = finding(at(&snapshot, "二\n三")).with_fix("");
        let expected = "\
error[sample-rule]: the letter is full-width
 --> content/a.md:1:2
  |
1 | 一二
  |   ^^
  |
help: remove it

1 error
";
        assert_eq!(printed(&[found], &snapshot, Locale::English), expected);
    }

    #[test]
    fn what_was_not_read_still_has_a_path() {
        let whole = finding(Location::whole(&SourcePath::new("content/a.md")));
        let unread = finding(Location::new(&SourcePath::new("content/b.md"), Span::new(3, 5))).with_fix("A");
        let expected = "\
error[sample-rule]: the letter is full-width
--> content/a.md

error[sample-rule]: the letter is full-width
--> content/b.md
 |
help: write instead: A

2 errors
";
        assert_eq!(printed(&[whole, unread], &snapshot("# 一\n"), Locale::English), expected);
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let snapshot = snapshot("\u{1b}[2J一\n");
        let escape = Words::fixed("\u{1b}[2J", "\u{1b}[2J");
        let path = SourcePath::new("\u{1b}[2J.md");
        let found = Diagnostic::new(&RULE, at(&snapshot, "一"), escape.clone())
            .with_related(at(&snapshot, "一"), escape.clone())
            .with_related(Location::whole(&path), escape.clone())
            .with_help(escape)
            .with_fix("\u{1b}[2J");
        let mut unread = found.clone();
        unread.location = Location::whole(&path);
        let text = printed(&[found, unread], &snapshot, Locale::English);
        assert!(!text.contains('\u{1b}'), "{text:?}");
    }

    #[test]
    fn rules_are_told_one_by_one_and_the_same_help_once() {
        let snapshot = snapshot(&"一二\n".repeat(30));
        let path = SourcePath::new("content/a.md");
        let at = |line: usize| Location::new(&path, Span::new(line * 7, line * 7 + 3));
        let same = |line| finding(at(line)).with_help(Words::fixed("用半角", "use ASCII"));
        let other = Diagnostic::new(&OTHER, at(0), Words::fixed("太大", "too large"));
        let diagnostics: Vec<Diagnostic> = std::iter::once(other).chain((0..23).map(same)).collect();
        let text = print(&diagnostics, &snapshot, Locale::English, Listing::ByRule, false);
        assert!(text.starts_with("error[sample-rule]") && text.ends_with("\n\n23 errors, 1 warning\n"), "{text}");
        assert_eq!(text.matches("error[sample-rule]").count(), MOST);
        assert_eq!(text.matches("use ASCII").count(), 1);
        assert_eq!(text.matches("sample-rule: 3 more; `normbook check --all` lists them").count(), 1);
        let all = printed(&diagnostics, &snapshot, Locale::English);
        assert_eq!((all.matches("error[sample-rule]").count(), all.matches("use ASCII").count()), (23, 23));
        assert!(all.starts_with("warning[other-rule]"), "{all}");
    }

    #[test]
    fn the_last_line_counts() {
        let (snapshot, diagnostics) = everything();
        let last = |locale| printed(&diagnostics, &snapshot, locale).lines().last().map(ToOwned::to_owned);
        assert_eq!(last(Locale::Chinese).as_deref(), Some("1 个错误，1 个警告，1 个提示"));
        assert_eq!(last(Locale::English).as_deref(), Some("1 error, 1 warning, 1 note"));
        assert_eq!(printed(&[], &snapshot, Locale::English), "");
        assert!(print(&diagnostics, &snapshot, Locale::English, Listing::All, true).contains('\u{1b}'));
    }

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn places_are_those_of_the_slow_way(text in "[a一\u{10000}\n]{0,3000}", offset in 0_u32..9000) {
            prop_assert_eq!(Lines::new(&text).place(offset), place(&text, offset as usize));
        }

        #[test]
        fn no_span_panics(text in "[a一\t\u{301}\n]{0,60}", start in 0_u32..90, end in 0_u32..90, fix: Option<String>) {
            let snapshot = snapshot(&text);
            let location = Location::new(&SourcePath::new("content/a.md"), Span { start, end });
            let mut found = finding(location.clone()).with_related(location, Words::fixed("此", "here"));
            found.fix = fix.map(Fix::Replace);
            printed(&[found], &snapshot, Locale::English);
        }
    }
}
