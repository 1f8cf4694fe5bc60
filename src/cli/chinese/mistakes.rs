//! What was typed and is not taken, in Chinese.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::around;
use super::failures::translated;
use crate::diag::Locale;
use crate::model::Kind;

/// What is said of a mistake on the command line, with the usage of the command behind it.
pub(in crate::cli) fn said(error: &clap::Error) -> String {
    let Some(words) = words(error) else { return around(&error.render().to_string()) };
    let mut text = format!("错误：{words}\n");
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let suggested: Vec<String> = suggested.into_iter().flat_map(|kind| all(error, kind)).collect();
    if !suggested.is_empty() {
        text.push_str(&format!("  是不是 {}？\n", suggested.join(" 或 ")));
    }
    if let Some(usage) = all(error, ContextKind::Usage).first() {
        text.push_str(&format!("\n{}\n", around(usage.trim())));
    }
    text + "\n加上 --help 看详细的说明。\n"
}

fn words(error: &clap::Error) -> Option<String> {
    let one = |kind| all(error, kind).into_iter().next().unwrap_or_default();
    let argument = one(ContextKind::InvalidArg);
    let value = one(ContextKind::InvalidValue);
    let valid = all(error, ContextKind::ValidValue).iter().map(|own| named(own)).collect::<Vec<_>>().join("、");
    let valid = if valid.is_empty() { valid } else { format!("；可以是：{valid}") };
    let words = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要写一个值{valid}"),
        ErrorKind::InvalidValue => format!("{argument} 不能是“{value}”{valid}"),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|why| format!("（{}）", translated(&why.to_string())));
            let why = why.unwrap_or_default();
            format!("{argument} 不能是“{value}”{why}")
        }
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个开关，或者多写了这个词"),
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", one(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => {
            format!("还要写明做什么：{}", all(error, ContextKind::ValidSubcommand).join("、"))
        }
        ErrorKind::MissingRequiredArgument => {
            format!("还缺少：{}", all(error, ContextKind::InvalidArg).join(" "))
        }
        ErrorKind::ArgumentConflict => {
            let others = all(error, ContextKind::PriorArg);
            match others.is_empty() || others == [argument.clone()] {
                true => format!("{argument} 只能写一次"),
                false => format!("{argument} 不能与 {} 一起用", others.join("、")),
            }
        }
        ErrorKind::NoEquals => format!("{argument} 的值要用等号连着写"),
        ErrorKind::TooManyValues => format!("{argument} 的值多了：“{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{argument} 的值的个数不对"),
        ErrorKind::InvalidUtf8 => "参数里有读不出来的文字".to_owned(),
        // Help and version are no mistakes; what else clap may come to say stays as it says it.
        _ => return None,
    };
    Some(words)
}

/// A word that may be written; a kind by its Chinese name as well.
fn named(word: &str) -> String {
    match Kind::ALL.iter().find(|kind| kind.word() == word) {
        Some(kind) => format!("{} {word}", kind.called(Locale::Chinese)),
        None => word.to_owned(),
    }
}

/// What clap knows of a mistake.
fn all(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        Some(ContextValue::None | ContextValue::Bool(_)) | None => Vec::new(),
        // The list is open: what is not known says nothing.
        Some(_) => Vec::new(),
    }
}
