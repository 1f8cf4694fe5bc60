//! The one resolver: each ref, wherever it is written, becomes a link here.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::meant_file;
use super::roles::Names;
use super::rules;
use crate::diag::{Diagnostic, Words};
use crate::model::{
    Assignment, Content, EditionKey, Id, ItemKey, Kind, Part, Pointers, Provenance, Ref, RefTarget, Work,
};
use crate::site::{
    Address, Corpus, Entry, EntryIx, Holder, Link, Outgoing, PublishedFile, Relations, ResolvedAssignment, ResolvedRef,
    WorkLinks,
};
use crate::source::{Asset, Location, SourcePath, Span, Spanned};

/// What is wrong in one entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Wrong {
    /// Refs that lead nowhere, as written.
    pub(super) dangling: Vec<(Location, String)>,
    /// Roles that are unknown, as written.
    pub(super) unknown_roles: Vec<(Location, String)>,
    /// Everything else.
    pub(super) found: Vec<Diagnostic>,
}

impl Wrong {
    /// Whether nothing is wrong.
    pub(super) fn is_empty(&self) -> bool {
        self.dangling.is_empty() && self.unknown_roles.is_empty() && self.found.is_empty()
    }
}

/// What refs are looked up in.
pub(super) struct Resolver<'a> {
    corpus: &'a Corpus,
    names: &'a Names,
    assets: &'a BTreeMap<SourcePath, Arc<Asset>>,
    /// Anchors of the bodies that a ref with an anchor has led to.
    anchors: HashMap<EntryIx, HashSet<String>>,
    wrong: Wrong,
}

/// Why a ref leads nowhere.
enum Trouble {
    Dangling,
    Ambiguous(ItemKey, ItemKey),
}

impl<'a> Resolver<'a> {
    /// A resolver over a corpus.
    pub(super) fn new(corpus: &'a Corpus, names: &'a Names, assets: &'a BTreeMap<SourcePath, Arc<Asset>>) -> Self {
        Self { corpus, names, assets, anchors: HashMap::new(), wrong: Wrong::default() }
    }

    /// Resolves every ref of one entry, and the files that its body names. What comes out depends on the entry, on names,
    /// paths and places of all others, on the anchors of those it names a place of, and on the assets; on no title and no
    /// text.
    pub(super) fn entry(&mut self, from: EntryIx) -> (Outgoing, Wrong) {
        let item = Arc::clone(&self.corpus.entry(from).item);
        let refs: Vec<ResolvedRef> =
            item.body.refs.iter().map(|written| self.resolved(from, &written.reference, written.span)).collect();
        self.quotations(from, &refs);
        let relations = match item.pointers() {
            Pointers::None => Relations::None,
            Pointers::Continues(clauses) => Relations::Continues(self.continues(from, clauses)),
            Pointers::Work(work) => Relations::Work(self.work(from, work)),
            Pointers::Interprets(subjects) => Relations::Interprets(self.subjects(from, subjects)),
            Pointers::Illustrates(subjects) => Relations::Illustrates(self.subjects(from, subjects)),
        };
        let files = self.files(from);
        let actors = item.body.actors.iter().map(|written| self.holder(from, written)).collect();
        (Outgoing { refs, files, actors, relations }, std::mem::take(&mut self.wrong))
    }

    fn work(&mut self, from: EntryIx, work: &Work) -> WorkLinks {
        const CLAUSE: Words = Words::fixed("本版的条款", "a clause of this edition");
        const WORK: Words = Words::fixed("另一标准的任务或保障", "a task or safeguard of another standard");
        const SAFEGUARD: Words = Words::fixed("本版的保障", "a safeguard of this edition");
        let own = work.provenance.value;
        WorkLinks {
            basis: self
                .related(from, &work.basis, &CLAUSE, |own, to| is_in_edition(own, to) && to.kind() == Kind::Clause),
            who: work.who.iter().map(|written| self.assignment(from, written, own)).collect(),
            counterparts: self.related(from, &work.counterparts, &WORK, |own, to| {
                !is_of_standard(own, to) && to.item.work().is_some()
            }),
            supported_by: self.related(from, &work.supported_by, &SAFEGUARD, |own, to| {
                is_in_edition(own, to) && to.kind() == Kind::Safeguard
            }),
        }
    }

    fn assignment(&mut self, from: EntryIx, written: &Assignment, own: Provenance) -> ResolvedAssignment {
        let Assignment { role, duty, word, provenance } = written;
        let holder = self.holder(from, role);
        let word = word.as_deref().map(Box::from);
        ResolvedAssignment { holder, duty: *duty, word, provenance: provenance.unwrap_or(own) }
    }

    /// The role of a name.
    fn holder(&mut self, from: EntryIx, written: &Spanned<String>) -> Holder {
        if let Some(role) = self.names.get(&written.value) {
            return Holder::Role(role);
        }
        self.wrong.unknown_roles.push((self.at(from, written.span), written.value.clone()));
        Holder::Unknown(written.value.as_str().into())
    }

    /// Refs of front matter that must lead to other items that `fit`.
    fn related(
        &mut self,
        from: EntryIx,
        refs: &[Spanned<Ref>],
        wanted: &Words,
        fit: impl Fn(&Entry, &Entry) -> bool,
    ) -> Vec<ResolvedRef> {
        let mut related = |written: &Spanned<Ref>| {
            let own = self.resolved(from, &written.value, written.span);
            let Some(target) = own.link.entry() else { return own };
            let words = written.value.to_string();
            if target == from {
                self.wrong.found.push(rules::self_ref::report(self.at(from, written.span)));
            } else if !fit(self.corpus.entry(from), self.corpus.entry(target)) {
                self.wrong.found.push(rules::ref_kind::report(self.at(from, written.span), &words, wanted));
            } else {
                return own;
            }
            ResolvedRef { link: Link::Broken(words.into()), span: own.span }
        };
        refs.iter().map(&mut related).collect()
    }

    fn subjects(&mut self, from: EntryIx, refs: &[Spanned<Ref>]) -> Vec<ResolvedRef> {
        const SUBJECT: Words =
            Words::fixed("标准、版、条款、任务或保障", "a standard, edition, clause, task or safeguard");
        self.related(from, refs, &SUBJECT, |_, to| to.kind().space().is_none())
    }

    /// `continues` names clauses of the preceding edition by their ids.
    fn continues(&mut self, from: EntryIx, ids: &[Spanned<String>]) -> Vec<ResolvedRef> {
        let own = self.corpus.entry(from).key().edition().and_then(|key| self.corpus.edition_index(key));
        let preceding = own.and_then(|edition| self.corpus.preceding(edition));
        let preceding = preceding.map(|edition| self.corpus.editions[edition].key.clone());
        ids.iter()
            .map(|written| {
                let key = Id::new(&written.value).ok().zip(preceding.clone());
                let target = key.and_then(|(id, edition)| self.corpus.find(&ItemKey::Provision(edition, id)));
                let link = match target {
                    Some(target) => Link::To(target, None),
                    None => {
                        self.wrong.dangling.push((self.at(from, written.span), written.value.clone()));
                        Link::Broken(written.value.as_str().into())
                    }
                };
                ResolvedRef { link, span: written.span }
            })
            .collect()
    }

    /// Only clauses are quoted: their words are the issuer's.
    fn quotations(&mut self, from: EntryIx, refs: &[ResolvedRef]) {
        let body = &self.corpus.entry(from).item.body;
        for node in &body.nodes {
            let Content::Quotation(reference) = node.content else { continue };
            let Some(target) = refs.get(reference as usize).and_then(|own| own.link.entry()) else { continue };
            if self.corpus.entry(target).kind() != Kind::Clause {
                let written = &body.refs[reference as usize];
                let wanted = Words::fixed("可摘录的条款", "a clause, which alone can be quoted");
                let location = self.at(from, written.span);
                self.wrong.found.push(rules::ref_kind::report(location, &written.reference.to_string(), &wanted));
            }
        }
    }

    fn resolved(&mut self, from: EntryIx, reference: &Ref, span: Span) -> ResolvedRef {
        ResolvedRef { link: self.link(from, reference, span), span }
    }

    fn link(&mut self, from: EntryIx, reference: &Ref, span: Span) -> Link {
        match self.find(from, reference) {
            Ok(target) => self.check_anchor(from, target, reference, span),
            Err(Trouble::Dangling) => {
                let written = reference.to_string();
                self.wrong.dangling.push((self.at(from, span), written.clone()));
                Link::Broken(written.into())
            }
            Err(Trouble::Ambiguous(first, second)) => {
                let location = self.at(from, span);
                let written = reference.to_string();
                let report = rules::ambiguous_ref::report(location, &written, &first.to_string(), &second.to_string());
                self.wrong.found.push(report);
                Link::Broken(written.into())
            }
        }
    }

    /// A link to a place that is not there still leads to the page.
    fn check_anchor(&mut self, from: EntryIx, target: EntryIx, reference: &Ref, span: Span) -> Link {
        let Some(anchor) = &reference.anchor else { return Link::To(target, None) };
        let entry = self.corpus.entry(target);
        let of_card = entry.item.work().is_some() && Part::ALL.iter().any(|part| part.word() == &**anchor);
        let known = self.anchors.entry(target).or_insert_with(|| entry.item.body.anchors().into_iter().collect());
        if of_card || known.contains(&**anchor) {
            return Link::To(target, Some(anchor.clone()));
        }
        let name = entry.key().to_string();
        let report = rules::unknown_anchor::report(self.at(from, span), &name, anchor, &entry.item.body.anchors());
        self.wrong.found.push(report);
        Link::To(target, None)
    }

    fn find(&self, from: EntryIx, reference: &Ref) -> Result<EntryIx, Trouble> {
        let edition = self.corpus.entry(from).key().edition();
        match &reference.target {
            RefTarget::Here => Ok(from),
            RefTarget::Bare(id) => self.bare(edition, id),
            RefTarget::Edition(standard, edition) => {
                self.key(ItemKey::Edition(EditionKey { standard: standard.clone(), edition: edition.clone() }))
            }
            RefTarget::Provision(standard, Some(edition), id) => {
                let edition = EditionKey { standard: standard.clone(), edition: edition.clone() };
                self.key(ItemKey::Provision(edition, id.clone()))
            }
            RefTarget::Provision(standard, None, id) => {
                let edition = self.meant_edition(from, standard).ok_or(Trouble::Dangling)?;
                self.key(ItemKey::Provision(edition, id.clone()))
            }
            RefTarget::Shared(space, id) => self.key(ItemKey::Shared(*space, id.clone())),
            RefTarget::File(path) => self.corpus.files.get(path).copied().ok_or(Trouble::Dangling),
            RefTarget::Unknown(_) => Err(Trouble::Dangling),
        }
    }

    fn key(&self, key: ItemKey) -> Result<EntryIx, Trouble> {
        self.corpus.find(&key).ok_or(Trouble::Dangling)
    }

    /// An id alone: a provision of the same edition, or a standard.
    fn bare(&self, edition: Option<&EditionKey>, id: &Id) -> Result<EntryIx, Trouble> {
        let standard = ItemKey::Standard(id.clone());
        let provision = edition.map(|edition| ItemKey::Provision(edition.clone(), id.clone()));
        match (provision.as_ref().and_then(|key| self.corpus.find(key)), self.corpus.find(&standard)) {
            (Some(_), Some(_)) => {
                Err(provision.map_or(Trouble::Dangling, |provision| Trouble::Ambiguous(provision, standard)))
            }
            (Some(target), None) | (None, Some(target)) => Ok(target),
            (None, None) => Err(Trouble::Dangling),
        }
    }

    /// The edition that an unpinned ref means: the item's own, the one its edition pairs with, or the current one. So
    /// an old edition never changes under a new one.
    fn meant_edition(&self, from: EntryIx, standard: &Id) -> Option<EditionKey> {
        let own = self.corpus.edition_of(from);
        if let Some(edition) = own {
            if edition.key.standard == *standard {
                return Some(edition.key.clone());
            }
            let pairs = edition.pairs.iter().filter_map(|pair| self.corpus.entry(*pair).key().edition());
            if let Some(pair) = pairs.into_iter().find(|pair| pair.standard == *standard) {
                return Some(pair.clone());
            }
        }
        let entry = self.corpus.find(&ItemKey::Standard(standard.clone()))?;
        let node = self.corpus.standards.iter().find(|node| node.entry == entry)?;
        Some(self.corpus.editions[node.current].key.clone())
    }

    /// The files that a body names.
    fn files(&mut self, from: EntryIx) -> Vec<Option<PublishedFile>> {
        let assets = self.assets;
        let written = &self.corpus.entry(from).item.body.assets;
        let files = written.iter().map(|written| {
            let asset = assets.get(&written.path);
            if asset.is_none() {
                let location = self.at(from, written.span);
                let meant = meant_file::find(self.corpus, assets, &written.path);
                let meant = meant.map(|meant| (meant.path.relative_from(&location.path), meant.is_certain));
                self.wrong.found.push(rules::missing_file::report(location, &written.path, meant));
            }
            asset.map(|asset| PublishedFile { address: asset_address(asset), asset: Arc::clone(asset) })
        });
        files.collect()
    }

    fn at(&self, from: EntryIx, span: Span) -> Location {
        Location::new(&self.corpus.entry(from).item.header.path, span)
    }
}

fn is_in_edition(own: &Entry, other: &Entry) -> bool {
    own.key().edition() == other.key().edition()
}

fn is_of_standard(own: &Entry, other: &Entry) -> bool {
    let standard = |entry: &Entry| entry.key().edition().map(|edition| edition.standard.clone());
    standard(own) == standard(other)
}

/// `assets/shelf-1a2b3c4d.svg`: the name says the content, so that browsers may keep it for ever.
fn asset_address(asset: &Asset) -> Address {
    let name = asset.path.file_name();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    Address::new(&format!("assets/{stem}-{}.{ending}", asset.hash.short()))
}
