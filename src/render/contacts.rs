//! Whom to call: what the office says that made this copy, always with its name and day.

use super::context::RenderContext;
use super::markup::{Html, escape};
use super::view::ContactsView;
use crate::model::Contact;
use crate::site::EntryIx;
use crate::theme::fill;

/// Where a role is to be reached; nothing where no office says so.
pub(super) fn of_role(context: &RenderContext<'_>, role: EntryIx) -> Option<ContactsView> {
    let rows = context.site.contacts(role);
    let signed = signed(context)?;
    (!rows.is_empty())
        .then(|| ContactsView { rows: rows.iter().map(|contact| Html::new(&row(context, contact))).collect(), signed })
}

/// All telephones of a role in one cell; nothing where there is none.
pub(super) fn cell(context: &RenderContext<'_>, role: EntryIx) -> Option<Html> {
    let rows = context.site.contacts(role);
    let cell = rows.iter().map(|contact| row(context, contact)).collect::<Vec<_>>().join("<br>");
    (!cell.is_empty()).then(|| Html::new(&cell))
}

/// Who filled the telephones in, and when; nothing in a copy without any.
pub(super) fn signed(context: &RenderContext<'_>) -> Option<String> {
    filled(context, "signed")
}

/// A sentence for the foot of every page of such a copy.
pub(super) fn said_of_copy(context: &RenderContext<'_>) -> Option<String> {
    filled(context, "copy")
}

fn filled(context: &RenderContext<'_>, text: &str) -> Option<String> {
    let signed = &context.site.directory.as_ref()?.signed;
    let text = context.phrases.contact.get(text)?;
    Some(fill(text, &[("unit", &signed.unit), ("date", &signed.date.to_string())]))
}

/// One contact: place, telephones, hours. It is text and no link, so that nothing in it can do anything.
fn row(context: &RenderContext<'_>, contact: &Contact) -> String {
    let mut html = String::new();
    if let Some(place) = &contact.place {
        escape(&mut html, place);
        html.push(' ');
    }
    if let Some(phone) = &contact.phone {
        html.push_str("<span class=\"nb-phone\">");
        escape(&mut html, phone);
        html.push_str("</span>");
    }
    if let Some(phone) = &contact.duty_phone {
        if contact.phone.is_some() {
            html.push(' ');
        }
        html.push_str("<span class=\"nb-phone\">");
        escape(&mut html, context.phrases.contact.get("duty").map_or("", String::as_str));
        html.push(' ');
        escape(&mut html, phone);
        html.push_str("</span>");
    }
    if let Some(hours) = &contact.hours {
        html.push_str(" <small>");
        escape(&mut html, hours);
        html.push_str("</small>");
    }
    html
}
