//! Diagnostics as workflow commands, which GitHub shows as annotations beside the changed lines.

use super::atlas::{Atlas, Region};
use super::{Diagnostic, Locale, Severity};
use crate::source::Snapshot;

/// Prints one line for each diagnostic: `::error file=…,line=…,col=…,title=rule::message`, followed by its help.
/// Line and column are left out where a file is meant as a whole.
pub fn print(diagnostics: &[Diagnostic], snapshot: &Snapshot, locale: Locale) -> String {
    let mut atlas = Atlas::new(snapshot);
    diagnostics.iter().map(|diagnostic| command(diagnostic, atlas.region(&diagnostic.location), locale)).collect()
}

fn command(diagnostic: &Diagnostic, region: Option<Region>, locale: Locale) -> String {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let file = property(diagnostic.location.path.as_str());
    let place =
        region.map_or(String::new(), |region| format!(",line={},col={}", region.start.line, region.start.column));
    let help = diagnostic.help.iter().map(|help| help.say(locale));
    let lines: Vec<&str> = std::iter::once(diagnostic.message.say(locale)).chain(help).collect();
    format!("::{name} file={file}{place},title={}::{}\n", property(diagnostic.rule.id), data(&lines.join("\n")))
}

/// A message, which may not hold a line end as such.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which ends at a comma or a colon besides.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::snippet::tests::everything;
    use super::*;

    #[test]
    fn each_finding_is_one_escaped_line() {
        let (snapshot, diagnostics) = everything();
        let expected = "\
::error file=content/a.md,line=1,col=3,title=sample-rule::the letter is full-width%0A100%25 half-width
::warning file=content/图 1%2C2%3A3.png,title=other-rule::too large
::notice file=content/a.md,line=3,col=7,title=sample-rule::the letter is full-width
";
        assert_eq!(print(&diagnostics, &snapshot, Locale::English), expected);
        assert_eq!(print(&[], &snapshot, Locale::English), "");
    }
}
