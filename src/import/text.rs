//! Laws as text: a line is a paragraph, `#` marks headings in Markdown.

use super::document::{Block, Document, Loss, LossKind, Paragraph, Role, count};

/// Reads plain text.
pub(super) fn plain(text: &str) -> Document {
    let blocks =
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| Block::Paragraph(Paragraph::plain(line)));
    Document { blocks: blocks.collect(), ..Document::default() }
}

/// Reads Markdown of the simple sort that laws are kept in: headings and paragraphs. Everything else stays as it is typed.
pub(super) fn markdown(text: &str) -> Document {
    let mut document = Document::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let trimmed = line.trim();
        if trimmed.starts_with("<!--") && trimmed.ends_with("-->") {
            let after = Some(document.blocks.len());
            document.losses.push(Loss { what: LossKind::Remark, after, characters: count(trimmed) });
            continue;
        }
        let level = trimmed.bytes().take_while(|byte| *byte == b'#').count();
        let paragraph = match (level, trimmed[level..].strip_prefix(' ')) {
            (1..=6, Some(heading)) => {
                document.losses.push(Loss {
                    what: LossKind::Remark,
                    after: Some(document.blocks.len()),
                    characters: level,
                });
                let role = if level == 1 { Role::Title } else { Role::Heading(u8::try_from(level - 1).unwrap_or(6)) };
                Paragraph { role, ..Paragraph::plain(heading.trim()) }
            }
            _ => Paragraph::plain(line),
        };
        document.blocks.push(Block::Paragraph(paragraph));
    }
    document
}
