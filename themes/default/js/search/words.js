// From the text of a query to the terms to look up: docs/search-format.md §9.1 and §9.2.

/**
 * One reading of the query: as typed, or with an alias, pinyin or a typo replaced.
 * @typedef {Object} Variant
 * @property {string} text
 * @property {number} factor
 * @property {'typed' | 'alias' | 'pinyin' | 'typo'} why
 * @property {string} shown   what to tell the reader: the words that took the place of others
 * @property {string} [only]  its only word, where that is a number or a Latin word
 */

/**
 * Something to look up.
 * @typedef {Object} Term
 * @property {'provision' | 'word' | 'pair' | 'single'} kind
 * @property {string} text
 * @property {number} run   which Han run of the variant a pair belongs to; −1 for others
 */

/** Pairs of one run, and words of one variant, that are looked up. */
const PAIRS_MOST = 4;
const TERMS_MOST = 8;

/**
 * The words of a variant, and for each Han run the pairs that were left out.
 * @param {Core} core
 * @param {string} text
 * @returns {{terms: Term[], spare: string[][]}}
 */
function termsOf(core, text) {
  /** @type {Term[]} */
  const all = [];
  /** @type {string[][]} */
  const runs = [];
  cut(text).forEach((run) => {
    if (run.kind !== 'han') {
      all.push({ kind: run.kind, text: run.text, run: -1 });
      return;
    }
    const own = pairs(run.text);
    if (!own.length) all.push({ kind: 'single', text: run.text, run: -1 });
    own.forEach((pair) => { all.push({ kind: 'pair', text: pair, run: runs.length }); });
    if (own.length) runs.push(own);
  });
  /** @param {Term} term */
  const isThin = (term) => term.kind !== 'pair' || !core.dense.has(term.text);
  const isAllDense = !all.some(isThin);
  const thin = isAllDense ? all : all.filter(isThin);
  const left = runs.map((_, run) => thin.filter((term) => term.run === run));
  /** @type {string[][]} */
  const spare = left.map(() => []);
  const spread = thin.filter((term) => {
    if (term.run < 0) return true;
    const own = left[term.run];
    const isTaken = isKept(own.indexOf(term), own.length, PAIRS_MOST);
    if (!isTaken) spare[term.run].push(term.text);
    return isTaken;
  });
  const seen = new Set();
  const once = spread.filter((term) => !seen.has(term.text) && seen.add(term.text));
  const terms = once.filter((_, index) => isKept(index, once.length, TERMS_MOST));
  return { terms: terms, spare: spare };
}

/**
 * Whether one of `count` things is among the `most` that are kept, spread evenly.
 * @param {number} index
 * @param {number} count
 * @param {number} most
 */
function isKept(index, count, most) {
  if (count <= most) return true;
  for (let i = 0; i < most; i++) {
    if (Math.floor((2 * i * (count - 1) + most - 1) / (2 * (most - 1))) === index) return true;
  }
  return false;
}

/** Aliases that are followed in one query, and readings of it that they give. */
const ALIASES_MOST = 3;
const ALIAS_VARIANTS = 4;

/**
 * What readers say in place of what the content says.
 * @param {Core} core
 * @param {string} text
 * @returns {Variant[]}
 */
function aliasVariants(core, text) {
  /** @type {{start: number, end: number, targets: string[]}[]} */
  const matches = [];
  core.aliases.forEach((alias) => {
    if (matches.length >= ALIASES_MOST || !alias[0]) return;
    const start = placesOf(text, alias[0], 1).filter((at) => {
      const behind = at + alias[0].length;
      const isFree = matches.every((other) => behind <= other.start || other.end <= at);
      return isFree && !isInsideWord(text, at) && !isInsideWord(text, behind);
    })[0];
    if (start === undefined) return;
    const end = start + alias[0].length;
    matches.push({ start: start, end: end, targets: alias[1] });
  });
  matches.sort((a, b) => a.start - b.start);
  const most = Math.max.apply(null, matches.map((match) => match.targets.length).concat(0));
  /** @type {Variant[]} */
  const variants = [];
  for (let i = 0; i < Math.min(most, ALIAS_VARIANTS); i++) {
    const targets = matches.map((match) => match.targets[Math.min(i, match.targets.length - 1)]);
    let from = 0;
    let replaced = '';
    matches.forEach((match, index) => {
      replaced += text.slice(from, match.start) + targets[index];
      from = match.end;
    });
    replaced += text.slice(from);
    if (replaced !== text) variants.push({ text: replaced, factor: 0.8, why: 'alias', shown: targets.join(' ') });
  }
  return variants;
}

/** Whether a place has a Letter or Digit on both sides. @param {string} text @param {number} at */
function isInsideWord(text, at) {
  if (at <= 0 || at >= text.length) return false;
  const before = Array.from(text.slice(Math.max(0, at - 2), at)).pop();
  return IS_WORD.test(before) && IS_WORD.test(String.fromCodePoint(text.codePointAt(at)));
}
