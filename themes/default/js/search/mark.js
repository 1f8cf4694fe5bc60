// Where the words of a query stand in a text: for the marks in titles and pieces of text.

/** What is to be marked. @typedef {Run} Word */

/**
 * Places of words in a text, in order, without overlap.
 * @param {string} text
 * @param {Word[]} words
 * @returns {[number, number][]}
 */
function marksIn(text, words) {
  const folded = foldedWithPlaces(text);
  /** @type {[number, number][]} */
  let found = [];
  words.forEach((word) => {
    if (word.kind === 'provision') {
      provisionsIn(folded.text).forEach((run) => { if (run.text === word.text) found.push([run.start, run.end]); });
    } else if (word.kind === 'word') {
      placesOf(folded.text, word.text).forEach((at) => {
        if (!isInsideWord(folded.text, at)) found.push([at, at + word.text.length]);
      });
    } else {
      // The whole run if it is there; else the pairs that led here.
      const whole = placesOf(folded.text, word.text).map((at) => [at, at + word.text.length]);
      const parts = whole.length ? whole : [].concat.apply([], pairs(word.text).map((pair) => {
        return placesOf(folded.text, pair).map((at) => [at, at + pair.length]);
      }));
      found = found.concat(parts);
    }
  });
  found = found.map(/** @returns {[number, number]} */ (mark) => {
    return [folded.places[mark[0]], folded.places[mark[1] - 1] + folded.widths[mark[1] - 1]];
  }).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.reduce((merged, mark) => {
    const last = merged[merged.length - 1];
    if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1]);
    else merged.push(mark);
    return merged;
  }, /** @type {[number, number][]} */ ([]));
}

/**
 * Where a part stands in a text.
 * @param {string} text
 * @param {string} part
 * @param {number} [step]  how far behind one place the next may begin; without it, behind its end
 */
function placesOf(text, part, step) {
  /** @type {number[]} */
  const places = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + (step || part.length))) places.push(at);
  return places;
}

/**
 * A text as it is searched, and where each of its code units comes from. Folded character by character, so that the
 * places stay known; sequences that only mean something together are not joined.
 * @param {string} text
 */
function foldedWithPlaces(text) {
  let folded = '';
  /** @type {number[]} */
  const places = [];
  /** @type {number[]} */
  const widths = [];
  let at = 0;
  Array.from(text).forEach((character) => {
    const point = character.codePointAt(0);
    const fold = folds.get(point);
    // Most characters are Han: the long way is for the others.
    const own = fold !== undefined ? String.fromCodePoint(fold) : point >= 0x4E00 && point < 0xA000 ? character : normalise(character);
    for (let i = 0; i < own.length; i++) {
      places.push(at);
      widths.push(character.length);
    }
    folded += own;
    at += character.length;
  });
  return { text: folded, places: places, widths: widths };
}
