//! The one resolver: each ref, wherever it is written, becomes a link here.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::roles::Names;
use super::rules;
use crate::diag::{Diagnostic, Words};
use crate::model::{Content, EditionKey, Facts, Id, ItemKey, Kind, Part, Ref, RefTarget, Space};
use crate::site::{Address, Entry, EntryIx, Link, Relations, Site, WorkLinks};
use crate::source::{Asset, Location, SourcePath, Span, Spanned};
use crate::text::suggest;

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

/// What resolving one entry gives. It depends on the entry, on names, paths and places of all others, on the anchors
/// of those it names a place of, and on the assets; on no title and no text.
pub(super) struct Resolved {
    pub(super) links: Vec<Link>,
    pub(super) relations: Relations,
    pub(super) assets: Vec<Option<Address>>,
    pub(super) wrong: Wrong,
}

impl Resolved {
    /// Puts everything but the findings, which are returned, into its entry.
    pub(super) fn settle(self, entry: &mut Entry) -> Wrong {
        entry.links = self.links;
        entry.relations = self.relations;
        entry.assets = self.assets;
        self.wrong
    }
}

/// What refs are looked up in.
pub(super) struct Resolver<'a> {
    site: &'a Site,
    files: &'a HashMap<SourcePath, EntryIx>,
    names: &'a Names,
    assets: &'a BTreeMap<SourcePath, Arc<Asset>>,
    /// Anchors of the bodies that a ref with an anchor has led to.
    anchors: HashMap<EntryIx, HashSet<String>>,
    wrong: Wrong,
}

/// The entry of each file.
pub(super) fn files(site: &Site) -> HashMap<SourcePath, EntryIx> {
    site.indexed().map(|(index, entry)| (entry.item.header.path.clone(), index)).collect()
}

/// The files that pages publish.
pub(super) fn published(site: &Site, assets: &BTreeMap<SourcePath, Arc<Asset>>) -> BTreeMap<Address, Arc<Asset>> {
    let written = site.entries.iter().flat_map(|entry| entry.item.body.assets.iter().zip(&entry.assets));
    let found = written.filter_map(|(written, address)| Some((address.clone()?, assets.get(&written.path)?)));
    found.map(|(address, asset)| (address, Arc::clone(asset))).collect()
}

/// Why a ref leads nowhere.
enum Trouble {
    Dangling,
    Ambiguous(ItemKey, ItemKey),
}

impl<'a> Resolver<'a> {
    /// A resolver over a laid out site.
    pub(super) fn new(
        site: &'a Site,
        files: &'a HashMap<SourcePath, EntryIx>,
        names: &'a Names,
        assets: &'a BTreeMap<SourcePath, Arc<Asset>>,
    ) -> Self {
        Self { site, files, names, assets, anchors: HashMap::new(), wrong: Wrong::default() }
    }

    /// Resolves every ref of one entry, and the files that its body names.
    pub(super) fn entry(&mut self, from: EntryIx) -> Resolved {
        let item = Arc::clone(&self.site.entry(from).item);
        let links: Vec<Link> =
            item.body.refs.iter().map(|written| self.link(from, &written.reference, written.span)).collect();
        self.quotations(from, &links);
        let relations = match &item.facts {
            Facts::Clause(clause) => Relations::Clause(self.continues(from, &clause.continues)),
            Facts::Note(note) => Relations::Subjects(self.subjects(from, &note.interprets)),
            Facts::Case(case) => Relations::Subjects(self.subjects(from, &case.illustrates)),
            _ => self.work(from),
        };
        let assets = self.files(from);
        Resolved { links, relations, assets, wrong: std::mem::take(&mut self.wrong) }
    }

    fn work(&mut self, from: EntryIx) -> Relations {
        const CLAUSE: Words = Words::fixed("本版的条款", "a clause of this edition");
        const WORK: Words = Words::fixed("另一标准的任务或保障", "a task or safeguard of another standard");
        const SAFEGUARD: Words = Words::fixed("本版的保障", "a safeguard of this edition");
        let item = Arc::clone(&self.site.entry(from).item);
        let Some(work) = item.work() else { return Relations::None };
        let roles = work.who.iter().map(|assignment| self.role(from, &assignment.role)).collect();
        Relations::Work(WorkLinks {
            basis: self
                .related(from, &work.basis, &CLAUSE, |own, to| is_in_edition(own, to) && to.kind() == Kind::Clause),
            roles,
            counterparts: self.related(from, &work.counterparts, &WORK, |own, to| {
                !is_of_standard(own, to) && to.item.work().is_some()
            }),
            supported_by: self.related(from, &work.supported_by, &SAFEGUARD, |own, to| {
                is_in_edition(own, to) && to.kind() == Kind::Safeguard
            }),
        })
    }

    fn role(&mut self, from: EntryIx, written: &Spanned<String>) -> Option<EntryIx> {
        let role = self.names.get(&written.value);
        if role.is_none() {
            self.wrong.unknown_roles.push((self.at(from, written.span), written.value.clone()));
        }
        role
    }

    /// Refs of front matter that must lead to other items that `fit`.
    fn related(
        &mut self,
        from: EntryIx,
        refs: &[Spanned<Ref>],
        wanted: &Words,
        fit: impl Fn(&Entry, &Entry) -> bool,
    ) -> Vec<Link> {
        refs.iter()
            .map(|written| {
                let link = self.link(from, &written.value, written.span);
                let Some(target) = link.entry() else { return link };
                let location = self.at(from, written.span);
                if target == from {
                    self.wrong.found.push(rules::self_ref::report(location));
                    return Link::Broken;
                }
                if !fit(self.site.entry(from), self.site.entry(target)) {
                    self.wrong.found.push(rules::ref_kind::report(location, &written.value.to_string(), wanted));
                    return Link::Broken;
                }
                link
            })
            .collect()
    }

    fn subjects(&mut self, from: EntryIx, refs: &[Spanned<Ref>]) -> Vec<Link> {
        const SUBJECT: Words =
            Words::fixed("标准、版、条款、任务或保障", "a standard, edition, clause, task or safeguard");
        let kinds = [Kind::Standard, Kind::Edition, Kind::Clause, Kind::Task, Kind::Safeguard];
        self.related(from, refs, &SUBJECT, |_, to| kinds.contains(&to.kind()))
    }

    /// `continues` names clauses of the preceding edition by their ids.
    fn continues(&mut self, from: EntryIx, ids: &[Spanned<String>]) -> Vec<Link> {
        let preceding = self.site.edition_of(from).and_then(|edition| preceding(self.site, &edition.key));
        ids.iter()
            .map(|written| {
                let key = Id::new(&written.value).ok().zip(preceding.clone());
                let target = key.and_then(|(id, edition)| self.site.find(&ItemKey::Provision(edition, id)));
                match target {
                    Some(target) => Link::To(target, None),
                    None => {
                        self.wrong.dangling.push((self.at(from, written.span), written.value.clone()));
                        Link::Broken
                    }
                }
            })
            .collect()
    }

    /// Only clauses are quoted: their words are the issuer's.
    fn quotations(&mut self, from: EntryIx, links: &[Link]) {
        let body = &self.site.entry(from).item.body;
        for node in &body.nodes {
            let Content::Quotation(reference) = node.content else { continue };
            let Some(target) = links.get(reference as usize).and_then(Link::entry) else { continue };
            if self.site.entry(target).kind() != Kind::Clause {
                let written = &body.refs[reference as usize];
                let wanted = Words::fixed("可摘录的条款", "a clause, which alone can be quoted");
                let location = self.at(from, written.span);
                self.wrong.found.push(rules::ref_kind::report(location, &written.reference.to_string(), &wanted));
            }
        }
    }

    fn link(&mut self, from: EntryIx, reference: &Ref, span: Span) -> Link {
        match self.find(from, reference) {
            Ok(target) => self.check_anchor(from, target, reference, span),
            Err(Trouble::Dangling) => {
                self.wrong.dangling.push((self.at(from, span), reference.to_string()));
                Link::Broken
            }
            Err(Trouble::Ambiguous(first, second)) => {
                let location = self.at(from, span);
                let written = reference.to_string();
                let report = rules::ambiguous_ref::report(location, &written, &first.to_string(), &second.to_string());
                self.wrong.found.push(report);
                Link::Broken
            }
        }
    }

    /// A link to a place that is not there still leads to the page.
    fn check_anchor(&mut self, from: EntryIx, target: EntryIx, reference: &Ref, span: Span) -> Link {
        let Some(anchor) = &reference.anchor else { return Link::To(target, None) };
        let entry = self.site.entry(target);
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
        let edition = self.site.entry(from).key().edition();
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
            RefTarget::Shared(space, id) => self.key(shared_key(*space, id.clone())),
            RefTarget::File(path) => self.files.get(path).copied().ok_or(Trouble::Dangling),
            RefTarget::Unknown(_) => Err(Trouble::Dangling),
        }
    }

    fn key(&self, key: ItemKey) -> Result<EntryIx, Trouble> {
        self.site.find(&key).ok_or(Trouble::Dangling)
    }

    /// An id alone: a provision of the same edition, or a standard.
    fn bare(&self, edition: Option<&EditionKey>, id: &Id) -> Result<EntryIx, Trouble> {
        let standard = ItemKey::Standard(id.clone());
        let provision = edition.map(|edition| ItemKey::Provision(edition.clone(), id.clone()));
        match (provision.as_ref().and_then(|key| self.site.find(key)), self.site.find(&standard)) {
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
        let own = self.site.edition_of(from);
        if let Some(edition) = own {
            if edition.key.standard == *standard {
                return Some(edition.key.clone());
            }
            let pairs = edition.pairs.iter().filter_map(|pair| self.site.entry(*pair).key().edition());
            if let Some(pair) = pairs.into_iter().find(|pair| pair.standard == *standard) {
                return Some(pair.clone());
            }
        }
        let entry = self.site.find(&ItemKey::Standard(standard.clone()))?;
        let node = self.site.standards.iter().find(|node| node.entry == entry)?;
        Some(self.site.editions[node.current].key.clone())
    }

    /// Where the files of a body are published.
    fn files(&mut self, from: EntryIx) -> Vec<Option<Address>> {
        let assets = self.assets;
        let written = &self.site.entry(from).item.body.assets;
        let addresses = written.iter().map(|written| {
            let asset = assets.get(&written.path);
            if asset.is_none() {
                let nearest = suggest::nearest(written.path.as_str(), assets.keys().map(SourcePath::as_str));
                let location = self.at(from, written.span);
                self.wrong.found.push(rules::missing_file::report(location, &written.path, nearest));
            }
            asset.map(|asset| asset_address(asset))
        });
        addresses.collect()
    }

    fn at(&self, from: EntryIx, span: Span) -> Location {
        Location::new(&self.site.entry(from).item.header.path, span)
    }
}

fn is_in_edition(own: &Entry, other: &Entry) -> bool {
    own.key().edition() == other.key().edition()
}

fn is_of_standard(own: &Entry, other: &Entry) -> bool {
    let standard = |entry: &Entry| entry.key().edition().map(|edition| edition.standard.clone());
    standard(own) == standard(other)
}

/// The name of a shared item.
pub(super) fn shared_key(space: Space, id: Id) -> ItemKey {
    match space {
        Space::Roles => ItemKey::Role(id),
        Space::Terms => ItemKey::Term(id),
        Space::Notes => ItemKey::Note(id),
        Space::Cases => ItemKey::Case(id),
        Space::Pages => ItemKey::Page(id),
    }
}

/// The edition issued before this one.
fn preceding(site: &Site, key: &EditionKey) -> Option<EditionKey> {
    let node = site.standards.iter().find(|node| site.entry(node.entry).key().id() == &key.standard)?;
    let position = node.editions.iter().position(|&edition| site.editions[edition].key == *key)?;
    node.editions.get(position + 1).map(|&edition| site.editions[edition].key.clone())
}

/// `pairs-with` comes first: unpinned refs depend on it. Returns the refs that lead nowhere.
pub(super) fn add_pairs(site: &mut Site) -> Vec<(Location, String)> {
    let mut dangling = Vec::new();
    for position in 0..site.editions.len() {
        let edition = &site.editions[position];
        let Some(facts) = site.edition_facts(edition) else { continue };
        let path = &site.entry(edition.entry).item.header.path;
        let mut pairs = Vec::new();
        for written in &facts.pairs_with {
            let target = match Ref::parse(&written.value).target {
                RefTarget::Edition(standard, edition) => site.find(&ItemKey::Edition(EditionKey { standard, edition })),
                _ => None,
            };
            match target {
                Some(target) => pairs.push(target),
                None => dangling.push((Location::new(path, written.span), written.value.clone())),
            }
        }
        site.editions[position].pairs = pairs;
    }
    dangling
}

/// `assets/shelf-1a2b3c4d.svg`: the name says the content, so that browsers may keep it for ever.
fn asset_address(asset: &Asset) -> Address {
    let name = asset.path.file_name();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    Address::new(&format!("assets/{stem}-{}.{ending}", asset.hash.short()))
}
