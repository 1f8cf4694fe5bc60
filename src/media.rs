//! Media types: what a file is by the ending of its name, said once for servers, the preview, packages and release checks.
//!
//! Types as registered with IANA; JavaScript: RFC 9239; YAML: RFC 9512. A text names its encoding, which is always UTF-8.

pub mod private;

/// What a file of some ending is.
#[derive(Debug, PartialEq, Eq)]
pub struct MediaType {
    /// The ending, without the dot, in lower case.
    pub ending: &'static str,
    /// The value of `Content-Type`, with the encoding of a text.
    pub content_type: &'static str,
    /// Whether it shrinks when a server compresses it.
    pub compressible: bool,
    /// Whether a browser that opens it by itself runs scripts in it and loads what it names.
    pub active: bool,
}

/// `Content-Type` of a page.
pub const HTML: &str = "text/html; charset=utf-8";
/// `Content-Type` of a text without markup.
pub const TEXT: &str = "text/plain; charset=utf-8";
/// `Content-Type` of JSON.
pub const JSON: &str = "application/json; charset=utf-8";
/// `Content-Type` of what nothing is known of.
pub const UNKNOWN: &str = "application/octet-stream";

const fn document(ending: &'static str, content_type: &'static str) -> MediaType {
    MediaType { ending, content_type, compressible: true, active: true }
}

const fn text(ending: &'static str, content_type: &'static str) -> MediaType {
    MediaType { ending, content_type, compressible: true, active: false }
}

const fn packed(ending: &'static str, content_type: &'static str) -> MediaType {
    MediaType { ending, content_type, compressible: false, active: false }
}

/// Every ending that normbook knows.
static TABLE: &[MediaType] = &[
    // Documents that a browser opens by itself and acts on.
    document("html", HTML),
    document("htm", HTML),
    document("xhtml", "application/xhtml+xml; charset=utf-8"),
    document("xml", "application/xml; charset=utf-8"),
    document("svg", "image/svg+xml"),
    // Texts.
    text("css", "text/css; charset=utf-8"),
    text("js", "text/javascript; charset=utf-8"),
    text("mjs", "text/javascript; charset=utf-8"),
    text("json", JSON),
    text("webmanifest", "application/manifest+json; charset=utf-8"),
    text("geojson", "application/geo+json; charset=utf-8"),
    text("yaml", "application/yaml; charset=utf-8"),
    text("yml", "application/yaml; charset=utf-8"),
    text("csv", "text/csv; charset=utf-8"),
    text("tsv", "text/tab-separated-values; charset=utf-8"),
    text("txt", TEXT),
    text("md", "text/markdown; charset=utf-8"),
    text("ics", "text/calendar; charset=utf-8"),
    text("vtt", "text/vtt; charset=utf-8"),
    // Pictures.
    packed("png", "image/png"),
    packed("apng", "image/apng"),
    packed("jpg", "image/jpeg"),
    packed("jpeg", "image/jpeg"),
    packed("gif", "image/gif"),
    packed("webp", "image/webp"),
    packed("avif", "image/avif"),
    packed("bmp", "image/bmp"),
    packed("tif", "image/tiff"),
    packed("tiff", "image/tiff"),
    packed("ico", "image/x-icon"),
    // Fonts.
    packed("woff2", "font/woff2"),
    packed("woff", "font/woff"),
    packed("ttf", "font/ttf"),
    packed("otf", "font/otf"),
    // Documents of offices.
    packed("pdf", "application/pdf"),
    packed("ofd", "application/ofd"),
    packed("epub", "application/epub+zip"),
    packed("rtf", "application/rtf"),
    packed("doc", "application/msword"),
    packed("xls", "application/vnd.ms-excel"),
    packed("ppt", "application/vnd.ms-powerpoint"),
    packed("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    packed("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    packed("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    packed("odt", "application/vnd.oasis.opendocument.text"),
    packed("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    packed("odp", "application/vnd.oasis.opendocument.presentation"),
    // Sound and film.
    packed("mp3", "audio/mpeg"),
    packed("m4a", "audio/mp4"),
    packed("ogg", "audio/ogg"),
    packed("wav", "audio/vnd.wave"),
    packed("mp4", "video/mp4"),
    packed("webm", "video/webm"),
    // Archives.
    packed("zip", "application/zip"),
    packed("gz", "application/gzip"),
    packed("7z", "application/x-7z-compressed"),
    packed("rar", "application/vnd.rar"),
];

/// The media type of the file at an address or path; `None` for endings that are not known. Names of files are in lower
/// case (rule `file-name`), and so is what is looked up.
pub fn of(address: &str) -> Option<&'static MediaType> {
    let ending = ending(address)?;
    TABLE.iter().find(|kind| kind.ending == ending)
}

/// The value of `Content-Type` for the file at an address.
pub fn content_type(address: &str) -> &'static str {
    of(address).map_or(UNKNOWN, |kind| kind.content_type)
}

/// The ending of a file's name, without the dot; `None` unless it is lower-case letters and digits.
pub fn ending(address: &str) -> Option<&str> {
    let name = address.rsplit('/').next()?;
    let (_, ending) = name.rsplit_once('.')?;
    let is_plain = !ending.is_empty() && ending.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    is_plain.then_some(ending)
}

impl MediaType {
    /// The type alone, without the encoding.
    pub fn name(&self) -> &'static str {
        self.content_type.split(';').next().unwrap_or(self.content_type)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_plain() {
        assert_eq!(ending("a.b/5.7.html"), Some("html"));
        for address in ["a.b/c", "x", "x.", "x.HTML", "x.h-l"] {
            assert_eq!(ending(address), None, "{address}");
        }
    }

    #[test]
    fn every_ending_has_one_type() {
        for (at, kind) in TABLE.iter().enumerate() {
            assert_eq!(of(&format!("a.{}", kind.ending)), Some(&TABLE[at]), "{} is there twice", kind.ending);
            assert!(kind.name().split_once('/').is_some_and(|(sort, own)| !sort.is_empty() && !own.is_empty()));
        }
    }

    #[test]
    fn texts_name_their_encoding() {
        for kind in TABLE {
            let is_picture = kind.name().starts_with("image/");
            let says = kind.content_type.ends_with("; charset=utf-8");
            assert_eq!(says, kind.compressible && !is_picture, "{}", kind.ending);
        }
    }

    #[test]
    fn what_is_not_known_is_bytes() {
        assert_eq!(content_type("a/b.avif"), "image/avif");
        assert_eq!(content_type("a/b.dwg"), UNKNOWN);
        assert_eq!(content_type("a.b/c"), UNKNOWN);
    }
}
