//! `web.config` for IIS: only sections that a site's folder may set as IIS comes, and no module that does not come with it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::Wants;
use super::keeping::{Keeping, keeping};
use super::servers::HEADERS;

/// Settings for the folder of the site. Types and headers are removed before they are added: IIS answers `500.19` where a
/// server already has one of the same name.
pub(super) fn config(wants: &Wants<'_>) -> String {
    let types = wants.types().into_iter().map(|(ending, kind)| {
        format!(
            "      <remove fileExtension=\".{ending}\" />\n      <mimeMap fileExtension=\".{ending}\" mimeType=\"{kind}\" />\n"
        )
    });
    let headers = HEADERS.iter().copied().chain([("Content-Security-Policy", wants.policy.as_str())]);
    let headers = headers.map(|(name, value)| {
        let value = escaped(value);
        format!("        <remove name=\"{name}\" />\n        <add name=\"{name}\" value=\"{value}\" />\n")
    });
    include_str!("texts/web.config")
        // Two hyphens would end the remark.
        .replace("@TITLE@", &escaped(&wants.title()).replace("--", "- -"))
        .replace("@TYPES@", types.collect::<String>().trim())
        .replace("@HEADERS@", headers.collect::<String>().trim())
        .replace("@LOCATIONS@", locations(wants).trim_end())
}

/// Where files are kept for ever: whole folders where all of their files are. There is no page among them, and viewers of
/// documents are not to be hindered by the policy of pages.
fn locations(wants: &Wants<'_>) -> String {
    let mut folders: BTreeMap<&str, bool> = BTreeMap::new();
    for address in wants.files.iter() {
        if let Some((folder, _)) = address.rsplit_once('/') {
            *folders.entry(folder).or_insert(true) &= keeping(address) == Keeping::Forever;
        }
    }
    let paths: BTreeSet<&str> = wants
        .kept(Keeping::Forever)
        .map(|address| match address.rsplit_once('/') {
            Some((folder, _)) if folders.get(folder) == Some(&true) => folder,
            _ => address,
        })
        .collect();
    paths.into_iter().fold(String::new(), |mut text, path| {
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "  <location path=\"{path}\">\n    <system.webServer>\n      <staticContent>\n        \
             <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" \
             cacheControlCustom=\"public, immutable\" />\n      </staticContent>\n      <httpProtocol>\n        \
             <customHeaders>\n          <remove name=\"Content-Security-Policy\" />\n        </customHeaders>\n      \
             </httpProtocol>\n    </system.webServer>\n  </location>\n"
        );
        text
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
