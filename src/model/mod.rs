//! The nouns: what a site is made of before it is put together.
//!
//! Nothing here knows files, HTML or other items: an [`Item`] holds what one source says, refs as written.

mod body;
mod id;
mod item;
pub mod keys;
mod lang;
mod provenance;
mod reference;
mod role;
mod space;
mod time;
mod translation;
mod vocabulary;

pub use body::{
    Alert, Align, Aside, Body, Cell, Content, Element, ExternalLink, Footnote, Heading, LinkText, Node, NodeRange,
    Part, Section, Size, WrittenAsset, WrittenRef,
};
pub use id::{EditionKey, Id, IdError, ItemKey};
pub use item::{
    Assignment, Case, Clause, ClauseEdge, ClausePlace, Edition, Expected, Facts, Header, Item, Kind, Note, Profile,
    Role, Safeguard, SourceNote, Standard, Status, Task, Term, Work,
};
pub use lang::Lang;
pub use provenance::Provenance;
pub use reference::{Ref, RefTarget};
pub use role::{Duty, Level};
pub use space::Space;
pub use time::PartialDate;
pub use translation::{Review, TranslatedFact, TranslatedWords, Translation};
pub(crate) use vocabulary::vocabulary;
