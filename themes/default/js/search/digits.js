// Digits and numbers of the index files: docs/search-format.md §1.1.

/** Thrown when a file is not what it should be. */
class Damaged extends Error {}

/** Reads numbers from a string, from left to right. */
class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  isDone() {
    return this.at >= this.text.length;
  }

  digit() {
    const code = this.text.charCodeAt(this.at++);
    // NaN, past the end, fails this too.
    if (!(code >= 35 && code <= 126) || code === 92) throw new Damaged('a digit is missing or none');
    return code < 92 ? code - 35 : code - 36;
  }

  number() {
    const a = this.digit();
    if (a < 46) return a;
    if (a < 80) return 46 + (a - 46) * 91 + this.digit();
    if (a < 90) return 3140 + (a - 80) * 8281 + this.digit() * 91 + this.digit();
    return 85950 + this.digit() * 753571 + this.digit() * 8281 + this.digit() * 91 + this.digit();
  }

  /** Passes over numbers without reading them. @param {number} count */
  skip(count) {
    const text = this.text;
    let at = this.at;
    for (; count > 0; count--) {
      const code = text.charCodeAt(at);
      const a = code < 92 ? code - 35 : code - 36;
      at += a < 46 ? 1 : a < 80 ? 2 : a < 90 ? 3 : 5;
    }
    if (at > text.length) throw new Damaged('a list ends too early');
    this.at = at;
  }

  /** A code point by the table of §4.1. */
  codePoint() {
    const number = this.number();
    if (number < 26) return 97 + number;
    if (number < 36) return 48 + number - 26;
    if (number < 39) return '.-_'.charCodeAt(number - 36);
    const point = number < 2000000 ? number - 39 + 0x4E00 : number - 2000000;
    if (point > 0x10FFFF) throw new Damaged('no such character');
    return point;
  }
}

/**
 * Compares as the index is sorted: code point by code point, which is not the order of JavaScript.
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  const most = Math.min(a.length, b.length);
  for (let i = 0; i < most; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const isPairX = x >= 0xD800 && x <= 0xDFFF;
    const isPairY = y >= 0xD800 && y <= 0xDFFF;
    return isPairX === isPairY ? x - y : isPairX ? 1 : -1;
  }
  return a.length - b.length;
}

/** The last place of a sorted list that is not above a text; −1 if all are. @param {string[]} sorted @param {string} text */
function placeOf(sorted, text) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle], text) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
