//! Rule `file-name`.

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::model::{Kind, Space};
use crate::source::{Location, SourcePath};
use crate::text::pinyin;
use crate::words;

/// Names of content files become addresses.
pub(crate) static RULE: Rule = Rule {
    id: "file-name",
    severity: Severity::Error,
    explanation: Words::fixed(
        "content 下的文件夹名和文件名只用小写字母 a–z、数字、点、连字符和下划线：它们会成为网址，\
             须在任何系统、任何服务器、任何压缩包里都不变样。content/static 下原样发布的文件还可以用大写字母。",
        "Folders and files under content are named with lower-case letters a–z, digits, dots, hyphens and \
             underscores: the names become addresses, and must survive every system, server and archive. Files of content/static, which are published as \
             they are, may have upper-case letters, too.",
    ),
    wrong: "content/notes/办事 流程.md",
    right: "content/notes/banshi-liucheng.md",
};

/// Finds the first part of `path` that is not fit to be part of an address.
pub(crate) fn check(path: &SourcePath) -> Option<Diagnostic> {
    check_parts(path, is_unfit)
}

/// The same for a file that is published as it is: whoever asks for it has chosen its letters.
pub(crate) fn check_verbatim(path: &SourcePath) -> Option<Diagnostic> {
    check_parts(path, |character| is_unfit(character.to_ascii_lowercase()))
}

fn check_parts(path: &SourcePath, is_unfit: impl Fn(char) -> bool) -> Option<Diagnostic> {
    let (part, offender) =
        path.as_str().split('/').find_map(|part| Some((part, part.chars().find(|&character| is_unfit(character))?)))?;
    let message = words!("文件名“{part}”里有“{offender}”", "the name `{part}` holds `{offender}`");
    let help = match fixed(part) {
        Some(name) => words!("改名为“{name}”", "rename it to `{name}`"),
        None => Words::fixed(
            "只用小写字母 a–z、数字、点、连字符和下划线",
            "use only lower-case letters a–z, digits, dots, hyphens and underscores",
        ),
    };
    let diagnostic = Diagnostic::new(&RULE, Location::whole(path), message).with_help(help);
    let parts: Option<Vec<String>> = path
        .as_str()
        .split('/')
        .map(|part| if part.chars().any(&is_unfit) { fixed(part) } else { Some(part.to_owned()) })
        .collect();
    Some(match parts {
        Some(parts) => diagnostic.with_rename(SourcePath::new(&parts.join("/"))),
        None => diagnostic,
    })
}

fn is_unfit(character: char) -> bool {
    !matches!(character, 'a'..='z' | '0'..='9' | '.' | '_' | '-')
}

/// A fit name that reads the same: Chinese words by their sound. There is none for other scripts.
fn fixed(part: &str) -> Option<String> {
    // Folders of items, as their kinds are called.
    let is_called = |kind: &&Kind| kind.called(Locale::Chinese) == part || kind.spec().listed[0] == part;
    if let Some(kind) = Kind::ALL.iter().find(is_called) {
        let folder = kind.folder_in_edition().or_else(|| kind.space().map(Space::word));
        if let Some(folder) = folder {
            return Some(folder.to_owned());
        }
    }
    let half: String = part.nfkc().collect();
    let spelt = pinyin::spell(&half).to_ascii_lowercase();
    if !spelt.is_ascii() {
        return None;
    }
    let mut name = String::with_capacity(spelt.len());
    for character in spelt.chars() {
        let character = if is_unfit(character) { '-' } else { character };
        if !(character == '-' && (name.is_empty() || name.ends_with('-'))) {
            name.push(character);
        }
    }
    let name = name.replace("-.", ".");
    let name = name.trim_matches('-');
    (!name.is_empty() && !name.starts_with('.')).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &str) -> Option<[String; 2]> {
        let diagnostic = check(&SourcePath::new(path))?;
        Some([diagnostic.message.say(Locale::English).to_owned(), diagnostic.help[0].say(Locale::Chinese).to_owned()])
    }

    #[test]
    fn the_offending_part_is_named() {
        let words = |message: &str, help: &str| Some([message.to_owned(), help.to_owned()]);
        assert_eq!(said("content/standards/urban/2022/clauses/5.7.md"), None);
        assert_eq!(said("content/Cases 1/a.md"), words("the name `Cases 1` holds `C`", "改名为“cases-1”"));
        assert_eq!(said("content/notes/就业.md"), words("the name `就业.md` holds `就`", "改名为“jiuye.md”"));
        assert_eq!(said("content/notes/（一）办事 流程.md").unwrap()[1], "改名为“yi-banshi-liucheng.md”");
        assert_eq!(
            said("content/notes/བོད.md"),
            words("the name `བོད.md` holds `བ`", "只用小写字母 a–z、数字、点、连字符和下划线")
        );
    }
}
