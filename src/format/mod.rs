//! Versions of what people write for normbook: the content of a book and the files of a theme.
//!
//! `format: N` in `site.yaml` or `theme.yaml` says for which version it was written; without it, for version 1. What was
//! written for an older version builds and is told by one finding what has changed since; what was written for a newer one
//! is told by one error to update normbook.

mod rules;

use crate::diag::{Diagnostic, Rule, Words};
use crate::source::Span;
use crate::yaml::{Fields, Reader};

/// The rules about versions.
pub static RULES: &[&Rule] = rules::RULES;

/// A format that people write, with its history.
#[derive(Debug)]
pub struct Format {
    /// What it is called.
    pub name: Words,
    /// What each version after the first has changed, in a phrase without a full stop: the first row is version 2.
    pub changes: &'static [Words],
}

/// What `format` of a file says.
#[derive(Debug)]
pub enum Written {
    /// For the version that this program knows.
    Current,
    /// For an older one, of this number: it builds, and this is said.
    Older(u32, Diagnostic),
    /// For a newer one: nothing else can be said of it.
    Newer(Diagnostic),
}

impl Format {
    /// The version that this program writes and knows best.
    pub fn current(&self) -> u32 {
        self.changes.iter().fold(1, |version, _| version + 1)
    }

    /// Takes the key `format` of a file and judges it.
    pub fn read(&self, reader: &mut Reader<'_>, fields: &mut Fields) -> Written {
        let head = fields.head();
        let written = fields.take("format").and_then(|node| reader.count(node));
        if let Some(zero) = written.as_ref().filter(|written| written.value == 0) {
            reader.wrong_type(zero.span, &Words::fixed("1 或更大的整数", "a whole number from 1"));
        }
        let version = written.as_ref().map_or(1, |written| written.value.max(1));
        let current = self.current();
        if version > current {
            let at = reader.at(written.map_or(head, |written| written.span));
            return Written::Newer(rules::new_format::report(at, self, version));
        }
        let Some(changes) = self.changes.get(version as usize - 1..).filter(|changes| !changes.is_empty()) else {
            return Written::Current;
        };
        // Without the key, it goes before the first one, which is written again: nothing is put in at the very beginning of a
        // file, where findings speak of the file as a whole.
        let (span, fix) = match (&written, fields.first()) {
            (Some(written), _) => (written.span, current.to_string()),
            (None, Some(key)) => (key.span, format!("format: {current}\n{}", key.value)),
            (None, None) => (Span { end: head.start, ..head }, format!("format: {current}\n")),
        };
        Written::Older(version, rules::old_format::report(reader.at(span), self, version, changes).with_fix(fix))
    }
}

/// Of what was written for a newer version only that is said: this program cannot judge the rest.
pub fn keep_newer(diagnostics: &mut Vec<Diagnostic>) {
    let is_newer = |diagnostic: &Diagnostic| diagnostic.rule == &rules::new_format::RULE;
    if diagnostics.iter().any(is_newer) {
        diagnostics.retain(is_newer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Fix, Locale};
    use crate::source::SourcePath;
    use crate::yaml;

    static SOME: Format = Format {
        name: Words::fixed("内容格式", "content format"),
        changes: &[Words::fixed("甲变了", "a changed"), Words::fixed("乙变了", "b changed")],
    };

    fn judged(format: &Format, text: &str) -> (Written, Vec<&'static str>) {
        let path = SourcePath::new("content/site.yaml");
        let mut reader = Reader::new(&path);
        let node = yaml::read(&path, text, Span::new(0, text.len()), None, &mut Vec::new()).node;
        let mut fields = reader.fields(node);
        let written = format.read(&mut reader, &mut fields);
        (written, reader.into_diagnostics().iter().map(|found| found.rule.id).collect())
    }

    fn fixed(text: &str) -> String {
        let (Written::Older(_, found), _) = judged(&SOME, text) else { panic!("{text} is not older") };
        let range = found.location.span.range();
        let Some(Fix::Replace(fix)) = found.fix else { panic!("{text} has no fix") };
        format!("{}{fix}{}", &text[..range.start], &text[range.end..])
    }

    #[test]
    fn an_older_version_is_told_what_changed() {
        let (Written::Older(_, found), _) = judged(&SOME, "title: a\n") else { panic!() };
        assert!(found.message.say(Locale::English).contains("version 1") && found.help.len() == 3);
        let (Written::Older(_, found), _) = judged(&SOME, "format: 2\n") else { panic!() };
        assert_eq!(found.help[0].say(Locale::Chinese), "第 3 版：乙变了");
        assert_eq!(fixed("# 注\ntitle: a\n"), "# 注\nformat: 3\ntitle: a\n");
        assert_eq!(fixed("title: a\nformat: 2 # 注\n"), "title: a\nformat: 3 # 注\n");
    }

    #[test]
    fn the_current_version_is_silent() {
        assert!(matches!(judged(&SOME, "format: 3\n"), (Written::Current, found) if found.is_empty()));
        let first = Format { name: SOME.name.clone(), changes: &[] };
        assert!(matches!(judged(&first, "title: a\n"), (Written::Current, found) if found.is_empty()));
    }

    #[test]
    fn a_newer_version_is_refused() {
        let (Written::Newer(found), _) = judged(&SOME, "format: 4\n") else { panic!() };
        assert_eq!(found.rule.id, "new-format");
        assert!(matches!(judged(&SOME, "format: new\n"), (Written::Older(1, _), found) if found == ["wrong-type"]));
        assert!(matches!(judged(&SOME, "format: 0\n"), (Written::Older(1, _), found) if found == ["wrong-type"]));
    }
}
