// Letters that are pinyin: cut into syllables, or taken as first letters, and found among the names of the site.
// docs/search-format.md §9.6.

const READINGS_MOST = 8;
const CANDIDATES_MOST = 40;
const PINYIN_VARIANTS = 4;
const PINYIN_LETTERS = 40;
const INITIALS_MOST = 16;
const WINDOW_SHORT = 2;

/** Letters, perhaps with the numbers of tones between syllables. */
const SPELT = /^[a-z]+(?:[1-5][a-z]+)*[1-5]?$/;

/**
 * The first stretch of letters that may be pinyin.
 * @param {string} text
 * @returns {{letters: string, start: number, end: number} | null}
 */
function lettersOf(text) {
  /** @type {{letters: string, start: number, end: number}[]} */
  const stretches = [];
  cut(text).forEach((run) => {
    const letters = text.slice(run.start, run.end);
    if (run.kind !== 'word' || !SPELT.test(letters)) return;
    const last = stretches[stretches.length - 1];
    if (last && /^[ '’]*$/.test(text.slice(last.end, run.start))) {
      last.letters += letters.replace(/[1-5]/g, '');
      last.end = run.end;
    } else {
      stretches.push({ letters: letters.replace(/[1-5]/g, ''), start: run.start, end: run.end });
    }
  });
  return stretches.filter((stretch) => {
    return stretch.letters.length >= 2 && stretch.letters.length <= PINYIN_LETTERS;
  })[0] || null;
}

/**
 * How letters are read: which pieces there may be, which letters the names of a piece begin with, and which readings fit it.
 * @typedef {Object} Ear
 * @property {Set<string>} whole
 * @property {Set<string>} starts
 * @property {(piece: string) => string} heard  of a piece as of a reading
 * @property {(piece: string) => string} first
 */

/** @param {Syllables} syllables @returns {Ear} */
function exactEar(syllables) {
  return { whole: new Set(syllables.all), starts: syllables.starts, heard: (piece) => piece, first: (piece) => piece.charAt(0) };
}

/** @param {Syllables} syllables @returns {Ear} */
function blurredEar(syllables) {
  const whole = new Set(syllables.all.map(blurred));
  const starts = new Set();
  whole.forEach((syllable) => { for (let end = 1; end <= syllable.length; end++) starts.add(syllable.slice(0, end)); });
  /** @param {string} piece */
  const first = (piece) => piece.charAt(0).replace(/[ln]/, 'ln').replace(/^[fh]/, 'fh');
  return { whole: whole, starts: starts, heard: blurred, first: first };
}

/**
 * Ways to cut letters into syllables, of which the last may be only begun: into as few as possible, then into one more;
 * longer ones first.
 * @param {Ear} ear
 * @param {string} letters
 * @returns {string[][]}
 */
function readingsOf(ear, letters) {
  const end = letters.length;
  /** @param {number} from  @returns {number[]} lengths of pieces that may begin there */
  const lengthsAt = (from) => [6, 5, 4, 3, 2, 1].filter((length) => {
    const piece = ear.heard(letters.slice(from, from + length));
    return from + length <= end && (ear.whole.has(piece) || (from + length === end && ear.starts.has(piece)));
  });
  /** The least number of pieces from each place. @type {number[]} */
  const least = [];
  least[end] = 0;
  for (let from = end - 1; from >= 0; from--) {
    least[from] = Math.min.apply(null, lengthsAt(from).map((length) => least[from + length] + 1).concat(Infinity));
  }
  /** @type {string[][]} */
  const found = [];
  /** Where nothing leads to the end with so many pieces: hostile letters would take for ever. @type {Set<string>} */
  const dead = new Set();
  /** @param {number} from @param {number} left @param {string[]} before */
  function go(from, left, before) {
    const key = from + ' ' + left;
    if (found.length >= READINGS_MOST || left < least[from] || dead.has(key)) return;
    const known = found.length;
    if (from === end && left === 0) found.push(before);
    if (from < end) lengthsAt(from).forEach((length) => go(from + length, left - 1, before.concat(letters.slice(from, from + length))));
    if (found.length === known) dead.add(key);
  }
  if (least[0] < Infinity) {
    go(0, Math.max(2, least[0]), []);
    go(0, Math.max(2, least[0]) + 1, []);
  }
  return found;
}

/** Syllables first, then first letters alone: wanggy. @param {Ear} ear @param {string} letters @returns {string[][]} */
function begunReadings(ear, letters) {
  for (let end = letters.length - 1; end >= 2; end--) {
    const heads = readingsOf(ear, letters.slice(0, end)).filter((pieces) => ear.whole.has(pieces[pieces.length - 1]));
    const all = heads.concat(ear.whole.has(letters.slice(0, end)) ? [[letters.slice(0, end)]] : []);
    if (all.length) return all.map((pieces) => pieces.concat(letters.slice(end).split('')));
  }
  return [];
}

/** Letters of which some may be left out by mistake. */
const OFTEN = ['a', 'e', 'i', 'o', 'u', 'g', 'h', 'n'];
const SLIPS_MOST = 24;

/** The letters with one slip undone: one too many, two swapped, one left out; those that are read in fewest pieces first. @param {Ear} ear @param {string} letters @returns {string[][]} */
function slippedReadings(ear, letters) {
  const seen = new Set([letters]);
  /** @type {string[][]} */
  const found = [];
  /** @param {string} other */
  const add = (other) => {
    if (seen.has(other)) return;
    seen.add(other);
    const pieces = readingsOf(ear, other)[0];
    if (pieces && ear.whole.has(pieces[pieces.length - 1])) found.push(pieces);
  };
  for (let at = 0; at < letters.length; at++) {
    add(letters.slice(0, at) + letters.slice(at + 1));
    if (at + 1 < letters.length) add(letters.slice(0, at) + letters[at + 1] + letters[at] + letters.slice(at + 2));
  }
  for (let at = 1; at <= letters.length; at++) {
    OFTEN.forEach((letter) => add(letters.slice(0, at) + letter + letters.slice(at)));
  }
  return found.map((pieces, index) => ({ pieces: pieces, index: index })).sort((a, b) => a.pieces.length - b.pieces.length || a.index - b.index)
    .slice(0, SLIPS_MOST).map((one) => one.pieces);
}

/** Ways to read letters, the surest first: as pinyin, begun, as it is spoken, with a slip. */
const PASSES = 4;
const PASS_FACTORS = [0.9, 0.8, 0.8, 0.7];
const INITIALS_FACTOR = 0.7;
const SLIPPED_LEAST = 5;

/**
 * Texts that the letters of a query may stand for.
 * @param {Core} core
 * @param {string} text
 * @param {number} pass
 * @returns {Promise<Variant[]>}
 */
function pinyinVariants(core, text, pass) {
  const stretch = lettersOf(text);
  if (!stretch || !core.names.length) return Promise.resolve([]);
  return loadSyllables('pinyin').then((syllables) => {
    const letters = stretch.letters;
    const ear = pass === 2 ? blurredEar(syllables) : exactEar(syllables);
    const readings = pass === 1 ? begunReadings(ear, letters) : pass < 3 ? readingsOf(ear, letters) :
      letters.length >= SLIPPED_LEAST ? slippedReadings(ear, letters) : [];
    const begun = pass === 1 ? letters.length : 1;
    /** @param {string[][]} tried @param {Ear | null} own @param {number} size */
    const look = (tried, own, size) => {
      return Promise.all(tried.map((pieces) => namesReadAs(core, syllables, own, pieces, size, begun)))
        .then((found) => /** @type {NameWindow[]} */ ([].concat.apply([], found)));
    };
    const areInitials = pass === 0 && letters.length <= INITIALS_MOST && letters.split('').every((letter) => syllables.starts.has(letter));
    let factor = PASS_FACTORS[pass];
    return look(readings, ear, WINDOW).then((found) => {
      return found.length ? found : look(readings, ear, WINDOW_SHORT);
    }).then((found) => {
      if (found.length || !areInitials) return found;
      factor = INITIALS_FACTOR;
      return look([letters.split('')], null, WINDOW);
    }).then((found) => {
      const seen = new Set();
      return found.sort(byWeight).filter((name) => {
        return !seen.has(name.text) && seen.add(name.text);
      }).slice(0, PINYIN_VARIANTS).map(/** @returns {Variant} */ (name, rank) => {
        const replaced = text.slice(0, stretch.start) + name.text + text.slice(stretch.end);
        return { text: replaced, factor: factor * (10 - rank) / 10, why: 'pinyin', shown: name.text };
      });
    });
  });
}

/** Keys that are looked up for one window. */
const WINDOW_KEYS = 8;

/**
 * Stretches of names that are read as given: windows that overlap, joined.
 * @param {Core} core
 * @param {Syllables} syllables
 * @param {Ear | null} ear  nothing where first letters are all that is known
 * @param {string[]} pieces
 * @param {number} most  characters of a window
 * @param {number} begun  so many pieces at the end may be beginnings
 * @returns {Promise<NameWindow[]>}
 */
function namesReadAs(core, syllables, ear, pieces, most, begun) {
  const size = Math.min(most, pieces.length);
  /** @type {number[]} */
  const places = [];
  for (let at = 0; at + size < pieces.length; at += 2) places.push(at);
  places.push(pieces.length - size);
  return Promise.all(places.map((at) => {
    const own = pieces.slice(at, at + size);
    /** @type {string[]} */
    let keys = [''];
    own.forEach((piece) => {
      const letters = ear ? ear.first(piece).split('') : [piece];
      keys = [].concat.apply([], keys.map((key) => letters.map((letter) => key + letter))).slice(0, WINDOW_KEYS);
    });
    const heard = own.map((piece) => ear ? ear.heard(piece) : piece);
    return windowsOfAll(core, keys).then((windows) => {
      return windows.filter((name) => {
        return !ear || Array.from(name.text).every((character, index) => {
          const isBegun = at + index >= pieces.length - begun && (begun === 1 || heard[index].length === 1);
          return (syllables.of.get(character) || []).some((reading) => {
            const sound = ear.heard(syllables.all[reading]);
            return isBegun ? sound.startsWith(heard[index]) : sound === heard[index];
          });
        });
      }).sort(byWeight).slice(0, CANDIDATES_MOST);
    });
  })).then((steps) => {
    return steps.reduce((joined, step, index) => {
      const overlap = places[index - 1] + size - places[index];
      /** @type {NameWindow[]} */
      const next = [];
      joined.forEach((head) => {
        step.forEach((tail) => {
          const characters = Array.from(tail.text);
          if (!head.text.endsWith(characters.slice(0, overlap).join(''))) return;
          next.push({ text: head.text + characters.slice(overlap).join(''), weight: Math.min(head.weight, tail.weight) });
        });
      });
      return next.sort(byWeight).slice(0, CANDIDATES_MOST);
    });
  });
}

window.nbSearch.slips = { passes: PASSES, pinyinVariants: pinyinVariants };
