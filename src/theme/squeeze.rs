//! Makes scripts small without changing what they do: comments and blanks go, names of their own become short. Styles lose
//! their comments.
//!
//! The names are those the script declares. One name gets one short name everywhere, whatever its context, so nothing that
//! was told apart becomes the same and no context has to be known. Names of members (`x.text`, `{text: 1}`) stay. What the
//! small reader here does not know (templates, shorthand and destructuring) it does not touch: then the script stays as
//! it is. No crate does this without bringing a whole compiler.

use std::collections::{BTreeMap, BTreeSet};

/// A piece of a script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// A name or keyword.
    Word(&'a str),
    /// A string, number or regular expression.
    Literal(&'a str),
    /// Signs.
    Sign(&'a str),
    /// The end of a line, which may end a statement.
    Line,
}

/// A script made small, and what became of the names it declares.
pub(super) struct Squeezed {
    pub(super) script: String,
    pub(super) names: BTreeMap<String, String>,
}

impl Squeezed {
    /// What a name of the script is called in it now.
    pub(super) fn name<'a>(&'a self, name: &'a str) -> &'a str {
        self.names.get(name).map_or(name, String::as_str)
    }
}

/// Squeezes a script, in which the names `given` are known from elsewhere and may be shortened too.
pub(super) fn squeeze(script: &str, given: &BTreeSet<&str>) -> Squeezed {
    let squeezed = tokens(script).and_then(|tokens| {
        let names = short_names(&tokens, given)?;
        Some(Squeezed { script: written(&tokens, &names), names })
    });
    squeezed.unwrap_or_else(|| Squeezed { script: script.to_owned(), names: BTreeMap::new() })
}

/// Words of the language before which no value stands, so that `/` begins a regular expression.
const BEFORE_VALUE: [&str; 9] = ["return", "typeof", "case", "in", "of", "new", "delete", "void", "throw"];

const KEYWORDS: &str = "break case catch class const continue debugger default delete do else export extends finally for \
    function if import in instanceof new return super switch this throw try typeof var void while with yield let static \
    enum await null true false undefined arguments of get set async";

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

/// Cuts a script; `None` where it holds what is not understood.
fn tokens(script: &str) -> Option<Vec<Token<'_>>> {
    let bytes = script.as_bytes();
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &script[at..];
        let length = match byte {
            b'\n' => 1,
            b' ' | b'\t' | b'\r' => {
                at += 1;
                continue;
            }
            b'`' => return None,
            b'/' if rest.starts_with("//") => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            b'/' if rest.starts_with("/*") => {
                at += rest.find("*/")? + 2;
                continue;
            }
            b'/' if begins_value(&tokens) => regular_expression(rest)?,
            b'\'' | b'"' => string(rest, byte)?,
            _ if is_of_name(byte) => rest.bytes().take_while(|&byte| is_of_name(byte)).count(),
            _ => [
                "=>", "...", "===", "!==", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "*=", ">>", "<<",
            ]
            .iter()
            .find(|sign| rest.starts_with(**sign))
            .map_or(1, |sign| sign.len()),
        };
        let text = &rest[..length];
        tokens.push(match byte {
            b'\n' => Token::Line,
            b'\'' | b'"' | b'0'..=b'9' => Token::Literal(text),
            b'/' if length > 1 => Token::Literal(text),
            _ if is_of_name(byte) => Token::Word(text),
            _ => Token::Sign(text),
        });
        at += length;
    }
    Some(tokens)
}

fn begins_value(tokens: &[Token<'_>]) -> bool {
    match tokens.iter().rev().find(|token| **token != Token::Line) {
        Some(Token::Word(word)) => BEFORE_VALUE.contains(word),
        Some(Token::Literal(_)) => false,
        Some(Token::Sign(sign)) => !matches!(*sign, ")" | "]" | "}"),
        _ => true,
    }
}

fn string(rest: &str, quote: u8) -> Option<usize> {
    let mut escaped = false;
    let end = rest.bytes().skip(1).position(|byte| {
        let ends = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some(end + 2)
}

fn regular_expression(rest: &str) -> Option<usize> {
    let (mut escaped, mut in_class) = (false, false);
    let end = rest.bytes().skip(1).position(|byte| {
        let ends = byte == b'/' && !escaped && !in_class;
        in_class = !escaped && (byte == b'[' || (in_class && byte != b']')) || (escaped && in_class);
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    let flags = rest[end + 2..].bytes().take_while(|&byte| is_of_name(byte)).count();
    Some(end + 2 + flags)
}

/// A short name for each name that the script declares or is given; `None` where it is written in a way not known here.
fn short_names(tokens: &[Token<'_>], given: &BTreeSet<&str>) -> Option<BTreeMap<String, String>> {
    let solid: Vec<Token<'_>> = tokens.iter().copied().filter(|token| *token != Token::Line).collect();
    let mut own: BTreeSet<&str> = given.clone();
    let mut braces: Vec<&str> = Vec::new();
    for (index, token) in solid.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| solid[before]);
        let after = solid.get(index + 1).copied();
        match token {
            Token::Sign(sign @ ("(" | "[" | "{")) => {
                braces.push(sign);
                if *sign == "(" && is_parameters(&solid, index) {
                    own.extend(parameters(&solid[index + 1..])?);
                }
                if matches!(before, Some(Token::Word("const" | "let" | "var"))) {
                    return None;
                }
            }
            Token::Sign(")" | "]" | "}") => {
                braces.pop();
            }
            Token::Sign("...") => return None,
            Token::Word(word) => {
                let declares = matches!(before, Some(Token::Word("function" | "class" | "const" | "let" | "var")));
                if declares {
                    own.insert(word);
                }
                let opens = matches!(before, Some(Token::Sign("{" | ",")));
                let closes = matches!(after, Some(Token::Sign("," | "}")));
                if braces.last() == Some(&"{") && opens && closes {
                    return None;
                }
                // `x => …`: parameters stand in brackets here.
                if after == Some(Token::Sign("=>")) {
                    return None;
                }
            }
            _ => {}
        }
    }
    let keywords: BTreeSet<&str> = KEYWORDS.split_whitespace().collect();
    own.retain(|name| !keywords.contains(name));
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kept: BTreeSet<&str> = keywords;
    for (index, token) in solid.iter().enumerate() {
        let Token::Word(word) = token else { continue };
        if own.contains(word) && !is_member(&solid, index) {
            *used.entry(word).or_insert(0) += 1;
        } else {
            kept.insert(word);
        }
    }
    // The more often a name stands, the shorter it becomes.
    let mut ranked: Vec<(&str, usize)> = used.into_iter().collect();
    ranked.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    let mut free = (0..).map(short).filter(|short| !kept.contains(short.as_str()));
    Some(ranked.into_iter().filter_map(|(name, _)| Some((name.to_owned(), free.next()?))).collect())
}

/// a, b, … z, A, … Z, aa, ab….
fn short(index: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let last = char::from(LETTERS[index % 52]);
    if index < 52 { last.to_string() } else { format!("{}{last}", short(index / 52 - 1)) }
}

/// Whether the bracket at `open` holds parameters: of a function, a method, an arrow or `catch`.
fn is_parameters(solid: &[Token<'_>], open: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| solid.get(at)).copied();
    let (before, earlier) = (word(open.checked_sub(1)), word(open.checked_sub(2)));
    // `promise.catch(…)` is a call.
    let is_catch = before == Some(Token::Word("catch")) && earlier != Some(Token::Sign("."));
    if is_catch || before == Some(Token::Word("function")) || earlier == Some(Token::Word("function")) {
        return true;
    }
    let Some(close) = closing(solid, open) else { return false };
    solid.get(close + 1) == Some(&Token::Sign("=>")) || is_method(solid, open)
}

/// Whether a name and the bracket at `open` begin a method: `name (…) {`.
fn is_method(solid: &[Token<'_>], open: usize) -> bool {
    let Some(Token::Word(name)) = open.checked_sub(1).map(|at| solid[at]) else { return false };
    let is_statement = matches!(name, "if" | "for" | "while" | "switch" | "catch" | "function");
    let after_function = open.checked_sub(2).is_some_and(|at| solid[at] == Token::Word("function"));
    let body = closing(solid, open).is_some_and(|close| solid.get(close + 1) == Some(&Token::Sign("{")));
    body && !is_statement && !after_function
}

fn closing(solid: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, token) in solid.iter().enumerate().skip(open) {
        match token {
            Token::Sign("(" | "[" | "{") => depth += 1,
            Token::Sign(")" | "]" | "}") => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

/// Plain names up to the closing bracket.
fn parameters<'a>(solid: &[Token<'a>]) -> Option<Vec<&'a str>> {
    let mut names = Vec::new();
    for token in solid {
        match token {
            Token::Word(name) => names.push(*name),
            Token::Sign(",") => {}
            Token::Sign(")") => return Some(names),
            _ => return None,
        }
    }
    None
}

/// Whether the word at `index` names a member: behind a point, before a colon of an object, or a method.
fn is_member(solid: &[Token<'_>], index: usize) -> bool {
    let before = index.checked_sub(1).map(|before| solid[before]);
    let is_key = matches!(before, Some(Token::Sign("{" | ","))) && solid.get(index + 1) == Some(&Token::Sign(":"));
    let is_defined = solid.get(index + 1) == Some(&Token::Sign("(")) && is_method(solid, index + 1);
    before == Some(Token::Sign(".")) || is_key || is_defined
}

fn written(tokens: &[Token<'_>], names: &BTreeMap<String, String>) -> String {
    let solid: Vec<Token<'_>> = tokens.iter().copied().filter(|token| *token != Token::Line).collect();
    let mut written = String::new();
    let mut index = 0;
    let mut has_line = false;
    for token in tokens {
        if *token == Token::Line {
            has_line = true;
            continue;
        }
        let text = match token {
            Token::Word(word) if !is_member(&solid, index) => names.get(*word).map_or(*word, String::as_str),
            Token::Word(text) | Token::Literal(text) | Token::Sign(text) => text,
            Token::Line => "",
        };
        let last = written.as_bytes().last().copied();
        let first = text.as_bytes().first().copied();
        let is_open = matches!(last, None | Some(b'{' | b'(' | b'[' | b';' | b','))
            || matches!(first, Some(b'}' | b')' | b']' | b'.'));
        let touches = |byte: Option<u8>| byte.is_some_and(is_of_name);
        let is_doubled = last == first && matches!(first, Some(b'+' | b'-'));
        if has_line && !is_open {
            written.push('\n');
        } else if (touches(last) && touches(first)) || is_doubled {
            written.push(' ');
        }
        written.push_str(text);
        has_line = false;
        index += 1;
    }
    written.push('\n');
    written
}

/// Comments in styles speak to theme authors and weigh on every first visit. Strings are left alone.
pub(super) fn strip_comments(style: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(style.len());
    let mut quote: Option<u8> = None;
    let mut rest = style;
    while let Some((&byte, after)) = rest.split_first() {
        if quote.is_none() && rest.starts_with(b"/*") {
            let end = rest.windows(2).position(|pair| pair == b"*/").map_or(rest.len(), |end| end + 2);
            rest = &rest[end..];
            continue;
        }
        match quote {
            Some(open) if open == byte => quote = None,
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            _ => {}
        }
        // Blank lines and indentation go with the comments.
        let blank = matches!(byte, b'\n' | b' ' | b'\t') && quote.is_none() && out.last() == Some(&b'\n');
        if !blank {
            out.push(byte);
        }
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squeezed(script: &str) -> String {
        squeeze(script, &BTreeSet::new()).script
    }

    #[test]
    fn own_names_become_short_and_others_stay() {
        let script = "/** Why. */\nfunction count(words) {\n  // More.\n  const total = words.length;\n  return total ? { words: words, total: 2 } : document.total;\n}\n";
        assert_eq!(squeezed(script), "function c(a){const b=a.length;return b?{words:a,total:2}:document.total;}\n");
    }

    #[test]
    fn strings_and_regular_expressions_stay() {
        let script = "const word = a / b;\nconst other = /[/'\"\\]]word/g.test('it\\'s // word') ? word : 1;\n";
        assert_eq!(squeezed(script), "const c=a/b;const d=/[/'\"\\]]word/g.test('it\\'s // word')?c:1;\n");
    }

    #[test]
    fn methods_and_arrows() {
        let script = "class Reader {\n  digit(place) { return this.at + place; }\n}\nconst digit = (x, y) => x + +y;\n";
        assert_eq!(squeezed(script), "class d{digit(a){return this.at+a;}}\nconst e=(b,c)=>b+ +c;\n");
    }

    #[test]
    fn what_is_not_known_stays_as_it_is() {
        for script in ["const {a} = b;\n", "f({a, b});\n", "const a = `${b}`;\n", "f(...a);\n", "x => x;\n"] {
            assert_eq!(squeezed(script), script);
        }
    }

    #[test]
    fn comments_go_and_strings_stay() {
        let style = b"/* why */\na {\n  content: \"/* not */\";\n}\n";
        assert_eq!(String::from_utf8(strip_comments(style)).unwrap(), "\na {\ncontent: \"/* not */\";\n}\n");
    }
}
