//! What stands in braces behind a heading and has no effect.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::text::suggest;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "heading-attributes",
    severity: Severity::Error,
    explanation: Words::fixed(
        "标题末尾的花括号里只能写“#锚点”和“provenance=来源性质”。写错了，说明性的文字就会当成正文。",
        "The braces behind a heading hold `#anchor` and `provenance=word` and nothing else. Misspelt, remarks pass for the \
         text itself.",
    ),
    wrong: "## 常见问题 {#faq provenence=interpretive}",
    right: "## 常见问题 {#faq provenance=interpretive}",
};

/// Reports a word in the braces of a heading that means nothing.
pub(crate) fn report(location: Location, word: &str) -> Diagnostic {
    let words = words!("标题的“{word}”不起作用", "`{word}` has no effect on a heading");
    let diagnostic = Diagnostic::new(&RULE, location, words);
    let key = word.split_once('=').map(|(key, _)| key);
    match key.filter(|key| suggest::nearest(key, ["provenance"]).is_some()) {
        Some(key) => diagnostic
            .with_help(Words::fixed("是不是“provenance”？", "did you mean `provenance`?"))
            .with_fix(word.replacen(key, "provenance", 1)),
        None => diagnostic.with_help(Words::fixed(
            "只能写“{#锚点}”和“{provenance=…}”；锚点里没有空格",
            "only `{#anchor}` and `{provenance=…}` may stand there; an anchor holds no blanks",
        )),
    }
}
