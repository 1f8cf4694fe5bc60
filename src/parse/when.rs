//! Occasions: the entries of `when`.

use super::mapping::Mapping;
use super::rules::unclear_when::{self, Doubt};
use crate::model::keys::{self, when};
use crate::model::{Every, Occasion, Recurrence, Standing, Timing, Weekday};

/// Reads when work is done.
pub(super) fn read(mapping: &mut Mapping<'_, '_>) -> Vec<Occasion> {
    mapping.mappings_or(&keys::WHEN, &Standing::CHOICES, meant, occasion)
}

/// What a text means that says how often: `每个工作日`, `每周五`.
fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(every) = Every::CHOICES.value(text) {
        return Some(format!("{{every: {}}}", every.word()));
    }
    let day = text.strip_prefix('每').and_then(|day| Weekday::CHOICES.value(day))?;
    Some(format!("{{every: {}, on: {}}}", Every::Week.word(), day.word()))
}

impl From<Standing> for Occasion {
    fn from(word: Standing) -> Self {
        match word {
            Standing::Always => Self { timing: Timing::Always, what: None },
        }
    }
}

fn occasion(mapping: &mut Mapping<'_, '_>) -> Option<Occasion> {
    let every = mapping.word(&when::EVERY, &Every::CHOICES).map(|every| every.value);
    let months = mapping.months(&when::MONTHS);
    let on = mapping.word(&when::ON, &Weekday::CHOICES).map(|day| day.value);
    let after = mapping.text(&when::AFTER).map(|event| event.value);
    let within = mapping.time_limit(&when::WITHIN);
    let what = mapping.text(&when::WHAT).map(|what| what.value);
    let doubt = match (&after, every) {
        (Some(_), None) if on.is_some() || !months.is_empty() => Some(Doubt::DatedEvent),
        (Some(_), None) => None,
        (Some(_), Some(_)) => Some(Doubt::Both),
        (None, Some(_)) if within.is_some() => Some(Doubt::TermWithoutEvent),
        (None, Some(_)) => None,
        (None, None) => Some(Doubt::Neither),
    };
    if let Some(doubt) = doubt {
        let head = mapping.head();
        mapping.report(unclear_when::report(mapping.at(head), doubt));
    }
    let timing = match (after, every) {
        (Some(event), _) => Timing::After { event, within },
        (None, Some(every)) => Timing::Recurs(Recurrence { every, months, on }),
        (None, None) => return None,
    };
    Some(Occasion { timing, what })
}
