//! Where the rows of tasks are on a sheet: below title lines and heads, which may take several rows of merged cells.

use std::collections::{BTreeMap, BTreeSet};

use super::super::document::is_blank;
use super::super::workbook::{Cell, Sheet};
use super::heads::{Column, column, folded};

/// How far down heads are looked for.
const DEEPEST_HEAD: u32 = 40;

/// How many rows heads take at most.
const MOST_HEAD_ROWS: u32 = 3;

/// A sheet whose heads are known.
#[derive(Clone, Debug)]
pub(super) struct Layout<'s> {
    pub(super) sheet: &'s Sheet,
    /// Its place in the workbook, counted from 1.
    pub(super) number: usize,
    /// The rows of its heads.
    pub(super) heads: std::ops::Range<u32>,
    /// What stands in which column.
    pub(super) columns: BTreeMap<u32, Column>,
    /// Columns whose heads are not known.
    pub(super) unknown: BTreeSet<u32>,
    merged: Merged,
}

/// Which cell shows what a merged one shows.
#[derive(Clone, Debug)]
struct Merged(Vec<((u32, u32), (u32, u32))>);

impl Merged {
    /// The first cell of the merged one that covers a place, else the place itself.
    fn first(&self, at: (u32, u32)) -> (u32, u32) {
        let covers = |own: &&((u32, u32), (u32, u32))| {
            let ((top, left), (bottom, right)) = **own;
            (top..=bottom).contains(&at.0) && (left..=right).contains(&at.1)
        };
        self.0.iter().find(covers).map_or(at, |own| own.0)
    }

    /// How many rows the merged cell that begins at a place takes.
    fn rows(&self, at: (u32, u32)) -> u32 {
        self.0.iter().find(|own| own.0 == at).map_or(1, |own| own.1.0 - own.0.0 + 1)
    }

    fn columns(&self, at: (u32, u32)) -> u32 {
        self.0.iter().find(|own| own.0 == at).map_or(1, |own| own.1.1 - own.0.1 + 1)
    }
}

impl<'s> Layout<'s> {
    /// Finds the heads of a sheet; nothing if it has none of a division of work.
    pub(super) fn of(sheet: &'s Sheet, number: usize, roles: &dyn Fn(&str) -> Option<usize>) -> Option<Self> {
        let merged = Merged(sheet.merges.clone());
        let rows: BTreeSet<u32> = sheet.cells.keys().map(|at| at.0).filter(|row| *row < DEEPEST_HEAD).collect();
        rows.into_iter().find_map(|row| Self::at(sheet, number, row, &merged, roles))
    }

    fn at(
        sheet: &'s Sheet,
        number: usize,
        row: u32,
        merged: &Merged,
        roles: &dyn Fn(&str) -> Option<usize>,
    ) -> Option<Self> {
        let of_row = |row: u32| sheet.cells.range((row, 0)..(row + 1, 0)).map(|(at, cell)| (at.1, cell));
        let is_alone = of_row(row).count() == 1;
        let depth = of_row(row).map(|(column, _)| {
            let is_group = !is_alone && merged.columns((row, column)) > 1 && merged.rows((row, column)) == 1;
            if is_group { 2 } else { merged.rows((row, column)) }
        });
        let depth = depth.max().unwrap_or(1).min(MOST_HEAD_ROWS);
        let heads = row..row + depth;
        let columns: BTreeSet<u32> = heads.clone().flat_map(|row| of_row(row).map(|(column, _)| column)).collect();
        let (mut known, mut unknown) = (BTreeMap::new(), BTreeSet::new());
        for at in columns {
            // The lowest head says most.
            let mut texts: Vec<&str> = Vec::new();
            for row in heads.clone() {
                let text = sheet.cells.get(&merged.first((row, at))).map(|cell| cell.text.as_str());
                texts.extend(text.filter(|text| texts.last() != Some(text)));
            }
            let single = texts.iter().rev().find_map(|text| column(text, roles));
            match single.or_else(|| column(&texts.concat(), roles)) {
                Some(own) => {
                    known.insert(at, own);
                }
                None => {
                    unknown.insert(at);
                }
            }
        }
        let own = Self { sheet, number, heads, columns: known, unknown, merged: merged.clone() };
        own.is_of_tasks().then_some(own)
    }

    fn is_of_tasks(&self) -> bool {
        let has = |wanted: &dyn Fn(Column) -> bool| self.columns.values().any(|own| wanted(*own));
        let is_subject = |own| matches!(own, Column::Title | Column::What);
        let is_duty = |own| matches!(own, Column::Who | Column::Duty(_) | Column::Role(_));
        let is_work = |own| matches!(own, Column::How | Column::Key(_));
        let is_both = has(&|own| own == Column::Title) && has(&|own| own == Column::What);
        has(&is_subject) && (has(&is_duty) || has(&is_work) || is_both)
    }

    /// Whether its rows have ids: it was made by this program.
    pub(super) fn has_ids(&self) -> bool {
        self.columns.values().any(|own| *own == Column::Id) && self.columns.values().any(|own| *own == Column::Title)
    }

    /// Whether it has columns of roles.
    pub(super) fn has_roles(&self) -> bool {
        self.columns.values().any(|own| matches!(own, Column::Role(_)))
    }

    /// Its first column of a kind.
    pub(super) fn first(&self, wanted: Column) -> Option<u32> {
        self.columns.iter().find(|(_, own)| **own == wanted).map(|(at, _)| *at)
    }

    /// The rows below the heads that hold something.
    pub(super) fn rows(&self) -> Vec<u32> {
        let all: BTreeSet<u32> = self.sheet.cells.range((self.heads.end, 0)..).map(|(at, _)| at.0).collect();
        all.into_iter().collect()
    }

    /// What is to be read at a place, and in which cell it stands: a merged cell is read in every row it covers.
    pub(super) fn cell(&self, row: u32, column: u32) -> Option<((u32, u32), &'s Cell)> {
        let at = self.merged.first((row, column));
        // A merged cell goes on downwards alone: what stands left of a place is of another column.
        let is_own = at.1 == column && at.0 >= self.heads.end;
        self.sheet.cells.get(&at).filter(|_| is_own).map(|cell| (at, cell))
    }

    /// The cells of a row, as they stand in the file.
    pub(super) fn own_cells(&self, row: u32) -> impl Iterator<Item = ((u32, u32), &'s Cell)> + '_ {
        self.sheet.cells.range((row, 0)..(row + 1, 0)).map(|(at, cell)| (*at, cell))
    }

    /// Whether a row repeats the heads, as behind the break of a page.
    pub(super) fn is_head_again(&self, row: u32) -> bool {
        let last = self.heads.end - 1;
        let mut cells = self.own_cells(row).peekable();
        cells.peek().is_some()
            && cells.all(|(at, cell)| {
                let head = self.sheet.cells.get(&self.merged.first((last, at.1)));
                head.is_some_and(|head| folded(&head.text) == folded(&cell.text))
            })
    }

    /// Whether a row is one line over most of the columns, as the name of a group is.
    pub(super) fn is_group(&self, row: u32) -> bool {
        let mut cells = self.own_cells(row);
        match (cells.next(), cells.next()) {
            (Some((at, _)), None) => {
                let wide = self.merged.columns(at) as usize;
                wide > 1 && wide * 2 >= self.columns.len() + self.unknown.len()
            }
            _ => false,
        }
    }

    /// Whether a row belongs below the table: a remark, who filled it in.
    pub(super) fn is_foot(&self, row: u32) -> bool {
        const BEGINNINGS: &[&str] =
            &["注：", "注:", "注1", "备注：", "备注:", "说明：", "说明:", "填表", "填报", "审核", "制表", "Note"];
        let mut cells = self.own_cells(row);
        let is_foot = |text: &str| {
            let text = text.trim_start_matches(is_blank);
            BEGINNINGS.iter().any(|own| text.starts_with(own))
        };
        cells.next().is_some_and(|(_, cell)| is_foot(&cell.text))
    }
}
