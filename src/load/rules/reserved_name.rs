//! Rule `reserved-name`.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, SourcePath};
use crate::words;

/// No name is one that Windows keeps for itself.
pub(crate) static RULE: Rule = Rule {
    id: "reserved-name",
    severity: Severity::Error,
    explanation: Words::fixed(
        "con、aux、nul、com1 之类是 Windows 的设备名，带任何后缀都建不成文件；名字以点结尾也不行。这样的内容在同事的电脑上\
             取不出来，做成离线包也解不开。",
        "Names such as con, aux, nul and com1 are devices of Windows, with any ending; nor does a name end with a dot there. \
             Such content cannot be checked out by a colleague, nor unpacked from a package.",
    ),
    wrong: "content/pages/aux.md",
    right: "content/pages/auxiliary.md",
};

/// Names of devices (Windows, “Naming Files, Paths, and Namespaces”).
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Finds the first part of `path` that Windows refuses.
pub(crate) fn check(path: &SourcePath) -> Option<Diagnostic> {
    let part = path.as_str().split('/').find(|part| is_reserved(part))?;
    let message = words!("Windows 不接受“{part}”这个名字", "Windows refuses the name `{part}`");
    Some(
        Diagnostic::new(&RULE, Location::whole(path), message)
            .with_help(Words::fixed("换一个名字", "take another name")),
    )
}

/// Windows looks at what stands before the first dot, without blanks at its end.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = |device: &str| {
        let digit =
            stem.strip_prefix(device).and_then(|rest| rest.chars().next().filter(|own| own.len_utf8() == rest.len()));
        digit.is_some_and(|digit| matches!(digit, '1'..='9' | '¹' | '²' | '³'))
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt") || name.ends_with(['.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_known_with_any_ending() {
        for name in ["con", "aux.md", "NUL.tar.gz", "com1", "lpt9.txt", "com².md", "con .md", "a.", "a "] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["console.md", "com0", "com10", "com", "lpt.md", "auxiliary", "5.7.md", "a.con", ".a"] {
            assert!(!is_reserved(name), "{name}");
        }
    }
}
