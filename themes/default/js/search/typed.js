// When to search: at each change of the box, but never on the letters that an input method has not yet turned into words.

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
