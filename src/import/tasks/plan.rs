//! What is to be written of each task: what the sheets say beside what is there already.

use std::collections::BTreeSet;

use super::super::document::{Loss, count};
use super::super::grade::{Doubt, Rule};
use super::super::report::Line;
use super::super::words::is_title;
use super::gather::{Gathered, Row, Said};
use super::heads::{Column, key};
use super::known::{Known, KnownDuty, KnownWork, longest, squeezed};
use super::names::{names, parts, without_number};
use super::who;
use crate::diag::Locale;
use crate::model::keys::{Form, Key};
use crate::model::{Id, Kind, Occasion, PartialDate, Provenance};

/// The tasks of a workbook, with an account of every cell.
#[derive(Debug)]
pub struct TaskDraft {
    /// The tasks and safeguards, in the order of the sheets.
    pub works: Vec<Planned>,
    /// Every cell.
    pub lines: Vec<Line>,
    /// What is no cell of theirs.
    pub losses: Vec<Loss>,
}

/// What is to be written of a task or safeguard.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Its id.
    pub id: String,
    /// Task or safeguard.
    pub kind: Kind,
    /// Whether there is no file of it yet.
    pub is_new: bool,
    /// Its provenance, if a new one says it.
    pub provenance: Option<Provenance>,
    /// What changes of it, by column.
    pub values: Vec<(Column, Value)>,
    /// The line that names it.
    pub head: usize,
}

impl Planned {
    /// What people may call it: its id, its title.
    pub(super) fn names(&self) -> Vec<String> {
        let title = self.values.iter().find_map(|(column, value)| match value {
            Value::Text(text) if *column == Column::Title => Some(text.clone()),
            _ => None,
        });
        std::iter::once(self.id.clone()).chain(title).collect()
    }
}

/// The value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words in one line.
    Text(String),
    /// Several of them.
    Texts(Vec<String>),
    /// Refs, by the names of front matter.
    Refs(Vec<String>),
    /// Paragraphs, or steps without their numbers.
    Lines(Vec<String>),
    /// Duties.
    Duties(Vec<KnownDuty>),
    /// When it is done.
    Occasions(Vec<Occasion>),
}

/// Plans what is to be written.
pub(super) fn plan(gathered: Gathered, known: &Known) -> TaskDraft {
    let Gathered { rows, lines, losses } = gathered;
    let mut planner = Planner { known, lines, taken: Vec::new() };
    let works = rows.iter().filter_map(|row| planner.work(row)).collect();
    TaskDraft { works, lines: planner.lines, losses }
}

struct Planner<'k> {
    known: &'k Known,
    lines: Vec<Line>,
    /// Ids that are in use.
    taken: Vec<String>,
}

impl<'k> Planner<'k> {
    fn work(&mut self, row: &Row) -> Option<Planned> {
        let (kind, is_kind_said) = self.kind(row);
        let title = self.title(row)?;
        let there = self.find(row, &title);
        let id = match there {
            Some(there) => there.id.clone(),
            None => self.next(row, kind)?,
        };
        let kind = there.map_or(kind, |there| there.kind);
        self.taken.push(id.clone());
        let mut planned =
            Planned { id, kind, is_new: there.is_none(), provenance: None, values: Vec::new(), head: row.head() };
        for own in row.cells.iter().filter(|own| own.column != Column::Kind || is_kind_said) {
            let (line, name) = (&mut self.lines[own.line], planned.id.clone());
            line.is_head = own.column == Column::Title || row.is_untitled && own.column == Column::What;
            line.anchor = anchor(own.column).to_owned();
            // A merged cell of several tasks is the first one's.
            if line.item.is_none() {
                line.item = Some(name);
                line.dropped = 0;
            }
        }
        if there.is_none_or(|there| squeezed(there.cell(Column::Title)) != squeezed(&title)) {
            planned.values.push((Column::Title, Value::Text(title)));
        }
        let mut columns: Vec<Column> = Vec::new();
        row.cells.iter().for_each(|own| {
            if !columns.contains(&own.column) {
                columns.push(own.column);
            }
        });
        for column in columns {
            match column {
                Column::What => self.text(row, column, there, &mut planned),
                Column::How => self.text(row, column, there, &mut planned),
                Column::Key("provenance") => self.provenance(row, there, &mut planned),
                Column::Key(name) => self.key(row, name, there, &mut planned),
                Column::Id | Column::Kind | Column::Title | Column::Who | Column::Duty(_) | Column::Role(_) => {}
                Column::Serial | Column::Person | Column::Remark => {}
            }
        }
        for &column in &row.blank {
            let is_said = row.of(column).next().is_some() || there.is_none_or(|there| there.cell(column).is_empty());
            let is_free = match column {
                Column::Key(name) => key(name).is_some_and(|key| !key.is_required(planned.kind)),
                _ => false,
            };
            if is_free && !is_said {
                planned.values.push((column, Value::Texts(Vec::new())));
            }
        }
        self.duties(row, there, &mut planned);
        Some(planned)
    }

    fn doubt(&mut self, line: usize, doubt: Doubt) {
        let doubts = &mut self.lines[line].doubts;
        if !doubts.contains(&doubt) {
            doubts.push(doubt);
        }
    }

    fn rule(&mut self, line: usize, rule: Rule) {
        let rules = &mut self.lines[line].rules;
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }

    /// The cells of a column that count, and whether they say something new. Of several sheets the first one counts: a cell
    /// that says otherwise elsewhere is asked about.
    fn said<'r>(&mut self, row: &'r Row, column: Column, there: Option<&KnownWork>) -> (Vec<&'r Said>, bool) {
        let before = there.map(|there| squeezed(there.cell(column))).unwrap_or_default();
        let first = row.of(column).next().map(|own| own.sheet);
        let (counting, others): (Vec<&Said>, Vec<&Said>) = row.of(column).partition(|own| Some(own.sheet) == first);
        let joined = |cells: &[&Said]| cells.iter().map(|own| squeezed(&own.text)).collect::<String>();
        let said = joined(&counting);
        for other in others.chunk_by(|a, b| a.sheet == b.sheet) {
            if joined(other) != said {
                self.doubt(other[0].line, Doubt::SheetsDiffer);
            }
        }
        (counting, said != before)
    }

    /// Whether it is a task or a safeguard, and whether a cell says so: other tables have groups of tasks below that head.
    fn kind(&mut self, row: &Row) -> (Kind, bool) {
        let Some(own) = row.of(Column::Kind).next() else { return (Kind::Task, false) };
        let word = squeezed(&own.text).to_lowercase();
        let is_called =
            |kind: &Kind| [Locale::Chinese, Locale::English].iter().any(|own| kind.called(*own).to_lowercase() == word);
        match [Kind::Task, Kind::Safeguard].into_iter().find(is_called) {
            Some(kind) => (kind, true),
            None => {
                self.rule(own.line, Rule::GroupRow);
                (Kind::Task, false)
            }
        }
    }

    /// The title; where no column holds one, what the content begins with.
    fn title(&mut self, row: &Row) -> Option<String> {
        let column = if row.is_untitled { Column::What } else { Column::Title };
        let (cells, _) = self.said(row, column, None);
        let own = cells.first()?;
        let text = own.text.split_whitespace().collect::<Vec<_>>().join(if own.text.is_ascii() { " " } else { "" });
        let text = without_number(&text).1.to_owned();
        if !row.is_untitled || is_title(&text) {
            return Some(text);
        }
        self.doubt(own.line, Doubt::TitleCut);
        let end = text.find(['。', '；', '，', '：', ',', ';', ':']).unwrap_or(text.len());
        Some(text[..end].chars().take(40).collect())
    }

    /// The task of a row among those that are there: by its id, else by its title.
    fn find(&self, row: &Row, title: &str) -> Option<&'k KnownWork> {
        let id = row.text(Column::Id).map(squeezed).unwrap_or_default();
        let is_free = |own: &&KnownWork| !self.taken.contains(&own.id);
        let mut works = self.known.works.iter().filter(is_free);
        works
            .clone()
            .find(|own| own.id == id)
            .or_else(|| works.find(|own| squeezed(own.cell(Column::Title)) == squeezed(title)))
    }

    /// An id for a new one: its own, if it can be one, else the next number that is free.
    fn next(&mut self, row: &Row, kind: Kind) -> Option<String> {
        let used: BTreeSet<String> = self.known.works.iter().map(|own| &own.id).chain(&self.taken).cloned().collect();
        let is_free = |id: &str| !used.contains(id);
        if let Some(own) = row.of(Column::Id).next() {
            let id = squeezed(&own.text);
            let is_id = id.starts_with(|first: char| first.is_ascii_lowercase()) && Id::new(&id).is_ok();
            if is_id && is_free(&id) {
                return Some(id);
            }
            self.rule(own.line, Rule::SerialNumber);
        }
        let next = kind.spec().next_id?;
        let (prefix, width) = (next.prefix, next.width);
        (1..).map(|number| format!("{prefix}{number:0width$}")).find(|id| is_free(id))
    }

    /// Paragraphs of what, steps of how.
    fn text(&mut self, row: &Row, column: Column, there: Option<&KnownWork>, planned: &mut Planned) {
        let bare =
            |line: &str| if column == Column::How { without_number(line).1.to_owned() } else { line.trim().to_owned() };
        let (cells, is_new) = self.said(row, column, there);
        let mut lines = Vec::new();
        for own in cells {
            let all: Vec<String> = own.text.lines().map(bare).filter(|line| !line.is_empty()).collect();
            let kept: usize = all.iter().map(|line| count(line)).sum();
            self.lines[own.line].dropped = count(&own.text).saturating_sub(kept);
            lines.extend(all);
        }
        let before = there.map(|there| there.cell(column).lines().map(bare).filter(|line| !line.is_empty()));
        let is_same =
            before.is_some_and(|before| before.map(|line| squeezed(&line)).eq(lines.iter().map(|line| squeezed(line))));
        if is_new && !is_same {
            planned.values.push((column, Value::Lines(lines)));
        }
    }

    fn key(&mut self, row: &Row, name: &'static str, there: Option<&KnownWork>, planned: &mut Planned) {
        let column = Column::Key(name);
        let (cells, is_new) = self.said(row, column, there);
        let (mut value, key) = (None, key(name).filter(|key| key.is_of(planned.kind)));
        for own in cells {
            let part = key.and_then(|key| self.value(key, own, is_new));
            match (&mut value, part) {
                (_, None) if is_new => {
                    self.doubt(own.line, Doubt::NotTaken);
                    self.lines[own.line].dropped = count(&own.text);
                }
                (_, None) => {}
                (None, Some(part)) => value = Some(part),
                (Some(Value::Texts(all)), Some(Value::Texts(more)))
                | (Some(Value::Refs(all)), Some(Value::Refs(more))) => {
                    all.extend(more);
                }
                (Some(Value::Text(all)), Some(Value::Text(more))) => {
                    *all = format!("{all}；{more}");
                    self.rule(own.line, Rule::JoinedCells);
                }
                (Some(_), Some(_)) => self.doubt(own.line, Doubt::NotTaken),
            }
        }
        let is_same = |value: &Value| match value {
            Value::Texts(all) | Value::Refs(all) => there.is_some_and(|there| there.list(name) == all.as_slice()),
            Value::Text(_) | Value::Lines(_) | Value::Duties(_) | Value::Occasions(_) => false,
        };
        planned.values.extend(value.filter(|value| is_new && !is_same(value)).map(|value| (column, value)));
    }

    /// What a cell says for a key; nothing if it says nothing that the key can hold.
    fn value(&mut self, key: &Key, own: &Said, is_new: bool) -> Option<Value> {
        match key.form {
            Form::Text => Some(Value::Text(own.text.split('\n').map(str::trim).collect::<Vec<_>>().join("；"))),
            Form::Date => PartialDate::parse(own.text.trim()).map(|date| Value::Text(date.to_string())),
            Form::Texts => {
                let all: Vec<String> = parts(&own.text).into_iter().map(str::to_owned).collect();
                self.lines[own.line].dropped =
                    count(&own.text).saturating_sub(all.iter().map(|part| count(part)).sum::<usize>());
                Some(Value::Texts(all))
            }
            Form::Refs => self.refs(key, own, is_new),
            Form::Count | Form::Url | Form::Kind | Form::Word(_) => None,
            Form::MappingsOr(..) => {
                let lines = own.text.lines().map(str::trim).filter(|line| !line.is_empty());
                lines.map(Occasion::read).collect::<Option<Vec<_>>>().map(Value::Occasions)
            }
            Form::Mapping(_) | Form::Mappings(_) => None,
        }
    }

    /// The refs of a cell. What leads nowhere is left out and asked for.
    fn refs(&mut self, key: &Key, own: &Said, is_new: bool) -> Option<Value> {
        let known = self.known;
        let targets = known.targets.iter().find(|(name, _)| *name == key.name).map_or(&[][..], |(_, targets)| targets);
        let found = names(&own.text, &|text| longest(targets, text));
        let (mut refs, mut kept) = (Vec::new(), 0);
        for name in &found {
            match name.known {
                Some(at) => {
                    refs.push(targets[at].id.clone());
                    kept += count(name.text);
                }
                None if is_new => self.doubt(own.line, Doubt::UnknownTarget),
                None => kept += count(name.text),
            }
        }
        self.lines[own.line].dropped = count(&own.text).saturating_sub(kept);
        refs.dedup();
        (!refs.is_empty()).then_some(Value::Refs(refs))
    }

    /// A new task may say whose words it is; that of one that is there does not change by a sheet.
    fn provenance(&mut self, row: &Row, there: Option<&KnownWork>, planned: &mut Planned) {
        let (cells, true) = self.said(row, Column::Key("provenance"), there) else { return };
        let word = squeezed(&cells[0].text);
        let found = self.known.provenances.iter().find(|(called, _)| squeezed(called) == word).map(|(_, own)| *own);
        match (there, found) {
            (None, Some(own)) if own != Provenance::Official && own != Provenance::Imported => {
                planned.provenance = Some(own);
            }
            _ => {
                self.lines[cells[0].line].dropped = count(&cells[0].text);
                self.doubt(cells[0].line, Doubt::NotTaken);
            }
        }
    }

    fn duties(&mut self, row: &Row, there: Option<&KnownWork>, planned: &mut Planned) {
        let before = there.map(|there| there.duties.clone()).unwrap_or_default();
        let (cells, is_new) = self.said(row, Column::Who, there);
        let known = self.known;
        let mut read = who::Read { known, doubts: Vec::new(), dropped: Vec::new(), rules: Vec::new() };
        let said = read.bracketed(&cells);
        let duties = read.duties(row, if is_new { said } else { before.clone() }, &before, planned.head);
        let who::Read { doubts, dropped, rules, .. } = read;
        // A unit that nobody knows is asked for as long as nobody knows it.
        let is_asked =
            |own: &(usize, Doubt)| is_new || own.1 == Doubt::UnknownUnit || cells.iter().all(|cell| cell.line != own.0);
        doubts.into_iter().filter(is_asked).for_each(|(line, doubt)| self.doubt(line, doubt));
        dropped.into_iter().for_each(|(line, count)| self.lines[line].dropped = count);
        rules.into_iter().for_each(|(line, rule)| self.rule(line, rule));
        if duties != before {
            planned.values.push((Column::Who, Value::Duties(duties)));
        }
    }
}

/// Where in its task a cell went, in the words of the report.
fn anchor(column: Column) -> &'static str {
    match column {
        Column::Title | Column::Id | Column::Kind => "",
        Column::What => "#what",
        Column::How => "#how",
        Column::Who | Column::Duty(_) | Column::Role(_) => "who",
        Column::Key(name) => name,
        Column::Serial | Column::Person | Column::Remark => "",
    }
}
