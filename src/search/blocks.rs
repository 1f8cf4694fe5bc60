//! The visible text of an item, block by block, as its page shows it.

use crate::model::{Body, ClausePlace, Content, Element, Facts, Item, Kind, LinkText, NodeRange, Part, Provenance};
use crate::site::{Entry, EntryIx, Link, Site};

/// A piece of a page's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading inside the page, with its anchor.
    Heading(String, String),
    /// A paragraph, list item, row of a table…, and the anchor it has of its own.
    Text(String, Option<String>),
}

/// What names a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// The title, or what stands in its place.
    pub(super) title: String,
    /// Number of a clause, id of a task or safeguard.
    pub(super) number: Option<String>,
    /// Other names of a role or term.
    pub(super) aliases: Vec<String>,
}

/// The names of an item in its own language.
pub(super) fn names(site: &Site, index: EntryIx) -> Names {
    let entry = site.entry(index);
    let aliases = match &entry.item.facts {
        Facts::Term(term) => &term.aliases[..],
        Facts::Role(role) => &role.aliases[..],
        Facts::Translation(translation) => &translation.aliases[..],
        _ => &[],
    };
    Names {
        title: title(site, index),
        number: number(site, index),
        aliases: aliases.iter().map(|alias| alias.value.clone()).collect(),
    }
}

/// The title of an item; of an untitled clause its number.
fn title(site: &Site, index: EntryIx) -> String {
    let entry = site.entry(index);
    let title = &entry.item.header.title.value;
    if title.is_empty() { number(site, index).unwrap_or_else(|| entry.key().id().to_string()) } else { title.clone() }
}

fn number(site: &Site, index: EntryIx) -> Option<String> {
    let original = site.entry(site.entry(index).original);
    match &original.item.facts {
        Facts::Clause(clause) => match &clause.place {
            ClausePlace::Numbered(number) => Some(number.to_string()),
            ClausePlace::Front | ClausePlace::Back => None,
        },
        Facts::Task(_) | Facts::Safeguard(_) => Some(original.key().id().to_string()),
        _ => None,
    }
}

/// The short names of the standard and edition that an item belongs to.
pub(super) fn crumb(site: &Site, index: EntryIx) -> String {
    let lang = site.lang(index);
    let short = |original: EntryIx| short_title(&site.entry(site.in_language(original, lang)).item);
    let edition = site.edition_of(index).filter(|edition| edition.entry != site.entry(index).original);
    edition.map_or_else(String::new, |edition| format!("{} {}", short(edition.standard), short(edition.entry)))
}

/// The name of a standard or edition in menus.
pub(super) fn short_title(item: &Item) -> String {
    let short = match &item.facts {
        Facts::Standard(standard) => Some(&standard.short_title),
        Facts::Edition(edition) => Some(&edition.short_title),
        Facts::Translation(translation) => translation.short_title.as_ref(),
        _ => None,
    };
    short.unwrap_or(&item.header.title.value).clone()
}

/// Whose words an item is; a translation has what its original has.
pub(super) fn provenance(site: &Site, index: EntryIx) -> Option<Provenance> {
    site.entry(site.entry(index).original).item.provenance()
}

/// Everything that an item's page says in its own words, in reading order.
pub(super) fn blocks(site: &Site, index: EntryIx) -> Vec<Block> {
    let entry = site.entry(index);
    let body = &entry.item.body;
    let mut reader = Reader { site, entry, out: Vec::new(), text: String::new(), anchor: None };
    for section in &body.sections {
        if let Some(heading) = body.heading_of(section) {
            reader.out.push(Block::Heading(heading.text.to_string(), heading.anchor.to_string()));
        }
        reader.read(body, &section.nodes);
    }
    for (number, footnote) in (1..).zip(&body.footnotes) {
        reader.anchor = Some(format!("fn-{number}"));
        reader.read(body, &footnote.nodes);
    }
    let mut blocks = reader.out;
    blocks.extend(facts(site, index));
    blocks
}

/// Reads blocks of a body.
struct Reader<'a> {
    site: &'a Site,
    entry: &'a Entry,
    out: Vec<Block>,
    text: String,
    /// The anchor of the block that is being read.
    anchor: Option<String>,
}

impl Reader<'_> {
    fn read(&mut self, body: &Body, range: &NodeRange) {
        let mut open: Vec<bool> = Vec::new();
        let mut in_heading = false;
        for node in body.slice(range) {
            match &node.content {
                Content::Open(element) => {
                    let is_block = self.open(element, body);
                    in_heading |= matches!(element, Element::Heading(_));
                    open.push(is_block);
                }
                Content::Close => {
                    if open.pop().unwrap_or(false) {
                        if std::mem::take(&mut in_heading) {
                            self.text.clear();
                        }
                        self.flush();
                    }
                }
                Content::Text(text) => self.text.push_str(text),
                Content::Code(code) => self.text.push_str(code),
                Content::Mark(mark) => {
                    self.text.push_str(mark);
                    self.text.push(' ');
                }
                Content::SoftBreak | Content::HardBreak => self.text.push(' '),
                // Others' words, and what is seen but not read.
                Content::Quotation(_) | Content::Picture(..) => {}
                Content::Rule | Content::Checkbox(_) | Content::FootnoteCall(_) => {}
            }
        }
        self.flush();
        self.anchor = None;
    }

    /// Begins an element; whether it is a block.
    fn open(&mut self, element: &Element, body: &Body) -> bool {
        match element {
            Element::Heading(heading) => {
                self.flush();
                if let Some(heading) = body.headings.get(*heading as usize) {
                    self.out.push(Block::Heading(heading.text.to_string(), heading.anchor.to_string()));
                }
            }
            Element::Paragraph(Some(ordinal)) => self.begin(Some(format!("p{ordinal}"))),
            Element::Item(Some(ordinal)) => self.begin(Some(format!("i{ordinal}"))),
            Element::Paragraph(None)
            | Element::Item(None)
            | Element::CodeBlock(_)
            | Element::TableHead
            | Element::TableRow
            | Element::TableCaption
            | Element::TableUnits
            | Element::FigureCaption
            | Element::Aside(_)
            | Element::List(_)
            | Element::StandardList(_)
            | Element::DefinitionTitle
            | Element::Definition => self.begin(None),
            Element::TableCell(_) => {
                if !self.text.is_empty() {
                    self.text.push(' ');
                }
                return false;
            }
            Element::Link(reference, LinkText::OfTarget) => {
                self.target(*reference);
                return false;
            }
            _ => return false,
        }
        true
    }

    fn begin(&mut self, anchor: Option<String>) {
        self.flush();
        // A paragraph in a numbered item has the item's place.
        if anchor.is_some() {
            self.anchor = anchor;
        }
    }

    /// The name that a link shows when the author wrote none.
    fn target(&mut self, reference: u32) {
        let Some(Link::To(target, _)) = self.entry.links.get(reference as usize) else { return };
        let lang = self.entry.item.header.lang.unwrap_or(self.site.config.languages.first);
        let shown = self.site.in_language(*target, lang);
        let name = title(self.site, shown);
        match number(self.site, shown) {
            Some(number) if self.site.entry(shown).kind() == Kind::Clause && number != name => {
                self.text.push_str(&format!("{number} {name}"));
            }
            _ => self.text.push_str(&name),
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if !text.is_empty() {
            self.out.push(Block::Text(text.to_owned(), self.anchor.take()));
        }
    }
}

/// What the page shows of the front matter.
fn facts(site: &Site, index: EntryIx) -> Vec<Block> {
    let entry = site.entry(index);
    let original = site.entry(entry.original);
    let translation = match &entry.item.facts {
        Facts::Translation(translation) => Some(translation),
        _ => None,
    };
    let own = |translated: Option<&String>, original: &str| translated.map_or(original, String::as_str).to_owned();
    let mut lines: Vec<(String, Option<&str>)> = Vec::new();
    if let (Some(work), Some(links)) = (original.item.work(), site.work_links(index)) {
        let lang = site.lang(index);
        let roles = work.who.iter().zip(&links.roles).map(|(assignment, role)| {
            let name =
                role.map_or_else(|| assignment.role.value.clone(), |role| title(site, site.in_language(role, lang)));
            assignment.word.as_ref().map_or_else(|| name.clone(), |word| format!("{name} {word}"))
        });
        // The table of duties stands below the third question, whose anchor is there without words of the author's, too.
        let who = entry.item.body.part(Part::Who).and_then(|section| entry.item.body.heading_of(section));
        lines.push((roles.collect::<Vec<_>>().join("、"), Some(who.map_or("who", |heading| &heading.anchor))));
        let records = translation.map(|own| &own.records).filter(|own| !own.is_empty()).unwrap_or(&work.records);
        lines.push((records.join("、"), None));
        let cadence = translation.and_then(|own| own.cadence.as_ref());
        lines.push((own(cadence, work.cadence.as_deref().unwrap_or_default()), None));
    }
    match &original.item.facts {
        Facts::Standard(standard) => lines.push((standard.issuer.clone(), None)),
        Facts::Safeguard(safeguard) => {
            lines.push((own(translation.and_then(|own| own.category.as_ref()), &safeguard.category), None));
        }
        Facts::Note(note) => lines.push((own(translation.and_then(|own| own.unit.as_ref()), &note.unit), None)),
        Facts::Case(case) => {
            lines.push((own(translation.and_then(|own| own.outcome.as_ref()), &case.outcome), None));
            lines.push((own(translation.and_then(|own| own.place.as_ref()), &case.place), None));
            lines.push((own(translation.and_then(|own| own.unit.as_ref()), &case.unit), None));
            lines.extend(case.sources.iter().map(|source| (source.title.clone(), None)));
        }
        Facts::Clause(clause) => lines.extend(clause.source.iter().map(|source| (source.title.clone(), None))),
        Facts::Term(term) => lines.extend(term.source.iter().map(|source| (source.title.clone(), None))),
        _ => {}
    }
    // An empty anchor is the top of the page.
    let lines = lines.into_iter().filter(|(text, _)| !text.is_empty());
    lines.map(|(text, anchor)| Block::Text(text, Some(anchor.unwrap_or_default().to_owned()))).collect()
}
