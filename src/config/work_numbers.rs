//! What tasks and safeguards are called by: the word before the number of their id.

use std::collections::BTreeMap;

use super::keys;
use super::topics::{self, Names};
use crate::model::{Id, Kind, Lang, Ref, RefTarget};
use crate::source::Spanned;
use crate::yaml::{Fields, Reader};

/// The words before the numbers of a standard's tasks and safeguards: `城` makes `城3` of `t03`. Ids stay in addresses.
#[derive(Clone, Debug)]
pub struct WorkNumbers {
    /// The standard.
    pub standard: Spanned<Ref>,
    words: BTreeMap<Kind, Names>,
}

impl WorkNumbers {
    /// What an item of a standard is called by; nothing where no word is given for its kind, or its id ends in no number.
    pub(super) fn say(&self, standard: &Id, kind: Kind, id: &Id, lang: Lang) -> Option<String> {
        let is_it = matches!(&self.standard.value.target, RefTarget::Bare(own) if own == standard);
        let word = self.words.get(&kind).filter(|_| is_it)?.say(lang);
        let digits = id.as_str().trim_start_matches(|letter: char| !letter.is_ascii_digit()).trim_start_matches('0');
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| format!("{word}{digits}"))
    }
}

/// Reads `work-numbers`: standards, each with words for `task` and `safeguard`.
pub(super) fn read(reader: &mut Reader<'_>, fields: &mut Fields) -> Vec<WorkNumbers> {
    let Some(node) = fields.take(keys::WORK_NUMBERS) else { return Vec::new() };
    let mut all = Vec::new();
    for (standard, node) in reader.fields(node).rest() {
        let mut inner = reader.fields(node);
        let mut words = BTreeMap::new();
        for kind in [Kind::Task, Kind::Safeguard] {
            if let Some(names) = inner.take(kind.word()).and_then(|node| topics::names(reader, node)) {
                words.insert(kind, names);
            }
        }
        inner.finish(reader);
        all.push(WorkNumbers { standard: Spanned::new(Ref::parse(&standard.value), standard.span), words });
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::config;
    use crate::model::{Id, Kind, Lang};
    use crate::source::{Source, SourcePath};

    #[test]
    fn words_stand_before_the_numbers_of_ids() {
        let text = "format: 2\ntitle: 站\nlanguages: [zh-CN, en]\npublisher: {name: 组}\n\
                    work-numbers: {urban: {task: {zh-CN: 城, en: U}}}\n";
        let (config, found) = config::read(Some(&Source::new(SourcePath::new(config::PATH), text)));
        assert!(found.is_empty(), "{found:?}");
        let id = |id| Id::new(id).unwrap();
        let say = |standard, kind, own, lang| config.work_number(&id(standard), kind, &id(own), lang);
        assert_eq!(say("urban", Kind::Task, "t03", Lang::ZhCn).as_deref(), Some("城3"));
        assert_eq!(say("urban", Kind::Task, "t10", Lang::En).as_deref(), Some("U10"));
        assert_eq!(say("urban", Kind::Task, "greeting", Lang::ZhCn), None);
        assert_eq!(say("urban", Kind::Task, "t3a", Lang::ZhCn), None);
        assert_eq!(say("urban", Kind::Safeguard, "s03", Lang::ZhCn), None);
        assert_eq!(say("community", Kind::Task, "t03", Lang::ZhCn), None);
    }
}
