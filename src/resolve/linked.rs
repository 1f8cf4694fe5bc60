//! What items point at: the second layer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::links::{Resolver, Wrong};
use super::roles::Names;
use crate::site::{Address, Corpus, Directory, EntryIx, LinkedCorpus, Outgoing, PerEntry, PublishedFile};
use crate::source::{Asset, SourcePath};

/// What is wrong in each entry; those with nothing to say are not in it.
pub(super) type Wrongs = BTreeMap<EntryIx, Wrong>;

/// All pictures and attachments of the content.
type Assets = BTreeMap<SourcePath, Arc<Asset>>;

/// Looks up every ref of every entry.
pub(super) fn build(
    corpus: Corpus,
    names: &Names,
    assets: &Assets,
    directory: Option<Arc<Directory>>,
) -> (LinkedCorpus, Wrongs) {
    let mut resolver = Resolver::new(&corpus, names, assets);
    let mut wrongs = Wrongs::new();
    let none = Arc::new(Outgoing::default());
    let outgoing = PerEntry::of(&corpus, |index| {
        let (outgoing, wrong) = resolver.entry(index);
        if !wrong.is_empty() {
            wrongs.insert(index, wrong);
        }
        if outgoing == *none { Arc::clone(&none) } else { Arc::new(outgoing) }
    });
    let published = published(&corpus, &outgoing, assets);
    (LinkedCorpus::new(corpus, outgoing, Arc::new(published), directory), wrongs)
}

/// Looks up the refs of the entries that are stale again; everything else points where it did. What is wrong in them is
/// replaced in `wrongs`.
pub(super) fn revise(
    before: &LinkedCorpus,
    corpus: Corpus,
    (names, assets): (&Names, &Assets),
    stale: &BTreeSet<EntryIx>,
    wrongs: &mut Wrongs,
) -> LinkedCorpus {
    let mut resolver = Resolver::new(&corpus, names, assets);
    let mut others = Vec::with_capacity(stale.len());
    let mut other_files = false;
    for &index in stale {
        let (outgoing, wrong) = resolver.entry(index);
        wrongs.remove(&index);
        if !wrong.is_empty() {
            wrongs.insert(index, wrong);
        }
        other_files |= outgoing.files != before.outgoing(index).files;
        others.push((index, Arc::new(outgoing)));
    }
    let outgoing = before.all_outgoing().clone().with(others);
    let published =
        if other_files { Arc::new(published(&corpus, &outgoing, assets)) } else { Arc::clone(&before.assets) };
    LinkedCorpus::new(corpus, outgoing, published, before.directory.clone())
}

/// The files that pages publish, and those that are published as they are.
fn published(corpus: &Corpus, outgoing: &PerEntry<Arc<Outgoing>>, assets: &Assets) -> BTreeMap<Address, Arc<Asset>> {
    let files = corpus.indexed().flat_map(|(index, _)| &outgoing.get(index).files).flatten();
    let files = files.map(|PublishedFile { address, asset }| (address.clone(), Arc::clone(asset)));
    let verbatim = assets.iter().filter_map(|(path, asset)| Some((Address::new(path.verbatim()?), Arc::clone(asset))));
    verbatim.chain(files).collect()
}
