//! What resolving finds, kept by where it comes from, so that what one entry says can be replaced.

use super::hierarchy::Misplacements;
use super::linked::Wrongs;
use super::rules;
use super::suggestions::{self, Among, Known, Suggestions};
use crate::config;
use crate::diag::Diagnostic;
use crate::site::Corpus;
use crate::source::{Location, SourcePath};

/// Everything that is wrong with a site's names and refs, by the layer that found it.
#[derive(Clone)]
pub(super) struct Findings {
    /// Of the places of items.
    pub(super) misplacements: Misplacements,
    /// Of names that two roles share.
    pub(super) names: Vec<Diagnostic>,
    /// Of the refs of entries.
    pub(super) wrongs: Wrongs,
    /// Names in an office's contacts that are no role's.
    pub(super) unknown_contacts: Vec<(Location, String)>,
    /// Of old addresses.
    pub(super) moved: Vec<Diagnostic>,
    /// What was suggested before.
    pub(super) suggested: Suggested,
}

/// Suggestions that were looked up.
#[derive(Clone, Default)]
pub(super) struct Suggested {
    items: Known,
    roles: Known,
}

impl Findings {
    /// Some item has another title: what was suggested before may not be the nearest any more.
    pub(super) fn forget_suggestions(&mut self) {
        self.suggested = Suggested::default();
    }

    /// Everything as diagnostics. Suggestions cost a pass over all items each: the first mistakes in reading order get
    /// them.
    pub(super) fn say(&mut self, corpus: &Corpus) -> Vec<Diagnostic> {
        let mut said: Vec<Diagnostic> =
            self.misplacements.layout.iter().chain(&self.names).chain(&self.moved).cloned().collect();
        said.extend(self.wrongs.values().flat_map(|wrong| &wrong.found).cloned());

        let mut dangling: Vec<(Location, String)> = self.misplacements.pairs.clone();
        dangling.extend(self.wrongs.values().flat_map(|wrong| &wrong.dangling).cloned());
        let lost = corpus.config.refs().filter(|written| corpus.named_by_site(&written.value).is_none());
        let site = SourcePath::new(config::PATH);
        dangling.extend(lost.map(|written| (Location::new(&site, written.span), written.value.to_string())));
        dangling.sort();
        let mut suggestions = Suggestions::of(corpus, Among::Items, std::mem::take(&mut self.suggested.items));
        for (location, written) in dangling {
            let meant = suggestions::bare(&written);
            let nearest = suggestions.nearest(&meant);
            said.push(rules::dangling_ref::report(location, &written, &meant, &nearest));
        }
        self.suggested.items = suggestions.into_known();

        // Entries stand in the order of their keys, which is not that of paths.
        let mut unknown: Vec<(Location, String)> =
            self.wrongs.values().flat_map(|wrong| &wrong.unknown_roles).cloned().collect();
        unknown.extend_from_slice(&self.unknown_contacts);
        unknown.sort();
        let mut suggestions = Suggestions::of(corpus, Among::Roles, std::mem::take(&mut self.suggested.roles));
        for (location, written) in unknown {
            let meant = suggestions::bare(&written);
            let nearest = suggestions.nearest(&meant);
            said.push(rules::unknown_role::report(location, &written, &meant, &nearest));
        }
        self.suggested.roles = suggestions.into_known();
        said
    }
}
