//! The file of an office that says whom to call (`--contacts FILE`).

use super::rules;
use crate::diag::{Diagnostic, Words};
use crate::model::{Contact, Contacts, Filled, PartialDate};
use crate::source::{Source, Span};
use crate::yaml::{self, Fields, Known, Name, Node, Reader, Reading, Shape, State};

const UNIT: Name = Name::new("unit", "单位");
const DATE: Name = Name::new("date", "日期");
const CONTACTS: Name = Name { others: &["联系人"], ..Name::new("contacts", "联系方式") };
const ROLE: Name = Name { others: &["岗位"], ..Name::new("role", "角色") };
const PLACE: Name = Name::new("place", "地点");
const PHONE: Name = Name::new("phone", "电话");
const DUTY_PHONE: Name = Name::new("duty-phone", "值班手机");
const HOURS: Name = Name::new("hours", "时间");

/// What a line of the file is read by.
fn known(written: &str) -> Option<Known> {
    const ALL: &[(Name, Shape)] = &[
        (UNIT, Shape::Text),
        (DATE, Shape::Word),
        (CONTACTS, Shape::Mappings),
        (ROLE, Shape::Text),
        (PLACE, Shape::Text),
        (PHONE, Shape::Text),
        (DUTY_PHONE, Shape::Text),
        (HOURS, Shape::Text),
    ];
    let found = ALL.iter().find(|(name, _)| name.is(written));
    found.map(|(name, shape)| Known { word: name.word, shape: *shape })
}

/// Reads the file. Nothing where it does not say who filled it in, and when.
pub fn parse_contacts(source: &Source) -> (Option<Contacts>, Vec<Diagnostic>) {
    let mut reader = Reader::new(&source.path);
    let mut found = Vec::new();
    let mut on_duty = Vec::new();
    let Reading { node, state } =
        yaml::read(&source.path, &source.text, Span::new(0, source.text.len()), Some(known), &mut found);
    let mut fields = reader.fields(node);
    let contacts = whole(&mut reader, &mut fields, source, &mut on_duty);
    fields.finish(&mut reader);
    // What else is wrong may be so because of a slip that is told already.
    if state != State::Sound {
        rules::personal_data::check_contacts(source, &on_duty, &mut found);
        return (None, found);
    }
    found.extend(reader.into_diagnostics());
    rules::personal_data::check_contacts(source, &on_duty, &mut found);
    (contacts, found)
}

fn whole(reader: &mut Reader<'_>, fields: &mut Fields, source: &Source, on_duty: &mut Vec<Span>) -> Option<Contacts> {
    let unit = fields.require(reader, UNIT).and_then(|node| reader.text(node));
    let date = fields.require(reader, DATE).and_then(|node| date(reader, node));
    let nodes = fields.require(reader, CONTACTS).map(|node| reader.list(node)).unwrap_or_default();
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
    let role = fields.require(reader, ROLE).and_then(|node| reader.text(node));
    let place = fields.text(reader, PLACE).map(|text| text.value);
    let phone = fields.text(reader, PHONE).map(|text| text.value);
    let duty_phone = fields.text(reader, DUTY_PHONE).map(|text| {
        on_duty.push(text.span);
        text.value
    });
    let hours = fields.text(reader, HOURS).map(|text| text.value);
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
        assert!(parsed("unit: [").0.is_none());
    }

    #[test]
    fn the_file_may_be_written_in_chinese() {
        let (contacts, found) = parsed("单位：办\n日期：2026-11-30\n联系方式：\n  - 角色：网格员\n    电话：12345\n");
        assert!(!found.is_empty() && contacts.is_none(), "slips are told: {found:?}");
        let (contacts, found) =
            parsed("单位: 办\n日期: 2026-11-30\n联系方式:\n  - 角色: 网格员\n    值班手机: 13800138000\n");
        assert_eq!(found, [""; 0]);
        assert_eq!(contacts.unwrap().contacts[0].duty_phone.as_deref(), Some("13800138000"));
    }
}
