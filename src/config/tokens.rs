//! Values of the theme that a project says otherwise.

use super::keys;
use crate::source::Spanned;
use crate::yaml::{Fields, Reader};

/// A value of the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is called: `main`, `dark-main`, `radius`.
    pub name: Spanned<String>,
    /// A value of CSS.
    pub value: Spanned<String>,
}

/// Reads `tokens`: names with values. The theme knows which there are.
pub(super) fn read(reader: &mut Reader<'_>, fields: &mut Fields) -> Vec<Token> {
    let Some(node) = fields.take(keys::TOKENS) else { return Vec::new() };
    let rest = reader.fields(node).rest().into_iter();
    rest.filter_map(|(name, node)| Some(Token { name, value: reader.text(node)? })).collect()
}
