//! Permanent names.

use std::fmt;
use std::sync::Arc;

use super::Space;

/// A permanent name: ASCII lower-case letters, digits, `-` and `.`, beginning and ending with a letter or digit.
/// It is part of addresses, so it never changes when a title does.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Why a text is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdError {
    /// Nothing is there.
    Empty,
    /// A character that addresses do not hold.
    Character(char),
    /// It begins or ends with `-` or `.`.
    Edge,
    /// The site itself uses the name.
    Reserved,
}

/// Names of pages that the site makes itself, so that no item can take their address.
const RESERVED: [&str; 10] =
    ["index", "index-az", "search", "matrix", "full-text", "sitemap", "coverage", "alignment", "backlinks", "changes"];

impl Id {
    /// Checks `text` and takes it as an id.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn new(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
        if let Some(odd) = text.chars().find(|&c| !fits(c)) {
            return Err(IdError::Character(odd));
        }
        let edge = |c: char| c == '-' || c == '.';
        if text.starts_with(edge) || text.ends_with(edge) {
            return Err(IdError::Edge);
        }
        // What begins with `nb-` is a place that a theme names; on the reading view ids are places too.
        if RESERVED.contains(&text) || text.starts_with("nb-") || is_of_part(text) {
            return Err(IdError::Reserved);
        }
        Ok(Self(Arc::from(text)))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether an id would have the address of a further part of a page (`t01.p2.html`) or of its backlinks.
fn is_of_part(text: &str) -> bool {
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    let digits = ending.strip_prefix('p').unwrap_or("");
    ending == "backlinks" || (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names an edition: `urban@2022`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditionKey {
    /// Its standard.
    pub standard: Id,
    /// Its own id.
    pub edition: Id,
}

impl fmt::Display for EditionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.standard, self.edition)
    }
}

/// Names an item in the whole site, whatever its language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKey {
    /// A standard.
    Standard(Id),
    /// An edition of a standard.
    Edition(EditionKey),
    /// A clause, task or safeguard: one id is used once among all three.
    Provision(EditionKey, Id),
    /// An item that belongs to no standard.
    Shared(Space, Id),
}

impl ItemKey {
    /// The edition that the item is or belongs to.
    pub fn edition(&self) -> Option<&EditionKey> {
        match self {
            Self::Edition(edition) | Self::Provision(edition, _) => Some(edition),
            Self::Standard(_) | Self::Shared(..) => None,
        }
    }

    /// The folder of an item that belongs to no standard.
    pub fn space(&self) -> Option<Space> {
        match self {
            Self::Shared(space, _) => Some(*space),
            Self::Standard(_) | Self::Edition(_) | Self::Provision(..) => None,
        }
    }

    /// The name of a term.
    pub fn of_term(id: &Id) -> Self {
        Self::Shared(Space::Terms, id.clone())
    }

    /// The id of a term.
    pub fn term(&self) -> Option<&Id> {
        match self {
            Self::Shared(Space::Terms, id) => Some(id),
            Self::Standard(_) | Self::Edition(_) | Self::Provision(..) | Self::Shared(..) => None,
        }
    }

    /// The item's own id, without its place.
    pub fn id(&self) -> &Id {
        match self {
            Self::Edition(EditionKey { edition: id, .. })
            | Self::Standard(id)
            | Self::Provision(_, id)
            | Self::Shared(_, id) => id,
        }
    }
}

impl fmt::Display for ItemKey {
    /// Writes the ref that names the item from anywhere.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Standard(id) => write!(f, "{id}"),
            Self::Edition(edition) => write!(f, "{edition}"),
            Self::Provision(edition, id) => write!(f, "{edition}/{id}"),
            Self::Shared(space, id) => write!(f, "{}/{id}", space.word()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_ascii() {
        assert!(Id::new("5.7").is_ok());
        assert!(Id::new("grid-worker").is_ok());
        assert_eq!(Id::new("网格员"), Err(IdError::Character('网')));
        assert_eq!(Id::new("T01"), Err(IdError::Character('T')));
        assert_eq!(Id::new(".hidden"), Err(IdError::Edge));
        for taken in ["index", "index-az", "t01.p2", "t01.backlinks", "nb-main"] {
            assert_eq!(Id::new(taken), Err(IdError::Reserved));
        }
        assert!(Id::new("a.plan").is_ok());
        // Article 404 of a long law: no item lies beside the site's own page of that name.
        assert!(Id::new("404").is_ok());
    }
}
