//! The titles of the three sections of a task.

use super::keys;
use crate::model::Part;
use crate::yaml::{Fields, Name, Reader};

/// Titles by which the sections of a task are known when they carry no `{#what}`.
#[derive(Clone, Debug)]
pub struct PartTitles {
    titles: Vec<(Part, String)>,
}

impl Default for PartTitles {
    fn default() -> Self {
        let both = [(Part::What, "做什么"), (Part::How, "怎么做"), (Part::Who, "谁来做")];
        Self { titles: both.into_iter().map(|(part, title)| (part, title.to_owned())).collect() }
    }
}

impl PartTitles {
    /// The first title of a part.
    pub fn title(&self, part: Part) -> Option<&str> {
        self.titles.iter().find(|(own, _)| *own == part).map(|(_, title)| title.as_str())
    }

    /// The part that a heading of this title begins.
    pub fn part(&self, title: &str) -> Option<Part> {
        self.titles.iter().find(|(_, known)| known == title.trim()).map(|(part, _)| *part)
    }
}

/// Reads `headings`.
pub(super) fn read(reader: &mut Reader<'_>, fields: &mut Fields) -> PartTitles {
    let Some(node) = fields.take(keys::HEADINGS) else { return PartTitles::default() };
    let mut inner = reader.fields(node);
    let mut titles = Vec::new();
    for part in Part::ALL {
        titles.extend(inner.texts(reader, part_name(part)).into_iter().map(|title| (part, title.value)));
    }
    inner.finish(reader);
    PartTitles { titles }
}

/// The key of the titles of a part.
fn part_name(part: Part) -> Name {
    Name::new(part.word(), Part::VOCABULARY.called(part.word()).unwrap_or_default())
}
