// Letters that are pinyin: cut into syllables, or taken as first letters, and found among the names of the site.
// docs/search-format.md §9.5.

const READINGS_MOST = 8;
const CANDIDATES_MOST = 40;
const PINYIN_VARIANTS = 4;
const PINYIN_LETTERS = 40;
const INITIALS_MOST = 16;
const WINDOW = 4;
const WINDOW_SHORT = 2;

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
    if (run.kind !== 'word' || !/^[a-z]+$/.test(letters)) return;
    const last = stretches[stretches.length - 1];
    if (last && /^[ '’]*$/.test(text.slice(last.end, run.start))) {
      last.letters += letters;
      last.end = run.end;
    } else {
      stretches.push({ letters: letters, start: run.start, end: run.end });
    }
  });
  return stretches.filter((stretch) => {
    return stretch.letters.length >= 2 && stretch.letters.length <= PINYIN_LETTERS;
  })[0] || null;
}

/**
 * Ways to cut letters into syllables, of which the last may be only begun: into as few as possible, then into one more;
 * longer ones first.
 * @param {Syllables} syllables
 * @param {string} letters
 * @returns {string[][]}
 */
function readingsOf(syllables, letters) {
  const whole = new Set(syllables.all);
  const end = letters.length;
  /** @param {number} from  @returns {number[]} lengths of pieces that may begin there */
  const lengthsAt = (from) => [6, 5, 4, 3, 2, 1].filter((length) => {
    const piece = letters.slice(from, from + length);
    return from + length <= end && (whole.has(piece) || (from + length === end && syllables.starts.has(piece)));
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

/**
 * Texts that the letters of a query may stand for.
 * @param {Core} core
 * @param {string} text
 * @returns {Promise<Variant[]>}
 */
function pinyinVariants(core, text) {
  const stretch = lettersOf(text);
  if (!stretch || !core.names.length) return Promise.resolve([]);
  return loadSyllables().then((syllables) => {
    const letters = stretch.letters;
    const readings = readingsOf(syllables, letters);
    /** @param {string[][]} tried @param {boolean} isRead @param {number} size */
    const look = (tried, isRead, size) => {
      return Promise.all(tried.map((pieces) => namesReadAs(core, isRead ? syllables : null, pieces, size)))
        .then((found) => /** @type {NameWindow[]} */ ([].concat.apply([], found)));
    };
    const areInitials = letters.length <= INITIALS_MOST && letters.split('').every((letter) => syllables.starts.has(letter));
    let factor = 0.9;
    return look(readings, true, WINDOW).then((found) => {
      return found.length ? found : look(readings, true, WINDOW_SHORT);
    }).then((found) => {
      if (found.length || !areInitials) return found;
      factor = 0.7;
      return look([letters.split('')], false, WINDOW);
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

/**
 * Stretches of names that are read as given: windows that overlap, joined.
 * @param {Core} core
 * @param {Syllables | null} syllables  nothing where first letters are all that is known
 * @param {string[]} pieces
 * @param {number} most  characters of a window
 * @returns {Promise<NameWindow[]>}
 */
function namesReadAs(core, syllables, pieces, most) {
  const size = Math.min(most, pieces.length);
  /** @type {number[]} */
  const places = [];
  for (let at = 0; at + size < pieces.length; at += 2) places.push(at);
  places.push(pieces.length - size);
  return Promise.all(places.map((at) => {
    const own = pieces.slice(at, at + size);
    const key = own.map((piece) => piece.charAt(0)).join('');
    return windowsOf(core, key).then((windows) => {
      return windows.filter((name) => {
        return !syllables || Array.from(name.text).every((character, index) => {
          const isLast = at + index === pieces.length - 1;
          return (syllables.of.get(character) || []).some((reading) => {
            return isLast ? syllables.all[reading].startsWith(own[index]) : syllables.all[reading] === own[index];
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
