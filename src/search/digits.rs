//! Numbers as visible ASCII (`docs/search-format.md`, 1.1): 91 digits that need no escape in a script.

/// First values of numbers of two, three and five digits.
const TWO: u32 = 46;
const THREE: u32 = 3140;
const FIVE: u32 = 85_950;

/// First digits of such numbers.
const LEAD_TWO: u32 = 46;
const LEAD_THREE: u32 = 80;
const LEAD_FIVE: u32 = 90;

/// The greatest number that can be written.
pub(super) const GREATEST: u32 = FIVE + 91 * 91 * 91 * 91 - 1;

/// Appends one digit, 0 to 90.
pub(super) fn put_digit(out: &mut String, value: u32) {
    debug_assert!(value < 91, "{value} is no digit");
    let code = if value < 57 { value + 35 } else { value + 36 };
    out.push(char::from_u32(code).unwrap_or('#'));
}

/// Appends a number.
pub(super) fn put(out: &mut String, value: u32) {
    let mut digits = |values: &[u32]| values.iter().for_each(|&digit| put_digit(out, digit));
    match value {
        0..TWO => digits(&[value]),
        TWO..THREE => digits(&[LEAD_TWO + (value - TWO) / 91, (value - TWO) % 91]),
        THREE..FIVE => {
            let rest = value - THREE;
            digits(&[LEAD_THREE + rest / 8281, rest / 91 % 91, rest % 91]);
        }
        FIVE.. => {
            let rest = value.min(GREATEST) - FIVE;
            digits(&[LEAD_FIVE, rest / 753_571, rest / 8281 % 91, rest / 91 % 91, rest % 91]);
        }
    }
}

/// Packs bits, six to a digit, lowest first.
pub(super) fn bits(bits: impl IntoIterator<Item = bool>) -> String {
    let mut out = String::new();
    let (mut value, mut filled) = (0, 0);
    for bit in bits {
        value |= u32::from(bit) << filled;
        filled += 1;
        if filled == 6 {
            put_digit(&mut out, value);
            (value, filled) = (0, 0);
        }
    }
    if filled > 0 {
        put_digit(&mut out, value);
    }
    out
}

/// Reads digits from a text that may be damaged: every step may find nothing.
pub(super) struct Digits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Digits<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// How many bytes are left; no list can be longer.
    pub(super) fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    pub(super) fn digit(&mut self) -> Option<u32> {
        let code = u32::from(*self.bytes.get(self.at)?);
        let value = match code {
            35..=91 => code - 35,
            93..=126 => code - 36,
            _ => return None,
        };
        self.at += 1;
        Some(value)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let first = self.digit()?;
        Some(match first {
            0..LEAD_TWO => first,
            LEAD_TWO..LEAD_THREE => TWO + (first - LEAD_TWO) * 91 + self.digit()?,
            LEAD_THREE..LEAD_FIVE => THREE + (first - LEAD_THREE) * 8281 + self.digit()? * 91 + self.digit()?,
            LEAD_FIVE.. => FIVE + self.digit()? * 753_571 + self.digit()? * 8281 + self.digit()? * 91 + self.digit()?,
        })
    }
}

/// Unpacks bits.
pub(super) fn unpack(text: &str) -> Option<Vec<bool>> {
    let mut digits = Digits::new(text);
    let mut bits = Vec::with_capacity(text.len() * 6);
    while !digits.is_at_end() {
        let value = digits.digit()?;
        bits.extend((0..6).map(|place| value >> place & 1 == 1));
    }
    Some(bits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;
    use proptest::prelude::*;

    fn written(value: u32) -> String {
        let mut out = String::new();
        put(&mut out, value);
        out
    }

    #[test]
    fn the_examples_of_the_format_hold() {
        let examples = [(0, "#"), (45, "P"), (46, "Q#"), (1000, "[O"), (3140, "t##")];
        for (value, text) in examples {
            assert_eq!(written(value), text);
        }
    }

    #[test]
    fn edges_are_kept() {
        for value in [0, 45, 46, 3139, 3140, 85_949, 85_950, GREATEST] {
            assert_eq!(Digits::new(&written(value)).number(), Some(value));
        }
        assert_eq!(Digits::new("\"").number(), None);
        assert_eq!(Digits::new("Q").number(), None);
    }

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn numbers_and_bits_come_back(values in proptest::collection::vec(0..=GREATEST, 0..50), flags in proptest::collection::vec(any::<bool>(), 0..50)) {
            let mut out = String::new();
            values.iter().for_each(|&value| put(&mut out, value));
            let mut digits = Digits::new(&out);
            for &value in &values {
                prop_assert_eq!(digits.number(), Some(value));
            }
            prop_assert!(digits.is_at_end());
            let back = unpack(&bits(flags.iter().copied())).unwrap();
            prop_assert_eq!(&back[..flags.len()], &flags[..]);
        }
    }
}
