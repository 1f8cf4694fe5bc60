//! One file that holds a notice and what is attached to it: `附件1`, `附件2`, each alone on its line.

use std::ops::Range;

use super::super::document::is_blank;
use super::super::refusal::Refusal;
use super::super::words as lines;
use super::Unit;
use crate::words;

/// The parts of a file.
pub(super) struct Parts {
    /// Its attachments, in their order.
    pub(super) attachments: Vec<Attachment>,
}

/// An attachment.
pub(super) struct Attachment {
    /// The unit of its number.
    mark: usize,
    /// The units of its text.
    units: Range<usize>,
    /// Its title.
    pub(super) title: String,
}

/// What a unit is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The text that is imported.
    Chosen,
    /// The number of an attachment.
    Mark,
    /// The notice.
    Notice,
    /// Another attachment.
    Other,
}

/// Whether a line is the number of an attachment: `附件1`, `附件 2：`, `附件一`.
fn is_mark(line: &str) -> bool {
    let folded: String = line.chars().filter(|own| !is_blank(*own)).collect();
    let Some(number) = folded.trim_end_matches(['：', ':']).strip_prefix("附件") else { return false };
    let is_number =
        |own: char| own.is_ascii_digit() || ('０'..='９').contains(&own) || "一二三四五六七八九十".contains(own);
    number.chars().count() <= 3 && number.chars().all(is_number)
}

/// Finds the attachments of a file. What is listed as attached, at the end of a notice, is none.
pub(super) fn split(units: &[Unit]) -> Parts {
    let marks: Vec<usize> = (0..units.len()).filter(|&at| is_mark(&units[at].shown()) && begins(units, at)).collect();
    let ends = marks.iter().skip(1).copied().chain([units.len()]);
    let attachment = |(&mark, end): (&usize, usize)| {
        let title = units[mark + 1..end].iter().map(Unit::shown).find(|line| !line.trim().is_empty());
        Attachment { mark, units: mark + 1..end, title: title.unwrap_or_default().trim_matches(is_blank).to_owned() }
    };
    Parts { attachments: marks.iter().zip(ends).map(attachment).collect() }
}

/// Whether text begins behind a mark, and not a list of what is attached.
fn begins(units: &[Unit], mark: usize) -> bool {
    units.get(mark + 1).is_some_and(|next| {
        let line = next.shown();
        let line = line.trim_start_matches(is_blank);
        let is_listed = line.starts_with(|own: char| own.is_ascii_digit()) && !lines::is_title(line);
        let is_number = line.starts_with("1.") || line.starts_with("1．") || line.starts_with("1、");
        !is_listed && !is_number
    })
}

/// The units of the attachment that is meant.
pub(super) fn choose(units: &[Unit], parts: &Parts, wanted: Option<usize>) -> Result<Range<usize>, Refusal> {
    let all = &parts.attachments;
    match (wanted, all.as_slice()) {
        (None | Some(0), []) => Ok(0..units.len()),
        (None | Some(0), [one]) => Ok(one.units.clone()),
        (None | Some(0), _) => {
            let list: Vec<String> =
                all.iter().enumerate().map(|(at, own)| format!("{}. {}", at + 1, own.title)).collect();
            let list = list.join("  ");
            Err(Refusal(words!(
                "文件里有几个附件（{list}）；请用 --attachment 写明导入第几个，每个导入到自己的版",
                "the file has several attachments ({list}); say which one with `--attachment`, each into an edition of its own"
            )))
        }
        (Some(number), _) => match all.get(number - 1) {
            Some(own) => Ok(own.units.clone()),
            None => {
                let count = all.len();
                Err(Refusal(words!(
                    "文件里只有 {count} 个附件，没有第 {number} 个",
                    "the file has {count} attachments; there is no number {number}"
                )))
            }
        },
    }
}

impl Parts {
    /// What the unit at a place is a part of.
    pub(super) fn of(&self, at: usize, chosen: &Range<usize>) -> Part {
        if chosen.contains(&at) {
            Part::Chosen
        } else if self.attachments.iter().any(|own| own.mark == at) {
            Part::Mark
        } else if self.attachments.first().is_some_and(|first| at < first.mark) {
            Part::Notice
        } else {
            Part::Other
        }
    }
}
