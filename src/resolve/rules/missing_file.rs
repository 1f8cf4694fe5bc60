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

/// Reports a path to nothing, with the path of the nearest file as it is written here, and whether it is meant for certain.
pub(crate) fn report(location: Location, path: &SourcePath, nearest: Option<(String, bool)>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, location, words!("没有文件“{path}”", "there is no file `{path}`"));
    match nearest {
        Some((nearest, is_certain)) => {
            let diagnostic = diagnostic.with_help(words!("是不是“{nearest}”？", "did you mean `{nearest}`?"));
            if is_certain { diagnostic.with_fix(nearest) } else { diagnostic }
        }
        None => diagnostic,
    }
}
