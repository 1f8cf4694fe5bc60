//! Captions as standards write them: `表1 标题`, `图 A.2 标题`, and `单位为毫米` (GB/T 1.1—2020, 9.7 and 9.8).

/// Whether a line is the caption of a table. A sentence about a table is none: it ends with a stop, or has no blank
/// behind the number.
pub fn is_of_table(line: &str) -> bool {
    is_caption(line, &["表", "Table "])
}

/// Whether a line is the caption of a figure.
pub fn is_of_figure(line: &str) -> bool {
    is_caption(line, &["图", "Figure "])
}

/// Whether a line names the unit of a table's figures.
pub fn is_units(line: &str) -> bool {
    const LONGEST: usize = 30;
    let line = line.trim();
    let names = ["单位为", "单位：", "单位:", "Unit:"]
        .iter()
        .any(|start| line.strip_prefix(start).is_some_and(|unit| !unit.is_empty()));
    names && !ends_sentence(line) && !line.contains('\n') && line.chars().count() <= LONGEST
}

fn is_caption(line: &str, words: &[&str]) -> bool {
    let line = line.trim().trim_matches('*');
    if line.contains('\n') || ends_sentence(line) {
        return false;
    }
    let Some(rest) = words.iter().find_map(|word| line.strip_prefix(word)) else { return false };
    let rest = rest.trim_start_matches(' ');
    let annex = rest.strip_prefix(|letter: char| letter.is_ascii_uppercase()).and_then(|rest| rest.strip_prefix('.'));
    let number = annex.unwrap_or(rest);
    let title =
        number.trim_start_matches(|character: char| character.is_ascii_digit() || matches!(character, '.' | '-' | '–'));
    title.len() < number.len() && (title.is_empty() || title.starts_with([' ', '\u{3000}', '：', ':']))
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['。', '；', '：', ':', '，', '！', '？'])
}

#[cfg(test)]
mod tests {
    use super::{is_of_figure, is_of_table, is_units};

    #[test]
    fn captions_are_known() {
        for line in [
            "表1 时限",
            "表 1 时限",
            "表1　时限",
            "表A.2 时限",
            "表3",
            "**表1 时限**",
            "表2-1 时限",
            "Table 1 Limits",
            "表1：时限",
        ] {
            assert!(is_of_table(line), "{line}");
        }
        for line in ["表1给出了时限", "表 1 给出了时限。", "表1 所列如下：", "表格 1", "表", "表 时限", "图1 时限"]
        {
            assert!(!is_of_table(line), "{line}");
        }
        assert!(is_of_figure("图 2 流程") && !is_of_figure("图2所示"));
        assert!(
            is_units("单位为工作日")
                && is_units("单位：mm")
                && !is_units("单位为")
                && !is_units("单位为街道的，由街道办理。")
        );
    }
}
