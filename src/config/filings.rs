//! What a public site in China says in its foot: its filings, with their formats.

use super::{keys, web_address};
use crate::diag::Words;
use crate::model::vocabulary;
use crate::source::Spanned;
use crate::yaml::{Choices, Fields, Node, Reader, Value};

/// What a site is filed under. All of it is optional: a site of an intranet has none.
#[derive(Clone, Debug, Default)]
pub struct Filings {
    /// 政府网站标识码.
    pub site_id: Option<String>,
    /// ICP备案号.
    pub icp: Option<Filing>,
    /// 公安备案号.
    pub police: Option<Filing>,
    /// The site is served over IPv6, and says so.
    pub ipv6: bool,
    /// What must not be missing in a release.
    pub mandatory: Vec<Spanned<Mandatory>>,
}

/// A number under which a site is filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// The number, as it is to be shown.
    pub number: String,
    /// Where it can be looked up, if the author wants a link.
    pub url: Option<String>,
}

vocabulary! {
    /// What a site may declare that it must not be published without.
    pub enum Mandatory {
        /// `publisher.contact`.
        Contact = "contact" / "联系方式",
        /// `publisher.operator`.
        Operator = "operator" / "承办单位",
        /// `filings.site-id`.
        SiteId = "site-id" / "网站标识码",
        /// `filings.icp`.
        Icp = "icp" / "ICP备案" / "ICP备案号",
        /// `filings.police`.
        Police = "police" / "公安备案" / "公安备案号",
        /// `base-url`.
        BaseUrl = "base-url" / "网址",
    }
}

/// Reads `filings`.
pub(super) fn read(reader: &mut Reader<'_>, fields: &mut Fields) -> Filings {
    let Some(node) = fields.take(keys::FILINGS) else { return Filings::default() };
    let mut inner = reader.fields(node);
    let filings = Filings {
        site_id: site_id(reader, &mut inner),
        icp: inner.take(keys::ICP).and_then(|node| filing(reader, node, is_icp, ICP)),
        police: inner.take(keys::POLICE).and_then(|node| filing(reader, node, is_police, POLICE)),
        ipv6: inner.take(keys::IPV6).and_then(|node| reader.choice(node, &YES_OR_NO)).is_some_and(|told| told.value),
        mandatory: mandatory(reader, &mut inner),
    };
    inner.finish(reader);
    filings
}

const YES_OR_NO: Choices<bool> =
    Choices { words: &[("true", true), ("false", false)], others: &[("是", true), ("否", false)] };

const SITE_ID: Words =
    Words::fixed("10 位数字，或 bm 加 8 位数字的网站标识码", "a site code: 10 digits, or `bm` and 8 digits");

const ICP: Words = Words::fixed("ICP 备案号，如“蜀ICP备12345678号-1”", "an ICP filing such as 蜀ICP备12345678号-1");

const POLICE: Words =
    Words::fixed("公安备案号，如“川公网安备51010002000001号”", "a police filing such as 川公网安备51010002000001号");

fn site_id(reader: &mut Reader<'_>, inner: &mut Fields) -> Option<String> {
    let text = inner.text(reader, keys::SITE_ID)?;
    if is_site_id(&text.value) {
        return Some(text.value);
    }
    reader.wrong_type(text.span, &SITE_ID);
    None
}

/// A number alone, or `{number: …, url: …}`.
fn filing(reader: &mut Reader<'_>, node: Node, fits: fn(&str) -> bool, wanted: Words) -> Option<Filing> {
    let (number, url) = if matches!(node.value, Value::Map(_)) {
        let mut inner = reader.fields(node);
        let number = inner.require_text(reader, keys::NUMBER);
        let url = inner.take(keys::URL).and_then(|node| web_address(reader, node)).map(|url| url.value);
        inner.finish(reader);
        // That it is missing was said already.
        (Some(number).filter(|number| !number.value.is_empty())?, url)
    } else {
        (reader.text(node)?, None)
    };
    if fits(&number.value) {
        return Some(Filing { number: number.value, url });
    }
    reader.wrong_type(number.span, &wanted);
    None
}

fn mandatory(reader: &mut Reader<'_>, inner: &mut Fields) -> Vec<Spanned<Mandatory>> {
    let nodes = inner.take(keys::MANDATORY).map(|node| reader.list(node)).unwrap_or_default();
    nodes.into_iter().filter_map(|node| reader.choice(node, &Mandatory::CHOICES)).collect()
}

/// 《政府网站发展指引》(国办发〔2017〕47号): a site code has ten digits, that of a ministry `bm` and eight.
fn is_site_id(text: &str) -> bool {
    match text.strip_prefix("bm") {
        Some(rest) => are_digits(rest, 8, 8),
        None => are_digits(text, 10, 10),
    }
}

/// The short name of a province, `ICP备`, digits, `号`, and the number of the site where one filer has several.
fn is_icp(text: &str) -> bool {
    let Some((province, rest)) = text.split_once("ICP备") else { return false };
    let Some((digits, site)) = rest.split_once('号') else { return false };
    let site_fits = site.is_empty() || site.strip_prefix('-').is_some_and(|number| are_digits(number, 1, 4));
    is_province(province) && are_digits(digits, 5, 12) && site_fits
}

/// The short name of a province, `公网安备`, a blank or none, 12 to 14 digits, `号`.
fn is_police(text: &str) -> bool {
    let Some((province, rest)) = text.split_once("公网安备") else { return false };
    let digits = rest.strip_suffix('号').map(str::trim_start);
    is_province(province) && digits.is_some_and(|digits| are_digits(digits, 12, 14))
}

fn are_digits(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// One of the short names of provinces; some have two.
fn is_province(text: &str) -> bool {
    const PROVINCES: &str = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕甘陇青宁新";
    let mut characters = text.chars();
    characters.next().is_some_and(|first| PROVINCES.contains(first)) && characters.next().is_none()
}

/// Reads `feedback`: where readers write, an address that begins with `mailto:` (RFC 6068).
pub(super) fn feedback(reader: &mut Reader<'_>, fields: &mut Fields) -> Option<String> {
    let text = fields.text(reader, keys::FEEDBACK)?;
    let (user, host) = text.value.strip_prefix("mailto:").and_then(|rest| rest.split_once('@')).unwrap_or_default();
    let is_plain = |part: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte);
        !part.is_empty() && part.bytes().all(allowed)
    };
    if !is_plain(user) || !is_plain(host) {
        let wanted = Words::fixed(
            "mailto: 开头的邮箱，如 mailto:editors@example.org",
            "an address such as mailto:editors@example.org",
        );
        reader.wrong_type(text.span, &wanted);
        return None;
    }
    Some(text.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_filings() {
        for right in ["5100000012", "bm12345678"] {
            assert!(is_site_id(right), "{right}");
        }
        for wrong in ["510000001", "51000000123", "bm1234567", "BM12345678", "５１０００００012", ""] {
            assert!(!is_site_id(wrong), "{wrong}");
        }
        for right in ["蜀ICP备12345678号", "京ICP备2021000123号-12"] {
            assert!(is_icp(right), "{right}");
        }
        for wrong in ["蜀ICP备12345678", "蜀ICP备号", "蜀icp备12345678号", "某ICP备12345678号", "蜀ICP备12345678号-"]
        {
            assert!(!is_icp(wrong), "{wrong}");
        }
        for right in ["川公网安备51010002000001号", "川公网安备 51010002000001号", "京公网安备110102000001号"]
        {
            assert!(is_police(right), "{right}");
        }
        for wrong in ["公网安备51010002000001号", "川公网安备5101000200号", "川公网安备51010002000001"]
        {
            assert!(!is_police(wrong), "{wrong}");
        }
    }
}
