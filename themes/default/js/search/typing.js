// When to search: at each change of the box, but never on the letters that an input method has not yet turned into
// words; and only the answer to the newest question is shown.

/**
 * Calls `act` with the text whenever it has changed. The function returned does so at once.
 * @param {HTMLInputElement} input
 * @param {(query: string) => void} act
 * @returns {() => void}
 */
function whenTyped(input, act) {
  let isComposing = false;
  function run() {
    if (!isComposing) act(input.value);
  }
  input.addEventListener('compositionstart', () => { isComposing = true; });
  input.addEventListener('compositionend', () => {
    isComposing = false;
    run();
  });
  input.addEventListener('input', run);
  return run;
}

/**
 * Searches in the language of this page, and in all of them where it has nothing.
 * @param {string} query
 * @param {Chosen} chosen
 * @param {number} count
 * @param {Wish} wish
 */
function searchHere(query, chosen, count, wish) {
  const lang = document.documentElement.lang;
  return search(query, chosen, count, Object.assign({ lang: lang }, wish)).then((answer) => {
    return answer.total || answer.isFailed ? answer : search(query, chosen, count, wish);
  });
}

let asked = 0;

/**
 * Hands the answer on, unless another question was asked meanwhile.
 * @param {Promise<Answer>} answer
 * @param {(answer: Answer) => void} show
 */
function latest(answer, show) {
  const own = ++asked;
  answer.then((found) => { if (own === asked) show(found); });
}

/** No answer that is still on its way will be shown. */
function forgetQuestion() {
  asked++;
}

/**
 * A text without halves of surrogate pairs, which encodeURIComponent refuses.
 * @param {string} text
 */
function wellFormed(text) {
  return text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (found) => found.length === 2 ? found : '\uFFFD');
}
