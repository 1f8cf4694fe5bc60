//! The files of search: scripts that a page loads when somebody searches, in each language.
//!
//! The scripts of a theme are joined into a few *parts*, so that few requests bring them and no page loads what it does
//! not use. All scripts are written as if they shared one scope, which is how `tsc` checks them. In truth each part is a
//! function: `main` hands its functions on in `nbSearch.own`, and the others take from there what they use. All see the
//! interface texts of [`GROUPS`] as `texts`.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::Address;
use crate::yaml;

/// The files of search in one language.
pub(super) struct SearchFiles {
    /// Addresses of the parts by their names in `theme.yaml`.
    pub(super) parts: BTreeMap<String, Address>,
    /// All its style sheets in one.
    pub(super) style: Option<Address>,
}

/// The part that is loaded first.
pub(super) const MAIN: &str = "main";

/// The groups of interface texts that the scripts print.
const GROUPS: [&str; 4] = ["search", "kind", "provenance", "provenance-short"];

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
    let stripped: BTreeMap<&String, String> = parts.iter().map(|(name, bytes)| (name, strip(bytes))).collect();
    let main = stripped.iter().find(|(name, _)| name.as_str() == MAIN).map_or("", |(_, script)| script);
    let defined: BTreeSet<&str> = main.lines().filter_map(defines).collect();
    let used = |script: &String| -> BTreeSet<&str> { words(script).filter_map(|word| defined.get(word).copied()).collect() };
    let others = stripped.iter().filter(|(name, _)| name.as_str() != MAIN);
    let handed: BTreeSet<&str> = others.flat_map(|(_, script)| used(script)).collect();
    // The separators end a line in scripts of before 2019, even inside a string.
    let texts = texts.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    let whole = |(name, script): (&&String, &String)| {
        let joined = if name.as_str() == MAIN {
            let handed: Vec<&str> = handed.iter().copied().collect();
            let handed = handed.join(",");
            format!("(function (texts) {{\n'use strict';\n{script}window.nbSearch.own = {{texts,{handed}}};\nstart();\n}}({texts}));\n")
        } else {
            let taken: Vec<&str> = used(script).into_iter().chain(words(script).find(|&word| word == "texts")).collect();
            let taken = if taken.is_empty() {
                String::new()
            } else {
                format!("const {{{}}} = window.nbSearch.own;\n", taken.join(","))
            };
            format!("(function () {{\n'use strict';\n{taken}{script}}}());\n")
        };
        ((*name).clone(), joined.into_bytes())
    };
    stripped.iter().map(whole).collect()
}

/// The name that a line of the outermost scope defines.
fn defines(line: &str) -> Option<&str> {
    let rest = ["function ", "class ", "const "].iter().find_map(|word| line.strip_prefix(word))?;
    words(rest).next()
}

/// Words of a script. Names of members are among them, which does no harm: a part then takes one name too many.
fn words(script: &str) -> impl Iterator<Item = &str> {
    script.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_' && letter != '$').filter(|word| !word.is_empty())
}

/// Lines that are comments from end to end stay behind: they speak to theme authors and would weigh on every first
/// search. Only indented lines keep a sign of it, since a definition stands at the beginning of its line.
fn strip(script: &[u8]) -> String {
    let text = String::from_utf8_lossy(script);
    let mut stripped = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines() {
        let bare = line.trim();
        in_comment |= bare.starts_with("/*");
        if !in_comment && !bare.is_empty() && !bare.starts_with("//") {
            if line.starts_with(' ') {
                stripped.push(' ');
            }
            stripped.push_str(bare);
            stripped.push('\n');
        }
        in_comment &= !bare.ends_with("*/");
    }
    stripped
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
    fn comments_and_indentation_stay_behind() {
        let (main, _) = joined("/** Why.\n * More. */\nfunction a() {\n  // Because.\n  return '/* kept */'; // Too.\n}\n", "");
        let expected = "(function (texts) {\n'use strict';\nfunction a() {\n return '/* kept */'; // Too.\n}\n\
                        window.nbSearch.own = {texts,};\nstart();\n}({\"search\":{\"go\":\"a\\u2028b\"}}));\n";
        assert_eq!(main, expected);
    }

    #[test]
    fn parts_take_what_they_use_from_main() {
        let (main, page) = joined("function a() {}\nconst B = 1;\nclass C {}\n", "a(texts.search, B.C2);\n");
        assert!(main.contains("window.nbSearch.own = {texts,B,a};"), "{main}");
        assert_eq!(page, "(function () {\n'use strict';\nconst {B,a,texts} = window.nbSearch.own;\na(texts.search, B.C2);\n}());\n");
    }
}
