//! Facts in cells: with ids for programs (tables), with names for people (workbooks).

use super::json::{anchored, key};
use super::words;
use crate::diag::Locale;
use crate::model::Duty;
use crate::model::keys::{self, Form, Key};
use crate::naming;
use crate::site::{EntryIx, Fact, FactValue, ResolvedAssignment, Site};

/// Between things in one cell of a table: a semicolon is in no id.
const BETWEEN: &str = "; ";

/// The columns of a key in a table: a word of a closed list stands beside what it is called, and of the duties only who
/// leads is named.
pub(super) fn columns(key: &Key) -> Vec<String> {
    match key.form {
        Form::Word(_) | Form::Kind => vec![key.name.to_owned(), format!("{}-label", key.name)],
        Form::Mappings(_) if key.is(&keys::WHO) => vec!["lead".to_owned()],
        Form::Text
        | Form::Texts
        | Form::Count
        | Form::Date
        | Form::Url
        | Form::Refs
        | Form::Mapping(_)
        | Form::Mappings(_)
        | Form::MappingsOr(..) => vec![key.name.to_owned()],
    }
}

/// The cells of a key in a table, as many as it has columns; empty where none of the facts is of it.
pub(super) fn cells(site: &Site, key: &Key, facts: &[Fact<'_>]) -> Vec<String> {
    match facts.iter().find(|fact| fact.key.is(key)) {
        Some(fact) => of_value(site, &fact.value),
        None => columns(key).iter().map(|_| String::new()).collect(),
    }
}

fn of_value(site: &Site, value: &FactValue<'_>) -> Vec<String> {
    match value {
        FactValue::Text(text) => vec![(*text).to_owned()],
        FactValue::Texts(texts) => vec![texts.join(BETWEEN)],
        FactValue::Date(date) => vec![date.to_string()],
        FactValue::Word(word) => vec![word.word().to_owned(), words::fact(*word).say(words::locale(site)).to_owned()],
        FactValue::Links(links) => {
            let targets = links.iter().filter_map(|own| own.link.target());
            let ids = targets.map(|(to, anchor)| anchored(site, to, anchor));
            vec![ids.collect::<Vec<_>>().join(BETWEEN)]
        }
        FactValue::Entries(entries) => {
            vec![entries.iter().map(|&entry| self::key(site, entry)).collect::<Vec<_>>().join(BETWEEN)]
        }
        FactValue::Sources(sources) => {
            vec![sources.iter().map(|source| source.title.as_str()).collect::<Vec<_>>().join(BETWEEN)]
        }
        FactValue::Topics(topics) => {
            vec![topics.iter().map(|topic| topic.id.as_str()).collect::<Vec<_>>().join(BETWEEN)]
        }
        FactValue::Occasions(occasions) => {
            let said = occasions.iter().map(|own| own.said(words::locale(site)));
            vec![said.collect::<Vec<_>>().join(BETWEEN)]
        }
        FactValue::Duties(duties) => {
            let leads = duties.iter().filter(|duty| duty.duty == Duty::Lead);
            vec![leads.map(|duty| role(site, duty)).collect::<Vec<_>>().join(BETWEEN)]
        }
    }
}

/// Items as one line each, for people: number and title.
pub(super) fn items(site: &Site, entries: &[EntryIx]) -> String {
    let name = |entry: &EntryIx| {
        let title = naming::title(site, *entry);
        match naming::number(site, *entry).filter(|number| *number != title) {
            Some(number) => format!("{number} {title}"),
            None => title.to_owned(),
        }
    };
    entries.iter().map(name).collect::<Vec<_>>().join("\n")
}

/// The title of a role, or its name as written where nobody knows it.
pub(super) fn role<'a>(site: &'a Site, duty: &'a ResolvedAssignment) -> &'a str {
    naming::holder(site, &duty.holder, site.config.languages.first)
}

/// What people read of a key; empty where none of the facts is of it.
pub(super) fn of(site: &Site, locale: Locale, key: &Key, facts: &[Fact<'_>]) -> String {
    let fact = facts.iter().find(|fact| fact.key.is(key));
    fact.map(|fact| said(site, locale, &fact.value)).unwrap_or_default()
}

/// A fact in words for people.
pub(super) fn said(site: &Site, locale: Locale, value: &FactValue<'_>) -> String {
    let words = words::book(locale);
    let [open, close] = words.brackets;
    let names = |entries: &mut dyn Iterator<Item = EntryIx>| {
        let mut names: Vec<String> = entries.map(|entry| naming::full_name(site, entry).into_owned()).collect();
        names.dedup();
        names.join(words.comma)
    };
    match value {
        FactValue::Text(text) => (*text).to_owned(),
        FactValue::Texts(texts) => texts.join(words.comma),
        FactValue::Date(date) => date.to_string(),
        FactValue::Word(word) => words::fact(*word).say(locale).to_owned(),
        FactValue::Links(links) => names(&mut links.iter().filter_map(|own| own.link.entry())),
        FactValue::Entries(entries) => names(&mut entries.iter().copied()),
        FactValue::Sources(sources) => {
            let said = sources.iter().map(|source| {
                let date = source.date.map(|date| date.to_string());
                let parts =
                    [Some(source.title.as_str()), source.outlet.as_deref(), date.as_deref(), source.url.as_deref()];
                parts.into_iter().flatten().collect::<Vec<_>>().join(words.comma)
            });
            said.collect::<Vec<_>>().join("\n")
        }
        FactValue::Topics(topics) => {
            let lang = site.config.languages.first;
            topics.iter().map(|topic| topic.names.say(lang)).collect::<Vec<_>>().join(words.comma)
        }
        FactValue::Occasions(occasions) => {
            // A line each, so that they can be read back.
            occasions.iter().map(|own| own.said(locale)).collect::<Vec<_>>().join("\n")
        }
        FactValue::Duties(duties) => {
            let said = duties.iter().map(|duty| {
                let duty_words = words::duty(duty.duty);
                let plain = duty_words.say(locale);
                // The word of the source does not always tell which duty it is.
                let own = match duty.word.as_deref() {
                    Some(word) if !word.contains(plain) => format!("{word}{}{plain}", words.comma),
                    Some(word) => word.to_owned(),
                    None => plain.to_owned(),
                };
                format!("{}{open}{own}{close}", role(site, duty))
            });
            said.collect::<Vec<_>>().join(words.comma)
        }
    }
}
