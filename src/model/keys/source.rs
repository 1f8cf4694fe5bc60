//! Keys of a source: where a text was published.

use super::{Form, Key, Need};

/// All of them, in the order in which they show.
pub static ALL: &[&Key] = &[&TITLE, &OUTLET, &DATE, &URL];

/// Its title there.
pub static TITLE: Key = Key::new("title", Form::Text, &[])
    .need(Need::Required)
    .label("标题", "Title")
    .about("发表时的标题", "Its title there");

/// Who published it.
pub static OUTLET: Key = Key::new("outlet", Form::Text, &[])
    .label("发布者", "Outlet")
    .also(&["媒体", "发布单位"])
    .about("由谁发布", "Who published it");

/// When.
pub static DATE: Key = Key::new("date", Form::Date, &[])
    .label("日期", "Date")
    .also(&["发布日期"])
    .about("发布日期", "When it was published");

/// Where it can be read.
pub static URL: Key =
    Key::new("url", Form::Url, &[]).label("网址", "Address").also(&["链接"]).about("原文网址", "Where it can be read");
