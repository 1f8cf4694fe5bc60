//! Answers from the files of an index: the same as the browser's, to the last place (`docs/search-format.md`, 9).

mod aliases;
mod score;
mod sounds;
mod store;
mod typos;
mod words;

use crate::model::Status;
use crate::text::folding::{Folding, normal};
pub use store::{Damage, Files};

use score::{Evaluated, Scored, compare, evaluate, hits, ranked};
use store::{Core, PageFacets, Store};

/// Characters of a query that are read.
const LONGEST: usize = 400;

/// The part of a query that its best page must have, lest a typo be suspected: three quarters.
const SURE: (u64, u64) = (3, 4);

/// A text that is looked for, and what its pages' scores are multiplied by.
#[derive(Clone, Debug)]
struct Variant {
    text: Vec<char>,
    factor: f64,
    /// It is not what was typed, but what may have been meant.
    is_meant: bool,
}

impl Variant {
    fn meant(text: Vec<char>, factor: f64) -> Self {
        Self { text, factor, is_meant: true }
    }
}

/// By what pages are narrowed: words as in addresses and front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Language tag.
    pub lang: Option<String>,
    /// Id of a standard.
    pub standard: Option<String>,
    /// Kind of item.
    pub kind: Option<String>,
    /// Provenance.
    pub provenance: Option<String>,
    /// Id of a role that has a duty.
    pub role: Option<String>,
    /// What the edition is in its standard.
    pub status: Option<String>,
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// As typed.
    pub query: String,
    /// What to leave out.
    pub filter: Filter,
    /// How many hits to tell of.
    pub limit: usize,
    /// Whether the long lists are read to their ends, so that the number of hits is exact.
    pub complete: bool,
}

/// One page that answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Address from the top of the site.
    pub address: String,
    /// The place on the page; empty for its top.
    pub anchor: String,
    /// Number of a clause, id of a task or safeguard.
    pub number: String,
    /// The page's title.
    pub title: String,
    /// The standard and edition it belongs to.
    pub crumb: String,
    /// The heading of the place.
    pub heading: String,
    /// Its kind.
    pub kind: String,
    /// Whose words it is.
    pub provenance: Option<String>,
    /// What its edition is, where it is not the current one.
    pub status: Option<String>,
    /// Its language.
    pub lang: String,
    /// The text of the place.
    pub text: String,
    /// Pages with higher scores stand first.
    pub score: f64,
}

/// What is found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The best pages.
    pub hits: Vec<Hit>,
    /// Number of all hits.
    pub total: usize,
    /// How many of them belong to editions that are not the current ones; they stand behind all others.
    pub past: usize,
    /// There may be more.
    pub is_lower_bound: bool,
    /// What was looked for besides the query: readers' words as the content says them, pinyin in characters, fixed typos.
    pub meant: Vec<String>,
}

/// Answers questions from one index. What was read for one question is kept for the next.
pub struct Searcher<'a> {
    store: Store<'a>,
}

impl<'a> Searcher<'a> {
    /// Opens an index.
    ///
    /// # Errors
    /// If the entry or the core is missing or damaged.
    pub fn open(files: &'a dyn Files) -> Result<Self, Damage> {
        Ok(Self { store: Store::open(files)? })
    }

    /// Answers a question.
    ///
    /// # Errors
    /// If a file that is needed is missing or damaged.
    pub fn ask(&mut self, question: &Question) -> Result<Answer, Damage> {
        let all = self.evaluate_all(question)?;
        let wanted = self.wanted(&question.filter)?;
        let ranked = ranked(&all, |page| wanted.as_ref().is_none_or(|wanted| wanted[page as usize]));
        let mut found = hits(&ranked);
        let total = found.len();
        let past = found.iter().filter(|scored| scored.is_past).count();
        compare(&self.store, &all, &mut found)?;
        let shown = found.iter().take(question.limit);
        let hits: Vec<Hit> = shown.map(|scored| self.hit(scored)).collect::<Result<_, _>>()?;
        let meant = all.iter().filter(|evaluated| evaluated.variant.is_meant && !evaluated.pages.is_empty());
        Ok(Answer {
            hits,
            total,
            past,
            is_lower_bound: all.iter().flat_map(|evaluated| &evaluated.words).any(|word| word.is_partial),
            meant: meant.map(|evaluated| evaluated.variant.text.iter().collect()).collect(),
        })
    }

    /// Addresses of all hits, in page order.
    ///
    /// # Errors
    /// As [`Searcher::ask`].
    pub fn all(&mut self, query: &str) -> Result<Vec<String>, Damage> {
        let question = Question { query: query.to_owned(), complete: true, ..Question::default() };
        let all = self.evaluate_all(&question)?;
        let mut hits = hits(&ranked(&all, |_| true));
        hits.sort_by_key(|scored| scored.page);
        hits.iter().map(|scored| Ok(self.store.record(scored.unit)?.address)).collect()
    }

    /// The stages: as typed and by aliases, folded, by sound, fixed.
    fn evaluate_all(&mut self, question: &Question) -> Result<Vec<Evaluated>, Damage> {
        let mut all = self.evaluate_typed(question)?;
        let is_unknown = all.first().is_some_and(|typed| typed.words.iter().any(words::Word::is_unknown_han));
        if is_unknown && self.store.folding.is_none() {
            self.store.load_folding()?;
            all = self.evaluate_typed(question)?;
        }
        let Some(typed) = all.first() else { return Ok(all) };
        let mut sounding = Vec::new();
        if !typed.is_covered {
            sounding = sounds::variants(&mut self.store, &typed.variant.text)?;
        }
        let is_sounding = !sounding.is_empty();
        self.evaluate(sounding, question, &mut all)?;
        let Some(typed) = all.first() else { return Ok(all) };
        let mut fixed = Vec::new();
        if !is_sounding {
            fixed.extend(typos::latin(&self.store, typed)?);
        }
        let pages = || all.iter().flat_map(|evaluated| &evaluated.pages);
        if !pages().any(|scored| scored.found * SURE.1 >= scored.total * SURE.0) {
            fixed.extend(typos::han(&mut self.store, typed)?);
        }
        self.evaluate(fixed, question, &mut all)?;
        Ok(all)
    }

    fn evaluate_typed(&mut self, question: &Question) -> Result<Vec<Evaluated>, Damage> {
        let folding = self.store.folding.clone().unwrap_or_else(Folding::none);
        let cut: String = question.query.chars().take(LONGEST).collect();
        let text = normal(&cut, &folding);
        let meant = aliases::variants(&self.store.core.aliases, &text);
        let mut all = Vec::new();
        self.evaluate(vec![Variant { text, factor: 1.0, is_meant: false }], question, &mut all)?;
        self.evaluate(meant, question, &mut all)?;
        Ok(all)
    }

    fn evaluate(
        &mut self,
        variants: Vec<Variant>,
        question: &Question,
        all: &mut Vec<Evaluated>,
    ) -> Result<(), Damage> {
        for variant in variants {
            all.push(evaluate(&mut self.store, variant, all.len(), question.complete)?);
        }
        Ok(())
    }

    /// Which pages a filter leaves; `None` for all.
    fn wanted(&self, filter: &Filter) -> Result<Option<Vec<bool>>, Damage> {
        if *filter == Filter::default() {
            return Ok(None);
        }
        let core = &self.store.core;
        let mut wanted = vec![true; core.pages as usize];
        if let Some(lang) = &filter.lang {
            keep(&core.ranges, core.langs.iter().position(|own| own == lang), &mut wanted);
        }
        if *filter != (Filter { lang: filter.lang.clone(), ..Filter::default() }) {
            by_facets(core, filter, &self.store.facets()?, &mut wanted);
        }
        Ok(Some(wanted))
    }

    fn hit(&self, scored: &Scored) -> Result<Hit, Damage> {
        let record = self.store.record(scored.unit)?;
        let core = &self.store.core;
        Ok(Hit {
            kind: core.kinds.get(record.kind).cloned().unwrap_or_default(),
            provenance: record.provenance.and_then(|own| core.provenances.get(own)).cloned(),
            lang: core.langs.get(record.lang).cloned().unwrap_or_default(),
            address: record.address,
            anchor: record.anchor,
            number: record.number,
            title: record.title,
            crumb: record.crumb,
            heading: record.heading,
            text: record.text,
            status: self.store.core.status(scored.page).map(str::to_owned),
            score: scored.score,
        })
    }
}

/// Takes away pages outside the ranges of a value.
fn keep(ranges: &[[u32; 3]], value: Option<usize>, wanted: &mut [bool]) {
    let of_value =
        |page: u32| ranges.iter().any(|&[own, first, end]| Some(own as usize) == value && (first..end).contains(&page));
    (0..).zip(wanted).for_each(|(page, wanted)| *wanted &= of_value(page));
}

/// Takes away pages of other standards, kinds, provenances and roles.
fn by_facets(core: &Core, filter: &Filter, facets: &PageFacets, wanted: &mut [bool]) {
    let place = |all: &[String], word: &str| all.iter().position(|own| own == word).map(|at| at as u32);
    if let Some(id) = &filter.standard {
        keep(&facets.ranges, facets.standards.iter().position(|own| own == id), wanted);
    }
    if let Some(word) = &filter.kind {
        let kind = place(&core.kinds, word);
        wanted.iter_mut().zip(&facets.kinds).for_each(|(page, own)| *page &= Some(*own) == kind);
    }
    if let Some(word) = &filter.provenance {
        let provenance = place(&core.provenances, word).map(|at| at + 1);
        wanted.iter_mut().zip(&facets.provenances).for_each(|(page, own)| *page &= Some(*own) == provenance);
    }
    if let Some(word) = &filter.status {
        let of_standard = |page: u32| facets.ranges.iter().any(|&[_, first, end]| (first..end).contains(&page));
        let status = |page: u32| core.status(page).or_else(|| of_standard(page).then_some(Status::Current.word()));
        (0..).zip(wanted.iter_mut()).for_each(|(page, wanted)| *wanted &= status(page) == Some(word));
    }
    if let Some(role) = &filter.role {
        let pages = facets.roles.get(role).map(Vec::as_slice).unwrap_or_default();
        (0..).zip(wanted).for_each(|(number, page)| *page &= pages.binary_search(&number).is_ok());
    }
}
