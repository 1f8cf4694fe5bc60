//! A page that loads something from elsewhere.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::site::Address;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "external-request",
    severity: Severity::Error,
    explanation: Words::fixed(
        "正式发布的页面不自动向别处请求任何东西：图片、脚本、样式、字体都在站内。内网和单机上打开时，外部请求会失败，也会泄露谁在看。",
        "A released page asks nobody else for anything by itself: pictures, scripts, styles and fonts are the site's own. Elsewhere they would fail offline, and tell others who reads.",
    ),
    wrong: "<img src=\"https://example.org/logo.png\">   # in a template of the theme",
    right: "<img src=\"../assets/logo.png\">",
};

/// Reports the first page that loads `to`.
pub(crate) fn report(location: Location, page: &Address, to: &str, count: usize) -> Diagnostic {
    let shown: String = to.trim().chars().take(120).collect();
    let words = words!(
        "{page} 会自动请求站外的 {shown}（共 {count} 处）",
        "{page} would load {shown} from elsewhere (times in all: {count})"
    );
    Diagnostic::new(&RULE, location, words).with_help(Words::fixed(
        "把文件放进站内；若在很多页面上，查主题的模板和样式",
        "keep the file in the site; if many pages do it, look into the templates and styles of the theme",
    ))
}
