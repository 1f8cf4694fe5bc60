//! What documents say without numbers: their scheme, by the numbers of all their lines, and elements known by name.

use super::super::document::{Role, is_blank};
use super::contents::Contents;
use super::number::{Number, Unit as Division, Value};
use super::{Edge, Scheme, Unit};

/// How the clauses of a document are numbered: by articles if it has any, by decimals, else by `一、`.
pub(super) fn scheme(units: &[Unit], contents: &Contents) -> Scheme {
    let (mut articles, mut decimals, mut han) = (0, 0, 0);
    for (at, unit) in units.iter().enumerate().filter(|(at, _)| !contents.units.contains(at)) {
        let _ = at;
        let Some(number) = Number::of(&unit.shown()) else { continue };
        let is_styled = matches!(unit.role(), Role::Heading(_) | Role::Untitled(_) | Role::Annex);
        match number.value {
            Value::Article(Division::Article, ..) => articles += 1,
            Value::Decimal(values) if values.len() > 1 || is_styled => decimals += 2,
            Value::Decimal(_) => decimals += 1,
            Value::Han(_) => han += 1,
            Value::Article(..) | Value::Annex(..) | Value::Bracketed(_) => {}
        }
    }
    if articles > 0 && articles * 2 >= decimals {
        Scheme::Article
    } else if han > 1 && han >= decimals {
        Scheme::Han
    } else {
        Scheme::Decimal
    }
}

/// What an annex is: normative or informative.
pub(super) fn is_nature(line: &str) -> bool {
    let own: String = line.chars().filter(|own| !is_blank(*own)).collect();
    matches!(
        own.as_str(),
        "（规范性）"
            | "（资料性）"
            | "（规范性附录）"
            | "（资料性附录）"
            | "(规范性)"
            | "(资料性)"
            | "(规范性附录)"
            | "(资料性附录)"
    )
}

/// Elements without a number, by their names.
pub(super) fn known_name(line: &str) -> Option<(&'static str, Edge)> {
    let own: String = line.chars().filter(|own| !is_blank(*own)).collect();
    match own.as_str() {
        "前言" => Some(("foreword", Edge::Front)),
        "引言" => Some(("introduction", Edge::Front)),
        "参考文献" => Some(("bibliography", Edge::Back)),
        "索引" => Some(("term-index", Edge::Back)),
        _ => None,
    }
}
