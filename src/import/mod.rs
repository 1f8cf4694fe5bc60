//! Import: a file that others wrote → clauses as Markdown, with an account of every paragraph.
//!
//! Pure: bytes in, files and a report out. Whoever calls reads the file, looks whether what was written reads back as it
//! should, and writes. What a file says is never guessed in silence: each entry of the report is certain, or follows from a
//! rule that has a name, or is 待确认, which a person accepts by its number.

mod document;
mod docx;
pub mod files;
mod grade;
mod html;
mod markdown;
mod package;
mod picture;
mod refusal;
pub mod report;
mod structure;
pub mod tasks;
mod text;
mod words;
mod workbook;
mod xml;

pub use document::{Block, Document, Loss, LossKind, Paragraph, Picture, Run, Table, count, is_blank};
pub use grade::{Doubt, Grade, Rule};
pub use markdown::{Care, Written, body};
use refusal::Format;
pub use refusal::Refusal;
pub use structure::{Draft, Edge, Entry, Fate, Item, Place, Scheme, structure};

use crate::source::encoding;

/// What is done with tracked changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Changes {
    /// A file with tracked changes is refused.
    #[default]
    Refuse,
    /// What is inserted is text, what is deleted is not.
    Accept,
    /// What is deleted is text, what is inserted is not.
    Reject,
}

/// Whether a file is a workbook, which holds tasks and no clauses, by its name and its bytes.
///
/// # Errors
/// If it cannot be imported: its words say what to do.
pub fn is_workbook(name: &str, bytes: &[u8]) -> Result<bool, Refusal> {
    Ok(refusal::format(name, bytes)? == Format::Workbook)
}

/// Reads a file, by its name and its bytes.
///
/// # Errors
/// If it cannot be imported: its words say what to do.
pub fn read(name: &str, bytes: &[u8], changes: Changes) -> Result<Document, Refusal> {
    match refusal::format(name, bytes)? {
        Format::Docx => docx::read(bytes, changes),
        Format::Html => Ok(html::read(&decoded(bytes)?)),
        Format::Markdown => Ok(text::markdown(&decoded(bytes)?)),
        Format::Text => Ok(text::plain(&decoded(bytes)?)),
        Format::Workbook => Err(refusal::of_workbook()),
    }
}

fn decoded(bytes: &[u8]) -> Result<String, Refusal> {
    encoding::decode(bytes.to_vec()).map_err(|_| {
        Refusal::fixed(
            "文件的编码认不出；请用记事本打开，另存为 UTF-8",
            "the encoding of the file is unknown; open it in an editor and save it as UTF-8",
        )
    })
}
