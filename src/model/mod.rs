//! The nouns: what a site is made of before it is put together.
//!
//! Nothing here knows files, HTML or other items: an [`Item`] holds what one source says, refs as written.

mod body;
mod contact;
mod document;
mod id;
mod imported;
mod item;
pub mod keys;
mod kind;
mod lang;
mod numbering;
mod provenance;
mod reference;
mod role;
mod time;
mod translation;
mod vocabulary;
mod when;

pub use body::{
    Alert, Align, Aside, Body, Cell, Content, Element, ExternalLink, Footnote, Heading, LinkText, Node, NodeRange,
    Part, Section, Size, WrittenAsset, WrittenRef,
};
pub use contact::{Contact, Contacts, Filled};
pub use document::{ClauseEdge, ClausePlace, Profile, Review, Status};
pub use id::{EditionKey, Id, IdError, ItemKey};
pub use imported::Imported;
pub use item::*;
pub use kind::{Home, Kind, KindSpec, NextId, Number, Order, Space, Writing};
pub use lang::Lang;
pub use numbering::{Numbering, Ordinal, Unit};
pub use provenance::{Provenance, Signature, SourceNote};
pub use reference::{Ref, RefTarget};
pub use role::{Assignment, Duty, Level};
pub use time::PartialDate;
pub use translation::{TranslatedFact, TranslatedWords, Translation};
pub use vocabulary::Vocabulary;
pub(crate) use vocabulary::vocabulary;
pub use when::{Every, LimitUnit, Months, Occasion, Recurrence, Standing, TimeLimit, Timing, Weekday};
