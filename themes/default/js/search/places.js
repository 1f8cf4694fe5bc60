// Where a part stands in a text, whatever its width, case and script.

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
