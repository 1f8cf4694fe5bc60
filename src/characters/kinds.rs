//! What is wrong with a character, and what was meant.

use unicode_normalization::UnicodeNormalization;

use crate::diag::Words;

/// What is wrong with a character where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A control of terminals and printers.
    Control,
    /// A code point that is no character and never will be.
    Noncharacter,
    /// It turns the direction of whatever follows.
    Override,
    /// What programs write for bytes that they could not read.
    Replacement,
    /// What programs write for a picture that text cannot hold.
    LostObject,
    /// It means what one font makes of it.
    PrivateUse,
    /// It is not seen, and does nothing where it stands.
    Invisible,
    /// It is not seen, and parts lines or hides words.
    Hidden,
    /// A radical that looks like an ideograph.
    Radical,
    /// A second code of an ideograph.
    Compatibility,
    /// Letters in one piece.
    Ligature,
}

/// Whether no page may hold a character, wherever it stands.
pub(super) fn is_unsafe(character: char) -> bool {
    unsafe_kind(character).is_some()
}

fn unsafe_kind(character: char) -> Option<Kind> {
    match character {
        '\t' | '\n' => None,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Some(Kind::Control),
        '\u{202D}' | '\u{202E}' => Some(Kind::Override),
        '\u{FDD0}'..='\u{FDEF}' => Some(Kind::Noncharacter),
        _ if u32::from(character) & 0xFFFE == 0xFFFE => Some(Kind::Noncharacter),
        _ => None,
    }
}

/// Judges a character between what stands before it and after it.
pub(super) fn judge(before: &str, character: char, after: &str) -> Option<Kind> {
    if let Some(kind) = unsafe_kind(character) {
        return Some(kind);
    }
    let last = before.chars().next_back();
    let near = |is: fn(char) -> bool| last.is_some_and(is) || after.chars().next().is_some_and(is);
    match character {
        '\u{FFFD}' => Some(Kind::Replacement),
        '\u{FFFC}' => Some(Kind::LostObject),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => Some(Kind::PrivateUse),
        '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFB}' => Some(Kind::Hidden),
        '\u{AD}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}' => Some(Kind::Invisible),
        '\u{34F}' => last.is_none_or(is_plain).then_some(Kind::Invisible),
        '\u{200B}' => (!near(is_written_without_blanks)).then_some(Kind::Invisible),
        '\u{200C}' | '\u{200D}' => (!near(joins)).then_some(Kind::Invisible),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}' => {
            (!turns(before, after)).then_some(Kind::Invisible)
        }
        '\u{180B}'..='\u{180F}' => (!near(is_mongolian)).then_some(Kind::Invisible),
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            last.is_none_or(|last| !has_variants(last)).then_some(Kind::Invisible)
        }
        '\u{E0000}'..='\u{E007F}' => (!is_in_flag(before)).then_some(Kind::Hidden),
        '\u{115F}' | '\u{1160}' => (!near(|side| matches!(side, '\u{1100}'..='\u{11FF}'))).then_some(Kind::Hidden),
        '\u{3164}' | '\u{FFA0}' => Some(Kind::Hidden),
        '\u{2E80}'..='\u{2FD5}' => Some(Kind::Radical),
        '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
            std::iter::once(character).nfkc().ne([character]).then_some(Kind::Compatibility)
        }
        '\u{FB00}'..='\u{FB06}' => Some(Kind::Ligature),
        _ => None,
    }
}

// What gives a mark its meaning.

/// A character of the scripts that never need joiners: Latin, Chinese, the punctuation of both.
fn is_plain(character: char) -> bool {
    character.is_ascii()
        || matches!(character, '\u{2010}'..='\u{2027}' | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
        || matches!(character, '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A character whose shape a joiner or non-joiner changes: of a cursive or an Indic script, or an emoji.
fn joins(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{109F}' | '\u{1700}'..='\u{1CFF}' | '\u{A800}'..='\u{ABFF}')
        || matches!(character, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10A00}'..='\u{11FFF}')
        || matches!(character, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1E900}'..='\u{1FAFF}')
}

/// A character of a script that parts no words, so that its lines are broken where a mark says so: Thai, Lao, Tibetan,
/// Burmese, Khmer, Dai and others of the south.
fn is_written_without_blanks(character: char) -> bool {
    matches!(character, '\u{E00}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1950}'..='\u{19FF}')
        || matches!(character, '\u{1A20}'..='\u{1AAF}' | '\u{1B00}'..='\u{1B7F}' | '\u{A980}'..='\u{AADF}')
}

fn is_mongolian(character: char) -> bool {
    matches!(character, '\u{1800}'..='\u{180A}' | '\u{1820}'..='\u{18AF}' | '\u{11660}'..='\u{1167F}')
}

/// Whether there is a letter in the line that is written from right to left.
fn turns(before: &str, after: &str) -> bool {
    let line = [before.rsplit('\n').next(), after.split('\n').next()];
    let is_from_right = |character: char| {
        character.is_alphabetic()
            && matches!(character, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
                | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    };
    line.into_iter().flatten().any(|side| side.chars().any(is_from_right))
}

/// Whether a character may be followed by a selector of variants: signs, digits and ideographs, no letters and blanks.
fn has_variants(character: char) -> bool {
    let is_selector = matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
    !character.is_whitespace() && !character.is_ascii_alphabetic() && !is_selector
}

/// Whether tags that come next spell the name of a flag: they follow a black flag.
fn is_in_flag(before: &str) -> bool {
    before.trim_end_matches(|tag| matches!(tag, '\u{E0020}'..='\u{E007F}')).ends_with('\u{1F3F4}')
}

/// Whether a character is a letter or a digit in full width.
pub(super) fn is_wide(character: char) -> bool {
    matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// A character in half width, if it is a letter, a digit or a sign of ids in full width.
pub(super) fn narrow(character: char) -> char {
    if is_wide(character) || matches!(character, '．' | '－' | '／' | '＿' | '＠' | '＃') {
        return std::iter::once(character).nfkc().next().unwrap_or(character);
    }
    character
}

// Words.

/// Whether a character is worth showing.
pub(super) fn is_seen(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{2FD5}' | '\u{F900}'..='\u{FB06}' | '\u{2F800}'..='\u{2FA1F}')
}

/// Radicals of the supplement that are whole ideographs, and these; Unicode gives no decomposition for them, but names
/// them in EquivalentUnifiedIdeograph.txt. Others are parts of characters, which nobody can mean.
const SUPPLEMENT: &str = "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰";
const OF_SUPPLEMENT: &str = "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙";

impl Kind {
    /// Whether it keeps a page from being published.
    pub(super) fn is_unsafe(self) -> bool {
        matches!(self, Self::Control | Self::Noncharacter | Self::Override)
    }

    /// What was meant by a character of this kind, if that is certain: nothing, or other characters.
    pub(super) fn meant(self, character: char) -> Option<String> {
        match self {
            Self::Invisible => Some(String::new()),
            Self::Radical | Self::Compatibility | Self::Ligature => {
                let listed = SUPPLEMENT.chars().position(|own| own == character);
                if let Some(listed) = listed.and_then(|at| OF_SUPPLEMENT.chars().nth(at)) {
                    return Some(listed.to_string());
                }
                Some(std::iter::once(character).nfkc().collect()).filter(|meant: &String| !meant.contains(character))
            }
            _ => None,
        }
    }

    /// What can be done where it is not certain.
    pub(super) fn help(self) -> Option<Words> {
        match self {
            Self::Replacement => Some(Words::fixed(
                "这里原来有一个字，转换编码时丢了；照原文补上",
                "a character was here and got lost in a conversion; look it up in the original",
            )),
            Self::LostObject => Some(Words::fixed(
                "这里原来有一张图或一个公式，复制时丢了；照原文补上",
                "a picture or a formula was here and got lost in copying; look it up in the original",
            )),
            Self::PrivateUse => Some(Words::fixed(
                "这个字只在造它的那台电脑上看得见；用规范汉字或正式编码的字符代替，没有编码的写明字形",
                "only the computer that made it shows it; use a character of Unicode, or describe the one that has no code",
            )),
            Self::Hidden => Some(Words::fixed(
                "看不见它，搜索和复制却会带上它；删去，要换行就空一行",
                "nobody sees it, but search and copies carry it along; delete it, and part paragraphs by an empty line",
            )),
            Self::Radical => Some(Words::fixed(
                "部首字符看着像汉字，却搜不到",
                "a radical looks like an ideograph, but is not found as one",
            )),
            _ => None,
        }
    }

    /// What a character of this kind is called.
    pub(super) fn name(self, character: char) -> Words {
        match self {
            Self::Control => Words::fixed("控制字符", "control character"),
            Self::Noncharacter => Words::fixed("非字符", "noncharacter"),
            Self::Override if character == '\u{202D}' => Words::fixed("强制从左到右", "left-to-right override"),
            Self::Override => Words::fixed("强制从右到左", "right-to-left override"),
            Self::Replacement => {
                Words::fixed("替换字符，乱码的痕迹", "replacement character, left by a bad conversion")
            }
            Self::LostObject => Words::fixed("对象占位符", "object replacement character"),
            Self::PrivateUse => Words::fixed("私用区字符，即造字", "private-use character"),
            Self::Invisible | Self::Hidden => name_of_unseen(character),
            Self::Radical if character >= '\u{2F00}' => Words::fixed("康熙部首", "Kangxi radical"),
            Self::Radical => Words::fixed("汉字部首", "CJK radical"),
            Self::Compatibility => Words::fixed("兼容汉字", "compatibility ideograph"),
            Self::Ligature => Words::fixed("连字", "ligature"),
        }
    }
}

fn name_of_unseen(character: char) -> Words {
    match character {
        '\u{AD}' => Words::fixed("软连字符", "soft hyphen"),
        '\u{200B}' => Words::fixed("零宽空格", "zero width space"),
        '\u{200C}' => Words::fixed("零宽不连字", "zero width non-joiner"),
        '\u{200D}' => Words::fixed("零宽连字", "zero width joiner"),
        '\u{2060}' => Words::fixed("不折行连接符", "word joiner"),
        '\u{FEFF}' => Words::fixed("零宽不折行空格，即字节顺序标记", "zero width no-break space, the byte order mark"),
        '\u{2028}' => Words::fixed("行分隔符", "line separator"),
        '\u{2029}' => Words::fixed("段分隔符", "paragraph separator"),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}' => Words::fixed(
            "书写方向标记，而这一行没有从右到左的文字",
            "mark of direction, in a line with no text from right to left",
        ),
        '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            Words::fixed("变体选择符，而前面没有可选的字", "variation selector, behind nothing that has variants")
        }
        '\u{E0000}'..='\u{E007F}' => Words::fixed("标签字符", "tag character"),
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => Words::fixed("谚文填充符", "Hangul filler"),
        '\u{FFF9}'..='\u{FFFB}' => Words::fixed("行间注释标记", "mark of an interlinear annotation"),
        _ => Words::fixed("看不见的字符", "invisible character"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_supplement_is_listed_in_pairs() {
        assert_eq!(SUPPLEMENT.chars().count(), OF_SUPPLEMENT.chars().count());
        assert_eq!(Kind::Radical.meant('⻚').as_deref(), Some("页"));
        assert_eq!(Kind::Radical.meant('⼀').as_deref(), Some("一"));
        assert_eq!(Kind::Radical.meant('\u{2E80}'), None);
        assert_eq!(Kind::Compatibility.meant('\u{F900}').as_deref(), Some("豈"));
    }

    #[test]
    fn ideographs_among_compatibility_ones_stay() {
        assert_eq!(judge("", '﨎', ""), None);
        assert_eq!(judge("", '\u{FA0C}', ""), Some(Kind::Compatibility));
    }
}
