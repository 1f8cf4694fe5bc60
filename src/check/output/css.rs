//! What a style sheet names to be loaded.
//!
//! A reader of the tokens of CSS Syntax Level 3 that matter here: comments, strings, addresses, functions and names, with
//! their escapes. The kept crate for CSS is under a copyleft licence, and whole parsers are many times what is needed.

enum Token {
    /// `name(`.
    Function(String),
    /// `@name`.
    At(String),
    /// `url(…)` without quotation marks.
    Url(String),
    String(String),
    /// A sign of its own.
    Sign(char),
    /// A name, which says nothing here.
    Name,
}

/// Functions whose strings are addresses.
const LOADING: [&str; 5] = ["url", "src", "image", "image-set", "-webkit-image-set"];

/// Every address that a style sheet, or a declaration of one, names to be loaded, in its order: as it is meant, without
/// quotation marks and escapes.
pub(super) fn loads(css: &str) -> Vec<String> {
    let mut reader = Reader { rest: css };
    let mut found = Vec::new();
    // Functions and brackets that are open, and the at-rule whose head is being read.
    let mut open: Vec<String> = Vec::new();
    let mut rule = String::new();
    while let Some(token) = reader.next() {
        let is_loading = open.last().is_some_and(|function| LOADING.contains(&function.as_str()));
        match token {
            // A namespace has the form of an address and is none.
            Token::Url(address) if rule != "namespace" => found.push(address),
            Token::String(address) if rule == "import" || (is_loading && rule != "namespace") => {
                found.push(address);
            }
            Token::Function(name) => open.push(name),
            Token::At(name) => rule = name,
            Token::Sign('(') => open.push(String::new()),
            Token::Sign(')') => _ = open.pop(),
            Token::Sign(';' | '{' | '}') => {
                open.clear();
                rule.clear();
            }
            Token::Url(_) | Token::String(_) | Token::Sign(_) | Token::Name => {}
        }
    }
    found
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Token> {
        self.skip_blanks();
        let first = self.rest.chars().next()?;
        Some(match first {
            '"' | '\'' => {
                self.take();
                // A string that is not closed ends with its line.
                Token::String(self.until(|character| character == first || character == '\n'))
            }
            '@' => {
                self.take();
                Token::At(self.name())
            }
            _ if self.begins_name() => {
                let name = self.name();
                match self.rest.strip_prefix('(') {
                    None => Token::Name,
                    Some(inside) => {
                        self.rest = inside;
                        if name == "url" { self.url() } else { Token::Function(name) }
                    }
                }
            }
            _ => {
                self.take();
                Token::Sign(first)
            }
        })
    }

    /// What follows `url(`: with quotation marks it is a function like any other.
    fn url(&mut self) -> Token {
        self.rest = self.rest.trim_start();
        if self.rest.starts_with(['"', '\'']) {
            return Token::Function("url".to_owned());
        }
        Token::Url(self.until(|character| character == ')').trim_end().to_owned())
    }

    /// Blanks and comments.
    fn skip_blanks(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let Some(comment) = self.rest.strip_prefix("/*") else { return };
            self.rest = comment.split_once("*/").map_or("", |(_, after)| after);
        }
    }

    /// A name in lower case: to CSS it is the same.
    fn name(&mut self) -> String {
        let mut name = String::new();
        while self.begins_name() {
            name.extend(self.character());
        }
        name.make_ascii_lowercase();
        name
    }

    fn begins_name(&self) -> bool {
        let mut characters = self.rest.chars();
        match characters.next() {
            Some('\\') => characters.next().is_some_and(|next| next != '\n'),
            Some(first) => first.is_ascii_alphanumeric() || matches!(first, '-' | '_') || !first.is_ascii(),
            None => false,
        }
    }

    /// The text up to what `ends` it, which is taken, too.
    fn until(&mut self, ends: impl Fn(char) -> bool) -> String {
        let mut text = String::new();
        while let Some(first) = self.rest.chars().next() {
            if ends(first) {
                self.take();
                break;
            }
            text.extend(self.character());
        }
        text
    }

    /// One character, or the one that an escape means. An escaped end of a line means none.
    fn character(&mut self) -> Option<char> {
        let first = self.take()?;
        if first != '\\' {
            return Some(first);
        }
        let digits = self.rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if digits == 0 {
            return self.take().filter(|escaped| *escaped != '\n');
        }
        let (number, after) = self.rest.split_at(digits);
        self.rest = after.strip_prefix([' ', '\t', '\n']).unwrap_or(after);
        u32::from_str_radix(number, 16).ok().and_then(char::from_u32)
    }

    fn take(&mut self) -> Option<char> {
        let first = self.rest.chars().next()?;
        self.rest = &self.rest[first.len_utf8()..];
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_load_is_seen() {
        for css in [
            "p{background:url(a.png)}",
            "p{background:URL( 'a.png' )}",
            "p{background:u\\72l(a.png)}",
            "p{background:url(\"a\\.png\")}",
            "@import \"a.png\";",
            "@IMPORT url(a.png) screen;",
            "p{background:image-set('a.png' 1x)}",
            "p{content:\"/*\";background:url(a.png)}",
            "p{background:var(--x, url(a.png))}",
            "@namespace url(n); p{background:url(a.png)}",
            "p{background:/* ) */url(a.png",
            "p{content:'b\nx:url(a.png)}",
        ] {
            assert_eq!(loads(css), ["a.png"], "{css}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        for css in [
            "/* url(a.png) @import 'a.css' */",
            "p{content:\"url(a.png)\"}",
            "@namespace svg url(http://www.w3.org/2000/svg);",
            "@namespace 'http://www.w3.org/1999/xhtml';",
            "p{content:'a.png'}",
            "@media print{p{content:'a.png'}}",
            "p{width:calc(1px + (2px))}",
        ] {
            assert_eq!(loads(css), [""; 0], "{css}");
        }
    }

    #[test]
    fn broken_styles_come_to_an_end() {
        for css in ["\\", "@", "url(", "'", "\"\\", "/*", "a\\110000 (", "}})", "é\\", "\\\n"] {
            loads(css);
        }
    }
}
