//! Rule `file-too-large`.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, SourcePath};
use crate::words;

/// Files keep to the limits of their kind.
pub(crate) static RULE: Rule = Rule {
    id: "file-too-large",
    severity: Severity::Error,
    explanation: Words::fixed(
        "正文文件与附件各有大小上限；超限的文件不读入，以免拖垮构建，也免得读者在手机上久等。",
        "Sources and attachments have limits of size. A larger file is not read, so that it cannot bring the build \
             down, nor keep a reader with a telephone waiting.",
    ),
    wrong: "content/assets/training.mp4，300 MiB",
    right: "content/assets/training.mp4，压缩到 20 MiB",
};

/// Reports a file that is not read; `size` and `limit` are in bytes.
pub(crate) fn report(path: &SourcePath, size: u64, limit: u64) -> Diagnostic {
    let (size, limit) = (spoken(size), spoken(limit));
    let message = words!("文件有 {size}，上限是 {limit}", "the file has {size}, the limit is {limit}");
    Diagnostic::new(&RULE, Location::whole(path), message)
        .with_help(Words::fixed("拆成几个文件，或压缩图片与附件", "split it, or compress the picture or attachment"))
}

/// A size with one decimal, rounded up, so that a file just over a limit never seems to keep it.
fn spoken(bytes: u64) -> String {
    let (unit, name) = if bytes < 1 << 20 { (1 << 10, "KiB") } else { (1 << 20, "MiB") };
    let tenths = (u128::from(bytes) * 10).div_ceil(unit);
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_round_up() {
        assert_eq!(spoken(4 << 20), "4.0 MiB");
        assert_eq!(spoken((4 << 20) + 1), "4.1 MiB");
        assert_eq!(spoken(10), "0.1 KiB");
        assert_eq!(spoken(u64::MAX), "17592186044416.0 MiB");
    }
}
