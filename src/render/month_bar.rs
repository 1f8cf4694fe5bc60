//! The twelve months of a card, with those in which something is due.

use std::fmt::Write;

use super::context::RenderContext;
use super::markup::{Html, escape};
use crate::model::{Months, Occasion};

/// The months that some occasions are set to, as twelve items of a list; nothing where they are set to none.
pub(super) fn month_bar(context: &RenderContext<'_>, when: &[Occasion]) -> Option<Html> {
    let due = |month: u32| when.iter().any(|occasion| occasion.months().holds(month));
    if !(1..=12).any(due) {
        return None;
    }
    let locale = context.lang.locale(context.site.config.languages.first);
    let said = context.phrases.calendar.get("due").map_or("", String::as_str);
    let mut html = String::from("<ol class=\"nb-year-bar nb-list\">");
    for month in 1..=12 {
        if due(month) {
            let _ = write!(
                html,
                "<li class=\"nb-due\"><span aria-hidden=\"true\">{month}</span><span class=\"nb-hidden\">"
            );
            escape(&mut html, &Months::of(month).said(locale));
            html.push(' ');
            escape(&mut html, said);
            html.push_str("</span></li>");
        } else {
            let _ = write!(html, "<li aria-hidden=\"true\">{month}</li>");
        }
    }
    html.push_str("</ol>");
    Some(Html::new(&html))
}
