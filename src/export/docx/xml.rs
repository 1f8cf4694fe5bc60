//! Pieces of WordprocessingML.

use std::fmt::Write;

/// A text with what XML reads escaped, and without what it refuses.
pub(in crate::export) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for own in text.chars() {
        match own {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// The look of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::export) struct Look {
    pub(in crate::export) bold: bool,
    pub(in crate::export) italic: bool,
    pub(in crate::export) struck: bool,
    pub(in crate::export) underlined: bool,
    pub(in crate::export) above: bool,
    pub(in crate::export) below: bool,
}

/// Words in a look. Line ends become breaks.
pub(in crate::export) fn run(text: &str, look: Look) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut properties = String::new();
    // In the order of the schema (17.3.2.28).
    let underline = "<w:u w:val=\"double\"/>";
    let tags =
        [(look.bold, "<w:b/>"), (look.italic, "<w:i/>"), (look.struck, "<w:strike/>"), (look.underlined, underline)];
    for (is_on, tag) in tags {
        properties.push_str(if is_on { tag } else { "" });
    }
    if look.above || look.below {
        let value = if look.above { "superscript" } else { "subscript" };
        let _ = write!(properties, "<w:vertAlign w:val=\"{value}\"/>");
    }
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    let mut inner = String::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            inner.push_str("<w:br/>");
        }
        if !line.is_empty() {
            let _ = write!(inner, "<w:t xml:space=\"preserve\">{}</w:t>", escape(line));
        }
    }
    format!("<w:r>{properties}{inner}</w:r>")
}

/// A paragraph of a style, with what else its properties hold.
pub(in crate::export) fn paragraph(style: &str, more: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{runs}</w:p>")
}
