//! What a finished file makes a browser load by itself. Tags are read as browsers read them, whatever template or attachment
//! they came from.

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::css;

/// What a page loads.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Requests {
    /// Addresses of scripts and style sheets, in the order of the page.
    pub(super) parts: Vec<String>,
    /// Every address that is fetched or gone to without the reader's asking, those of `parts` included.
    pub(super) all: Vec<String>,
    /// What runs or is shown as another document, as written: `<script>`, `onload`, `javascript:`.
    pub(super) acts: Vec<String>,
}

/// What a document does by itself when somebody opens it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::check) struct Active {
    /// What runs, each once.
    pub(in crate::check) acts: Vec<String>,
    /// Addresses elsewhere that it asks for, each once.
    pub(in crate::check) foreign: Vec<String>,
}

impl Active {
    /// Reads a document of tags.
    pub(in crate::check) fn of(document: &str) -> Self {
        let requests = of_page(document);
        let foreign =
            requests.all.into_iter().filter(|to| is_foreign(to)).map(|to| to.trim().chars().take(120).collect());
        let mut active = Self { acts: requests.acts, foreign: foreign.collect() };
        active.acts.extend(entities(document));
        for list in [&mut active.acts, &mut active.foreign] {
            list.sort();
            list.dedup();
        }
        active
    }
}

/// Declarations of entities that bring in another file, or tags that no reader of tags sees (XML 1.0, 4.2).
fn entities(document: &str) -> Option<String> {
    let mut declared = document.split("<!ENTITY").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    declared
        .any(|own| own.contains(['<', '%']) || own.contains("SYSTEM") || own.contains("PUBLIC") || own.contains("&#"))
        .then(|| "<!ENTITY>".to_owned())
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

/// Attributes that hold an address which is loaded, on whatever element.
const ADDRESSES: [&str; 5] = ["src", "poster", "background", "href", "xlink:href"];

/// Attributes that hold declarations or values of CSS.
const STYLES: [&str; 11] = [
    "style",
    "fill",
    "stroke",
    "filter",
    "mask",
    "clip-path",
    "cursor",
    "marker",
    "marker-start",
    "marker-mid",
    "marker-end",
];

/// Attributes that say what another one means, or hold addresses in a form of their own.
const OTHERS: [&str; 8] = ["rel", "type", "http-equiv", "content", "data", "srcset", "imagesrcset", "srcdoc"];

/// Elements that run something, or show another document.
const ACTING: [&str; 9] =
    ["script", "iframe", "frame", "object", "embed", "applet", "portal", "foreignobject", "handler"];

/// Attributes that may hold an address to go to.
const GOING: [&str; 10] = ["href", "xlink:href", "src", "action", "formaction", "data", "from", "to", "by", "values"];

/// Elements in which the tokenizer takes tags for text.
const RAW: [&str; 9] = ["script", "style", "noscript", "title", "textarea", "iframe", "xmp", "noembed", "plaintext"];

/// Reads a page, or a picture that is written in tags.
pub(super) fn of_page(html: &str) -> Requests {
    let mut reader = Reader::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<()> {
        reader.take(event);
        None
    });
    emitter.naively_switch_states(true);
    // The emitter hands out nothing: what is found stays in the reader.
    Tokenizer::new_with_emitter(html, emitter).for_each(drop);
    reader.requests
}

/// Addresses that a style sheet names to be loaded.
pub(super) fn of_style(style: &str) -> Vec<String> {
    css::loads(style)
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

/// Whether an attribute is a script that an event runs (HTML, 8.1.8.2; SVG 2, 15.2): `on` and how the events are called.
/// Other vocabularies of XML have attributes such as `once`.
fn is_handler(name: &[u8]) -> bool {
    const EVENTS: [&str; 70] = [
        "abort",
        "activate",
        "after",
        "animation",
        "aux",
        "before",
        "begin",
        "blur",
        "cancel",
        "canplay",
        "change",
        "click",
        "close",
        "contextmenu",
        "copy",
        "cue",
        "cut",
        "dbl",
        "drag",
        "drop",
        "duration",
        "emptied",
        "end",
        "error",
        "focus",
        "form",
        "fullscreen",
        "got",
        "hash",
        "input",
        "invalid",
        "key",
        "language",
        "load",
        "lost",
        "message",
        "mouse",
        "offline",
        "online",
        "page",
        "paste",
        "pause",
        "play",
        "pointer",
        "pop",
        "progress",
        "rate",
        "rejection",
        "repeat",
        "reset",
        "resize",
        "scroll",
        "search",
        "security",
        "seek",
        "select",
        "show",
        "slot",
        "stalled",
        "start",
        "storage",
        "submit",
        "suspend",
        "time",
        "toggle",
        "touch",
        "transition",
        "unhandled",
        "unload",
        "zoom",
    ];
    const MORE: [&str; 5] = ["visibility", "volume", "waiting", "webkit", "wheel"];
    let Some(event) = std::str::from_utf8(name).ok().and_then(|name| name.strip_prefix("on")) else { return false };
    EVENTS.iter().chain(&MORE).any(|own| event.starts_with(own))
}

/// Whether an address is a script, or one of several is. Browsers drop blanks and controls in the scheme.
fn runs(address: &str) -> bool {
    let plain: String = address.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control()).collect();
    let plain = plain.to_ascii_lowercase();
    let schemes = ["javascript:", "vbscript:", "data:text/html", "data:application/xhtml"];
    plain.split(';').any(|one| schemes.iter().any(|scheme| one.starts_with(scheme)))
}

/// What has been read of a page.
#[derive(Default)]
struct Reader {
    requests: Requests,
    tag: Tag,
    /// The attribute that was named last, if it is of interest.
    attribute: Option<&'static str>,
    /// Whether that one may hold an address to go to.
    is_going: bool,
    /// Whether text that follows is that of `tag`, in which tags are text.
    is_inside: bool,
}

/// An opening tag, with those of its attributes that are of interest.
#[derive(Default)]
struct Tag {
    name: String,
    attributes: Vec<(&'static str, String)>,
    self_closing: bool,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// Whether the tag is a link with a relation that one of these words names.
    fn is_related(&self, words: &[&str]) -> bool {
        let relations = self.get("rel").unwrap_or_default().to_ascii_lowercase();
        relations.split_ascii_whitespace().any(|relation| words.contains(&relation))
    }
}

impl Reader {
    fn take(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: text(name), ..Tag::default() };
            }
            CallbackEvent::AttributeName { name } => {
                let mut known = [&ADDRESSES[..], &STYLES, &OTHERS].into_iter().flatten();
                self.attribute = known.find(|own| own.as_bytes() == name).copied();
                self.is_going = GOING.iter().any(|own| own.as_bytes() == name);
                if is_handler(name) {
                    self.requests.acts.push(text(name));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if self.is_going && runs(&text(value)) {
                    self.requests.acts.push("javascript:".to_owned());
                }
                let attribute = self.attribute.take();
                self.tag.attributes.extend(attribute.map(|name| (name, text(value))));
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.tag.self_closing = self_closing;
                self.is_inside = RAW.contains(&self.tag.name.as_str());
                take_tag(&self.tag, &mut self.requests);
            }
            CallbackEvent::String { value } if self.is_inside => self.take_text(&text(value)),
            CallbackEvent::Comment { value } => self.take_instruction(&text(value)),
            CallbackEvent::EndTag { .. } => self.is_inside = false,
            CallbackEvent::String { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    /// The text of an element in which tags are text.
    fn take_text(&mut self, text: &str) {
        if self.tag.name == "style" {
            self.requests.all.extend(of_style(text));
        }
        // Browsers without scripts read tags there. In a picture any such element may close itself, and what follows it is
        // not its text.
        if self.tag.name == "noscript" || self.tag.self_closing {
            self.take_page(text);
        }
    }

    /// A page in a page; it is shorter, so that this comes to an end.
    fn take_page(&mut self, html: &str) {
        let inner = of_page(html);
        self.requests.all.extend(inner.all);
        self.requests.acts.extend(inner.acts);
    }

    /// The style sheet of an XML document; to HTML, a comment.
    fn take_instruction(&mut self, text: &str) {
        let address =
            text.strip_prefix("?xml-stylesheet").and_then(|rest| rest.split_once("href=")).map(|(_, rest)| rest);
        let quoted = address.and_then(|rest| rest.get(1..)?.split(['"', '\'']).next());
        self.requests.all.extend(quoted.map(str::to_owned));
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn take_tag(tag: &Tag, requests: &mut Requests) {
    for (name, value) in &tag.attributes {
        match *name {
            "href" | "xlink:href" => match tag.name.as_str() {
                "a" | "area" => {}
                "link" if !tag.is_related(&LOADING) => {}
                _ => requests.all.push(value.clone()),
            },
            "data" if tag.name != "object" => {}
            "data" => requests.all.push(value.clone()),
            "srcset" | "imagesrcset" => requests.all.extend(candidates(value)),
            "srcdoc" => {
                let inner = of_page(value);
                requests.all.extend(inner.all);
                requests.acts.extend(inner.acts);
            }
            name if ADDRESSES.contains(&name) => requests.all.push(value.clone()),
            name if STYLES.contains(&name) => requests.all.extend(of_style(value)),
            _ => {}
        }
    }
    // In XML a prefix may stand before the name.
    let name = tag.name.rsplit(':').next().unwrap_or_default();
    let is_data = name == "script" && tag.get("type").is_some_and(|kind| kind.to_ascii_lowercase().ends_with("json"));
    if ACTING.contains(&name) && !is_data {
        requests.acts.push(format!("<{}>", tag.name));
    }
    match tag.name.as_str() {
        "script" => requests.parts.extend(tag.get("src").map(str::to_owned)),
        "link" if tag.is_related(&["stylesheet"]) => requests.parts.extend(tag.get("href").map(str::to_owned)),
        "meta" if tag.get("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")) => {
            requests.all.extend(tag.get("content").and_then(refresh_target).map(str::to_owned));
        }
        _ => {}
    }
}

/// Addresses of pictures of which a browser chooses one (HTML, 4.8.4.2).
fn candidates(srcset: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|character: char| character.is_ascii_whitespace() || character == ',');
        let end = rest.find(|character: char| character.is_ascii_whitespace()).unwrap_or(rest.len());
        if end == 0 {
            return addresses;
        }
        let address = rest[..end].trim_end_matches(',');
        addresses.push(address.to_owned());
        rest = &rest[end..];
        // A comma at its end closes the candidate; else its widths and densities follow.
        if address.len() == end {
            rest = rest.find(',').map_or("", |comma| &rest[comma..]);
        }
    }
}

/// Where a page that is renewed after a time goes (HTML, 4.2.5.3); `None` if it stays.
fn refresh_target(content: &str) -> Option<&str> {
    let after =
        content.trim_start().trim_start_matches(|character: char| character.is_ascii_digit() || character == '.');
    let rest =
        after.trim_start_matches(|character: char| character.is_ascii_whitespace() || matches!(character, ';' | ','));
    let is_named = rest.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("url"));
    let named = if is_named { rest[3..].trim_start().strip_prefix('=').map(str::trim_start) } else { None };
    let target = named.unwrap_or(rest);
    let target = match target.chars().next()? {
        quote @ ('"' | '\'') => target[1..].split(quote).next()?,
        _ => target,
    };
    Some(target.trim())
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
            "<img srcset='a.png 1x,https://e.org/a.png 2x'>",
            "<img src='https&#58;//e.org/a.png'>",
            "<noscript><img src='//e.org/a.png'></noscript>",
            "<iframe srcdoc=\"<img src='//e.org/a.png'>\"></iframe>",
            "<svg><style/><image href='//e.org/a.png'/></svg>",
            "<svg><script href='//e.org/a.js'/></svg>",
            "<svg><rect fill='url(//e.org/a.svg#b)'/></svg>",
            "<style>p{background:URL(//e.org/a.png)}</style>",
            "<style>p::before{content:'/*'} p{background:url(//e.org/a.png)}</style>",
            "<style>p{background:image-set('//e.org/a.png' 1x)}</style>",
            "<meta http-equiv=refresh content='5;https://e.org/'>",
            "<meta http-equiv=Refresh content=\"0; URL = 'https://e.org/'\">",
            "<?xml-stylesheet type=\"text/css\" href=\"https://e.org/a.css\"?><svg/>",
            "<!-- --!><img src='//e.org/a.png'>",
            "<img alt='>' src='//e.org/a.png'>",
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
            "<textarea><img src='//e.org/a.png'></textarea>",
            "<a title='url(//e.org/a.png)' href='b.html' data-src='//e.org/a.png'>a</a>",
            "<meta http-equiv=refresh content=300><meta name=generator content='a=//e.org/'>",
            "<p>&lt;img src=\"https://e.org/a.png\"&gt;</p>",
            "<style>/* url(https://e.org) */ @namespace svg url(http://www.w3.org/2000/svg);</style>",
            "<style>p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>\") }</style>",
        ] {
            assert_eq!(foreign(html), [""; 0], "{html}");
        }
    }

    #[test]
    fn what_runs_is_seen() {
        for (document, act) in [
            ("<svg><script>a()</script></svg>", "<script>"),
            ("<svg xmlns:s='http://www.w3.org/2000/svg'><s:script href='a.js'/></svg>", "<s:script>"),
            ("<svg ONLOAD='a()'/>", "onload"),
            ("<svg><a xlink:href=' java\nscript:a()'><text/></a></svg>", "javascript:"),
            ("<svg><a><animate attributeName='href' values='#a;javascript:a()'/></a></svg>", "javascript:"),
            ("<a href='&#106;avascript:a()'>a</a>", "javascript:"),
            ("<svg><foreignObject><p>a</p></foreignObject></svg>", "<foreignobject>"),
            ("<iframe src='a.html'></iframe>", "<iframe>"),
            ("<embed src='a.swf'>", "<embed>"),
            ("<svg><style/><g onclick='a()'/></svg>", "onclick"),
            ("<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>", "<!ENTITY>"),
            ("<!DOCTYPE svg [<!ENTITY a '<script>b()</script>'>]><svg>&a;</svg>", "<!ENTITY>"),
        ] {
            assert!(Active::of(document).acts.iter().any(|own| own == act), "{document}: {:?}", Active::of(document));
        }
        for document in [
            "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\
             <svg><style>.a{fill:red}</style><use href='#a'/><text font-size='2'>onload=&lt;script&gt;</text></svg>",
            "<!DOCTYPE svg [<!ENTITY ns_svg 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns_svg;'/>",
            "<html><body><p on='a'>javascript:</p><a href='https://e.org/'>e</a></body></html>",
            "<script type='application/ld+json'>{}</script>",
            "<svg><image href='data:image/png;base64,AAAA'/></svg>",
        ] {
            assert_eq!(Active::of(document), Active::default(), "{document}");
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
