//! From the units of a document to its clauses.

use super::super::document::{Block, Paragraph, Role, Run, count, is_blank};
use super::super::grade::{Doubt, Rule};
use super::super::words::{is_title, joined, unspaced};
use super::contents::{self, Contents, folded};
use super::number::{Number, Unit as Division, Value};
use super::sequence::{Fit, Sequence};
use super::signs::{is_nature, known_name, scheme};
use super::{Draft, Edge, Item, Scheme, Unit, fate};

/// Reads the clauses of some units into a draft.
pub(super) fn read(units: &[Unit], draft: &mut Draft) {
    let contents = contents::find(units);
    for &at in &contents.units {
        fate::drop(draft, &units[at], Rule::Contents);
    }
    draft.scheme = scheme(units, &contents);
    let mut outline = Outline {
        draft,
        contents,
        sequence: Sequence::default(),
        at: None,
        awaits_title: false,
        annex: false,
        after_colon: false,
    };
    let first = outline.before(units);
    for (at, unit) in units.iter().enumerate().skip(first) {
        if !outline.contents.units.contains(&at) {
            outline.unit(unit);
        }
    }
    outline.compare();
    if draft.scheme == Scheme::Han && draft.items.iter().any(|item| item.number.contains('（')) {
        draft.scheme = Scheme::HanLevels;
    }
    order(&mut draft.items);
}

/// Headings over articles stand before the first of theirs.
fn order(items: &mut [Item]) {
    let mut next = None;
    for item in items.iter_mut().rev() {
        match item.id.split('-').next().and_then(|first| first.parse::<u32>().ok()) {
            Some(number) => next = Some(number),
            None if item.edge == Edge::Numbered && item.number.starts_with('第') => item.order = next.or(Some(9_999)),
            None => {}
        }
    }
}

struct Outline<'d> {
    draft: &'d mut Draft,
    contents: Contents,
    sequence: Sequence,
    /// The item that text goes to.
    at: Option<usize>,
    /// Whether the item has a number and waits for its title on the next line.
    awaits_title: bool,
    /// Whether the item is an annex whose nature and title may follow.
    annex: bool,
    /// Whether the text so far announces a list.
    after_colon: bool,
}

/// What a line is by its number or name.
enum Head {
    Number(Number, Sure),
    Named(&'static str, Edge),
}

/// Where a number comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    /// The file says so: a style, or an automatic number.
    Said,
    /// It is typed into a line that a style calls a heading.
    Styled,
    /// It is typed.
    Typed,
}

impl Outline<'_> {
    /// Deals with what stands before the first clause: cover and title; where the clauses begin.
    fn before(&mut self, units: &[Unit]) -> usize {
        let is_contents = |at: &usize| self.contents.units.contains(at);
        let first =
            (0..units.len()).find(|at| !is_contents(at) && self.head(&units[*at]).is_some()).unwrap_or(units.len());
        let has_cover = self.draft.scheme == Scheme::Decimal
            && ((0..first).any(|at| is_contents(&at) || units[at].role() == Role::Cover)
                || units.get(first).is_some_and(|own| matches!(self.head(own), Some(Head::Named(..)))));
        // A cover that styles mark ends where they do.
        let is_marked = units[..first].iter().any(|unit| unit.role() == Role::Cover);
        let mut text = Vec::new();
        for (at, unit) in units[..first].iter().enumerate() {
            if self.contents.units.contains(&at) {
                continue;
            }
            let line = unit.shown();
            let is_name = self.draft.title.is_none() && text.is_empty() && is_title(&line);
            if unit.role() == Role::Title || !has_cover && is_name && unit.role() != Role::Cover {
                let words = line.trim_matches(is_blank).to_owned();
                let before = self.draft.title.take();
                self.draft.title = Some(before.map_or(words.clone(), |before| before + &words));
                fate::drop(self.draft, unit, Rule::DocumentTitle);
            } else if unit.role() == Role::Cover || has_cover && !is_marked {
                // The first line of a cover in Han characters; the file says no more.
                if self.draft.title.is_none() && is_title(&line) && !line.is_ascii() {
                    self.draft.title = Some(line.trim_matches(is_blank).to_owned());
                }
                fate::drop(self.draft, unit, Rule::Cover);
            } else {
                text.push(at);
            }
        }
        if !text.is_empty() && first < units.len() {
            self.open(Item { id: "opening".to_owned(), edge: Edge::Front, ..Item::default() });
            for at in text {
                fate::rule(self.draft, &units[at], Rule::Opening);
                self.lay(&units[at]);
            }
        }
        first
    }

    /// The number or name that makes a unit a heading or an article.
    fn head(&self, unit: &Unit) -> Option<Head> {
        let own = unit.paragraph()?;
        let role = own.role;
        let is_head = matches!(
            role,
            Role::Heading(_) | Role::Untitled(_) | Role::Annex | Role::AnnexHeading(_) | Role::AnnexUntitled(_)
        );
        if matches!(role, Role::Caption | Role::Cover | Role::Title) {
            return None;
        }
        if self.draft.scheme == Scheme::Decimal
            && own.number.is_empty()
            && let Some((id, edge)) = known_name(&own.text())
        {
            return Some(Head::Named(id, edge));
        }
        let automatic = Number::of(own.number.trim()).filter(|number| number.length == own.number.trim().len());
        let (number, sure) = match automatic {
            Some(number) => (number, Sure::Said),
            None if own.number.is_empty() => {
                let number = Number::of(&own.text())?;
                (number, if is_head { Sure::Styled } else { Sure::Typed })
            }
            None => return None,
        };
        self.is_of_scheme(&number.value).then_some(())?;
        let rest = if sure == Sure::Said { own.text() } else { own.text()[number.length..].to_owned() };
        self.fits(&number, sure, is_head, &rest).then_some(Head::Number(number, sure))
    }

    fn is_of_scheme(&self, value: &Value) -> bool {
        match (self.draft.scheme, value) {
            (Scheme::Decimal, Value::Decimal(_) | Value::Annex(..))
            | (Scheme::Article, Value::Article(..))
            | (Scheme::Han | Scheme::HanLevels, Value::Han(..) | Value::Bracketed(..)) => true,
            (Scheme::Decimal, Value::Article(..) | Value::Han(..) | Value::Bracketed(..))
            | (Scheme::Article, Value::Decimal(_) | Value::Annex(..) | Value::Han(..) | Value::Bracketed(..))
            | (Scheme::Han | Scheme::HanLevels, Value::Decimal(_) | Value::Annex(..) | Value::Article(..)) => false,
        }
    }

    /// Whether a number begins a clause here, and not a sentence, an item or an amount.
    fn fits(&self, number: &Number, sure: Sure, is_head: bool, rest: &str) -> bool {
        let fit = self.sequence.fit(&number.value);
        if fit == Fit::Repeated {
            return false;
        }
        match &number.value {
            // A number alone counts items as well as chapters.
            Value::Decimal(values) if values.len() == 1 && !is_head => fit == Fit::Next && is_title(rest),
            Value::Decimal(_) if sure == Sure::Typed => match fit {
                Fit::Next => number.is_apart || !rest.is_empty(),
                Fit::Gap => number.is_apart,
                Fit::Stray | Fit::Repeated => false,
            },
            Value::Annex(_, values) if sure == Sure::Typed => {
                fit == Fit::Next || fit == Fit::Gap && (values.is_empty() || number.is_apart)
            }
            Value::Decimal(_) | Value::Annex(..) | Value::Article(..) => true,
            // `三、四月` is no number.
            Value::Han(_) => fit == Fit::Next || is_title(rest),
            // Behind a colon, and before a semicolon, items of a list are counted.
            Value::Bracketed(_) => {
                fit == Fit::Next && !self.after_colon && !rest.trim_end_matches(is_blank).ends_with('；')
            }
        }
    }

    fn unit(&mut self, unit: &Unit) {
        let head = self.head(unit);
        match (head, unit.paragraph()) {
            (Some(Head::Named(id, edge)), Some(own)) => {
                let title: String = own.text().chars().filter(|own| !is_blank(*own)).collect();
                self.open(Item { id: id.to_owned(), edge, title, ..Item::default() });
                self.note_head(unit, 0);
                if own.role != Role::Unnumbered {
                    fate::rule(self.draft, unit, Rule::KnownName);
                }
            }
            (Some(Head::Number(number, sure)), Some(own)) => self.numbered(unit, own, &number, sure),
            (None, Some(own)) if self.takes_title(own) => self.next_line(unit, own),
            _ => {
                self.doubt_number(unit);
                self.lay(unit);
            }
        }
        // The items of a list keep its announcement; a paragraph that says more ends it.
        let line = unit.shown();
        let line = line.trim_matches(is_blank);
        if !line.starts_with(['（', '(']) || line.ends_with(['：', ':']) {
            self.after_colon = line.ends_with(['：', ':']);
        }
    }

    fn numbered(&mut self, unit: &Unit, own: &Paragraph, number: &Number, sure: Sure) {
        let fit = self.sequence.fit(&number.value);
        let id = self.sequence.id(&number.value);
        self.sequence.take(&number.value);
        let length = if sure == Sure::Said { 0 } else { number.length };
        let rest = own.without_beginning(length);
        let words = rest.text();
        let is_annex = matches!(&number.value, Value::Annex(_, values) if values.is_empty());
        // The heading above is a part of the number that the file leaves to its readers.
        let above = self.sequence.shown_above(&number.value);
        let implied = count(&above) + if sure == Sure::Said { count(&number.shown) } else { 0 };
        self.open(Item { id, number: above + &number.shown, implied, ..Item::default() });
        if fit != Fit::Next {
            fate::doubt(self.draft, unit, Doubt::NumberGap);
        }
        if sure != Sure::Said {
            fate::rule(self.draft, unit, if is_annex { Rule::Annex } else { Rule::TypedNumber });
        }
        // The word 附录 is no part of the number, which implies it; nor is a dot behind it.
        let typed = own.text().get(..length).map_or(0, count);
        let dropped = typed.saturating_sub(count(&number.shown));
        let is_blank_rest = words.chars().all(is_blank) && rest.is_blank();
        self.annex = is_annex;
        if is_blank_rest {
            self.awaits_title = !matches!(number.value, Value::Article(Division::Article, ..))
                && !matches!(own.role, Role::Untitled(_) | Role::AnnexUntitled(_));
            return self.note_head(unit, dropped);
        }
        let is_styled_title = matches!(own.role, Role::Heading(_) | Role::AnnexHeading(_) | Role::Annex);
        let is_text = match &number.value {
            Value::Article(Division::Article, ..) => true,
            Value::Article(..) => false,
            Value::Decimal(_) | Value::Annex(..) | Value::Han(..) | Value::Bracketed(..) => {
                matches!(own.role, Role::Untitled(_) | Role::AnnexUntitled(_)) || !is_styled_title && !is_title(&words)
            }
        };
        if is_text {
            self.note_head(unit, dropped);
            self.lay_rest(unit, rest);
            return;
        }
        if !is_styled_title && sure != Sure::Said {
            fate::rule(self.draft, unit, Rule::ShortTitle);
        }
        if !is_title(&words) {
            fate::doubt(self.draft, unit, Doubt::LongTitle);
        }
        self.set_title(unit, &rest, dropped);
        self.awaits_title = is_annex && is_nature(&words);
    }

    /// Whether a line that begins nothing is the title of the item before it.
    fn takes_title(&self, own: &Paragraph) -> bool {
        self.awaits_title && own.number.is_empty() && is_title(&own.text()) && own.role != Role::Caption
    }

    fn next_line(&mut self, unit: &Unit, own: &Paragraph) {
        let words = own.text();
        fate::rule(self.draft, unit, Rule::NextLineTitle);
        self.set_title(unit, own, 0);
        // The nature of an annex stands before its title.
        self.awaits_title = self.annex && is_nature(&words);
    }

    fn set_title(&mut self, unit: &Unit, paragraph: &Paragraph, dropped: usize) {
        let Some(at) = self.at else { return };
        let words = paragraph.text();
        let title = &mut self.draft.items[at].title;
        title.push_str(words.trim_matches(is_blank));
        let title = title.replace('\t', " ");
        if let Some(close) = unspaced(&title) {
            self.draft.items[at].title = close;
            fate::rule(self.draft, unit, Rule::SpacedTitle);
        } else {
            self.draft.items[at].title = title;
        }
        self.note_head(unit, dropped);
        let extra: Vec<Run> = paragraph.runs.iter().filter(|run| !matches!(run, Run::Text(..))).cloned().collect();
        if !extra.is_empty() {
            fate::doubt(self.draft, unit, Doubt::NoteInTitle);
            let moved = Paragraph { runs: extra, ..Paragraph::default() };
            self.draft.items[at].body.push((unit.entry, Block::Paragraph(moved)));
        }
    }

    fn open(&mut self, item: Item) {
        self.at = Some(self.draft.items.len());
        self.draft.items.push(item);
        self.awaits_title = false;
        self.annex = false;
    }

    fn note_head(&mut self, unit: &Unit, dropped: usize) {
        if let Some(at) = self.at {
            fate::head(self.draft, unit, at, dropped);
        }
    }

    /// Lays the rest of a line behind its number as the first text of the item.
    fn lay_rest(&mut self, unit: &Unit, rest: Paragraph) {
        if let Some(at) = self.at {
            self.draft.items[at].body.push((unit.entry, Block::Paragraph(rest)));
        }
    }

    /// Lays a unit as text of the item before it.
    fn lay(&mut self, unit: &Unit) {
        self.awaits_title = false;
        let Some(at) = self.at else { return };
        fate::body(self.draft, unit, at);
        if let Block::Table(table) = &unit.block
            && table.head_rows == 0
        {
            fate::rule(self.draft, unit, Rule::HeadRow);
        }
        self.draft.items[at].body.push((unit.entry, unit.block.clone()));
    }

    /// Notes what might have been a number and was taken as text.
    fn doubt_number(&mut self, unit: &Unit) {
        let Some(own) = unit.paragraph() else { return };
        if matches!(own.role, Role::Heading(_) | Role::Untitled(_) | Role::AnnexHeading(_) | Role::Annex) {
            return fate::doubt(self.draft, unit, Doubt::HeadingWithoutNumber);
        }
        let shown = unit.shown();
        let Some(number) = Number::of(&shown).filter(|number| self.is_of_scheme(&number.value)) else { return };
        match (self.sequence.fit(&number.value), &number.value) {
            (Fit::Repeated, Value::Decimal(values)) if values.len() == 1 => {}
            (Fit::Repeated, _) => fate::doubt(self.draft, unit, Doubt::NumberRepeated),
            (_, Value::Decimal(values)) if values.len() == 1 => {
                if is_title(&shown[number.length..]) && self.sequence.fit(&number.value) == Fit::Gap {
                    fate::doubt(self.draft, unit, Doubt::NumberOrText);
                }
            }
            // `1.5倍。` is an amount.
            _ if !number.is_apart && !is_title(&shown[number.length..]) => {}
            _ => fate::doubt(self.draft, unit, Doubt::NumberOrText),
        }
    }

    /// Compares the titles with those of the contents page.
    fn compare(&mut self) {
        if self.contents.titles.is_empty() {
            return;
        }
        let is_listed = |item: &Item| {
            let own = folded(&joined(&item.number, &item.title));
            let bare = folded(&item.title);
            self.contents
                .titles
                .iter()
                .any(|title| *title == own || *title == bare || title.ends_with(&bare) && !bare.is_empty())
        };
        // A contents page lists some levels and not others.
        let level =
            |item: &Item| (item.id.starts_with(|own: char| own.is_ascii_alphabetic()), item.id.matches('.').count());
        let levels: Vec<(bool, usize)> =
            self.draft.items.iter().filter(|item| is_listed(item) && !item.number.is_empty()).map(level).collect();
        let missing = |item: &&Item| {
            !item.title.is_empty() && !item.number.is_empty() && levels.contains(&level(item)) && !is_listed(item)
        };
        let entries: Vec<usize> =
            self.draft.items.iter().filter(missing).filter_map(|item| item.heads.first().copied()).collect();
        for entry in entries {
            self.draft.entries[entry].doubts.push(Doubt::NotInContents);
        }
    }
}
