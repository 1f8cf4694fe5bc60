//! Rules that parsing finds violations of, one file each.

pub(super) mod aside_numbers;
pub(super) mod box_kind;
pub(super) mod broken_link;
pub(super) mod broken_table;
pub(super) mod duplicate_anchor;
pub(super) mod email_address;
pub(super) mod empty_heading;
pub(super) mod empty_section;
pub(super) mod fenced_div;
pub(super) mod footnote;
pub(super) mod front_matter;
pub(super) mod full_width_mark;
pub(super) mod half_width;
pub(super) mod heading_attributes;
pub(super) mod heading_level;
pub(super) mod heading_mark;
pub(super) mod indented_prose;
pub(super) mod item_mark;
pub(super) mod kind_disagrees;
pub(super) mod ledger_syntax;
pub(super) mod link_address;
pub(super) mod link_label;
pub(super) mod list_marks;
pub(super) mod lock_syntax;
pub(super) mod lost_text;
pub(super) mod misplaced_file;
pub(super) mod nested_link;
pub(super) mod other_dialect;
pub(super) mod personal_data;
pub(super) mod picture_source;
pub(super) mod picture_words;
pub(super) mod quotation_place;
pub(super) mod raw_html;
pub(super) mod reserved_mark;
pub(super) mod section_heading;
pub(super) mod section_provenance;
pub(super) mod setext_heading;
pub(super) mod step_mark;
pub(super) mod table_cells;
pub(super) mod table_end;
pub(super) mod table_head;
pub(super) mod table_merge;
pub(super) mod torn_list;
pub(super) mod unclear_when;
pub(super) mod unclosed_mark;
pub(super) mod value_comment;
pub(super) mod wording;

use crate::diag::{Diagnostic, Rule};
use crate::model::Body;
use crate::parse::written;
use crate::source::Source;

/// The rules of this stage.
pub(super) static RULES: &[&Rule] = &[
    &misplaced_file::RULE,
    &front_matter::RULE,
    &kind_disagrees::RULE,
    &link_address::RULE,
    &lock_syntax::RULE,
    &ledger_syntax::RULE,
    &raw_html::RULE,
    &picture_source::RULE,
    &quotation_place::RULE,
    &heading_level::RULE,
    &duplicate_anchor::RULE,
    &section_heading::RULE,
    &section_provenance::RULE,
    &table_merge::RULE,
    &list_marks::RULE,
    &aside_numbers::RULE,
    &picture_words::RULE,
    &nested_link::RULE,
    &fenced_div::RULE,
    &table_head::RULE,
    &half_width::RULE,
    &personal_data::RULE,
    &email_address::RULE,
    &empty_section::RULE,
    &wording::RULE,
    &lost_text::RULE,
    &box_kind::RULE,
    &broken_link::RULE,
    &broken_table::RULE,
    &empty_heading::RULE,
    &footnote::RULE,
    &full_width_mark::RULE,
    &heading_attributes::RULE,
    &heading_mark::RULE,
    &indented_prose::RULE,
    &item_mark::RULE,
    &link_label::RULE,
    &other_dialect::RULE,
    &reserved_mark::RULE,
    &setext_heading::RULE,
    &step_mark::RULE,
    &table_cells::RULE,
    &table_end::RULE,
    &torn_list::RULE,
    &unclosed_mark::RULE,
    &value_comment::RULE,
    &unclear_when::RULE,
];

/// Runs the rules about a file that is read already.
pub(super) fn check(source: &Source, body: &Body, found: &mut Vec<Diagnostic>) {
    let path = &source.path;
    list_marks::check(path, body, found);
    aside_numbers::check(path, body, found);
    picture_words::check(path, body, found);
    nested_link::check(source, body, found);
    fenced_div::check(path, body, found);
    table_head::check(path, body, found);
    half_width::check(source, body, found);
    personal_data::check(source, found);
    email_address::check(source, found);
    empty_section::check(path, body, found);
    indented_prose::check(source, body, found);
    torn_list::check(source, body, found);
    broken_table::check(source, body, found);
    check_written(source, body, found);
}

/// Runs the rules about what Markdown left as text.
fn check_written(source: &Source, body: &Body, found: &mut Vec<Diagnostic>) {
    let texts = written::texts(source, body);
    full_width_mark::check(source, body, &texts, found);
    broken_link::check(&texts, found);
    link_label::check(&texts, found);
    footnote::check(source, body, &texts, found);
    unclosed_mark::check(&texts, found);
    other_dialect::check(&texts, found);
    reserved_mark::check(source, body, &texts, found);
    heading_mark::check(&texts, found);
    item_mark::check(source, body, &texts, found);
}
