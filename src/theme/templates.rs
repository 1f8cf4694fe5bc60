//! The templates of a theme, and the diagnostic of one that cannot be read or rendered.

use tera::{Kwargs, State, Tera, TeraResult};

use super::files::Files;
use super::rules;
use crate::diag::Diagnostic;
use crate::source::{Location, SourcePath, Span};

pub(super) fn templates(files: &Files<'_>, found: &mut Vec<Diagnostic>) -> Option<Tera> {
    let mut tera = Tera::new();
    // Filters come before templates: a template that names an unknown filter is refused when it is added.
    tera.register_filter("fill", fill);
    let sources: Vec<(String, String)> = files
        .below("templates/")
        .into_iter()
        .filter_map(|path| {
            let name = path.strip_prefix("templates/")?.to_owned();
            files.text(&path).map(|text| (name, text))
        })
        .collect();
    match tera.add_raw_templates(sources.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
        Ok(()) => Some(tera),
        Err(error) => {
            found.push(template_error(files.name, &error));
            None
        }
    }
}

/// `{{ t.items | fill(n=3) }}`: puts named values into `{n}` of an interface text.
fn fill(text: &str, values: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let mut filled = text.to_owned();
    for (key, value) in values.iter() {
        filled = filled.replace(&format!("{{{}}}", key.as_str().unwrap_or_default()), &value.to_string());
    }
    Ok(filled)
}

/// The diagnostic of what the template engine says.
pub(crate) fn template_error(theme: &str, error: &tera::Error) -> Diagnostic {
    let at = |template: &str, span: Span| {
        let path = format!("themes/{theme}/templates/{template}");
        Location::new(&SourcePath::new(&path), span)
    };
    match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            rules::template::report(at(report.filename(), Span::new(range.start, range.end)), report.message())
        }
        _ => rules::template::report(at("", Span::default()), &error.to_string()),
    }
}
