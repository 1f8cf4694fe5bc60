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
 * Ways to cut letters into syllables, longer ones first; the last may be only begun.
 * @param {Syllables} syllables
 * @param {string} letters
 * @returns {string[][]}
 */
function readingsOf(syllables, letters) {
  const whole = new Set(syllables.all);
  /** @type {string[][]} */
  const found = [];
  /** Places from which nothing leads to the end: without them hostile letters would take for ever. @type {Set<number>} */
  const dead = new Set();
  /** @param {number} from @param {string[]} before */
  function go(from, before) {
    if (dead.has(from)) return;
    const known = found.length;
    for (let length = Math.min(6, letters.length - from); length > 0 && found.length < READINGS_MOST; length--) {
      const piece = letters.slice(from, from + length);
      if (from + length === letters.length) {
        if (before.length && syllables.starts.has(piece)) found.push(before.concat(piece));
      } else if (whole.has(piece)) {
        go(from + length, before.concat(piece));
      }
    }
    if (found.length === known) dead.add(from);
  }
  go(0, []);
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
