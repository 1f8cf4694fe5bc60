//! A picture or attachment that is not there.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::source::SourcePath;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "missing-file",
    severity: Severity::Error,
    explanation: Words::fixed(
        "图片和附件要在 content 里，路径相对于写它的文件。",
        "Pictures and attachments lie in content; paths are relative to the file that names them.",
    ),
    wrong: "![图](a.png)",
    right: "![图](../../../../assets/a.png)",
};

/// Reports a path to nothing, naming the nearest file.
pub(crate) fn report(location: Location, path: &SourcePath, nearest: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, location, words!("没有文件“{path}”", "there is no file `{path}`"));
    match nearest {
        Some(nearest) => diagnostic.with_help(words!("是不是“{nearest}”？", "did you mean `{nearest}`?")),
        None => diagnostic,
    }
}
