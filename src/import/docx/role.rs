//! What the name of a style says: Word's own styles in English and Chinese, and those of the templates for GB/T 1.1 (标准编写模板:
//! `标准文件_章标题`, in older ones `章标题`).

use super::super::document::Role;

/// What a paragraph of a style is; nothing if the name says nothing.
pub(super) fn of_name(name: &str) -> Option<Role> {
    let folded: String = name.to_lowercase().chars().filter(|own| !own.is_whitespace()).collect();
    let own = folded.strip_prefix("标准文件_").or_else(|| folded.strip_prefix("标准文件")).unwrap_or(&folded);
    word(own).or_else(|| standard(own))
}

/// Word's own styles.
fn word(name: &str) -> Option<Role> {
    for prefix in ["heading", "标题", "titre", "überschrift"] {
        if let Some(level) = name.strip_prefix(prefix).and_then(|level| level.parse().ok()).filter(|level| *level > 0) {
            return Some(Role::Heading(level));
        }
    }
    for prefix in ["toc", "目录"] {
        if let Some(level) = name.strip_prefix(prefix)
            && (level.parse::<u8>().is_ok() || level.is_empty() && prefix == "toc")
        {
            return Some(Role::Contents);
        }
    }
    match name {
        "tocheading" | "toc标题" | "目录标题" => Some(Role::ContentsHeading),
        "title" | "标题" => Some(Role::Title),
        "caption" | "题注" => Some(Role::Caption),
        "normal" | "正文" | "bodytext" | "listparagraph" | "列表段落" | "列出段落" => Some(Role::Plain),
        _ => None,
    }
}

/// The number of a level in Chinese: `一级条标题` is the first below a chapter.
fn level(name: &str) -> Option<u8> {
    let number = name.strip_suffix('级').unwrap_or(name);
    "一二三四五六".chars().zip(1..).find(|(own, _)| number.ends_with(*own)).map(|(_, level)| level)
}

/// The styles of templates for standards.
fn standard(name: &str) -> Option<Role> {
    if name.starts_with("封面") || name.starts_with("发布") || name.starts_with("实施日期") {
        return Some(Role::Cover);
    }
    match name {
        "章标题" => return Some(Role::Heading(1)),
        "章无标题" => return Some(Role::Untitled(1)),
        "段" | "正文段" => return Some(Role::Plain),
        "附录标识" | "附录标题" => return Some(Role::Annex),
        "附录章标题" => return Some(Role::AnnexHeading(1)),
        "前言、引言标题" | "前言标题" | "引言标题" | "参考文献标题" | "索引标题" | "参考文献、索引标题" =>
        {
            return Some(Role::Unnumbered);
        }
        "目次、标准名称标题" | "目次标题" | "目录标题" | "目次、索引标题" => {
            return Some(Role::ContentsHeading);
        }
        _ => {}
    }
    if name.starts_with("目次") {
        return Some(Role::Contents);
    }
    if name.ends_with("表标题") || name.ends_with("图标题") {
        return Some(Role::Caption);
    }
    let (in_annex, own) = match name.strip_prefix("附录") {
        Some(own) => (true, own),
        None => (false, name),
    };
    let titled = own.strip_suffix("条标题").and_then(level);
    let untitled = own.strip_suffix("无标题条").or_else(|| own.strip_suffix("无标题")).and_then(level);
    let term = own.strip_prefix("术语条").and_then(level);
    match (in_annex, titled, untitled.or(term)) {
        (false, Some(level), _) => Some(Role::Heading(level + 1)),
        (false, None, Some(level)) => Some(Role::Untitled(level + 1)),
        (true, Some(level), _) => Some(Role::AnnexHeading(level + 1)),
        (true, None, Some(level)) => Some(Role::AnnexUntitled(level + 1)),
        (_, None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_styles_are_known() {
        for (name, role) in [
            ("heading 1", Role::Heading(1)),
            ("Heading 3", Role::Heading(3)),
            ("标题 2", Role::Heading(2)),
            ("toc 2", Role::Contents),
            ("TOC Heading", Role::ContentsHeading),
            ("标准文件_章标题", Role::Heading(1)),
            ("标准文件_一级条标题", Role::Heading(2)),
            ("标准文件_五级条标题", Role::Heading(6)),
            ("标准文件_一级无标题", Role::Untitled(2)),
            ("标准文件_二级无标题条", Role::Untitled(3)),
            ("附录标识", Role::Annex),
            ("标准文件_附录一级条标题", Role::AnnexHeading(2)),
            ("标准文件_附录二级无标题", Role::AnnexUntitled(3)),
            ("标准文件_术语条一", Role::Untitled(2)),
            ("前言、引言标题", Role::Unnumbered),
            ("标准文件_正文表标题", Role::Caption),
            ("封面标准名称", Role::Cover),
            ("标准文件_段", Role::Plain),
        ] {
            assert_eq!(of_name(name), Some(role), "{name}");
        }
        for name in ["强调", "标准文件_注：", "My style", "标准文件_字母编号列项（一级）"] {
            assert_eq!(of_name(name), None, "{name}");
        }
    }
}
