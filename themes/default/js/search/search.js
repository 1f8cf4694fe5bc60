// One query from the text to what is shown.

/** Results whose text is read to set the order right, docs/search-format.md §9.7. */
const EXACT_PAGES = 6;

/**
 * A page that answers, with the piece of its text that does.
 * @typedef {Object} Hit
 * @property {number} page
 * @property {string} address  from the top of the site
 * @property {string} anchor
 * @property {string} href     from this page, with the words to mark there
 * @property {string} number
 * @property {string} title
 * @property {string} where
 * @property {string} kind
 * @property {string} provenance
 * @property {string} lang
 * @property {string} status   what its edition is, where it is not the current one
 * @property {string} duty     the first duty that somebody has in a task or safeguard, who that is, and when it is done
 * @property {string} who
 * @property {string} when
 * @property {Meaning['asked']} asked   what was asked, to be answered beside the page
 * @property {string} heading
 * @property {string} text
 * @property {Variant} variant
 * @property {Word[]} words
 */

/**
 * @typedef {Object} Answer
 * @property {string} query
 * @property {number} total
 * @property {number} past         how many of them belong to editions that are not the current ones, and come last
 * @property {boolean} isAtLeast   there may be more: long lists are not read to their end
 * @property {Hit[]} hits          the first of them
 * @property {Hit[]} near         where there are few hits: pages that have a part of the query, or a character of it
 * @property {Facet[]} facets
 * @property {string[]} instead    words that were searched for in place of those typed
 * @property {string} meant        what may have been meant
 * @property {boolean} isFailed    files of the index could not be read
 * @property {boolean} isTooShort
 * @property {(from: number, count: number) => Promise<Hit[]>} more
 */

/**
 * @typedef {Object} Wish
 * @property {string} [lang]     pages of this language; of all without it
 * @property {boolean} [facets]  with counts to narrow by
 */

/**
 * Answers a query. Never fails: what could not be read is said in the answer.
 * @param {string} query
 * @param {Chosen} chosen
 * @param {number} count  results wanted at first
 * @param {Wish} wish
 * @returns {Promise<Answer>}
 */
function search(query, chosen, count, wish) {
  let reading = 0;
  const again = () => {
    reading = readings;
    return answer(query, chosen, count, wish);
  };
  // Half an answer of the old site and half of the new one would be none, and what was read may be damaged: from the
  // beginning, once.
  return again().catch(() => {
    forgetFiles(reading);
    return again();
  }).catch(() => {
    forgetFiles(reading);
    return emptyAnswer(query, true);
  });
}

/** @param {string} query @param {boolean} isFailed @returns {Answer} */
function emptyAnswer(query, isFailed) {
  return {
    query: query, total: 0, past: 0, isAtLeast: false, hits: [], near: [], facets: [], instead: [], meant: '', isFailed: isFailed,
    isTooShort: /^\s*[a-z]\s*$/i.test(query), more: () => Promise.resolve([]),
  };
}

/** @param {string} query @param {Chosen} chosen @param {number} count @param {Wish} wish @returns {Promise<Answer>} */
function answer(query, chosen, count, wish) {
  return loadCore().then((core) => {
    const isNarrowed = Object.keys(chosen).some((name) => chosen[name].length > 0);
    // Counting and narrowing is of the part `page`: the box under a header does neither.
    const narrowing = wish.facets || isNarrowed ? loadPart('page').then((page) => page.loadFacets(core)) : Promise.resolve(null);
    return Promise.all([findAll(core, query, false), narrowing]).then((both) => {
      const pages = hitsOf(both[0], inLanguage(core, both[0].pages, wish.lang));
      const kept = both[1] ? window.nbSearch.page.narrow(both[1], chosen, pages, both[0].isCut) : { pages: pages, facets: [] };
      /** @param {number[]} some */
      const narrow = (some) => both[1] ? window.nbSearch.page.narrow(both[1], chosen, some, false).pages : some;
      return nearPages(core, both[0], kept.pages, (some) => narrow(inLanguage(core, some, wish.lang))).then((near) => {
        return shownOf(core, query, both[0], kept, near, count);
      });
    });
  });
}

/**
 * Pages in a language; all where the site has no such language, or none was wished.
 * @param {Core} core
 * @param {number[]} pages
 * @param {string} [wanted]
 */
function inLanguage(core, pages, wanted) {
  const lang = core.langs.indexOf(wanted);
  if (lang < 0 || core.langs.length < 2) return pages;
  const langs = new Uint8Array(core.pages);
  core.ranges.forEach((range) => langs.fill(range[0], range[1], range[2]));
  return pages.filter((page) => langs[page] === lang);
}

/**
 * @param {Core} core
 * @param {string} query
 * @param {Found} found
 * @param {{pages: number[], facets: Facet[]}} kept
 * @param {Place[]} near
 * @param {number} count
 * @returns {Promise<Answer>}
 */
function shownOf(core, query, found, kept, near, count) {
  const state = { isFailed: false };
  /** @param {Place[]} places @returns {Promise<Hit[]>} */
  const readPlaces = (places) => {
    return Promise.all(places.map((place) => {
      return loadHit(core, place).catch((error) => {
        if (error instanceof Renewed) throw error;
        state.isFailed = true;
        return null;
      });
    }));
  };
  /** @param {number[]} pages */
  const read = (pages) => readPlaces(pages.map((page) => placeIn(found, page)));
  return read(bestPages(core, found.score, kept.pages, EXACT_PAGES)).then((hits) => {
    const first = inExactOrder(core, found, hits.filter(Boolean));
    const ahead = new Set(first.map((hit) => hit.page));
    /** @param {number} from @param {number} most */
    const more = (from, most) => {
      const rest = bestPages(core, found.score, kept.pages, from + most).filter((page) => !ahead.has(page));
      const own = first.slice(from, from + most);
      const others = rest.slice(Math.max(0, from - first.length), Math.max(0, from + most - first.length));
      return read(others).then((hits) => own.concat(hits.filter(Boolean)));
    };
    return Promise.all([more(0, count), readPlaces(near)]).then((both) => {
      const shown = both[0];
      return Object.assign(emptyAnswer(query, state.isFailed), {
        total: kept.pages.length, past: kept.pages.filter((page) => core.past[page]).length, isAtLeast: found.isCut, hits: shown,
        near: both[1].filter(Boolean), facets: kept.facets,
        instead: wordsInstead(shown), meant: wordsMeant(shown), more: more,
      });
    });
  });
}

/**
 * A page with the unit that answers best, and what was looked for.
 * @typedef {{page: number, unit: number, variant: Variant, asked: Meaning['asked']}} Place
 */

/** @param {Found} found @param {number} page @returns {Place} */
function placeIn(found, page) {
  return { page: page, unit: found.unit[page], variant: found.variants[found.variant[page]], asked: found.asked };
}

/** With fewer hits than this, pages that are near are shown too, so many at most; characters that are looked for by themselves. */
const FEW = 5;
const CHARACTERS_MOST = 8;

/**
 * Pages that are no hits, where there are few: those that have some words of the query, then those that have characters of it.
 * @param {Core} core
 * @param {Found} found
 * @param {number[]} hits
 * @param {(pages: number[]) => number[]} narrow
 * @returns {Promise<Place[]>}
 */
function nearPages(core, found, hits, narrow) {
  if (hits.length >= FEW) return Promise.resolve([]);
  const known = new Set(hits);
  const rest = narrow(found.pages).filter((page) => !known.has(page));
  const partly = bestPages(core, found.score, rest, FEW).map((page) => placeIn(found, page));
  const characters = Array.from(new Set(Array.from(found.variants[0].text).filter((one) => IS_HAN.test(one)))).slice(0, CHARACTERS_MOST);
  if (partly.length >= FEW || !characters.length) return Promise.resolve(partly);
  /** @type {Variant} */
  const variant = { text: characters.join(' '), factor: 1, why: 'near', shown: '' };
  return evaluate(core, variant, false).then((one) => {
    partly.forEach((place) => known.add(place.page));
    const pages = narrow(one.touched).filter((page) => !known.has(page));
    return partly.concat(bestPages(core, one.score, pages, FEW - partly.length).map((page) => {
      return { page: page, unit: one.unit[page], variant: variant, asked: found.asked };
    }));
  });
}

/** @param {Core} core @param {Place} place @returns {Promise<Hit>} */
function loadHit(core, place) {
  const page = place.page;
  const unit = place.unit;
  return file('t/' + (unit >> core.shift)).then((payload) => {
    const own = payload[1][unit & ((1 << core.shift) - 1)];
    const about = own && payload[0][own[0]];
    if (!about) throw new Damaged('texts');
    const variant = place.variant;
    const words = cut(variant.text);
    const at = headingOf(own, words);
    return {
      page: page, address: about[0], anchor: at.anchor, number: about[1], title: about[2], where: about[3],
      kind: core.kinds[about[4]] || '', provenance: core.provenances[about[5]] || '', lang: core.langs[about[6]] || '',
      status: core.past[page] ? core.statuses[core.past[page] - 1] : '', asked: place.asked,
      duty: about[7] || '', who: about[8] || '', when: about[9] || '', heading: at.heading, text: own[3], variant: variant, words: words,
      href: hrefOf(about[0], at.anchor, [about[2], at.heading, own[3]], words),
    };
  });
}

/**
 * The heading before the line of a unit's text that has most of the words, and its anchor; those of the unit where it has none.
 * @param {any[]} unit  as in the file of texts
 * @param {Word[]} words
 * @returns {{heading: string, anchor: string}}
 */
function headingOf(unit, words) {
  /** @type {[number, string][]} */
  const headings = [];
  for (let at = 0; unit[4] && at < unit[4].length; at += 2) headings.push([unit[4][at], unit[4][at + 1]]);
  const lines = headings.length ? unit[3].split('\n') : [];
  /** @type {string[]} */
  const parts = [].concat.apply([], words.map((word) => word.kind === 'han' && Array.from(word.text).length > 1 ? pairs(word.text) : [word.text]));
  let best = 0;
  let most = 0;
  lines.forEach(/** @param {string} line @param {number} index */ (line, index) => {
    const own = normalise(line);
    const count = parts.filter((part) => own.indexOf(part) >= 0).length;
    if (count <= most) return;
    most = count;
    best = index;
  });
  const before = headings.filter((heading) => most && heading[0] <= best).pop();
  return before ? { heading: lines[before[0]], anchor: before[1] } : { heading: unit[2], anchor: unit[1] };
}

/** Words handed on to the page that a result leads to. */
const HANDED_MOST = 6;

/**
 * The address of a result as this page writes it; the words to mark there go with it (js/search/arrive.js says why).
 * @param {string} address
 * @param {string} anchor
 * @param {string[]} parts  texts of the result
 * @param {Word[]} words
 */
function hrefOf(address, anchor, parts, words) {
  const seen = new Set();
  parts.forEach((text) => {
    marksIn(text, words).forEach((mark) => {
      const word = text.slice(mark[0], mark[1]);
      if (!/\s/.test(word) && seen.size < HANDED_MOST) seen.add(word);
    });
  });
  const handed = Array.from(seen).join(' ');
  return siteBase + address + (handed ? '?hl=' + encodeURIComponent(wellFormed(handed)) : '') + (anchor ? '#' + encodeURIComponent(anchor) : '');
}

/**
 * The first results, ordered anew now that their texts are known: docs/search-format.md §9.7.
 * @param {Core} core
 * @param {Found} found
 * @param {Hit[]} hits
 * @returns {Hit[]}
 */
function inExactOrder(core, found, hits) {
  /** @type {Map<number, number>} */
  const scores = new Map();
  hits.forEach((hit) => {
    let most = -1;
    found.evaluations.forEach((one, index) => {
      if (!one.score[hit.page]) return;
      const score = one.score[hit.page] * exactness(core, one, found.variants[index], hit) * worthOfAnswer(found.asked, hit);
      if (score > most) most = score;
    });
    scores.set(hit.page, most);
  });
  const isPast = (/** @type {Hit} */ hit) => (core.past[hit.page] ? 1 : 0);
  return hits.slice().sort((a, b) => isPast(a) - isPast(b) || scores.get(b.page) - scores.get(a.page) || a.page - b.page);
}

/** What a page is worth that has what is asked for: a role's what it does, a work's who has it and when. */
const ANSWERS = 1.4;

/** @param {Meaning['asked']} asked @param {Hit} hit */
function worthOfAnswer(asked, hit) {
  const has = asked === 'role' ? hit.kind === 'role' : asked === 'who' ? hit.who : asked === 'when' ? hit.when : false;
  return has ? ANSWERS : 1;
}

/**
 * How close a page's names and text are to a variant.
 * @param {Core} core
 * @param {Evaluation} evaluation
 * @param {Variant} variant
 * @param {Hit} hit
 */
function exactness(core, evaluation, variant, hit) {
  const title = compact(hit.title);
  const heading = compact(hit.heading);
  const text = compact(hit.text);
  const isHead = hit.kind === 'standard' || hit.kind === 'edition';
  let names = isItsNumber(core, evaluation, variant, hit) ? 1 + OWN_NAME : 1;
  let body = 1;
  [variant.text, variant.whole].forEach((own) => {
    const q = own ? compact(own) : '';
    if (!q) return;
    names = Math.max(names, closeness(q, title, 1), closeness(q, heading, HEADINGS), isHead ? closeness(q, compact(hit.where), 1) : 1);
    if (Array.from(q).length >= 2 && text.indexOf(q) >= 0) body = 1.5;
  });
  return names * body;
}

/** What a name adds that is the query, and one that is a part of it or has it as a part; and how much of that headings count. */
const OWN_NAME = 2.5;
const PART_OF_NAME = 0.9;
const HEADINGS = 0.6;

/**
 * A name that is the query, begins with it, ends with it, contains it, or is contained: by how much of the one is the other.
 * @param {string} q
 * @param {string} name
 * @param {number} weight
 */
function closeness(q, name, weight) {
  if (name === q) return 1 + OWN_NAME * weight;
  const length = Array.from(name).length;
  const asked = Array.from(q).length;
  const isWithin = length < asked;
  const at = isWithin ? q.indexOf(name) : name.indexOf(q);
  if (at < 0 || length < 2) return 1;
  const share = isWithin ? length / asked : asked / length;
  const place = isWithin || at === 0 ? 0.5 : name.endsWith(q) ? 0.4 : 0.3;
  return 1 + PART_OF_NAME * weight * (place + 0.5 * share);
}

/**
 * Whether the query is a page's own number, by itself or with the names of its standard and edition.
 * @param {Core} core
 * @param {Evaluation} evaluation
 * @param {Variant} variant
 * @param {Hit} hit
 */
function isItsNumber(core, evaluation, variant, hit) {
  const number = normalise(hit.number);
  if (number === '') return false;
  if (variant.text === number) return true;
  const named = new Set();
  for (let place = core.scopeOf[hit.page]; place >= 0; place = core.scopes[place].outer) {
    evaluation.named[place].forEach((word) => named.add(word));
  }
  const rest = evaluation.looked.filter((word, index) => !named.has(index));
  const only = rest.length === 1 ? rest[0].term : null;
  if (!only || isHanTerm(only)) return false;
  return ownNumbers(number, hit.kind).indexOf(only.text) >= 0;
}

/** What a page is looked up by that has a number. @param {string} number  normalised @param {string} kind @returns {string[]} */
function ownNumbers(number, kind) {
  const id = /^([a-z]+)0*([1-9][0-9]*)$/.exec(number);
  const counted = id ? [id[1] + id[2], kind + id[2]] : [];
  const runs = cut(number);
  if (runs.length !== 1 || runs[0].kind === 'han' || runs[0].end - runs[0].start !== number.length) return counted;
  const own = runs[0].text;
  if (runs[0].kind === 'provision' && own.slice(-1) !== '条') return counted.concat(own);
  const digits = own.replace(/条$/, '');
  return counted.concat(digits, digits + '条', /^[0-9]+$/.test(number) ? digits + '章' : []);
}

/** @param {Hit[]} hits @returns {string[]} */
function wordsInstead(hits) {
  const shown = hits.filter((hit) => hit.variant.why === 'alias' || hit.variant.why === 'pinyin');
  return Array.from(new Set(shown.map((hit) => hit.variant.shown))).slice(0, 3);
}

/** @param {Hit[]} hits @returns {string} */
function wordsMeant(hits) {
  const meant = hits.filter((hit) => hit.variant.why === 'typo')[0];
  return meant ? meant.variant.shown : '';
}
