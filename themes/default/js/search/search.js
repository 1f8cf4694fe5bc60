// One query from the text to what is shown.

/** Results whose text is read to set the order right, docs/search-format.md §9.6. */
const EXACT_PAGES = 8;

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
    query: query, total: 0, past: 0, isAtLeast: false, hits: [], facets: [], instead: [], meant: '', isFailed: isFailed,
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
      return shownOf(core, query, both[0], kept, count);
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
 * @param {number} count
 * @returns {Promise<Answer>}
 */
function shownOf(core, query, found, kept, count) {
  const state = { isFailed: false };
  /** @param {number[]} pages @returns {Promise<Hit[]>} */
  const read = (pages) => {
    return Promise.all(pages.map((page) => {
      return loadHit(core, found, page).catch((error) => {
        if (error instanceof Renewed) throw error;
        state.isFailed = true;
        return null;
      });
    }));
  };
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
    return more(0, count).then((shown) => {
      return Object.assign(emptyAnswer(query, state.isFailed), {
        total: kept.pages.length, past: kept.pages.filter((page) => core.past[page]).length, isAtLeast: found.isCut, hits: shown, facets: kept.facets,
        instead: wordsInstead(shown), meant: wordsMeant(shown), more: more,
      });
    });
  });
}

/** @param {Core} core @param {Found} found @param {number} page @returns {Promise<Hit>} */
function loadHit(core, found, page) {
  const unit = found.unit[page];
  return file('t/' + (unit >> core.shift)).then((payload) => {
    const own = payload[1][unit & ((1 << core.shift) - 1)];
    const about = own && payload[0][own[0]];
    if (!about) throw new Damaged('texts');
    const variant = found.variants[found.variant[page]];
    const words = cut(variant.text);
    return {
      page: page, address: about[0], anchor: own[1], number: about[1], title: about[2], where: about[3],
      kind: core.kinds[about[4]] || '', provenance: core.provenances[about[5]] || '', lang: core.langs[about[6]] || '',
      status: core.past[page] ? core.statuses[core.past[page] - 1] : '',
      heading: own[2], text: own[3], variant: variant, words: words, href: hrefOf(about[0], own[1], [about[2], own[2], own[3]], words),
    };
  });
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
 * The first results, ordered anew now that their texts are known: docs/search-format.md §9.6.
 * @param {Core} core
 * @param {Found} found
 * @param {Hit[]} hits
 * @returns {Hit[]}
 */
function inExactOrder(core, found, hits) {
  const scores = new Map(hits.map(/** @returns {[number, number]} */ (hit) => {
    const exact = exactness(hit);
    return [hit.page, found.score[hit.page] * exact[0] * exact[1]];
  }));
  const isPast = (/** @type {Hit} */ hit) => (core.past[hit.page] ? 1 : 0);
  return hits.slice().sort((a, b) => isPast(a) - isPast(b) || scores.get(b.page) - scores.get(a.page) || a.page - b.page);
}

/** @param {Hit} hit @returns {[number, number]} */
function exactness(hit) {
  const q = compact(hit.variant.text);
  if (!q) return [1, 1];
  const title = compact(hit.title);
  const heading = compact(hit.heading);
  const isBody = Array.from(q).length >= 2 && compact(hit.text).indexOf(q) >= 0;
  let t = 1;
  if (title === q || isItsNumber(hit)) t = 2.5;
  else if (heading === q) t = 1.8;
  else if (title.indexOf(q) >= 0) t = 1.6;
  else if (heading.indexOf(q) >= 0) t = 1.4;
  return [t, isBody ? 1.5 : 1];
}

/** Whether the query is nothing but the page's own number. @param {Hit} hit */
function isItsNumber(hit) {
  const number = normalise(hit.number);
  if (number === '') return false;
  if (hit.variant.text === number) return true;
  const runs = cut(number);
  const only = hit.variant.only;
  if (!only || runs.length !== 1 || runs[0].kind === 'han' || runs[0].end - runs[0].start !== number.length) return false;
  const own = runs[0].text;
  const isHeading = runs[0].kind === 'provision' && own.slice(-1) !== '条';
  const digits = isHeading ? own : own.replace(/条$/, '');
  return only === digits || (!isHeading && only === digits + '条');
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
