//! Half-width punctuation between Chinese characters, and full-width digits.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element};
use crate::source::{Location, Source, Span};
use crate::text::{bytes, cjk};
use crate::words;

/// The rule (GB/T 15834—2011, 5.1; GB/T 15835—2011).
pub(crate) static RULE: Rule = Rule {
    id: "half-width",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "汉字之间用全角标点，数字用半角：这样排出来才整齐，也才搜得到。",
        "Between Chinese characters punctuation is full-width, and digits are half-width: so lines are even and words are \
         found.",
    ),
    wrong: "登记,转办,第３日答复。",
    right: "登记，转办，第3日答复。",
};

const HALF: &[u8; 5] = b",;:?!";
const FULL: &str = "，；：？！";

/// Checks the running text of a body.
pub(in crate::parse) fn check(source: &Source, body: &Body, found: &mut Vec<Diagnostic>) {
    let mut before = None;
    for node in &body.nodes {
        let in_code = matches!(before, Some(&Content::Open(Element::CodeBlock(_) | Element::External(_))));
        if let (Content::Text(text), false) = (&node.content, in_code)
            && may_be_wrong(text)
        {
            check_text(source, node.span, text, found);
        }
        before = Some(&node.content);
    }
}

/// Whether there is half-width punctuation, or the last two bytes of a full-width digit.
fn may_be_wrong(text: &str) -> bool {
    bytes::any_of(text, HALF)
        || bytes::any_pair(text, |first, second| (first == 0xBC) & (second.wrapping_sub(0x90) <= 9))
}

/// Whether a character is one of [`HALF`].
fn is_sign(character: char) -> bool {
    HALF.iter().any(|&sign| char::from(sign) == character)
}

fn is_wide_digit(character: char) -> bool {
    matches!(character, '０'..='９')
}

fn check_text(source: &Source, span: Span, text: &str, found: &mut Vec<Diagnostic>) {
    // What is not written as it is shown cannot be pointed at.
    if source.text[span.range()] != *text {
        return;
    }
    let signs = text.char_indices().filter(|(_, character)| is_wide_digit(*character) || is_sign(*character));
    let mut behind = 0;
    for (offset, character) in signs {
        if is_wide_digit(character) {
            // A number is one finding, whatever its length.
            if offset >= behind {
                behind = offset + report_number(source, span, &text[offset..], offset, found);
            }
            continue;
        }
        let rest = &text[offset + character.len_utf8()..];
        let between = || {
            let han = |side: Option<char>| side.is_some_and(cjk::is_han);
            han(text[..offset].chars().next_back()) && han(rest.trim_start_matches(' ').chars().next())
        };
        let place = HALF.iter().position(|&sign| char::from(sign) == character).filter(|_| between());
        let right = place.and_then(|at| FULL.chars().nth(at));
        if let Some(right) = right {
            let start = span.start as usize + offset;
            let location = Location::new(&source.path, Span::new(start, start + character.len_utf8()));
            let words = words!("这里的“{character}”应当是“{right}”", "`{character}` should be `{right}` here");
            found.push(Diagnostic::new(&RULE, location, words).with_fix(right));
        }
    }
}

/// Reports a number in full width that `rest` of a text begins with; how many bytes it has.
fn report_number(source: &Source, span: Span, rest: &str, offset: usize, found: &mut Vec<Diagnostic>) -> usize {
    let length = rest.len() - rest.trim_start_matches(is_wide_digit).len();
    let written = &rest[..length];
    let digit = |character: char| char::from_digit(u32::from(character) - u32::from('０'), 10);
    let right: String = written.chars().filter_map(digit).collect();
    let start = span.range().start + offset;
    let location = Location::new(&source.path, Span::new(start, start + length));
    let words = words!("这里的“{written}”应当是“{right}”", "`{written}` should be `{right}` here");
    found.push(Diagnostic::new(&RULE, location, words).with_fix(right));
    length
}
