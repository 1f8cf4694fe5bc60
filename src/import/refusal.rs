//! Files that cannot be imported, each with what to do instead.

use crate::diag::Words;
use crate::words;

/// Why a file is not imported, in a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub Words);

impl Refusal {
    /// A refusal in words that are known.
    pub(super) const fn fixed(zh: &'static str, en: &'static str) -> Self {
        Self(Words::fixed(zh, en))
    }
}

/// Whose files are zips of XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Office {
    /// Documents.
    Word,
    /// Workbooks.
    Excel,
}

impl Office {
    /// The program that people know them by.
    pub(super) fn program(self) -> &'static str {
        match self {
            Self::Word => "Word",
            Self::Excel => "Excel",
        }
    }

    /// How the names of its files end.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Word => ".docx",
            Self::Excel => ".xlsx",
        }
    }
}

/// The compound files of Office 97 begin so ([MS-CFB], 2.2).
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What kinds of files can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Word's, a zip.
    Docx,
    /// A web page.
    Html,
    /// Text with headings behind `#`.
    Markdown,
    /// Plain text.
    Text,
    /// A workbook, whose sheets hold tasks.
    Workbook,
}

/// The format of a file, by its name and first bytes.
pub(super) fn format(name: &str, bytes: &[u8]) -> Result<Format, Refusal> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if let Some(refusal) = by_bytes(bytes, &ending) {
        return Err(refusal);
    }
    match ending.as_str() {
        "docx" | "docm" | "dotx" | "dotm" if bytes.starts_with(b"PK") => Ok(Format::Docx),
        "docx" | "docm" | "dotx" | "dotm" => Err(Refusal::fixed(
            "这个文件名为 Word 文档，内容却不是；请用 Word 或 WPS 打开，另存为 .docx",
            "the file is named like a Word file and is none; open it in Word or WPS and save it as .docx",
        )),
        "xlsx" | "xlsm" | "xltx" | "xltm" if bytes.starts_with(b"PK") => Ok(Format::Workbook),
        "xlsx" | "xlsm" | "xltx" | "xltm" => Err(Refusal::fixed(
            "这个文件名为表格，内容却不是；请用 Excel 或 WPS 打开，另存为 .xlsx",
            "the file is named like a workbook and is none; open it in Excel or WPS and save it as .xlsx",
        )),
        "xls" | "et" | "ods" | "csv" | "xlsb" | "ett" => Err(old_workbook()),
        "html" | "htm" | "xhtml" => Ok(Format::Html),
        "md" | "markdown" => Ok(Format::Markdown),
        "txt" => Ok(Format::Text),
        "wps" | "doc" | "rtf" | "odt" | "wpt" | "dot" => Err(old()),
        _ => Err(Refusal(words!(
            "不认识“.{ending}”文件；可以导入 .docx、.html、.md、.txt 和 .xlsx",
            "files that end in `.{ending}` cannot be imported; .docx, .html, .md, .txt and .xlsx can"
        ))),
    }
}

/// A workbook where clauses are wanted.
pub(super) fn of_workbook() -> Refusal {
    Refusal::fixed("表格里是任务，不是条款", "a workbook holds tasks, not clauses")
}

fn old_workbook() -> Refusal {
    Refusal::fixed(
        "这种表格不能直接读；请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”再导入",
        "workbooks of this kind cannot be read; open the file in Excel or WPS, save it as “Excel Workbook (*.xlsx)” and import that",
    )
}

fn old() -> Refusal {
    Refusal::fixed(
        "这是旧版 Word、WPS 或其他字处理软件的文件，不能直接读；请用 Word 或 WPS 打开，另存为 .docx 再导入",
        "this is a file of an old Word, of WPS or of another word processor; open it in Word or WPS, save it as .docx and import that",
    )
}

/// What a file is that gives itself away by its bytes.
fn by_bytes(bytes: &[u8], ending: &str) -> Option<Refusal> {
    let is_workbook = ["xls", "et", "xlsx", "xlsm", "xlt", "ett"].contains(&ending);
    if bytes.starts_with(COMPOUND) {
        let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_encrypted = bytes.windows(encrypted.len()).any(|window| window == encrypted);
        return Some(match (is_encrypted, is_workbook) {
            (true, _) => encrypted_refusal(),
            (false, true) => old_workbook(),
            (false, false) => old(),
        });
    }
    if bytes.starts_with(b"%PDF") {
        return Some(Refusal::fixed(
            "这是 PDF，里面只有版面，没有段落；请向印发单位要 Word 文件，或者导入门户网页（.html）",
            "this is a PDF, which holds pages and no paragraphs; ask the issuer for the Word file, or import the portal's page (.html)",
        ));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(old());
    }
    None
}

/// A file that asks for a password.
pub(super) fn encrypted_refusal() -> Refusal {
    Refusal::fixed(
        "这个文件设了密码；请用 Word、Excel 或 WPS 打开，去掉密码，另存后再导入",
        "the file asks for a password; open it in Word, Excel or WPS, remove the password, save it and import that",
    )
}

/// What a zip holds when it is no Word file.
pub(super) fn other_zip(holds: impl Fn(&str) -> bool) -> Refusal {
    if holds("OFD.xml") {
        return Refusal::fixed(
            "这是 OFD 版式文件，里面只有版面，没有段落；请向印发单位要 Word 文件，或者导入门户网页（.html）",
            "this is an OFD file, which holds pages and no paragraphs; ask the issuer for the Word file, or import the portal's page (.html)",
        );
    }
    if holds("xl/workbook.xml") {
        return Refusal::fixed(
            "这是表格，名字却是 Word 文档的；请把文件名的结尾改为 .xlsx 再导入",
            "this is a workbook under the name of a Word file; let its name end with .xlsx and import that",
        );
    }
    if holds("word/document.xml") {
        return Refusal::fixed(
            "这是 Word 文档，名字却是表格的；请把文件名的结尾改为 .docx 再导入",
            "this is a Word file under the name of a workbook; let its name end with .docx and import that",
        );
    }
    if holds("content.xml") {
        return old();
    }
    broken()
}

/// A workbook that is none inside.
pub(super) fn broken_workbook() -> Refusal {
    Refusal::fixed(
        "这个 .xlsx 文件是坏的，或者没有下载完；请重新取一份，或者用 Excel、WPS 打开、修复、另存",
        "the .xlsx file is damaged or incomplete; get it again, or open it in Excel or WPS, let it repair the file, and save it",
    )
}

/// A damaged zip.
pub(super) fn broken() -> Refusal {
    Refusal::fixed(
        "这个 .docx 文件是坏的，或者没有下载完；请重新取一份，或者用 Word 打开、修复、另存",
        "the .docx file is damaged or incomplete; get it again, or open it in Word, let it repair the file, and save it",
    )
}
