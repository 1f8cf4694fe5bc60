// Texts into runs, and runs into terms: docs/search-format.md §2.4 and §2.5. The indexer cuts alike (src/search/).

/**
 * A run of a text: `provision` (第38条), `word` (a Latin word or a number) or `han`, what it means, and where it stands.
 * @typedef {{kind: 'provision' | 'word' | 'han', text: string, start: number, end: number}} Run
 */

/** Code points of a word that count. */
const WORD_MOST = 40;

const CHINESE = '[〇零一二三四五六七八九十百千两]{1,9}';
const ARABIC = '[0-9]{1,6}(?:\\.[0-9]{1,6})*';
const PROVISION = new RegExp('(第 *(?:(' + CHINESE + ')|(' + ARABIC + '))|(' + ARABIC + ')) *([条章节款项编])', 'y');
const RUN = new RegExp('([' + HAN + ']+)|((?:[0-9]|' + LETTER + ')+(?:[_.-](?:[0-9]|' + LETTER + ')+)*)', 'ug');
const BEFORE_NUMBER = new RegExp('(?:[0-9_.-]|' + LETTER + ')$', 'u');

/**
 * Cuts a normalised query. A provision is one run, and parts what stands beside it.
 * @param {string} text
 * @returns {Run[]}
 */
function cut(text) {
  /** @type {Run[]} */
  let runs = [];
  let from = 0;
  provisionsIn(text).forEach((provision) => {
    runs = runs.concat(runsIn(text, from, provision.start), provision);
    from = provision.end;
  });
  return runs.concat(runsIn(text, from, text.length));
}

/**
 * Runs of Han characters, and words, in a stretch of a text.
 * @param {string} text
 * @param {number} from
 * @param {number} end
 * @returns {Run[]}
 */
function runsIn(text, from, end) {
  const stretch = text.slice(from, end);
  /** @type {Run[]} */
  const runs = [];
  RUN.lastIndex = 0;
  for (let match = RUN.exec(stretch); match; match = RUN.exec(stretch)) {
    const kept = match[1] || Array.from(match[2]).slice(0, WORD_MOST).join('');
    const start = from + match.index;
    runs.push({ kind: match[1] ? 'han' : 'word', text: kept, start: start, end: start + match[0].length });
  }
  return runs;
}

/** @param {string} text @returns {Run[]} */
function provisionsIn(text) {
  /** @type {Run[]} */
  const found = [];
  // A number begins with 第 or a digit: nothing else is worth a look.
  const beginning = /[第0-9]/g;
  for (let at = beginning.exec(text); at; at = beginning.exec(text)) {
    const provision = provisionAt(text, at.index);
    if (!provision) continue;
    found.push(provision);
    beginning.lastIndex = provision.end;
  }
  return found;
}

/** @param {string} text @param {number} from @returns {Run | null} */
function provisionAt(text, from) {
  PROVISION.lastIndex = from;
  const match = PROVISION.exec(text);
  if (!match) return null;
  if (match[4] && BEFORE_NUMBER.test(text.slice(Math.max(0, from - 2), from))) return null;
  const number = match[2] ? arabic(match[2]) : (match[3] || match[4]).replace(/(^|\.)0+(?=[0-9])/g, '$1');
  // A number with points is that of a clause, whatever people call it: 5.7节.
  const unit = number.indexOf('.') < 0 ? match[5] : '条';
  return { kind: 'provision', text: number + unit, start: from, end: from + match[0].length };
}

/** A Chinese number in Arabic digits. @param {string} chinese */
function arabic(chinese) {
  const digits = '〇零一二三四五六七八九';
  /** @param {string} character */
  const value = (character) => character === '两' ? 2 : Math.max(0, digits.indexOf(character) - 1);
  if (!/[十百千]/.test(chinese)) return chinese.split('').map(value).join('').replace(/^0+(?=[0-9])/, '');
  let sum = 0;
  let before = -1;
  chinese.split('').forEach((character) => {
    const unit = '十百千'.indexOf(character);
    if (unit < 0) {
      before = value(character);
      return;
    }
    sum += (before < 0 ? 1 : before) * [10, 100, 1000][unit];
    before = -1;
  });
  return String(sum + Math.max(0, before));
}

/** The pairs of a Han run. @param {string} run @returns {string[]} */
function pairs(run) {
  const characters = Array.from(run);
  return characters.slice(1).map((character, index) => characters[index] + character);
}
