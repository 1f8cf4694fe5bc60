//! `normbook search`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::{MessageLang, Outcome, speech_of_environment};
use crate::commands;
use crate::diag::Locale;
use crate::model::{Kind, Lang, Provenance, Status};
use crate::search::query::{Answer, Filter, Hit, Question};

/// Search a built site as its own search box does: Chinese, pinyin, initials, numbers, English, with typos.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Search {
    /// What to look for
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    /// Folder of the built site
    #[arg(long, value_name = "DIR", default_value = "output/site")]
    site: PathBuf,
    /// How many pages to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// How to print them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Only pages of this kind: clause, task, safeguard, note, case, role, term…
    #[arg(long, value_name = "KIND", value_parser = super::new::kinds())]
    kind: Option<Kind>,
    /// Only pages of this standard, by its id
    #[arg(long, value_name = "ID")]
    standard: Option<String>,
    /// Only tasks and safeguards in which this role has a duty, by its id
    #[arg(long, value_name = "ID")]
    role: Option<String>,
    /// Only pages of this provenance: official, outline, interpretive, reported, local, sample
    #[arg(long, value_name = "WORD", value_parser = word_of::<Provenance>(Provenance::WORDS))]
    provenance: Option<String>,
    /// Only pages of editions of this status: current, approved, superseded, draft, repealed
    #[arg(long, value_name = "WORD", value_parser = word_of::<Status>(Status::WORDS))]
    status: Option<String>,
    /// Only pages in this language, by its tag
    #[arg(long, value_name = "TAG", value_parser = word_of::<Lang>(&Lang::ALL))]
    page_lang: Option<String>,
    /// Language of messages; without it, that of the environment (LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, value_enum)]
    lang: Option<MessageLang>,
}

const EXAMPLES: &str = "\
Examples:
  normbook search 就业服务               Chinese, from any place of a sentence
  normbook search jiuyefuwu              pinyin; jyfw finds it, too
  normbook search 5.7 --kind clause
  normbook search 租房 --site /srv/www/site --format json

Exit codes: 0 found or not found, 2 could not run (no index, a damaged one).";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// For a script
    Json,
}

/// Words of a closed list, told when another is given.
fn word_of<T>(words: &'static [(&'static str, T)]) -> clap::builder::PossibleValuesParser {
    words.iter().map(|(word, _)| *word).collect::<Vec<_>>().into()
}

impl Search {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let locale = match self.lang {
            Some(MessageLang::Zh) => Locale::Chinese,
            Some(MessageLang::En) => Locale::English,
            None => speech_of_environment(),
        };
        let question = Question {
            query: self.query.join(" "),
            filter: Filter {
                lang: self.page_lang,
                standard: self.standard,
                kind: self.kind.map(|kind| kind.word().to_owned()),
                provenance: self.provenance,
                role: self.role,
                status: self.status,
            },
            limit: self.limit,
            complete: false,
        };
        let answer = commands::search(&self.site, &question)?;
        match self.format {
            Format::Text => answer!("{}", text(&answer, locale))?,
            Format::Json => answer!("{}\n", json(&answer))?,
        }
        Ok(Outcome::Clean)
    }
}

fn text(answer: &Answer, locale: Locale) -> String {
    let meant = answer.meant.join("、");
    let plus = if answer.is_lower_bound { "+" } else { "" };
    let mut lines = vec![match (locale, answer.total) {
        (Locale::Chinese, 0) => "没有找到".to_owned(),
        (Locale::English, 0) => "nothing found".to_owned(),
        (Locale::Chinese, total) => format!("{total}{plus} 页"),
        (Locale::English, total) => format!("{total}{plus} pages"),
    }];
    if answer.past > 0 {
        let past = answer.past;
        lines.push(match locale {
            Locale::Chinese => format!("其中 {past} 页不是现行版的，排在后面"),
            Locale::English => {
                format!("{past} of them belong to editions that are not the current ones, and come last")
            }
        });
    }
    if !meant.is_empty() {
        lines.push(match locale {
            Locale::Chinese => format!("也按“{meant}”查找"),
            Locale::English => format!("also searched for: {meant}"),
        });
    }
    lines.extend(answer.hits.iter().map(line));
    if !answer.near.is_empty() {
        lines.push(match locale {
            Locale::Chinese => "\n相近的结果".to_owned(),
            Locale::English => "\nnear results".to_owned(),
        });
        lines.extend(answer.near.iter().map(line));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn line(hit: &Hit) -> String {
    let name = [hit.number.as_str(), hit.title.as_str()].join(" ");
    let place = [hit.crumb.as_str(), hit.status.as_deref().unwrap_or_default(), hit.heading.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|own| !own.is_empty()).collect();
    format!("\n{}  {}\n  {}", name.trim(), place.join(" › "), link(hit))
}

fn link(hit: &Hit) -> String {
    if hit.anchor.is_empty() { hit.address.clone() } else { format!("{}#{}", hit.address, hit.anchor) }
}

fn json(answer: &Answer) -> serde_json::Value {
    let hit = |hit: &Hit| {
        json!({
            "address": hit.address,
            "anchor": hit.anchor,
            "number": hit.number,
            "title": hit.title,
            "crumb": hit.crumb,
            "heading": hit.heading,
            "kind": hit.kind,
            "provenance": hit.provenance,
            "status": hit.status,
            "lang": hit.lang,
            "duty": hit.who.as_ref().map(|(duty, _)| duty),
            "who": hit.who.as_ref().map(|(_, who)| who),
            "when": hit.when,
            "score": hit.score,
        })
    };
    json!({
        "total": answer.total,
        "past": answer.past,
        "is_lower_bound": answer.is_lower_bound,
        "meant": answer.meant,
        "hits": answer.hits.iter().map(hit).collect::<Vec<_>>(),
        "near": answer.near.iter().map(hit).collect::<Vec<_>>(),
    })
}
