//! Many files in one text (after golang's txtar): a remark, then sections, each under a line `-- name --`.

/// A text taken apart. Writing it back gives the same bytes.
pub(crate) struct Archive {
    /// What stands before the first section.
    pub(crate) remark: String,
    /// The sections in their order.
    pub(crate) sections: Vec<Section>,
}

/// One file, or whatever the name says.
#[derive(Clone)]
pub(crate) struct Section {
    /// What stands between the dashes.
    pub(crate) name: String,
    /// Everything up to the next name.
    pub(crate) text: String,
}

impl Archive {
    /// Takes `text` apart.
    pub(crate) fn parse(text: &str) -> Self {
        let mut archive = Self { remark: String::new(), sections: Vec::new() };
        for line in text.split_inclusive('\n') {
            if let Some(name) = name_of(line) {
                archive.sections.push(Section { name: name.to_owned(), text: String::new() });
                continue;
            }
            match archive.sections.last_mut() {
                Some(section) => section.text.push_str(line),
                None => archive.remark.push_str(line),
            }
        }
        archive
    }

    /// Puts the text together again.
    pub(crate) fn print(&self) -> String {
        let sections = self.sections.iter().map(|section| format!("-- {} --\n{}", section.name, section.text));
        sections.fold(self.remark.clone(), |text, section| text + &section)
    }
}

fn name_of(line: &str) -> Option<&str> {
    let name = line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")?.trim();
    (!name.is_empty()).then_some(name)
}

#[test]
fn what_is_printed_is_what_was_parsed() {
    let text = "A remark.\n-- content/a.md --\n---\ntitle: 甲\n---\n\n-- expect pages --\n";
    let archive = Archive::parse(text);
    assert_eq!(archive.remark, "A remark.\n");
    assert_eq!(archive.sections[0].name, "content/a.md");
    assert_eq!(archive.sections[0].text, "---\ntitle: 甲\n---\n\n");
    assert_eq!(archive.sections[1].text, "");
    assert_eq!(archive.print(), text);
}
