//! Settings of nginx, Apache and Caddy, and the words that come with them. The texts lie in `texts/`; what depends on the
//! site is filled in for `@NAME@`.

use std::fmt::Write;

use super::keeping::FOREVER;
use super::{File, SERVER, Wants};

/// Headers of every answer beside the policy and the time that a file may be kept.
pub(super) const HEADERS: [(&str, &str); 2] =
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin")];

/// How long files are kept whose address changes with their content: a year, the longest that is understood everywhere.
pub(super) const KEPT_FOREVER: &str = "public, max-age=31536000, immutable";

/// All other files are asked for again: `304` costs little, and a revision shows at once.
pub(super) const KEPT_ASKING: &str = "no-cache";

/// Settings by server, and the words that come with them.
pub(super) fn files(wants: &Wants<'_>) -> Vec<File> {
    let of = |name: &str, template: &str| File::text(&format!("{SERVER}{name}"), &filled(wants, template));
    let readme = filled(wants, include_str!("texts/readme.txt"));
    let common = filled(wants, include_str!("texts/apache-common.conf"));
    vec![
        of("nginx.conf", include_str!("texts/nginx.conf")),
        of("apache.conf", &include_str!("texts/apache.conf").replace("@COMMON@", &indented(&common))),
        of("htaccess", &include_str!("texts/htaccess").replace("@COMMON@", common.trim_end())),
        of("Caddyfile", &caddy(wants)),
        // For the editor of Windows: a mark at the beginning, and its ends of lines.
        File::text(&format!("{SERVER}README.txt"), &format!("\u{feff}{}", readme.replace('\n', "\r\n"))),
    ]
}

/// In a folder of the server's the path is cut off first; at its root there is none.
fn caddy(wants: &Wants<'_>) -> String {
    let begin = match wants.at() {
        "" => "\thandle_path /* {".to_owned(),
        at => format!("\tredir {at} {at}/ 301\n\thandle_path {at}/* {{"),
    };
    include_str!("texts/Caddyfile").replace("@HANDLE@", &begin)
}

fn indented(text: &str) -> String {
    let indent = |line: &str| if line.is_empty() { String::new() } else { format!("    {line}") };
    text.lines().map(indent).collect::<Vec<_>>().join("\n")
}

fn filled(wants: &Wants<'_>, template: &str) -> String {
    let at = wants.at();
    let texts = Vec::from_iter(wants.texts()).join("|");
    let values: [(&str, &str); 14] = [
        ("@TITLE@", &wants.title()),
        ("@AT@", at),
        // A dot of the path is a dot and nothing else.
        ("@AT_PATTERN@", &at.replace('.', "\\.")),
        ("@FOREVER@", FOREVER),
        ("@KEPT_FOREVER@", KEPT_FOREVER),
        ("@KEPT_ASKING@", KEPT_ASKING),
        ("@POLICY@", &wants.policy),
        ("@TEXTS@", &texts),
        ("@NGINX_TYPES@", &nginx_types(wants)),
        ("@NGINX_HEADERS@", &headers(4, |name, value| format!("add_header {name} \"{value}\" always;"))),
        ("@NGINX_INNER_HEADERS@", &headers(8, |name, value| format!("add_header {name} \"{value}\" always;"))),
        ("@APACHE_TYPES@", &apache_types(wants)),
        ("@APACHE_PACKED_TYPES@", &apache_packed_types(wants)),
        ("@CADDY_TYPES@", &caddy_types(wants)),
    ];
    values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(name, value))
}

/// One header a line, the first without its indent, which stands in the text.
fn headers(indent: usize, line: impl Fn(&str, &str) -> String) -> String {
    let lines: Vec<String> = HEADERS.iter().map(|(name, value)| line(name, value)).collect();
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

fn each_type(wants: &Wants<'_>, write: impl Fn(&mut String, &str, &str)) -> String {
    let mut text = String::new();
    for (ending, kind) in wants.types() {
        write(&mut text, ending, kind);
    }
    text.trim().to_owned()
}

// Writing to a String cannot fail.

fn nginx_types(wants: &Wants<'_>) -> String {
    each_type(wants, |text, ending, kind| _ = writeln!(text, "        \"{kind}\" {ending};"))
}

fn apache_types(wants: &Wants<'_>) -> String {
    each_type(wants, |text, ending, kind| _ = writeln!(text, "AddType \"{kind}\" .{ending}"))
}

fn apache_packed_types(wants: &Wants<'_>) -> String {
    let types = wants.types();
    let texts = wants.texts().into_iter().filter_map(|ending| Some((ending, types.get(ending)?)));
    let sections = texts.map(|(ending, kind)| {
        format!("    <FilesMatch \"\\.{ending}\\.gz$\">\n        ForceType \"{kind}\"\n    </FilesMatch>")
    });
    sections.collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn caddy_types(wants: &Wants<'_>) -> String {
    each_type(wants, |text, ending, kind| {
        // The page of a folder has no ending of its own.
        let paths = if ending == "html" { "*.html */".to_owned() } else { format!("*.{ending}") };
        _ = writeln!(text, "\t\t@{ending} path {paths}\n\t\theader @{ending} Content-Type \"{kind}\"");
    })
}
