//! What people mistype in YAML, each in words.

use crate::diag::Words;
use crate::words;

/// One slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::yaml) enum Fault {
    /// A sign for another one.
    Sign {
        /// What was typed.
        typed: String,
        /// What is meant.
        meant: &'static str,
    },
    /// No blank behind a sign.
    NoBlank(&'static str),
    /// A blank that is none to YAML.
    Blank(char),
    /// No `- ` before an item.
    NoDash,
    /// A list that begins on the line of its key with `- `.
    DashBehindKey,
    /// No colon behind a key.
    NoColon(String),
    /// No comma before a key of a mapping in braces, or between two brackets.
    NoComma(String),
    /// Another indentation than that of the lines it belongs to.
    Indentation,
    /// A bracket or quotation mark that nothing closes.
    Unclosed(char),
    /// A bracket that nothing opened.
    Unopened(char),
    /// A list or mapping in one line, without its brackets.
    NoBrackets(&'static str),
    /// Signs behind what is finished.
    Extra(String),
    /// A colon and a blank inside a value.
    Colon,
    /// A value that begins with a sign of YAML.
    Begins(char),
    /// Words behind a value in quotation marks.
    BehindQuotes,
    /// A value between quotation marks of texts.
    Quotation(String),
    /// A key that was written before.
    Twice(String),
    /// A line that is neither a key nor a part of a value.
    NoKey(String),
    /// A remark behind the sign of another language.
    Comment,
    /// A key between other signs.
    OddKey(String),
}

impl Fault {
    /// What is wrong, without a full stop.
    pub(in crate::yaml) fn say(&self) -> Words {
        match self {
            Self::Sign { typed, meant } if typed.is_ascii() => {
                words!("“{typed}”应当是“{meant}”", "`{typed}` should be `{meant}`")
            }
            Self::Sign { typed, meant } => {
                words!("“{typed}”应当是半角的“{meant}”", "`{typed}` should be `{meant}`")
            }
            Self::NoBlank(sign) => words!("“{sign}”后面缺一个空格", "no blank behind `{sign}`"),
            Self::Blank(blank) => blank_of(*blank),
            Self::NoDash => Words::fixed("这一项前面缺“- ”", "no `- ` before this item"),
            Self::DashBehindKey => Words::fixed("“- ”不能和键写在同一行", "`- ` cannot stand on the line of its key"),
            Self::NoColon(key) => words!("“{key}”后面缺冒号", "no colon behind `{key}`"),
            Self::NoComma(key) => words!("“{key}”前面缺逗号", "no comma before `{key}`"),
            Self::Indentation => Words::fixed(
                "行首的空格与上下各行对不齐",
                "the blanks before this line differ from those of its neighbours",
            ),
            Self::Unclosed(sign) => words!("“{sign}”没有配对的另一半", "nothing closes `{sign}`"),
            Self::NoBrackets(pair) => words!("缺了括号“{pair}”", "the brackets `{pair}` are missing"),
            Self::Unopened(sign) => words!("“{sign}”没有配对的另一半", "nothing opens `{sign}`"),
            Self::Extra(signs) => words!("末尾多了“{signs}”", "`{signs}` at the end is too much"),
            Self::Colon => words!(
                "值里有冒号“:”和空格，整个值要加引号",
                "the value holds `:` and a blank, so all of it must be quoted"
            ),
            Self::Begins(sign) => {
                words!(
                    "值以“{sign}”开头，整个值要加引号",
                    "the value begins with `{sign}`, so all of it must be quoted"
                )
            }
            Self::BehindQuotes => Words::fixed(
                "引号后面还有文字，整个值要加引号",
                "words follow the quotation mark, so all of the value must be quoted",
            ),
            Self::Quotation(marks) => words!(
                "这里的引号 {marks} 不是半角的，会当成文字",
                "the quotation marks {marks} quote nothing here: they are a part of the text"
            ),
            Self::Twice(key) => words!("“{key}”写了两次", "`{key}` is written twice"),
            Self::NoKey(line) => words!("“{line}”不是“键: 值”", "`{line}` is no `key: value`"),
            Self::Comment => Words::fixed("注释以“#”开头，不用“//”", "a remark begins with `#`, not with `//`"),
            Self::OddKey(typed) => words!("键“{typed}”写得不对", "the key `{typed}` is not written as it should be"),
        }
    }
}

fn blank_of(blank: char) -> Words {
    let code = u32::from(blank);
    match blank {
        '\t' => Words::fixed("这里是制表符（Tab），应当是空格", "a tab stands where blanks should"),
        '\u{3000}' => {
            Words::fixed("这里是全角空格，应当是半角空格", "a full-width blank (U+3000) stands where a blank should")
        }
        '\u{A0}' => {
            Words::fixed("这里是不换行空格，应当是普通空格", "a no-break space (U+00A0) stands where a blank should")
        }
        _ => words!("这里是特殊的空格（U+{code:04X}），应当是普通空格", "U+{code:04X} stands where a blank should"),
    }
}
