// One result, in the list under the box and on the page of results.

/** Characters of text shown of a result: on the page of results, in the list under the box; and those before a mark. */
const SNIPPET = 96;
const SNIPPET_SHORT = 60;
const SNIPPET_BEFORE = 18;

/**
 * Fills a result in: title, provenance, where it stands, the place in its text that answers.
 * @param {HTMLElement} parent
 * @param {HTMLElement} title   the element that holds the title: a link on the page of results
 * @param {Hit} hit
 * @param {'p' | 'span'} block
 */
function appendHit(parent, title, hit, block) {
  const head = element(block, 'nb-hit-head');
  if (hit.number && hit.number !== hit.title) {
    const number = title.appendChild(element('span', 'nb-no'));
    appendMarked(number, hit.number, hit.words);
    title.appendChild(document.createTextNode(' '));
  }
  appendMarked(title, hit.title, hit.words);
  if (hit.lang && hit.lang !== document.documentElement.lang) title.lang = hit.lang;
  head.appendChild(title);
  if (hit.provenance) {
    head.appendChild(document.createTextNode(' '));
    const word = texts['provenance-short'][hit.provenance] || hit.provenance;
    head.appendChild(element('span', 'nb-badge nb-badge--' + hit.provenance, word));
  }
  parent.appendChild(head);
  const where = [texts.kind[hit.kind], hit.where, texts.status[hit.status], hit.heading].filter((part, index, all) => part && part !== hit.title && all.indexOf(part) === index).join(' · ');
  if (where) parent.appendChild(element(block, 'nb-hit-where nb-hint', where));
  const told = hit.asked === 'who' && hit.who ? fill(texts.search.duty, { duty: texts.duty[hit.duty] || hit.duty, who: hit.who }) : hit.asked === 'when' ? hit.when : '';
  if (told) parent.appendChild(element(block, 'nb-hit-text nb-hit-answer', told));
  const text = element(block, 'nb-hit-text');
  appendMarked(text, snippet(hit.text, hit.words, block === 'p' ? SNIPPET : SNIPPET_SHORT), hit.words);
  if (text.firstChild) parent.appendChild(text);
}

/**
 * The piece of a text with most different words of the query in it.
 * @param {string} text
 * @param {Word[]} words
 * @param {number} length
 */
function snippet(text, words, length) {
  if (text.length <= length) return text;
  const marks = marksIn(text, words);
  let best = 0;
  let most = -1;
  marks.forEach((mark, index) => {
    /** @type {Object<string, boolean>} */
    const seen = {};
    let worth = 0;
    for (let i = index; i < marks.length && marks[i][1] <= mark[0] + length - SNIPPET_BEFORE; i++) {
      const word = text.slice(marks[i][0], marks[i][1]);
      worth += seen[word] ? 1 : 10 * word.length;
      seen[word] = true;
    }
    if (worth > most) {
      most = worth;
      best = mark[0];
    }
  });
  let start = Math.max(0, Math.min(best - SNIPPET_BEFORE, text.length - length));
  // A piece begins behind a stop where one is near.
  const stop = /[。；！？：\n]\s*/.exec(text.slice(start, Math.max(start, best)));
  if (start > 0 && stop) start += stop.index + stop[0].length;
  let end = Math.min(text.length, start + length);
  // Half a pair of surrogates would show as a box.
  if (/[\uDC00-\uDFFF]/.test(text.charAt(start))) start++;
  if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end--;
  return (start > 0 ? '…' : '') + text.slice(start, end) + (end < text.length ? '…' : '');
}
