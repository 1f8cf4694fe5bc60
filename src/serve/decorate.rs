//! A page as the preview shows it: the bytes of `build`, with the preview's own script and styles, and leave for the
//! script to talk to the server.

use super::address::OWN;
use crate::theme::CSP;

/// What the preview adds to the head of a page. A test holds that nothing else differs from what `build` writes.
pub(super) fn page(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    // Templates escape the quotes of the policy.
    let policies = [CSP.to_owned(), CSP.replace('\'', "&#39;"), CSP.replace('\'', "&#x27;")];
    // The single file of an edition has a policy of its own, which lets no script of others run.
    if text.contains("\"Content-Security-Policy\"") && !policies.iter().any(|policy| text.contains(policy)) {
        return bytes.to_vec();
    }
    let text =
        policies.iter().fold(text.into_owned(), |text, policy| text.replacen(policy.as_str(), &loosened(policy), 1));
    let own = format!(
        "<link rel=\"stylesheet\" href=\"/{OWN}page.css\">\n<script src=\"/{OWN}preview.js\" defer></script>\n"
    );
    // The script comes before those of the theme, so that it meets the page as it was sent.
    let place = text.find("<script").filter(|at| text.find("</head>").is_none_or(|end| *at < end));
    let place = place.or_else(|| text.find("</head>")).unwrap_or(text.len());
    let mut shown = String::with_capacity(text.len() + own.len());
    shown.push_str(&text[..place]);
    shown.push_str(&own);
    shown.push_str(&text[place..]);
    shown.into_bytes()
}

/// The policy of pages with one leave more: to ask the server that sent the page.
fn loosened(policy: &str) -> String {
    let quote = if policy.contains('\'') {
        "'"
    } else if policy.contains("&#39;") {
        "&#39;"
    } else {
        "&#x27;"
    };
    format!("{policy}; connect-src {quote}self{quote}")
}

/// A page of the preview's own: where there is nothing to show, it says so, and waits for something.
pub(super) fn empty(lang: &str, title: &str, words: &str) -> Vec<u8> {
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{CSP}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n</head>\n\
         <body class=\"nb-preview-empty\"><main><h1>{title}</h1><p>{words}</p>\
         <p><a href=\"/index.html\">/</a></p></main></body>\n</html>\n"
    );
    self::page(page.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_head_differs() {
        let built = format!("<head><meta content=\"{}\"></head><body>{CSP}</body>", CSP.replace('\'', "&#39;"));
        let shown = String::from_utf8(page(built.as_bytes())).unwrap();
        assert!(shown.contains("; connect-src &#39;self&#39;\"><link rel"), "{shown}");
        assert!(shown.ends_with(&format!("</script>\n</head><body>{}</body>", loosened(CSP))), "{shown}");
    }

    #[test]
    fn files_with_a_policy_of_their_own_stay_as_they_are() {
        let single = b"<head><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'sha256-x'\"></head>";
        assert_eq!(page(single), single);
    }

    #[test]
    fn pages_without_a_head_are_followed_too() {
        assert!(page(b"<p>x").starts_with(b"<p>x<link"));
    }
}
