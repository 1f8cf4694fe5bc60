//! What front matter says, as it shows: in the order of the table of keys, in the language of an entry.
//!
//! Pages, exports and search ask here and nowhere else, each for the facts that the rows give it. The structs of the
//! model are taken apart without `..`, so that a field which nobody puts here does not compile.

use super::{EntryIx, LinkedCorpus, Relations, ResolvedAssignment, ResolvedRef, WorkLinks};
use crate::config::Topic;
use crate::model::keys::{self, Key, Output, Wording};
use crate::model::{
    Case, Clause, ClauseEdge, ClausePlace, Edition, Facts, Header, Level, Note, Numbering, Occasion, PartialDate,
    Profile, Provenance, Role, Safeguard, SourceNote, Standard, Status, Task, Term, TranslatedWords, Translation, Work,
};
use crate::source::Spanned;

/// One fact.
#[derive(Clone, Debug)]
pub struct Fact<'a> {
    /// What it says.
    pub key: &'static Key,
    /// What is said; never nothing.
    pub value: FactValue<'a>,
}

/// The value of a fact.
#[derive(Clone, Debug)]
pub enum FactValue<'a> {
    /// Words.
    Text(&'a str),
    /// Several of them.
    Texts(Vec<&'a str>),
    /// A day, a month or a year.
    Date(PartialDate),
    /// A word of a closed list.
    Word(FactWord),
    /// Where refs lead.
    Links(&'a [ResolvedRef]),
    /// Items that are meant, in the originals' language.
    Entries(&'a [EntryIx]),
    /// Publications.
    Sources(&'a [SourceNote]),
    /// Roles with their duties.
    Duties(&'a [ResolvedAssignment]),
    /// When something is done.
    Occasions(&'a [Occasion]),
    /// What something is about.
    Topics(Vec<&'a Topic>),
}

impl<'a> Fact<'a> {
    /// The duties that it holds; none but those of `who`.
    pub fn duties(&self) -> &'a [ResolvedAssignment] {
        if let FactValue::Duties(duties) = self.value { duties } else { &[] }
    }
}

/// A word of a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactWord {
    /// Whose words.
    Provenance(Provenance),
    /// Whether in force.
    Status(Status),
    /// What sort of document.
    Profile(Profile),
    /// The level of a role.
    Level(Level),
    /// Where a clause without a number stands.
    Edge(ClauseEdge),
}

impl FactWord {
    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Provenance(word) => word.word(),
            Self::Status(word) => word.word(),
            Self::Profile(word) => word.word(),
            Self::Level(word) => word.word(),
            Self::Edge(word) => word.word(),
        }
    }
}

impl LinkedCorpus {
    /// The facts of an entry. Those of a translation are its original's, in its own words where it has them.
    pub fn facts(&self, index: EntryIx) -> Vec<Fact<'_>> {
        let entry = self.entry(index);
        let original = self.entry(entry.original);
        let relations = self.relations(index);
        let mut said = Said(Vec::new());
        let topics = original.item.topics().iter().filter_map(|written| self.config.topic(&written.value));
        said.topics(topics.collect());
        match &original.item.facts {
            Facts::Standard(standard) => said.standard(standard),
            Facts::Edition(edition) => {
                let pairs = self.edition_of(entry.original).map(|node| node.pairs.as_slice());
                said.edition(edition, pairs.unwrap_or_default());
            }
            Facts::Clause(clause) => said.clause(clause, relations),
            Facts::Task(Task { work }) => said.work(work, relations),
            Facts::Safeguard(Safeguard { category, work }) => {
                said.text(&keys::CATEGORY, category);
                said.work(work, relations);
            }
            Facts::Note(note) => said.note(note, relations),
            Facts::Case(case) => said.case(case, relations),
            Facts::Role(role) => said.role(role),
            Facts::Term(term) => said.term(term),
            // An original is no translation.
            Facts::Page | Facts::Translation(_) => {}
        }
        let own = self.own_facts(index);
        let says = |key: &Key| own.iter().any(|fact| fact.key.is(key));
        let stays = |fact: &Fact<'_>| entry.item.header.lang.is_none() || fact.key.wording != Wording::Own;
        said.0.retain(|fact| stays(fact) && !says(fact.key));
        said.0.extend(own);
        said.in_order()
    }

    /// The facts that the file of an entry says itself, as far as a file of any kind may say them: who keeps it, and what
    /// a translation has words of its own for.
    pub fn own_facts(&self, index: EntryIx) -> Vec<Fact<'_>> {
        let item = &self.entry(index).item;
        let mut said = Said(Vec::new());
        said.header(&item.header);
        if let Some(translation) = item.translation() {
            said.translation(translation);
        }
        said.in_order()
    }

    /// The facts of an entry that show in an output.
    pub fn facts_in(&self, index: EntryIx, output: Output) -> Vec<Fact<'_>> {
        let mut facts = self.facts(index);
        facts.retain(|fact| fact.key.shows(output));
        facts
    }
}

/// Facts that were said so far.
struct Said<'a>(Vec<Fact<'a>>);

impl<'a> Said<'a> {
    fn in_order(mut self) -> Vec<Fact<'a>> {
        self.0.sort_by_key(|fact| keys::place(fact.key));
        self.0
    }

    fn say(&mut self, key: &'static Key, value: FactValue<'a>) {
        self.0.push(Fact { key, value });
    }

    fn text(&mut self, key: &'static Key, text: &'a str) {
        if !text.is_empty() {
            self.say(key, FactValue::Text(text));
        }
    }

    fn texts(&mut self, key: &'static Key, texts: impl Iterator<Item = &'a String>) {
        let texts: Vec<&str> = texts.map(String::as_str).collect();
        if !texts.is_empty() {
            self.say(key, FactValue::Texts(texts));
        }
    }

    fn spanned(&mut self, key: &'static Key, texts: &'a [Spanned<String>]) {
        self.texts(key, texts.iter().map(|text| &text.value));
    }

    fn date(&mut self, key: &'static Key, date: Option<PartialDate>) {
        if let Some(date) = date {
            self.say(key, FactValue::Date(date));
        }
    }

    fn word(&mut self, key: &'static Key, word: FactWord) {
        self.say(key, FactValue::Word(word));
    }

    fn topics(&mut self, topics: Vec<&'a Topic>) {
        if !topics.is_empty() {
            self.say(&keys::TOPICS, FactValue::Topics(topics));
        }
    }

    fn links(&mut self, key: &'static Key, refs: &'a [ResolvedRef]) {
        if !refs.is_empty() {
            self.say(key, FactValue::Links(refs));
        }
    }

    fn sources(&mut self, key: &'static Key, sources: &'a [SourceNote]) {
        if !sources.is_empty() {
            self.say(key, FactValue::Sources(sources));
        }
    }

    fn header(&mut self, header: &'a Header) {
        // What names an item and where it is, are no facts of it.
        // Who looked at it shows where it is asked for.
        let Header {
            path: _,
            key: _,
            kind: _,
            lang: _,
            title: _,
            updated,
            owner,
            review_by,
            reviewed: _,
            approved: _,
            moved_from: _,
        } = header;
        self.date(&keys::UPDATED, *updated);
        self.text(&keys::OWNER, owner.as_deref().unwrap_or_default());
        self.date(&keys::REVIEW_BY, *review_by);
    }

    fn standard(&mut self, standard: &'a Standard) {
        // What steers menus and links shows in what it does.
        let Standard { short_title, issuer, current: _, order: _ } = standard;
        self.text(&keys::SHORT_TITLE, short_title);
        self.text(&keys::ISSUER, issuer);
    }

    fn edition(&mut self, edition: &'a Edition, pairs: &'a [EntryIx]) {
        // Numbers that differ from those announced are shown beside them; see `Corpus::counts`.
        let Edition {
            short_title,
            issued,
            effective,
            comments_until,
            ended,
            status,
            profile,
            numbering,
            source,
            expected: _,
            pairs_with: _,
            withdrawn: _,
        } = edition;
        self.text(&keys::SHORT_TITLE, short_title);
        self.date(&keys::ISSUED, *issued);
        self.date(&keys::EFFECTIVE, *effective);
        self.date(&keys::COMMENTS_UNTIL, *comments_until);
        self.date(&keys::ENDED, *ended);
        self.word(&keys::STATUS, FactWord::Status(status.value));
        self.word(&keys::PROFILE, FactWord::Profile(*profile));
        if *numbering != Numbering::Decimal {
            self.text(&keys::NUMBERING, numbering.word());
        }
        self.sources(&keys::EDITION_SOURCE, source.as_slice());
        if !pairs.is_empty() {
            self.say(&keys::PAIRS_WITH, FactValue::Entries(pairs));
        }
    }

    fn clause(&mut self, clause: &'a Clause, relations: &'a Relations) {
        // Its order shows in where it stands; what it was imported from is for its editors.
        let Clause { place, provenance, source, imported: _, number_span: _, order: _, continues: _, as_written: _ } =
            clause;
        match place {
            ClausePlace::Numbered(number) => self.text(&keys::NUMBER, number),
            ClausePlace::Among => {}
            ClausePlace::Front => self.word(&keys::CLAUSE_PLACE, FactWord::Edge(ClauseEdge::Front)),
            ClausePlace::Back => self.word(&keys::CLAUSE_PLACE, FactWord::Edge(ClauseEdge::Back)),
        }
        self.word(&keys::PROVENANCE, FactWord::Provenance(*provenance));
        self.sources(&keys::SOURCE, source.as_slice());
        self.links(&keys::CONTINUES, relations.continues());
    }

    fn work(&mut self, work: &'a Work, relations: &'a Relations) {
        let Work { provenance, basis: _, who: _, counterparts: _, supported_by: _, cadence, when, records, topics: _ } =
            work;
        self.word(&keys::PROVENANCE, FactWord::Provenance(provenance.value));
        self.text(&keys::CADENCE, cadence.as_ref().map_or("", |cadence| &cadence.value));
        if !when.is_empty() {
            self.say(&keys::WHEN, FactValue::Occasions(when));
        }
        self.texts(&keys::RECORDS, records.iter());
        let Some(WorkLinks { basis, who, counterparts, supported_by }) = relations.work() else { return };
        self.say(&keys::WHO, FactValue::Duties(who));
        self.links(&keys::BASIS, basis);
        self.links(&keys::COUNTERPARTS, counterparts);
        self.links(&keys::SUPPORTED_BY, supported_by);
    }

    fn note(&mut self, note: &'a Note, relations: &'a Relations) {
        let Note { provenance, interprets: _, unit, date, topics: _ } = note;
        self.word(&keys::PROVENANCE, FactWord::Provenance(provenance.value));
        self.text(&keys::NOTE_UNIT, unit);
        self.date(&keys::NOTE_DATE, Some(*date));
        self.links(&keys::INTERPRETS, relations.subjects());
    }

    fn case(&mut self, case: &'a Case, relations: &'a Relations) {
        let Case { provenance, illustrates: _, place, unit, date, outcome, sources, topics: _ } = case;
        self.word(&keys::PROVENANCE, FactWord::Provenance(provenance.value));
        self.text(&keys::CASE_PLACE, place);
        self.text(&keys::CASE_UNIT, unit);
        self.date(&keys::CASE_DATE, Some(*date));
        self.text(&keys::OUTCOME, outcome);
        self.sources(&keys::SOURCES, sources);
        self.links(&keys::ILLUSTRATES, relations.subjects());
    }

    fn role(&mut self, role: &'a Role) {
        let Role { level, aliases } = role;
        self.word(&keys::LEVEL, FactWord::Level(*level));
        self.spanned(&keys::ALIASES, aliases);
    }

    fn term(&mut self, term: &'a Term) {
        let Term { provenance, aliases, source } = term;
        self.word(&keys::PROVENANCE, FactWord::Provenance(provenance.value));
        self.spanned(&keys::ALIASES, aliases);
        self.sources(&keys::SOURCE, source.as_slice());
    }

    fn translation(&mut self, translation: &'a Translation) {
        // Who translated it and who read it stand in a place of their own, for they are of this text, not of its item.
        let Translation { source: _, review: _, reviewed_by: _, aliases, facts } = translation;
        for own in facts {
            match &own.words {
                TranslatedWords::Text(text) => self.text(own.key, text),
                TranslatedWords::Texts(texts) => self.texts(own.key, texts.iter()),
            }
        }
        self.spanned(&keys::ALIASES, aliases);
    }
}
