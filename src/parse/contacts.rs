//! The file of an office that says whom to call (`--contacts FILE`).

use super::rules;
use crate::diag::{Diagnostic, Words};
use crate::model::{Contact, Contacts, Filled, PartialDate};
use crate::source::{Source, Span};
use crate::yaml::{self, Fields, Node, Reader};

/// Reads the file. Nothing where it does not say who filled it in, and when.
pub fn parse_contacts(source: &Source) -> (Option<Contacts>, Vec<Diagnostic>) {
    let mut reader = Reader::new(&source.path);
    let mut found = Vec::new();
    let mut on_duty = Vec::new();
    let contacts = match yaml::read(&source.path, &source.text, Span::new(0, source.text.len()), &mut found) {
        Ok(node) => {
            let mut fields = reader.fields(node);
            let contacts = whole(&mut reader, &mut fields, source, &mut on_duty);
            fields.finish(&mut reader);
            contacts
        }
        Err(diagnostic) => {
            reader.report(*diagnostic);
            None
        }
    };
    found.extend(reader.into_diagnostics());
    rules::personal_data::check_contacts(source, &on_duty, &mut found);
    (contacts, found)
}

fn whole(reader: &mut Reader<'_>, fields: &mut Fields, source: &Source, on_duty: &mut Vec<Span>) -> Option<Contacts> {
    let unit = fields.require(reader, "unit").and_then(|node| reader.text(node));
    let date = fields.require(reader, "date").and_then(|node| date(reader, node));
    let nodes = fields.require(reader, "contacts").map(|node| reader.list(node)).unwrap_or_default();
    let contacts = nodes.into_iter().filter_map(|node| contact(reader, node, on_duty)).collect();
    let signed = Filled { unit: unit?.value, date: date? };
    Some(Contacts { path: source.path.clone(), signed, contacts })
}

fn date(reader: &mut Reader<'_>, node: Node) -> Option<PartialDate> {
    let text = reader.text(node)?;
    let date = PartialDate::parse(&text.value);
    if date.is_none() {
        reader.wrong_type(text.span, &Words::fixed("日期，如 2026-05-01", "a date such as 2026-05-01"));
    }
    date
}

/// One contact; `on_duty` takes the place of its telephone on duty.
fn contact(reader: &mut Reader<'_>, node: Node, on_duty: &mut Vec<Span>) -> Option<Contact> {
    let mut fields = reader.fields(node);
    let head = fields.head();
    let role = fields.require(reader, "role").and_then(|node| reader.text(node));
    let place = fields.text(reader, "place").map(|text| text.value);
    let phone = fields.text(reader, "phone").map(|text| text.value);
    let duty_phone = fields.text(reader, "duty-phone").map(|text| {
        on_duty.push(text.span);
        text.value
    });
    let hours = fields.text(reader, "hours").map(|text| text.value);
    fields.finish(reader);
    if phone.is_none() && duty_phone.is_none() {
        reader.wrong_type(
            head,
            &Words::fixed("每个联系方式都写 phone 或 duty-phone", "a contact with `phone` or `duty-phone`"),
        );
    }
    Some(Contact { role: role?, place, phone, duty_phone, hours })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn parsed(text: &str) -> (Option<Contacts>, Vec<&'static str>) {
        let (contacts, found) = parse_contacts(&Source::new(SourcePath::new("contacts.yaml"), text));
        (contacts, found.iter().map(|diagnostic| diagnostic.rule.id).collect())
    }

    #[test]
    fn an_office_says_whom_to_call() {
        let (contacts, found) = parsed(
            "unit: 静和街道办事处\ndate: 2026-11-30\ncontacts:\n  - {role: grid-worker, place: 桂花社区, phone: 028-1234 5678, \
             hours: 工作日}\n  - {role: 社区服务站, duty-phone: '13800138000'}\n",
        );
        assert_eq!(found, [""; 0]);
        let contacts = contacts.unwrap();
        assert_eq!(
            contacts.signed,
            Filled { unit: "静和街道办事处".to_owned(), date: PartialDate::parse("2026-11-30").unwrap() }
        );
        assert_eq!(contacts.contacts.len(), 2);
        assert_eq!(contacts.contacts[1].duty_phone.as_deref(), Some("13800138000"));
    }

    #[test]
    fn a_mobile_is_that_of_a_person_unless_it_is_on_duty() {
        let begin = "unit: 办\ndate: 2026-11-30\ncontacts:\n";
        let (_, found) = parsed(&format!("{begin}  - {{role: a, phone: 13800138000}}\n"));
        assert_eq!(found, ["personal-data"]);
        let (_, found) = parsed(&format!("{begin}  - {{role: a, duty-phone: 13800138000, place: 13800138001}}\n"));
        assert_eq!(found, ["personal-data"]);
        // Only a mobile can be on duty.
        let (_, found) = parsed(&format!("{begin}  - {{role: a, duty-phone: '11010519491231002X'}}\n"));
        assert_eq!(found, ["personal-data"]);
    }

    #[test]
    fn what_is_missing_is_said() {
        let (contacts, found) = parsed("unit: 办\ncontacts:\n  - {role: a}\n  - {phone: '1', fax: '2'}\n");
        assert!(contacts.is_none());
        assert_eq!(found, ["missing-key", "wrong-type", "missing-key", "unknown-key"]);
        assert_eq!(parsed("unit: [").1, ["yaml-syntax"]);
    }
}
