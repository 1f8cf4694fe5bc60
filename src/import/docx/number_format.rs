//! How a number is written (ECMA-376-1, 17.18.59, `ST_NumberFormat`).

/// The format of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// One that is known.
    Known(Numeral),
    /// Another, written in decimals.
    Unknown,
}

/// Formats that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    /// `1`
    Decimal,
    /// `01`, to this many digits.
    Padded(usize),
    /// `１`
    Wide,
    /// `i`
    LowerRoman,
    /// `I`
    UpperRoman,
    /// `a`, `z`, `aa`
    LowerLetter,
    /// `A`
    UpperLetter,
    /// `一`, `十`, `二十一`
    Han,
    /// `一〇`: digit by digit.
    HanDigits,
    /// `壹`
    HanLegal,
    /// `①`
    Circled,
    /// `⑴`
    Bracketed,
    /// `⒈`
    Stopped,
    /// `㈠`
    HanBracketed,
    /// `甲`
    Stem,
    /// `子`
    Branch,
    /// `- 1 -`
    Dashed,
    /// A bullet, which counts nothing.
    Bullet,
    /// Nothing.
    None,
}

impl NumberFormat {
    /// The format of a word, with the pattern that a custom one has.
    pub(super) fn of(word: &str, pattern: Option<&str>) -> Self {
        let known = match word {
            "decimal" | "decimalHalfWidth" => Numeral::Decimal,
            "decimalZero" => Numeral::Padded(2),
            "custom" => match pattern.map(|pattern| pattern.split(',').next().unwrap_or_default().len()) {
                Some(digits @ 2..=5) => Numeral::Padded(digits),
                _ => return Self::Unknown,
            },
            "decimalFullWidth" | "decimalFullWidth2" => Numeral::Wide,
            "lowerRoman" => Numeral::LowerRoman,
            "upperRoman" => Numeral::UpperRoman,
            "lowerLetter" => Numeral::LowerLetter,
            "upperLetter" => Numeral::UpperLetter,
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand" => Numeral::Han,
            "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => Numeral::HanDigits,
            "chineseLegalSimplified" => Numeral::HanLegal,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Numeral::Circled,
            "decimalEnclosedParen" => Numeral::Bracketed,
            "decimalEnclosedFullstop" => Numeral::Stopped,
            "ideographEnclosedCircle" => Numeral::HanBracketed,
            "ideographTraditional" => Numeral::Stem,
            "ideographZodiac" => Numeral::Branch,
            "numberInDash" => Numeral::Dashed,
            "bullet" => Numeral::Bullet,
            "none" => Numeral::None,
            _ => return Self::Unknown,
        };
        Self::Known(known)
    }

    /// A number in this format.
    pub(super) fn write(self, value: u32) -> String {
        let Self::Known(numeral) = self else { return value.to_string() };
        let from = |first: char, last: u32| sign(first, last, value);
        match numeral {
            Numeral::Decimal => value.to_string(),
            Numeral::Padded(digits) => format!("{value:0digits$}"),
            Numeral::Wide => value.to_string().chars().map(wide).collect(),
            Numeral::LowerRoman => roman(value).to_lowercase(),
            Numeral::UpperRoman => roman(value),
            Numeral::LowerLetter => letters(value, b'a'),
            Numeral::UpperLetter => letters(value, b'A'),
            Numeral::Han => han(value, ["", "十", "百", "千"], DIGITS, true),
            Numeral::HanDigits => value.to_string().chars().map(|own| digit(own, "〇一二三四五六七八九")).collect(),
            Numeral::HanLegal => han(value, ["", "拾", "佰", "仟"], "零壹贰叁肆伍陆柒捌玖", false),
            Numeral::Circled => from('①', 20),
            Numeral::Bracketed => from('⑴', 20),
            Numeral::Stopped => from('⒈', 20),
            Numeral::HanBracketed => from('㈠', 10),
            Numeral::Stem => listed("甲乙丙丁戊己庚辛壬癸", value),
            Numeral::Branch => listed("子丑寅卯辰巳午未申酉戌亥", value),
            Numeral::Dashed => format!("- {value} -"),
            Numeral::Bullet | Numeral::None => String::new(),
        }
    }
}

const DIGITS: &str = "零一二三四五六七八九";

/// A sign that holds a number; beyond the last one the number in decimals, as Word writes it.
fn sign(first: char, last: u32, value: u32) -> String {
    let own = (1..=last).contains(&value).then(|| char::from_u32(u32::from(first) + value - 1)).flatten();
    own.map_or_else(|| value.to_string(), String::from)
}

fn listed(all: &str, value: u32) -> String {
    let own = (value as usize).checked_sub(1).and_then(|at| all.chars().nth(at));
    own.map_or_else(|| value.to_string(), String::from)
}

fn wide(own: char) -> char {
    own.to_digit(10).and_then(|value| char::from_u32(u32::from('０') + value)).unwrap_or(own)
}

fn digit(own: char, digits: &str) -> char {
    own.to_digit(10).and_then(|value| digits.chars().nth(value as usize)).unwrap_or(own)
}

/// `a` to `z`, then `aa`, `bb` (17.18.59, `lowerLetter`).
fn letters(value: u32, first: u8) -> String {
    let Some(value) = value.checked_sub(1) else { return String::new() };
    let letter = char::from(first + u8::try_from(value % 26).unwrap_or(0));
    std::iter::repeat_n(letter, (value / 26 + 1).min(40) as usize).collect()
}

fn roman(mut value: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if value >= 32_768 {
        return value.to_string();
    }
    let mut text = String::new();
    for (own, sign) in SIGNS {
        while value >= own {
            text.push_str(sign);
            value -= own;
        }
    }
    text
}

/// A number below ten thousand in Chinese; `十一` without the leading `一` where that is how one counts.
fn han(value: u32, places: [&str; 4], digits: &str, is_counting: bool) -> String {
    if value == 0 || value > 9_999 {
        return value.to_string().chars().map(|own| digit(own, digits)).collect();
    }
    let own: Vec<char> = value.to_string().chars().collect();
    let (mut text, mut has_gap) = (String::new(), false);
    for (at, &number) in own.iter().enumerate() {
        if number == '0' {
            has_gap = true;
            continue;
        }
        if has_gap && !text.is_empty() {
            text.push(digit('0', digits));
        }
        has_gap = false;
        let place = own.len() - 1 - at;
        let is_bare_ten = is_counting && text.is_empty() && place == 1 && number == '1';
        if !is_bare_ten {
            text.push(digit(number, digits));
        }
        text.push_str(places[place]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_does() {
        for (format, value, text) in [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("decimalFullWidth", 12, "１２"),
            ("lowerRoman", 4, "iv"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerLetter", 26, "z"),
            ("lowerLetter", 28, "bb"),
            ("upperLetter", 1, "A"),
            ("chineseCountingThousand", 10, "十"),
            ("chineseCountingThousand", 11, "十一"),
            ("chineseCountingThousand", 21, "二十一"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCounting", 20, "二十"),
            ("japaneseCounting", 3, "三"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("decimalEnclosedCircle", 3, "③"),
            ("decimalEnclosedCircleChinese", 21, "21"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("ideographEnclosedCircle", 2, "㈡"),
            ("ideographTraditional", 1, "甲"),
            ("ideographZodiac", 12, "亥"),
            ("numberInDash", 5, "- 5 -"),
            ("none", 5, ""),
        ] {
            assert_eq!(NumberFormat::of(format, None).write(value), text, "{format} {value}");
        }
        assert_eq!(NumberFormat::of("custom", Some("001, 002, 003, ...")).write(7), "007");
        assert_eq!(NumberFormat::of("hebrew1", None), NumberFormat::Unknown);
    }
}
