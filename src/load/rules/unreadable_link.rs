//! Rule `unreadable-link`.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, SourcePath};

/// Symbolic links lead to something inside the project, once.
pub(crate) static RULE: Rule = Rule {
    id: "unreadable-link",
    severity: Severity::Error,
    explanation: Words::fixed(
        "content 与 themes 里的符号链接须指向本项目之内确有的文件或文件夹，不得绕回自身，\
             也不得经一个链接文件夹再进另一个：外面的文件不会被带着发布，读取也总有尽头。",
        "A symbolic link in content or themes leads to a file or folder that is there, inside the project, neither \
             round to itself nor from one linked folder into another: nothing from outside is published by the way, \
             and reading always comes to an end.",
    ),
    wrong: "content/assets/shared -> /srv/shared",
    right: "content/assets/shared -> ../../shared",
};

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It leads to a folder it lies in.
    Loop,
    /// It leads out of the project.
    Outside,
    /// It leads to a folder, and lies in a folder reached by a link.
    Nested,
    /// It leads nowhere, or to itself.
    Nowhere,
}

/// Reports a link that is not followed.
pub(crate) fn report(path: &SourcePath, trouble: Trouble) -> Diagnostic {
    let message = match trouble {
        Trouble::Loop => {
            Words::fixed("符号链接绕回自身所在的文件夹", "the symbolic link leads to a folder that holds it")
        }
        Trouble::Outside => Words::fixed("符号链接指向项目之外", "the symbolic link leads out of the project"),
        Trouble::Nested => Words::fixed("链接文件夹里又有链接文件夹", "a linked folder holds another link to a folder"),
        Trouble::Nowhere => Words::fixed("符号链接的去处读不到", "what the symbolic link leads to cannot be read"),
    };
    Diagnostic::new(&RULE, Location::whole(path), message)
        .with_help(Words::fixed("删去链接，或换成文件本身", "remove the link, or put the file itself in its place"))
}
