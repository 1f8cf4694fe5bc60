//! Code, its words marked by what they are.
//!
//! Grammars name hundreds of scopes; about a dozen classes tell a reader as much, and a page stays small. Nothing is
//! loaded before the first block of code that names its language.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::escape_text;

/// Blocks beyond this are shown plain: grammars read about a megabyte in a second.
const LARGEST: usize = 64 * 1024;

/// Which class a scope has: the first prefix that fits, so that narrow ones come first. Punctuation and whatever is not
/// named here stays plain.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "comment"),
    ("string", "string"),
    ("constant.numeric", "number"),
    ("constant", "constant"),
    ("keyword.operator", ""),
    ("keyword", "keyword"),
    ("storage", "keyword"),
    ("entity.name.tag", "tag"),
    ("entity.name.function", "function"),
    ("support.function", "function"),
    ("entity.name", "type"),
    ("support.type", "type"),
    ("support.class", "type"),
    ("entity.other.attribute-name", "attribute"),
    ("variable.parameter", "parameter"),
    ("markup.inserted", "inserted"),
    ("markup.deleted", "deleted"),
    ("invalid", "invalid"),
];

struct Grammars {
    set: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

static GRAMMARS: LazyLock<Grammars> = LazyLock::new(|| Grammars {
    set: SyntaxSet::load_defaults_newlines(),
    classes: CLASSES.iter().filter_map(|&(prefix, class)| Some((Scope::new(prefix).ok()?, class))).collect(),
});

/// The grammar of a language by its name or the ending of its files; none for plain text and unknown languages.
pub(super) fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    if language.is_empty() || matches!(language, "text" | "txt" | "plain") {
        return None;
    }
    GRAMMARS.set.find_syntax_by_token(language)
}

/// Writes code with its classes; plain where it is too long or its grammar fails.
pub(super) fn write(out: &mut String, code: &str, grammar: &SyntaxReference) {
    let before = out.len();
    if code.len() > LARGEST || marked(out, code, grammar).is_none() {
        out.truncate(before);
        escape_text(out, code);
    }
}

fn marked(out: &mut String, code: &str, grammar: &SyntaxReference) -> Option<()> {
    let mut state = ParseState::new(grammar);
    let mut stack = ScopeStack::new();
    let mut runs = Runs { out, class: "", run: String::new() };
    for line in code.split_inclusive('\n') {
        let mut written = 0;
        for (offset, change) in state.parse_line(line, &GRAMMARS.set).ok()? {
            runs.push(class(&stack), line.get(written..offset)?);
            written = offset;
            stack.apply(&change).ok()?;
        }
        runs.push(class(&stack), line.get(written..)?);
    }
    runs.end();
    Some(())
}

/// The class of what the innermost named scope says.
fn class(stack: &ScopeStack) -> &'static str {
    let of = |scope: &Scope| GRAMMARS.classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope));
    stack.scopes.iter().rev().find_map(of).map_or("", |(_, class)| class)
}

/// Runs of one class, neighbours joined.
struct Runs<'o> {
    out: &'o mut String,
    class: &'static str,
    run: String,
}

impl Runs<'_> {
    fn push(&mut self, class: &'static str, text: &str) {
        if class != self.class && !text.trim().is_empty() {
            self.end();
            self.class = class;
        }
        self.run.push_str(text);
    }

    fn end(&mut self) {
        // Blanks at the end belong to no class.
        let text = self.run.trim_end();
        if self.class.is_empty() || text.is_empty() {
            escape_text(self.out, &self.run);
        } else {
            self.out.push_str("<span class=\"nb-code-");
            self.out.push_str(self.class);
            self.out.push_str("\">");
            escape_text(self.out, text);
            self.out.push_str("</span>");
            self.out.push_str(&self.run[text.len()..]);
        }
        self.run.clear();
    }
}
