//! What was typed, before any command reads it: in which language, and with `--lang` where commands look for it.

use std::ffi::OsString;

use super::speech_of_environment;
use crate::diag::Locale;

/// Arguments as commands take them.
pub(super) struct Typed {
    /// The arguments, the program's name first.
    pub(super) arguments: Vec<OsString>,
    /// The language to speak about them.
    pub(super) locale: Locale,
}

impl Typed {
    /// Reads the arguments of the process. `--lang zh` before the command goes behind it, where each command has it.
    pub(super) fn of(typed: impl IntoIterator<Item = OsString>) -> Self {
        let mut arguments: Vec<OsString> = typed.into_iter().collect();
        let leading = lead(&mut arguments);
        let is_command =
            arguments.get(1).and_then(|own| own.to_str()).is_some_and(|own| !own.starts_with('-') && own != "help");
        let locale = languages(&arguments).chain(languages(&leading)).next().unwrap_or_else(speech_of_environment);
        if is_command && languages(&arguments).next().is_none() {
            let end = arguments.iter().position(|own| own == "--").unwrap_or(arguments.len());
            arguments.splice(end..end, leading);
        }
        Self { arguments, locale }
    }
}

/// Takes `--lang` out of what stands before the command.
fn lead(arguments: &mut Vec<OsString>) -> Vec<OsString> {
    let mut taken = Vec::new();
    while let Some(own) = arguments.get(1).and_then(|own| own.to_str()) {
        let count = match own {
            "--lang" => 2,
            own if own.starts_with("--lang=") => 1,
            _ => break,
        };
        let end = (1 + count).min(arguments.len());
        taken.extend(arguments.drain(1..end));
    }
    taken
}

/// The languages that are asked for, as far as they are any.
fn languages(arguments: &[OsString]) -> impl Iterator<Item = Locale> {
    let texts: Vec<&str> = arguments.iter().take_while(|own| *own != "--").filter_map(|own| own.to_str()).collect();
    let values: Vec<&str> = texts
        .iter()
        .enumerate()
        .filter_map(|(at, own)| match own.strip_prefix("--lang=") {
            Some(value) => Some(value),
            None => (*own == "--lang").then(|| texts.get(at + 1).copied()).flatten(),
        })
        .collect();
    values.into_iter().filter_map(|value| match value {
        "zh" => Some(Locale::Chinese),
        "en" => Some(Locale::English),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> (String, Locale) {
        let typed = Typed::of(words.split(' ').map(OsString::from));
        let all: Vec<&str> = typed.arguments.iter().filter_map(|own| own.to_str()).collect();
        (all.join(" "), typed.locale)
    }

    #[test]
    fn the_language_may_stand_before_the_command() {
        assert_eq!(
            of("normbook --lang zh check --all"),
            ("normbook check --all --lang zh".to_owned(), Locale::Chinese)
        );
        assert_eq!(of("normbook --lang=en keys new"), ("normbook keys new --lang=en".to_owned(), Locale::English));
        assert_eq!(of("normbook search --lang en -- --lang zh").1, Locale::English);
        assert_eq!(of("normbook --lang zh search a -- b").0, "normbook search a --lang zh -- b");
        assert_eq!(of("normbook --lang zh check --lang en"), ("normbook check --lang en".to_owned(), Locale::English));
        assert_eq!(of("normbook --lang zh --help"), ("normbook --help".to_owned(), Locale::Chinese));
        assert_eq!(of("normbook --lang zh help build").0, "normbook help build");
    }
}
