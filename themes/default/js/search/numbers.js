// Numbers and identifiers in other writings: docs/search-format.md §9.1. src/search/query/meaning.rs does the same.

/** Texts with numbers and identifiers in other forms. @param {Asking} asking @param {string} told @param {string} content @returns {string[]} */
function otherReadings(asking, told, content) {
  const withNumbers = numbered(asking, told);
  const both = (withNumbers === told ? [] : [withNumbers]).concat(parted(content)).map(singleBlanks);
  return both.filter((one, index) => one && one !== content && both.indexOf(one) === index);
}

/** The text with numbers of clauses with points, and with ids for what is counted: 5。7, 五点七, 第七项任务. @param {Asking} asking @param {string} text */
function numbered(asking, text) {
  let made = '';
  for (let at = 0; at < text.length;) {
    const number = pointedAt(text, at) || countedAt(asking, text, at);
    if (number) {
      made += ' ' + number.value + ' ';
      at = number.end;
      continue;
    }
    made += text.charAt(at);
    at++;
    const sign = /[0-9]/.test(text.charAt(at - 1)) ? /^ *[.。、,·] *(?=[0-9])/.exec(text.slice(at)) : null;
    if (sign) {
      made += '.';
      at += sign[0].length;
    }
  }
  return made;
}

/** A number, and where it ends. @typedef {{value: string, end: number}} NumberAt */

/** @param {string} text @param {number} at */
function skipBlanks(text, at) {
  let end = at;
  while (text.charAt(end) === ' ') end++;
  return end;
}

/** 五点七, 第五条第七款, 第5章第7节. @param {string} text @param {number} at @returns {NumberAt | null} */
function pointedAt(text, at) {
  const spoken = chineseAt(text, at);
  const after = spoken && text.charAt(spoken.end) === '点' ? chineseAt(text, spoken.end + 1) : null;
  if (after) return { value: spoken.value + '.' + after.value, end: after.end };
  const first = ordinalAt(text, at);
  const middle = first ? unitAt(text, first.end, '章条') : 0;
  const second = middle ? ordinalAt(text, skipBlanks(text, middle)) : null;
  const end = second ? unitAt(text, second.end, '节条款项') : 0;
  return end ? { value: first.value + '.' + second.value, end: end } : null;
}

/** 任务15, 第七项任务, task 7. @param {Asking} asking @param {string} text @param {number} at @returns {NumberAt | null} */
function countedAt(asking, text, at) {
  /** @type {NumberAt | null} */
  let found = null;
  asking.counted.forEach(/** @param {[string, string]} counted */ (counted) => {
    if (found) return;
    const word = counted[0];
    const kind = counted[1];
    const before = ordinalAt(text, at);
    const from = before ? skipBlanks(text, before.end) : 0;
    const to = before ? skipBlanks(text, unitAt(text, from, '项个条') || from) : 0;
    if (before && text.startsWith(word, to)) {
      found = { value: kind + before.value, end: to + word.length };
      return;
    }
    const behind = text.startsWith(word, at) ? ordinalAt(text, skipBlanks(text, at + word.length)) : null;
    if (behind && !/[0-9]/.test(text.charAt(behind.end)) && !IS_HAN.test(text.charAt(behind.end))) {
      found = { value: kind + behind.value, end: behind.end };
      return;
    }
    const isEnglish = text.startsWith(kind + ' ', at) && !(at && IS_WORD.test(text.charAt(at - 1)));
    const english = isEnglish ? arabicAt(text, skipBlanks(text, at + kind.length)) : null;
    if (english) found = { value: kind + english.value, end: english.end };
  });
  return found;
}

/** The place behind a unit with blanks before it; 0 for none. @param {string} text @param {number} at @param {string} units */
function unitAt(text, at, units) {
  const place = skipBlanks(text, at);
  return place < text.length && units.indexOf(text.charAt(place)) >= 0 ? place + 1 : 0;
}

/** A number, perhaps with 第 before it. @param {string} text @param {number} at */
function ordinalAt(text, at) {
  const begin = text.charAt(at) === '第' ? skipBlanks(text, at + 1) : at;
  return arabicAt(text, begin) || chineseAt(text, begin);
}

/** A number in digits that does not begin within one. @param {string} text @param {number} at @returns {NumberAt | null} */
function arabicAt(text, at) {
  const digits = /^[0-9]*/.exec(text.slice(at))[0];
  const before = at ? text.charAt(at - 1) : '';
  if (!digits || digits.length > 4 || before === '.' || IS_WORD.test(before)) return null;
  return { value: digits.replace(/^0+(?=[0-9])/, ''), end: at + digits.length };
}

const NUMERALS = /^[〇零一二三四五六七八九十百千两]*/;

/** A Chinese number that does not begin within one. @param {string} text @param {number} at @returns {NumberAt | null} */
function chineseAt(text, at) {
  const numerals = NUMERALS.exec(text.slice(at))[0];
  if (!numerals || numerals.length > 7 || (at && NUMERALS.exec(text.charAt(at - 1))[0])) return null;
  return { value: arabic(numerals), end: at + numerals.length };
}

/** The text with letters apart from digits, and with the pieces of words apart: gbt1.1, iso27001, max_size. @param {string} text */
function parted(text) {
  return text.replace(/[a-z0-9][a-z0-9._-]*/g, (word) => {
    const standard = /^(db[0-9]{2}|[a-z]{2})([tz])([0-9].*)$/.exec(word);
    if (standard) return standard.slice(1).join(' ');
    return word.replace(/^([a-z]{2,})(?=[0-9]{2})/, '$1 ').replace(/([^._-])[_-](?=[^._-])/g, '$1 ');
  });
}

window.nbSearch.numbers = { readings: otherReadings };
