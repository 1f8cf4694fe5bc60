//! Front matter, read per kind. Which keys a kind has is said by the table (`model/keys`).

use super::mapping::Mapping;
use super::place::Place;
use super::{rules, when, who};
use crate::diag::Diagnostic;
use crate::model::keys::{self, Form, Key, Wording};
use crate::model::{
    Assignment, Case, Clause, ClauseEdge, ClausePlace, Duty, Edition, Expected, Facts, Header, Imported, Kind, Level,
    Note, Profile, Provenance, Review, Role, Safeguard, Signature, Standard, Status, Task, Term, TranslatedFact,
    TranslatedWords, Translation, Withdrawal, Work,
};
use crate::source::{ContentHash, Source, Span, Spanned};
use crate::yaml::{Node, Reader};

/// Reads the front matter of an item whose place is known.
pub(super) fn read(source: &Source, yaml: &Node, body: Span, place: Place) -> (Header, Facts, Vec<Diagnostic>) {
    let kind = place.kind;
    let mut reader = Reader::new(&source.path);
    let mut mapping = match place.lang {
        Some(_) => Mapping::translation(&mut reader, yaml.clone(), kind),
        None => Mapping::original(&mut reader, yaml.clone(), kind),
    };
    check_kind(&mut mapping, kind);
    let header = Header {
        path: source.path.clone(),
        key: place.key,
        kind,
        lang: place.lang,
        title: mapping.text_or_empty(&keys::TITLE),
        updated: mapping.date(&keys::UPDATED),
        owner: text(&mut mapping, &keys::OWNER),
        review_by: mapping.date(&keys::REVIEW_BY),
        reviewed: mapping.mapping(&keys::REVIEWED, signature),
        approved: mapping.mapping(&keys::APPROVED, signature),
        moved_from: mapping.texts(&keys::MOVED_FROM),
    };
    let facts = match header.lang {
        Some(_) => Facts::Translation(translation(&mut mapping, kind)),
        None => facts(&mut mapping, &header, &source.text[body.range()]),
    };
    mapping.finish();
    (header, facts, reader.into_diagnostics())
}

fn facts(mapping: &mut Mapping<'_, '_>, header: &Header, body: &str) -> Facts {
    match header.kind {
        Kind::Standard => Facts::Standard(standard(mapping)),
        Kind::Edition => Facts::Edition(edition(mapping)),
        Kind::Clause => Facts::Clause(clause(mapping, header, body)),
        Kind::Task => Facts::Task(Task { work: work(mapping) }),
        Kind::Safeguard => {
            let category = mapping.text_or_empty(&keys::CATEGORY).value;
            Facts::Safeguard(Safeguard { category, work: work(mapping) })
        }
        Kind::Note => Facts::Note(note(mapping)),
        Kind::Case => Facts::Case(case(mapping)),
        Kind::Role => Facts::Role(role(mapping)),
        Kind::Term => Facts::Term(term(mapping)),
        Kind::Page => Facts::Page,
    }
}

fn signature(mapping: &mut Mapping<'_, '_>) -> Signature {
    Signature {
        by: mapping.text_or_empty(&keys::signature::BY).value,
        date: mapping.date(&keys::signature::DATE),
        text: mapping.text_or_empty(&keys::signature::TEXT).value.to_ascii_lowercase(),
    }
}

/// `kind` may be left out; when written it must agree with the folder.
fn check_kind(mapping: &mut Mapping<'_, '_>, expected: Kind) {
    if let Some(kind) = mapping.word(&keys::KIND, &Kind::CHOICES)
        && kind.value != expected
    {
        let diagnostic = rules::kind_disagrees::report(mapping.at(kind.span), kind.value.word(), expected.word());
        mapping.report(diagnostic);
    }
}

fn standard(mapping: &mut Mapping<'_, '_>) -> Standard {
    Standard {
        short_title: mapping.text_or_empty(&keys::SHORT_TITLE).value,
        issuer: mapping.text_or_empty(&keys::ISSUER).value,
        current: mapping.text_or_empty(&keys::CURRENT),
        order: mapping.count(&keys::ORDER).map(|order| order.value),
    }
}

fn edition(mapping: &mut Mapping<'_, '_>) -> Edition {
    let status = mapping.word(&keys::STATUS, &Status::CHOICES);
    let profile = mapping.word(&keys::PROFILE, &Profile::CHOICES);
    let status = status.unwrap_or_else(|| Spanned::new(Status::Draft, mapping.head()));
    Edition {
        short_title: mapping.text_or_empty(&keys::SHORT_TITLE).value,
        issued: mapping.date(&keys::ISSUED),
        effective: mapping.date(&keys::EFFECTIVE),
        comments_until: mapping.date(&keys::COMMENTS_UNTIL),
        ended: mapping.date(&keys::ENDED),
        status,
        profile: profile.map_or(Profile::DepartmentDocument, |profile| profile.value),
        numbering: mapping.numbering(&keys::NUMBERING).unwrap_or_default(),
        source: mapping.source(&keys::EDITION_SOURCE),
        expected: mapping.mapping(&keys::EXPECTED, expected).unwrap_or_default(),
        pairs_with: mapping.texts(&keys::PAIRS_WITH),
        withdrawn: mapping.mappings(&keys::WITHDRAWN, withdrawal),
    }
}

fn withdrawal(mapping: &mut Mapping<'_, '_>) -> Option<Withdrawal> {
    let id = mapping.text(&keys::withdrawn::ID);
    let date = mapping.date(&keys::withdrawn::DATE);
    let reason = text(mapping, &keys::withdrawn::REASON);
    let by = text(mapping, &keys::withdrawn::BY);
    Some(Withdrawal { id: id?, date: date?, reason: reason?, by })
}

fn expected(mapping: &mut Mapping<'_, '_>) -> Expected {
    Expected {
        tasks: mapping.count(&keys::expected::TASKS),
        safeguards: mapping.count(&keys::expected::SAFEGUARDS),
        safeguard_categories: mapping.count(&keys::expected::SAFEGUARD_CATEGORIES),
    }
}

fn clause(mapping: &mut Mapping<'_, '_>, header: &Header, body: &str) -> Clause {
    let order = mapping.count(&keys::CLAUSE_ORDER);
    let (place, number_span) = clause_place(mapping, order.as_ref());
    Clause {
        as_written: as_written(header, body),
        place,
        number_span,
        order,
        provenance: provenance(mapping).value,
        source: mapping.source(&keys::SOURCE),
        imported: mapping.mapping(&keys::IMPORTED, imported),
        continues: mapping.texts(&keys::CONTINUES),
    }
}

fn imported(mapping: &mut Mapping<'_, '_>) -> Imported {
    Imported {
        file: mapping.text_or_empty(&keys::imported::FILE).value,
        sha256: mapping.text_or_empty(&keys::imported::SHA256).value,
        pending: mapping.text_or_empty(&keys::imported::PENDING).value.split_whitespace().map(str::to_owned).collect(),
    }
}

/// What `official.lock` held in version 1 of the format: id, title and text as written. Blanks at the ends of lines and
/// empty lines around the text carry no words and do not count.
fn as_written(header: &Header, body: &str) -> ContentHash {
    let mut text = format!("{}\n{}\n", header.key.id(), header.title.value);
    for line in body.trim().lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    ContentHash::of(text.as_bytes())
}

/// A clause has a number, a place before or after the numbered ones, or an order among them. Whether the number fits its
/// id is said by the scheme of its edition.
fn clause_place(mapping: &mut Mapping<'_, '_>, order: Option<&Spanned<u32>>) -> (ClausePlace, Span) {
    let number = mapping.text(&keys::NUMBER);
    let place = mapping.word(&keys::CLAUSE_PLACE, &ClauseEdge::CHOICES);
    let head = mapping.head();
    let edge = |place: Spanned<ClauseEdge>| match place.value {
        ClauseEdge::Front => ClausePlace::Front,
        ClauseEdge::Back => ClausePlace::Back,
    };
    match (number, place, order) {
        (Some(number), ..) => (ClausePlace::Numbered(number.value.into()), number.span),
        (None, Some(place), _) => (edge(place), head),
        (None, None, Some(_)) => (ClausePlace::Among, head),
        (None, None, None) => {
            mapping.missing(&keys::NUMBER);
            (ClausePlace::Back, head)
        }
    }
}

fn work(mapping: &mut Mapping<'_, '_>) -> Work {
    Work {
        provenance: provenance(mapping),
        basis: mapping.refs(&keys::BASIS),
        who: mapping.mappings_from(&keys::WHO, who::entries, assignment),
        counterparts: mapping.refs(&keys::COUNTERPARTS),
        supported_by: mapping.refs(&keys::SUPPORTED_BY),
        cadence: mapping.text(&keys::CADENCE),
        when: when::read(mapping),
        records: texts(mapping, &keys::RECORDS),
        topics: mapping.texts(&keys::TOPICS),
    }
}

fn assignment(mapping: &mut Mapping<'_, '_>) -> Option<Assignment> {
    let role = mapping.text(&keys::duty::ROLE);
    let duty = mapping.word(&keys::duty::DUTY, &Duty::CHOICES);
    let word = text(mapping, &keys::duty::WORD);
    let provenance = mapping.word(&keys::duty::PROVENANCE, &Provenance::CHOICES);
    Some(Assignment { role: role?, duty: duty?.value, word, provenance: provenance.map(|own| own.value) })
}

fn note(mapping: &mut Mapping<'_, '_>) -> Note {
    Note {
        provenance: provenance(mapping),
        interprets: mapping.refs(&keys::INTERPRETS),
        unit: mapping.text_or_empty(&keys::NOTE_UNIT).value,
        date: mapping.date_or_none_known(&keys::NOTE_DATE),
        topics: mapping.texts(&keys::TOPICS),
    }
}

fn case(mapping: &mut Mapping<'_, '_>) -> Case {
    Case {
        provenance: provenance(mapping),
        illustrates: mapping.refs(&keys::ILLUSTRATES),
        sources: mapping.sources(&keys::SOURCES),
        place: mapping.text_or_empty(&keys::CASE_PLACE).value,
        unit: mapping.text_or_empty(&keys::CASE_UNIT).value,
        date: mapping.date_or_none_known(&keys::CASE_DATE),
        outcome: mapping.text_or_empty(&keys::OUTCOME).value,
        topics: mapping.texts(&keys::TOPICS),
    }
}

fn role(mapping: &mut Mapping<'_, '_>) -> Role {
    Role {
        level: mapping.word(&keys::LEVEL, &Level::CHOICES).map_or(Level::Community, |level| level.value),
        aliases: mapping.texts(&keys::ALIASES),
    }
}

fn term(mapping: &mut Mapping<'_, '_>) -> Term {
    Term {
        provenance: provenance(mapping),
        aliases: mapping.texts(&keys::ALIASES),
        source: mapping.source(&keys::SOURCE),
    }
}

/// A translation says in its language what rows call translated, and nothing else of its original.
fn translation(mapping: &mut Mapping<'_, '_>, kind: Kind) -> Translation {
    let has_aliases = keys::ALIASES.is_of(kind);
    // The title stands in the header.
    let translated = keys::of(kind).filter(|key| key.wording == Wording::Translated && !key.is(&keys::TITLE));
    let source = mapping.text_or_empty(&keys::translation::SOURCE);
    let review = mapping.word(&keys::translation::REVIEW, &Review::CHOICES);
    Translation {
        source,
        review: review.map_or(Review::Unreviewed, |review| review.value),
        reviewed_by: text(mapping, &keys::translation::REVIEWED_BY),
        aliases: if has_aliases { mapping.texts(&keys::ALIASES) } else { Vec::new() },
        facts: translated.filter_map(|key| translated_fact(mapping, key)).collect(),
    }
}

fn translated_fact(mapping: &mut Mapping<'_, '_>, key: &'static Key) -> Option<TranslatedFact> {
    let words = if matches!(key.form, Form::Texts) {
        Some(texts(mapping, key)).filter(|texts| !texts.is_empty()).map(TranslatedWords::Texts)
    } else {
        text(mapping, key).map(TranslatedWords::Text)
    };
    words.map(|words| TranslatedFact { key, words })
}

/// A missing or unknown provenance reads as the one that claims least.
fn provenance(mapping: &mut Mapping<'_, '_>) -> Spanned<Provenance> {
    let head = mapping.head();
    let word = mapping.word(&keys::PROVENANCE, &Provenance::CHOICES);
    word.unwrap_or_else(|| Spanned::new(Provenance::Sample, head))
}

fn text(mapping: &mut Mapping<'_, '_>, key: &'static Key) -> Option<String> {
    mapping.text(key).map(|text| text.value)
}

fn texts(mapping: &mut Mapping<'_, '_>, key: &'static Key) -> Vec<String> {
    mapping.texts(key).into_iter().map(|text| text.value).collect()
}
