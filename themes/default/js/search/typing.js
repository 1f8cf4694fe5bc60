// Asks in the language of the page; only the answer to the newest question is shown.

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
