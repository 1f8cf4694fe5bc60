// The core of the index and its shards, read: docs/search-format.md §3, §4, §8.

/**
 * What every query needs.
 * @typedef {Object} Core
 * @property {number} pages
 * @property {number} units
 * @property {number} numbers    units have numbers below this
 * @property {number} shift      two to this power units lie in one file of texts
 * @property {Int32Array} pageOf  the page of each number of a unit
 * @property {Int32Array} scopeOf  the innermost scope of each page, −1 for none
 * @property {Scope[]} scopes
 * @property {number[]} impacts  value of each level
 * @property {string[]} words    first term of each shard of terms
 * @property {Set<string>} dense  pairs that stand in more than an eighth of the units
 * @property {string[]} names    first key of each shard of names
 * @property {string} letters    letters that have a list of words
 * @property {boolean} hasFacets
 * @property {Asking} asking
 * @property {string[]} langs
 * @property {string[]} kinds
 * @property {string[]} provenances
 * @property {[number, number, number][]} ranges  language, first page, end
 * @property {string[]} statuses  of editions that are not the current ones
 * @property {Uint8Array} past   for each page the place of its status in `statuses`, from 1; 0 where it is of a current edition or of none
 * @property {[string, string[]][]} aliases
 */

/**
 * Pages that belong to a standard or an edition, whose page is the first of them and whose names are the unit.
 * @typedef {{unit: number, outer: number, first: number, end: number}} Scope
 */

/** @returns {Promise<Core>} */
function loadCore() {
  return openIndex().then(() => {
    return file('core').then((payload) => {
      // Read once: the promise of the file stays the same as long as its generation.
      if (!payload.read) payload.read = readCore(payload);
      return payload.read;
    });
  });
}

/** @param {any} payload @returns {Core} */
function readCore(payload) {
  const numbers = payload.numbers;
  const pageOf = new Int32Array(numbers);
  const reader = new Reader(payload.starts);
  let page = -1;
  let bits = 0;
  for (let unit = 0; unit < numbers; unit++) {
    if (unit % 6 === 0) bits = reader.isDone() ? 0 : reader.digit();
    if (bits >> (unit % 6) & 1) page++;
    pageOf[unit] = page;
  }
  if (page + 1 !== payload.pages) throw new Damaged('core');
  const past = new Uint8Array(payload.pages);
  payload.past.forEach(/** @param {[number, number, number]} range */ (range) => past.fill(range[0] + 1, range[1], range[2]));
  const scopes = readScopes(payload.scopes, pageOf);
  const scopeOf = new Int32Array(payload.pages).fill(-1);
  scopes.forEach((scope, index) => scopeOf.fill(index, scope.first, scope.end));
  return {
    scopes: scopes, scopeOf: scopeOf, pages: payload.pages, units: payload.units, numbers: numbers, shift: payload.text_shift, pageOf: pageOf, impacts: payload.impacts,
    words: readTerms(payload.words), dense: new Set(readTerms(payload.dense)), names: readKeys(payload.names),
    letters: payload.letters, hasFacets: payload.facets > 0, langs: payload.langs,
    kinds: payload.kinds, provenances: payload.provenances, ranges: payload.ranges, aliases: payload.aliases,
    statuses: payload.statuses, past: past, asking: payload.asking,
  };
}

/** @param {string} text @param {Int32Array} pageOf @returns {Scope[]} */
function readScopes(text, pageOf) {
  const reader = new Reader(text);
  /** @type {Scope[]} */
  const scopes = [];
  for (let first = 0; !reader.isDone();) {
    first += reader.number();
    const end = first + reader.number();
    let outer = scopes.length - 1;
    while (outer >= 0 && scopes[outer].end < end) outer = scopes[outer].outer;
    scopes.push({ unit: pageOf.indexOf(first), outer: outer, first: first, end: end });
  }
  return scopes;
}

/**
 * The next term of a string of terms, after the one before it, as code points.
 * @param {Reader} reader
 * @param {number[]} before
 * @param {number} shared
 * @param {number} more
 */
function readTerm(reader, before, shared, more) {
  if (shared > before.length || more < 1) throw new Damaged('a term');
  const term = before.slice(0, shared);
  for (let i = 0; i < more; i++) {
    const isAfter = i === 0 && shared < before.length;
    term.push(isAfter ? before[shared] + 1 + reader.number() : reader.codePoint());
  }
  return term;
}

/** A string of terms without lists. @param {string} text @returns {string[]} */
function readTerms(text) {
  const reader = new Reader(text);
  /** @type {string[]} */
  const terms = [];
  /** @type {number[]} */
  let term = [];
  while (!reader.isDone()) {
    const h = reader.number();
    const shared = h < 42 ? h % 6 : reader.number();
    term = readTerm(reader, term, shared, h < 42 ? Math.floor(h / 6) + 1 : reader.number());
    terms.push(String.fromCodePoint.apply(null, term));
  }
  return terms;
}

/** @param {string} text @returns {string[]} */
function readKeys(text) {
  const reader = new Reader(text);
  /** @type {string[]} */
  const keys = [];
  while (!reader.isDone()) {
    let key = '';
    for (let left = reader.digit(); left > 0; left--) key += String.fromCharCode(97 + reader.digit());
    keys.push(key);
  }
  return keys;
}

/**
 * A shard of terms with the place of each list in its text.
 * @typedef {Object} Shard
 * @property {string} text
 * @property {string[]} terms
 * @property {number[]} places
 * @property {Map<number, {tail: number, df: number}>} tails  by index of the term
 */

/** @type {Map<string, Shard>} by text, so that another generation has its own */
const shards = new Map();

/** @param {number} index @returns {Promise<Shard>} */
function loadShard(index) {
  return file('w/' + index).then((text) => {
    const known = shards.get(text);
    if (known) return known;
    const shard = readShard(text);
    shards.set(text, shard);
    return shard;
  });
}

/** @param {string} text @returns {Shard} */
function readShard(text) {
  const reader = new Reader(text);
  /** @type {Shard} */
  const shard = { text: text, terms: [], places: [], tails: new Map() };
  /** @type {number[]} */
  let term = [];
  while (!reader.isDone()) {
    const h = reader.number();
    const isLong = h >= 42;
    const shared = isLong ? reader.number() : h % 6;
    const more = isLong ? reader.number() : Math.floor(h / 6) + 1;
    if (h === 43) {
      const tail = reader.number();
      shard.tails.set(shard.terms.length, { tail: tail, df: reader.number() });
    }
    term = readTerm(reader, term, shared, more);
    shard.terms.push(String.fromCodePoint.apply(null, term));
    shard.places.push(reader.at);
    skipList(reader);
  }
  return shard;
}

/** @param {Reader} reader */
function skipList(reader) {
  for (let isLast = false; !isLast;) {
    const group = reader.digit();
    const count = Math.floor(group / 12);
    isLast = group % 12 >= 6;
    reader.skip(count < 6 ? count + 1 : reader.number() + 7);
  }
}

/**
 * Reads a list of units; gives their number.
 * @param {string} text
 * @param {number} place
 * @param {number} numbers  units have numbers below this
 * @param {(unit: number, level: number) => void} visit
 */
function readList(text, place, numbers, visit) {
  const reader = new Reader(text);
  reader.at = place;
  let total = 0;
  for (let isLast = false; !isLast;) {
    const group = reader.digit();
    const n = Math.floor(group / 12);
    const count = n < 6 ? n + 1 : reader.number() + 7;
    const level = group % 6;
    isLast = group % 12 >= 6;
    total += count;
    let unit = -1;
    for (let i = 0; i < count; i++) {
      unit += 1 + reader.number();
      if (unit >= numbers) throw new Damaged('no such unit');
      visit(unit, level);
    }
  }
  return total;
}
