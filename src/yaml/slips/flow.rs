//! Lists and mappings in brackets.

use std::ops::Range;

use super::fault::Fault;
use super::quotes::{closing, in_quotation, quote};
use super::{Bracket, Carried, Last, Slips, column_of, key, signs};
use crate::yaml::Shape;

/// What was read last inside of brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A bracket that opens, a comma, or a colon: something is to come.
    Nothing,
    /// Some of a text.
    Text,
    /// A bracket that closes, or a quotation mark that does.
    Closed,
}

/// The reading of one line inside of brackets.
struct Flow<'t> {
    /// The line from where the brackets begin, without a comment and blanks at its end.
    text: &'t str,
    /// Where it begins.
    start: usize,
    /// What was read of it.
    at: usize,
    open: Vec<Bracket>,
    before: Before,
    /// Whether the entry has its colon.
    has_colon: bool,
    /// Where the text began that is being read.
    word: usize,
    /// What the last key holds.
    shape: Option<Shape>,
}

impl Slips<'_> {
    /// Reads a line from `from` on, where some brackets may be open. `column` is that of the mapping around them.
    pub(super) fn flow(&mut self, line: usize, from: usize, open: Vec<Bracket>, column: usize) {
        let (start, text) = self.lines[line];
        let text = text[from - start..].trim_end();
        let shape = self.shape_behind(from);
        let mut flow =
            Flow { text, start: from, at: 0, open, before: Before::Nothing, has_colon: false, word: 0, shape };
        let begins_with_bracket = flow.open.is_empty();
        while flow.at < flow.text.len() && (begins_with_bracket && flow.at == 0 || !flow.open.is_empty()) {
            if flow.rest().starts_with(" #") {
                flow.text = &flow.text[..flow.at];
                break;
            }
            self.step(&mut flow);
        }
        self.last = Last::Value;
        if flow.open.is_empty() {
            self.behind(&flow);
        } else {
            self.end_of_line(line, flow, column);
        }
    }

    /// What the key before a bracket holds.
    fn shape_behind(&self, from: usize) -> Option<Shape> {
        let before = &self.yaml[..from];
        let line = before.rsplit('\n').next().unwrap_or_default();
        let name = line.trim_end().trim_end_matches([':', '：']).trim().trim_start_matches("- ");
        (self.knows)(name).map(|known| known.shape)
    }

    fn step(&mut self, flow: &mut Flow<'_>) {
        let Some(character) = flow.rest().chars().next() else { return };
        if character.is_whitespace() {
            if signs::is_odd_blank(character) && character != '\t' && flow.before != Before::Text {
                self.edit(flow.place(character.len_utf8()), " ", Fault::Blank(character));
            }
            flow.at += character.len_utf8();
        } else if let Some(bracket) = signs::opener(character).filter(|_| flow.before != Before::Text) {
            self.opening(flow, character, bracket);
        } else if let Some(bracket) = signs::closer(character) {
            self.closing(flow, character, bracket);
        } else if character == ',' {
            flow.next_entry(1);
        } else if signs::is_wide_comma(character) && self.is_comma(flow, character) {
        } else if signs::is_wide_colon(character) || character == ':' {
            self.colon(flow, character);
        } else if flow.before == Before::Nothing && matches!(character, '"' | '\'') {
            self.quoted_in_flow(flow, character);
        } else if flow.before == Before::Nothing && signs::opens_quotation(character) && self.quotation_in_flow(flow) {
        } else {
            if flow.before != Before::Text {
                flow.word = flow.at;
            }
            flow.before = Before::Text;
            flow.at += character.len_utf8();
        }
    }

    fn opening(&mut self, flow: &mut Flow<'_>, typed: char, bracket: char) {
        if flow.before == Before::Closed && !flow.open.is_empty() {
            self.edit(flow.place(0), ", ", Fault::NoComma(typed.to_string()));
        }
        let meant = if bracket == '{' { "{" } else { "[" };
        if typed != bracket {
            self.edit(flow.place(typed.len_utf8()), meant, Fault::Sign { typed: typed.to_string(), meant });
        }
        flow.open.push(Bracket { open: bracket, at: flow.start + flow.at, is_added: false, shape: flow.shape.take() });
        flow.before = Before::Nothing;
        flow.has_colon = false;
        flow.at += typed.len_utf8();
    }

    fn closing(&mut self, flow: &mut Flow<'_>, typed: char, bracket: char) {
        let Some(open) = flow.open.last() else {
            flow.at += typed.len_utf8();
            return;
        };
        let (partner, was_added) = (signs::partner(open.open), open.is_added);
        // A bracket of the one around it closes both.
        let outer = flow.open.len().checked_sub(2).map(|outer| signs::partner(flow.open[outer].open));
        if bracket != partner && outer == Some(bracket) && !was_added {
            self.edit(flow.place(0), partner.to_string(), Fault::Unclosed(open.open));
            flow.open.pop();
            return self.closing(flow, typed, bracket);
        }
        if typed != partner {
            let meant = if partner == '}' { "}" } else { "]" };
            self.edit(flow.place(typed.len_utf8()), meant, Fault::Sign { typed: typed.to_string(), meant });
        }
        flow.open.pop();
        flow.before = Before::Closed;
        flow.has_colon = true;
        flow.at += typed.len_utf8();
    }

    /// Whether a sign that people put between two things parts two here. If so, it is passed.
    fn is_comma(&mut self, flow: &mut Flow<'_>, typed: char) -> bool {
        let Some(open) = flow.open.last() else { return false };
        let behind = &flow.rest()[typed.len_utf8()..];
        let next = behind.trim_start();
        let place = flow.place(typed.len_utf8() + behind.len() - next.len());
        let fault = Fault::Sign { typed: typed.to_string(), meant: "," };
        if next.starts_with(|next: char| signs::closer(next).is_some()) {
            self.edit(place, "", Fault::Extra(typed.to_string()));
            flow.at += typed.len_utf8();
            return true;
        }
        let is_certain = if open.open == '{' {
            let key = key::split(next, key::Position::Anywhere, self.knows);
            if key.is_none_or(|key| key.known.is_none()) {
                return false;
            }
            true
        } else {
            let is_between = flow.before == Before::Closed
                || next.starts_with(|next: char| signs::opener(next).is_some() || matches!(next, '"' | '\'' | '“'));
            let is_of_words = matches!(open.shape, Some(Shape::Words | Shape::Mappings));
            if !is_between && !is_of_words && !matches!(typed, '，' | '﹐') {
                return false;
            }
            is_between || is_of_words
        };
        let length = place.end - flow.start - flow.at;
        if is_certain {
            self.edit(place, ", ", fault);
        } else {
            self.doubt(place, ", ", fault);
        }
        flow.next_entry(length);
        true
    }

    fn colon(&mut self, flow: &mut Flow<'_>, typed: char) {
        let length = typed.len_utf8();
        let behind = &flow.rest()[length..];
        let is_proper = typed == ':' && (behind.is_empty() || behind.starts_with([' ', ',']));
        let is_mapping = flow.open.last().is_some_and(|open| open.open == '{');
        let name = flow.text[flow.word.min(flow.at)..flow.at].trim();
        if is_mapping && !flow.has_colon && flow.before != Before::Nothing {
            let bare = name.trim_matches(['"', '\'']);
            let is_key = (self.knows)(bare).is_some()
                || is_proper
                || bare.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            if is_key && !behind.starts_with("//") {
                let blanks = behind.len() - behind.trim_start().len();
                if !is_proper {
                    let fault = if typed == ':' {
                        match behind[..blanks].chars().find(|&blank| signs::is_odd_blank(blank)) {
                            Some(blank) => Fault::Blank(blank),
                            None => Fault::NoBlank(":"),
                        }
                    } else {
                        Fault::Sign { typed: typed.to_string(), meant: ":" }
                    };
                    self.edit(flow.place(length + blanks), ": ", fault);
                }
                flow.shape = (self.knows)(bare).map(|known| known.shape);
                flow.has_colon = true;
                flow.before = Before::Nothing;
                flow.at += length + blanks;
                return;
            }
        } else if is_mapping && flow.has_colon && flow.before == Before::Text {
            // A key of the mapping stands in the value of the one before: the comma between them was left out.
            let at = name.rfind(char::is_whitespace);
            let word = at.map_or("", |at| name[at..].trim_start());
            if let Some(known) = (self.knows)(word).filter(|_| !word.is_empty()) {
                let from = flow.at - word.len() - (flow.text[..flow.at].len() - flow.text[..flow.at].trim_end().len());
                let before = flow.text[..from].trim_end().len();
                self.edits.push(super::Edit {
                    place: shifted(before..from, flow.start),
                    text: Some(", ".to_owned()),
                    fault: Fault::NoComma(known.word.to_owned()),
                    is_doubtful: false,
                    related: None,
                });
                flow.word = from;
                flow.has_colon = false;
                return self.colon(flow, typed);
            }
        }
        if flow.before != Before::Text {
            flow.word = flow.at;
        }
        flow.before = Before::Text;
        flow.at += length;
    }

    fn quoted_in_flow(&mut self, flow: &mut Flow<'_>, mark: char) {
        let sign = if mark == '"' { "\"" } else { "'" };
        let rest = flow.rest();
        flow.word = flow.at;
        if let Some(end) = closing(rest, mark) {
            flow.at += end;
        } else {
            let end = rest[1..].find(is_end_of_entry).map_or(rest.len(), |end| end + 1);
            let entry = rest[..end].trim_end();
            let last = entry.chars().next_back().filter(|last| entry.len() > 1 && signs::closes_quotation(*last));
            match last {
                Some(last) => {
                    let place = flow.at + entry.len() - last.len_utf8()..flow.at + entry.len();
                    let fault = Fault::Sign { typed: last.to_string(), meant: sign };
                    self.edit(shifted(place, flow.start), sign, fault);
                }
                None => {
                    let place = flow.start + flow.at + entry.len();
                    self.edit(place..place, sign, Fault::Unclosed(mark));
                }
            }
            flow.at += end;
        }
        flow.before = Before::Closed;
    }

    /// An entry between quotation marks of texts. Whether it is one.
    fn quotation_in_flow(&mut self, flow: &mut Flow<'_>) -> bool {
        let rest = flow.rest();
        let end = rest.find(is_end_of_entry).unwrap_or(rest.len());
        let entry = rest[..end].trim_end();
        let Some((first, inner, last)) = in_quotation(entry) else { return false };
        self.edit(flow.place(entry.len()), quote(inner), Fault::Quotation(format!("{first}{last}")));
        flow.word = flow.at;
        flow.at += entry.len();
        flow.before = Before::Closed;
        true
    }

    /// What stands behind the last bracket.
    fn behind(&mut self, flow: &Flow<'_>) {
        let rest = flow.rest();
        let rest = rest.find(" #").map_or(rest, |end| &rest[..end]);
        let signs = rest.trim();
        let is_needless = |sign: char| signs::is_punctuation(sign) || signs::closer(sign).is_some();
        if !signs.is_empty() && signs.chars().all(is_needless) {
            self.edit(flow.place(rest.len()), "", Fault::Extra(signs.to_owned()));
        }
    }

    /// The line ends inside of brackets: the next one goes on, or they were never closed.
    fn end_of_line(&mut self, line: usize, mut flow: Flow<'_>, column: usize) {
        let next = self.next_line(line);
        let is_over = flow.open.last().is_some_and(|open| open.is_added)
            || next.is_none_or(|next| {
                let text = self.lines[next].1;
                column_of(text) <= column || self.is_broken && text.trim_start().starts_with("- ")
            });
        if !is_over {
            self.carried = Carried::Brackets(flow.open, column);
            return;
        }
        let written = flow.text.trim_end();
        let kept = written.trim_end_matches([',', '，', '；', ';', '、', ' ']);
        let closers: String = flow.open.iter().rev().map(|bracket| signs::partner(bracket.open)).collect();
        let fault = flow.open.pop().map_or(Fault::Unclosed('['), |bracket| match bracket.is_added {
            true => Fault::NoBrackets(match closers.as_str() {
                "}" => "{}",
                "]" => "[]",
                _ => "[{}]",
            }),
            false => Fault::Unclosed(self.yaml[bracket.at..].chars().next().unwrap_or(bracket.open)),
        });
        self.edits.retain(|edit| edit.place.start < flow.start + kept.len());
        self.edit(flow.start + kept.len()..flow.start + written.len(), closers, fault);
    }
}

impl<'t> Flow<'t> {
    /// What is still to be read.
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// So many bytes from here on.
    fn place(&self, length: usize) -> Range<usize> {
        shifted(self.at..self.at + length, self.start)
    }

    fn next_entry(&mut self, length: usize) {
        self.at += length;
        self.before = Before::Nothing;
        self.has_colon = false;
    }
}

fn is_end_of_entry(sign: char) -> bool {
    matches!(sign, ',' | '，' | '；' | '、') || signs::closer(sign).is_some() || signs::is_wide_colon(sign)
}

/// A range that is `by` bytes further on.
fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
