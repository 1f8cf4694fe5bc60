//! Written that four blanks made a block of code.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element};
use crate::source::{Location, Source, Span};
use crate::text::cjk;
use crate::text::marks::Mark;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "indented-prose",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "行首有四个以上空格的文字会成为代码：不分段、不换行，链接不起作用。段落顶格写，或者用两个全角空格开头；列表里的段落与上面的文字对齐。",
        "Text behind four blanks or more becomes code: it does not wrap, and its links have no effect. Paragraphs begin at the \
         start of a line or behind two full-width blanks; in a list, below the words of the item.",
    ),
    wrong: "    周末不办理。",
    right: "周末不办理。",
};

/// Checks the blocks of code of a body that no fence encloses.
pub(in crate::parse) fn check(source: &Source, body: &Body, found: &mut Vec<Diagnostic>) {
    for (node, next) in body.nodes.iter().zip(body.nodes.iter().skip(1)) {
        let (Content::Open(Element::CodeBlock(language)), Content::Text(text)) = (&node.content, &next.content) else {
            continue;
        };
        let written = &source.text[node.span.range()];
        if !language.is_empty() || written.trim_start().starts_with(['`', '~']) || !is_prose(text) {
            continue;
        }
        let blanks = written.len() - written.trim_start().len();
        let start = node.span.range().start + blanks;
        let line = written[blanks..].split('\n').next().unwrap_or_default().trim_end();
        let words = Words::fixed("行首的空格把这段文字变成了代码", "blanks before it make code of this text");
        let help = Words::fixed(
            "去掉行首的空格；真是代码的，写在“```”之间",
            "take the blanks out; where it is code, write it between lines of three backticks",
        );
        let place = Location::new(&source.path, Span::new(start, start + line.len()));
        found.push(Diagnostic::new(&RULE, place, words).with_help(help));
    }
}

/// Whether a text reads as Chinese prose: it begins with a character, a bracket or a mark, and most of it is Chinese.
fn is_prose(text: &str) -> bool {
    let text = text.trim_start();
    let body = text.trim_start_matches(['-', '*', '+', '#', ' ', '>', '|']);
    let numbered = body.trim_start_matches(|sign: char| sign.is_ascii_digit()).trim_start_matches(['.', ')', ' ']);
    let begins = numbered.starts_with(|first: char| cjk::is_cjk(first) || cjk::is_shared_punctuation(first));
    let signs = text.chars().filter(|sign| !sign.is_whitespace());
    let (all, chinese) = signs.fold((0, 0), |(all, chinese), sign| (all + 1, chinese + usize::from(cjk::is_cjk(sign))));
    (begins || Mark::of(text).is_some()) && chinese * 2 > all
}
