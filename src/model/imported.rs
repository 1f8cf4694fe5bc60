//! Where an imported text comes from.

/// Which file a text was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Entries of the report that are still to be confirmed.
    pub pending: Vec<String>,
}
