//! Links that open a source file in the author's editor.

use std::path::{Path, PathBuf};
use std::str::FromStr;

/// How an editor is addressed: a template of a link with `{path}`, `{line}` and `{column}`. It is an option of the
/// command line and no key of `site.yaml`, since those who share a project need not share an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor(Option<String>);

/// Editors known by name.
const KNOWN: [(&str, &str); 4] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
];

impl FromStr for Editor {
    type Err = String;

    /// Reads the name of a known editor, `none`, or a template.
    fn from_str(text: &str) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self(None));
        }
        if let Some((_, template)) = KNOWN.iter().find(|(name, _)| *name == text) {
            return Ok(Self(Some((*template).to_owned())));
        }
        let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
        let is_scheme =
            !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        // A link of these would run in the page, or show it something else.
        let runs = ["javascript", "data", "vbscript", "blob"].iter().any(|bad| scheme.eq_ignore_ascii_case(bad));
        if is_scheme && !runs && text.contains("{path}") {
            return Ok(Self(Some(text.to_owned())));
        }
        let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
        Err(format!(
            "write one of {}, none, or a link such as myeditor://open?file={{path}}&line={{line}}",
            names.join(", ")
        ))
    }
}

impl Editor {
    /// The links of a project.
    pub(super) fn on(&self, project: &Path) -> Option<Links> {
        let template = self.0.clone()?;
        let project = project.canonicalize().ok()?;
        Some(Links { template, project })
    }
}

/// Makes links to the files of one project.
#[derive(Debug)]
pub(super) struct Links {
    template: String,
    project: PathBuf,
}

impl Links {
    /// The template with the folder of the project in `{path}`, for the browser to fill in the rest.
    pub(super) fn template(&self) -> String {
        let folder = self.project.to_string_lossy().replace('\\', "/");
        let folder = folder.strip_prefix("//?/").unwrap_or(&folder);
        let slash = if folder.starts_with('/') { "" } else { "/" };
        self.template.replace("{path}", &format!("{slash}{}/{{path}}", encoded(folder)))
    }
}

/// A path as part of a link.
fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => text.push(byte.into()),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_named_or_described() {
        assert!("vscode".parse::<Editor>().unwrap().0.unwrap().starts_with("vscode://"));
        assert_eq!("none".parse::<Editor>(), Ok(Editor(None)));
        assert!("my-editor://open?f={path}".parse::<Editor>().is_ok());
        for wrong in ["notepad", "myeditor://open", "javascript:alert('{path}')", "JavaScript:{path}", ":{path}"] {
            assert!(wrong.parse::<Editor>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn folders_are_encoded() {
        let links = Links { template: "e://{path}:{line}".to_owned(), project: PathBuf::from("/书 稿/a#b") };
        assert_eq!(links.template(), "e:///%E4%B9%A6%20%E7%A8%BF/a%23b/{path}:{line}");
    }
}
