//! Addresses that lead on: `/urban/t07.html` to the newest edition that holds `t07`, an old address to where its item
//! is now.

use crate::render::context::RenderContext;
use crate::render::view::LatestView;
use crate::site::EntryIx;
use crate::theme::CSP;

pub(super) fn view(context: &RenderContext<'_>, entry: EntryIx, moved: bool) -> LatestView {
    let words = context.site.config.words(context.lang);
    let target = context.name_link(entry);
    let canonical =
        context.site.config.base_url.as_ref().map(|base| format!("{base}{}", context.site.entry(entry).address));
    LatestView {
        lang: context.lang.tag(),
        dir: context.lang.direction(),
        title: format!("{} - {}", target.title, words.title),
        csp: CSP,
        canonical,
        styles: context.theme.assets.styles.iter().map(|style| context.href(style)).collect(),
        script: context.theme.assets.latest.as_ref().map(|script| context.href(script)),
        target_title: target.title,
        target_number: target.number,
        href: target.href.unwrap_or_default(),
        moved,
    }
}
