//! A file where no item can lie.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{IdError, Lang};
use crate::parse::place::Misplaced;
use crate::source::{Location, SourcePath};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "misplaced-file",
    severity: Severity::Error,
    explanation: Words::fixed(
        "一个文件就是一个条目，种类由所在文件夹决定；文件名就是编号，只用小写字母、数字、“-”和“.”。",
        "One file is one item, its kind is said by its folder; its name is its id: lower-case letters, digits, `-` and `.`.",
    ),
    wrong: "content/任务/就业.md",
    right: "content/standards/urban/2022/tasks/t04.md",
};

/// Reports why the file is no item.
pub(crate) fn report(location: Location, misplaced: &Misplaced) -> Diagnostic {
    match misplaced {
        Misplaced::Folder => Diagnostic::new(
            &RULE,
            location,
            Words::fixed("这个文件夹里没有哪种条目", "no kind of item lies in this folder"),
        )
        .with_help(Words::fixed(
            "条目放在 roles、terms、notes、cases、pages 或 standards/<标准>/<版>/{clauses,tasks,safeguards} 里",
            "items lie in roles, terms, notes, cases, pages or standards/<standard>/<edition>/{clauses,tasks,safeguards}",
        )),
        Misplaced::Id(text, error) => {
            Diagnostic::new(&RULE, location, words!("“{text}”不能作编号", "`{text}` cannot be an id"))
                .with_help(id_help(*error))
        }
        Misplaced::Language(lang) => {
            let tag = lang.tag();
            Diagnostic::new(
                &RULE,
                location,
                words!("site.yaml 的 languages 里没有“{tag}”", "`{tag}` is not among the languages of site.yaml"),
            )
            .with_help(words!("在 languages 里加上 {tag}，或者改文件名", "add {tag} to languages, or rename the file"))
        }
        Misplaced::UnknownLanguage(tag, meant) => {
            let renamed = meant.as_ref().map(|name| SourcePath::new(&format!("{}/{name}", location.path.folder())));
            let known = Lang::ALL.map(|(tag, _)| tag.to_ascii_lowercase()).join("、");
            let listed = known.replace('、', ", ");
            let diagnostic = Diagnostic::new(
                &RULE,
                location,
                words!("文件名里的“{tag}”不是这里认得的语言", "`{tag}` in the name is no language known here"),
            )
            .with_help(words!(
                "译文的文件名以 {known} 之一结尾；本书第一语言的文件不写语言",
                "the name of a translation ends in one of {listed}; files in the book's first language name none"
            ));
            match renamed {
                Some(path) => diagnostic.with_rename(path),
                None => diagnostic,
            }
        }
    }
}

fn id_help(error: IdError) -> Words {
    match error {
        IdError::Empty => Words::fixed("编号不能为空", "an id cannot be empty"),
        IdError::Character(odd) => words!(
            "“{odd}”不能用：只用小写字母、数字、“-”和“.”",
            "`{odd}` does not belong: use lower-case letters, digits, `-` and `.`"
        ),
        IdError::Edge => Words::fixed("开头和结尾只用字母或数字", "begin and end with a letter or a digit"),
        IdError::Reserved => {
            Words::fixed("这个名字网站自己要用，请换一个", "the site itself uses this name; take another")
        }
    }
}
