//! A page that is too heavy.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::site::Address;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "page-weight",
    severity: Severity::Error,
    explanation: Words::fixed(
        "正式发布时，首页和任务卡连同全部样式、脚本不超过 60 KB（压缩前），其他页面自身不超过 300 KB，单文件版不超过 600 KB：基层的网络和旧电脑也要打得开。",
        "In a release the home page and task cards weigh at most 60 KB with all styles and scripts, before compression, any other page 300 KB by itself, and a single file 600 KB: slow lines and old machines must open them.",
    ),
    wrong: "一个任务写了三万字   # build --release",
    right: "细节写进解读，任务卡只写做什么、怎么做、谁来做",
};

/// Reports the heaviest of `count` pages over a limit, in bytes.
pub(crate) fn report(location: Location, page: &Address, bytes: usize, limit: usize, count: usize) -> Diagnostic {
    let (weight, limit) = (bytes.div_ceil(1024), limit / 1024);
    let words = words!(
        "{page} 有 {weight} KB，上限 {limit} KB（超限的共 {count} 页）",
        "{page} weighs {weight} KB, the limit is {limit} KB (pages over it: {count})"
    );
    Diagnostic::new(&RULE, location, words).with_help(Words::fixed(
        "缩短正文，把细节移到解读；或减轻主题的样式和脚本",
        "shorten the text and move details to a note, or make the styles and scripts of the theme lighter",
    ))
}
