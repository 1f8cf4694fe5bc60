// Which pages answer a variant, and how well: docs/search-format.md §9.2 and §9.5.

/** Terms that begin with a word and are read with it. */
const EXPANSIONS_MOST = 200;

/** What a list is worth: that of the word itself, and that of a longer one. */
const EXACT = 4;
const LONGER = 3;

/**
 * A word of the query with the lists of its terms.
 * @typedef {Object} Looked
 * @property {Term} term
 * @property {{text: string, place: number, worth: number}[]} lists   the exact term first
 * @property {number} exact  units that hold the very word
 * @property {number} df
 * @property {boolean} isCut  a list has a tail that is not loaded
 */

/**
 * What a variant finds. The arrays have a value for each page.
 * @typedef {Object} Evaluation
 * @property {number} total       idf of all its words
 * @property {number[]} touched   pages with any of them
 * @property {Float64Array} score
 * @property {Int32Array} found   idf of the words the page has
 * @property {Int32Array} unit    the page's best unit
 * @property {Looked[]} looked
 * @property {number[][]} named   for each scope the words that its names hold
 * @property {boolean} isCut
 * @property {boolean} isCovered  some page has every word itself
 */

/**
 * @param {Core} core
 * @param {Variant} variant
 * @param {boolean} isWhole  the tails of long lists too
 * @returns {Promise<Evaluation>}
 */
function evaluate(core, variant, isWhole) {
  const words = termsOf(core, variant.text);
  /** @param {Term} term */
  const find = (term) => lookUp(core, term, isWhole);
  return Promise.all(words.terms.map(find)).then((looked) => {
    const others = inPlaceOfMissing(words, looked);
    return Promise.all(others.map(find)).then((more) => {
      const all = looked.concat(more);
      const first = weigh(core, variant, all);
      const full = first.touched.filter((page) => first.found[page] === first.total).length;
      const taken = new Set(all.map((word) => word.term.text));
      const rest = spareTerms(words.spare, taken);
      if (full <= EXACT_PAGES || !rest.length) return first;
      return Promise.all(rest.map(find)).then((further) => weigh(core, variant, all.concat(further)));
    });
  });
}

/**
 * Pairs left out of a long run stand in for those that no page has.
 * @param {{terms: Term[], spare: string[][]}} words
 * @param {Looked[]} looked
 * @returns {Term[]}
 */
function inPlaceOfMissing(words, looked) {
  const taken = new Set(words.terms.map((term) => term.text));
  /** @type {Term[]} */
  const others = [];
  words.spare.forEach((spare, run) => {
    let missing = looked.filter((word) => word.term.run === run && !word.df).length;
    spare.forEach((pair) => {
      if (missing <= 0 || taken.has(pair)) return;
      missing--;
      taken.add(pair);
      others.push({ kind: 'pair', text: pair, run: run });
    });
  });
  return others;
}

/** Pairs that were left out, spread evenly. @param {string[][]} spare @param {Set<string>} taken @returns {Term[]} */
function spareTerms(spare, taken) {
  /** @type {Term[]} */
  const rest = [];
  spare.forEach((pairs, run) => pairs.forEach((pair) => {
    if (taken.has(pair)) return;
    taken.add(pair);
    rest.push({ kind: 'pair', text: pair, run: run });
  }));
  return rest.filter((_, index) => isKept(index, rest.length, MORE_MOST));
}

/** What longer terms begin with, to count as this word; nothing for a whole word. @param {Term} term */
function prefixOf(term) {
  if (term.kind === 'single') return term.text;
  if (term.kind !== 'word') return '';
  if (Array.from(term.text).length > 1) return term.text;
  return /[0-9]/.test(term.text) ? term.text + '.' : '';
}

/**
 * @param {Core} core
 * @param {Term} term
 * @param {boolean} isWhole
 * @returns {Promise<Looked>}
 */
function lookUp(core, term, isWhole) {
  const prefix = prefixOf(term);
  const own = placeOf(core.words, term.text);
  const first = Math.max(0, placeOf(core.words, prefix));
  const last = prefix && first + 1 < core.words.length && core.words[first + 1].startsWith(prefix) ? first + 1 : first;
  // The shard of the word itself, then those of longer ones.
  const indices = [own].concat(prefix ? [first] : [], last > first ? [last] : []);
  return Promise.all(indices.map((index) => index >= 0 && index < core.words.length ? loadShard(index) : null)).then((read) => {
    /** @type {Looked} */
    const looked = { term: term, lists: [], exact: 0, df: 0, isCut: false };
    /** @type {Promise<void>[]} */
    const waiting = [];
    /** @param {Shard} shard @param {number} index @param {number} worth */
    const add = (shard, index, worth) => {
      looked.lists.push({ text: shard.text, place: shard.places[index], worth: worth });
      const long = shard.tails.get(index);
      const df = long ? long.df : readList(shard.text, shard.places[index], core.numbers, nothingToDo);
      if (long && isWhole) {
        waiting.push(file('x/' + long.tail).then((text) => {
          const list = { text: text, place: 0, worth: worth };
          if (worth === EXACT) looked.lists.unshift(list);
          else looked.lists.push(list);
        }));
      } else if (long) looked.isCut = true;
      if (worth === EXACT) looked.exact = looked.df = df;
      else if (!looked.exact) looked.df += df;
    };
    let left = EXPANSIONS_MOST;
    read.forEach((shard, number) => {
      if (!shard) return;
      const place = placeOf(shard.terms, number ? prefix : term.text);
      if (!number) {
        if (shard.terms[place] === term.text) add(shard, place, EXACT);
        return;
      }
      for (let i = place + (shard.terms[place] === prefix ? 0 : 1); left > 0 && i < shard.terms.length && shard.terms[i].startsWith(prefix); i++) {
        if (shard.terms[i] === term.text) continue;
        left--;
        add(shard, i, LONGER);
      }
    });
    looked.df = Math.min(core.units, looked.df);
    return Promise.all(waiting).then(() => looked);
  });
}

function nothingToDo() {
  // The reader is asked for the length only.
}

/** How much a word that `df` units hold tells, in whole numbers. @param {number} units @param {number} df */
function idf(units, df) {
  const r = Math.floor(16 * (units + 1) / (df + 1));
  let e = 0;
  while (r >= Math.pow(2, e + 1)) e++;
  return 8 + 16 * (e - 4) + Math.floor(16 * (r - Math.pow(2, e)) / Math.pow(2, e));
}

/** What a word counts that is a part of the name of a page's standard or edition. */
const OF_SCOPE = 36;

/** What is left of the score of a page that lacks a number of the query. */
const OTHER_NUMBER = 0.125;

/** @param {Term} term */
function isNumber(term) {
  return term.kind === 'provision' || (term.kind === 'word' && /^(?:[0-9.]+|[a-z]{1,9}[0-9]+)$/.test(term.text));
}

/**
 * @param {Core} core
 * @param {Variant} variant
 * @param {Looked[]} looked
 * @returns {Evaluation}
 */
function weigh(core, variant, looked) {
  const sums = new Int32Array(core.numbers);
  const values = new Int32Array(core.numbers);
  const best = new Int32Array(core.pages);
  const spread = new Int32Array(core.pages);
  const exact = new Int32Array(core.pages);
  const found = new Int32Array(core.pages);
  /** @type {number[]} */
  const units = [];
  /** @type {number[]} */
  const touched = [];
  /** For each scope, words that its names hold, and those the pages themselves have. */
  const named = core.scopes.map(() => /** @type {number[]} */ ([]));
  /** @type {Int32Array[]} */
  const bestOfWord = [];
  let total = 0;
  const weights = looked.map((word) => {
    const weight = idf(core.units, word.df);
    return looked.length > 2 && word.term.kind === 'pair' && isJoining(core, word.term.text) ? weight >> 2 : weight;
  });
  const numbers = looked.map((word, index) => isNumber(word.term) ? index : -1).filter((index) => index >= 0);
  looked.forEach((word, index) => {
    const weight = weights[index];
    total += weight;
    /** @type {number[]} */
    const own = [];
    /** @type {number[]} */
    const pages = [];
    word.lists.forEach((list) => {
      readList(list.text, list.place, core.numbers, (unit, level) => {
        const value = list.worth * core.impacts[level];
        if (!values[unit]) own.push(unit);
        if (value > values[unit]) values[unit] = value;
        const page = core.pageOf[unit];
        if (!best[page]) {
          best[page] = -1;
          pages.push(page);
          if (!found[page]) touched.push(page);
          found[page] += weight;
          if (list.worth === EXACT) exact[page] += weight;
        }
      });
    });
    own.forEach((unit) => {
      if (!sums[unit]) units.push(unit);
      sums[unit] += values[unit] * weight;
      const page = core.pageOf[unit];
      if (values[unit] > best[page]) best[page] = values[unit];
    });
    core.scopes.forEach((scope, place) => { if (values[scope.unit]) named[place].push(index); });
    own.forEach((unit) => { values[unit] = 0; });
    const kept = new Int32Array(core.pages);
    pages.forEach((page) => {
      spread[page] += best[page] * weight;
      kept[page] = best[page];
      best[page] = 0;
    });
    bestOfWord.push(kept);
  });
  touched.forEach((page) => {
    const counted = new Set();
    for (let place = core.scopeOf[page]; place >= 0; place = core.scopes[place].outer) {
      if (core.scopes[place].first === page) continue;
      named[place].forEach((word) => {
        if (counted.has(word)) return;
        counted.add(word);
        const value = bestOfWord[word][page];
        if (!value) {
          found[page] += weights[word];
          exact[page] += weights[word];
        }
        if (value < OF_SCOPE) spread[page] += (OF_SCOPE - value) * weights[word];
      });
    }
  });
  const unitOf = new Int32Array(core.pages).fill(-1);
  units.forEach((unit) => {
    const page = core.pageOf[unit];
    const known = unitOf[page];
    if (known < 0 || sums[unit] > sums[known] || (sums[unit] === sums[known] && unit < known)) unitOf[page] = unit;
  });
  const score = new Float64Array(core.pages);
  touched.forEach((page) => {
    const c = found[page] / total;
    let part = c * c;
    part *= part;
    // Another number is another thing.
    numbers.forEach((word) => { if (!bestOfWord[word][page]) part *= OTHER_NUMBER; });
    score[page] = (10 * spread[page] + 7 * sums[unitOf[page]]) * part * variant.factor;
  });
  return {
    total: total, touched: touched, score: score, found: found, unit: unitOf, looked: looked, named: named,
    isCut: looked.some((word) => word.isCut),
    isCovered: total > 0 && touched.some((page) => exact[page] === total),
  };
}
