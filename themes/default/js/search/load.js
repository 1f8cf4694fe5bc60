// Files of the index: script elements that come and go, since nothing else may be read on file://. Each file calls
// `_n(name, payload)`. A file that does not arrive makes us read entry.js again, once: the site may have been published
// anew while this page was open (docs/search-format.md §1).

/** Where the index lies, as this page writes it: `../search/`. */
let indexBase = '';

/** Where the site begins: `../`. */
let siteBase = '';

/** The generation of files in use. */
let generation = '';

/** Payloads that have arrived, by name, and files on their way. @type {Map<string, Promise<any>>} */
let files = new Map();

/** Payloads handed over by scripts that have just run. @type {Map<string, any>} */
const handed = new Map();


/** @param {string} entry  the address of search/entry.js */
function setIndex(entry) {
  indexBase = entry.replace(/entry\.js$/, '');
  siteBase = indexBase.replace(/search\/$/, '');
  window['_n'] = /** @param {string} name @param {any} payload */ (name, payload) => { handed.set(name, payload); };
}

/**
 * Runs one script and gives what it handed over.
 * @param {string} name
 * @param {string} address
 * @returns {Promise<any>}
 */
function runScript(name, address) {
  return new Promise((done, failed) => {
    const script = document.createElement('script');
    script.charset = 'utf-8';
    script.src = address;
    script.onload = script.onerror = () => {
      document.head.removeChild(script);
      if (!handed.has(name)) {
        failed(new Damaged(name));
        return;
      }
      const payload = handed.get(name);
      handed.delete(name);
      done(payload);
    };
    document.head.appendChild(script);
  });
}

/** @type {Promise<void> | null} */
let opening = null;

/** Reads entry.js, and with it a site that is small enough to lie in one file. @param {boolean} [isAgain] */
function openIndex(isAgain) {
  if (opening && !isAgain) return opening;
  // Another address, so that no cache answers.
  const address = indexBase + 'entry.js' + (isAgain ? '?' + Date.now() : '');
  const reading = runScript('entry', address).then((entry) => {
    if (entry.generation !== generation) files = new Map();
    generation = entry.generation;
    if (!entry.whole) return undefined;
    return runScript('all', indexBase + generation + '/all.js').then((all) => {
      Object.keys(all).forEach((name) => { files.set(name, Promise.resolve(all[name])); });
    });
  });
  opening = reading;
  reading.catch(() => { if (opening === reading) opening = null; });
  return reading;
}

/** entry.js on its way for the second time. @type {Promise<void> | null} */
let reopening = null;

/** Reads entry.js again. Many files may be missed at once; all wait for the same answer. */
function reopenIndex() {
  if (!reopening) {
    const end = () => { reopening = null; };
    reopening = openIndex(true);
    reopening.then(end, end);
  }
  return reopening;
}

/** Counts how often everything was forgotten. */
let readings = 0;

/**
 * Nothing that was read is used any more. Of several queries that fail together the first one forgets: what the others
 * have begun to read meanwhile is new.
 * @param {number} reading  the count when the query began
 */
function forgetFiles(reading) {
  if (reading !== readings) return;
  readings++;
  files = new Map();
  opening = null;
  generation = '';
}

/** The site was published anew: what was read before does not fit what comes now. */
class Renewed extends Error {}

/**
 * The payload of a file.
 * @param {string} name
 * @returns {Promise<any>}
 */
function file(name) {
  const known = files.get(name);
  if (known) return known;
  const own = generation;
  const address = indexBase + own + '/' + name + '.js';
  const loading = runScript(name, address).catch(() => {
    return reopenIndex().then(() => {
      if (generation !== own) throw new Renewed(name);
      return runScript(name, address + '?' + Date.now());
    });
  });
  files.set(name, loading);
  // A failure is not kept: the reader may try again.
  loading.catch(() => { if (files.get(name) === loading) files.delete(name); });
  return loading;
}
