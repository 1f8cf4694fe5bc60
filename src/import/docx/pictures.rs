//! The bytes of pictures.

use super::super::document::{Block, Document, Paragraph, Run};
use super::super::grade::Doubt;
use super::super::package::Package;
use super::super::picture;
use super::super::refusal::Refusal;

/// Fetches the pictures of a document, whose bytes are the paths of their parts so far. One that no page can show is left
/// out, and its paragraph says so.
pub(super) fn take(package: &mut Package<'_>, document: &mut Document) -> Result<(), Refusal> {
    for own in &mut document.pictures {
        let path = String::from_utf8(std::mem::take(&mut own.bytes)).unwrap_or_default();
        if let Some(bytes) = package.picture(&path)?
            && let Some(ending) = picture::ending(&bytes)
        {
            own.bytes = bytes;
            own.ending = ending.to_owned();
        }
    }
    let pictures = std::mem::take(&mut document.pictures);
    let judge = |paragraph: &mut Paragraph| {
        let shown: Vec<usize> = paragraph
            .runs
            .iter()
            .filter_map(|run| match run {
                Run::Picture(index) => Some(*index),
                Run::Text(..) | Run::Note(_) => None,
            })
            .collect();
        for own in shown.iter().filter_map(|index| pictures.get(*index)) {
            if own.bytes.is_empty() {
                paragraph.doubt(Doubt::PictureKept);
            } else if own.words.trim().is_empty() {
                paragraph.doubt(Doubt::PictureWords);
            }
        }
    };
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(paragraph) => judge(paragraph),
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flatten();
                cells.flat_map(|cell| &mut cell.paragraphs).for_each(judge);
            }
        }
    }
    document.pictures = pictures;
    Ok(())
}
