//! Paragraphs in their order: what each is, its number, its text.

use roxmltree::Node;

use super::super::Changes;
use super::super::document::{Block, Document, LossKind, Paragraph, Role, Run};
use super::super::grade::Doubt;
use super::super::xml::{self, Local};
use super::numbering::Shown;
use super::parts::characters;
use super::reader::Reader;
use super::styles::List;

/// How much further an item of an inner list stands from the edge, in twentieths of a point, in documents of this program.
const ITEM_INDENT: usize = 420;

impl Reader<'_> {
    /// Reads everything.
    pub(super) fn read(mut self, body: Node<'_, '_>) -> Document {
        self.blocks(body);
        let rest = std::mem::take(&mut self.carried);
        self.document.blocks.extend(rest.into_iter().map(Block::Paragraph));
        self.read_notes();
        for (own, path) in self.document.pictures.iter_mut().zip(self.pictures) {
            // The path stands in for the bytes until they are fetched.
            own.bytes = path.unwrap_or_default().into_bytes();
        }
        self.document
    }

    /// The blocks of the body, or of what stands for it.
    fn blocks(&mut self, node: Node<'_, '_>) {
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "p" => {
                    let paragraphs = self.paragraph(child);
                    let seen = paragraphs.into_iter().filter(|own| !own.is_blank()).map(Block::Paragraph);
                    self.document.blocks.extend(seen);
                }
                "tbl" => {
                    let table = self.table(child);
                    self.document.blocks.push(Block::Table(table));
                }
                "sdt" => {
                    let is_contents = is_contents(child);
                    self.contents += usize::from(is_contents);
                    child.child("sdtContent").into_iter().for_each(|content| self.blocks(content));
                    self.contents -= usize::from(is_contents);
                }
                "ins" | "moveTo" | "del" | "moveFrom" => self.change_of_blocks(child),
                "customXml" | "smartTag" => self.blocks(child),
                "AlternateContent" => {
                    child.child("Choice").into_iter().for_each(|choice| self.blocks(choice));
                }
                _ => {}
            }
        }
    }

    fn change_of_blocks(&mut self, node: Node<'_, '_>) {
        if self.is_kept(node) {
            self.blocks(node);
        } else {
            self.lose(LossKind::Change, characters(node));
        }
    }

    /// A paragraph, in as many pieces as its line breaks make of it. None when its mark is deleted: then its words stand
    /// before those of the next.
    pub(super) fn paragraph(&mut self, node: Node<'_, '_>) -> Vec<Paragraph> {
        let properties = node.child("pPr");
        let was_contents = self.fields.is_contents();
        let mut pieces = std::mem::take(&mut self.carried);
        if pieces.is_empty() {
            pieces.push(Paragraph::default());
        }
        let style = properties.and_then(|own| own.value("pStyle"));
        let hidden = style.and_then(|id| self.parts.styles.is_hidden(id)).unwrap_or(false);
        self.inline(node, hidden, &mut pieces);
        let mark = properties.and_then(|own| own.child("rPr"));
        let gone = if self.changes == Changes::Accept { "del" } else { "ins" };
        if mark.is_some_and(|mark| mark.child(gone).is_some()) {
            self.carried = pieces;
            return Vec::new();
        }
        let is_contents = self.contents > 0 || was_contents || self.fields.is_contents();
        let role = if is_contents { contents_role(&pieces) } else { self.role(properties, style) };
        let number = self.number(properties, style);
        for piece in &mut pieces {
            piece.role = role;
        }
        if let (Some(shown), Some(first)) = (number, pieces.first_mut()) {
            first.number = shown.text;
            first.depth = shown.level;
            if shown.is_doubtful {
                first.doubt(Doubt::NumberFormat);
            }
        }
        // The documents of this program say by the indent of an item how deep it stands, where its number is text.
        let indent = properties.filter(|_| style == Some("Item")).and_then(|own| own.child("ind"));
        let left = indent.and_then(|own| own.get("left")).and_then(|left| left.parse::<usize>().ok());
        if let (Some(left), Some(first)) = (left, pieces.first_mut()) {
            first.depth = (left / ITEM_INDENT).saturating_sub(2);
        }
        pieces
    }

    fn role(&self, properties: Option<Node<'_, '_>>, style: Option<&str>) -> Role {
        let role = self.parts.styles.role(style);
        let outline = properties.and_then(|own| own.value("outlineLvl")).and_then(|level| level.parse::<u8>().ok());
        match (role, outline.filter(|level| *level < 9)) {
            (Role::Plain, Some(level)) => Role::Heading(level + 1),
            (role, _) => role,
        }
    }

    /// Counts the paragraph in its list.
    fn number(&mut self, properties: Option<Node<'_, '_>>, style: Option<&str>) -> Option<Shown> {
        let own = properties.and_then(|own| own.child("numPr"));
        let number = own.and_then(|own| own.value("numId")).and_then(|id| id.parse().ok()).map(List);
        let level = own.and_then(|own| own.value("ilvl")).and_then(|level| level.parse::<usize>().ok());
        let of_style = self.parts.styles.list(style);
        let numbering = &self.parts.numbering;
        let (list, level) = match (number, of_style) {
            (Some(list), of_style) => {
                let by_style = || {
                    let (_, level, chain) = of_style?;
                    numbering.level_of_style(list, &chain).or(level)
                };
                (list, level.or_else(by_style).unwrap_or(0))
            }
            // The level of a style is the one that names it (17.9.23, `pStyle`).
            (None, Some((list, written, chain))) => {
                (list, level.or_else(|| numbering.level_of_style(list, &chain)).or(written).unwrap_or(0))
            }
            (None, None) => return None,
        };
        let shown = numbering.count(&mut self.counters, list, level).map(|shown| Shown { level, ..shown });
        shown.filter(|shown| !shown.text.trim().is_empty())
    }

    /// Reads the notes that the text calls.
    fn read_notes(&mut self) {
        for kind in 0..2 {
            let Some((text, relations)) = &self.parts.notes[kind] else { continue };
            let Ok(tree) = xml::parse(text) else { continue };
            self.relations = relations;
            for node in tree.root_element().children().filter(Node::is_element) {
                let id = node.get("id").unwrap_or_default();
                let is_text =
                    !matches!(node.get("type"), Some("separator" | "continuationSeparator" | "continuationNotice"));
                match self.notes.get(&(kind, id.to_owned())).copied() {
                    Some(index) => {
                        let own = self.paragraphs(node);
                        self.document.notes[index] = own;
                    }
                    None if is_text => self.lose(LossKind::Remark, characters(node)),
                    None => {}
                }
            }
        }
    }

    /// The paragraphs below a node, of a cell or a note.
    pub(super) fn paragraphs(&mut self, node: Node<'_, '_>) -> Vec<Paragraph> {
        let mut all = Vec::new();
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "p" => all.extend(self.paragraph(child).into_iter().filter(|own| !own.is_blank())),
                "tbl" => {
                    let inner: Vec<Paragraph> = child
                        .descendants()
                        .filter(|node| node.has_tag_name_local("p"))
                        .flat_map(|paragraph| self.paragraph(paragraph))
                        .collect();
                    all.extend(inner.into_iter().filter(|own| !own.is_blank()).map(|mut own| {
                        own.doubt(Doubt::NestedTable);
                        own
                    }));
                }
                "sdt" => all.extend(child.child("sdtContent").into_iter().flat_map(|content| self.paragraphs(content))),
                "customXml" | "smartTag" => all.append(&mut self.paragraphs(child)),
                "ins" | "moveTo" | "del" | "moveFrom" => {
                    if self.is_kept(child) {
                        all.append(&mut self.paragraphs(child));
                    } else {
                        self.lose(LossKind::Change, characters(child));
                    }
                }
                _ => {}
            }
        }
        // A mark that is deleted at the end of a cell has nothing to run on into.
        all.extend(std::mem::take(&mut self.carried).into_iter().filter(|own| !own.is_blank()));
        all
    }
}

/// Whether a content control holds a contents page.
fn is_contents(node: Node<'_, '_>) -> bool {
    let gallery =
        node.child("sdtPr").and_then(|own| own.child("docPartObj")).and_then(|own| own.value("docPartGallery"));
    gallery.is_some_and(|gallery| gallery.contains("Contents"))
}

fn contents_role(pieces: &[Paragraph]) -> Role {
    let text: String = pieces.iter().map(Paragraph::text).collect();
    let folded: String = text.chars().filter(|own| !own.is_whitespace()).collect();
    if matches!(folded.as_str(), "目次" | "目录") { Role::ContentsHeading } else { Role::Contents }
}

impl Document {
    /// Takes blanks off the ends of paragraphs, and drops what holds nothing.
    pub(super) fn finished(mut self) -> Self {
        for note in &mut self.notes {
            if let Some(Run::Text(text, _)) = note.first_mut().and_then(|first| first.runs.first_mut()) {
                *text = text.trim_start().to_owned();
            }
        }
        self.losses.retain(|loss| loss.characters > 0);
        self
    }
}
