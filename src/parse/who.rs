//! Who does it, as people write it who do not write mappings: `who: 流通部`, `- 流通部（牵头）`, `- 牵头: 流通部`.

use crate::diag::Words;
use crate::model::{Duty, keys};
use crate::source::{Span, Spanned};
use crate::yaml::{Node, Reader, Value, in_list};

/// The entries of `who`, each a mapping with a role and a duty where that is what its author meant. What was written
/// otherwise is reported, with how to write it.
pub(super) fn entries(reader: &mut Reader<'_>, node: Node) -> Vec<Node> {
    match node.value {
        Value::Scalar(text) if !text.trim().is_empty() => one_text(reader, &text, node.span),
        Value::Null | Value::Scalar(_) | Value::Map(_) => reader.list(node),
        Value::List(items) => {
            let is_alone = items.len() == 1;
            items.into_iter().flat_map(|item| entry(reader, item, is_alone)).collect()
        }
    }
}

fn wanted() -> Words {
    Words::fixed(
        "角色和职责，如 [{role: 流通部, duty: lead}]",
        "roles and duties such as `[{role: office, duty: lead}]`",
    )
}

/// A text that names who does it. Several roles are no certain answer: nobody said which of them leads.
fn one_text(reader: &mut Reader<'_>, text: &str, span: Span) -> Vec<Node> {
    let roles: Vec<&str> =
        text.split(['、', '，', ',', '；', ';']).map(str::trim).filter(|role| !role.is_empty()).collect();
    let read: Vec<(&str, Option<Duty>)> = roles.into_iter().map(role_and_duty).collect();
    let are_certain = read.len() == 1 || read.iter().all(|(_, duty)| duty.is_some());
    let duty_at = |place: usize, own: Option<Duty>| own.unwrap_or(if place == 0 { Duty::Lead } else { Duty::Support });
    let read: Vec<(&str, Duty)> =
        read.into_iter().enumerate().map(|(place, (role, duty))| (role, duty_at(place, duty))).collect();
    let list = read.iter().map(|(role, duty)| written(role, *duty)).collect::<Vec<_>>().join(", ");
    let text = text.to_owned();
    if are_certain {
        reader.meant(Spanned::new(&text, span), &wanted(), &format!("[{list}]"));
    } else {
        reader.unsure(Spanned::new(&text, span), &wanted(), &format!("[{list}]"));
    }
    read.into_iter().map(|(role, duty)| mapping(role, duty, span)).collect()
}

/// One entry of the list.
fn entry(reader: &mut Reader<'_>, node: Node, is_alone: bool) -> Vec<Node> {
    let span = node.span;
    match node.value {
        Value::Scalar(text) if !text.trim().is_empty() => {
            let (role, duty) = role_and_duty(&text);
            let wanted = Words::fixed(
                "角色和职责，如 {role: 流通部, duty: lead}",
                "a role and a duty such as `{role: office, duty: lead}`",
            );
            let meant = written(role, duty.unwrap_or(Duty::Lead));
            if duty.is_some() || is_alone {
                reader.meant(Spanned::new(&text, span), &wanted, &meant);
            } else {
                reader.unsure(Spanned::new(&text, span), &wanted, &meant);
            }
            let duty = duty.unwrap_or(if is_alone { Duty::Lead } else { Duty::Support });
            vec![mapping(role, duty, span)]
        }
        Value::Map(entries) => match duties_of(&entries) {
            Some(duties) => of_mapping(reader, span, &entries, &duties),
            None => vec![Node::new(Value::Map(entries), span)],
        },
        value => vec![Node::new(value, span)],
    }
}

/// The roles and duties that a mapping means whose keys are duties, or roles, or which has nothing but a role with its duty
/// behind it.
fn duties_of(entries: &[(Spanned<String>, Node)]) -> Option<Vec<(String, Duty)>> {
    let is_row = |name: &str| keys::duty::ALL.iter().any(|row| row.spelling().is(name));
    let one = |(key, value): &(Spanned<String>, Node)| {
        let Value::Scalar(value) = &value.value else { return None };
        let by_key = Duty::CHOICES.value(&key.value).map(|duty| (value.clone(), duty));
        by_key.or_else(|| Some((key.value.clone(), Duty::CHOICES.value(value).filter(|_| !is_row(&key.value))?)))
    };
    if let [(key, value)] = entries
        && keys::duty::ROLE.spelling().is(&key.value)
        && let Value::Scalar(text) = &value.value
        && let (role, Some(duty)) = role_and_duty(text)
    {
        return Some(vec![(role.to_owned(), duty)]);
    }
    let duties: Option<Vec<_>> = entries.iter().map(one).collect();
    duties.filter(|duties| !duties.is_empty())
}

/// A mapping that says roles and duties in another way. Inside of braces these stay; in lines there is a fix for one entry,
/// and several lines would each need a dash.
fn of_mapping(
    reader: &mut Reader<'_>,
    whole: Span,
    entries: &[(Spanned<String>, Node)],
    duties: &[(String, Duty)],
) -> Vec<Node> {
    let (Some((first, _)), Some((_, last))) = (entries.first(), entries.last()) else { return Vec::new() };
    let span = Span { start: first.span.start, end: last.span.end.max(first.span.end) };
    let is_in_braces = whole.start < first.span.start;
    let pairs = duties.iter().map(|(role, duty)| written(role, *duty)).collect::<Vec<_>>().join(", ");
    let meant = if is_in_braces { pairs[1..pairs.len() - 1].to_owned() } else { pairs };
    let said = |(key, value): &(Spanned<String>, Node)| match &value.value {
        Value::Scalar(value) => format!("{}: {value}", key.value),
        Value::Null | Value::List(_) | Value::Map(_) => key.value.clone(),
    };
    let text = entries.iter().map(said).collect::<Vec<_>>().join(", ");
    let wanted = Words::fixed("“role”和“duty”两个键", "the keys `role` and `duty`");
    if is_in_braces || entries.len() == 1 {
        reader.meant(Spanned::new(&text, span), &wanted, &meant);
    } else {
        reader.unsure(Spanned::new(&text, span), &wanted, &meant);
    }
    duties.iter().map(|(role, duty)| mapping(role, *duty, span)).collect()
}

/// A role, and the duty that stands in brackets behind it or with a colon before it.
fn role_and_duty(text: &str) -> (&str, Option<Duty>) {
    let text = text.trim();
    if let Some((duty, role)) = text.split_once(['：', ':'])
        && let Some(duty) = Duty::CHOICES.value(duty.trim())
    {
        return (role.trim(), Some(duty));
    }
    if let Some((role, duty)) = text.rsplit_once(char::is_whitespace)
        && let Some(duty) = Duty::CHOICES.value(duty)
    {
        return (role.trim(), Some(duty));
    }
    let inside = text.strip_suffix(['）', ')']).and_then(|text| text.rsplit_once(['（', '(']));
    match inside.and_then(|(role, duty)| Some((role.trim(), Duty::CHOICES.value(duty.trim())?))) {
        Some((role, duty)) => (role, Some(duty)),
        None => (text, None),
    }
}

fn written(role: &str, duty: Duty) -> String {
    format!("{{{}: {}, {}: {}}}", keys::duty::ROLE.name, in_list(role), keys::duty::DUTY.name, duty.word())
}

fn mapping(role: &str, duty: Duty, span: Span) -> Node {
    let entry = |key: &keys::Key, value: &str| {
        (Spanned::new(key.name.to_owned(), span), Node::new(Value::Scalar(value.to_owned()), span))
    };
    Node::new(Value::Map(vec![entry(&keys::duty::ROLE, role), entry(&keys::duty::DUTY, duty.word())]), span)
}
