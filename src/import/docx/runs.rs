//! What stands inside a paragraph: runs, fields, tracked changes, pictures, formulas.

use roxmltree::Node;

use super::super::document::{LossKind, Paragraph, Picture, Raise, Run, count};
use super::super::grade::Doubt;
use super::super::package::Target;
use super::super::xml::Local;
use super::parts::characters;
use super::reader::{Field, Reader};
use super::styles;

/// The look of a run.
#[derive(Clone, Copy)]
struct Look {
    hidden: bool,
    struck: bool,
    capitals: bool,
    raise: Raise,
}

impl Reader<'_> {
    /// Adds what stands below a node to the last of the pieces; a line break begins another.
    pub(super) fn inline(&mut self, node: Node<'_, '_>, hidden: bool, pieces: &mut Vec<Paragraph>) {
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "r" => self.run(child, hidden, pieces),
                "hyperlink" | "smartTag" | "customXml" | "dir" | "bdo" | "sdtContent" => {
                    self.inline(child, hidden, pieces)
                }
                "sdt" => child.child("sdtContent").into_iter().for_each(|own| self.inline(own, hidden, pieces)),
                "fldSimple" => self.simple_field(child, hidden, pieces),
                "ins" | "moveTo" | "del" | "moveFrom" => {
                    if self.is_kept(child) {
                        self.inline(child, hidden, pieces);
                    } else {
                        self.lose(LossKind::Change, characters(child));
                    }
                }
                "oMath" | "oMathPara" => formula(child, last(pieces)),
                "AlternateContent" => {
                    child.child("Choice").into_iter().for_each(|own| self.inline(own, hidden, pieces));
                }
                _ => {}
            }
        }
    }

    fn simple_field(&mut self, node: Node<'_, '_>, hidden: bool, pieces: &mut Vec<Paragraph>) {
        if characters(node) == 0 {
            field_without_result(node.get("instr").unwrap_or_default(), last(pieces));
        }
        self.inline(node, hidden, pieces);
    }

    fn look(&self, run: Node<'_, '_>, hidden: bool) -> Look {
        let own = run.child("rPr");
        let style = own.and_then(|own| own.value("rStyle"));
        let styles = &self.parts.styles;
        let is_struck = own.and_then(|own| own.is_on("strike").or_else(|| own.is_on("dstrike")));
        let raise = own.and_then(|own| own.value("vertAlign")).map(styles::raise);
        // LibreOffice raises words by half-points, and makes them smaller (17.3.2.24, `position`).
        let moved = own.filter(|own| own.child("sz").is_some()).and_then(|own| own.value("position"));
        let moved = moved.and_then(|value| value.parse::<i32>().ok()).filter(|value| *value != 0);
        let moved = moved.map(|value| if value > 0 { Raise::Above } else { Raise::Below });
        Look {
            hidden: own
                .and_then(|own| own.is_on("vanish"))
                .or_else(|| style.and_then(|id| styles.is_hidden(id)))
                .unwrap_or(hidden),
            struck: is_struck.or_else(|| style.and_then(|id| styles.is_struck(id))).unwrap_or(false),
            capitals: own.and_then(|own| own.is_on("caps")).unwrap_or(false),
            raise: raise.or(moved).or_else(|| style.and_then(|id| styles.raise(id))).unwrap_or_default(),
        }
    }

    fn run(&mut self, run: Node<'_, '_>, hidden: bool, pieces: &mut Vec<Paragraph>) {
        let look = self.look(run, hidden);
        for child in run.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "t" | "delText" => self.words(child.text().unwrap_or_default(), look, pieces),
                "tab" | "ptab" => self.words("\t", look, pieces),
                "noBreakHyphen" => self.words("-", look, pieces),
                "sym" => {
                    let code = child.get("char").and_then(|code| u32::from_str_radix(code, 16).ok());
                    let known = code.and_then(symbol);
                    if known.is_none() {
                        last(pieces).doubt(Doubt::Symbol);
                    }
                    self.words(known.map_or_else(|| "〔符号〕".to_owned(), String::from).as_str(), look, pieces);
                }
                "br" | "cr"
                    if !matches!(child.get("type"), Some("page" | "column")) && self.fields.shows() && !look.hidden =>
                {
                    pieces.push(Paragraph { is_cut: true, ..Paragraph::default() });
                }
                "footnoteReference" | "endnoteReference" => {
                    let kind = usize::from(child.has_tag_name_local("endnoteReference"));
                    let note = self.note(kind, child.get("id").unwrap_or_default());
                    last(pieces).runs.push(Run::Note(note));
                }
                "commentReference" => {
                    let own = child.get("id").and_then(|id| self.parts.comments.get(id)).copied().unwrap_or(0);
                    self.lose(LossKind::Comment, own);
                }
                "drawing" | "pict" | "object" => self.picture(child, last(pieces)),
                "AlternateContent" => {
                    let choice = child.child("Choice").or_else(|| child.child("Fallback"));
                    choice.into_iter().for_each(|own| self.run(own, look.hidden, pieces));
                }
                "fldChar" => self.field(child, last(pieces)),
                "instrText" => {
                    if let Some(field) = self.fields.0.last_mut() {
                        field.instruction.push_str(child.text().unwrap_or_default());
                    }
                }
                "ruby" => {
                    let above = child.child("rt").map_or(0, characters);
                    self.lose(LossKind::Ruby, above);
                    child.child("rubyBase").into_iter().for_each(|own| self.inline(own, look.hidden, pieces));
                }
                _ => {}
            }
        }
    }

    fn words(&mut self, text: &str, look: Look, pieces: &mut [Paragraph]) {
        if !self.fields.shows() {
            return;
        }
        if look.hidden {
            return self.lose(LossKind::Hidden, count(text));
        }
        self.fields.note_result();
        let Some(piece) = pieces.last_mut() else { return };
        if look.struck && !text.trim().is_empty() {
            piece.doubt(Doubt::StruckOut);
        }
        if text.chars().any(|own| matches!(own, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}')) {
            piece.doubt(Doubt::OddCharacter);
        }
        if look.capitals { piece.push(&text.to_uppercase(), look.raise) } else { piece.push(text, look.raise) }
    }

    fn field(&mut self, node: Node<'_, '_>, piece: &mut Paragraph) {
        match node.get("fldCharType") {
            Some("begin") => self.fields.0.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.0.last_mut() {
                    field.in_result = true;
                }
            }
            Some("end") => {
                let Some(field) = self.fields.0.pop() else { return };
                if !field.has_result && self.fields.shows() {
                    field_without_result(&field.instruction, piece);
                }
                if field.has_result {
                    self.fields.note_result();
                }
            }
            _ => {}
        }
    }

    /// A picture; text boxes in it are no part of the text.
    fn picture(&mut self, node: Node<'_, '_>, piece: &mut Paragraph) {
        let boxes: usize =
            node.descendants().filter(|node| node.has_tag_name_local("txbxContent")).map(characters).sum();
        self.lose(LossKind::TextBox, boxes);
        let is_named = |node: &Node<'_, '_>| node.has_tag_name_local("blip") || node.has_tag_name_local("imagedata");
        let named: Vec<&str> = node
            .descendants()
            .filter(is_named)
            .filter_map(|node| node.get("embed").or_else(|| node.get("id")))
            .collect();
        let is_other = |node: Node<'_, '_>| {
            ["chart", "relIds", "blip", "OLEObject"].iter().any(|name| node.has_tag_name_local(name))
        };
        if named.is_empty() && node.descendants().any(is_other) {
            piece.doubt(Doubt::PictureKept);
        }
        let words = node.descendants().find(|node| node.has_tag_name_local("docPr"));
        let words = words.and_then(|own| own.get("descr").or_else(|| own.get("title"))).unwrap_or_default();
        for id in named {
            let path = match self.relations.get(id) {
                Some(Target::Inside(path)) => Some(path.clone()),
                Some(Target::Outside) | None => None,
            };
            piece.runs.push(Run::Picture(self.document.pictures.len()));
            self.pictures.push(path);
            self.document.pictures.push(Picture { words: words.to_owned(), ..Picture::default() });
        }
        if node.has_tag_name_local("object") {
            piece.doubt(Doubt::Formula);
        }
    }
}

fn last(pieces: &mut Vec<Paragraph>) -> &mut Paragraph {
    if pieces.is_empty() {
        pieces.push(Paragraph::default());
    }
    let at = pieces.len() - 1;
    &mut pieces[at]
}

/// The text of a formula.
fn formula(node: Node<'_, '_>, piece: &mut Paragraph) {
    let texts = node.descendants().filter(|node| node.has_tag_name_local("t")).filter_map(|node| node.text());
    let text: String = texts.collect();
    piece.push(&text, Raise::Level);
    piece.doubt(Doubt::Formula);
}

/// A field that shows something and has no result: `EQ \o\ac(○,1)` is how Word sets `①`.
fn field_without_result(instruction: &str, piece: &mut Paragraph) {
    let own = instruction.trim();
    if !own.to_ascii_uppercase().starts_with("EQ") {
        // Indexes, marks of contents and the like show nothing where they stand.
        return;
    }
    let inner = own.rsplit_once(['(', '（']).map_or("", |(_, inner)| inner.trim_end_matches([')', '）']));
    let number = inner.rsplit([',', '，', ';']).next().map(str::trim).and_then(|number| number.parse::<u32>().ok());
    let circled = number.filter(|number| (1..=20).contains(number) && own.contains('○'));
    match circled.and_then(|number| char::from_u32(u32::from('①') + number - 1)) {
        Some(sign) => piece.push(&sign.to_string(), Raise::Level),
        None => {
            piece.push("〔域〕", Raise::Level);
            piece.doubt(Doubt::Field);
        }
    }
}

/// Characters of the symbol fonts that forms use (Wingdings and Wingdings 2, as Word stores them).
fn symbol(code: u32) -> Option<char> {
    let own = match code & 0xFF {
        0xA8 | 0x6F | 0x71 | 0xA3 => '□',
        0xFE | 0x52 => '☑',
        0xFC => '✓',
        0x6C => '●',
        0x6E => '■',
        0xD8 => '➢',
        0xB7 => '·',
        _ if code < 0xE000 => char::from_u32(code)?,
        _ => return None,
    };
    Some(own)
}
