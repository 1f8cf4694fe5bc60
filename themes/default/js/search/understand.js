// What a query asks, apart from how it is put: docs/search-format.md §9.1. src/search/query/meaning.rs does the same.

/**
 * @typedef {Object} Meaning
 * @property {string} content    the text without the words of a question, where something is left
 * @property {string} whole      the text with characters that stand one by one joined
 * @property {string} told    the whole text with blanks in place of the words of a question
 * @property {'' | 'who' | 'when' | 'role'} asked
 */

/** Words of questions, as the core has them: src/search/asking.rs says what they are. @typedef {Object<string, any>} Asking */

/** @param {Asking} asking @param {string} text  normalised @returns {Meaning} */
function understand(asking, text) {
  const whole = joined(text);
  /** @param {string} words */
  const has = (words) => words.split(' ').some((word) => whole.indexOf(word) >= 0);
  let asked = /** @type {Meaning['asked']} */ (['who', 'when', 'role'].filter((what) => has(asking[what]))[0] || '');
  const told = without(asking.words.split(' '), whole);
  const isAsked = told !== whole;
  const parts = told.split(' ').map((part) => stripped(asking, part, isAsked)).filter(Boolean);
  const left = parts.filter((part) => !isAsked || part.length > 1 || asking.bare.indexOf(part) < 0);
  let content = (left.length ? left : parts).join(' ');
  if (!cut(content).length) content = whole;
  if (content === whole && asked === 'role') asked = '';
  return { content: content, whole: whole, told: singleBlanks(told), asked: asked };
}

/** What a text holds that may be written in another way: digits, joints, words of numbers. @param {Asking} asking @param {string} text */
function mayBeNumbered(asking, text) {
  return /[0-9_-]|[点章条]/.test(text) || asking.counted.some(/** @param {[string, string]} counted */ (counted) => text.indexOf(counted[0]) >= 0);
}

/**
 * The text with numbers as the index has them, and with letters apart from digits. That is of the part `numbers`.
 * @param {Asking} asking
 * @param {Meaning} meaning
 * @returns {Promise<string[]>}
 */
function readingsOfNumbers(asking, meaning) {
  if (!mayBeNumbered(asking, meaning.told)) return Promise.resolve([]);
  return loadPart('numbers').then((numbers) => numbers.readings(asking, meaning.told, meaning.content));
}

/** Characters that stand one by one, as headings of laws do and phones write: 总 则. @param {string} text */
function joined(text) {
  let made = '';
  let isOpen = false;
  text.split(' ').forEach((part, index) => {
    const isOne = IS_HAN.test(part);
    made += (index && !(isOpen && (isOne || !part)) ? ' ' : '') + part;
    isOpen = isOne || (isOpen && !part);
  });
  return made;
}

/** The text with a blank in place of each word of a list; of several at a place the first in the list. @param {string[]} words @param {string} text */
function without(words, text) {
  let left = '';
  for (let at = 0; at < text.length;) {
    const word = words.filter((own) => text.startsWith(own, at))[0];
    left += word ? ' ' : text.charAt(at);
    at += word ? word.length : 1;
  }
  return left;
}

/** A part without what says nothing at its ends. @param {Asking} asking @param {string} part @param {boolean} isAsked */
function stripped(asking, part, isAsked) {
  const begins = isAsked ? asking.signs + asking.begins : '';
  const ends = asking.signs + (isAsked ? asking.ends : asking.particles);
  let from = 0;
  let end = part.length;
  while (from < end && begins.indexOf(part.charAt(from)) >= 0) from++;
  while (from < end && ends.indexOf(part.charAt(end - 1)) >= 0) end--;
  return part.slice(from, end);
}

/** @param {string} text */
function singleBlanks(text) {
  return text.split(' ').filter(Boolean).join(' ');
}
