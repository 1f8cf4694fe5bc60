//! The content security policy of pages.

use super::inline::Inline;

/// No page loads anything from elsewhere, and none runs or styles anything inline. `form-action` is left
/// out: it blocks forms on `file:` in Firefox.
pub const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'";

/// The policy of a whole site: that of its pages, and what single files carry inside, named by its hashes.
pub(super) fn of_site(inline: &Inline) -> String {
    let [script, style] = &inline.sources;
    let policy = CSP.replace("script-src 'self'", &format!("script-src 'self' {script}"));
    policy.replace("style-src 'self'", &format!("style-src 'self' {style}"))
}
