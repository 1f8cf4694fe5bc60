//! Items: one source file, read.

use std::cmp::Reverse;

use super::{
    Assignment, Body, ClausePlace, Imported, ItemKey, Kind, Lang, Level, Numbering, Occasion, Order, PartialDate,
    Profile, Provenance, Ref, Signature, SourceNote, Status, Translation,
};
use crate::source::{ContentHash, SourcePath, Span, Spanned};

/// What one Markdown file says.
#[derive(Clone, Debug)]
pub struct Item {
    /// What every kind has.
    pub header: Header,
    /// What only its kind has.
    pub facts: Facts,
    /// The text below the front matter.
    pub body: Body,
}

/// What every kind has.
#[derive(Clone, Debug)]
pub struct Header {
    /// The file.
    pub path: SourcePath,
    /// Its name in the site.
    pub key: ItemKey,
    /// Its kind; a translation has that of its original.
    pub kind: Kind,
    /// The language of a translation; nothing for an original.
    pub lang: Option<Lang>,
    /// Its title; empty only where a clause has none.
    pub title: Spanned<String>,
    /// When it was last changed in substance.
    pub updated: Option<PartialDate>,
    /// The unit that keeps it.
    pub owner: Option<String>,
    /// When it should be looked at again.
    pub review_by: Option<PartialDate>,
    /// Who looked last at the words it was written for.
    pub reviewed: Option<Signature>,
    /// Who approved its own words.
    pub approved: Option<Signature>,
    /// Addresses it had before.
    pub moved_from: Vec<Spanned<String>>,
}

/// What only one kind has.
#[derive(Clone, Debug)]
pub enum Facts {
    /// Of a standard.
    Standard(Standard),
    /// Of an edition.
    Edition(Edition),
    /// Of a clause.
    Clause(Clause),
    /// Of a task.
    Task(Task),
    /// Of a safeguard.
    Safeguard(Safeguard),
    /// Of a note.
    Note(Note),
    /// Of a case.
    Case(Case),
    /// Of a role.
    Role(Role),
    /// Of a term.
    Term(Term),
    /// A page has none.
    Page,
    /// A translation has its own few; the rest is its original's.
    Translation(Translation),
}

/// What the front matter of an item points at.
#[derive(Clone, Copy, Debug)]
pub enum Pointers<'a> {
    /// Nothing.
    None,
    /// Clauses of the preceding edition that a clause continues, by their ids.
    Continues(&'a [Spanned<String>]),
    /// The basis, the people and the neighbours of a task or safeguard.
    Work(&'a Work),
    /// What a note explains.
    Interprets(&'a [Spanned<Ref>]),
    /// What a case shows.
    Illustrates(&'a [Spanned<Ref>]),
}

/// A standard: a published document's lasting identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// Its name in menus and breadcrumbs.
    pub short_title: String,
    /// The body that issues it.
    pub issuer: String,
    /// The id of its current edition, as written.
    pub current: Spanned<String>,
    /// Its place on the home page; standards without one come last, by id.
    pub order: Option<u32>,
}

/// One dated release of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its name in menus: `2022年版`.
    pub short_title: String,
    /// When it was issued; a draft is not.
    pub issued: Option<PartialDate>,
    /// When it takes effect.
    pub effective: Option<PartialDate>,
    /// Until when comments on a draft are asked for.
    pub comments_until: Option<PartialDate>,
    /// From when on it no longer holds.
    pub ended: Option<PartialDate>,
    /// Whether it is in force.
    pub status: Spanned<Status>,
    /// What sort of document it is.
    pub profile: Profile,
    /// Where its text was published.
    pub source: Option<SourceNote>,
    /// How its clauses are numbered.
    pub numbering: Numbering,
    /// How many items it announces.
    pub expected: Expected,
    /// Editions of other standards that unpinned refs in this one mean.
    pub pairs_with: Vec<Spanned<String>>,
    /// What of the preceding edition is not continued.
    pub withdrawn: Vec<Withdrawal>,
}

/// Why an item of the preceding edition is not continued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// The id of the item, as written.
    pub id: Spanned<String>,
    /// Since when.
    pub date: PartialDate,
    /// Why, in one sentence.
    pub reason: String,
    /// Who withdrew it; without it, who issues the standard.
    pub by: Option<String>,
}

/// How many items an edition announces; checked against what is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Tasks.
    pub tasks: Option<Spanned<u32>>,
    /// Safeguards.
    pub safeguards: Option<Spanned<u32>>,
    /// Different categories of safeguards.
    pub safeguard_categories: Option<Spanned<u32>>,
}

/// A numbered, citable provision of an edition.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its number, or its place when it is an element without one.
    pub place: ClausePlace,
    /// Where its number is written.
    pub number_span: Span,
    /// Before which number it stands where its own does not say so, and its place among those in front or at the back.
    pub order: Option<Spanned<u32>>,
    /// Whose words it is.
    pub provenance: Provenance,
    /// Where its text was published.
    pub source: Option<SourceNote>,
    /// Which file it was imported from.
    pub imported: Option<Imported>,
    /// Clauses of the preceding edition that it continues.
    pub continues: Vec<Spanned<String>>,
    /// Hash of its id, its title and its Markdown, which `official.lock` held in version 1 of the format of content.
    pub as_written: ContentHash,
}

/// Work that someone does.
#[derive(Clone, Debug)]
pub struct Task {
    /// What tasks and safeguards share.
    pub work: Work,
}

/// A measure or guarantee that supports tasks.
#[derive(Clone, Debug)]
pub struct Safeguard {
    /// The heading it is counted under.
    pub category: String,
    /// What tasks and safeguards share.
    pub work: Work,
}

/// What tasks and safeguards share: a basis, people and papers.
#[derive(Clone, Debug)]
pub struct Work {
    /// Whose words it is.
    pub provenance: Spanned<Provenance>,
    /// Clauses of its edition that it rests on.
    pub basis: Vec<Spanned<Ref>>,
    /// Who answers for it.
    pub who: Vec<Assignment>,
    /// The same work in other standards.
    pub counterparts: Vec<Spanned<Ref>>,
    /// Safeguards that support it.
    pub supported_by: Vec<Spanned<Ref>>,
    /// How often it is done, in words.
    pub cadence: Option<Spanned<String>>,
    /// When it is done, for calendars.
    pub when: Vec<Occasion>,
    /// Papers that it leaves.
    pub records: Vec<String>,
    /// What it is about, as written.
    pub topics: Vec<Spanned<String>>,
}

/// An interpretive remark by a named unit.
#[derive(Clone, Debug)]
pub struct Note {
    /// Whose words it is.
    pub provenance: Spanned<Provenance>,
    /// What it explains.
    pub interprets: Vec<Spanned<Ref>>,
    /// The unit that signs it.
    pub unit: String,
    /// Its date.
    pub date: PartialDate,
    /// What it is about, as written.
    pub topics: Vec<Spanned<String>>,
}

/// A worked example.
#[derive(Clone, Debug)]
pub struct Case {
    /// Whose words it is.
    pub provenance: Spanned<Provenance>,
    /// What it shows.
    pub illustrates: Vec<Spanned<Ref>>,
    /// Where it happened, not below the level of a unit.
    pub place: String,
    /// The unit that did it.
    pub unit: String,
    /// When it was reported.
    pub date: PartialDate,
    /// What came of it.
    pub outcome: String,
    /// Where it was published.
    pub sources: Vec<SourceNote>,
    /// What it is about, as written.
    pub topics: Vec<Spanned<String>>,
}

/// Who answers for tasks.
#[derive(Clone, Debug)]
pub struct Role {
    /// The level it stands on.
    pub level: Level,
    /// Its other names.
    pub aliases: Vec<Spanned<String>>,
}

/// A defined word.
#[derive(Clone, Debug)]
pub struct Term {
    /// Whose definition it is.
    pub provenance: Spanned<Provenance>,
    /// Its other names.
    pub aliases: Vec<Spanned<String>>,
    /// Where the definition was published.
    pub source: Option<SourceNote>,
}

impl Item {
    /// Whose words the item is; standards, editions, roles and pages carry none, and a translation has that of its original.
    pub fn provenance(&self) -> Option<Provenance> {
        match &self.facts {
            Facts::Clause(clause) => Some(clause.provenance),
            Facts::Task(Task { work }) | Facts::Safeguard(Safeguard { work, .. }) => Some(work.provenance.value),
            Facts::Note(note) => Some(note.provenance.value),
            Facts::Case(case) => Some(case.provenance.value),
            Facts::Term(term) => Some(term.provenance.value),
            Facts::Standard(_) | Facts::Edition(_) | Facts::Role(_) | Facts::Page | Facts::Translation(_) => None,
        }
    }

    /// Every provenance that the item carries: its own, those of its sections and of its duties.
    pub fn provenances(&self) -> impl Iterator<Item = Provenance> + '_ {
        let sections = self.body.headings.iter().filter_map(|heading| heading.provenance.as_ref());
        let duties = self.work().into_iter().flat_map(|work| work.who.iter().filter_map(|own| own.provenance));
        self.provenance().into_iter().chain(sections.map(|own| own.value)).chain(duties)
    }

    /// The number of a clause as written: `5.7`, `A.1`.
    pub fn number(&self) -> Option<&str> {
        match &self.clause()?.place {
            ClausePlace::Numbered(number) => Some(number),
            ClausePlace::Front | ClausePlace::Among | ClausePlace::Back => None,
        }
    }

    /// The day, month or year that the item is of: that of issue for an edition, that of the report for a case.
    pub fn date(&self) -> Option<PartialDate> {
        match &self.facts {
            Facts::Edition(edition) => edition.issued,
            Facts::Note(note) => Some(note.date),
            Facts::Case(case) => Some(case.date),
            Facts::Standard(_) | Facts::Clause(_) | Facts::Task(_) | Facts::Safeguard(_) => None,
            Facts::Role(_) | Facts::Term(_) | Facts::Page | Facts::Translation(_) => None,
        }
    }

    /// What comes before its id in the order of its list.
    pub fn rank(&self) -> (Option<Level>, Option<Reverse<PartialDate>>) {
        match self.header.kind.spec().order {
            Order::Document | Order::Id => (None, None),
            Order::Level => (self.role().map(|role| role.level), None),
            Order::Newest => (None, self.date().map(Reverse)),
        }
    }

    /// The unit that signs it, or that did what it tells of.
    pub fn unit(&self) -> Option<&str> {
        match &self.facts {
            Facts::Note(note) => Some(&note.unit),
            Facts::Case(case) => Some(&case.unit),
            Facts::Standard(_) | Facts::Edition(_) | Facts::Clause(_) | Facts::Task(_) | Facts::Safeguard(_) => None,
            Facts::Role(_) | Facts::Term(_) | Facts::Page | Facts::Translation(_) => None,
        }
    }

    /// Where its text was published.
    pub fn sources(&self) -> &[SourceNote] {
        match &self.facts {
            Facts::Edition(edition) => edition.source.as_slice(),
            Facts::Clause(clause) => clause.source.as_slice(),
            Facts::Case(case) => &case.sources,
            Facts::Term(term) => term.source.as_slice(),
            Facts::Standard(_) | Facts::Task(_) | Facts::Safeguard(_) | Facts::Note(_) => &[],
            Facts::Role(_) | Facts::Page | Facts::Translation(_) => &[],
        }
    }

    /// Other names of a role or term, in the item's language.
    pub fn aliases(&self) -> &[Spanned<String>] {
        match &self.facts {
            Facts::Role(role) => &role.aliases,
            Facts::Term(term) => &term.aliases,
            Facts::Translation(translation) => &translation.aliases,
            Facts::Standard(_) | Facts::Edition(_) | Facts::Clause(_) | Facts::Task(_) | Facts::Safeguard(_) => &[],
            Facts::Note(_) | Facts::Case(_) | Facts::Page => &[],
        }
    }

    /// What it is about, as written.
    pub fn topics(&self) -> &[Spanned<String>] {
        match &self.facts {
            Facts::Task(Task { work }) | Facts::Safeguard(Safeguard { work, .. }) => &work.topics,
            Facts::Note(note) => &note.topics,
            Facts::Case(case) => &case.topics,
            Facts::Standard(_) | Facts::Edition(_) | Facts::Clause(_) | Facts::Role(_) | Facts::Term(_) => &[],
            Facts::Page | Facts::Translation(_) => &[],
        }
    }

    /// What its front matter points at.
    pub fn pointers(&self) -> Pointers<'_> {
        match &self.facts {
            Facts::Clause(clause) => Pointers::Continues(&clause.continues),
            Facts::Task(Task { work }) | Facts::Safeguard(Safeguard { work, .. }) => Pointers::Work(work),
            Facts::Note(note) => Pointers::Interprets(&note.interprets),
            Facts::Case(case) => Pointers::Illustrates(&case.illustrates),
            Facts::Standard(_) | Facts::Edition(_) | Facts::Role(_) | Facts::Term(_) => Pointers::None,
            Facts::Page | Facts::Translation(_) => Pointers::None,
        }
    }

    /// What a task or safeguard shares with the other.
    pub fn work(&self) -> Option<&Work> {
        match self.pointers() {
            Pointers::Work(work) => Some(work),
            Pointers::None | Pointers::Continues(_) | Pointers::Interprets(_) | Pointers::Illustrates(_) => None,
        }
    }
}

/// Makes the questions for what one kind has: nothing for items of other kinds.
macro_rules! of_one_kind {
    ($($(#[$doc:meta])* $name:ident: $kind:ident;)+) => {
        impl Item {
            $($(#[$doc])*
            pub fn $name(&self) -> Option<&$kind> {
                if let Facts::$kind(facts) = &self.facts { Some(facts) } else { None }
            })+
        }
    };
}

of_one_kind! {
    /// What a standard has.
    standard: Standard;
    /// What an edition has.
    edition: Edition;
    /// What a clause has.
    clause: Clause;
    /// What a safeguard has.
    safeguard: Safeguard;
    /// What a note has.
    note: Note;
    /// What a case has.
    case: Case;
    /// What a role has.
    role: Role;
    /// What a term has.
    term: Term;
    /// What a translation has.
    translation: Translation;
}
