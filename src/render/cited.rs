//! What leads others to a page: its citation in full, a message about it, its address as a code on paper.

use std::fmt::Write;

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;

use super::context::RenderContext;
use super::markup::Html;
use crate::model::Kind;
use crate::naming;
use crate::site::EntryIx;

/// The citation of an item as a letter wants it: of a clause also its title, who issued it, and when.
pub(super) fn in_full(context: &RenderContext<'_>, index: EntryIx) -> String {
    let site = context.site;
    let original = site.entry(index).original;
    let mut citation = context.citation(index, None);
    let Some(edition) = site.edition_of(original).filter(|_| site.entry(original).kind() == Kind::Clause) else {
        return citation;
    };
    let title = &site.entry(site.in_language(original, context.lang)).item.header.title.value;
    if !title.is_empty() {
        let _ = write!(citation, " {title}");
    }
    let issuer = site.entry(edition.standard).item.standard().map(|standard| standard.issuer.clone());
    let issued = site.edition_facts(edition).and_then(|facts| facts.issued).map(|date| date.to_string());
    for part in issuer.into_iter().chain(issued) {
        let _ = write!(citation, "{}{part}", context.phrases.separator);
    }
    citation
}

/// A message to the editors about an item, as an address that a mail program opens (RFC 6068).
pub(super) fn feedback(context: &RenderContext<'_>, index: EntryIx) -> Option<String> {
    let to = context.site.config.feedback.as_ref()?;
    let name = context.full_name(index);
    let number = naming::number(context.site, index).unwrap_or_default();
    let edition = naming::edition_name(context.site, index, context.lang).unwrap_or_default();
    let mut href = format!("{to}?subject=");
    percent(&mut href, &name);
    href.push_str("&body=");
    percent(&mut href, &format!("{edition} {number} {name}\r\n{}\r\n\r\n", context.permalink()));
    Some(href)
}

/// Everything but unreserved characters (RFC 3986, 2.3) as the bytes of UTF-8.
pub(super) fn percent(out: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
}

/// The address of the page as a QR code (ISO/IEC 18004); nothing where the site's address is not known, or the page's is too
/// long for a code.
pub(super) fn code(context: &RenderContext<'_>) -> Option<Html> {
    context.site.config.base_url.as_ref()?;
    // Paper that hangs on a wall is seldom damaged: the least correction makes the coarsest modules.
    let code = QRBuilder::new(context.permalink()).ecl(ECL::L).build().ok()?;
    // The standard wants four modules of white around the code.
    let side = code.size + 8;
    let mut svg = format!(
        "<svg class=\"nb-code-of-page\" viewBox=\"0 0 {side} {side}\" aria-hidden=\"true\"><path stroke=\"#000\" d=\""
    );
    for row in 0..code.size {
        let dark: Vec<bool> = code[row].iter().map(|module| module.value()).collect();
        // A line of its own for each run of dark modules, drawn along its middle.
        let first = dark.iter().take_while(|module| !**module).count();
        let end = dark.iter().rposition(|module| *module).map_or(first, |last| last + 1);
        let _ = write!(svg, "M{} {}.5", first + 4, row + 4);
        for run in dark[first..end].chunk_by(|a, b| a == b) {
            let _ = if run[0] { write!(svg, "h{}", run.len()) } else { write!(svg, "m{} 0", run.len()) };
        }
    }
    svg.push_str("\"></path></svg>");
    Some(Html::new(&svg))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_may_hold_anything() {
        let mut out = String::new();
        percent(&mut out, "读者 & a\r\n");
        assert_eq!(out, "%E8%AF%BB%E8%80%85%20%26%20a%0D%0A");
    }
}
