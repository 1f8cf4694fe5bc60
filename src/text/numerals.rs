//! Chinese numerals, as numbers of provisions have them: `二十一`, `一百零三`, `二〇二二`.

/// Whether a character is a numeral.
pub fn is_numeral(character: char) -> bool {
    numeral(character).is_some()
}

/// The value of a number; nothing where a character is no numeral, or there is none.
pub fn value(number: &[char]) -> Option<u64> {
    let numerals: Vec<Numeral> = number.iter().map(|&character| numeral(character)).collect::<Option<_>>()?;
    if numerals.is_empty() {
        return None;
    }
    let is_counted = numerals.iter().any(|numeral| matches!(numeral, Numeral::Unit(_)));
    let (mut sum, mut digit) = (0_u64, None);
    for numeral in &numerals {
        match *numeral {
            Numeral::Digit(value) if is_counted => digit = Some(value),
            Numeral::Digit(value) => sum = sum.saturating_mul(10).saturating_add(value),
            Numeral::Unit(unit) => sum = sum.saturating_add(digit.take().unwrap_or(1) * unit),
        }
    }
    Some(sum.saturating_add(digit.unwrap_or(0)))
}

/// A number below ten thousand in the words of a document: 21 as `二十一`, 103 as `一百零三`. Digits beyond.
pub fn write(number: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if number == 0 || number > 9_999 {
        return number.to_string();
    }
    let mut text = String::new();
    let mut skipped = false;
    for (value, unit) in [(1_000, Some('千')), (100, Some('百')), (10, Some('十')), (1, None)] {
        let digit = DIGITS[(number / value % 10) as usize];
        if digit == '零' {
            skipped = true;
            continue;
        }
        if std::mem::take(&mut skipped) && !text.is_empty() {
            text.push('零');
        }
        // Ten to nineteen begin with the unit.
        if !(text.is_empty() && unit == Some('十') && digit == '一') {
            text.push(digit);
        }
        text.extend(unit);
    }
    text
}

enum Numeral {
    Digit(u64),
    Unit(u64),
}

fn numeral(character: char) -> Option<Numeral> {
    Some(match character {
        '〇' | '零' => Numeral::Digit(0),
        '一' => Numeral::Digit(1),
        '二' | '两' => Numeral::Digit(2),
        '三' => Numeral::Digit(3),
        '四' => Numeral::Digit(4),
        '五' => Numeral::Digit(5),
        '六' => Numeral::Digit(6),
        '七' => Numeral::Digit(7),
        '八' => Numeral::Digit(8),
        '九' => Numeral::Digit(9),
        '十' => Numeral::Unit(10),
        '百' => Numeral::Unit(100),
        '千' => Numeral::Unit(1_000),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_they_are_written() {
        for (number, text) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (21, "二十一"),
            (100, "一百"),
            (103, "一百零三"),
            (110, "一百一十"),
            (1_005, "一千零五"),
            (1_010, "一千零一十"),
            (1_260, "一千二百六十"),
        ] {
            assert_eq!(write(number), text);
        }
        for number in 1..10_000 {
            let text: Vec<char> = write(number).chars().collect();
            assert_eq!(value(&text), Some(number));
        }
        assert_eq!(value(&['二', '〇', '二', '二']), Some(2_022));
        assert_eq!(value(&['甲']), None);
        assert_eq!(value(&[]), None);
    }
}
