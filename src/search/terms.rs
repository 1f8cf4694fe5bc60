//! Terms one after the other, each told by what it has not in common with the last (`docs/search-format.md`, 4.1).

use super::digits::{Digits, put};

/// Heads of terms that are too long, or have a tail, for the short form.
const LONG: u32 = 42;
const TAILED: u32 = 43;

/// The first Han character of the main block: what stands before it in the table are letters and digits.
const HAN: u32 = 0x4E00;
const SIGNS: u32 = 39;
const OTHERS: u32 = 2_000_000;

/// The longest term that is believed when read, in characters.
const LONGEST: u32 = 200;

/// The rest of a list that is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// Which `x/<i>` holds it.
    pub(super) file: u32,
    /// Units in the whole list.
    pub(super) df: u32,
}

/// Writes terms in rising order.
#[derive(Default)]
pub(super) struct TermWriter {
    previous: Vec<u32>,
}

impl TermWriter {
    /// Appends a term that is greater than the last.
    pub(super) fn put(&mut self, out: &mut String, term: &[u32], tail: Option<Tail>) {
        let shared = self.previous.iter().zip(term).take_while(|(a, b)| a == b).count();
        let (p, s) = (shared as u32, (term.len() - shared) as u32);
        match tail {
            Some(tail) => [TAILED, p, s, tail.file, tail.df].iter().for_each(|&number| put(out, number)),
            None if (1..=7).contains(&s) && p <= 5 => put(out, (s - 1) * 6 + p),
            None => [LONG, p, s].iter().for_each(|&number| put(out, number)),
        }
        for (place, &code) in term.iter().enumerate().skip(shared) {
            match self.previous.get(place).filter(|_| place == shared) {
                Some(previous) => put(out, code - previous - 1),
                None => put(out, absolute(code)),
            }
        }
        self.previous.clear();
        self.previous.extend(term);
    }
}

/// Reads terms.
#[derive(Default)]
pub(super) struct TermReader {
    previous: Vec<u32>,
}

impl TermReader {
    /// The next term; `None` if the text is damaged.
    pub(super) fn next(&mut self, digits: &mut Digits<'_>) -> Option<(&[u32], Option<Tail>)> {
        let head = digits.number()?;
        let (p, s, tail) = match head {
            0..LONG => (head % 6, head / 6 + 1, None),
            LONG => (digits.number()?, digits.number()?, None),
            TAILED => {
                let (p, s) = (digits.number()?, digits.number()?);
                (p, s, Some(Tail { file: digits.number()?, df: digits.number()? }))
            }
            _ => return None,
        };
        if p as usize > self.previous.len() || s == 0 || s > LONGEST {
            return None;
        }
        let greater = self.previous.get(p as usize).copied();
        self.previous.truncate(p as usize);
        for place in 0..s {
            let number = digits.number()?;
            let code = match greater.filter(|_| place == 0) {
                Some(previous) => previous + number + 1,
                None => relative(number)?,
            };
            self.previous.push(code);
        }
        Some((&self.previous, tail))
    }
}

/// A code point by the table that gives ordinary ones short numbers.
pub(super) fn absolute(code: u32) -> u32 {
    match char::from_u32(code) {
        Some(letter @ 'a'..='z') => u32::from(letter) - u32::from('a'),
        Some(digit @ '0'..='9') => u32::from(digit) - u32::from('0') + 26,
        Some('.') => 36,
        Some('-') => 37,
        Some('_') => 38,
        _ if code >= HAN => code - HAN + SIGNS,
        _ => OTHERS + code,
    }
}

/// The code point of a number of the table.
pub(super) fn relative(number: u32) -> Option<u32> {
    let code = match number {
        0..26 => u32::from('a') + number,
        26..36 => u32::from('0') + number - 26,
        36 => u32::from('.'),
        37 => u32::from('-'),
        38 => u32::from('_'),
        SIGNS..OTHERS => HAN + number - SIGNS,
        OTHERS.. => number - OTHERS,
    };
    char::from_u32(code).map(u32::from)
}

/// The code points of a text.
pub(super) fn codes(text: &str) -> Vec<u32> {
    text.chars().map(u32::from).collect()
}
