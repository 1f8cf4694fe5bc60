//! Automatic numbers (ECMA-376-1, 17.9), counted as Word counts them.
//!
//! Lists (`num`) that share a definition (`abstractNum`) share its counters. A level begins again when one above it has
//! counted (17.9.10, `lvlRestart`), an override of a start counts from there once, when its list is first used at that level
//! (17.9.27), and a level above that has not counted yet shows its start.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::super::xml::Local;
use super::number_format::{NumberFormat, Numeral};
use super::styles::List;

/// Levels of a list.
const LEVELS: usize = 9;

/// The definitions of `numbering.xml`.
#[derive(Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<u32, Definition>,
    lists: BTreeMap<u32, Instance>,
    /// Definitions that carry the name of a list style.
    named: BTreeMap<String, u32>,
}

#[derive(Clone, Default)]
struct Definition {
    levels: BTreeMap<usize, Level>,
    /// The name of the list style whose definition stands for this one.
    stands_for: Option<String>,
}

#[derive(Clone)]
struct Level {
    start: u32,
    format: NumberFormat,
    text: String,
    /// 0 for never, `n` when a level before the `n`th has counted; nothing for any above.
    restart: Option<usize>,
    is_decimal: bool,
    style: Option<String>,
}

#[derive(Clone, Default)]
struct Instance {
    definition: u32,
    levels: BTreeMap<usize, Level>,
    starts: BTreeMap<usize, u32>,
}

/// The counters of a document while it is read.
#[derive(Default)]
pub(super) struct Counters {
    counters: BTreeMap<u32, [Option<u32>; LEVELS]>,
    started: BTreeSet<(u32, usize)>,
}

/// What stands before a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// As it is shown.
    pub(super) text: String,
    /// Whether a format is not known.
    pub(super) is_doubtful: bool,
    /// Its level in the list.
    pub(super) level: usize,
}

impl Numbering {
    /// Reads the part `numbering.xml`.
    pub(super) fn read(root: Node<'_, '_>) -> Self {
        let mut all = Self::default();
        for node in root.children().filter(|node| node.has_tag_name_local("abstractNum")) {
            let Some(id) = number(node.get("abstractNumId")) else { continue };
            if let Some(name) = node.value("styleLink") {
                all.named.insert(name.to_owned(), id);
            }
            let definition =
                Definition { levels: levels(node), stands_for: node.value("numStyleLink").map(str::to_owned) };
            all.definitions.insert(id, definition);
        }
        for node in root.children().filter(|node| node.has_tag_name_local("num")) {
            let (Some(id), Some(definition)) = (number(node.get("numId")), number(node.value("abstractNumId"))) else {
                continue;
            };
            let mut own = Instance { definition, ..Instance::default() };
            for change in node.children().filter(|node| node.has_tag_name_local("lvlOverride")) {
                let Some(level) = index(change.get("ilvl")) else { continue };
                if let Some(start) = number(change.value("startOverride")) {
                    own.starts.insert(level, start);
                }
                own.levels.extend(levels(change));
            }
            all.lists.insert(id, own);
        }
        all
    }

    /// The definition of a list, through the list styles that stand in between.
    fn definition(&self, list: &Instance) -> Option<(u32, &Definition)> {
        let mut id = list.definition;
        for _ in 0..8 {
            let definition = self.definitions.get(&id)?;
            match definition.stands_for.as_ref().and_then(|name| self.named.get(name)) {
                Some(&other) if other != id => id = other,
                _ => return Some((id, definition)),
            }
        }
        None
    }

    /// The level of a list that belongs to a style, by the first of `styles` that has one.
    pub(super) fn level_of_style(&self, list: List, styles: &[String]) -> Option<usize> {
        let own = self.lists.get(&list.0)?;
        let (_, definition) = self.definition(own)?;
        let all = || own.levels.iter().chain(&definition.levels);
        styles.iter().find_map(|style| all().find(|(_, level)| level.style.as_ref() == Some(style)).map(|(at, _)| *at))
    }

    /// Counts a paragraph of a list; what stands before it. List 0 is none (17.9.19).
    pub(super) fn count(&self, counters: &mut Counters, list: List, level: usize) -> Option<Shown> {
        let own = self.lists.get(&list.0).filter(|_| list.0 != 0 && level < LEVELS)?;
        let (id, definition) = self.definition(own)?;
        let find = |at: usize| own.levels.get(&at).or_else(|| definition.levels.get(&at));
        let this = find(level)?;
        let row = counters.counters.entry(id).or_default();
        let override_start = own.starts.get(&level).filter(|_| counters.started.insert((list.0, level)));
        row[level] = Some(match (override_start, row[level]) {
            (Some(start), _) => *start,
            (None, None) => this.start,
            (None, Some(before)) => before.saturating_add(1),
        });
        for (below, counter) in row.iter_mut().enumerate().skip(level + 1) {
            let restarts = match find(below).and_then(|level| level.restart) {
                Some(0) => false,
                Some(after) => level < after,
                None => true,
            };
            if restarts {
                *counter = None;
            }
        }
        let value = |at: usize| row[at].or_else(|| find(at).map(|level| level.start));
        Some(show(this, value, find))
    }
}

/// The text of a level with its numbers in it.
fn show<'l>(this: &Level, value: impl Fn(usize) -> Option<u32>, find: impl Fn(usize) -> Option<&'l Level>) -> Shown {
    let mut shown = Shown::default();
    let mut rest = this.text.as_str();
    while let Some(at) = rest.find('%') {
        shown.text.push_str(&rest[..at]);
        let digit = rest[at + 1..].chars().next().and_then(|digit| digit.to_digit(10)).filter(|digit| *digit > 0);
        let Some(digit) = digit else {
            shown.text.push('%');
            rest = &rest[at + 1..];
            continue;
        };
        let level = digit as usize - 1;
        if let (Some(value), Some(own)) = (value(level), find(level)) {
            let format = if this.is_decimal { NumberFormat::Known(Numeral::Decimal) } else { own.format };
            shown.text.push_str(&format.write(value));
            shown.is_doubtful |= format == NumberFormat::Unknown;
        }
        rest = &rest[at + 2..];
    }
    shown.text.push_str(rest);
    if this.format == NumberFormat::Known(Numeral::Bullet) {
        shown.text = shown.text.chars().map(bullet).collect();
    }
    shown
}

/// Bullets of symbol fonts as characters of their own.
fn bullet(own: char) -> char {
    match own {
        '\u{F0B7}' | '\u{F06C}' | '\u{F09F}' => '●',
        '\u{F06E}' | '\u{F0A7}' => '■',
        '\u{F075}' => '◆',
        '\u{F0D8}' | '\u{F0E0}' => '➢',
        '\u{F0FC}' => '✓',
        '\u{F06F}' | '\u{F0A8}' | '\u{F071}' => '□',
        '\u{E000}'..='\u{F8FF}' => '●',
        other => other,
    }
}

fn levels(node: Node<'_, '_>) -> BTreeMap<usize, Level> {
    let levels = node.children().filter(|node| node.has_tag_name_local("lvl"));
    levels.filter_map(|node| Some((index(node.get("ilvl"))?, level(node)))).collect()
}

fn level(node: Node<'_, '_>) -> Level {
    let format = format_of(node);
    let text = node.value("lvlText").unwrap_or_default();
    Level {
        // Without a start a level counts from 0 (17.9.25).
        start: number(node.value("start")).unwrap_or(0),
        text: text.to_owned(),
        format,
        restart: node.value("lvlRestart").and_then(|level| level.parse().ok()),
        is_decimal: node.is_on("isLgl").unwrap_or(false),
        style: node.value("pStyle").map(str::to_owned),
    }
}

/// The format of a level; a newer one may stand beside an older (`mc:AlternateContent`).
fn format_of(node: Node<'_, '_>) -> NumberFormat {
    let own = node.descendants().find(|node| node.has_tag_name_local("numFmt"));
    let (value, pattern) = own.map_or((None, None), |own| (own.get("val"), own.get("format")));
    NumberFormat::of(value.unwrap_or("decimal"), pattern)
}

fn number(text: Option<&str>) -> Option<u32> {
    text?.parse().ok()
}

fn index(text: Option<&str>) -> Option<usize> {
    text?.parse().ok().filter(|level| *level < LEVELS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::docx::xml;

    /// The numbers of paragraphs, each given as list and level.
    fn shown(numbering: &str, paragraphs: &[(u32, usize)]) -> Vec<String> {
        let text = format!("<w:numbering xmlns:w='w'>{numbering}</w:numbering>");
        let tree = xml::parse(&text).unwrap();
        let numbering = Numbering::read(tree.root_element());
        let mut counters = Counters::default();
        let count = |&(list, level): &(u32, usize)| {
            numbering.count(&mut counters, List(list), level).map_or_else(String::new, |shown| shown.text)
        };
        paragraphs.iter().map(count).collect()
    }

    fn lvl(level: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
        )
    }

    fn definition(levels: &[String], lists: &str) -> String {
        format!("<w:abstractNum w:abstractNumId='7'>{}</w:abstractNum>{lists}", levels.concat())
    }

    const ONE: &str = "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>";

    #[test]
    fn levels_begin_again_below_one_that_counts() {
        let levels = [lvl(0, "decimal", "%1", ""), lvl(1, "decimal", "%1.%2", ""), lvl(2, "decimal", "%1.%2.%3", "")];
        let numbers =
            shown(&definition(&levels, ONE), &[(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)]);
        assert_eq!(numbers, ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1"]);
    }

    #[test]
    fn a_level_that_never_begins_again_goes_on() {
        let levels = [lvl(0, "decimal", "第%1章", ""), lvl(1, "decimal", "第%2条", "<w:lvlRestart w:val='0'/>")];
        let numbers = shown(&definition(&levels, ONE), &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)]);
        assert_eq!(numbers, ["第1章", "第1条", "第2条", "第2章", "第3条"]);
    }

    #[test]
    fn a_level_begins_again_only_below_the_level_it_names() {
        let restart = "<w:lvlRestart w:val='1'/>";
        let levels = [lvl(0, "decimal", "%1", ""), lvl(1, "decimal", "%2", ""), lvl(2, "decimal", "%3", restart)];
        let numbers = shown(&definition(&levels, ONE), &[(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)]);
        assert_eq!(numbers, ["1", "1", "1", "2", "2", "2", "1"]);
    }

    #[test]
    fn lists_of_one_definition_share_counters_unless_a_start_is_overridden() {
        let two = "<w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num>";
        let three = "<w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>";
        let lists = format!("{ONE}{two}{three}");
        let numbers = shown(
            &definition(&[lvl(0, "lowerLetter", "%1)", "")], &lists),
            &[(1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (3, 0)],
        );
        // The override counts once, when its list is first used.
        assert_eq!(numbers, ["a)", "b)", "a)", "b)", "c)", "d)"]);
    }

    #[test]
    fn an_override_may_bring_another_level() {
        let own = format!(
            "<w:num w:numId='4'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'>{}</w:lvlOverride></w:num>",
            lvl(0, "chineseCountingThousand", "（%1）", "")
        );
        let lists = format!("{ONE}{own}");
        let numbers = shown(&definition(&[lvl(0, "decimal", "%1.", "")], &lists), &[(1, 0), (4, 0)]);
        assert_eq!(numbers, ["1.", "（二）"]);
    }

    #[test]
    fn levels_above_that_have_not_counted_show_their_start() {
        let levels = [lvl(0, "upperLetter", "附录%1", ""), lvl(1, "decimal", "%1.%2", "")];
        assert_eq!(shown(&definition(&levels, ONE), &[(1, 1), (1, 0), (1, 1)]), ["A.1", "附录A", "A.1"]);
    }

    #[test]
    fn legal_numbering_shows_decimals() {
        let levels = [lvl(0, "chineseCounting", "第%1章", ""), lvl(1, "decimal", "%1.%2", "<w:isLgl/>")];
        assert_eq!(shown(&definition(&levels, ONE), &[(1, 0), (1, 0), (1, 1)]), ["第一章", "第二章", "2.1"]);
    }

    #[test]
    fn a_list_may_stand_for_a_list_style() {
        let text = "<w:abstractNum w:abstractNumId='8'><w:numStyleLink w:val='S'/></w:abstractNum>\
             <w:num w:numId='5'><w:abstractNumId w:val='8'/></w:num>";
        let own = format!(
            "<w:abstractNum w:abstractNumId='7'><w:styleLink w:val='S'/>{}</w:abstractNum>{text}",
            lvl(0, "decimal", "%1)", "")
        );
        assert_eq!(shown(&own, &[(5, 0), (5, 0), (0, 0)]), ["1)", "2)", ""]);
    }

    #[test]
    fn bullets_of_symbol_fonts_become_characters() {
        let levels = [lvl(0, "bullet", "——", ""), lvl(1, "bullet", "\u{F0B7}", "")];
        assert_eq!(shown(&definition(&levels, ONE), &[(1, 0), (1, 1)]), ["——", "●"]);
    }
}
