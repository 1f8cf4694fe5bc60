//! What stands behind a key or a dash: a text, plain or in quotation marks, a block of lines, brackets.

use super::fault::Fault;
use super::quotes::{closing, in_quotation, quote, without_comment};
use super::{Bracket, Carried, Last, Slips, column_of, key, signs};
use crate::yaml::Shape;

impl Slips<'_> {
    /// Reads the value that begins at `at` of a line. `key` is where its key begins, `column` that of the mapping it is in.
    pub(super) fn value(&mut self, line: usize, at: usize, key: Option<usize>, shape: Option<Shape>, column: usize) {
        let (start, text) = self.lines[line];
        let rest = text[at - start..].trim_end();
        self.last = Last::Value;
        let Some(first) = rest.chars().next() else {
            self.last = Last::Opening(shape);
            return;
        };
        let is_list = matches!(shape, Some(Shape::Texts | Shape::Words | Shape::Mappings));
        match first {
            '#' if self.is_comment(line, rest, column) => self.last = Last::Opening(shape),
            '|' | '>' if rest[1..].chars().all(|sign| matches!(sign, '+' | '-' | '0'..='9')) => {
                self.carried = Carried::Block(column);
            }
            '"' | '\'' => self.quoted(line, at, rest, column),
            '[' | '{' if self.is_broken && shape == Some(Shape::Text) => self.plain(at, rest, shape),
            '{' | '｛' if matches!(shape, Some(Shape::Texts | Shape::Words)) => {
                let typed = Fault::Sign { typed: first.to_string(), meant: "[" };
                self.edit(at..at + first.len_utf8(), "[", typed);
                let open = Bracket { open: '[', at, is_added: false, shape };
                self.flow(line, at + first.len_utf8(), vec![open], column);
            }
            '【' | '〔' if !is_list => self.plain(at, rest, shape),
            '{' | '｛' if key.is_some() && shape == Some(Shape::Mappings) => {
                self.edit(at..at, "[", Fault::NoBrackets("[]"));
                self.flow(line, at, vec![Bracket::without_sign('[', at)], column);
            }
            _ if signs::opener(first).is_some() && !is_text_in_brackets(rest, first, shape) => {
                self.flow(line, at, Vec::new(), column);
            }
            _ if signs::opens_quotation(first) => self.quotation(at, rest, shape),
            '-' if is_list && rest[1..].starts_with(' ') && key.is_some() => {
                let behind = rest.len() - rest[1..].trim_start().len();
                self.edit(at..at + behind, "[", Fault::DashBehindKey);
                self.flow(line, at + behind, vec![Bracket::without_sign('[', at)], column);
            }
            _ if key.is_some() && matches!(shape, Some(Shape::Mapping | Shape::Mappings)) && self.is_unbraced(rest) => {
                let (brackets, pair) = if shape == Some(Shape::Mappings) { ("[{", "[{}]") } else { ("{", "{}") };
                self.edit(at..at, brackets, Fault::NoBrackets(pair));
                let open = brackets.chars().map(|open| Bracket::without_sign(open, at)).collect();
                self.flow(line, at, open, column);
            }
            _ => self.plain(at, rest, shape),
        }
    }

    /// Whether what begins with `#` behind a key is a comment: it begins with a blank, or what follows is the value.
    fn is_comment(&self, line: usize, rest: &str, column: usize) -> bool {
        let is_word = rest[1..].starts_with(|next: char| next.is_alphanumeric());
        let has_value = self.next_line(line).is_some_and(|next| column_of(self.lines[next].1) > column);
        !is_word || has_value
    }

    /// A value in quotation marks of YAML.
    fn quoted(&mut self, line: usize, at: usize, rest: &str, column: usize) {
        let (mark, sign) = if rest.starts_with('"') { ('"', "\"") } else { ('\'', "'") };
        if let Some(end) = closing(rest, mark) {
            let behind = without_comment(&rest[end..]);
            let signs = behind.trim();
            if signs.is_empty() {
                return;
            }
            let place = at + end..at + end + behind.len();
            if signs.chars().all(signs::is_punctuation) {
                return self.edit(place, "", Fault::Extra(signs.to_owned()));
            }
            let whole = &rest[..end + behind.len()];
            return self.edit(at..place.end, quote(whole), Fault::BehindQuotes);
        }
        let last = rest.chars().next_back().filter(|last| rest.len() > 1 && signs::closes_quotation(*last));
        if let Some(last) = last {
            let place = at + rest.len() - last.len_utf8()..at + rest.len();
            return self.edit(place, sign, Fault::Sign { typed: last.to_string(), meant: sign });
        }
        match self.closed_later(line, mark, column) {
            Some(end) => self.carried = Carried::Quoted(end),
            None => self.edit(at + rest.len()..at + rest.len(), sign, Fault::Unclosed(mark)),
        }
    }

    /// Where a later line closes a quotation mark. Lines of a text are further to the right than its mapping.
    fn closed_later(&self, line: usize, mark: char, column: usize) -> Option<usize> {
        for (start, text) in &self.lines[line + 1..] {
            if !text.trim().is_empty() && column_of(text) <= column {
                return None;
            }
            if let Some(end) = text.find(mark) {
                return Some(start + end + 1);
            }
        }
        None
    }

    /// A value in quotation marks of texts: those of YAML are meant where no sentence can stand.
    fn quotation(&mut self, at: usize, rest: &str, shape: Option<Shape>) {
        let Some((first, inner, last)) = in_quotation(rest) else { return self.plain(at, rest, shape) };
        let fault = Fault::Quotation(format!("{first}{last}"));
        let is_sentence = matches!(shape, None | Some(Shape::Text));
        if is_sentence && first != '＂' && !self.is_broken {
            self.doubt(at..at + rest.len(), quote(inner), fault);
        } else {
            self.edit(at..at + rest.len(), quote(inner), fault);
        }
    }

    /// A text without quotation marks.
    fn plain(&mut self, at: usize, rest: &str, shape: Option<Shape>) {
        let text = without_comment(rest).trim_end();
        let place = at..at + text.len();
        if matches!(shape, Some(Shape::Texts | Shape::Words | Shape::Mappings))
            && let Some(last) = text.chars().next_back().filter(|last| signs::closer(*last) == Some(']'))
            && !text.contains(|sign: char| signs::opener(sign).is_some())
        {
            self.edit(at..at, "[", Fault::Unopened(last));
            if last != ']' {
                let typed = Fault::Sign { typed: last.to_string(), meant: "]" };
                self.edit(place.end - last.len_utf8()..place.end, "]", typed);
            }
            return;
        }
        if !self.is_broken && !rest.starts_with(['#', '&', '!']) {
            return;
        }
        let Some(first) = text.chars().next().or_else(|| rest.chars().next()) else { return };
        let second = text[first.len_utf8().min(text.len())..].chars().next();
        let begins = match first {
            '@' | '`' | '%' | ',' | ']' | '}' | '|' | '>' => true,
            '[' | '{' => true,
            '*' | '&' | '!' => second.is_none_or(|second| !second.is_ascii_alphanumeric()),
            '-' | '?' | ':' => second.is_none_or(|second| second == ' '),
            '#' => true,
            _ => false,
        };
        if begins {
            let place = if first == '#' { at..at + rest.len() } else { place };
            return self.edit(place.clone(), quote(&self.yaml[place]), Fault::Begins(first));
        }
        if text.contains(": ") || text.ends_with(':') {
            self.edit(place, quote(text), Fault::Colon);
        }
    }

    /// Whether a text is a mapping in one line that lacks its braces: keys that the program knows, with commas between.
    pub(super) fn is_unbraced(&self, rest: &str) -> bool {
        if rest.starts_with(['"', '\'']) || rest.chars().next().is_some_and(|first| signs::opener(first).is_some()) {
            return false;
        }
        let is_entry = |piece: &str| {
            let key = key::split(piece.trim_start(), key::Position::Anywhere, self.knows);
            key.is_some_and(|key| key.known.is_some())
        };
        let mut pieces = rest.split([',', '，', '；', ';', '、']);
        pieces.next().is_some_and(is_entry) && pieces.any(is_entry)
    }
}

/// Whether a text that begins with a wide bracket is one that has more to say behind it, such as `【通知】办理`.
fn is_text_in_brackets(rest: &str, first: char, shape: Option<Shape>) -> bool {
    let is_text = matches!(shape, None | Some(Shape::Text));
    !first.is_ascii() && is_text && rest.chars().next_back().is_none_or(|last| signs::closer(last).is_none())
}
