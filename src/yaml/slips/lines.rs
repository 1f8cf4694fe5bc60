//! One line after the other: indentation, dashes, keys.

use super::fault::Fault;
use super::key::{self, Key, Position};
use super::{Bracket, Carried, Edit, Last, MOST, Slips, column_of, signs};
use crate::yaml::Shape;

/// The mark of an item at the beginning of a line.
struct Dash {
    /// How many bytes it has, with the blanks behind it.
    length: usize,
    /// Bytes that should be others.
    fault: Option<(usize, usize, &'static str, Fault)>,
}

impl Slips<'_> {
    /// Reads every line.
    pub(super) fn read(&mut self) {
        for line in 0..self.lines.len() {
            if self.edits.len() >= MOST {
                return;
            }
            if !self.carry_on(line) {
                self.line(line);
            }
        }
    }

    /// Goes on with what the lines before did not end. Whether that is all there is to say of the line.
    fn carry_on(&mut self, line: usize) -> bool {
        let (start, text) = self.lines[line];
        match std::mem::replace(&mut self.carried, Carried::Nothing) {
            Carried::Nothing => false,
            Carried::Block(column) => {
                let goes_on = text.trim().is_empty() || column_of(text) > column;
                if goes_on {
                    self.carried = Carried::Block(column);
                }
                goes_on
            }
            Carried::Quoted(end) => {
                if end > start + text.len() {
                    self.carried = Carried::Quoted(end);
                }
                true
            }
            Carried::Brackets(open, column) => {
                self.flow(line, start, open, column);
                true
            }
        }
    }

    fn line(&mut self, line: usize) {
        let (start, text) = self.lines[line];
        let rest = text.trim_start();
        let indentation = &text[..text.len() - rest.len()];
        if rest.is_empty() || rest.starts_with('#') {
            return;
        }
        let at = start + indentation.len();
        if let Some(dash) = dash(rest, self.is_in_list()) {
            let column = self.settle(start, indentation, true);
            self.shifted = None;
            self.item(line, at, &dash, column);
        } else {
            self.entry(line, start, indentation);
        }
    }

    /// An item of a list, behind its dash.
    fn item(&mut self, line: usize, at: usize, dash: &Dash, column: usize) {
        if let Some((from, to, text, fault)) = &dash.fault {
            self.edit(at + from..at + to, *text, fault.clone());
        }
        let shape = self.levels.last().and_then(|level| level.shape);
        let (start, text) = self.lines[line];
        let behind = at + dash.length;
        let rest = &text[behind - start..];
        if rest.is_empty() {
            self.last = Last::Opening(item_of(shape));
            return;
        }
        // What stands behind a dash as it should be written stands two columns further on.
        let inner = column + dash.fault.as_ref().map_or(dash.length, |_| 2);
        if self.is_unbraced(rest) {
            self.edit(behind..behind, "{", Fault::NoBrackets("{}"));
            return self.flow(line, behind, vec![Bracket::without_sign('{', behind)], inner);
        }
        let position = match shape {
            Some(Shape::Mappings | Shape::Mapping) => Position::Keys,
            None => Position::Anywhere,
            Some(Shape::Text | Shape::Word | Shape::Texts | Shape::Words) => Position::Texts,
        };
        match key::split(rest, position, self.knows) {
            Some(key) => {
                self.open(inner, false, None);
                self.key(line, behind, &key, inner);
            }
            None => self.value(line, behind, None, item_of(shape), inner),
        }
    }

    /// A line without a dash.
    fn entry(&mut self, line: usize, start: usize, indentation: &str) {
        let (_, text) = self.lines[line];
        let (at, rest) = (start + indentation.len(), &text[indentation.len()..]);
        let column = column_of(text);
        let is_among_keys = self.levels.is_empty()
            || matches!(self.last, Last::Opening(Some(Shape::Mapping | Shape::Mappings)))
            || self.levels.iter().any(|level| !level.is_list && level.column == column);
        let position = if is_among_keys { Position::Keys } else { Position::Anywhere };
        let is_list = rest.chars().next().and_then(signs::opener) == Some('[');
        let is_bracket = rest.chars().next().is_some_and(|first| signs::opener(first).is_some());
        let bare = (is_among_keys && self.is_broken).then(|| key::without_colon(rest, self.knows)).flatten();
        // A colon further on belongs to the value of a key that lacks its own.
        let found = key::split(rest, position, self.knows).filter(|key| bare.is_none() || key.known.is_some()).or(bare);
        match found {
            Some(key) => {
                if self.lacks_dash(column) || self.goes_on_without_dash(column, &key) {
                    return self.item_without_dash(line, start, indentation, &key);
                }
                let column = match self.shifted {
                    Some(shifted) if shifted == column => {
                        self.edit(at..at, "  ", Fault::Indentation);
                        self.last = Last::Value;
                        column + 2
                    }
                    _ => {
                        self.shifted = None;
                        self.settle(start, indentation, false)
                    }
                };
                self.key(line, at, &key, column);
            }
            None if !is_list && (self.lacks_dash(column) || self.is_listed(column) && self.is_broken) => {
                if !self.is_listed(column) {
                    self.settle(start, indentation, true);
                }
                self.edit(at..at, "- ", Fault::NoDash);
                let shape = self.levels.last().and_then(|level| level.shape);
                self.value(line, at, None, item_of(shape), column + 2);
            }
            None if is_bracket => self.value(line, at, None, None, column),
            None if self.is_broken && rest.starts_with("//") => self.edit(at..at + 2, "#", Fault::Comment),
            None if self.is_broken && self.is_lost(column) => {
                let fault = Fault::NoKey(rest.trim_end().to_owned());
                let place = at..at + rest.trim_end().len();
                self.edits.push(Edit { place, text: None, fault, is_doubtful: false, related: None });
            }
            // It goes on with the value of the line before.
            None => {}
        }
    }

    /// Whether a key announced a list, and the line at a column is its first without a dash.
    fn lacks_dash(&self, column: usize) -> bool {
        let is_list = matches!(self.last, Last::Opening(Some(Shape::Mappings | Shape::Texts | Shape::Words)));
        is_list && self.levels.last().is_some_and(|level| level.column < column)
    }

    /// Whether a line at a column can belong to nothing: the lines of a value are further to the right than the first keys.
    fn is_lost(&self, column: usize) -> bool {
        self.levels.first().is_none_or(|level| !level.is_list && column <= level.column)
    }

    /// Whether a line at a column stands where the items of the innermost list have their dashes.
    fn is_listed(&self, column: usize) -> bool {
        self.levels.last().is_some_and(|level| level.is_list && level.column == column)
    }

    /// Whether a key begins the next item in a list whose items lack their dashes.
    fn goes_on_without_dash(&self, column: usize, key: &Key) -> bool {
        let own = self.levels.last().filter(|_| self.shifted == Some(column));
        own.is_some_and(|level| level.keys.contains_key(key.word()))
    }

    fn item_without_dash(&mut self, line: usize, start: usize, indentation: &str, key: &Key) {
        let at = start + indentation.len();
        let column = column_of(self.lines[line].1);
        if self.shifted == Some(column) {
            self.levels.pop();
        } else {
            self.settle(start, indentation, true);
        }
        self.shifted = Some(column);
        self.edit(at..at, "- ", Fault::NoDash);
        self.open(column + 2, false, None);
        self.key(line, at, key, column + 2);
    }

    /// A key and what stands behind it, in the mapping that is open.
    fn key(&mut self, line: usize, at: usize, key: &Key, column: usize) {
        let (start, text) = self.lines[line];
        let typed = &text[at - start..at - start + key.name_end];
        if key.name != typed && !is_quoted(typed) {
            self.edit(at..at + key.name_end, key.name.clone(), Fault::OddKey(typed.to_owned()));
        }
        if let Some(fault) = &key.fault {
            let is_empty = text[at - start + key.value..].trim().is_empty();
            let colon = if is_empty { ":" } else { ": " };
            self.edit(at + key.name_end..at + key.value, colon, fault.clone());
        }
        self.write_down(line, at, key);
        let shape = key.known.map(|known| known.shape);
        self.value(line, at + key.value, Some(at), shape, column);
    }

    /// Notes that a key is written, and that it was before.
    fn write_down(&mut self, line: usize, at: usize, key: &Key) {
        let name = key.word();
        let place = at..at + key.name_end;
        let Some(level) = self.levels.iter_mut().rev().find(|level| !level.is_list) else { return };
        let Some(first) = level.keys.get(name).cloned() else {
            level.keys.insert(name.to_owned(), place);
            return;
        };
        let fault = Fault::Twice(key.name.clone());
        let removed = self.is_needless(line, first.start);
        let (place, text) = match removed {
            Some(own) => {
                let (start, text) = self.lines[own];
                (start..(start + text.len() + 1).min(self.yaml.len()), Some(String::new()))
            }
            None => (place, None),
        };
        let related = Some(if removed.is_some_and(|own| own != line) { at..at + key.name_end } else { first });
        // Nothing else is mended on a line that goes.
        self.edits.retain(|edit| text.is_none() || edit.place.start < place.start || edit.place.start >= place.end);
        self.edits.push(Edit { place, text, fault, is_doubtful: false, related });
    }

    /// Which of two lines with the same key says nothing that the other does not: it repeats it, or it is empty.
    fn is_needless(&self, line: usize, first: usize) -> Option<usize> {
        let other = self.lines.iter().rposition(|(start, _)| *start <= first)?;
        let value = |line: usize| {
            let text = self.lines[line].1;
            text.split_once([':', '：']).map_or("", |(_, value)| value.trim())
        };
        let is_alone = |line: usize| {
            let own = column_of(self.lines[line].1);
            !self.lines[line].1.trim_start().starts_with('-')
                && self.next_line(line).is_none_or(|next| {
                    let text = self.lines[next].1;
                    column_of(text) <= own && !text.trim_start().starts_with('-')
                })
        };
        if !is_alone(line) || !is_alone(other) {
            return None;
        }
        if value(line) == value(other) || value(line).is_empty() {
            return Some(line);
        }
        value(other).is_empty().then_some(other)
    }
}

/// What the items of a list hold.
fn item_of(shape: Option<Shape>) -> Option<Shape> {
    match shape? {
        Shape::Texts => Some(Shape::Text),
        Shape::Words => Some(Shape::Word),
        Shape::Mappings => Some(Shape::Mapping),
        Shape::Text | Shape::Word | Shape::Mapping => None,
    }
}

fn is_quoted(typed: &str) -> bool {
    typed.len() > 1
        && (typed.starts_with('"') && typed.ends_with('"') || typed.starts_with('\'') && typed.ends_with('\''))
}

/// The mark of an item that a line begins with. Marks that YAML does not know are ones only in a list.
fn dash(rest: &str, is_in_list: bool) -> Option<Dash> {
    let mark = rest.chars().next()?;
    let behind = &rest[mark.len_utf8()..];
    let blanks = behind.len() - behind.trim_start().len();
    let length = mark.len_utf8() + blanks;
    if mark == '-' {
        if let Some(blank) = behind[..blanks].chars().find(|&blank| signs::is_odd_blank(blank) && blank != '\t') {
            return Some(Dash { length, fault: Some((1, length, " ", Fault::Blank(blank))) });
        }
        if behind.is_empty() || blanks > 0 {
            return Some(Dash { length, fault: None });
        }
        let is_item = is_in_list && !behind.starts_with('-');
        return is_item.then_some(Dash { length, fault: Some((1, 1, " ", Fault::NoBlank("-"))) });
    }
    if !is_in_list {
        return None;
    }
    let is_mark = signs::is_item_mark(mark) || matches!(mark, '*' | '+') && blanks > 0;
    if is_mark && !behind.trim().is_empty() {
        let fault = Fault::Sign { typed: mark.to_string(), meant: "-" };
        return Some(Dash { length, fault: Some((0, length, "- ", fault)) });
    }
    let digits = rest.len() - rest.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let sign =
        rest[digits..].chars().next().filter(|sign| digits > 0 && matches!(sign, '.' | '、' | '．' | ')' | '）'))?;
    let number = digits + sign.len_utf8();
    let behind = &rest[number..];
    let blanks = behind.len() - behind.trim_start().len();
    let is_item = !behind.trim().is_empty() && !behind.starts_with(|next: char| next.is_ascii_digit());
    let fault = Fault::Sign { typed: rest[..number].to_owned(), meant: "-" };
    is_item.then_some(Dash { length: number + blanks, fault: Some((0, number + blanks, "- ", fault)) })
}
