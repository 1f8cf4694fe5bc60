//! A file of a theme that nothing reads.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::text::suggest;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unread-theme-file",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "主题文件夹里的文件，要么与默认主题的文件同路径（于是取代它），要么列在 theme.yaml 里，要么是别的模板用到的模板。\
         别的文件没有人读：多半是名字写错了。",
        "A file of a theme has the path of a file of the default theme, and takes its place; or theme.yaml lists it; or another \
         template uses it. Nothing reads any other file: most likely its name is misspelt.",
    ),
    wrong: "themes/county/css/color.css",
    right: "themes/county/css/colour.css",
};

/// Reports a file, by its path inside the theme, with the nearest of those that are read.
pub(crate) fn report(location: Location, path: &str, read: &[String]) -> Diagnostic {
    let message = words!("没有人读“{path}”", "nothing reads `{path}`");
    let help = match suggest::nearest(path, read.iter().map(String::as_str)) {
        Some(nearest) => words!("是不是“{nearest}”？", "did you mean `{nearest}`?"),
        None => help(path),
    };
    Diagnostic::new(&RULE, location, message).with_help(help)
}

fn help(path: &str) -> Words {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => Words::fixed("列入 theme.yaml 的 styles", "list it under styles in theme.yaml"),
        "js" => Words::fixed("列入 theme.yaml 的 scripts", "list it under scripts in theme.yaml"),
        "html" => Words::fixed(
            "模板放在 templates 里，由别的模板引用",
            "templates lie in templates/, where other templates include them",
        ),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "ico" | "woff" | "woff2" | "ttf" => Words::fixed(
            "主题不发布图片和字体：图标取代 icon.svg，别的图片在样式里写成 data: 地址",
            "a theme publishes no pictures and fonts: an icon takes the place of icon.svg, other pictures are written into styles \
             as data: addresses",
        ),
        _ => Words::fixed("移出主题文件夹", "move it out of the theme"),
    }
}
