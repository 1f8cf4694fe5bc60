// The server: listens for new states of the site, and begins.

/** @typedef {{server: string, revision: number, errors: number, warnings: number, saved: string | null}} News */

const OWN = '/~preview/';
const page = decodeURIComponent(location.pathname).replace(/\/$/, '/index.html');

/** @param {number} from @returns {Promise<SiteReport | null>} */
function ask(from) {
  return fetch(OWN + 'report.json?page=' + encodeURIComponent(page) + '&from=' + from).then(function (answer) {
    return answer.ok ? answer.json() : null;
  }, function () { return null; });
}

/** The state that the page shows, and the server that had it: another one counts anew. */
let state = '';
let busy = false;
/** What came while the page was being patched. @type {News | null} */
let waiting = null;

/** @param {News} news */
function hear(news) {
  alive();
  const own = news.server + ' ' + news.revision;
  if (own === state) return;
  if (busy) {
    waiting = news;
    return;
  }
  const isNews = state !== '';
  state = own;
  if (isNews && follow.checked && news.saved && '/' + news.saved !== page) {
    location.assign('/' + news.saved);
    return;
  }
  busy = true;
  fetch(location.pathname, { cache: 'no-cache' }).then(function (answer) {
    if (answer.ok) return answer.text().then(update);
    // What is on the screen stays: it is the last that could be shown.
    if (answer.status === 404 && text) say(words.vanished);
    host.classList.toggle('gone', answer.status === 404);
    return undefined;
  }).then(function () { return ask(0); }).then(function (now) {
    if (now) tell(now);
  }).catch(function () { state = ''; }).then(function () {
    busy = false;
    const next = waiting;
    waiting = null;
    if (next) hear(next);
  });
}

/** @type {EventSource | null} */
let stream = null;
let lost = 0;
let silence = 0;

/** The server has been heard of. */
function alive() {
  clearTimeout(lost);
  lost = 0;
  clearTimeout(silence);
  if (host.classList.contains('lost')) {
    host.classList.remove('lost');
    say(words.live);
  }
  // It gives a sign of life every 15 seconds. A machine that slept has a connection that nobody ends.
  silence = window.setTimeout(connect, 40000);
}

function missing() {
  host.classList.add('lost');
  say(words.gone);
}

function connect() {
  if (stream) stream.close();
  stream = new EventSource(OWN + 'events');
  stream.onmessage = function (event) { hear(JSON.parse(event.data)); };
  stream.addEventListener('beat', alive);
  stream.onerror = function () {
    // Each new attempt fails anew: the first failure counts.
    if (!lost) lost = window.setTimeout(missing, 800);
    // Some answers make a browser give up for good; the preview does not.
    if (stream && stream.readyState === 2) window.setTimeout(connect, 1000);
  };
}

// Browsers keep six connections to one server. A page that nobody sees gives its own back, and catches up later.
document.addEventListener('visibilitychange', function () {
  if (!document.hidden) connect();
  else if (stream) {
    stream.close();
    clearTimeout(silence);
  }
});

fetch(OWN + 'words.json').then(function (answer) { return answer.json(); }).then(function (own) {
  hints = own.words.hints;
  words = own.words;
  editor = own.editor;
  host.lang = own.lang;
  box.setAttribute('aria-label', words.label);
  const style = make('link', { rel: 'stylesheet', href: OWN + 'preview.css' });
  root.appendChild(style);
  root.appendChild(box);
  document.body.appendChild(host);
  connect();
}).catch(function () { window.setTimeout(function () { location.reload(); }, 2000); });
