// Slips of the hand: docs/search-format.md §9.8.

const TYPO_FACTOR = 0.8;
const LATIN_LEAST = 4;
const PIECE_LEAST = 3;
const LATIN_TWO = 8;
const HAN_MOST = 12;
const CHOICES_MOST = 8;
const BEGINNINGS_MOST = 4;
const BEGINNING_FILES = 2;
const TYPO_VARIANTS = 3;

/**
 * Words of Latin letters that no page has, replaced by the nearest that some page has.
 * @param {Core} core
 * @param {string} text
 * @param {Looked[]} looked  the words of the query as typed
 * @returns {Promise<Variant[]>}
 */
function latinTypos(core, text, looked) {
  const unknown = new Set(looked.filter((word) => {
    return word.term.kind === 'word' && !word.df && word.term.text.length >= LATIN_LEAST && /^[a-z]+(?:[._-][a-z]+)*$/.test(word.term.text);
  }).map((word) => word.term.text));
  const runs = cut(text).filter((run) => run.kind === 'word' && unknown.has(run.text));
  return Promise.all(runs.map((run) => mended(core, run.text))).then((found) => {
    let replaced = '';
    let from = 0;
    runs.forEach((run, index) => {
      if (!found[index]) return;
      replaced += text.slice(from, run.start) + found[index];
      from = run.end;
    });
    replaced += text.slice(from);
    return replaced === text ? [] : [{ text: replaced, factor: TYPO_FACTOR, why: 'typo', shown: replaced }];
  });
}

/**
 * A word, or each piece of it that no page has, replaced by the nearest; nothing where none is near.
 * @param {Core} core
 * @param {string} word
 * @returns {Promise<string>}
 */
function mended(core, word) {
  const pieces = word.split(/([._-])/);
  return Promise.all(pieces.map((piece, index) => {
    if (index % 2 || piece.length < PIECE_LEAST || core.letters.indexOf(piece.charAt(0)) < 0) return piece;
    return lookUp(core, { kind: 'word', text: piece, run: -1 }, false).then((known) => {
      return known.exact ? piece : file('e/' + piece.charAt(0)).then((list) => nearest(piece, list) || piece);
    });
  })).then((made) => made.join('') === word ? '' : made.join(''));
}

/**
 * The word of a list that is nearest to one typed; of equals the one that more units hold.
 * @param {string} typed
 * @param {string} list  a file `e/<letter>`, §7
 */
function nearest(typed, list) {
  const reader = new Reader(list);
  const most = typed.length >= LATIN_TWO ? 2 : 1;
  let best = '';
  let bestDistance = most + 1;
  let bestCount = -1;
  let word = '';
  while (!reader.isDone()) {
    word = word.slice(0, reader.digit());
    for (let left = reader.digit(); left > 0; left--) word += String.fromCharCode(97 + reader.digit());
    const count = reader.digit();
    if (Math.abs(word.length - typed.length) > most) continue;
    const distance = apart(typed, word, most);
    if (distance < bestDistance || (distance === bestDistance && distance <= most && count > bestCount)) {
      best = word;
      bestDistance = distance;
      bestCount = count;
    }
  }
  return best;
}

/**
 * Optimal string alignment distance: inserted, deleted, replaced and swapped letters. Above `most` it is only that.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
function apart(a, b, most) {
  let earlier = [];
  let above = [];
  for (let j = 0; j <= b.length; j++) above.push(j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let value = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, earlier[j - 2] + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    // A swap reaches back two rows, so one bad row is not yet the end.
    if (least > most + 1) return least;
    earlier = above;
    above = row;
  }
  return above[b.length];
}

/** What each kind of slip is worth: another sound, swapped, one left out, another character, one too many. */
const SLIP_FACTORS = [0.8, 0.78, 0.75, 0.7, 0.6];

/**
 * Names that a run of Han may have been meant for: same sound, swapped, one more, another, one less.
 * @param {Core} core
 * @param {string} text
 * @param {Evaluation} typed
 * @returns {Promise<Variant[]>}
 */
function hanTypos(core, text, typed) {
  // Where no pair is unknown, those that the best page lacks.
  let best = -1;
  typed.touched.forEach((page) => { if (best < 0 || typed.found[page] > typed.found[best] || (typed.found[page] === typed.found[best] && page < best)) best = page; });
  /** @param {Looked} word */
  const isLacking = (word) => !word.df || !hasWord(core, word, best);
  const isUnknown = typed.looked.some((word) => word.term.kind === 'pair' && !word.df);
  /** @param {Looked} word */
  const isMissing = (word) => word.term.kind === 'pair' && (isUnknown ? !word.df : isLacking(word));
  const missing = new Set(typed.looked.filter(isMissing).map((word) => word.term.text));
  const run = cut(text).filter((one) => {
    return one.kind === 'han' && pairs(one.text).some((pair) => missing.has(pair));
  })[0];
  const characters = run ? Array.from(run.text) : [];
  if (!run || characters.length > HAN_MOST || !core.names.length) return Promise.resolve([]);
  return Promise.all(pairs(run.text).map((pair) => {
    return lookUp(core, { kind: 'pair', text: pair, run: 0 }, false);
  })).then((all) => {
    const first = all.findIndex(isMissing);
    if (first < 0) return [];
    return loadSyllables('pinyin').then((syllables) => {
      // An index that is one file has no others.
      if (!hasFiles('sounds') || characters.every((character) => syllables.of.has(character))) return [syllables];
      return loadSyllables('sounds').then((others) => [syllables, others]);
    }).then((tables) => candidates(core, tables, characters, first));
  }).then((found) => {
    const seen = new Set([text]);
    return found.map((candidate) => {
      const replaced = characters.slice(0, candidate.from).join('') + candidate.text + characters.slice(candidate.to).join('');
      return Object.assign({}, candidate, { whole: text.slice(0, run.start) + replaced + text.slice(run.end), run: replaced });
    }).sort((a, b) => {
      return a.rank - b.rank || b.weight - a.weight || compare(a.whole, b.whole);
    }).filter((candidate) => {
      return !seen.has(candidate.whole) && seen.add(candidate.whole);
    }).slice(0, TYPO_VARIANTS).map(/** @returns {Variant} */ (candidate) => {
      return { text: candidate.whole, factor: SLIP_FACTORS[candidate.rank], why: 'typo', shown: candidate.whole };
    });
  });
}

/** A name in place of the characters `from` to `to` of a run. @typedef {NameWindow & {rank: number, from: number, to: number}} Candidate */

/**
 * @param {Core} core
 * @param {Syllables[]} tables
 * @param {string[]} run
 * @param {number} a   the first pair that no page has
 * @returns {Promise<Candidate[]>}
 */
function candidates(core, tables, run, a) {
  const length = Math.min(WINDOW, run.length);
  const start = Math.min(Math.max(0, a), run.length - length);
  const own = run.slice(start, start + length);
  const whole = own.join('');
  /** @type {Promise<Candidate[]>[]} */
  const waiting = [];
  /**
   * @param {Promise<NameWindow[]>} windows
   * @param {number} rank
   * @param {number} from
   * @param {number} to
   * @param {(characters: string[], text: string) => boolean} fits
   */
  const take = (windows, rank, from, to, fits) => {
    waiting.push(windows.then((all) => {
      return all.filter((name) => fits(Array.from(name.text), name.text)).map((name) => {
        return { text: name.text, weight: name.weight, rank: rank, from: from, to: to };
      });
    }));
  };
  const alike = own.map((character) => soundsOf(tables, character));
  take(windowsOfAll(core, keysOf(tables, own)), 0, start, start + length, (characters) => {
    return characters.every((character, index) => {
      if (character === own[index]) return true;
      const sounds = soundsOf(tables, character);
      return alike[index].some((sound) => sounds.indexOf(sound) >= 0);
    });
  });
  for (let j = 0; j + 1 < length; j++) {
    const swapped = own.slice(0, j).concat(own[j + 1], own[j], own.slice(j + 2));
    const text = swapped.join('');
    if (text !== whole) {
      take(windowsOfAll(core, keysOf(tables, swapped)), 1, start, start + length, (_, name) => name === text);
    }
  }
  if (a >= 1 && a + 1 < run.length) {
    const beginnings = keysOf(tables, run.slice(a - 1, a + 1)).slice(0, BEGINNINGS_MOST);
    const near = Promise.all(beginnings.map((beginning) => {
      return windowsFrom(core, beginning, BEGINNING_FILES, (key) => key.startsWith(beginning));
    })).then((all) => /** @type {NameWindow[]} */ ([].concat.apply([], all)));
    take(near, 2, a - 1, a + 2, (characters) => {
      return characters.length === 4 && characters[0] === run[a - 1] && characters[1] === run[a] && characters[3] === run[a + 1];
    });
    if (a + 2 < run.length) {
      take(near, 3, a - 1, a + 3, (characters) => {
        return characters.length === 4 && characters[0] === run[a - 1] && characters[1] === run[a] && characters[3] === run[a + 2];
      });
    }
  }
  if (length >= 3) {
    for (let j = 0; j < length; j++) {
      const fewer = own.slice(0, j).concat(own.slice(j + 1));
      const text = fewer.join('');
      take(windowsOfAll(core, keysOf(tables, fewer)), 4, start, start + length, (_, name) => name === text);
    }
  }
  return Promise.all(waiting).then((all) => [].concat.apply([], all));
}

/**
 * First letters that characters may be read with, in the order of the syllables.
 * @param {Syllables[]} tables
 * @param {string[]} characters
 * @returns {string[]}
 */
function keysOf(tables, characters) {
  return characters.reduce((keys, character) => {
    const letters = Array.from(new Set(readingsIn(tables, character).map((reading) => reading.charAt(0))));
    /** @type {string[]} */
    const next = [];
    keys.forEach((key) => { letters.forEach((letter) => { next.push(key + letter); }); });
    return next.slice(0, CHOICES_MOST);
  }, ['']);
}

/** Whether a page holds a word. @param {Core} core @param {Looked} word @param {number} page */
function hasWord(core, word, page) {
  let has = false;
  word.lists.forEach((list) => readList(list.text, list.place, core.numbers, (unit) => { if (core.pageOf[unit] === page) has = true; }));
  return has;
}

/** The readings of a character, from the first table that has it. @param {Syllables[]} tables @param {string} character @returns {string[]} */
function readingsIn(tables, character) {
  const table = tables.filter((one) => one.of.has(character))[0];
  return table ? table.of.get(character).map((reading) => table.all[reading]) : [];
}

/** Readings with what many people do not tell apart made equal. @param {Syllables[]} tables @param {string} character */
function soundsOf(tables, character) {
  return readingsIn(tables, character).map(blurred);
}

window.nbSearch.typos = { latinTypos: latinTypos, hanTypos: hanTypos };
