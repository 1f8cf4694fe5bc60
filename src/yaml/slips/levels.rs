//! Which collection a line belongs to, and how far it should be indented.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::{Last, Level, Slips, column_of, signs, width};
use crate::yaml::Shape;

impl Slips<'_> {
    /// Finds the collection of a line with something of a mapping or a list, opens it where the line is its first, and
    /// mends the indentation. `start` is where the line begins, `indentation` the blanks before it. The column that the
    /// line should have.
    pub(super) fn settle(&mut self, start: usize, indentation: &str, wants_list: bool) -> usize {
        let typed = width(indentation);
        let odd = indentation.chars().find(|&blank| signs::is_odd_blank(blank));
        let column = self.column(typed, wants_list, odd.is_some());
        let place = start..start + indentation.len();
        match odd {
            Some(blank) => self.edit(place, " ".repeat(column), Fault::Blank(blank)),
            None if column != typed => self.edit(place, " ".repeat(column), Fault::Indentation),
            None => {}
        }
        column
    }

    fn column(&mut self, typed: usize, wants_list: bool, is_odd: bool) -> usize {
        if self.levels.is_empty() {
            let column = self.lines.iter().filter(|(_, line)| is_top(line)).map(|(_, line)| column_of(line)).min();
            let column = if is_odd { 0 } else { column.unwrap_or(typed).min(typed) };
            self.open(column, wants_list, None);
            return column;
        }
        if let Last::Opening(shape) = self.last
            && let Some(parent) = self
                .levels
                .iter()
                .rposition(|level| level.column < typed || level.column == typed && wants_list && !level.is_list)
            && parent + 1 == self.levels.len()
        {
            let above = self.levels[parent].column;
            let column = if is_odd { above + 2 } else { typed };
            self.open(column, wants_list, shape);
            return column;
        }
        let of_kind = |level: &Level| level.is_list == wants_list;
        let exact = self.levels.iter().rposition(|level| level.column == typed && of_kind(level));
        let nearest = || {
            let near = self.levels.iter().enumerate().filter(|(_, level)| of_kind(level));
            near.min_by_key(|(place, level)| (level.column.abs_diff(typed), usize::MAX - place)).map(|(place, _)| place)
        };
        let Some(level) = exact.or_else(|| (self.is_broken || is_odd).then(nearest).flatten()) else { return typed };
        self.levels.truncate(level + 1);
        self.levels[level].column
    }

    /// Opens a collection.
    pub(super) fn open(&mut self, column: usize, is_list: bool, shape: Option<Shape>) {
        self.levels.push(Level { column, is_list, shape, keys: BTreeMap::new() });
    }

    /// Whether the next line may be an item of a list: of one that is open, or of one that a key has announced.
    pub(super) fn is_in_list(&self) -> bool {
        match self.last {
            Last::Opening(shape) => !matches!(shape, Some(Shape::Mapping)),
            Last::Nothing => false,
            Last::Value => self.levels.iter().any(|level| level.is_list),
        }
    }
}

/// Whether a line seems to stand among keys: a letter begins it.
fn is_top(line: &str) -> bool {
    line.trim_start().chars().next().is_some_and(char::is_alphabetic)
}
