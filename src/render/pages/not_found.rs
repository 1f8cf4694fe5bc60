//! The page for addresses that are not there.

use crate::render::context::RenderContext;
use crate::render::view::NotFoundView;
use crate::theme::CSP;

/// It is served at any depth, so that only absolute addresses would be true: without the site's address it has none.
pub(super) fn view(context: &RenderContext<'_>) -> NotFoundView {
    let config = &context.site.config;
    let absolute = |path: &str| config.base_url.as_ref().map(|base| format!("{base}{path}"));
    NotFoundView {
        lang: context.lang.tag(),
        dir: context.lang.direction(),
        site_title: config.words(context.lang).title.clone(),
        csp: CSP,
        styles: context.theme.assets.styles.iter().filter_map(|style| absolute(style.as_str())).collect(),
        home: absolute("index.html"),
    }
}
