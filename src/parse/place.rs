//! What a file is, from where it lies (`docs/content-format.md`).

use crate::config::Config;
use crate::model::{EditionKey, Home, Id, IdError, ItemKey, Kind, Lang, Space};
use crate::source::SourcePath;

/// What the path of a file says about its item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) key: ItemKey,
    pub(super) kind: Kind,
    /// The language, for a translation.
    pub(super) lang: Option<Lang>,
}

/// Why a file is no item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Misplaced {
    /// No kind of item lies in its folder.
    Folder,
    /// A part of its path is no id.
    Id(String, IdError),
    /// Its name ends in a language that `site.yaml` does not list.
    Language(Lang),
    /// Its name ends in what people call a language, and normbook does not; and the name of the file that they mean, if
    /// the language is one of the book's.
    UnknownLanguage(String, Option<String>),
}

/// Reads a path such as `content/standards/urban/2022/tasks/t07.en.md`.
pub(super) fn of(path: &SourcePath, config: &Config) -> Result<Place, Misplaced> {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let stem = path.file_name().strip_suffix(".md").ok_or(Misplaced::Folder)?;
    let (stem, lang) = language(stem, config)?;
    let (key, kind) = match parts.as_slice() {
        ["content", "standards", standard, _] if stem == "index" => {
            (ItemKey::Standard(standard_id(standard)?), Kind::Standard)
        }
        ["content", "standards", standard, edition, _] if stem == "index" => {
            (ItemKey::Edition(edition_key(standard, edition)?), Kind::Edition)
        }
        ["content", "standards", standard, edition, folder, _] => {
            let (kind, _) = Kind::provisions().find(|(_, own)| own == folder).ok_or(Misplaced::Folder)?;
            (ItemKey::Provision(edition_key(standard, edition)?, id(stem)?), kind)
        }
        ["content", folder, _] => shared(folder, id(stem)?).ok_or(Misplaced::Folder)?,
        _ => return Err(Misplaced::Folder),
    };
    Ok(Place { key, kind, lang })
}

fn edition_key(standard: &str, edition: &str) -> Result<EditionKey, Misplaced> {
    Ok(EditionKey { standard: standard_id(standard)?, edition: id(edition)? })
}

/// A standard's folder stands beside those of shared items and files, whose names are taken.
fn standard_id(text: &str) -> Result<Id, Misplaced> {
    if Space::from_name(text).is_some() || matches!(text, "assets" | "data") {
        return Err(Misplaced::Id(text.to_owned(), IdError::Reserved));
    }
    id(text)
}

fn shared(folder: &str, id: Id) -> Option<(ItemKey, Kind)> {
    let space = Space::from_name(folder)?;
    Some((ItemKey::Shared(space, id), Kind::at(Home::Shared(space))?))
}

fn id(text: &str) -> Result<Id, Misplaced> {
    Id::new(text).map_err(|error| Misplaced::Id(text.to_owned(), error))
}

/// Splits `t07.en` into `t07` and English. The first language needs no mark.
fn language<'a>(stem: &'a str, config: &Config) -> Result<(&'a str, Option<Lang>), Misplaced> {
    let Some((name, tag)) = stem.rsplit_once('.') else { return Ok((stem, None)) };
    match Lang::from_tag(tag) {
        None if is_called_language(tag) => {
            let meant = Lang::meant(tag).and_then(|lang| match lang {
                lang if lang == config.languages.first => Some(format!("{name}.md")),
                lang if config.languages.others.contains(&lang) => Some(format!("{name}.{}.md", lang.file_tag())),
                _ => None,
            });
            Err(Misplaced::UnknownLanguage(tag.to_owned(), meant))
        }
        None => Ok((stem, None)),
        Some(lang) if lang == config.languages.first => Ok((name, None)),
        Some(lang) if config.languages.others.contains(&lang) => Ok((name, Some(lang))),
        Some(lang) => Err(Misplaced::Language(lang)),
    }
}

/// Whether a part of a name is a language as other programs write it. An id that ends so would be a page of its own, which
/// nobody wants of a translation.
fn is_called_language(tag: &str) -> bool {
    const TAGS: [&str; 30] = [
        "zh", "zh-hans", "zh-hant", "zh-tw", "zh-hk", "zh-mo", "zh-sg", "zh_cn", "zh_tw", "cn", "chs", "cht", "eng",
        "en-us", "en-gb", "en_us", "bo-cn", "ii-cn", "ug-cn", "tib", "yi", "uig", "mn", "kk", "ko", "ja", "ru", "fr",
        "de", "es",
    ];
    TAGS.contains(&tag.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn place(path: &str) -> Result<Place, Misplaced> {
        let text = "title: 站\nlanguages: [zh-CN, en]\npublisher: {name: 组}\n";
        let (config, _) = crate::config::read(Some(&Source::new(SourcePath::new("content/site.yaml"), text)));
        of(&SourcePath::new(path), &config)
    }

    #[test]
    fn folders_say_the_kind() {
        let clause = place("content/standards/urban/2022/clauses/5.7.md").unwrap();
        assert_eq!((clause.kind, clause.lang, clause.key.to_string().as_str()), (Kind::Clause, None, "urban@2022/5.7"));
        let task = place("content/standards/urban/2022/tasks/t07.en.md").unwrap();
        assert_eq!((task.kind, task.lang), (Kind::Task, Some(Lang::En)));
        assert_eq!(place("content/standards/urban/index.md").unwrap().kind, Kind::Standard);
        assert_eq!(place("content/roles/grid-worker.md").unwrap().kind, Kind::Role);
    }

    #[test]
    fn strays_are_refused() {
        assert_eq!(place("content/readme.md"), Err(Misplaced::Folder));
        assert_eq!(place("content/terms/a.bo.md"), Err(Misplaced::Language(Lang::Bo)));
        assert_eq!(
            place("content/pages/p.zh.md"),
            Err(Misplaced::UnknownLanguage("zh".to_owned(), Some("p.md".to_owned())))
        );
        assert!(place("content/pages/p.x.md").is_ok());
        assert!(matches!(place("content/terms/网格.md"), Err(Misplaced::Id(..))));
        let taken = Err(Misplaced::Id("roles".to_owned(), IdError::Reserved));
        assert_eq!(place("content/standards/roles/index.md"), taken);
        assert!(matches!(place("content/standards/data/2022/index.md"), Err(Misplaced::Id(_, IdError::Reserved))));
    }
}
