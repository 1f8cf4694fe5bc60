//! Answers from the files of an index: the same as the browser's, to the last place (`docs/search-format.md`, 9).

mod aliases;
mod core;
mod exact;
mod meaning;
mod place;
mod score;
mod sounds;
mod store;
mod typos;
mod words;

use crate::model::Status;
use crate::text::cjk::is_han;
use crate::text::folding::{Folding, normal};
pub use store::{Damage, Files};

use self::core::Core;
use exact::compare;
use meaning::{Asked, Meaning, understand};
use score::{Evaluated, Scored, evaluate, hits, order, ranked};
use sounds::Pass;
use store::{PageFacets, Store};

/// Characters of a query that are read.
const LONGEST: usize = 400;

/// The quarters of a query that its best page must have, lest a typo be suspected; and of a question, much of which is not
/// meant word by word.
const SURE: u64 = 3;
const SURE_OF_QUESTION: u64 = 1;

/// With fewer hits than this, pages that are near are told, too: so many at most.
const FEW: usize = 5;

/// Characters that are looked for by themselves where little is found.
const CHARACTERS: usize = 8;

/// What a text is worth that was looked for only because little of it is left without the words of a question.
const WHOLE: f64 = 0.5;

/// A text that is looked for, and what its pages' scores are multiplied by.
#[derive(Clone, Debug)]
struct Variant {
    text: Vec<char>,
    /// What was typed, where words of a question are left out of the text.
    whole: Option<Vec<char>>,
    factor: f64,
    /// It is not what was typed, but what may have been meant.
    is_meant: bool,
}

impl Variant {
    /// What was typed, or another form of it.
    fn typed(text: Vec<char>, factor: f64) -> Self {
        Self { text, whole: None, factor, is_meant: false }
    }

    fn meant(text: Vec<char>, factor: f64) -> Self {
        Self { text, whole: None, factor, is_meant: true }
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
    /// The first duty that somebody has in a task or safeguard, as the word of front matter, and who that is.
    pub who: Option<(String, String)>,
    /// How often, or when, it is done.
    pub when: Option<String>,
    /// Pages with higher scores stand first.
    pub score: f64,
}

/// What is found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The best pages.
    pub hits: Vec<Hit>,
    /// Where there are few hits: pages that have a part of the query, or a character of it.
    pub near: Vec<Hit>,
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
        let (all, asked) = self.evaluate_all(question)?;
        let wanted = self.wanted(&question.filter)?;
        let is_wanted = |page: u32| wanted.as_ref().is_none_or(|wanted| wanted[page as usize]);
        let ranked = ranked(&all, is_wanted);
        let mut found = hits(&ranked);
        let total = found.len();
        let past = found.iter().filter(|scored| scored.is_past).count();
        let near = self.near(&all, &ranked, &found, is_wanted)?;
        compare(&self.store, &all, asked, &mut found)?;
        let shown = found.iter().take(question.limit);
        let sought = |scored: &Scored| all.get(scored.variant).map_or(&[][..], |own| &own.variant.text[..]);
        let hits: Vec<Hit> = shown.map(|scored| self.hit(scored, sought(scored))).collect::<Result<_, _>>()?;
        let near = near.iter().map(|(scored, text)| self.hit(scored, text)).collect::<Result<_, _>>()?;
        let meant = all.iter().filter(|evaluated| evaluated.variant.is_meant && !evaluated.pages.is_empty());
        Ok(Answer {
            hits,
            near,
            total,
            past,
            is_lower_bound: all.iter().flat_map(|evaluated| &evaluated.words).any(|word| word.is_partial),
            meant: meant.map(|evaluated| evaluated.variant.text.iter().collect()).collect(),
        })
    }

    /// Pages that are no hits, where there are few: those that have some words of the query, then those that have characters of
    /// it.
    fn near(
        &mut self,
        all: &[Evaluated],
        ranked: &[Scored],
        hits: &[Scored],
        is_wanted: impl Fn(u32) -> bool,
    ) -> Result<Vec<(Scored, Vec<char>)>, Damage> {
        if hits.len() >= FEW {
            return Ok(Vec::new());
        }
        let is_among = |some: &[Scored], page: u32| some.iter().any(|scored| scored.page == page);
        let rest = ranked.iter().filter(|scored| !is_among(hits, scored.page));
        let sought = |scored: &Scored| all.get(scored.variant).map(|own| own.variant.text.clone()).unwrap_or_default();
        let mut near: Vec<(Scored, Vec<char>)> = rest.take(FEW).map(|scored| (*scored, sought(scored))).collect();
        let Some(typed) = all.first() else { return Ok(near) };
        let mut characters: Vec<char> = Vec::new();
        for &one in typed.variant.text.iter().filter(|one| is_han(**one)) {
            if characters.len() < CHARACTERS && !characters.contains(&one) {
                characters.push(one);
            }
        }
        if near.len() < FEW && !characters.is_empty() {
            let text = characters.iter().map(std::slice::from_ref).collect::<Vec<_>>().join(&' ');
            let evaluated = evaluate(&mut self.store, Variant::typed(text.clone(), 1.0), false)?;
            let is_near = |page: u32| near.iter().any(|(scored, _)| scored.page == page);
            let is_fresh =
                |scored: &Scored| is_wanted(scored.page) && !is_among(hits, scored.page) && !is_near(scored.page);
            let mut fresh: Vec<Scored> = evaluated.pages.into_iter().filter(is_fresh).collect();
            fresh.sort_by(order);
            fresh.truncate(FEW - near.len());
            near.extend(fresh.into_iter().map(|scored| (scored, text.clone())));
        }
        Ok(near)
    }

    /// Addresses of all hits, in page order.
    ///
    /// # Errors
    /// As [`Searcher::ask`].
    pub fn all(&mut self, query: &str) -> Result<Vec<String>, Damage> {
        let question = Question { query: query.to_owned(), complete: true, ..Question::default() };
        let (all, _) = self.evaluate_all(&question)?;
        let mut hits = hits(&ranked(&all, |_| true));
        hits.sort_by_key(|scored| scored.page);
        hits.iter().map(|scored| Ok(self.store.record(scored.unit)?.address)).collect()
    }

    /// The stages: as typed and by aliases, folded, by sound, fixed.
    fn evaluate_all(&mut self, question: &Question) -> Result<(Vec<Evaluated>, Asked), Damage> {
        let (mut all, mut asked) = self.evaluate_typed(question)?;
        let is_unknown = all.first().is_some_and(|typed| typed.words.iter().any(words::Word::is_unknown_han));
        if is_unknown && self.store.folding.is_none() {
            self.store.load_folding()?;
            (all, asked) = self.evaluate_typed(question)?;
        }
        let Some(text) = all.first().map(|typed| typed.variant.text.clone()) else { return Ok((all, asked)) };
        let may_sound = text.iter().any(char::is_ascii_lowercase) && !all.iter().any(|own| own.is_covered);
        let sounding = if may_sound { self.sounding(&text, question)? } else { Vec::new() };
        let is_latin = may_sound && sounding.is_empty();
        all.extend(sounding);
        let best = score::best(all.iter().flat_map(|evaluated| evaluated.pages.iter().copied()));
        let is_whole = all.first().is_some_and(|typed| typed.variant.whole.as_ref() == Some(&text));
        let sure = if is_whole { SURE } else { SURE_OF_QUESTION };
        let is_poor = best.is_none_or(|best| best.found * 4 < best.total * sure);
        let Some(typed) = all.first() else { return Ok((all, asked)) };
        let mut fixed = Vec::new();
        if is_latin {
            fixed.extend(typos::latin(&mut self.store, typed)?);
        }
        if is_poor {
            fixed.extend(typos::han(&mut self.store, typed)?);
        }
        for variant in fixed {
            let evaluated = evaluate(&mut self.store, variant, question.complete)?;
            // What was meant must be there: more of it than of what was typed.
            let own = score::best(evaluated.pages.iter().copied());
            let is_better = |own: Scored| best.is_none_or(|best| own.found * best.total > best.found * own.total);
            if own.is_some_and(is_better) {
                all.push(evaluated);
            }
        }
        Ok((all, asked))
    }

    fn evaluate_typed(&mut self, question: &Question) -> Result<(Vec<Evaluated>, Asked), Damage> {
        let folding = self.store.folding.clone().unwrap_or_else(Folding::none);
        let cut: String = question.query.chars().take(LONGEST).collect();
        let core = &self.store.core;
        let Meaning { content, whole, readings, asked } = understand(&core.asking, &normal(&cut, &folding));
        let mut variants = vec![Variant { whole: Some(whole.clone()), ..Variant::typed(content.clone(), 1.0) }];
        variants.extend(readings.into_iter().map(|reading| Variant::typed(reading, 1.0)));
        if content != whole && content.len() < 3 {
            variants.push(Variant::typed(whole.clone(), WHOLE));
        }
        variants.extend(aliases::variants(core, &content));
        if content != whole {
            variants.extend(aliases::variants(core, &whole));
        }
        let mut all = Vec::new();
        self.evaluate(variants, question, &mut all)?;
        Ok((all, asked))
    }

    /// What letters may stand for, read in the surest way that gives something which is there.
    fn sounding(&mut self, text: &[char], question: &Question) -> Result<Vec<Evaluated>, Damage> {
        let mut some: Vec<Evaluated> = Vec::new();
        for pass in Pass::ALL {
            let mut variants = sounds::variants(&mut self.store, text, pass)?;
            for number in 0..variants.len() {
                let factor = variants[number].factor;
                let meant = aliases::variants(&self.store.core, &variants[number].text).into_iter();
                variants.extend(meant.map(|own| Variant { factor: own.factor * factor, ..own }).collect::<Vec<_>>());
            }
            let mut read = Vec::new();
            for variant in variants {
                read.push(evaluate(&mut self.store, variant, question.complete)?);
            }
            if read.iter().any(|evaluated| evaluated.is_covered) {
                read.retain(|evaluated| evaluated.is_covered);
                some = read;
                break;
            }
            if some.is_empty() {
                some = read;
            }
        }
        // Beside other words, no page need have all.
        let is_alone = text.iter().all(|one| matches!(one, 'a'..='z' | '1'..='5' | ' ' | '\'' | '’'));
        if is_alone {
            some.retain(|evaluated| evaluated.is_covered);
        }
        Ok(some)
    }

    fn evaluate(
        &mut self,
        variants: Vec<Variant>,
        question: &Question,
        all: &mut Vec<Evaluated>,
    ) -> Result<(), Damage> {
        for variant in variants {
            all.push(evaluate(&mut self.store, variant, question.complete)?);
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

    fn hit(&self, scored: &Scored, sought: &[char]) -> Result<Hit, Damage> {
        let mut record = self.store.record(scored.unit)?;
        let folding = self.store.folding.clone().unwrap_or_else(Folding::none);
        if let Some((heading, anchor)) = place::heading(&record, sought, &folding) {
            (record.heading, record.anchor) = (heading, anchor);
        }
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
            who: (!record.who.is_empty()).then_some((record.duty, record.who)),
            when: Some(record.when).filter(|when| !when.is_empty()),
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
