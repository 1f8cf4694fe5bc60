//! Every name by its sound. It needs no script, so that it serves as search where there is none.

use crate::model::Kind;
use crate::render::frame::{About, frame};
use crate::render::letters::{Letter, Letters, Sounded};
use crate::render::scope::{Scope, part_of};
use crate::render::view::{IndexView, LetterGroup, LetterLink, LinkView, NameRow};
use crate::site::{Address, Page};

pub(super) fn view(scope: &Scope<'_>, page: Page, part: usize) -> IndexView {
    let letters = scope.letters.get_or_init(|| Letters::of(scope.site));
    let title = scope.phrases.kind.get("index").cloned().unwrap_or_default();
    let groups = part_of(&letters.names, part).chunk_by(|a, b| a.letter == b.letter);
    IndexView {
        frame: frame(scope, page, About { title, description: None, kind: "index" }),
        letters: Letter::all().map(|letter| letter_link(scope, letters, letter)).collect(),
        groups: groups.map(|names| group(scope, letters, part, names)).collect(),
        parts: scope.parts(&Address::index(), letters.names.len(), part),
    }
}

fn letter_link(scope: &Scope<'_>, letters: &Letters, letter: Letter) -> LetterLink {
    let href = letters.part_of(letter).map(|part| {
        let address = Address::index().part(part);
        let page = if address == *scope.address { String::new() } else { scope.href(&address) };
        format!("{page}#{}", letter.anchor())
    });
    LetterLink { letter: letter.word(), href }
}

fn group(scope: &Scope<'_>, letters: &Letters, part: usize, names: &[Sounded]) -> LetterGroup {
    let letter = names[0].letter;
    LetterGroup {
        letter: letter.word(),
        anchor: letter.anchor(),
        continued: letters.part_of(letter) != Some(part),
        rows: names.iter().map(|name| row(scope, name)).collect(),
    }
}

/// A translation is listed under its own title: the link leads to it, not to what the page's language would show.
fn row(scope: &Scope<'_>, name: &Sounded) -> NameRow {
    let entry = scope.site.entry(name.entry);
    let lang = scope.site.lang(name.entry);
    let link = scope.link(name.entry);
    NameRow {
        alias: name.alias.clone(),
        link: LinkView {
            number: link.number.filter(|_| name.numbered),
            title: scope.title(name.entry),
            href: Some(scope.href(&entry.address)),
            lang: (lang != scope.lang).then(|| lang.tag()),
            // Dates and places tell namesakes apart; nothing else has a name of its own here.
            detail: link.detail.filter(|_| entry.kind() != Kind::Note && entry.kind() != Kind::Case),
            ..link
        },
        kind: entry.kind().word(),
    }
}
