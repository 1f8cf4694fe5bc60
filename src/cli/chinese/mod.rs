//! The command line in Chinese: its help, and what it says where something was typed that it does not take.
//!
//! The flags are declared once, with English words beside them. Here these words are replaced before anything is parsed, so
//! that names, defaults and closed lists are the same in both languages.

mod failures;
mod mistakes;
mod table;

use clap::{Arg, ArgAction, Command};

pub(super) use failures::failure;
pub(super) use mistakes::said;
use table::{ARGUMENTS, COMMANDS, EXAMPLES, VALUES};

/// What clap itself writes around the words of a command, and how that is said here.
const AROUND: &[(&str, &str)] = &[
    ("Usage: ", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("<COMMAND>", "<命令>"),
    ("[COMMAND]", "[命令]"),
    ("Print this message or the help of the given subcommand(s)", "显示本说明，或者一个命令的说明"),
];

/// A command with the commands below it, in Chinese.
pub(super) fn command(command: Command) -> Command {
    told(command, "normbook")
}

/// What clap has written, with its own words in Chinese.
pub(super) fn around(text: &str) -> String {
    AROUND.iter().fold(text.to_owned(), |text, (english, chinese)| text.replace(english, chinese))
}

fn told(command: Command, path: &str) -> Command {
    let find = |list: &[(&str, &'static str)]| list.iter().find(|(own, _)| *own == path).map(|(_, words)| *words);
    let mut command = command;
    if let Some(about) = find(COMMANDS) {
        command = command.about(about).long_about(None);
    }
    if let Some(examples) = find(EXAMPLES) {
        command = command.after_help(examples);
    }
    let flag = |name: &'static str, short: char, action: ArgAction, words: &'static str| {
        Arg::new(name).short(short).long(name).action(action).help(words).help_heading("选项")
    };
    let command = command
        .mut_args(|arg| argument(arg, path))
        .mut_subcommands(|below| {
            let name = below.get_name().to_owned();
            let path = if path == "normbook" { name } else { format!("{path} {name}") };
            told(below, &path)
        })
        .disable_help_flag(true)
        .arg(flag("help", 'h', ArgAction::Help, "显示这份说明"))
        .subcommand_help_heading("命令");
    if path != "normbook" {
        return command;
    }
    command.disable_version_flag(true).arg(flag("version", 'V', ArgAction::Version, "显示版本"))
}

fn argument(arg: Arg, path: &str) -> Arg {
    let id = arg.get_id().as_str();
    let of = |path: &str| ARGUMENTS.iter().find(|(own, name, _)| *own == path && *name == id).map(|(.., words)| *words);
    let mut help = of(path).or_else(|| of("*")).unwrap_or_default().to_owned();
    if arg.get_action().takes_values() {
        let values: Vec<String> =
            arg.get_possible_values().iter().filter(|own| !own.is_hide_set()).map(value).collect();
        if !values.is_empty() {
            help.push_str(&format!("［{}］", values.join("；")));
        }
        let defaults: Vec<_> = arg.get_default_values().iter().map(|own| own.to_string_lossy()).collect();
        if !defaults.is_empty() {
            help.push_str(&format!("［默认：{}］", defaults.join(" ")));
        }
    }
    let heading = if arg.is_positional() { "参数" } else { "选项" };
    let takes = arg.get_action().takes_values();
    arg.help(help).long_help(None).hide_default_value(takes).hide_possible_values(takes).help_heading(heading)
}

/// A word of a closed list, with what it means where that is not plain.
fn value(own: &clap::builder::PossibleValue) -> String {
    let name = own.get_name();
    let known = VALUES.iter().find(|(word, _)| *word == name).map(|(_, words)| (*words).to_owned());
    // Kinds and words of vocabularies carry their Chinese names.
    let named = || own.get_help().map(ToString::to_string).filter(|help| !help.is_ascii());
    match known.or_else(named) {
        Some(words) => format!("{name} {words}"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::super::Cli;
    use super::*;

    /// Every command and every argument, by the path of the command.
    fn declared(command: &Command, path: &str, all: &mut BTreeSet<(String, String)>) {
        all.insert((path.to_owned(), String::new()));
        for arg in command.get_arguments() {
            all.insert((path.to_owned(), arg.get_id().to_string()));
        }
        for below in command.get_subcommands() {
            let name = below.get_name();
            declared(below, &if path == "normbook" { name.to_owned() } else { format!("{path} {name}") }, all);
        }
    }

    #[test]
    fn everything_is_said_in_chinese_and_nothing_that_is_not_there() {
        let mut all = BTreeSet::new();
        declared(&Cli::command(), "normbook", &mut all);
        for (path, argument) in &all {
            if argument.is_empty() {
                assert!(COMMANDS.iter().any(|(own, _)| own == path), "{path}");
            } else {
                let is_own = |own: &(&str, &str, &str)| (own.0 == path || own.0 == "*") && own.1 == argument;
                assert!(ARGUMENTS.iter().any(is_own), "{path} {argument}");
            }
        }
        for (path, _) in COMMANDS.iter().chain(EXAMPLES) {
            assert!(all.contains(&((*path).to_owned(), String::new())), "{path} is no command");
        }
        for (path, argument, _) in ARGUMENTS {
            let is_there = |own: &(String, String)| (*path == "*" || own.0 == *path) && own.1 == *argument;
            assert!(all.iter().any(is_there), "{path} has no {argument}");
        }
    }

    /// No English sentence is left in any help, but for names that are typed.
    #[test]
    fn help_holds_no_english_sentence() {
        fn check(command: &mut Command, path: &str) {
            let help = around(&command.render_long_help().to_string());
            let words = |line: &str| {
                line.split(' ').filter(|word| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase())).count()
            };
            for line in help.lines().filter(|line| !line.trim_start().starts_with("normbook") && !line.contains("用法"))
            {
                assert!(words(line) < 4, "{path}: {line}");
            }
            let names: Vec<String> = command.get_subcommands().map(|own| own.get_name().to_owned()).collect();
            for name in names.iter().filter(|name| *name != "help") {
                check(command.find_subcommand_mut(name).unwrap(), &format!("{path} {name}"));
            }
        }
        let mut command = command(Cli::command());
        command.build();
        check(&mut command, "normbook");
    }
}
