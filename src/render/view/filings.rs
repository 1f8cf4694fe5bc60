//! What the foot of a page says about filings.

use serde::Serialize;

/// What a site is filed under.
#[derive(Clone, Debug, Serialize)]
pub struct FilingsView {
    /// 网站标识码.
    pub site_id: Option<String>,
    /// ICP备案号.
    pub icp: Option<FilingView>,
    /// 公安备案号.
    pub police: Option<FilingView>,
    /// The site says that it is served over IPv6.
    pub ipv6: bool,
}

/// A number under which a site is filed.
#[derive(Clone, Debug, Serialize)]
pub struct FilingView {
    /// The number.
    pub number: String,
    /// Where it can be looked up.
    pub url: Option<String>,
}
