//! Word files (ECMA-376, ISO/IEC 29500): bytes → [`Document`].

mod body;
mod number_format;
mod numbering;
mod parts;
mod pictures;
mod reader;
mod role;
mod runs;
mod styles;
mod tables;

use super::Changes;
use super::document::Document;
use super::package::{Package, Target};
use super::refusal::{Office, Refusal, other_zip};
use super::xml::{self, Local};
use parts::Parts;
use reader::Reader;

/// Reads a file.
pub(super) fn read(bytes: &[u8], changes: Changes) -> Result<Document, Refusal> {
    let mut package = Package::open(bytes, Office::Word)?;
    let main = main_part(&mut package)?;
    let Some(text) = package.xml(&main)? else { return Err(other_zip(|_| false)) };
    let tree = xml::parse(&text)?;
    let root = tree.root_element();
    if changes == Changes::Refuse {
        refuse_changes(root)?;
    }
    let parts = Parts::read(&mut package, &main)?;
    let Some(body) = root.child("body") else { return Err(other_zip(|_| false)) };
    let mut document = Reader::new(&parts, changes).read(body);
    pictures::take(&mut package, &mut document)?;
    document.losses.extend(parts.losses());
    Ok(document.finished())
}

/// The part that holds the text. Its usual place is taken where no relation names one.
fn main_part(package: &mut Package<'_>) -> Result<String, Refusal> {
    let relations = package.relations("")?;
    let named = relations.into_values().find_map(|(kind, target)| match target {
        Target::Inside(path) if kind == "officeDocument" => Some(path),
        Target::Inside(_) | Target::Outside => None,
    });
    let main = named.unwrap_or_else(|| "word/document.xml".to_owned());
    if package.holds(&main) && main.ends_with(".xml") && !main.starts_with("xl/") {
        return Ok(main);
    }
    let names = package.names();
    Err(other_zip(|name| names.iter().any(|own| own == name)))
}

/// Which words are the text is for a person to say.
fn refuse_changes(root: roxmltree::Node<'_, '_>) -> Result<(), Refusal> {
    let is_change = |node: &roxmltree::Node<'_, '_>| {
        ["ins", "del", "moveFrom", "moveTo"].iter().any(|name| node.has_tag_name_local(name))
    };
    if root.descendants().any(|node| is_change(&node)) {
        return Err(Refusal::fixed(
            "文件里有未处理的修订；请在 Word 里逐条接受或拒绝，或者用 --changes accept（全部接受）、--changes reject（全部拒绝）说明",
            "the file has tracked changes; accept or reject them in Word, or say `--changes accept` or `--changes reject`",
        ));
    }
    Ok(())
}
