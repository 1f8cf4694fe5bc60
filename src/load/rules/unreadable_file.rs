//! Rule `unreadable-file`.

use std::io::ErrorKind;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, SourcePath};
use crate::words;

/// What lies in the project can be read.
pub(crate) static RULE: Rule = Rule {
    id: "unreadable-file",
    severity: Severity::Error,
    explanation: Words::fixed(
        "content 与 themes 里的文件和文件夹都须读得到：读不到的内容既不能发布，也不能悄悄漏掉。其余的照常读入和检查。",
        "Files and folders in content and themes can be read: what cannot is neither published nor left out in silence. \
             The rest is read and checked all the same.",
    ),
    wrong: "content/notes/jobs.md，只有别的用户可读",
    right: "同一文件，准许读取",
};

/// Reports a file or folder that the system does not let be read.
pub(crate) fn report(path: &SourcePath, error: &std::io::Error) -> Diagnostic {
    let message = match error.kind() {
        ErrorKind::PermissionDenied => Words::fixed("没有读取的权限", "it cannot be read: permission denied"),
        _ => words!("系统读不出它：{error}", "it cannot be read: {error}"),
    };
    Diagnostic::new(&RULE, Location::whole(path), message)
        .with_help(Words::fixed("准许读取它，或移出本项目", "let it be read, or move it out of the project"))
}

/// Reports something that is neither a file nor a folder.
pub(crate) fn report_kind(path: &SourcePath) -> Diagnostic {
    let message = Words::fixed("这是管道、套接字或设备，不是文件", "it is a pipe, a socket or a device, not a file");
    Diagnostic::new(&RULE, Location::whole(path), message)
        .with_help(Words::fixed("移出本项目，换成文件", "move it out of the project, and put a file in its place"))
}
