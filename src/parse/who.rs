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
        Value::Map(entries) if entries.iter().any(|(key, _)| Duty::CHOICES.value(&key.value).is_some()) => {
            entries.into_iter().map(|(key, value)| by_duty(reader, key, value)).collect()
        }
        Value::Null | Value::Scalar(_) | Value::Map(_) => reader.list(node),
        Value::List(items) => {
            let is_alone = items.len() == 1;
            items.into_iter().map(|item| entry(reader, item, is_alone)).collect()
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
fn entry(reader: &mut Reader<'_>, node: Node, is_alone: bool) -> Node {
    match node.value {
        Value::Scalar(text) if !text.trim().is_empty() => {
            let (role, duty) = role_and_duty(&text);
            let wanted = Words::fixed(
                "角色和职责，如 {role: 流通部, duty: lead}",
                "a role and a duty such as `{role: office, duty: lead}`",
            );
            let meant = written(role, duty.unwrap_or(Duty::Lead));
            if duty.is_some() || is_alone {
                reader.meant(Spanned::new(&text, node.span), &wanted, &meant);
            } else {
                reader.unsure(Spanned::new(&text, node.span), &wanted, &meant);
            }
            mapping(role, duty.unwrap_or(if is_alone { Duty::Lead } else { Duty::Support }), node.span)
        }
        Value::Map(entries) if entries.len() == 1 && Duty::CHOICES.value(&entries[0].0.value).is_some() => {
            let mut entries = entries;
            match entries.pop() {
                Some((key, value)) => by_duty(reader, key, value),
                None => Node::new(Value::Map(Vec::new()), node.span),
            }
        }
        Value::Map(entries) if entries.len() == 1 && is_role_with_duty(&entries) => {
            let role = entries[0].0.value.clone();
            let Value::Scalar(duty) = &entries[0].1.value else { return Node::new(Value::Map(entries), node.span) };
            let span = Span { start: entries[0].0.span.start, end: entries[0].1.span.end };
            let text = format!("{role}: {duty}");
            let duty = Duty::CHOICES.value(duty).unwrap_or(Duty::Lead);
            let wanted = Words::fixed("“role”和“duty”两个键", "the keys `role` and `duty`");
            reader.meant(Spanned::new(&text, span), &wanted, &written(&role, duty));
            mapping(&role, duty, span)
        }
        value => Node::new(value, node.span),
    }
}

/// Whether a mapping of one entry has a role for its key and its duty for the value.
fn is_role_with_duty(entries: &[(Spanned<String>, Node)]) -> bool {
    entries.iter().all(|(key, value)| {
        let is_key = keys::duty::ALL.iter().any(|row| row.spelling().is(&key.value));
        !is_key && matches!(&value.value, Value::Scalar(duty) if Duty::CHOICES.value(duty).is_some())
    })
}

/// A duty as a key and a role as its value.
fn by_duty(reader: &mut Reader<'_>, key: Spanned<String>, value: Node) -> Node {
    let (Some(duty), Value::Scalar(role)) = (Duty::CHOICES.value(&key.value), &value.value) else {
        return Node::new(Value::Map(vec![(key, value.clone())]), value.span);
    };
    let wanted = Words::fixed("“role”和“duty”两个键", "the keys `role` and `duty`");
    let span = Span { start: key.span.start, end: value.span.end.max(key.span.end) };
    let text = format!("{}: {role}", key.value);
    reader.meant(Spanned::new(&text, span), &wanted, &written(role, duty));
    mapping(role, duty, span)
}

/// A role, and the duty that stands in brackets behind it or with a colon before it.
fn role_and_duty(text: &str) -> (&str, Option<Duty>) {
    let text = text.trim();
    if let Some((duty, role)) = text.split_once(['：', ':'])
        && let Some(duty) = Duty::CHOICES.value(duty.trim())
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
