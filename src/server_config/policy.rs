//! The content security policy that a server sends with every page.
//!
//! A page carries a policy of its own in its head, and both hold: what either forbids does not happen. So the header need
//! not be as strict as each page, it must allow what any page needs: one header for all addresses, on every server.

/// What the header says beyond the pages. The self-test asks the server for its own files; frames and the targets of forms
/// cannot be named in a page (CSP level 3, 3.3), or harm there (forms on `file:` in Firefox).
const HEADER_ONLY: [&str; 3] = ["connect-src 'self'", "form-action 'self'", "frame-ancestors 'self'"];

/// The policy to be sent, from one that allows what any page needs.
pub(super) fn header(pages: &str) -> String {
    let mut directives: Vec<&str> = directives(pages).collect();
    for own in HEADER_ONLY {
        if !directives.iter().any(|directive| name(directive) == name(own)) {
            directives.push(own);
        }
    }
    directives.join("; ")
}

/// The policy in the head of the self-test: it asks its server for files, as no other page does.
pub(super) fn of_selftest(pages: &str) -> String {
    let own = directives(pages).filter(|directive| name(directive) != "connect-src");
    own.chain(["connect-src 'self'"]).collect::<Vec<_>>().join("; ")
}

fn directives(policy: &str) -> impl Iterator<Item = &str> {
    policy.split(';').map(str::trim).filter(|directive| !directive.is_empty())
}

fn name(directive: &str) -> &str {
    directive.split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_says_what_only_a_header_can() {
        let pages = "default-src 'none'; script-src 'self' 'sha256-A'; base-uri 'none';";
        let expected = "default-src 'none'; script-src 'self' 'sha256-A'; base-uri 'none'; connect-src 'self'; \
                        form-action 'self'; frame-ancestors 'self'";
        assert_eq!(header(pages), expected);
        let sent = header("default-src 'none'; form-action 'none'");
        assert_eq!(sent, "default-src 'none'; form-action 'none'; connect-src 'self'; frame-ancestors 'self'");
    }

    #[test]
    fn the_self_test_may_ask() {
        assert_eq!(of_selftest("default-src 'none'; connect-src 'none'"), "default-src 'none'; connect-src 'self'");
    }
}
