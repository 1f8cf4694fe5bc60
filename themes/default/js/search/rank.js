// All readings of a query together: the stages, and pages in order. docs/search-format.md §9.4 and §9.5.

/**
 * What a query found, before anything is narrowed or shown. The arrays have a value for each page.
 * @typedef {Object} Found
 * @property {Variant[]} variants
 * @property {number[]} pages     pages with any of the words
 * @property {Float64Array} score
 * @property {Int32Array} unit
 * @property {Uint8Array} variant  by its place in `variants`
 * @property {Evaluation[]} evaluations  of the variants
 * @property {Meaning['asked']} asked
 * @property {boolean} isCut      tails of long lists are not counted
 */

/** The generation whose fold table is in use. */
let foldGeneration = '';

/**
 * Everything that answers a query.
 * @param {Core} core
 * @param {string} query
 * @param {boolean} isWhole  the tails of long lists too
 * @returns {Promise<Found>}
 */
function findAll(core, query, isWhole) {
  const typed = normalise(query, true);
  const meaning = understand(core.asking, typed);
  const text = meaning.content;
  /** @type {Variant[]} */
  let variants = [{ text: text, factor: 1, why: 'typed', shown: '', whole: meaning.whole }];
  /** @type {Evaluation[]} */
  let evaluations = [];
  /** @param {Variant[]} more */
  const evaluateAll = (more) => {
    return Promise.all(more.map((variant) => evaluate(core, variant, isWhole))).then((done) => {
      variants = variants.concat(more);
      evaluations = evaluations.concat(done);
    });
  };
  return readingsOfNumbers(core.asking, meaning).then((readings) => {
    readings.forEach((reading) => { variants.push({ text: reading, factor: 1, why: 'number', shown: '' }); });
    if (text !== meaning.whole && Array.from(text).length < 3) variants.push({ text: meaning.whole, factor: 0.5, why: 'typed', shown: '' });
    const first = variants.concat(aliasVariants(core, text), meaning.whole === text ? [] : aliasVariants(core, meaning.whole));
    variants = [];
    return evaluateAll(first);
  }).then(() => {
    const isLacking = evaluations[0].looked.some((word) => isHanTerm(word.term) && !word.df);
    if (!isLacking || foldGeneration === generation) return null;
    return file('fold').then((table) => {
      folds = readFolds(table);
      foldGeneration = generation;
      return normalise(query, true) === typed ? null : findAll(core, query, isWhole);
    });
  }).then((again) => {
    if (again) return again;
    const hasLetters = /[a-z]/.test(text) && !evaluations.some((one) => one.isCovered);
    return (hasLetters ? loadPart('slips') : Promise.resolve(null)).then((slips) => {
      return slips ? soundingVariants(core, slips, text, isWhole) : [];
    }).then((sounding) => {
      variants = variants.concat(sounding.map((one) => one.variant));
      evaluations = evaluations.concat(sounding.map((one) => one.evaluation));
      const best = bestCoverage(evaluations);
      // Much of a question is not meant word by word.
      const isPoor = best.found * 4 < best.total * (text === meaning.whole ? 3 : 1);
      const words = evaluations[0].looked;
      const isLatin = hasLetters && !sounding.length;
      if (!isPoor && !isLatin) return [];
      return loadPart('typos').then((mending) => Promise.all([
        isLatin ? mending.latinTypos(core, text, words) : [],
        isPoor ? mending.hanTypos(core, text, evaluations[0]) : [],
      ])).then((typos) => typos[0].concat(typos[1]));
    }).then((typos) => {
      // What was meant must be there: more of it than of what was typed.
      const known = bestCoverage(evaluations);
      return Promise.all(typos.map((variant) => evaluate(core, variant, isWhole))).then((done) => done.forEach((one, index) => {
        const own = bestCoverage([one]);
        if (own.found * known.total <= known.found * own.total) return;
        variants.push(typos[index]);
        evaluations.push(one);
      }));
    }).then(() => {
      const found = merge(core, variants, evaluations);
      found.asked = meaning.asked;
      return found;
    });
  });
}

/**
 * What the letters of a query may stand for, read in the surest way that gives something which is there.
 * @param {Core} core
 * @param {any} slips
 * @param {string} text
 * @param {boolean} isWhole
 * @returns {Promise<{variant: Variant, evaluation: Evaluation}[]>}
 */
function soundingVariants(core, slips, text, isWhole) {
  /** @type {{variant: Variant, evaluation: Evaluation}[]} */
  let some = [];
  /** @param {number} pass @returns {Promise<{variant: Variant, evaluation: Evaluation}[]>} */
  const go = (pass) => {
    return slips.pinyinVariants(core, text, pass).then((/** @type {Variant[]} */ variants) => {
      const meant = variants.map((variant) => aliasVariants(core, variant.text).map((own) => {
        return Object.assign(own, { factor: own.factor * variant.factor, why: 'pinyin' });
      }));
      return Promise.all(variants.concat([].concat.apply([], meant)).map((variant) => evaluate(core, variant, isWhole).then((evaluation) => ({ variant: variant, evaluation: evaluation }))));
    }).then((all) => {
      const there = all.filter((one) => one.evaluation.isCovered);
      if (there.length) return there;
      if (!some.length) some = all;
      // Beside other words, no page need have all.
      return pass + 1 < slips.passes ? go(pass + 1) : /^[a-z1-5 '’]*$/.test(text) ? [] : some;
    });
  };
  return go(0);
}

/** @param {Term} term */
function isHanTerm(term) {
  return term.kind === 'pair' || term.kind === 'single';
}

/** The page that has most of a variant's words, as parts of a whole. @param {Evaluation[]} evaluations */
function bestCoverage(evaluations) {
  let found = 0;
  let total = 1;
  evaluations.forEach((one) => {
    one.touched.forEach((page) => {
      if (one.found[page] * total <= found * one.total) return;
      found = one.found[page];
      total = one.total;
    });
  });
  return { found: found, total: total };
}

/**
 * @param {Core} core
 * @param {Variant[]} variants
 * @param {Evaluation[]} evaluations
 * @returns {Found}
 */
function merge(core, variants, evaluations) {
  const score = new Float64Array(core.pages);
  const unit = new Int32Array(core.pages).fill(-1);
  const variant = new Uint8Array(core.pages);
  /** @type {number[]} */
  const all = [];
  evaluations.forEach((one, index) => {
    one.touched.forEach((page) => {
      if (unit[page] < 0) all.push(page);
      else if (one.score[page] <= score[page]) return;
      score[page] = one.score[page];
      unit[page] = one.unit[page];
      variant[page] = index;
    });
  });
  return {
    variants: variants, pages: all, score: score, unit: unit, variant: variant, evaluations: evaluations, asked: '',
    isCut: evaluations.some((one) => one.isCut),
  };
}

/**
 * The pages that have at least half of what the best one has.
 * @param {Found} found
 * @param {number[]} pages
 */
function hitsOf(found, pages) {
  /** @param {number} page */
  const own = (page) => found.evaluations[found.variant[page]];
  let most = 0;
  let total = 1;
  pages.forEach((page) => {
    if (own(page).found[page] * total <= most * own(page).total) return;
    most = own(page).found[page];
    total = own(page).total;
  });
  return pages.filter((page) => own(page).found[page] * 2 * total >= most * own(page).total);
}

/**
 * The first pages in order: those of current editions and of none by their score, then all others by theirs.
 * @param {Core} core
 * @param {Float64Array} score
 * @param {number[]} pages
 * @param {number} count
 * @returns {number[]}
 */
function bestPages(core, score, pages, count) {
  if (!core.statuses.length) return bestOf(score, pages, count);
  const first = bestOf(score, pages.filter((page) => !core.past[page]), count);
  return first.concat(bestOf(score, pages.filter((page) => core.past[page]), count - first.length));
}

/**
 * @param {Float64Array} score
 * @param {number[]} pages
 * @param {number} count
 * @returns {number[]}
 */
function bestOf(score, pages, count) {
  let some = pages;
  if (!count) return [];
  if (pages.length > 4 * count) {
    // Sorting plain numbers is far quicker than sorting pages: it tells where to cut.
    const sorted = new Float64Array(pages.length);
    for (let i = 0; i < pages.length; i++) sorted[i] = score[pages[i]];
    const least = sorted.sort()[pages.length - count];
    some = pages.filter((page) => score[page] >= least);
  }
  return some.slice().sort((a, b) => score[b] - score[a] || a - b).slice(0, count);
}
