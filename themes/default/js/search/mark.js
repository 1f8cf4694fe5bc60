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
 * A text with the words of the query marked.
 * @param {Node} parent
 * @param {string} text
 * @param {Word[]} words
 */
function appendMarked(parent, text, words) {
  let from = 0;
  marksIn(text, words).forEach((mark) => {
    if (mark[0] > from) parent.appendChild(document.createTextNode(text.slice(from, mark[0])));
    parent.appendChild(element('mark', '', text.slice(mark[0], mark[1])));
    from = mark[1];
  });
  if (from < text.length) parent.appendChild(document.createTextNode(text.slice(from)));
}
