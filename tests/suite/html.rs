//! Just enough HTML for tests: the pages of normbook are well formed, and a page that is not fails its test.

use std::collections::BTreeSet;

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// `<p class="a">`, whole; void elements, too.
    Open(Tag<'a>),
    /// `</p>`: the name.
    Close(&'a str),
    /// What stands between tags.
    Text(&'a str),
    /// Doctype and comments, scripts and styles.
    Other(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// All of it, from `<` to `>`.
    pub(crate) raw: &'a str,
}

const VOID: [&str; 8] = ["area", "br", "hr", "img", "input", "link", "meta", "wbr"];

const INLINE: [&str; 21] = [
    "a", "abbr", "b", "br", "button", "cite", "code", "del", "em", "i", "img", "input", "label", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup",
];

impl<'a> Tag<'a> {
    /// The value of an attribute, with the few entities of attributes undone; empty for one without a value.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes().into_iter().find(|(own, _)| *own == name).map(|(_, value)| unescape(value))
    }

    /// Whether it styles or scripts its element on the spot.
    pub(crate) fn is_inline(&self) -> bool {
        self.attributes().iter().any(|(name, _)| *name == "style" || name.starts_with("on"))
    }

    fn attributes(&self) -> Vec<(&'a str, &'a str)> {
        let mut rest = self.raw[1 + self.name.len()..].trim_end_matches(['>', '/']);
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return attributes;
            }
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let (value, after) = match after.strip_prefix("=\"") {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => ("", after.trim_start_matches('=')),
            };
            attributes.push((name, value));
            rest = after;
        }
    }

    fn is_void(&self) -> bool {
        VOID.contains(&self.name)
    }

    /// `main`, `#what` or `.nb-text`.
    fn matches(&self, selector: &str) -> bool {
        match selector.split_at(1) {
            ("#", id) => self.attribute("id").as_deref() == Some(id),
            (".", class) => self.attribute("class").is_some_and(|own| own.split_whitespace().any(|own| own == class)),
            _ => self.name == selector,
        }
    }
}

/// Undoes the entities that normbook writes.
pub(crate) fn unescape(text: &str) -> String {
    let quotes = text.replace("&quot;", "\"").replace("&#x27;", "'").replace("&#39;", "'").replace("&#x2F;", "/");
    quotes.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Takes a page apart.
pub(crate) fn tokens(page: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = page;
    while !rest.is_empty() {
        let length = match rest.strip_prefix('<') {
            None => rest.find('<').unwrap_or(rest.len()),
            Some(after) if after.starts_with("!--") => after.find("-->").expect("a comment ends") + 4,
            Some(after) => tag_end(after) + 1,
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        let token = token(piece);
        tokens.push(token);
        // What a script or a style holds is no markup.
        if let Token::Open(tag) = token
            && ["script", "style"].contains(&tag.name)
        {
            let end = rest.find(&format!("</{}>", tag.name)).expect("a script and a style end");
            let (text, after) = rest.split_at(end);
            if !text.is_empty() {
                tokens.push(Token::Other(text));
            }
            rest = after;
        }
    }
    tokens
}

/// One past the `>` that ends a tag: quoted values may hold others.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    let end = tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.unwrap_or_else(|| panic!("a tag without an end: <{}", tag.chars().take(80).collect::<String>())) + 1
}

fn token(piece: &str) -> Token<'_> {
    match piece.as_bytes() {
        [b'<', b'!', ..] => Token::Other(piece),
        [b'<', b'/', ..] => Token::Close(piece[2..piece.len() - 1].trim()),
        [b'<', ..] => {
            let end = piece.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(piece.len());
            Token::Open(Tag { name: piece[1..end].trim_end_matches('/'), raw: piece })
        }
        _ => Token::Text(piece),
    }
}

/// Every start tag of a page.
pub(crate) fn tags(page: &str) -> impl Iterator<Item = Tag<'_>> {
    tokens(page).into_iter().filter_map(|token| match token {
        Token::Open(tag) => Some(tag),
        _ => None,
    })
}

/// What is open and never closed, or closed and never opened; nothing for a well-formed page.
pub(crate) fn imbalance(page: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    for token in tokens(page) {
        match token {
            Token::Open(tag) if !tag.is_void() => open.push(tag.name),
            Token::Close(name) if open.last() == Some(&name) => {
                open.pop();
            }
            Token::Close(name) => return Some(format!("</{name}> inside {open:?}")),
            _ => {}
        }
    }
    (!open.is_empty()).then(|| format!("never closed: {open:?}"))
}

/// Anchors that are on a page more than once.
pub(crate) fn repeated_ids(page: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    tags(page).filter_map(|tag| tag.attribute("id")).filter(|id| !seen.insert(id.clone())).collect()
}

/// The outermost elements that match, each with everything in it.
pub(crate) fn select(page: &str, selector: &str) -> Vec<String> {
    let mut chosen: Vec<String> = Vec::new();
    let mut depth = 0_usize;
    for token in tokens(page) {
        let begins = depth == 0 && matches!(token, Token::Open(tag) if tag.matches(selector));
        if begins {
            chosen.push(String::new());
        }
        if begins || depth > 0 {
            chosen.last_mut().unwrap().push_str(&spelt(token));
            match token {
                Token::Open(tag) if !tag.is_void() => depth += 1,
                Token::Close(_) => depth -= 1,
                _ => {}
            }
        }
    }
    chosen
}

fn spelt(token: Token<'_>) -> String {
    match token {
        Token::Open(tag) => tag.raw.to_owned(),
        Token::Close(name) => format!("</{name}>"),
        Token::Text(text) | Token::Other(text) => text.to_owned(),
    }
}

/// One block element a line, indented by depth, with the words and inline elements that stand in it. Runs of blanks
/// become one, as browsers show them; whether there is a blank at all stays visible.
pub(crate) fn pretty(html: &str) -> String {
    let mut printer = Printer::default();
    for token in tokens(html) {
        printer.put(token);
    }
    printer.end_line();
    printer.text
}

#[derive(Default)]
struct Printer {
    text: String,
    line: String,
    /// Depth of the line being written, and of what comes next.
    line_depth: usize,
    depth: usize,
    /// The line began with a block that nothing but words followed.
    in_block: bool,
    /// Inside `pre`, where every blank counts.
    verbatim: bool,
}

impl Printer {
    fn put(&mut self, token: Token<'_>) {
        match token {
            Token::Open(tag) if !INLINE.contains(&tag.name) => {
                self.end_line();
                self.begin(tag.raw);
                self.in_block = !tag.is_void();
                self.depth += usize::from(!tag.is_void());
                self.verbatim |= tag.name == "pre";
            }
            Token::Close(name) if !INLINE.contains(&name) => {
                self.verbatim &= name != "pre";
                self.depth -= 1;
                if !self.in_block {
                    self.end_line();
                }
                self.begin(&format!("</{name}>"));
                self.end_line();
            }
            Token::Text(text) if !self.verbatim => self.words(text),
            token => self.begin(&spelt(token)),
        }
    }

    /// Writes on, on a new line if the last one has ended.
    fn begin(&mut self, text: &str) {
        if self.line.is_empty() {
            self.line_depth = self.depth;
        }
        self.line.push_str(text);
    }

    fn words(&mut self, text: &str) {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.starts_with(char::is_whitespace) && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
        if !words.is_empty() {
            self.begin(&words);
            if text.ends_with(char::is_whitespace) {
                self.line.push(' ');
            }
        }
    }

    fn end_line(&mut self) {
        let line = self.line.trim_end();
        if !line.is_empty() {
            self.text.push_str(&" ".repeat(self.line_depth));
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.line.clear();
        self.in_block = false;
    }
}

#[test]
fn pages_become_readable() {
    let page = "<!DOCTYPE html><main class=\"a>b\" id=\"m\">\n<p>甲 <a href=\"x.html\">乙</a>\n丙</p>\
                <ul><li>一</li><li>二<ul><li>三</li></ul></li></ul><input disabled><br></main>";
    assert_eq!(imbalance(page), None);
    assert_eq!(imbalance("<script>if(a<b&&c>d){}</script><style></style>"), None);
    assert_eq!(imbalance("<p><b></p>").as_deref(), Some("</p> inside [\"p\", \"b\"]"));
    assert_eq!(select(page, "#m"), select(page, "main"));
    assert_eq!(select(page, "li"), ["<li>一</li>", "<li>二<ul><li>三</li></ul></li>"]);
    assert_eq!(tags(page).next().unwrap().attribute("class").as_deref(), Some("a>b"));
    let expected = "\
<main class=\"a>b\" id=\"m\">
 <p>甲 <a href=\"x.html\">乙</a> 丙</p>
 <ul>
  <li>一</li>
  <li>二
   <ul>
    <li>三</li>
   </ul>
  </li>
 </ul>
 <input disabled><br>
</main>
";
    assert_eq!(pretty(&select(page, "main")[0]), expected);
}
