//! Keys of `imported`: which file a text was taken from.

use super::{Form, Key, Need};

/// All of them.
pub static ALL: &[&Key] = &[&FILE, &SHA256, &PENDING];

/// The name of the file.
pub static FILE: Key =
    Key::new("file", Form::Text, &[]).need(Need::Required).label("文件", "File").about("文件名", "Its name");

/// The hash of the file.
pub static SHA256: Key = Key::new("sha256", Form::Text, &[])
    .need(Need::Required)
    .label("文件的 SHA-256", "SHA-256 of the file")
    .about("文件的 SHA-256", "SHA-256 of its bytes");

/// Entries of the report that nobody has confirmed.
pub static PENDING: Key = Key::new("pending", Form::Text, &[])
    .label("待确认", "To be confirmed")
    .about("导入报告里还待确认的序号", "Entries of the report that are still to be confirmed");
