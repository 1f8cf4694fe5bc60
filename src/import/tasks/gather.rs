//! The rows of a workbook, gathered into tasks, with a line of the report for every cell.

use std::collections::BTreeMap;

use super::super::document::{Loss, LossKind, count};
use super::super::grade::{Doubt, Rule};
use super::super::refusal::Refusal;
use super::super::report::Line;
use super::super::structure::Place;
use super::super::workbook::{Cell, Nature, Sheet, Workbook};
use super::heads::Column;
use super::known::squeezed;
use super::layout::Layout;

/// Every task of a workbook.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    pub(super) rows: Vec<Row>,
    pub(super) lines: Vec<Line>,
    pub(super) losses: Vec<Loss>,
}

/// What the sheets say of one task or safeguard.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// What stands in which column, each cell once, in the order of the sheets.
    pub(super) cells: Vec<Said>,
    /// Columns that a workbook of this program has and that are empty for it.
    pub(super) blank: Vec<Column>,
    /// Whether there is no column of titles, so that the title is what its content begins with.
    pub(super) is_untitled: bool,
}

/// A cell of a task.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) column: Column,
    pub(super) text: String,
    /// The sheet, by its place in the workbook.
    pub(super) sheet: usize,
    /// Its line in the report.
    pub(super) line: usize,
}

impl Row {
    /// The cells of a column.
    pub(super) fn of(&self, column: Column) -> impl Iterator<Item = &Said> {
        self.cells.iter().filter(move |own| own.column == column)
    }

    pub(super) fn text(&self, column: Column) -> Option<&str> {
        self.of(column).next().map(|own| own.text.as_str())
    }

    /// The line of what names it.
    pub(super) fn head(&self) -> usize {
        let title = self.of(Column::Title).next().or_else(|| self.of(Column::What).next());
        title.or(self.cells.first()).map_or(0, |own| own.line)
    }
}

/// Gathers the tasks of the sheets that hold some; `wanted` names the only sheet that is meant.
pub(super) fn gather(
    workbook: &Workbook,
    wanted: Option<&str>,
    roles: &dyn Fn(&str) -> Option<usize>,
) -> Result<Gathered, Refusal> {
    let named = |sheet: &&Sheet| wanted.is_none_or(|wanted| sheet.name == wanted);
    let sheets = || (1..).zip(&workbook.sheets);
    let mut layouts: Vec<Layout<'_>> =
        sheets().filter(|(_, sheet)| named(sheet)).filter_map(|(at, sheet)| Layout::of(sheet, at, roles)).collect();
    // A workbook of this program has a matrix and checklists beside the sheets that count: they are made of the same facts.
    if layouts.iter().any(Layout::has_ids) {
        layouts.retain(Layout::has_ids);
        if layouts.iter().any(|own| own.first(Column::Who).is_some()) {
            layouts.retain(|own| !own.has_roles());
        }
    }
    if layouts.is_empty() {
        return Err(Refusal::fixed(
            "没有找到任务分工表：要有一行列名，其中有“任务”或“工作内容”，还有“措施”“牵头单位”“责任单位”“完成时限”这样的列",
            "no division of work was found: there must be a row of heads, one of them `Task` or `What`, others such as `How`, `Lead`, `Support`",
        ));
    }
    let mut gathered = Gathered { losses: workbook.losses.clone(), ..Gathered::default() };
    for (_, sheet) in sheets().filter(|(at, _)| layouts.iter().all(|own| own.number != *at)) {
        let characters: usize = sheet.cells.values().map(|cell| count(&cell.text)).sum();
        if characters > 0 {
            gathered.losses.push(Loss { what: LossKind::Sheet, after: None, characters });
        }
    }
    layouts.iter().for_each(|layout| gathered.sheet(layout));
    Ok(gathered)
}

impl Gathered {
    fn sheet(&mut self, layout: &Layout<'_>) {
        let mut places: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        for (at, cell) in &layout.sheet.cells {
            places.insert(*at, self.lines.len());
            self.lines.push(line(layout.number, *at, cell));
        }
        for at in layout.sheet.cells.keys().filter(|at| at.0 < layout.heads.end) {
            let line = &mut self.lines[places[at]];
            if at.0 < layout.heads.start {
                line.rules.push(Rule::TitleRow);
            } else if layout.unknown.contains(&at.1) {
                line.doubts.push(Doubt::UnknownColumn);
            } else {
                line.rules.push(Rule::ColumnHead);
            }
        }
        let title = layout.first(Column::Title).or_else(|| layout.first(Column::What));
        let Some(title) = title else { return };
        let is_untitled = layout.first(Column::Title).is_none();
        let rows = layout.rows();
        let mut current: Option<((u32, u32), usize)> = None;
        for (at, &row) in rows.iter().enumerate() {
            let below = rows[at..].iter().all(|&row| layout.is_foot(row) || layout.own_cells(row).count() == 1);
            let reason = if layout.is_head_again(row) {
                Some(Rule::HeadRow)
            } else if layout.is_foot(row) && below {
                Some(Rule::FootRow)
            } else if layout.is_group(row) {
                Some(Rule::GroupRow)
            } else {
                None
            };
            if let Some(rule) = reason {
                layout.own_cells(row).for_each(|(at, _)| self.lines[places[&at]].rules.push(rule));
                continue;
            }
            let index = match (layout.cell(row, title), current) {
                (Some((own, _)), Some((last, index))) if own == last => index,
                (Some((own, _)), _) => {
                    let index = self.row(layout, row, is_untitled);
                    current = Some((own, index));
                    index
                }
                (None, last) => {
                    // Whose row it is, is not said: the one above is asked about.
                    let first = layout.own_cells(row).next().map(|(at, _)| places[&at]);
                    first.into_iter().for_each(|line| self.lines[line].doubts.push(Doubt::BlankTitle));
                    match last {
                        Some((_, index)) => index,
                        None => continue,
                    }
                }
            };
            self.cells(layout, row, index, &places);
        }
        // A report is kept and passed on: who the persons are is no part of it.
        for line in self.lines.iter_mut().filter(|line| line.rules.contains(&Rule::PersonColumn)) {
            line.text = "…".to_owned();
        }
    }

    /// The task of a row: one that another sheet named by the same id, or a new one.
    fn row(&mut self, layout: &Layout<'_>, row: u32, is_untitled: bool) -> usize {
        let id = layout.first(Column::Id).and_then(|at| layout.cell(row, at)).map(|(_, cell)| squeezed(&cell.text));
        let same = |own: &Row| id.as_ref().is_some_and(|id| own.text(Column::Id).map(squeezed).as_ref() == Some(id));
        if let Some(index) = self.rows.iter().position(same) {
            return index;
        }
        self.rows.push(Row { is_untitled, ..Row::default() });
        self.rows.len() - 1
    }

    fn cells(&mut self, layout: &Layout<'_>, row: u32, index: usize, places: &BTreeMap<(u32, u32), usize>) {
        for (&at, &column) in &layout.columns {
            let Some((own, cell)) = layout.cell(row, at) else {
                // Tables of offices leave cells empty for many reasons; in this one that says that there is nothing.
                self.rows[index].blank.extend(layout.has_ids().then_some(column));
                continue;
            };
            let line = places[&own];
            let is_known = self.rows[index].cells.iter().any(|said| said.line == line);
            if is_known {
                continue;
            }
            if own.0 != row || self.lines[line].item.is_some() {
                self.rule(line, Rule::MergedCell);
            }
            match column {
                Column::Serial => self.rule(line, Rule::SerialNumber),
                Column::Person => self.rule(line, Rule::PersonColumn),
                Column::Remark => self.rule(line, Rule::RemarkColumn),
                Column::Id
                | Column::Kind
                | Column::Title
                | Column::What
                | Column::How
                | Column::Who
                | Column::Duty(_)
                | Column::Role(_)
                | Column::Key(_) => {
                    let text = cell.text.clone();
                    self.rows[index].cells.push(Said { column, text, sheet: layout.number, line });
                }
            }
        }
        for (at, _) in layout.own_cells(row).filter(|(at, _)| layout.unknown.contains(&at.1)) {
            self.rule(places[&at], Rule::UnknownColumn);
        }
    }

    fn rule(&mut self, line: usize, rule: Rule) {
        let rules = &mut self.lines[line].rules;
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
}

/// A cell before anything is made of it.
fn line(sheet: usize, at: (u32, u32), cell: &Cell) -> Line {
    let (rules, doubts) = match cell.nature {
        Nature::Plain => (Vec::new(), Vec::new()),
        Nature::Day => (vec![Rule::DayCell], Vec::new()),
        Nature::Number => (Vec::new(), vec![Doubt::CellFormat]),
        Nature::Formula => (Vec::new(), vec![Doubt::FormulaValue]),
    };
    let characters = count(&cell.text);
    Line {
        place: Place::Cell(sheet, at.0 as usize + 1, at.1 as usize + 1),
        text: cell.text.clone(),
        generated: String::new(),
        item: None,
        is_head: false,
        anchor: String::new(),
        characters,
        dropped: characters,
        rules,
        doubts,
        accepted: None,
        continues: None,
    }
}
