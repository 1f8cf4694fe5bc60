//! Front matter, read per kind.

use super::place::Place;
use super::rules;
use crate::config;
use crate::diag::{Diagnostic, Words};
use crate::model::{
    Assignment, Case, Clause, ClausePlace, Duty, Edition, Expected, Facts, Header, Kind, Level, Note, PartialDate,
    Profile, Provenance, Ref, Review, Role, Safeguard, SourceNote, Standard, Status, Task, Term, Translation, Work,
};
use crate::source::{ContentHash, Source, Span, Spanned};
use crate::yaml::{Fields, Node, Reader};

/// Reads the front matter of an item whose place is known.
pub(super) fn read(source: &Source, yaml: &Node, body: Span, place: Place) -> (Header, Facts, Vec<Diagnostic>) {
    let mut reader = Reader::new(&source.path);
    let mut fields = reader.fields(yaml.clone());
    check_kind(&mut reader, &mut fields, place.kind);
    let title = title(&mut reader, &mut fields, &place);
    let header = Header {
        path: source.path.clone(),
        key: place.key,
        kind: place.kind,
        lang: place.lang,
        title,
        updated: date(&mut reader, &mut fields, "updated"),
        owner: text(&mut reader, &mut fields, "owner"),
        review_by: date(&mut reader, &mut fields, "review-by"),
        moved_from: fields.texts(&mut reader, "moved-from"),
    };
    let facts = match header.lang {
        Some(_) => Facts::Translation(translation(&mut reader, &mut fields, header.kind)),
        None => facts(&mut reader, &mut fields, &header, &source.text[body.range()]),
    };
    fields.finish(&mut reader);
    (header, facts, reader.into_diagnostics())
}

fn facts(reader: &mut Reader<'_>, fields: &mut Fields, header: &Header, body: &str) -> Facts {
    match header.kind {
        Kind::Standard => Facts::Standard(standard(reader, fields)),
        Kind::Edition => Facts::Edition(edition(reader, fields)),
        Kind::Clause => Facts::Clause(clause(reader, fields, header, body)),
        Kind::Task => Facts::Task(Task { work: work(reader, fields) }),
        Kind::Safeguard => {
            let category = fields.require_text(reader, "category").value;
            Facts::Safeguard(Safeguard { category, work: work(reader, fields) })
        }
        Kind::Note => Facts::Note(note(reader, fields)),
        Kind::Case => Facts::Case(case(reader, fields)),
        Kind::Role => Facts::Role(role(reader, fields)),
        Kind::Term => Facts::Term(term(reader, fields)),
        Kind::Page => Facts::Page,
    }
}

/// `kind` may be left out; when written it must agree with the folder.
fn check_kind(reader: &mut Reader<'_>, fields: &mut Fields, expected: Kind) {
    let Some(node) = fields.take("kind") else { return };
    if let Some(kind) = reader.choice(node, Kind::WORDS)
        && kind.value != expected
    {
        let diagnostic = rules::kind_disagrees::report(reader.at(kind.span), kind.value.word(), expected.word());
        reader.report(diagnostic);
    }
}

/// Clauses may be untitled (无标题条, GB/T 1.1-2020); everything else has a title.
fn title(reader: &mut Reader<'_>, fields: &mut Fields, place: &Place) -> Spanned<String> {
    if place.kind == Kind::Clause {
        let head = fields.head();
        return fields.text(reader, "title").unwrap_or_else(|| Spanned::new(String::new(), head));
    }
    fields.require_text(reader, "title")
}

fn standard(reader: &mut Reader<'_>, fields: &mut Fields) -> Standard {
    Standard {
        short_title: fields.require_text(reader, "short-title").value,
        issuer: fields.require_text(reader, "issuer").value,
        current: fields.require_text(reader, "current"),
        order: fields.take("order").and_then(|node| reader.count(node)).map(|order| order.value),
    }
}

fn edition(reader: &mut Reader<'_>, fields: &mut Fields) -> Edition {
    Edition {
        short_title: fields.require_text(reader, "short-title").value,
        issued: require_date(reader, fields, "issued"),
        effective: date(reader, fields, "effective"),
        status: require_choice(reader, fields, "status", Status::WORDS).map_or(Status::Draft, |status| status.value),
        profile: require_choice(reader, fields, "profile", Profile::WORDS)
            .map_or(Profile::DepartmentDocument, |profile| profile.value),
        source: fields.take("source").map(|node| source_note(reader, node)),
        expected: expected(reader, fields),
        pairs_with: fields.texts(reader, "pairs-with"),
    }
}

fn expected(reader: &mut Reader<'_>, fields: &mut Fields) -> Expected {
    let Some(node) = fields.take("expected") else { return Expected::default() };
    let mut inner = reader.fields(node);
    let expected = Expected {
        tasks: inner.take("tasks").and_then(|node| reader.count(node)),
        safeguards: inner.take("safeguards").and_then(|node| reader.count(node)),
        safeguard_categories: inner.take("safeguard-categories").and_then(|node| reader.count(node)),
    };
    inner.finish(reader);
    expected
}

fn clause(reader: &mut Reader<'_>, fields: &mut Fields, header: &Header, body: &str) -> Clause {
    Clause {
        fingerprint: fingerprint(header, body),
        place: clause_place(reader, fields, header),
        provenance: provenance(reader, fields).value,
        source: fields.take("source").map(|node| source_note(reader, node)),
        continues: fields.texts(reader, "continues"),
    }
}

/// What `official.lock` commits: id, title and text. Blanks at the ends of lines and empty lines around the text carry
/// no words and do not count.
fn fingerprint(header: &Header, body: &str) -> ContentHash {
    let mut text = format!("{}\n{}\n", header.key.id(), header.title.value);
    for line in body.trim().lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    ContentHash::of(text.as_bytes())
}

/// A clause has a number, equal to its id, or a place before or after the numbered ones.
fn clause_place(reader: &mut Reader<'_>, fields: &mut Fields, header: &Header) -> ClausePlace {
    const PLACES: [(&str, ClausePlaceWord); 2] = [("front", ClausePlaceWord::Front), ("back", ClausePlaceWord::Back)];
    let number = fields.text(reader, "number");
    let place = fields.take("place").and_then(|node| reader.choice(node, &PLACES));
    match (number, place) {
        (Some(number), _) => {
            let id = header.key.id();
            // An annex is numbered `A.1` and lies in `a.1.md`: addresses hold no upper case.
            if number.value.to_ascii_lowercase() != id.as_str() {
                let diagnostic = rules::clause_number::report(reader.at(number.span), &number.value, id.as_str());
                reader.report(diagnostic);
            }
            ClausePlace::Numbered(number.value.into())
        }
        (None, Some(place)) => match place.value {
            ClausePlaceWord::Front => ClausePlace::Front,
            ClausePlaceWord::Back => ClausePlace::Back,
        },
        (None, None) => {
            reader.missing(fields, "number");
            ClausePlace::Back
        }
    }
}

#[derive(Clone, Copy)]
enum ClausePlaceWord {
    Front,
    Back,
}

fn work(reader: &mut Reader<'_>, fields: &mut Fields) -> Work {
    Work {
        provenance: provenance(reader, fields),
        basis: refs(reader, fields, "basis"),
        who: who(reader, fields),
        counterparts: refs(reader, fields, "counterparts"),
        supported_by: refs(reader, fields, "supported-by"),
        cadence: text(reader, fields, "cadence"),
        records: texts(reader, fields, "records"),
    }
}

fn who(reader: &mut Reader<'_>, fields: &mut Fields) -> Vec<Assignment> {
    let nodes = fields.require(reader, "who").map(|node| reader.list(node)).unwrap_or_default();
    nodes.into_iter().filter_map(|node| assignment(reader, node)).collect()
}

fn assignment(reader: &mut Reader<'_>, node: Node) -> Option<Assignment> {
    let mut fields = reader.fields(node);
    let role = fields.require(reader, "role").and_then(|node| reader.text(node));
    let duty = require_choice(reader, &mut fields, "duty", Duty::WORDS);
    let word = text(reader, &mut fields, "word");
    let provenance = fields.take("provenance").and_then(|node| reader.choice(node, Provenance::WORDS));
    fields.finish(reader);
    Some(Assignment { role: role?, duty: duty?.value, word, provenance: provenance.map(|own| own.value) })
}

fn note(reader: &mut Reader<'_>, fields: &mut Fields) -> Note {
    Note {
        provenance: provenance(reader, fields),
        interprets: require_refs(reader, fields, "interprets"),
        unit: fields.require_text(reader, "unit").value,
        date: require_date(reader, fields, "date"),
    }
}

fn case(reader: &mut Reader<'_>, fields: &mut Fields) -> Case {
    let provenance = provenance(reader, fields);
    let illustrates = require_refs(reader, fields, "illustrates");
    let sources = fields.require(reader, "sources").map(|node| reader.list(node)).unwrap_or_default();
    Case {
        provenance,
        illustrates,
        place: fields.require_text(reader, "place").value,
        unit: fields.require_text(reader, "unit").value,
        date: require_date(reader, fields, "date"),
        outcome: fields.require_text(reader, "outcome").value,
        sources: sources.into_iter().map(|node| source_note(reader, node)).collect(),
    }
}

fn role(reader: &mut Reader<'_>, fields: &mut Fields) -> Role {
    Role {
        level: require_choice(reader, fields, "level", Level::WORDS).map_or(Level::Community, |level| level.value),
        aliases: fields.texts(reader, "aliases"),
    }
}

fn term(reader: &mut Reader<'_>, fields: &mut Fields) -> Term {
    Term {
        provenance: provenance(reader, fields),
        aliases: fields.texts(reader, "aliases"),
        source: fields.take("source").map(|node| source_note(reader, node)),
    }
}

/// Each kind of translation knows the keys whose words it translates, and no others.
fn translation(reader: &mut Reader<'_>, fields: &mut Fields, kind: Kind) -> Translation {
    let mut when = |kinds: &[Kind], key: &'static str, reader: &mut Reader<'_>| {
        if kinds.contains(&kind) { text(reader, fields, key) } else { None }
    };
    let short_title = when(&[Kind::Standard, Kind::Edition], "short-title", reader);
    let place = when(&[Kind::Case], "place", reader);
    let unit = when(&[Kind::Note, Kind::Case], "unit", reader);
    let outcome = when(&[Kind::Case], "outcome", reader);
    let category = when(&[Kind::Safeguard], "category", reader);
    let cadence = when(&[Kind::Task, Kind::Safeguard], "cadence", reader);
    let reviewed_by = when(&[kind], "reviewed-by", reader);
    let works = matches!(kind, Kind::Task | Kind::Safeguard);
    let named = matches!(kind, Kind::Role | Kind::Term);
    Translation {
        source: fields.require_text(reader, "source"),
        review: require_choice(reader, fields, "review", Review::WORDS)
            .map_or(Review::Unreviewed, |review| review.value),
        reviewed_by,
        short_title,
        place,
        unit,
        outcome,
        category,
        cadence,
        records: if works { texts(reader, fields, "records") } else { Vec::new() },
        aliases: if named { fields.texts(reader, "aliases") } else { Vec::new() },
    }
}

/// A missing or unknown provenance reads as the one that claims least.
fn provenance(reader: &mut Reader<'_>, fields: &mut Fields) -> Spanned<Provenance> {
    let head = fields.head();
    require_choice(reader, fields, "provenance", Provenance::WORDS)
        .unwrap_or_else(|| Spanned::new(Provenance::Sample, head))
}

fn source_note(reader: &mut Reader<'_>, node: Node) -> SourceNote {
    let mut fields = reader.fields(node);
    let note = SourceNote {
        title: fields.require_text(reader, "title").value,
        outlet: text(reader, &mut fields, "outlet"),
        date: date(reader, &mut fields, "date"),
        url: config::web_address(reader, &mut fields, "url").map(|url| url.value),
    };
    fields.finish(reader);
    note
}

fn refs(reader: &mut Reader<'_>, fields: &mut Fields, key: &'static str) -> Vec<Spanned<Ref>> {
    parse_refs(fields.texts(reader, key))
}

fn require_refs(reader: &mut Reader<'_>, fields: &mut Fields, key: &'static str) -> Vec<Spanned<Ref>> {
    let Some(node) = fields.require(reader, key) else { return Vec::new() };
    parse_refs(reader.texts(node))
}

fn parse_refs(texts: Vec<Spanned<String>>) -> Vec<Spanned<Ref>> {
    texts.into_iter().map(|text| Spanned::new(Ref::parse(&text.value), text.span)).collect()
}

fn text(reader: &mut Reader<'_>, fields: &mut Fields, key: &'static str) -> Option<String> {
    fields.text(reader, key).map(|text| text.value)
}

fn texts(reader: &mut Reader<'_>, fields: &mut Fields, key: &'static str) -> Vec<String> {
    fields.texts(reader, key).into_iter().map(|text| text.value).collect()
}

fn require_choice<T: Copy>(
    reader: &mut Reader<'_>,
    fields: &mut Fields,
    key: &'static str,
    choices: &[(&str, T)],
) -> Option<Spanned<T>> {
    fields.require(reader, key).and_then(|node| reader.choice(node, choices))
}

fn date(reader: &mut Reader<'_>, fields: &mut Fields, key: &'static str) -> Option<PartialDate> {
    fields.take(key).and_then(|node| read_date(reader, node))
}

fn require_date(reader: &mut Reader<'_>, fields: &mut Fields, key: &'static str) -> PartialDate {
    let node = fields.require(reader, key);
    node.and_then(|node| read_date(reader, node)).unwrap_or(PartialDate::Year(0))
}

fn read_date(reader: &mut Reader<'_>, node: Node) -> Option<PartialDate> {
    let text = reader.text(node)?;
    let date = PartialDate::parse(&text.value);
    if date.is_none() {
        let wanted = Words::fixed("日期，如 2026-05-01、2026-05 或 2026", "a date such as 2026-05-01, 2026-05 or 2026");
        reader.wrong_type(text.span, &wanted);
    }
    date
}
