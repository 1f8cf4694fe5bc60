//! Addresses that lead on: `/urban/t07.html` to the newest edition that holds `t07`, an old address to where its item
//! is now.

use crate::render::scope::Scope;
use crate::render::shell::CSP;
use crate::render::view::LatestView;
use crate::site::EntryIx;

pub(super) fn view(scope: &Scope<'_>, entry: EntryIx, moved: bool) -> LatestView {
    let words = scope.site.config.words(scope.lang);
    let target = scope.name_link(entry);
    let canonical =
        scope.site.config.base_url.as_ref().map(|base| format!("{base}{}", scope.site.entry(entry).address));
    LatestView {
        lang: scope.lang.tag(),
        dir: scope.lang.direction(),
        title: format!("{} - {}", target.title, words.title),
        csp: CSP,
        canonical,
        styles: scope.theme.styles.iter().map(|style| scope.href(style)).collect(),
        script: scope.theme.latest.as_ref().map(|script| scope.href(script)),
        target_title: target.title,
        target_number: target.number,
        href: target.href.unwrap_or_default(),
        moved,
    }
}
