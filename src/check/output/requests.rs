//! What a finished page or style sheet makes a browser load by itself: a reader of tags that knows nothing of how they came
//! to be, so that templates of a theme and finished HTML are judged alike.

/// What a page loads.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Loads {
    /// Addresses of scripts and style sheets, in the order of the page.
    pub(super) parts: Vec<String>,
    /// Every address that is fetched or gone to without the reader's asking, those of `parts` included.
    pub(super) all: Vec<String>,
}

/// Relations of `<link>` for which a browser fetches, or calls at a host.
const LOADING: [&str; 11] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "mask-icon",
    "preload",
    "prefetch",
    "modulepreload",
    "manifest",
    "dns-prefetch",
    "preconnect",
    "prerender",
];

/// Reads a page.
pub(super) fn of_page(html: &str) -> Loads {
    let mut loads = Loads::default();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let Some((tag, after)) = read_tag(rest) else {
            rest = &rest[1..];
            continue;
        };
        rest = after;
        take(&tag, &mut loads);
        // What stands in these is no markup.
        if tag.name == "script" || tag.name == "style" {
            let closing = format!("</{}", tag.name);
            let end = find_ignoring_case(rest, &closing).unwrap_or(rest.len());
            if tag.name == "style" {
                loads.all.extend(of_style(&rest[..end]));
            }
            rest = &rest[end..];
        }
    }
    loads
}

/// Addresses that a style sheet names to be loaded.
pub(super) fn of_style(css: &str) -> Vec<String> {
    let css = without_remarks(css);
    let mut found = Vec::new();
    for (at, _) in css.match_indices("url(") {
        // A namespace has the form of an address and is none.
        if !css[..at].trim_end().to_ascii_lowercase().rsplit(';').next().unwrap_or_default().contains("@namespace") {
            found.push(css_value(&css[at + 4..], ')'));
        }
    }
    for (at, word) in css.match_indices("@import") {
        let value = css[at + word.len()..].trim_start();
        if value.starts_with(['"', '\'']) {
            found.push(css_value(value, ';'));
        }
    }
    found
}

/// Whether an address leads out of the site: it names a scheme or a host. Data that a page carries itself does not.
pub(super) fn is_foreign(address: &str) -> bool {
    // Browsers drop blanks around an address, and ends of lines in it.
    let plain: String = address.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    if plain.starts_with(['/', '\\']) {
        return plain[1..].starts_with(['/', '\\']);
    }
    let Some((scheme, _)) = plain.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme && !scheme.eq_ignore_ascii_case("data")
}

struct Tag<'a> {
    name: String,
    attributes: Vec<(String, &'a str)>,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| *value)
    }
}

fn take(tag: &Tag<'_>, loads: &mut Loads) {
    let relations = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
    for (name, value) in &tag.attributes {
        let is_loaded = match name.as_str() {
            "src" | "poster" | "background" => true,
            "data" => tag.name == "object",
            "href" | "xlink:href" => match tag.name.as_str() {
                "link" => relations.split_ascii_whitespace().any(|relation| LOADING.contains(&relation)),
                "use" | "image" | "feimage" | "base" => true,
                _ => false,
            },
            _ => false,
        };
        if is_loaded {
            loads.all.push((*value).to_owned());
        }
        match name.as_str() {
            "srcset" | "imagesrcset" => {
                let candidates = value.split(", ").filter_map(|one| one.split_ascii_whitespace().next());
                loads.all.extend(candidates.map(str::to_owned));
            }
            "style" => loads.all.extend(of_style(&value.replace("&quot;", "\""))),
            _ => {}
        }
    }
    match tag.name.as_str() {
        "script" => loads.parts.extend(tag.get("src").map(str::to_owned)),
        "link" if relations.split_ascii_whitespace().any(|relation| relation == "stylesheet") => {
            loads.parts.extend(tag.get("href").map(str::to_owned));
        }
        "meta" if tag.get("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")) => {
            let target = tag.get("content").and_then(|content| content.split_once('='));
            loads.all.extend(target.map(|(_, url)| url.trim_matches(['\'', '"', ' ']).to_owned()));
        }
        _ => {}
    }
}

/// The opening tag that a text begins with, and what follows it.
fn read_tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let inside = text.get(1..)?;
    let length = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut tag = Tag { name: inside[..length].to_ascii_lowercase(), attributes: Vec::new() };
    let mut rest = &inside[length..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some((tag, after));
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))?;
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            tag.attributes.push((name, ""));
            // A sign that begins nothing would be read for ever.
            rest = if end == 0 { rest.get(1..)? } else { rest };
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split_once(quote)?,
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
        };
        tag.attributes.push((name, value));
        rest = after;
    }
}

/// A value of CSS: a string, or everything up to `end`.
fn css_value(text: &str, end: char) -> String {
    let text = text.trim_start();
    let value = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split(quote).next(),
        _ => text.split(end).next(),
    };
    value.unwrap_or_default().trim().to_owned()
}

fn without_remarks(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, remark)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = remark.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    let word = word.as_bytes();
    text.as_bytes().windows(word.len()).position(|window| window.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(html: &str) -> Vec<String> {
        of_page(html).all.into_iter().filter(|address| is_foreign(address)).collect()
    }

    #[test]
    fn whatever_loads_by_itself_is_seen() {
        for html in [
            "<img alt='x' src=\"https://e.org/a.png\">",
            "<IMG SRC=https://e.org/a.png >",
            "<script defer src='//e.org/a.js'></script>",
            "<link href=\"http://e.org/a.css\" rel=\"alternate stylesheet\">",
            "<link rel=dns-prefetch href=//e.org>",
            "<img src=a.png srcset=\"a.png 1x, https://e.org/a.png 2x\">",
            "<object data='https://e.org/a'></object>",
            "<svg><use xlink:href='https://e.org/a.svg#b'/></svg>",
            "<p style=\"background: url(https://e.org/a.png)\">",
            "<style>@import \"https://e.org/a.css\";</style>",
            "<style>p { background: url( 'https://e.org/a.png' ) }</style>",
            "<meta http-equiv=\"refresh\" content=\"0; url=https://e.org/\">",
            "<base href=\"https://e.org/\">",
            "<p>1 < 2 <iframe src=\"htt\nps://e.org\"></iframe>",
            "<video poster=\\\\e.org/a.png></video>",
        ] {
            assert_eq!(foreign(html).len(), 1, "{html}");
        }
    }

    #[test]
    fn what_a_reader_has_to_ask_for_is_not() {
        for html in [
            "<a href=\"https://e.org/\">e</a>",
            "<link rel=\"canonical\" href=\"https://e.org/\"><link rel=alternate href=https://e.org/feed.xml >",
            "<meta property=\"og:url\" content=\"https://e.org/\">",
            "<!-- <img src=\"https://e.org/a.png\"> -->",
            "<script type=\"application/ld+json\">{\"image\": \"<img src='https://e.org/a.png'>\"}</script>",
            "<img src=\"data:image/png;base64,AAAA\"><img src=\"../a.png\"><img src=\"a.png?b=c:d\">",
            "<p>&lt;img src=\"https://e.org/a.png\"&gt;</p>",
            "<style>/* url(https://e.org) */ @namespace svg url(http://www.w3.org/2000/svg);</style>",
            "<style>p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>\") }</style>",
        ] {
            assert_eq!(foreign(html), [""; 0], "{html}");
        }
    }

    #[test]
    fn parts_of_a_page() {
        let html = "<link rel=stylesheet href=a.css><link rel=icon href=i.svg><script src=b.js defer></script>";
        assert_eq!(of_page(html).parts, ["a.css", "b.js"]);
    }

    #[test]
    fn broken_markup_comes_to_an_end() {
        for html in ["<", "<a", "<a =", "<a ==", "<a b=\"", "<img src=", "<!--", "<style>", "<a '>", "<é>", "<a é=ü"]
        {
            of_page(html);
        }
    }
}
