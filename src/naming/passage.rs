//! Where in an article a passage stands: 款 are its paragraphs, 项 the marked items below them, 目 what is marked below
//! those (《立法技术规范（试行）（一）》, 3: articles hold 款, 项 and 目, of which 款 are not numbered).

use crate::model::{Body, Content, Element};
use crate::text::numerals;

/// How a place of an article is cited behind its number: `第二款第（三）项`; empty for what has no such name. An article of
/// one paragraph has no 款 to be told apart.
pub(super) fn of(body: &Body, anchor: &str) -> String {
    let mut place = Place::default();
    let paragraphs = body.nodes.iter().filter(|node| paragraph(&node.content).is_some()).count();
    for (at, node) in body.nodes.iter().enumerate() {
        match &node.content {
            Content::Open(element) => {
                place.open(element);
                let is_sought = match element {
                    Element::Paragraph(Some(own)) => anchor == format!("p{own}"),
                    Element::Item(Some(own)) => anchor == format!("i{own}"),
                    _ => false,
                };
                if is_sought {
                    // The mark of an item is right inside of it.
                    if let Some(Content::Mark(mark)) = body.nodes.get(at + 1).map(|node| &node.content) {
                        place.mark(mark);
                    }
                    return place.said(paragraphs > 1);
                }
            }
            Content::Close => {
                place.open.pop();
            }
            Content::Mark(mark) => place.mark(mark),
            _ => {}
        }
    }
    String::new()
}

fn paragraph(content: &Content) -> Option<u32> {
    if let Content::Open(Element::Paragraph(own)) = content { *own } else { None }
}

/// Where one is in a body.
#[derive(Default)]
struct Place<'a> {
    paragraph: u32,
    /// The open elements, items with their marks.
    open: Vec<Option<&'a str>>,
}

impl<'a> Place<'a> {
    fn open(&mut self, element: &Element) {
        if let Element::Paragraph(Some(own)) = element {
            self.paragraph = *own;
        }
        self.open.push(matches!(element, Element::Item(_)).then_some(""));
    }

    fn mark(&mut self, mark: &'a str) {
        if let Some(Some(own)) = self.open.last_mut() {
            *own = mark;
        }
    }

    fn said(&self, counts_paragraphs: bool) -> String {
        let mut said = String::new();
        if counts_paragraphs && self.paragraph > 0 {
            said.push_str(&format!("第{}款", numerals::write(u64::from(self.paragraph))));
        }
        let marks = self.open.iter().flatten().filter(|mark| !mark.is_empty());
        for (mark, unit) in marks.zip(["项", "目"]) {
            let mark = mark.trim_end_matches(['.', '．', '、', ')']);
            said.push_str(&format!("第{mark}{unit}"));
        }
        said
    }
}
