//! Pictures: their size, and where they stand.

use super::xml::escape;

/// A picture of the document.
pub(super) struct Placed {
    /// The id of its relation.
    pub(super) id: String,
    /// Its path below `word/`.
    pub(super) target: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// English metric units in a pixel of 96 to the inch.
const EMU: u64 = 9525;

/// The widest and the highest that a picture may be, in the same units: 156 mm and 200 mm.
const WIDEST: u64 = 5_616_000;
const HIGHEST: u64 = 7_200_000;

/// A picture with its place in a run; nothing for what Word does not show.
pub(super) fn place(number: usize, bytes: &[u8], words: &str) -> Option<(Placed, String)> {
    let (ending, width, height) = measure(bytes)?;
    let (mut width, mut height) = (u64::from(width.max(1)) * EMU, u64::from(height.max(1)) * EMU);
    if width > WIDEST {
        (width, height) = (WIDEST, height * WIDEST / width);
    }
    if height > HIGHEST {
        (width, height) = (width * HIGHEST / height, HIGHEST);
    }
    let (id, words) = (format!("rIdPicture{number}"), escape(words));
    let drawing = format!(
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
         <wp:docPr id=\"{number}\" name=\"图片 {number}\" descr=\"{words}\"/>\
         <a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{number}.{ending}\" descr=\"{words}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
         </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    );
    Some((Placed { id, target: format!("media/image{number}.{ending}"), bytes: bytes.to_vec() }, drawing))
}

/// The ending, width and height of a PNG, JPEG or GIF.
fn measure(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
    let big = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some(("png", big(16)?, big(20)?)),
        [b'G', b'I', b'F', _, _, _, a, b, c, d, ..] => {
            Some(("gif", u16::from_le_bytes([*a, *b]).into(), u16::from_le_bytes([*c, *d]).into()))
        }
        [0xFF, 0xD8, ..] => jpeg(bytes).map(|(width, height)| ("jpeg", width, height)),
        _ => None,
    }
}

/// The size in the frame header of a JPEG (ISO/IEC 10918-1, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    while let Some(&[0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            let size: [u8; 4] = bytes.get(at + 5..at + 9)?.try_into().ok()?;
            let [a, b, c, d] = size;
            return Some((u16::from_be_bytes([c, d]).into(), u16::from_be_bytes([a, b]).into()));
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    None
}
