//! Names of files by what is in them (`docs/search-format.md`, 1.2).

use std::collections::{HashMap, HashSet};
use std::fmt;

use sha2::{Digest, Sha256};

use super::digits::{Digits, put_digit};

/// Digits of a name in data, and their base.
const DIGITS: u32 = 6;
const BASE: u64 = 91;

/// Characters of a name in the name of a file, and their base.
const CHARACTERS: usize = 8;
const RADIX: u32 = 36;

/// A number below 91^6, of which no two files of a kind have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Name(u64);

impl Name {
    fn of(hash: &Hash) -> Self {
        let number = hash.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte));
        Self(number % BASE.pow(DIGITS))
    }

    /// Appends its digits.
    pub(super) fn put(self, out: &mut String) {
        (0..DIGITS).rev().for_each(|place| put_digit(out, (self.0 / BASE.pow(place) % BASE) as u32));
    }

    /// Reads a string of names one after the other; `None` if it is damaged.
    pub(super) fn read(text: &str) -> Option<Vec<Self>> {
        let mut digits = Digits::new(text);
        let mut names = Vec::new();
        while !digits.is_at_end() {
            let mut number = 0;
            for _ in 0..DIGITS {
                number = number * BASE + u64::from(digits.digit()?);
            }
            names.push(Self(number));
        }
        Some(names)
    }

    /// What `Display` writes, read; `None` if it is something else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let number = u64::from_str_radix(text, RADIX).ok()?;
        let name = Self(number);
        (number < BASE.pow(DIGITS) && name.to_string() == text).then_some(name)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        let mut text = ['0'; CHARACTERS];
        for character in text.iter_mut().rev() {
            *character = char::from_digit((rest % u64::from(RADIX)) as u32, RADIX).unwrap_or('0');
            rest /= u64::from(RADIX);
        }
        text.iter().try_for_each(|character| write!(f, "{character}"))
    }
}

/// Gives the files of one kind their names, in their order.
#[derive(Default)]
pub(super) struct Namer {
    taken: HashSet<Name>,
    /// The last hash of those that began with a name: a text of many equal stretches would be hashed from the beginning for
    /// each of them.
    last: HashMap<Name, Hash>,
}

type Hash = sha2::digest::Output<Sha256>;

impl Namer {
    /// The name of a file with this content. Where another file has it, which with few files hardly happens but with the same
    /// content always does, the hash is hashed again.
    pub(super) fn name(&mut self, content: &[u8]) -> Name {
        let first = Sha256::digest(content);
        if self.taken.insert(Name::of(&first)) {
            return Name::of(&first);
        }
        let last = self.last.entry(Name::of(&first)).or_insert(first);
        loop {
            *last = Sha256::digest(*last);
            if self.taken.insert(Name::of(last)) {
                return Name::of(last);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: Name) -> (String, String) {
        let mut digits = String::new();
        name.put(&mut digits);
        (digits, name.to_string())
    }

    #[test]
    fn the_examples_of_the_format_hold() {
        for (number, digits, text) in
            [(0, "######", "00000000"), (1, "#####$", "00000001"), (567_869_252_040, "~~~~~~", "78viov60")]
        {
            assert_eq!(shown(Name(number)), (digits.to_owned(), text.to_owned()));
            assert_eq!(Name::parse(text), Some(Name(number)));
            assert_eq!(Name::read(&digits.repeat(2)).unwrap(), [Name(number), Name(number)]);
        }
        for text in ["78viov61", "0", "0000000A", "+0000000", "000000000"] {
            assert_eq!(Name::parse(text), None, "{text}");
        }
        assert_eq!(Name::read("####"), None);
    }

    #[test]
    fn the_same_content_twice_has_two_names() {
        let mut namer = Namer::default();
        let names = [namer.name(b"a"), namer.name(b"a"), namer.name(b"b")];
        assert!(names[0] != names[1] && names[1] != names[2] && names[0] != names[2]);
        assert_eq!(Namer::default().name(b"a"), names[0]);
    }
}
