//! Scaffold: words of a person → files of a new project or a new item, which build without a warning.
//!
//! Pure: it says what to write and where; `emit` writes it.

mod book;
mod edition;
mod item;
mod ledger;
mod lock;
mod schema;
mod signature;

pub use book::{Book, book};
pub use edition::{NewEdition, NewStandard, edition, standard};
pub use item::{NewItem, NewPlace, item};
pub use ledger::ledger;
pub use lock::{lock, lock_words};
pub use schema::{SCHEMAS, schemas};
pub use signature::signature;

/// A file to write, by its path inside the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// `/` between parts.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl NewFile {
    fn new(path: &str, text: String) -> Self {
        Self { path: path.to_owned(), text }
    }
}

/// Words between quotation marks, as YAML reads them back. JSON's way of quoting is one of YAML's (YAML 1.2, 1.3).
fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
