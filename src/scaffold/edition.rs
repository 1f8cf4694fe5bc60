//! A new edition that begins as a copy of an older one, and a new standard.
//!
//! The copy is a draft. Its clauses say what they continue; what belonged to the old text alone stays behind: former addresses,
//! sign-offs, the lock, the place where the old edition was published. What is made builds without a finding.

use super::{NewFile, quoted};
use crate::model::{EditionKey, Id, ItemKey, Kind, PartialDate};
use crate::site::{EditionNode, Entry, Site};
use crate::source::Snapshot;
use crate::text::front_matter::FrontMatter;

/// Keys of an item that are of its former text and no other.
const OF_OLD_TEXT: &[&str] = &["moved-from", "reviewed", "approved", "imported"];

/// Keys of an edition that are of the old one and no other.
const OF_OLD_EDITION: &[&str] = &[
    "moved-from",
    "reviewed",
    "approved",
    "effective",
    "source",
    "withdrawn",
    "pairs-with",
    "updated",
    "consultation",
];

/// A new edition to be made.
#[derive(Clone, Debug)]
pub struct NewEdition {
    /// Its name.
    pub key: EditionKey,
    /// The edition of the same standard that it begins as, by its index in the site.
    pub from: usize,
    /// Editions that are made at the same time, whose standards are revised together with this one.
    pub with: Vec<EditionKey>,
    /// When it is thought to be issued, if that is known.
    pub issued: Option<PartialDate>,
}

/// The files of a new edition.
pub fn edition(site: &Site, snapshot: &Snapshot, new: &NewEdition) -> Vec<NewFile> {
    let Some(old) = site.editions.get(new.from) else { return Vec::new() };
    let of_old = site.entries.iter().filter(|entry| entry.key().edition() == Some(&old.key));
    let files = of_old.filter_map(|entry| {
        let path = &entry.item.header.path;
        let text = snapshot.text(path)?;
        let to = renamed(path.as_str(), &old.key, &new.key)?;
        let text = match entry.key() {
            ItemKey::Edition(_) => index(site, old, new, entry, text),
            ItemKey::Standard(_) | ItemKey::Provision(..) | ItemKey::Shared(..) => {
                Some(pinned(site, old, new, &provision(entry, text)))
            }
        };
        Some(NewFile::new(&to, text?))
    });
    files.collect()
}

/// `content/standards/urban/2022/tasks/t01.md` → `content/standards/urban/2026/tasks/t01.md`.
fn renamed(path: &str, old: &EditionKey, new: &EditionKey) -> Option<String> {
    let folder = |key: &EditionKey| format!("content/standards/{}/{}/", key.standard, key.edition);
    path.strip_prefix(&folder(old)).map(|rest| folder(new) + rest)
}

fn provision(entry: &Entry, text: &str) -> String {
    let Some(mut front) = FrontMatter::of(text) else { return text.to_owned() };
    front.drop(OF_OLD_TEXT);
    let is_clause = entry.kind() == Kind::Clause && entry.item.header.lang.is_none();
    if is_clause {
        front.set("continues", &format!("[\"{}\"]", entry.key().id()));
    }
    front.above(front.body)
}

/// Refs that name an edition which is copied name the copy: that of this standard, and those that are made with it.
fn pinned(site: &Site, old: &EditionNode, new: &NewEdition, text: &str) -> String {
    let partners = old.pairs.iter().filter_map(|pair| site.entry(*pair).key().edition());
    let copied = std::iter::once(&old.key).chain(partners).filter_map(|own| {
        let copy =
            new.with.iter().find(|copy| copy.standard == own.standard).or((own == &old.key).then_some(&new.key))?;
        Some((own, copy))
    });
    copied.fold(text.to_owned(), |text, (own, copy)| {
        let ends = ["/", "]]", "|"].iter();
        ends.fold(text, |text, end| text.replace(&format!("{own}{end}"), &format!("{copy}{end}")))
    })
}

fn index(site: &Site, old: &EditionNode, new: &NewEdition, entry: &Entry, text: &str) -> Option<String> {
    let mut front = FrontMatter::of(text)?;
    // `source` of a translation is who translated it.
    let is_translation = entry.item.header.lang.is_some();
    front.drop(if is_translation { OF_OLD_TEXT } else { OF_OLD_EDITION });
    // 2022年版 → 2026年版: the names of editions mostly hold their ids.
    let (from, to) = (old.key.edition.as_str(), new.key.edition.as_str());
    let is_named = front.get("short-title").is_some_and(|line| line.contains(from));
    for key in ["title", "short-title"] {
        front.change(key, |line| line.replace(from, to));
    }
    if !is_named {
        front.set("short-title", &quoted(to));
    }
    if is_translation {
        return Some(front.above("Draft.\n"));
    }
    match new.issued {
        Some(issued) => front.set("issued", &issued.to_string()),
        None => front.drop(&["issued"]),
    }
    front.set("status", "draft");
    let pairs = pairs(site, old, new);
    if !pairs.is_empty() {
        front.set("pairs-with", &format!("[{}]", pairs.join(", ")));
    }
    Some(front.above(&format!("本版是草案，由[[{}]]修订而来。\n", old.key)))
}

/// Editions of other standards that a new one goes with: those that are made with it, else those that the old one goes with.
fn pairs(site: &Site, old: &EditionNode, new: &NewEdition) -> Vec<String> {
    let is_revised = |standard: &Id| new.with.iter().any(|own| own.standard == *standard);
    let kept = old.pairs.iter().filter_map(|pair| site.entry(*pair).key().edition());
    let kept = kept.filter(|pair| !is_revised(&pair.standard)).map(ToString::to_string);
    let own = new.with.iter().filter(|own| own.standard != new.key.standard).map(ToString::to_string);
    own.chain(kept).collect()
}

/// A new standard with an empty first edition.
#[derive(Clone, Debug)]
pub struct NewStandard {
    /// Its first edition.
    pub key: EditionKey,
    /// Its title.
    pub title: String,
    /// When that edition is thought to be issued, if that is known.
    pub issued: Option<PartialDate>,
}

/// The files of a new standard.
pub fn standard(new: &NewStandard) -> Vec<NewFile> {
    let NewStandard { key: EditionKey { standard, edition }, title, issued } = new;
    let folder = format!("content/standards/{standard}");
    let named = quoted(title);
    let issued = issued.map(|issued| format!("issued: {issued}\n")).unwrap_or_default();
    vec![
        NewFile::new(
            &format!("{folder}/index.md"),
            format!(
                "---\ntitle: {named}\nshort-title: {named}\nissuer: 待填写\ncurrent: \"{edition}\"\n---\n待填写。\n"
            ),
        ),
        NewFile::new(
            &format!("{folder}/{edition}/index.md"),
            format!(
                "---\ntitle: {}\nshort-title: {edition}年版\n{issued}status: draft\n\
                 profile: department-document\n---\n待填写。\n",
                quoted(&format!("{title}（{edition}年版）"))
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_changed_and_all_else_stays() {
        let text = "---\n# 注\nnumber: \"4.1\"\nsource:\n  title: 甲\n  date: 2021\nmoved-from: [x]\n---\n正文。\n";
        let mut front = FrontMatter::of(text).unwrap();
        front.drop(&["moved-from"]);
        front.set("continues", "[\"4.1\"]");
        assert_eq!(
            front.above(front.body),
            "---\n# 注\nnumber: \"4.1\"\nsource:\n  title: 甲\n  date: 2021\ncontinues: [\"4.1\"]\n---\n正文。\n"
        );
        assert!(FrontMatter::of("正文").is_none());
    }
}
