//! Rule `file-encoding`.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::encoding::{Cause, Fault};
use crate::source::{Location, SourcePath};
use crate::words;

/// Sources are text in an encoding that can be told for certain.
pub(crate) static RULE: Rule = Rule {
    id: "file-encoding",
    severity: Severity::Error,
    explanation: Words::fixed(
        "正文文件须是 UTF-8、带标记的 UTF-16 或 GB18030 编码的文字，不含空字符；读不出的字节不作猜测，像是 Big5、\
             Shift_JIS 等别的编码的也不读，以免把乱码发布出去。",
        "A source is text in UTF-8, UTF-16 with a mark, or GB18030, without NUL characters. Bytes that cannot be \
             read are not guessed at, and what looks like Big5, Shift_JIS or another encoding is not read, lest nonsense be \
             published.",
    ),
    wrong: "一个半途截断、或由两种编码拼成的 t07.md",
    right: "同一文件，另存为 UTF-8",
};

/// Reports what could not be read, by its place in the file as it lies on disk.
pub(crate) fn report(path: &SourcePath, fault: &Fault) -> Diagnostic {
    let (message, help) = match &fault.cause {
        Cause::Foreign(name) => (
            words!("这个文件像是 {name} 编码，没有读它", "this file looks like {name}, and is not read"),
            words!(
                "用编辑器按 {name} 打开，看清文字无误，另存为 UTF-8 编码（记事本：文件 → 另存为 → 编码选 UTF-8）",
                "open it as {name} in an editor, see that the text is right, and save it as UTF-8 (Notepad: File, Save as, Encoding: UTF-8)"
            ),
        ),
        Cause::Unreadable(byte) => (
            words!("字节 {byte} 读不成文字", "byte {byte} cannot be read as text"),
            Words::fixed(
                "用编辑器改正此处，另存为 UTF-8 编码（记事本：文件 → 另存为 → 编码选 UTF-8）",
                "fix this place in an editor and save the file as UTF-8 (Notepad: File, Save as, Encoding: UTF-8)",
            ),
        ),
        Cause::Nul => (
            Words::fixed("这里有空字符 U+0000", "there is a NUL character U+0000 here"),
            Words::fixed(
                "删去空字符，另存为 UTF-8 编码；若这不是文字文件，请换掉文件名的后缀",
                "remove it and save the file as UTF-8; if this is no text, give the file another ending",
            ),
        ),
    };
    Diagnostic::new(&RULE, Location::new(path, fault.span), message).with_help(help)
}
