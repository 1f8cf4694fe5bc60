//! An edition as a Word document (ECMA-376, transitional): its clauses in their order, with real styles, a static contents
//! page, numbers as text and tables with an explicit grid, since WPS shows nothing without one.
//!
//! By hand on `zip`: crates that write Word files bring sixty crates along and leave the grid of tables to chance. The same
//! site gives the same bytes. Fonts are named, never embedded; A4 with the margins and sizes of GB/T 9704—2012, 5.

mod body;
mod cover;
mod parts;
mod pictures;
mod tables;
pub(super) mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::words;
use crate::diag::Locale;
use crate::model::{Provenance, Status};
use crate::naming;
use crate::site::{EditionNode, EntryIx, Site};
use body::{Writer, Written};

/// Everything that a document is made of.
struct Paper<'a> {
    site: &'a Site,
    edition: &'a EditionNode,
    locale: Locale,
}

/// The document of an edition.
pub(super) fn document(site: &Site, edition: &EditionNode) -> anyhow::Result<Vec<u8>> {
    let paper = Paper { site, edition, locale: words::locale(site) };
    let mut writer = Writer::new(site);
    cover::write(&paper, &mut writer);
    for node in &edition.clauses {
        writer.clause(node.entry, node.depth);
    }
    packed(naming::title(site, edition.entry), &paper.running_title(), &writer.finish(), Page::Upright)
}

/// The document of one item: its name, what is known of it, its text. On top of every page stands whose words it is.
///
/// # Errors
/// If the document cannot be packed.
pub fn item(site: &Site, entry: EntryIx) -> anyhow::Result<Vec<u8>> {
    let locale = words::locale(site);
    let mut writer = Writer::new(site);
    let name = naming::full_name(site, entry).into_owned();
    cover::of_item(site, entry, locale, &mut writer);
    writer.text(entry);
    let mut provenances: Vec<Provenance> = site.entry(entry).item.provenances().collect();
    provenances.sort_unstable();
    provenances.dedup();
    let edition = site.edition_of(entry).and_then(|node| site.edition_facts(node));
    let status = edition.map(|facts| facts.status.value).filter(|own| *own != Status::Current);
    let mut said = vec![name.clone()];
    said.extend(status.map(|own| words::status(own).say(locale).to_owned()));
    if provenances != [Provenance::Official] {
        let comma = words::book(locale).comma;
        let names: Vec<String> = provenances.iter().map(|own| words::provenance(*own).say(locale).to_owned()).collect();
        said.extend((!names.is_empty()).then(|| names.join(comma)));
    }
    packed(&name, &said.join("　"), &writer.finish(), Page::Upright)
}

/// A document of a body that is written already, on pages of A4 across.
pub(super) fn across(title: &str, running_title: &str, body: String) -> anyhow::Result<Vec<u8>> {
    packed(title, running_title, &Written { body, notes: Vec::new(), pictures: Vec::new() }, Page::Across)
}

/// How the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// As documents are.
    Upright,
    /// As tables with two columns of text are.
    Across,
}

fn packed(title: &str, running_title: &str, written: &Written, page: Page) -> anyhow::Result<Vec<u8>> {
    let mut files = vec![
        ("[Content_Types].xml", parts::types(written)),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", parts::core(title)),
        ("word/document.xml", parts::document(&written.body, page == Page::Across)),
        ("word/styles.xml", parts::styles()),
        ("word/numbering.xml", parts::numbering()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/header1.xml", parts::header(running_title)),
        ("word/footer1.xml", parts::footer()),
        ("word/_rels/document.xml.rels", parts::relations(written)),
    ];
    if !written.notes.is_empty() {
        files.push(("word/footnotes.xml", parts::footnotes(&written.notes)));
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The first date that a zip knows: a document says by itself what it is dated.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, text) in files {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    for picture in &written.pictures {
        zip.start_file(format!("word/{}", picture.target), options)?;
        zip.write_all(&picture.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

impl Paper<'_> {
    fn fixed(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.locale {
            Locale::Chinese => zh,
            Locale::English => en,
        }
    }

    /// Whose words the clauses are: each provenance once.
    fn provenances(&self) -> Vec<Provenance> {
        let entries = self.edition.clauses.iter().map(|node| node.entry);
        let own = |entry: EntryIx| self.site.entry(entry).item.provenance();
        let mut all: Vec<Provenance> = entries.filter_map(own).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What stands on top of every page: the title, and whose words these are where they are not all the issuer's.
    fn running_title(&self) -> String {
        let mut title = naming::title(self.site, self.edition.entry).to_owned();
        let status = self.site.edition_facts(self.edition).map(|facts| facts.status.value);
        if let Some(status) = status.filter(|status| *status != Status::Current) {
            title = format!("{title}　{}", words::status(status).say(self.locale));
        }
        let provenances = self.provenances();
        if provenances == [Provenance::Official] {
            return title;
        }
        let names: Vec<String> =
            provenances.iter().map(|own| words::provenance(*own).say(self.locale).to_owned()).collect();
        format!("{title}　{}", names.join(self.fixed("、", ", ")))
    }
}
