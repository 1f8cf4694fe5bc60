//! What single files carry of a theme: its styles and its script, and the policy that names both by their hashes.

use super::css::{Sort, pieces};
use crate::source::ContentHash;

/// What a single file carries of its theme.
pub(crate) struct Inline {
    /// All styles in one.
    pub(crate) style: String,
    /// All scripts in one; empty in a theme without any for single files.
    pub(crate) script: String,
    /// The policy of the file: what is written here, and pictures inside it. Nothing is loaded.
    pub(crate) csp: String,
    /// What a policy for whole sites allows besides, so that a server can send one policy with every page.
    pub(super) sources: [String; 2],
}

impl Inline {
    /// Puts styles and scripts into a page.
    pub(super) fn new(styles: &[u8], scripts: &[u8]) -> Self {
        let style = lines(styles);
        let script = match lines(scripts) {
            script if script.trim().is_empty() => String::new(),
            script => format!("(function(){{'use strict';\n{script}}}());"),
        };
        let [own_script, own_style] = [&script, &style].map(|text| source(text));
        let csp = format!(
            "default-src 'none'; script-src {own_script}; style-src {own_style}; img-src data:; base-uri 'none'"
        );
        Self { style, script, csp, sources: [own_script, own_style] }
    }
}

/// A text with its lines ended as browsers read them in a page, for the policy counts what they read.
fn lines(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n")
}

/// A text as a policy names it (CSP level 2, 4.2.5): the hash of exactly its bytes.
fn source(text: &str) -> String {
    format!("'sha256-{}'", ContentHash::of(text.as_bytes()).base64())
}

/// What in a style sheet would be loaded: the place of the first `@import` or `url(…)` that does not hold what it names.
pub(super) fn loads(style: &str) -> Option<(usize, &str)> {
    let mut start = 0;
    for piece in pieces(style) {
        let found = match piece.sort {
            Sort::Comment | Sort::Text => None,
            Sort::Rest => piece.text.to_ascii_lowercase().find("@import").map(|at| (at, "@import".len())),
            Sort::Address => {
                let is_around = |letter: char| letter.is_ascii_whitespace() || matches!(letter, '"' | '\'' | ')');
                let named = piece.text[4..].trim_matches(is_around);
                let is_inside =
                    named.starts_with('#') || named.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"));
                (!is_inside).then(|| (piece.text.find(named).unwrap_or(0), named.len()))
            }
        };
        if let Some((at, length)) = found {
            let at = start + at;
            return Some((at, &style[at..at + length]));
        }
        start += piece.text.len();
    }
    None
}

/// Where a text would end the element that it is written in.
pub(super) fn ends_early(text: &str) -> Option<usize> {
    let found = ["</style", "</script", "<!--"].iter().filter_map(|end| text.to_ascii_lowercase().find(end));
    found.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_name_exactly_what_is_written() {
        let inline = Inline::new(b"p{color:red}\r\n", b"// First.\rshow(1);\n");
        assert_eq!(inline.style, "p{color:red}\n");
        assert_eq!(inline.script, "(function(){'use strict';\n// First.\nshow(1);\n}());");
        // openssl dgst -sha256 -binary | base64
        assert!(source("").contains("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
        assert!(inline.csp.contains(&source("p{color:red}\n")));
        assert_eq!(Inline::new(b"", b" \n").script, "");
    }

    #[test]
    fn files_that_a_style_names_are_found() {
        assert_eq!(loads("a{background:url( \"data:image/png;base64,AA==\" )}b{fill:url(#a)}"), None);
        assert_eq!(loads("a{background:url('a.png')}"), Some((18, "a.png")));
        assert_eq!(loads("p{}@IMPORT 'a.css';"), Some((3, "@IMPORT")));
        assert_eq!(loads("/* url(a.png) */ a::after{content: 'url(b.png)' \"@import\"}"), None);
        assert_eq!(loads("/* url(a.png) */ a{background:URL( a.png )}"), Some((35, "a.png")));
        assert_eq!(ends_early("a::before{content:\"</STYLE>\"}"), Some(19));
        assert_eq!(ends_early("if (a<b && c>d) {}"), None);
    }
}
