//! Kinds of items: what is known of a kind before one of its items is read stands in its row, and nowhere else.
//!
//! What differs by kind and is no row, is said by a `match` without `_`, so that the compiler asks for it: how front matter
//! is read (`parse/kinds.rs`), which facts it gives (`model/item.rs`, `site/facts.rs`), what a page shows beside them
//! (`render/pages`). Which keys a kind has is said by the table of keys.

use super::Provenance;
use super::vocabulary::vocabulary;
use crate::diag::Locale;

/// A row of the table of kinds.
#[derive(Debug)]
pub struct KindSpec {
    /// What it is called, in Chinese and in English.
    called: [&'static str; 2],
    /// What the list of its items is called, in Chinese and in English.
    pub listed: [&'static str; 2],
    /// Where its files lie.
    pub home: Home,
    /// What stands before the title of its items.
    pub number: Number,
    /// How the next new item is named; nothing where each needs a name of its own.
    pub next_id: Option<NextId>,
    /// Whose words a new item is taken for; nothing where the kind carries no provenance.
    pub provenance: Option<Provenance>,
    /// The order of its items in their list.
    pub order: Order,
    /// What its text is to other programs.
    pub writing: Writing,
    /// Whether titles are names that running text uses: a text that repeats its own title then speaks of its subject. What
    /// bears such a name is explained in the single file of an edition that names it.
    pub is_named: bool,
    /// Its place among the shared items of the single file of an edition, if they stand there. It is the order in which a
    /// reader asks: who am I, how is it meant, how do others do it.
    pub booklet: Option<u8>,
}

/// Where the files of a kind lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// `content/standards/<standard>/index.md`.
    Standard,
    /// `content/standards/<standard>/<edition>/index.md`.
    Edition,
    /// In this folder of an edition.
    Provisions(&'static str),
    /// In a folder of items that belong to no standard.
    Shared(Space),
}

/// What stands before a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// Nothing.
    None,
    /// The number that the document gives; it is a part of the name.
    Written,
    /// The id, which tells one from the other and is no part of the name.
    Id,
}

/// How new items are counted: `t21` after `t20`.
#[derive(Clone, Copy, Debug)]
pub struct NextId {
    /// What stands before the digits.
    pub prefix: &'static str,
    /// How many digits there are at least.
    pub width: usize,
}

/// The order of items in their list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As the document has them.
    Document,
    /// By their ids, numbers in them as numbers.
    Id,
    /// By level, then by id.
    Level,
    /// The newest first.
    Newest,
}

/// What a text is to other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// A page that tells of something.
    Page,
    /// A part of a published document.
    Document,
    /// Directions for work.
    Directions,
    /// Something that somebody wrote on a day.
    Article,
}

vocabulary! {
    /// A folder of items that belong to no standard: its name in the content and in addresses.
    pub enum Space {
        /// Of roles.
        Roles = "roles",
        /// Of terms.
        Terms = "terms",
        /// Of notes.
        Notes = "notes",
        /// Of cases.
        Cases = "cases",
        /// Of pages of the site's own.
        Pages = "pages",
    }
}

impl Space {
    /// The space of a folder's name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == name).map(|(_, space)| *space)
    }
}

/// Makes [`Kind`], its list of words and its rows from one table, so that no kind can be without its row.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal / $other:literal, $spec:expr;)+) => {
        vocabulary! {
            /// The kinds of items.
            pub enum Kind {
                $($(#[$doc])* $kind = $word / $other,)+
            }
        }

        impl Kind {
            /// Every kind, in the order of the table: that of lists which name several.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// What is known of it.
            pub fn spec(self) -> &'static KindSpec {
                match self {
                    $(Self::$kind => {
                        static SPEC: KindSpec = $spec;
                        &SPEC
                    })+
                }
            }
        }
    };
}

kinds! {
    /// 标准.
    Standard = "standard" / "标准", KindSpec::new(["标准", "standard"], Home::Standard);
    /// 版.
    Edition = "edition" / "版", KindSpec::new(["版", "edition"], Home::Edition);
    /// 条款.
    Clause = "clause" / "条款", KindSpec {
        number: Number::Written,
        provenance: Some(Provenance::Sample),
        order: Order::Document,
        writing: Writing::Document,
        ..KindSpec::new(["条款", "clause"], Home::Provisions("clauses"))
    };
    /// 任务.
    Task = "task" / "任务", KindSpec {
        number: Number::Id,
        next_id: Some(NextId { prefix: "t", width: 2 }),
        provenance: Some(Provenance::Sample),
        writing: Writing::Directions,
        ..KindSpec::new(["任务", "task"], Home::Provisions("tasks"))
    };
    /// 保障.
    Safeguard = "safeguard" / "保障", KindSpec {
        number: Number::Id,
        next_id: Some(NextId { prefix: "s", width: 2 }),
        provenance: Some(Provenance::Sample),
        writing: Writing::Directions,
        ..KindSpec::new(["保障", "safeguard"], Home::Provisions("safeguards"))
    };
    /// 解读. The unit that signs one speaks for itself.
    Note = "note" / "解读", KindSpec {
        listed: ["解读", "Notes"],
        next_id: Some(NextId { prefix: "note-", width: 1 }),
        provenance: Some(Provenance::Interpretive),
        order: Order::Newest,
        writing: Writing::Article,
        booklet: Some(1),
        ..KindSpec::new(["解读", "note"], Home::Shared(Space::Notes))
    };
    /// 案例.
    Case = "case" / "案例", KindSpec {
        listed: ["案例", "Cases"],
        next_id: Some(NextId { prefix: "case-", width: 1 }),
        provenance: Some(Provenance::Sample),
        order: Order::Newest,
        writing: Writing::Article,
        booklet: Some(2),
        ..KindSpec::new(["案例", "case"], Home::Shared(Space::Cases))
    };
    /// 角色.
    Role = "role" / "角色", KindSpec {
        listed: ["角色", "Roles"],
        order: Order::Level,
        is_named: true,
        booklet: Some(0),
        ..KindSpec::new(["角色", "role"], Home::Shared(Space::Roles))
    };
    /// 术语.
    Term = "term" / "术语", KindSpec {
        listed: ["术语", "Terms"],
        provenance: Some(Provenance::Sample),
        is_named: true,
        booklet: Some(3),
        ..KindSpec::new(["术语", "term"], Home::Shared(Space::Terms))
    };
    /// A page of the site's own.
    Page = "page" / "页面", KindSpec { listed: ["关于", "Pages"], ..KindSpec::new(["页面", "page"], Home::Shared(Space::Pages)) };
}

impl KindSpec {
    /// A kind whose items have no number, carry no provenance and are listed by their ids, until the row says more.
    const fn new(called: [&'static str; 2], home: Home) -> Self {
        Self {
            called,
            listed: called,
            home,
            number: Number::None,
            next_id: None,
            provenance: None,
            order: Order::Id,
            writing: Writing::Page,
            is_named: false,
            booklet: None,
        }
    }
}

impl Kind {
    /// What it is called.
    pub fn called(self, locale: Locale) -> &'static str {
        let [zh, en] = self.spec().called;
        match locale {
            Locale::Chinese => zh,
            Locale::English => en,
        }
    }

    /// The kind whose files lie in a place.
    pub fn at(home: Home) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.spec().home == home)
    }

    /// Kinds of items that belong to no standard, each with its folder.
    pub fn shared() -> impl Iterator<Item = (Self, Space)> {
        Self::ALL.iter().filter_map(|&kind| kind.space().map(|space| (kind, space)))
    }

    /// Kinds that stand below an edition, each with its folder.
    pub fn provisions() -> impl Iterator<Item = (Self, &'static str)> {
        Self::ALL.iter().filter_map(|&kind| kind.folder_in_edition().map(|folder| (kind, folder)))
    }

    /// The folder of its items, where they belong to no standard.
    pub fn space(self) -> Option<Space> {
        match self.spec().home {
            Home::Shared(space) => Some(space),
            Home::Standard | Home::Edition | Home::Provisions(_) => None,
        }
    }

    /// The folder of its items in that of their edition, where they stand below one.
    pub fn folder_in_edition(self) -> Option<&'static str> {
        match self.spec().home {
            Home::Provisions(folder) => Some(folder),
            Home::Standard | Home::Edition | Home::Shared(_) => None,
        }
    }

    /// Whether its items stand below an edition.
    pub fn is_provision(self) -> bool {
        self.folder_in_edition().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::keys;

    #[test]
    fn every_place_has_one_kind() {
        for &kind in Kind::ALL {
            assert_eq!(Kind::at(kind.spec().home), Some(kind));
        }
        for &(word, space) in Space::WORDS {
            assert!(Kind::at(Home::Shared(space)).is_some(), "nothing lies in {word}");
        }
    }

    #[test]
    fn whoever_carries_a_provenance_has_one_to_begin_with() {
        for &kind in Kind::ALL {
            assert_eq!(kind.spec().provenance.is_some(), keys::PROVENANCE.is_of(kind), "{}", kind.word());
        }
    }
}
