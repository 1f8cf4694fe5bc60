//! The parts of an office file: a zip (ECMA-376, part 2) whose entries are read into memory, each only as far as it may go.
//!
//! Nothing is unpacked to a disk, no link to elsewhere is followed, and what a name or a size promises is not believed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::refusal::{Office, Refusal, broken, encrypted_refusal, other_zip};
use super::xml::{self, Local};
use crate::words;

/// The longest part that is read, in bytes: about ten thousand pages of text.
const LONGEST_XML: u64 = 48 << 20;

/// The heaviest picture, in bytes: no attachment of a site may weigh more.
const HEAVIEST_PICTURE: u64 = 32 << 20;

/// How much is unpacked of one file, in bytes.
const HEAVIEST: u64 = 256 << 20;

/// How many entries a file may have.
const MOST_ENTRIES: usize = 20_000;

/// The deepest that elements may nest. Word stops far earlier.
const DEEPEST: usize = 240;

/// A file that has been opened.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    left: u64,
    office: Office,
}

/// Where something that a part names lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// In the file, by its path from the top.
    Inside(String),
    /// Somewhere else, which is never asked.
    Outside,
}

impl<'a> Package<'a> {
    /// Opens a file and looks whether it is what it says.
    pub(super) fn open(bytes: &'a [u8], office: Office) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        if zip.len() > MOST_ENTRIES {
            return Err(too_large());
        }
        let is_strange = |name: &str| {
            let mut parts = name.split(['/', '\\']);
            name.starts_with(['/', '\\']) || name.contains(':') || parts.any(|part| part == "..")
        };
        let names: Result<Vec<String>, _> = zip.file_names().map(|name| name.map(|name| name.into_owned())).collect();
        let mut names = names.map_err(|_| broken())?;
        names.sort();
        if names.iter().any(|name| is_strange(name)) {
            let program = office.program();
            return Err(Refusal(words!(
                "这个文件里有指向文件夹之外的路径，不是 {program} 写的；请向来源核实，用 {program} 打开、另存后再导入",
                "the file holds paths that lead out of it, which {program} never writes; ask where it comes from, open it in {program}, save it and import that"
            )));
        }
        let holds = |name: &str| zip.index_for_name(name).is_some();
        if holds("EncryptedPackage") {
            return Err(encrypted_refusal());
        }
        if !holds("[Content_Types].xml") {
            return Err(other_zip(holds));
        }
        let mut package = Self { zip, names, left: HEAVIEST, office };
        package.refuse_macros()?;
        Ok(package)
    }

    /// Macros are programs; no text needs one.
    fn refuse_macros(&mut self) -> Result<(), Refusal> {
        let types = self.xml("[Content_Types].xml")?.unwrap_or_default();
        let has_program = self.names.iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin"));
        if has_program || types.contains("macroEnabled") {
            let (program, ending) = (self.office.program(), self.office.ending());
            return Err(Refusal(words!(
                "这个文件带有宏；请用 {program} 打开，另存为不带宏的 {ending} 再导入",
                "the file carries macros; open it in {program}, save it as {ending}, without macros, and import that"
            )));
        }
        Ok(())
    }

    /// Whether there is an entry of this name.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Names of all entries, sorted.
    pub(super) fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    /// A part of XML as text; nothing if it is not there.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(bytes) = self.bytes(name, LONGEST_XML)? else { return Ok(None) };
        let text = match bytes.as_slice() {
            [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes)?,
            [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes)?,
            [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).map_err(|_| broken())?,
            _ => String::from_utf8(bytes).map_err(|_| broken())?,
        };
        if is_too_deep(&text) {
            return Err(broken());
        }
        Ok(Some(text))
    }

    /// The bytes of a picture; nothing if it is not there or too heavy.
    pub(super) fn picture(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        self.bytes(name, HEAVIEST_PICTURE)
    }

    fn bytes(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let mut entry = match self.zip.by_index(index) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED)) => {
                return Err(encrypted_refusal());
            }
            Err(_) => return Err(broken()),
        };
        let mut bytes = Vec::new();
        let limit = limit.min(self.left);
        let read = entry.by_ref().take(limit + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        if read as u64 > limit {
            return Err(too_large());
        }
        self.left -= read as u64;
        Ok(Some(bytes))
    }

    /// What a part names: targets by their ids.
    pub(super) fn relations(&mut self, part: &str) -> Result<BTreeMap<String, (String, Target)>, Refusal> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let Some(text) = self.xml(&path)? else { return Ok(BTreeMap::new()) };
        let tree = xml::parse(&text)?;
        let mut relations = BTreeMap::new();
        for node in tree.root_element().children().filter(|node| node.has_tag_name_local("Relationship")) {
            let get = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
            let target = if get("TargetMode") == "External" {
                Target::Outside
            } else {
                Target::Inside(joined(folder, &get("Target")))
            };
            let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
            relations.insert(get("Id"), (kind, target));
        }
        Ok(relations)
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Refusal> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).map_err(|_| broken())
}

/// The path of a target that a part in `folder` names.
fn joined(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Whether elements nest deeper than a document's do; a reader that follows them would run out of room.
fn is_too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut bytes = text.as_bytes();
    while let Some(start) = bytes.iter().position(|byte| *byte == b'<') {
        bytes = &bytes[start + 1..];
        let end = bytes.iter().position(|byte| *byte == b'>').unwrap_or(bytes.len());
        match (bytes.first(), end.checked_sub(1).and_then(|last| bytes.get(last))) {
            (Some(b'/'), _) => depth = depth.saturating_sub(1),
            (Some(b'!' | b'?'), _) | (_, Some(b'/')) => {}
            _ => depth += 1,
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

fn too_large() -> Refusal {
    Refusal::fixed(
        "这个文件解开后太大，不像一份文件；请用 Word 打开，删去大图，另存后再导入",
        "unpacked, the file is too large for a document; open it in Word, remove large pictures, save it and import that",
    )
}
