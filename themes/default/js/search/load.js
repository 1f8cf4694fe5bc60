// Files of the index: script elements that come and go, since nothing else may be read on file://. Each file calls
// `_n(name, payload)`. A file that does not arrive makes us read entry.js again, once: the site may have been published
// anew while this page was open (docs/search-format.md §1).

/** Where the index lies, as this page writes it: `../search/`. */
let indexBase = '';

/** Where the site begins: `../`. */
let siteBase = '';

/** Which entry is in use. */
let generation = '';

/** Names of the files of each kind, as the core gives them. @type {Object<string, string>} */
let names = {};

/** Letters that have a list of words, in the order of its files. */
let letters = '';

/** Payloads that have arrived, by what they are, and files on their way. @type {Map<string, Promise<any>>} */
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
    if (!entry.all) {
      names = entry.core.files;
      letters = entry.core.letters;
      files.set('core', Promise.resolve(entry.core));
      return undefined;
    }
    const called = nameIn('all', entry.all, 0);
    return runScript(called, addressOf(called)).then((all) => {
      Object.keys(all).forEach((what) => { files.set(what, Promise.resolve(all[what])); });
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

/** Digits of a name, and characters of it in the name of a file: docs/search-format.md §1.2. */
const NAME_DIGITS = 6;
const NAME_CHARACTERS = 8;

/** Names of texts in one file of them, as a power of two. */
const NAMES_SHIFT = 6;

/**
 * How a file is called.
 * @param {string} kind
 * @param {string | undefined} digits  names one after the other
 * @param {number} index
 */
function nameIn(kind, digits, index) {
  const reader = new Reader(digits || '');
  reader.at = NAME_DIGITS * index;
  let name = 0;
  for (let i = 0; i < NAME_DIGITS; i++) name = name * 91 + reader.digit();
  return kind + '-' + name.toString(36).padStart(NAME_CHARACTERS, '0');
}

/** @param {string} called */
function addressOf(called) {
  return indexBase + 'files/' + called + '.js';
}

/**
 * How a file is called, by what it is: `w/20`, `e/s`, `fold`.
 * @param {string} what
 * @returns {Promise<string>}
 */
function called(what) {
  const kind = what.replace(/\/.*/, '');
  const own = what.slice(kind.length + 1);
  const index = kind === 'e' ? letters.indexOf(own) : Number(own);
  if (kind !== 't' || names[kind]) return Promise.resolve().then(() => nameIn(kind, names[kind], index));
  return file('k/' + (index >> NAMES_SHIFT)).then((digits) => nameIn(kind, digits, index & ((1 << NAMES_SHIFT) - 1)));
}

/** Whether there are files of a kind; of an index that is one file nothing is known. @param {string} kind */
function hasFiles(kind) {
  return Boolean(names[kind]);
}

/**
 * The payload of a file, by what it is.
 * @param {string} what
 * @returns {Promise<any>}
 */
function file(what) {
  const known = files.get(what);
  if (known) return known;
  const own = generation;
  const loading = called(what).then((name) => runScript(name, addressOf(name)).catch(() => {
    return reopenIndex().then(() => {
      if (generation !== own) throw new Renewed(name);
      return runScript(name, addressOf(name) + '?' + Date.now());
    });
  }));
  files.set(what, loading);
  // A failure is not kept: the reader may try again.
  loading.catch(() => { if (files.get(what) === loading) files.delete(what); });
  return loading;
}
