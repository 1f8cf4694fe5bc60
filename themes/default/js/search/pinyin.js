// Letters that are pinyin: cut into syllables, or taken as first letters, and found among the names of the site.
// docs/search-format.md §9.5.

const READINGS_MOST = 8;
const CANDIDATES_MOST = 40;
const PINYIN_VARIANTS = 4;
const PINYIN_LETTERS = 40;
const INITIALS_MOST = 16;
const WINDOW = 4;

/**
 * The first stretch of letters that may be pinyin.
 * @param {string} text
 * @returns {{letters: string, start: number, end: number} | null}
 */
function lettersOf(text) {
  /** @type {{letters: string, start: number, end: number}[]} */
  const stretches = [];
  cut(text).forEach((run) => {
    if (run.kind !== 'word' || !/^[a-z]+$/.test(run.text)) return;
    const last = stretches[stretches.length - 1];
    if (last && /^[ '’]*$/.test(text.slice(last.end, run.start))) {
      last.letters += run.text;
      last.end = run.end;
    } else {
      stretches.push({ letters: run.text, start: run.start, end: run.end });
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
    const isInitials = !readings.length && letters.length <= INITIALS_MOST &&
      letters.split('').every((letter) => syllables.starts.has(letter));
    const tried = isInitials ? [letters.split('')] : readings;
    return Promise.all(tried.map((pieces) => {
      return namesReadAs(core, isInitials ? null : syllables, pieces);
    })).then((found) => {
      const seen = new Set();
      /** @type {NameWindow[]} */
      const all = [].concat.apply([], found);
      return all.sort(byWeight).filter((name) => {
        return !seen.has(name.text) && seen.add(name.text);
      }).slice(0, PINYIN_VARIANTS).map(/** @returns {Variant} */ (name) => {
        const replaced = text.slice(0, stretch.start) + name.text + text.slice(stretch.end);
        return { text: replaced, factor: isInitials ? 0.7 : 0.9, why: 'pinyin', shown: name.text };
      });
    });
  });
}

/**
 * Stretches of names that are read as given: windows that overlap, joined.
 * @param {Core} core
 * @param {Syllables | null} syllables  nothing where first letters are all that is known
 * @param {string[]} pieces
 * @returns {Promise<NameWindow[]>}
 */
function namesReadAs(core, syllables, pieces) {
  const size = Math.min(WINDOW, pieces.length);
  /** @type {number[]} */
  const places = [];
  for (let at = 0; at + WINDOW < pieces.length; at += 2) places.push(at);
  places.push(Math.max(0, pieces.length - WINDOW));
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
