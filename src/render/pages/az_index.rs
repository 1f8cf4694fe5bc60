//! Every name by its sound. It needs no script, so that it serves as search where there is none.

use super::standard::earlier;
use crate::model::Kind;
use crate::naming;
use crate::render::az_index::{AzIndex, Letter, Sounded};
use crate::render::context::{RenderContext, part_of};
use crate::render::frame::{About, frame};
use crate::render::view::{IndexView, LetterGroup, LetterLink, LinkView, NameRow};
use crate::site::{Address, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, part: usize) -> IndexView {
    let az_index = context.az_index.get_or_init(|| AzIndex::of(context.site));
    let title = context.phrases.kind.get("index").cloned().unwrap_or_default();
    let groups = part_of(&az_index.names, part).chunk_by(|a, b| a.letter == b.letter);
    IndexView {
        frame: frame(context, page, About { title, description: None, kind: "index" }),
        letters: Letter::all().map(|letter| letter_link(context, az_index, letter)).collect(),
        groups: groups.map(|names| group(context, az_index, part, names)).collect(),
        earlier: if part == 0 { earlier(context) } else { Vec::new() },
        parts: context.parts(&Address::index(), az_index.names.len(), part),
    }
}

fn letter_link(context: &RenderContext<'_>, az_index: &AzIndex, letter: Letter) -> LetterLink {
    let href = az_index.part_of(letter).map(|part| {
        let address = Address::index().part(part);
        let page = if address == *context.address { String::new() } else { context.href(&address) };
        format!("{page}#{}", letter.anchor())
    });
    LetterLink { letter: letter.word(), href }
}

fn group(context: &RenderContext<'_>, az_index: &AzIndex, part: usize, names: &[Sounded]) -> LetterGroup {
    let letter = names[0].letter;
    LetterGroup {
        letter: letter.word(),
        anchor: letter.anchor(),
        continued: az_index.part_of(letter) != Some(part),
        rows: names.iter().map(|name| row(context, name)).collect(),
    }
}

/// A translation is listed under its own title: the link leads to it, not to what the page's language would show.
fn row(context: &RenderContext<'_>, name: &Sounded) -> NameRow {
    let entry = context.site.entry(name.entry);
    let lang = context.site.lang(name.entry);
    let link = context.link(name.entry);
    NameRow {
        alias: name.alias.clone(),
        link: LinkView {
            number: link.number.filter(|_| name.numbered),
            title: naming::title(context.site, name.entry).to_owned(),
            href: Some(context.href(&entry.address)),
            lang: (lang != context.lang).then(|| lang.tag()),
            // Dates and places tell namesakes apart; nothing else has a name of its own here.
            detail: link.detail.filter(|_| entry.kind() != Kind::Note && entry.kind() != Kind::Case),
            ..link
        },
        kind: entry.kind().word(),
    }
}
