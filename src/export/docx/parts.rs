//! The parts of the package.

use std::fmt::Write;

use super::body::Written;
use super::xml::{Look, escape, paragraph, run};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Where the text and the properties are.
pub(super) const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
    </Relationships>";

/// Chinese rules of line breaking, and no older layout.
pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:defaultTabStop w:val=\"420\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
    <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
    <w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>";

/// The bullets of lists, on as many levels as a list may have (17.9.2).
pub(super) fn numbering() -> String {
    let levels: String = (0..9)
        .map(|level| {
            format!(
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:suff w:val=\"space\"/>\
                 <w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/></w:lvl>"
            )
        })
        .collect();
    format!(
        "{HEAD}<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum w:abstractNumId=\"0\">\
         <w:multiLevelType w:val=\"multilevel\"/>{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}

/// The types of all parts.
pub(super) fn types(written: &Written) -> String {
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>\
         <Default Extension=\"gif\" ContentType=\"image/gif\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    let mut parts = vec![
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("header1", "header"),
        ("footer1", "footer"),
    ];
    if !written.notes.is_empty() {
        parts.push(("footnotes", "footnotes"));
    }
    for (name, kind) in parts {
        let _ = write!(out, "<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>");
    }
    out + "</Types>"
}

/// What the text names.
pub(super) fn relations(written: &Written) -> String {
    let mut out =
        format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    let mut own = vec![
        ("rIdStyles".to_owned(), "styles", "styles.xml".to_owned()),
        ("rIdNumbering".to_owned(), "numbering", "numbering.xml".to_owned()),
        ("rIdSettings".to_owned(), "settings", "settings.xml".to_owned()),
        ("rIdHeader".to_owned(), "header", "header1.xml".to_owned()),
        ("rIdFooter".to_owned(), "footer", "footer1.xml".to_owned()),
    ];
    if !written.notes.is_empty() {
        own.push(("rIdNotes".to_owned(), "footnotes", "footnotes.xml".to_owned()));
    }
    own.extend(written.pictures.iter().map(|picture| (picture.id.clone(), "image", picture.target.clone())));
    for (id, kind, target) in own {
        let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    }
    out + "</Relationships>"
}

/// The title, and nothing of persons.
pub(super) fn core(title: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title></cp:coreProperties>",
        escape(title)
    )
}

/// The text with its page: A4, 天头 37 mm, 订口 28 mm, text of 156 mm by 225 mm (GB/T 9704—2012, 5.1). A page that lies across
/// is turned to the left, so that 天头 and 订口 stay where they are bound (7.3 of the same).
pub(super) fn document(body: &str, is_across: bool) -> String {
    let page = if is_across {
        "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
         <w:pgMar w:top=\"1587\" w:right=\"1418\" w:bottom=\"1474\" w:left=\"1418\" w:header=\"851\" w:footer=\"851\" w:gutter=\"0\"/>"
    } else {
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"1134\" w:footer=\"1418\" w:gutter=\"0\"/>\
         <w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>"
    };
    format!(
        "{HEAD}<w:document {SPACES}><w:body>{body}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>{page}</w:sectPr></w:body></w:document>"
    )
}

/// The head of every page.
pub(super) fn header(words: &str) -> String {
    format!("{HEAD}<w:hdr {SPACES}>{}</w:hdr>", paragraph("Header", "", &run(words, Look::default())))
}

/// The foot of every page: its number between dashes (GB/T 9704—2012, 7.5).
pub(super) fn footer() -> String {
    let field = "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r>";
    format!("{HEAD}<w:ftr {SPACES}>{}</w:ftr>", paragraph("Footer", "", field))
}

/// Footnotes, behind the two lines that part them from the text.
pub(super) fn footnotes(notes: &[String]) -> String {
    let mut out = format!(
        "{HEAD}<w:footnotes {SPACES}><w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"1\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    );
    for (number, note) in (2..).zip(notes) {
        let _ = write!(out, "<w:footnote w:id=\"{number}\">");
        for (at, line) in note.split('\n').enumerate() {
            let call = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>";
            let call = if at == 0 { call } else { "" };
            let words = run(line, Look::default());
            out.push_str(&paragraph("FootnoteText", "", &format!("{call}{words}")));
        }
        out.push_str("</w:footnote>");
    }
    out + "</w:footnotes>"
}

/// A style of paragraphs: id, name, what it rests on, its properties, those of its runs.
type Style = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// 三号 is 16 points, 二号 22, 小四 12 (GB/T 9704—2012, 5.2.2 and 7.3). Names are those that an import knows.
const STYLES: &[Style] = &[
    (
        "Title",
        "Title",
        "a",
        "<w:spacing w:before=\"579\" w:after=\"579\" w:line=\"700\" w:lineRule=\"exact\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        "<w:rFonts w:eastAsia=\"方正小标宋简体\"/><w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/>",
    ),
    (
        "Cover",
        "封面文字",
        "a",
        "<w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        "<w:rFonts w:eastAsia=\"楷体\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    ),
    (
        "TOCHeading",
        "TOC Heading",
        "a",
        "<w:pageBreakBefore/><w:spacing w:after=\"200\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        "<w:rFonts w:eastAsia=\"黑体\"/>",
    ),
    ("TOC1", "toc 1", "a", "<w:ind w:firstLine=\"0\"/>", "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>"),
    ("TOC2", "toc 2", "a", "<w:ind w:left=\"420\" w:firstLine=\"0\"/>", "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>"),
    ("TOC3", "toc 3", "a", "<w:ind w:left=\"840\" w:firstLine=\"0\"/>", "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>"),
    (
        "Unnumbered",
        "前言、引言标题",
        "a",
        "<w:keepNext/><w:spacing w:before=\"400\" w:after=\"200\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:rFonts w:eastAsia=\"黑体\"/>",
    ),
    (
        "Annex",
        "附录标识",
        "a",
        "<w:keepNext/><w:spacing w:before=\"400\" w:after=\"200\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:rFonts w:eastAsia=\"黑体\"/>",
    ),
    ("Item", "列项", "a", "", ""),
    ("Aside", "注和示例", "a", "", "<w:rFonts w:eastAsia=\"楷体\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>"),
    (
        "Caption",
        "caption",
        "a",
        "<w:keepNext/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        "<w:rFonts w:eastAsia=\"黑体\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    ),
    (
        "Units",
        "表的单位",
        "a",
        "<w:keepNext/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"right\"/>",
        "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    ),
    (
        "Cell",
        "表格文字",
        "a",
        "<w:spacing w:line=\"320\" w:lineRule=\"atLeast\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"left\"/>",
        "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    ),
    (
        "Header",
        "header",
        "a",
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"auto\"/></w:pBdr><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>",
    ),
    (
        "Footer",
        "footer",
        "a",
        "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        "<w:rFonts w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>",
    ),
    (
        "FootnoteText",
        "footnote text",
        "a",
        "<w:spacing w:line=\"280\" w:lineRule=\"atLeast\"/><w:ind w:firstLine=\"0\"/>",
        "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>",
    ),
];

/// The styles: 三号仿宋 with 22 lines a page, headings in 黑体, 楷体 and 仿宋.
pub(super) fn styles() -> String {
    let mut out = format!(
        "{HEAD}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"仿宋\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
         <w:kern w:val=\"2\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:pPr><w:spacing w:line=\"579\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/></w:pPr></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"a0\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"a1\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblCellMar><w:left w:w=\"108\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
    );
    for (id, name, base, paragraph, run) in STYLES {
        // A line of an exact height would cut a picture or a raised word; 0 characters undo the indent of the text.
        let paragraph = paragraph.replace("w:firstLine=\"0\"", "w:firstLineChars=\"0\" w:firstLine=\"0\"");
        style(&mut out, id, name, base, &paragraph, run);
    }
    for level in 1..=6 {
        let font = match level {
            1 => "黑体",
            2 => "楷体",
            _ => "仿宋",
        };
        let properties = format!(
            "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"100\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:outlineLvl w:val=\"{}\"/>",
            level - 1
        );
        let look = format!("<w:rFonts w:eastAsia=\"{font}\"/>");
        style(&mut out, &format!("Heading{level}"), &format!("heading {level}"), "a", &properties, &look);
        let name = match level {
            1 => "章无标题".to_owned(),
            _ => format!("{}级无标题", ["一", "二", "三", "四", "五"][level - 2]),
        };
        style(&mut out, &format!("Untitled{level}"), &name, "a", "", "");
    }
    out.push_str(
        "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"a1\"/><w:tblPr><w:tblBorders>\
         <w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
         <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
         </w:tblBorders></w:tblPr></w:style></w:styles>",
    );
    out
}

fn style(out: &mut String, id: &str, name: &str, base: &str, paragraph: &str, run: &str) {
    let wrapped = |tag: &str, inner: &str| {
        if inner.is_empty() { String::new() } else { format!("<w:{tag}>{inner}</w:{tag}>") }
    };
    let _ = write!(
        out,
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{base}\"/>{}{}</w:style>",
        wrapped("pPr", paragraph),
        wrapped("rPr", run)
    );
}
