//! The files of search: scripts that a page loads when somebody searches, in each language.
//!
//! The scripts of a theme are joined into a few *parts*, so that few requests bring them and no page loads what it does
//! not use. All scripts are written as if they shared one context, which is how `tsc` checks them. In truth each part is a
//! function: `main` hands its functions on in `nbSearch.own`, and the others take from there what they use. All see the
//! interface texts of [`GROUPS`] as `texts`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::site::Address;
use crate::yaml;

/// The files of search in one language.
pub(crate) struct SearchFiles {
    /// Addresses of the parts by their names in `theme.yaml`.
    pub(crate) parts: BTreeMap<String, Address>,
    /// All its style sheets in one.
    pub(crate) style: Option<Address>,
}

/// The part that is loaded first.
pub(super) const MAIN: &str = "main";

/// The groups of interface texts that the scripts print.
const GROUPS: [&str; 5] = ["search", "kind", "status", "duty", "provenance-short"];

/// The interface texts of the scripts, from a language's file.
pub(super) fn texts(value: &yaml::Value) -> serde_json::Value {
    let yaml::Value::Map(entries) = value else { return serde_json::Value::Null };
    let shown = entries.iter().filter(|(key, _)| GROUPS.contains(&key.value.as_str()));
    shown.map(|(key, node)| (key.value.clone(), json(&node.value))).collect()
}

fn json(value: &yaml::Value) -> serde_json::Value {
    match value {
        yaml::Value::Null => "".into(),
        yaml::Value::Scalar(text) => text.as_str().into(),
        yaml::Value::List(items) => items.iter().map(|item| json(&item.value)).collect(),
        yaml::Value::Map(entries) => entries.iter().map(|(key, node)| (key.value.clone(), json(&node.value))).collect(),
    }
}

/// Makes the script of each part from its scripts.
pub(super) fn join(texts: &serde_json::Value, parts: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let sources: BTreeMap<&str, Cow<'_, str>> =
        parts.iter().map(|(name, bytes)| (name.as_str(), String::from_utf8_lossy(bytes))).collect();
    let main: &str = sources.get(MAIN).map_or("", |script| script);
    let defined: BTreeSet<&str> = main.lines().filter_map(defines).chain(["texts"]).collect();
    let used =
        |script: &str| -> BTreeSet<&str> { words(script).filter_map(|word| defined.get(word).copied()).collect() };
    let others = sources.iter().filter(|(name, _)| **name != MAIN);
    let handed: BTreeSet<&str> = others.flat_map(|(_, script)| used(script)).collect();
    // The separators end a line in scripts of before 2019, even inside a string.
    let texts = texts.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    let made = sources.iter().map(|(name, script)| {
        let joined = if *name == MAIN { main_part(script, &handed, &texts) } else { other_part(script, &used(script)) };
        ((*name).to_owned(), joined.into_bytes())
    });
    made.collect()
}

/// The first part hands on what the others use.
fn main_part(script: &str, handed: &BTreeSet<&str>, texts: &str) -> String {
    let names = names(handed);
    format!("(function(texts){{'use strict';\n{script}window.nbSearch.own={{{names}}};\nstart();\n}}({texts}));\n")
}

/// Another part takes what it uses. A function of its own keeps what it defines apart from what it was given.
fn other_part(script: &str, taken: &BTreeSet<&str>) -> String {
    let names = names(taken);
    format!(
        "(function(){{'use strict';\nconst {{{names}}}=window.nbSearch.own;\n(function(){{\n{script}}}());\n}}());\n"
    )
}

fn names(names: &BTreeSet<&str>) -> String {
    names.iter().copied().collect::<Vec<_>>().join(",")
}

/// The name that a line of the outermost context defines.
fn defines(line: &str) -> Option<&str> {
    let rest = ["function ", "class ", "const "].iter().find_map(|word| line.strip_prefix(word))?;
    words(rest).next()
}

/// Words of a script. Names of members are among them, which does no harm: a part then takes one name too many.
fn words(script: &str) -> impl Iterator<Item = &str> {
    script
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_' && letter != '$')
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(main: &str, other: &str) -> (String, String) {
        let parts = [(MAIN.to_owned(), main.as_bytes().to_vec()), ("page".to_owned(), other.as_bytes().to_vec())];
        let made = join(&serde_json::json!({"search": {"go": "a\u{2028}b"}}), &BTreeMap::from(parts));
        let text = |name: &str| String::from_utf8(made[name].clone()).unwrap();
        (text(MAIN), text("page"))
    }

    #[test]
    fn parts_take_what_they_use_from_main() {
        let (main, page) = joined(
            "function find(x) {\n  return x;\n}\nconst MOST = 1;\nfunction start() {}\n",
            "find(texts.search, MOST);\n",
        );
        let expected = "(function(texts){'use strict';\nfunction find(x) {\n  return x;\n}\nconst MOST = 1;\n\
                        function start() {}\nwindow.nbSearch.own={MOST,find,texts};\nstart();\n\
                        }({\"search\":{\"go\":\"a\\u2028b\"}}));\n";
        assert_eq!(main, expected);
        let expected = "(function(){'use strict';\nconst {MOST,find,texts}=window.nbSearch.own;\n(function(){\n\
                        find(texts.search, MOST);\n}());\n}());\n";
        assert_eq!(page, expected);
    }
}
