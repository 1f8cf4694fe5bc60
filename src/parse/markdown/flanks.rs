//! Whether a run of emphasis marks may open and close: the rule of CommonMark, and its amendment for Chinese, Japanese
//! and Korean text (<https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md>).

use crate::text::cjk;

/// What a run of marks may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flanks {
    /// It may begin emphasis.
    pub(super) open: bool,
    /// It may end emphasis.
    pub(super) close: bool,
}

impl Flanks {
    /// May do either.
    pub(super) const BOTH: Self = Self { open: true, close: true };
    /// Is text.
    pub(super) const NEITHER: Self = Self { open: false, close: false };
}

/// What a run consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `*`, `**`…
    Stars,
    /// `~`.
    Tilde,
    /// `~~`.
    Tildes,
}

/// What CommonMark makes of a run, as pulldown-cmark reads it: `before` and `after` are its neighbours, nothing at the
/// ends of a line. `~~` opens before anything that is not blank; `~` neither opens nor closes inside a word.
pub(super) fn plain(before: Option<char>, after: Option<char>, mark: Mark) -> Flanks {
    let word_before = mark != Mark::Tilde && !is_punctuation(before);
    let word_after = mark == Mark::Tildes || mark == Mark::Stars && !is_punctuation(after);
    let open = !is_blank(after) && (word_after || is_blank(before) || is_punctuation(before));
    let close = !is_blank(before) && (word_before || is_blank(after) || is_punctuation(after));
    Flanks { open, close }
}

/// What the amendment makes of a run between the rest of the line before it and the rest after it. Struck-out marks
/// beside the run are looked through, as GitHub does, so that `词**~~旧~~新**` comes out.
pub(super) fn amended(before: &str, after: &str) -> Flanks {
    let before = Before::of(before);
    let after = after.chars().find(|&mark| mark != '~');
    let open = !is_blank(after)
        && (!is_punctuation(after)
            || is_blank(before.last)
            || after.is_some_and(is_cjk)
            || before.is_cjk()
            || before.is_punctuation());
    let close = !is_blank(before.last)
        && (!before.is_punctuation()
            || before.is_cjk()
            || is_blank(after)
            || is_punctuation(after)
            || after.is_some_and(is_cjk));
    Flanks { open, close }
}

/// What stands before a run: a character, or a character with a variation selector.
struct Before {
    last: Option<char>,
    /// What a variation selector at the end varies.
    varied: Option<char>,
}

impl Before {
    fn of(text: &str) -> Self {
        let mut backwards = text.chars().rev().filter(|&mark| mark != '~');
        let last = backwards.next();
        let varied = last.filter(|&last| matches!(last, '\u{FE00}'..='\u{FE0E}')).and_then(|_| backwards.next());
        Self { last, varied }
    }

    fn is_punctuation(&self) -> bool {
        is_punctuation(self.varied.or(self.last))
    }

    /// CJK, or made so: by an ideographic variation selector, or by the one that asks for the full-width form of a
    /// quotation mark.
    fn is_cjk(&self) -> bool {
        let full_width = self.last == Some('\u{FE01}') && matches!(self.varied, Some('‘' | '’' | '“' | '”'));
        full_width
            || self.varied.or(self.last).is_some_and(is_cjk)
            || matches!(self.last, Some('\u{E0100}'..='\u{E01EF}'))
    }
}

fn is_blank(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(char::is_whitespace)
}

fn is_punctuation(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(cjk::is_punctuation)
}

/// The amendment's “CJK character”: wide, full-width or half-width by UAX #11 and no emoji by default, or Hangul.
/// Unassigned places between two ranges are counted in. Narrower than [`cjk::is_cjk`] for circled numbers, wider for
/// vertical and small forms.
fn is_cjk(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{11FF}' | '\u{20A9}' | '\u{2329}' | '\u{232A}' | '\u{2630}'..='\u{2637}'
        | '\u{268A}'..='\u{268F}' | '\u{2E80}'..='\u{303E}' | '\u{3041}'..='\u{3247}' | '\u{3250}'..='\u{A4CF}'
        | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF01}'..='\u{FFEE}' | '\u{16FE0}'..='\u{18DFF}' | '\u{18E00}'..='\u{191FF}'
        | '\u{1AFF0}'..='\u{1B2FF}' | '\u{1D300}'..='\u{1D376}' | '\u{1F1AE}' | '\u{1F200}' | '\u{1F202}'
        | '\u{1F210}'..='\u{1F219}' | '\u{1F21B}'..='\u{1F22E}' | '\u{1F230}' | '\u{1F231}' | '\u{1F237}'
        | '\u{1F23B}' | '\u{1F240}'..='\u{1F248}' | '\u{1F260}'..='\u{1F265}' | '\u{1F7DA}'
        | '\u{20000}'..='\u{3FFFD}')
}
