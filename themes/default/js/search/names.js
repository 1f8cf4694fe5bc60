// Names of the site, by the first letters of their pinyin: docs/search-format.md §6.

/** Characters of the longest window. */
const WINDOW = 4;

/**
 * Two to four characters of a name.
 * @typedef {{text: string, weight: number}} NameWindow
 */

/** Readings of characters. @typedef {{all: string[], of: Map<string, number[]>, starts: Set<string>}} Syllables */

/** @type {Map<string, Map<string, NameWindow[]>>} shards of names by their text: windows by key, in order */
const nameShards = new Map();

/** @param {string} text */
function readNames(text) {
  const known = nameShards.get(text);
  if (known) return known;
  const reader = new Reader(text);
  /** @type {Map<string, NameWindow[]>} */
  const byKey = new Map();
  let key = '';
  /** @type {number[]} */
  let last = [];
  while (!reader.isDone()) {
    const head = reader.digit();
    const shared = head % 5;
    const follow = Math.floor(head / 5);
    const isSame = follow === 0 && shared === key.length && key !== '';
    if (!isSame) {
      key = key.slice(0, shared);
      for (let i = 0; i < follow; i++) key += String.fromCharCode(97 + reader.digit());
    }
    const kept = isSame ? reader.digit() : 0;
    last = last.slice(0, kept);
    while (last.length < key.length) last.push(reader.codePoint());
    const windows = byKey.get(key) || [];
    windows.push({ text: String.fromCodePoint.apply(null, last), weight: reader.digit() });
    byKey.set(key, windows);
  }
  nameShards.set(text, byKey);
  return byKey;
}

/** Files of names that one key is looked up in. */
const NAME_FILES = 3;

/**
 * Windows of keys that begin so.
 * @param {Core} core
 * @param {string} key
 * @param {number} most  files to look in
 * @param {(key: string) => boolean} isWanted
 * @returns {Promise<NameWindow[]>}
 */
function windowsFrom(core, key, most, isWanted) {
  let first = 0;
  while (first < core.names.length && core.names[first] < key) first++;
  first = Math.max(0, first - 1);
  const files = core.names.slice(first, first + most);
  const end = files.findIndex((start) => start > key && !start.startsWith(key));
  const indices = files.slice(0, end < 0 ? files.length : end).map((_, index) => first + index);
  return Promise.all(indices.map((index) => file('n/' + index))).then((texts) => {
    /** @type {NameWindow[]} */
    let all = [];
    texts.forEach((text) => {
      readNames(text).forEach((windows, own) => { if (isWanted(own)) all = all.concat(windows); });
    });
    return all;
  });
}

/**
 * The windows of a key.
 * @param {Core} core
 * @param {string} key
 */
function windowsOf(core, key) {
  return windowsFrom(core, key, NAME_FILES, (own) => own === key);
}

/** Readings of the characters that names have, or, for what is mistyped, of other common ones. @param {'pinyin' | 'sounds'} what @returns {Promise<Syllables>} */
function loadSyllables(what) {
  return file(what).then((payload) => {
    if (payload.read) return payload.read;
    const all = payload.syllables.split(' ').filter(Boolean);
    const reader = new Reader(payload.readings);
    /** @type {Map<string, number[]>} */
    const of = new Map();
    /** @type {Set<string>} */
    const starts = new Set();
    all.forEach(/** @param {string} syllable @param {number} index */ (syllable, index) => {
      for (let end = 1; end <= syllable.length; end++) starts.add(syllable.slice(0, end));
      let point = 0x3400 - 1;
      for (let left = reader.number(); left > 0; left--) {
        point += 1 + reader.number();
        const character = String.fromCodePoint(point);
        of.set(character, (of.get(character) || []).concat(index));
      }
    });
    payload.read = { all: all, of: of, starts: starts };
    return payload.read;
  });
}

/** Better first; of equals the one that stands first in the order of characters. @param {NameWindow} a @param {NameWindow} b */
function byWeight(a, b) {
  return b.weight - a.weight || compare(a.text, b.text);
}

/** @param {Core} core @param {string[]} keys */
function windowsOfAll(core, keys) {
  return Promise.all(keys.map((key) => windowsOf(core, key))).then((all) => {
    return /** @type {NameWindow[]} */ ([].concat.apply([], all));
  });
}

/** As it is spoken in the south-west: no curled tongue, no difference of n and l, f and h, n and ng. @param {string} piece */
function blurred(piece) {
  return piece.replace(/^([zcs])h/, '$1').replace(/^n/, 'l').replace(/^f/, 'h').replace(/ng$/, 'n').replace('v', 'u');
}
