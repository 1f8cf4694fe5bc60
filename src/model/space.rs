//! Folders of items that belong to no standard.

/// A folder of items that belong to no standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// `roles/`.
    Roles,
    /// `terms/`.
    Terms,
    /// `notes/`.
    Notes,
    /// `cases/`.
    Cases,
    /// `pages/`.
    Pages,
}

impl Space {
    const NAMES: [(&'static str, Self); 5] = [
        ("roles", Self::Roles),
        ("terms", Self::Terms),
        ("notes", Self::Notes),
        ("cases", Self::Cases),
        ("pages", Self::Pages),
    ];

    /// The space of a folder's name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, space)| space)
    }

    /// The folder's name, in the content and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Roles => "roles",
            Self::Terms => "terms",
            Self::Notes => "notes",
            Self::Cases => "cases",
            Self::Pages => "pages",
        }
    }
}
