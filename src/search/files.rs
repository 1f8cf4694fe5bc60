//! The files of an index beside its entry and its texts: their payloads, and what they are called
//! (`docs/search-format.md`, 1).

use serde_json::{Map, Value, json};

use super::name::{Name, Namer};
use super::script;

/// Names of texts in a file of them, as a power of two.
pub(super) const NAMES_SHIFT: u32 = 6;

/// So many names of texts, or fewer, stand in the core itself.
const NAMES_IN_CORE: usize = 128;

/// Payloads of one kind, in their order.
pub(super) struct Group {
    pub(super) kind: &'static str,
    /// What each is called in an index that is one file.
    pub(super) whats: Vec<String>,
    pub(super) payloads: Vec<String>,
}

impl Group {
    /// A kind of which there is one file.
    pub(super) fn one(kind: &'static str, payload: String) -> Self {
        Self { kind, whats: vec![kind.to_owned()], payloads: vec![payload] }
    }

    /// Files with strings of digits, by their numbers.
    pub(super) fn numbered(kind: &'static str, texts: Vec<String>) -> Self {
        let whats = (0..texts.len()).map(|number| format!("{kind}/{number}"));
        Self { kind, whats: whats.collect(), payloads: texts.iter().map(|text| script::quoted(text)).collect() }
    }

    /// Files of Latin words, by their letters.
    pub(super) fn lettered(kind: &'static str, files: &[(char, String)]) -> Self {
        let whats = files.iter().map(|(letter, _)| format!("{kind}/{letter}"));
        Self { kind, whats: whats.collect(), payloads: files.iter().map(|(_, text)| script::quoted(text)).collect() }
    }

    /// Names of texts, some in a file.
    fn of_texts(names: &[Name]) -> Self {
        Self::numbered("k", names.chunks(1 << NAMES_SHIFT).map(digits).collect())
    }
}

/// Names one after the other.
fn digits(names: &[Name]) -> String {
    let mut digits = String::new();
    names.iter().for_each(|name| name.put(&mut digits));
    digits
}

/// Bytes of all payloads.
pub(super) fn length(groups: &[Group]) -> usize {
    groups.iter().flat_map(|group| &group.payloads).map(String::len).sum()
}

/// What the core says of names, and the files by theirs. The texts have their names already.
pub(super) fn named(mut groups: Vec<Group>, texts: &[Name]) -> (Value, Vec<(String, String)>) {
    let mut names = Map::new();
    let mut files = Vec::new();
    if texts.len() <= NAMES_IN_CORE {
        names.insert("t".to_owned(), json!(digits(texts)));
    } else {
        groups.push(Group::of_texts(texts));
    }
    for group in groups {
        let (mut namer, mut digits) = (Namer::default(), String::new());
        for payload in group.payloads {
            let name = namer.name(payload.as_bytes());
            name.put(&mut digits);
            files.push((called(group.kind, name), payload));
        }
        names.insert(group.kind.to_owned(), json!(digits));
    }
    (Value::Object(names), files)
}

/// How a file is called.
pub(super) fn called(kind: &str, name: Name) -> String {
    format!("{kind}-{name}")
}

/// All payloads as one.
pub(super) fn whole(core: &str, groups: &[Group], texts: &[(u32, String)]) -> String {
    let of_groups = groups.iter().flat_map(|group| group.whats.iter().map(String::as_str).zip(&group.payloads));
    let mut all = vec![format!("\"core\":{core}")];
    all.extend(of_groups.map(|(what, payload)| format!("\"{what}\":{payload}")));
    all.extend(texts.iter().map(|(number, payload)| format!("\"t/{number}\":{payload}")));
    format!("{{{}}}", all.join(",\n"))
}
