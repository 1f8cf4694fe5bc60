//! The keys of `site.yaml`: how each may be written, and what it holds.

use crate::yaml::{Known, Name, Shape};

pub(super) const FORMAT: Name = Name::new("format", "格式版本");
pub(super) const TITLE: Name = Name { others: &["名称", "网站名称"], ..Name::new("title", "标题") };
pub(super) const SUBTITLE: Name = Name::new("subtitle", "副标题");
pub(super) const DESCRIPTION: Name = Name::new("description", "简介");
pub(super) const NOTICE: Name = Name::new("notice", "页脚声明");
pub(super) const LANGUAGES: Name = Name::new("languages", "语言");
pub(super) const TRANSLATIONS: Name = Name::new("translations", "译文");
pub(super) const PUBLISHER: Name = Name { others: &["发布者"], ..Name::new("publisher", "主办单位") };
pub(super) const NAME: Name = Name::new("name", "名称");
pub(super) const URL: Name = Name { others: &["链接"], ..Name::new("url", "网址") };
pub(super) const CONTACT: Name = Name::new("contact", "联系方式");
pub(super) const OPERATOR: Name = Name::new("operator", "承办单位");
pub(super) const FILINGS: Name = Name::new("filings", "备案");
pub(super) const SITE_ID: Name = Name::new("site-id", "网站标识码");
pub(super) const ICP: Name = Name { others: &["ICP备案号"], ..Name::new("icp", "ICP备案") };
pub(super) const POLICE: Name = Name { others: &["公安备案号"], ..Name::new("police", "公安备案") };
pub(super) const NUMBER: Name = Name::new("number", "编号");
pub(super) const IPV6: Name = Name::new("ipv6", "IPv6");
pub(super) const MANDATORY: Name = Name::new("mandatory", "必须填写");
pub(super) const THEME: Name = Name::new("theme", "主题样式");
pub(super) const BASE_URL: Name = Name { others: &["网站网址"], ..Name::new("base-url", "网址") };
pub(super) const HEADINGS: Name = Name::new("headings", "三问的标题");
pub(super) const TOPICS: Name = Name::new("topics", "主题");
pub(super) const SITUATIONS: Name = Name::new("situations", "情形");
pub(super) const ITEMS: Name = Name::new("items", "条目");
pub(super) const FEATURED_ROLES: Name = Name::new("featured-roles", "首页角色");
pub(super) const WORK_NUMBERS: Name =
    Name { others: &["任务编号"], ..Name::new("work-numbers", "编号前的字") };
pub(super) const SEARCH_EXAMPLES: Name = Name::new("search-examples", "搜索示例");
pub(super) const FEEDBACK: Name = Name::new("feedback", "反馈邮箱");
pub(super) const TOKENS: Name = Name::new("tokens", "样式");
pub(super) const SYNONYMS: Name = Name::new("synonyms", "同义词");
pub(super) const WORDING: Name = Name::new("wording", "用词");
pub(super) const ACTIVE_FILES: Name = Name::new("active-files", "可运行的文件");
pub(super) const DRAFTS: Name = Name::new("drafts", "草案");
pub(super) const APPROVAL: Name = Name::new("approval", "批准");
pub(super) const RULES: Name = Name::new("rules", "规则");

/// What a line of `site.yaml` is read by.
pub(super) fn known(written: &str) -> Option<Known> {
    const ALL: &[(Name, Shape)] = &[
        (FORMAT, Shape::Word),
        (TITLE, Shape::Text),
        (SUBTITLE, Shape::Text),
        (DESCRIPTION, Shape::Text),
        (NOTICE, Shape::Text),
        (LANGUAGES, Shape::Words),
        (TRANSLATIONS, Shape::Mapping),
        (PUBLISHER, Shape::Mapping),
        (NAME, Shape::Text),
        (URL, Shape::Word),
        (CONTACT, Shape::Text),
        (OPERATOR, Shape::Text),
        (FILINGS, Shape::Mapping),
        (SITE_ID, Shape::Word),
        (ICP, Shape::Word),
        (POLICE, Shape::Word),
        (NUMBER, Shape::Word),
        (IPV6, Shape::Word),
        (MANDATORY, Shape::Words),
        (THEME, Shape::Word),
        (BASE_URL, Shape::Word),
        (HEADINGS, Shape::Mapping),
        (TOPICS, Shape::Mapping),
        (SITUATIONS, Shape::Mappings),
        (ITEMS, Shape::Words),
        (FEATURED_ROLES, Shape::Words),
        (WORK_NUMBERS, Shape::Mapping),
        (SEARCH_EXAMPLES, Shape::Words),
        (FEEDBACK, Shape::Word),
        (TOKENS, Shape::Mapping),
        (SYNONYMS, Shape::Mapping),
        (WORDING, Shape::Mapping),
        (ACTIVE_FILES, Shape::Words),
        (DRAFTS, Shape::Word),
        (APPROVAL, Shape::Words),
        (RULES, Shape::Mapping),
    ];
    let found = ALL.iter().find(|(name, _)| name.is(written));
    found.map(|(name, shape)| Known { word: name.word, shape: *shape })
}
