// One spelling for what readers take for the same: docs/search-format.md §2.1–2.3.

/** Code points of a query that count. */
const QUERY_MOST = 400;

const HAN = '\\u2E80-\\u2FDF\\u3005\\u3007\\u3021-\\u3029\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFD}';
const LETTER = '(?![\\u00F7\\u037E\\u0387\\u055A-\\u055F\\u0589\\u058A\\u05BE\\u05C0\\u05C3\\u05F3\\u05F4\\u0600-\\u060F' +
  '\\u061B-\\u061F\\u066A-\\u066D\\u06D4\\u0F00-\\u0F17\\u0F3A-\\u0F3D\\u1360-\\u1368])[a-z\\u00B5\\u00DF-\\u1FFF' +
  '\\u2C00-\\u2DFF\\u3040-\\u30FF\\u3105-\\u318F\\u31A0-\\u31BF\\uA000-\\uA48C\\uA4D0-\\uABFF\\uAC00-\\uD7FF' +
  '\\uFB00-\\uFDFF\\uFE70-\\uFEFC]';
const IS_HAN = new RegExp('^[' + HAN + ']$', 'u');
const IS_WORD = new RegExp('^(?:[0-9]|' + LETTER + ')$', 'u');
const KEPT = new RegExp('[' + HAN + ']+|(?:[0-9_.-]|' + LETTER + ')+', 'gu');
const UNSEEN = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFE00-\uFE0F]/g;

/** Traditional → Simplified, for the characters of this site; empty until the file `fold` is loaded. @type {Map<number, number>} */
let folds = new Map();

/** @param {string} text  the file `fold`, §2.2 */
function readFolds(text) {
  const reader = new Reader(text);
  /** @type {Map<number, number>} */
  const read = new Map();
  let source = 0;
  while (!reader.isDone()) {
    source += reader.number();
    const step = reader.number();
    read.set(source, source + (step % 2 ? -(step - 1) / 2 : step / 2));
  }
  return read;
}

/** Folds these characters to those, in place of the site's own table. @param {[string, string][]} table */
function foldWith(table) {
  folds = new Map(table.map(/** @returns {[number, number]} */ (pair) => [pair[0].codePointAt(0), pair[1].codePointAt(0)]));
}

/**
 * N(text).
 * @param {string} text
 * @param {boolean} [isQuery]
 */
function normalise(text, isQuery) {
  const whole = wellFormed(isQuery ? Array.from(text.slice(0, 2 * QUERY_MOST)).slice(0, QUERY_MOST).join('') : text);
  const plain = whole.normalize('NFKC').toLowerCase().replace(UNSEEN, '');
  const bare = plain.replace(/[\u00E0-\u024F\u1E00-\u1EFF]/g, (letter) => letter.normalize('NFD').charAt(0));
  if (!folds.size) return bare;
  return Array.from(bare, (character) => {
    const to = folds.get(character.codePointAt(0));
    return to === undefined ? character : String.fromCodePoint(to);
  }).join('');
}

/** N(text) without blanks and marks. @param {string} text */
function compact(text) {
  return (normalise(text).match(KEPT) || []).join('');
}

/**
 * A text without halves of surrogate pairs, which encodeURIComponent refuses.
 * @param {string} text
 */
function wellFormed(text) {
  return text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (found) => found.length === 2 ? found : '\uFFFD');
}
