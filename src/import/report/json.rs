//! The report as JSON, and back.

use serde_json::{Map, Value, json as value};

use super::super::document::{Loss, LossKind};
use super::super::grade::{Doubt, Grade, Rule};
use super::super::structure::Place;
use super::{Line, Origin, Preceding, Report, Subject};
use crate::model::{EditionKey, Id, Provenance};

/// The version of the form.
const FORMAT: u64 = 1;

/// Writes a report.
pub fn json(report: &Report) -> String {
    let lines: Vec<Value> = (1..).zip(&report.lines).map(|(number, own)| line(number, own)).collect();
    let losses: Vec<Value> = report.losses.iter().map(loss).collect();
    let files: Map<String, Value> =
        report.files.iter().map(|(path, hash)| (path.clone(), hash.as_str().into())).collect();
    let source = report
        .source
        .as_ref()
        .map(|own| value!({"title": own.title, "issuer": own.issuer, "date": own.date, "url": own.url}));
    let all = value!({
        "format": FORMAT,
        "file": report.file,
        "sha256": report.sha256,
        "standard": report.edition.standard.as_str(),
        "edition": report.edition.edition.as_str(),
        "subject": match report.subject {
            Subject::Clauses => "clauses",
            Subject::Tasks => "tasks",
        },
        "provenance": report.provenance.map(Provenance::word),
        "title": report.title,
        "changes": report.changes,
        "source": source,
        "characters": {
            "file": report.characters(),
            "items": report.written,
            "dropped": report.dropped(),
        },
        "pending": report.all_pending(),
        "entries": lines,
        "left-out": losses,
        "files": files,
        "preceding": report.preceding.as_ref().map(preceding),
    });
    format!("{all:#}\n")
}

fn preceding(own: &Preceding) -> Value {
    let open: Vec<Value> = own.open.iter().map(|(id, name)| value!({"id": id, "name": name})).collect();
    value!({
        "standard": own.edition.standard.as_str(),
        "edition": own.edition.edition.as_str(),
        "not-continued": open,
    })
}

fn read_preceding(own: &Value) -> Option<Preceding> {
    let id = |key: &str| Id::new(own[key].as_str()?).ok();
    let string = |own: &Value| own.as_str().map(str::to_owned);
    let open = own["not-continued"].as_array()?.iter();
    Some(Preceding {
        edition: EditionKey { standard: id("standard")?, edition: id("edition")? },
        open: open.map(|own| Some((string(&own["id"])?, string(&own["name"])?))).collect::<Option<_>>()?,
    })
}

fn line(number: usize, own: &Line) -> Value {
    let grade = match own.grade() {
        Grade::Certain => "certain",
        Grade::By(_) => "rule",
        Grade::Unsure(_) => "to-be-confirmed",
    };
    let words = |words: Vec<&'static str>| Value::from(words);
    value!({
        "entry": number,
        "place": place(own.place),
        "text": own.text,
        "number": own.generated,
        "item": own.item,
        "head": own.is_head,
        "anchor": own.anchor,
        "grade": grade,
        "rules": words(own.rules.iter().map(|own| own.word()).collect()),
        "doubts": words(own.doubts.iter().map(|own| own.word()).collect()),
        "accepted": own.accepted.as_ref().map(|(by, date)| value!({"by": by, "date": date})),
        "characters": own.characters,
        "dropped": own.dropped,
        "continues": own.continues,
    })
}

fn place(place: Place) -> String {
    match place {
        Place::Paragraph(number) => format!("p{number}"),
        Place::Cell(table, row, cell) => format!("t{table}.{row}.{cell}"),
        Place::Note(number) => format!("n{number}"),
    }
}

fn loss(own: &Loss) -> Value {
    let word = LossKind::WORDS.iter().find(|(_, kind)| *kind == own.what).map_or("", |(word, _)| word);
    value!({"what": word, "after": own.after, "characters": own.characters})
}

/// Reads a report that this program wrote; nothing if it is none, or of another version.
pub fn parse(text: &str) -> Option<Report> {
    let all: Value = serde_json::from_str(text).ok()?;
    if all["format"].as_u64() != Some(FORMAT) {
        return None;
    }
    let string = |own: &Value| own.as_str().map(str::to_owned);
    let number = |own: &Value| own.as_u64().and_then(|own| usize::try_from(own).ok());
    let id = |own: &Value| Id::new(own.as_str()?).ok();
    let source = all["source"].as_object().map(|_| {
        let own = |key: &str| string(&all["source"][key]).unwrap_or_default();
        Origin { title: own("title"), issuer: own("issuer"), date: own("date"), url: string(&all["source"]["url"]) }
    });
    let lines: Option<Vec<Line>> = all["entries"].as_array()?.iter().map(read_line).collect();
    let losses = all["left-out"].as_array()?.iter().filter_map(|own| {
        let what = LossKind::WORDS.iter().find(|(word, _)| own["what"].as_str() == Some(word))?.1;
        Some(Loss { what, after: number(&own["after"]), characters: number(&own["characters"])? })
    });
    let files = all["files"].as_object()?.iter().filter_map(|(path, hash)| Some((path.clone(), string(hash)?)));
    Some(Report {
        file: string(&all["file"])?,
        sha256: string(&all["sha256"])?,
        edition: EditionKey { standard: id(&all["standard"])?, edition: id(&all["edition"])? },
        subject: if all["subject"] == "tasks" { Subject::Tasks } else { Subject::Clauses },
        provenance: all["provenance"]
            .as_str()
            .and_then(|word| Provenance::WORDS.iter().find(|(own, _)| *own == word).map(|(_, own)| *own)),
        title: string(&all["title"])?,
        changes: string(&all["changes"])?,
        source,
        lines: lines?,
        losses: losses.collect(),
        written: number(&all["characters"]["items"])?,
        files: files.collect(),
        preceding: read_preceding(&all["preceding"]),
    })
}

fn read_line(own: &Value) -> Option<Line> {
    let words = |key: &str| -> Vec<&str> {
        own[key].as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
    };
    let text = |key: &str| own[key].as_str().unwrap_or_default().to_owned();
    let number = |key: &str| own[key].as_u64().and_then(|own| usize::try_from(own).ok());
    let rule = |word: &str| Rule::WORDS.iter().find(|(own, _)| *own == word).map(|(_, rule)| *rule);
    let doubt = |word: &str| Doubt::WORDS.iter().find(|(own, _)| *own == word).map(|(_, doubt)| *doubt);
    let accepted = own["accepted"].as_object().map(|_| {
        let part = |key: &str| own["accepted"][key].as_str().unwrap_or_default().to_owned();
        (part("by"), part("date"))
    });
    Some(Line {
        place: read_place(own["place"].as_str()?)?,
        text: text("text"),
        generated: text("number"),
        item: own["item"].as_str().map(str::to_owned),
        is_head: own["head"].as_bool()?,
        anchor: text("anchor"),
        characters: number("characters")?,
        dropped: number("dropped")?,
        rules: words("rules").into_iter().filter_map(rule).collect(),
        doubts: words("doubts").into_iter().filter_map(doubt).collect(),
        accepted,
        continues: own["continues"].as_str().map(str::to_owned),
    })
}

fn read_place(text: &str) -> Option<Place> {
    let numbers: Option<Vec<usize>> = text.get(1..)?.split('.').map(|own| own.parse().ok()).collect();
    match (text.chars().next()?, numbers?.as_slice()) {
        ('p', [number]) => Some(Place::Paragraph(*number)),
        ('t', [table, row, cell]) => Some(Place::Cell(*table, *row, *cell)),
        ('n', [number]) => Some(Place::Note(*number)),
        _ => None,
    }
}
