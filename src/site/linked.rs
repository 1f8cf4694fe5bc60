//! What items point at: every ref, wherever it is written, with where it leads.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use super::{Address, Corpus, Directory, EntryIx, PerEntry};
use crate::model::{Contact, Duty, Provenance};
use crate::source::{Asset, Span};

/// A corpus in which every ref has been looked up. It reads as the corpus it was made of.
#[derive(Clone, Debug)]
pub struct LinkedCorpus {
    corpus: Corpus,
    outgoing: PerEntry<Arc<Outgoing>>,
    /// Files that pages show or offer, and those that are published as they are, with the address each is published at.
    pub assets: Arc<BTreeMap<Address, Arc<Asset>>>,
    /// Whom to call, in the copy of an office that says so.
    pub directory: Option<Arc<Directory>>,
}

/// What one entry points at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outgoing {
    /// The refs of its body, in their order: its nodes name them by index.
    pub refs: Vec<ResolvedRef>,
    /// The pictures and attachments of its body, in their order; `None` for a file that is not there.
    pub files: Vec<Option<PublishedFile>>,
    /// Who takes the steps of its body, in their order.
    pub actors: Vec<Holder>,
    /// The refs of its front matter.
    pub relations: Relations,
}

/// A ref, looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedRef {
    /// Where it leads.
    pub link: Link,
    /// Where it is written.
    pub span: Span,
}

/// Where a ref leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// To an item, and perhaps to a place in it.
    To(EntryIx, Option<Box<str>>),
    /// Nowhere: what was written. A diagnostic says so, and the page shows it as marked text.
    Broken(Box<str>),
}

impl Link {
    /// The item it leads to.
    pub fn entry(&self) -> Option<EntryIx> {
        self.target().map(|(entry, _)| entry)
    }

    /// The item it leads to, and the place in it.
    pub fn target(&self) -> Option<(EntryIx, Option<&str>)> {
        match self {
            Self::To(entry, anchor) => Some((*entry, anchor.as_deref())),
            Self::Broken(_) => None,
        }
    }
}

/// A picture or attachment, found.
#[derive(Clone, Debug)]
pub struct PublishedFile {
    /// Where it is published.
    pub address: Address,
    /// The file.
    pub asset: Arc<Asset>,
}

impl PartialEq for PublishedFile {
    /// An address says the content.
    fn eq(&self, other: &Self) -> bool {
        self.address == other.address
    }
}

/// The refs of a front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Relations {
    /// The kind has none, or a translation leaves them to its original.
    #[default]
    None,
    /// Of a clause: clauses of the preceding edition that it continues.
    Continues(Vec<ResolvedRef>),
    /// Of a task or safeguard.
    Work(WorkLinks),
    /// Of a note: what it explains.
    Interprets(Vec<ResolvedRef>),
    /// Of a case: what it shows.
    Illustrates(Vec<ResolvedRef>),
}

/// What a task or safeguard points at, in the order written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkLinks {
    /// Clauses it rests on.
    pub basis: Vec<ResolvedRef>,
    /// Who answers for it.
    pub who: Vec<ResolvedAssignment>,
    /// The same work elsewhere.
    pub counterparts: Vec<ResolvedRef>,
    /// Safeguards that support it.
    pub supported_by: Vec<ResolvedRef>,
}

/// One role with one duty, the role looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedAssignment {
    /// Who has the duty.
    pub holder: Holder,
    /// How it takes part.
    pub duty: Duty,
    /// The wording of the source, where it differs from the duty's.
    pub word: Option<Box<str>>,
    /// Whose assignment it is: its own provenance, or that of the task.
    pub provenance: Provenance,
}

/// Who has a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A role of the site.
    Role(EntryIx),
    /// No role of the site: what was written. A diagnostic says so.
    Unknown(Box<str>),
}

impl ResolvedAssignment {
    /// The role, if the site has it.
    pub fn role(&self) -> Option<EntryIx> {
        match self.holder {
            Holder::Role(role) => Some(role),
            Holder::Unknown(_) => None,
        }
    }
}

impl WorkLinks {
    /// The roles that take part, in the order written; one with two duties is named twice.
    pub fn roles(&self) -> impl Iterator<Item = EntryIx> + '_ {
        self.who.iter().filter_map(ResolvedAssignment::role)
    }
}

impl Relations {
    /// What a task or safeguard points at.
    pub fn work(&self) -> Option<&WorkLinks> {
        match self {
            Self::Work(work) => Some(work),
            Self::None | Self::Continues(_) | Self::Interprets(_) | Self::Illustrates(_) => None,
        }
    }

    /// What a note explains or a case shows.
    pub fn subjects(&self) -> &[ResolvedRef] {
        match self {
            Self::Interprets(subjects) | Self::Illustrates(subjects) => subjects,
            Self::None | Self::Continues(_) | Self::Work(_) => &[],
        }
    }

    /// The clauses that a clause continues.
    pub fn continues(&self) -> &[ResolvedRef] {
        match self {
            Self::Continues(continued) => continued,
            Self::None | Self::Work(_) | Self::Interprets(_) | Self::Illustrates(_) => &[],
        }
    }
}

impl Outgoing {
    /// Where a ref of the body leads, or what was written where it leads nowhere.
    ///
    /// # Errors
    /// The words of a broken ref.
    pub fn target(&self, reference: u32) -> Result<(EntryIx, Option<&str>), &str> {
        match self.refs.get(reference as usize).map(|own| &own.link) {
            Some(Link::To(entry, anchor)) => Ok((*entry, anchor.as_deref())),
            Some(Link::Broken(written)) => Err(written),
            None => Err(""),
        }
    }

    /// Where a picture or attachment of the body is published.
    pub fn file(&self, asset: u32) -> Option<&Address> {
        Some(&self.files.get(asset as usize)?.as_ref()?.address)
    }

    /// Every ref, those of the text first.
    pub fn all_refs(&self) -> impl Iterator<Item = &ResolvedRef> {
        let lists: [&[ResolvedRef]; 3] = match &self.relations {
            Relations::None => [&[], &[], &[]],
            Relations::Continues(refs) | Relations::Interprets(refs) | Relations::Illustrates(refs) => [refs, &[], &[]],
            Relations::Work(work) => [&work.basis, &work.counterparts, &work.supported_by],
        };
        self.refs.iter().chain(lists.into_iter().flatten())
    }
}

/// One duty of one role, for role pages and matrices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyUse {
    /// The task or safeguard.
    pub work: EntryIx,
    /// Which of its assignments.
    pub assignment: usize,
}

impl LinkedCorpus {
    /// A corpus with what each of its entries points at.
    pub(crate) fn new(
        corpus: Corpus,
        outgoing: PerEntry<Arc<Outgoing>>,
        assets: Arc<BTreeMap<Address, Arc<Asset>>>,
        directory: Option<Arc<Directory>>,
    ) -> Self {
        Self { corpus, outgoing, assets, directory }
    }

    /// Where a role is to be reached, as far as the office says that made this copy.
    pub fn contacts(&self, role: EntryIx) -> &[Contact] {
        let original = self.entry(role).original;
        let own = self.directory.as_ref().and_then(|directory| directory.by_role.get(&original));
        own.map(Vec::as_slice).unwrap_or_default()
    }

    /// What an entry points at.
    pub fn outgoing(&self, index: EntryIx) -> &Arc<Outgoing> {
        self.outgoing.get(index)
    }

    /// What every entry points at.
    pub(crate) fn all_outgoing(&self) -> &PerEntry<Arc<Outgoing>> {
        &self.outgoing
    }

    /// The refs of an item's front matter; of a translation, those of its original.
    pub fn relations(&self, index: EntryIx) -> &Relations {
        &self.outgoing(self.entry(index).original).relations
    }

    /// What a task or safeguard points at; of a translation, what its original does.
    pub fn work_links(&self, index: EntryIx) -> Option<&WorkLinks> {
        self.relations(index).work()
    }

    /// The assignment of a duty.
    pub fn assignment(&self, duty: DutyUse) -> Option<&ResolvedAssignment> {
        self.work_links(duty.work)?.who.get(duty.assignment)
    }
}

impl Deref for LinkedCorpus {
    type Target = Corpus;

    fn deref(&self) -> &Corpus {
        &self.corpus
    }
}
