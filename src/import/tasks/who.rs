//! Who does what, as cells say it: units in columns of duties, duties in columns of roles, or both in one cell.

use super::super::document::count;
use super::super::grade::{Doubt, Rule};
use super::gather::{Row, Said};
use super::heads::Column;
use super::known::{Known, KnownDuty, longest};
use super::names::{Named, names};
use crate::model::Duty;

/// Words for duties, as tables use them; the first of each is the one of this program.
const WORDS: &[(Duty, &str)] = &[
    (Duty::Lead, "牵头 主办 主责 主管 lead"),
    (Duty::Responsible, "责任 承办 负责 实施 落实 responsible"),
    (Duty::Support, "配合 协办 协同 参与 支持 support"),
    (Duty::Guide, "指导 guide"),
    (Duty::Supervise, "监督 督导 督办 supervise"),
];

/// Reads the duties of a task, and notes what is unsure.
pub(super) struct Read<'k> {
    pub(super) known: &'k Known,
    pub(super) doubts: Vec<(usize, Doubt)>,
    /// Characters of a line that are no names.
    pub(super) dropped: Vec<(usize, usize)>,
    pub(super) rules: Vec<(usize, Rule)>,
}

/// The order of duties in a file.
fn rank(duty: Duty) -> usize {
    WORDS.iter().position(|(own, _)| *own == duty).unwrap_or(WORDS.len())
}

/// The duty of a remark in brackets: `牵头`, `主办`, or the word of the source and the duty that it is, `统筹、牵头`.
fn remarked(remark: &str) -> Option<(Duty, Option<String>)> {
    let parts: Vec<&str> = remark.split(['、', '，', ',']).map(str::trim).collect();
    match parts.as_slice() {
        [word, last] => duty(last).map(|(duty, _)| (duty, Some((*word).to_owned()))),
        _ => duty(remark).or_else(|| {
            // `公共场所指导` holds the program's own word.
            let held = |own: &&(Duty, &str)| own.1.split_whitespace().next().is_some_and(|own| remark.contains(own));
            WORDS.iter().find(held).map(|(duty, _)| (*duty, Some(remark.to_owned())))
        }),
    }
}

/// The duty that a word says, and the word itself where it is not the program's own.
fn duty(word: &str) -> Option<(Duty, Option<String>)> {
    let word = word.trim().to_lowercase();
    let (duty, words) = WORDS
        .iter()
        .find(|(_, words)| words.split_whitespace().any(|own| own == word || word == format!("{own}单位")))?;
    let mut own = words.split_whitespace();
    let is_own = own.next() == Some(word.as_str()) || own.next_back() == Some(word.as_str());
    Some((*duty, (!is_own).then_some(word)))
}

impl Read<'_> {
    /// The duties as the sheets say them, beside those that are there. `current` is what cells of units with their duties say,
    /// or what is there.
    pub(super) fn duties(
        &mut self,
        row: &Row,
        current: Vec<KnownDuty>,
        before: &[KnownDuty],
        head: usize,
    ) -> Vec<KnownDuty> {
        let mut columns: Vec<Duty> = Vec::new();
        for own in &row.cells {
            if let Column::Duty(duty) = own.column
                && !columns.contains(&duty)
            {
                columns.push(duty);
            }
        }
        let mut duties = current;
        if !columns.is_empty() {
            let mut listed: Vec<KnownDuty> = columns
                .iter()
                .flat_map(|&duty| row.of(Column::Duty(duty)).flat_map(move |cell| [(cell, duty)]))
                .flat_map(|(cell, duty)| self.listed(cell, duty))
                .collect();
            self.settle_lead(row, &columns, &mut listed);
            // Tables name who leads once more among those responsible.
            let mut once: Vec<KnownDuty> = Vec::new();
            listed.sort_by_key(|own| rank(own.duty));
            for own in listed {
                if once.iter().all(|other| other.role != own.role) {
                    once.push(own);
                }
            }
            let is_covered = |duty: Duty| columns.contains(&duty) || duty == Duty::Lead;
            duties.retain(|own| !is_covered(own.duty) && once.iter().all(|other| other.role != own.role));
            duties.extend(once);
        }
        self.columns_of_roles(row, &mut duties, before);
        let is_by_columns = |own: &Said| matches!(own.column, Column::Duty(_) | Column::Role(_));
        if row.cells.iter().any(is_by_columns) {
            duties.sort_by_key(|own| rank(own.duty));
        }
        for own in &mut duties {
            if let Some(old) = before.iter().find(|old| old.role == own.role && old.duty == own.duty) {
                *own = old.clone();
            }
        }
        if duties.iter().all(|own| own.duty != Duty::Lead) {
            self.doubts.push((head, Doubt::NoLead));
        }
        // An order that is there stays where the duties are the same.
        let is_same = before.len() == duties.len() && duties.iter().all(|own| before.contains(own));
        if is_same { before.to_vec() } else { duties }
    }

    /// `民宗局（牵头）、街道（配合）`.
    pub(super) fn bracketed(&mut self, cells: &[&Said]) -> Vec<KnownDuty> {
        let mut duties = Vec::new();
        for cell in cells {
            for name in &self.names(cell) {
                let own = self.duty(cell, name, Duty::Responsible, None);
                let said = name.remark.and_then(remarked);
                if said.is_none() {
                    self.doubts.push((cell.line, Doubt::NoDuty));
                }
                let (duty, word) = said.unwrap_or((Duty::Responsible, None));
                duties.push(KnownDuty { duty, word, ..own });
            }
        }
        duties
    }

    /// `民宗局、各街道` below the head of a duty.
    fn listed(&mut self, cell: &Said, duty: Duty) -> Vec<KnownDuty> {
        let found = self.names(cell);
        let mut duties = Vec::new();
        for name in &found {
            duties.push(self.duty(cell, name, duty, None));
        }
        duties
    }

    fn names<'t>(&mut self, cell: &'t Said) -> Vec<Named<'t>> {
        let roles = &self.known.roles;
        let found = names(&cell.text, &|text| longest(roles, text));
        let kept: usize = found.iter().map(|own| count(own.text) + own.remark.map_or(0, count)).sum();
        self.dropped.push((cell.line, count(&cell.text).saturating_sub(kept)));
        found
    }

    fn duty(&mut self, cell: &Said, name: &Named<'_>, duty: Duty, word: Option<String>) -> KnownDuty {
        let role = match name.known {
            Some(at) => self.known.roles[at].id.clone(),
            None => {
                self.doubts.push((cell.line, Doubt::UnknownUnit));
                name.text.to_owned()
            }
        };
        KnownDuty { role, duty, word, provenance: None }
    }

    /// Columns of roles, with the duty in the cell. A column whose cell is empty says that the role has none; sheets that
    /// say what is there say nothing new.
    fn columns_of_roles(&mut self, row: &Row, duties: &mut Vec<KnownDuty>, before: &[KnownDuty]) {
        for cell in &row.cells {
            let Column::Role(at) = cell.column else { continue };
            let role = &self.known.roles[at].id;
            // Below the duty stands whose words it is, where they are not the task's.
            let words = cell.text.lines().filter(|line| !line.trim_start().starts_with(['（', '(']));
            let mut said = Vec::new();
            for word in words.filter(|word| !word.trim().is_empty()) {
                match duty(word) {
                    Some((duty, word)) => {
                        said.push(KnownDuty { role: role.clone(), duty, word, provenance: None });
                    }
                    None => self.doubts.push((cell.line, Doubt::NoDuty)),
                }
            }
            let of = |all: &[KnownDuty]| -> Vec<Duty> {
                all.iter().filter(|own| own.role == *role).map(|own| own.duty).collect()
            };
            if !said.is_empty() && of(&said) != of(before) {
                duties.retain(|own| own.role != *role);
                duties.extend(said);
            }
        }
    }

    /// Where no column says who leads: the only unit that is responsible does, by a rule; of several, the first one is asked
    /// about.
    fn settle_lead(&mut self, row: &Row, columns: &[Duty], duties: &mut [KnownDuty]) {
        let mut others = duties.iter_mut().filter(|own| own.duty == Duty::Lead).skip(1).peekable();
        if others.peek().is_some() {
            others.for_each(|own| own.duty = Duty::Responsible);
            let cell = row.of(Column::Duty(Duty::Lead)).next();
            self.doubts.extend(cell.map(|cell| (cell.line, Doubt::SeveralLeads)));
        }
        if columns.contains(&Duty::Lead) {
            return;
        }
        let responsible = duties.iter().filter(|own| own.duty == Duty::Responsible).count();
        let (cell, first) = (
            row.of(Column::Duty(Duty::Responsible)).next(),
            duties.iter_mut().find(|own| own.duty == Duty::Responsible),
        );
        if let (Some(cell), Some(first)) = (cell, first) {
            first.duty = Duty::Lead;
            if responsible == 1 {
                self.rules.push((cell.line, Rule::OnlyUnit));
            } else {
                self.doubts.push((cell.line, Doubt::LeadUnsaid));
            }
        }
    }
}
