// From the text of a query to the terms to look up: docs/search-format.md §9.2 and §9.3.

/**
 * One reading of the query: as typed, or with an alias, pinyin or a typo replaced.
 * @typedef {Object} Variant
 * @property {string} text
 * @property {number} factor
 * @property {'typed' | 'number' | 'alias' | 'pinyin' | 'typo' | 'near'} why
 * @property {string} shown   what to tell the reader: the words that took the place of others
 * @property {string} [whole]  what was typed, where questions are left out of the text
 */

/**
 * Something to look up.
 * @typedef {Object} Term
 * @property {'provision' | 'word' | 'pair' | 'single'} kind
 * @property {string} text
 * @property {number} run   which Han run of the variant a pair belongs to; −1 for others
 */

/** Pairs of one run, and words of one variant, that are looked up; and more of them where too many pages have all. */
const PAIRS_MOST = 6;
const TERMS_MOST = 12;
const MORE_MOST = 8;

/** Whether a pair only joins two words. @param {Core} core @param {string} pair */
function isJoining(core, pair) {
  return Array.from(pair).some((character) => core.asking.joining.indexOf(character) >= 0);
}

/** So many words tell enough without the dense ones. */
const TELLING = 4;

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
  const thin = all.filter((term) => term.kind !== 'pair' || !core.dense.has(term.text));
  const worth = thin.length >= TELLING ? thin : all;
  const left = runs.map((_, run) => {
    const own = worth.filter((term) => term.run === run);
    const telling = own.filter((term) => !isJoining(core, term.text));
    return own.length > PAIRS_MOST && telling.length ? telling : own;
  });
  /** @type {string[][]} */
  const spare = left.map(() => []);
  const spread = worth.filter((term) => {
    if (term.run < 0) return true;
    const own = left[term.run];
    const isTaken = own.indexOf(term) >= 0 && isKept(own.indexOf(term), own.length, PAIRS_MOST);
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
    const match = saidIn(core, text, alias[0]).filter((own) => {
      const isFree = matches.every((other) => own.end <= other.start || other.end <= own.start);
      const isThere = alias[1].some((target) => target.startsWith(alias[0]) && text.startsWith(target, own.start));
      return isFree && !isThere && !isInsideWord(text, own.start) && !isInsideWord(text, own.end);
    })[0];
    if (match) matches.push({ start: match.start, end: match.end, targets: alias[1] });
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

/** Small words that may stand within readers' words: 找一份工作, 看个病. */
const FILLING_MOST = 2;

/**
 * Where readers' words stand: as they are, or else with one or two small words within.
 * @param {Core} core
 * @param {string} text
 * @param {string} said
 * @returns {{start: number, end: number}[]}
 */
function saidIn(core, text, said) {
  /** @param {string} gap */
  const isFilling = (gap) => gap.split('').every((character) => core.asking.filling.indexOf(character) >= 0);
  const places = placesOf(text, said, 1).map((start) => ({ start: start, end: start + said.length }));
  if (places.length || !IS_HAN.test(said.charAt(0)) || said.length < 2) return places;
  for (let start = text.indexOf(said.charAt(0)); start >= 0; start = text.indexOf(said.charAt(0), start + 1)) {
    for (let head = 1; head < said.length; head++) {
      if (!text.startsWith(said.slice(0, head), start)) break;
      for (let gap = 1; gap <= FILLING_MOST; gap++) {
        const from = start + head;
        if (!isFilling(text.slice(from, from + gap)) || !text.startsWith(said.slice(head), from + gap)) continue;
        places.push({ start: start, end: start + said.length + gap });
      }
    }
  }
  return places;
}

/** Whether a place has a Letter or Digit on both sides. @param {string} text @param {number} at */
function isInsideWord(text, at) {
  if (at <= 0 || at >= text.length) return false;
  const before = Array.from(text.slice(Math.max(0, at - 2), at)).pop();
  return IS_WORD.test(before) && IS_WORD.test(String.fromCodePoint(text.codePointAt(at)));
}
