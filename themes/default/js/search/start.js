// Begins, when js/search.js has loaded all this.

// `search` and its like are for programs too: the tests, scripts/search-eval. Other parts add what they bring.
/** @param {string} query */
function meaningOf(query) {
  return loadCore().then((core) => {
    const meaning = understand(core.asking, normalise(query, true));
    return readingsOfNumbers(core.asking, meaning).then((readings) => Object.assign({ readings: readings }, meaning));
  });
}

window.nbSearch = { search: search, meaningOf: meaningOf, cut: cut, normalise: normalise, compact: compact, foldWith: foldWith };

/** Parts of search that are loaded when they are needed. @type {Map<string, Promise<any>>} */
const parts = new Map();

/**
 * What another part brings.
 * @param {'numbers' | 'slips' | 'typos' | 'page'} name
 * @returns {Promise<any>}
 */
function loadPart(name) {
  const known = parts.get(name);
  if (known) return known;
  const loading = new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = document.querySelector('.nb-search').getAttribute('data-nb-' + name);
    script.onload = script.onerror = () => {
      if (window.nbSearch[name]) done(window.nbSearch[name]);
      else failed(new Damaged(name));
    };
    document.head.appendChild(script);
  });
  parts.set(name, loading);
  loading.catch(() => parts.delete(name));
  return loading;
}

/** The first wave of files comes before the first letter. */
function openCore() {
  loadCore().catch(() => { /* The first query tries again, and says so if it fails. */ });
}

function start() {
  /** @type {HTMLFormElement} */
  const form = document.querySelector('.nb-search');
  const input = form.querySelector('input');
  const found = document.getElementById('nb-found');
  setIndex(form.getAttribute('data-nb-entry'));
  if (!input) return;
  if (found) {
    openCore();
    loadPart('page').then((page) => page.resultsPage(form, input, found), () => { /* the lists stay */ });
    return;
  }
  if (document.activeElement === input) openCore();
  input.addEventListener('focus', openCore);
  comboBox(form, input);
}
