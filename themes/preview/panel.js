// The bar at the foot of the page, and the panel that opens above it.

/** @typedef {{revision: number, trouble: string | null, total: number, errors: number, warnings: number, notes: number, findings: Finding[], page: {file: string, hints: string[]} | null, edited: {total: number, pages: {address: string, title: string, file: string}[]}}} SiteReport */

/** @type {SiteReport | null} */
let report = null;
/** Findings the reader has folded away: the panel stays so until there are others. */
let folded = '';

const host = document.createElement('div');
host.id = 'nb-preview';
const root = host.attachShadow({ mode: 'open' });

const statusLine = make('p', { class: 'status', role: 'status', 'aria-live': 'polite' });
const bar = make('div', { class: 'bar' });
const panel = make('section', { class: 'panel', hidden: '', tabindex: '-1' });
const box = make('div', { class: 'box', role: 'region' }, [panel, bar, statusLine]);

/** @param {string} sentence */
function say(sentence) { statusLine.textContent = sentence || ''; }

/** Which part of the panel is open: findings, page, or nothing. */
let openPart = '';

/** @param {string} name */
function toggle(name) {
  openPart = openPart === name ? '' : name;
  folded = openPart === 'findings' ? '' : fingerprint();
  draw();
  reveal();
  if (openPart) panel.focus();
}

function fingerprint() {
  if (!report) return '';
  return (report.trouble || '') + report.findings.map(function (own) { return own.rule + own.place.path + own.place.message; }).join('\n');
}

/** @param {SiteReport} now */
function counts(now) {
  const parts = [];
  if (now.errors) parts.push(make('span', { class: 'count error' }, [fill(words.errors, now.errors)]));
  if (now.warnings) parts.push(make('span', { class: 'count warning' }, [fill(words.warnings, now.warnings)]));
  if (now.notes) parts.push(make('span', { class: 'count note' }, [fill(words.notes, now.notes)]));
  return parts.length ? parts : [make('span', { class: 'count clean' }, [words.clean])];
}

/** @param {SiteReport} now */
function findings(now) {
  const list = make('ol', { class: 'findings' });
  now.findings.forEach(function (own) { list.appendChild(row(own)); });
  const rest = now.total - now.findings.length;
  const more = rest > 0 ? button(fill(words.more, Math.min(rest, 200)), function (own) {
    ask(now.findings.length).then(function (next) {
      if (!next || next.revision !== now.revision) return;
      now.findings = now.findings.concat(next.findings);
      next.findings.forEach(function (found) { list.appendChild(row(found)); });
      const left = now.total - now.findings.length;
      if (left > 0) own.textContent = fill(words.more, Math.min(left, 200));
      else own.remove();
    });
  }, { class: 'more' }) : null;
  return [
    now.trouble ? make('p', { class: 'trouble' }, [make('b', {}, [words.trouble]), make('code', {}, [now.trouble])]) : null,
    now.findings.length ? list : null,
    more,
  ];
}

/** @param {SiteReport} now */
function about(now) {
  const inside = [];
  if (now.page) {
    const href = link(now.page.file, 1, 1);
    inside.push(make('p', { class: 'file' }, [
      make('b', {}, [words.file]), make('code', {}, [now.page.file]),
      href ? make('a', { class: 'edit', href: href }, [words.edit]) : null,
    ]));
    if (now.page.hints.length) {
      inside.push(make('h2', {}, [words['hints-title']]));
      inside.push(make('ul', { class: 'hints' }, now.page.hints.map(function (key) { return make('li', {}, [hints[key] || key]); })));
    }
  }
  inside.push(make('h2', {}, [fill(words.edited, now.edited.total)]));
  if (!now.edited.total) {
    inside.push(make('p', { class: 'quiet' }, [words['nothing-edited']]));
  } else {
    inside.push(make('ul', { class: 'edited' }, now.edited.pages.map(function (own) {
      return make('li', {}, [make('a', { href: '/' + own.address }, [own.title]), make('code', {}, [own.file])]);
    })));
  }
  return inside;
}

const follow = /** @type {HTMLInputElement} */ (make('input', { type: 'checkbox' }));
follow.checked = memory('nb-preview-follow') === '1';
follow.addEventListener('change', function () { memory('nb-preview-follow', follow.checked ? '1' : '0'); });

/** Draws the bar and the open part of the panel. */
function draw() {
  const now = report;
  if (!now) return;
  const wrong = now.total > 0 || now.trouble;
  const focus = /** @type {HTMLElement | null} */ (root.activeElement);
  const place = focus && focus.getAttribute('data-part');
  bar.textContent = '';
  const found = button('', function () { toggle('findings'); }, { 'data-part': 'findings', class: 'state', 'aria-expanded': String(openPart === 'findings') });
  found.appendChild(make('i', { class: 'lamp', 'aria-hidden': 'true' }));
  counts(now).forEach(function (own) { found.appendChild(own); });
  if (!wrong) /** @type {HTMLButtonElement} */ (found).disabled = true;
  bar.appendChild(found);
  const name = now.page ? now.page.file.replace(/^content\//, '') : words.here;
  const todo = now.page ? now.page.hints.length : 0;
  const file = button(name, function () { toggle('page'); }, { 'data-part': 'page', class: 'page', title: words.file, 'aria-expanded': String(openPart === 'page') });
  if (todo) file.appendChild(make('span', { class: 'todo' }, [words['hints-title'] + ' ' + todo]));
  bar.appendChild(file);
  bar.appendChild(make('label', { class: 'follow', title: words['follow-help'] }, [follow, words.follow]));
  panel.hidden = !openPart;
  panel.textContent = '';
  if (openPart) {
    panel.setAttribute('aria-label', openPart === 'findings' ? words.findings : words.here);
    const title = openPart === 'findings' ? words.findings : words.here;
    panel.appendChild(make('header', {}, [make('h1', {}, [title]), button(words.close, function () { toggle(openPart); }, { class: 'close' })]));
    (openPart === 'findings' ? findings(now) : about(now)).forEach(function (part) { if (part) panel.appendChild(part); });
  }
  box.className = 'box ' + (now.trouble || now.errors ? 'error' : now.warnings ? 'warning' : 'clean');
  const again = place && /** @type {HTMLElement | null} */ (root.querySelector('[data-part="' + place + '"]'));
  if (again) again.focus();
}

/** @param {SiteReport} now */
function tell(now) {
  const scroll = panel.scrollTop;
  report = now;
  const wrong = now.total > 0 || now.trouble;
  if (!wrong && openPart === 'findings') openPart = '';
  if ((now.errors || now.trouble) && !openPart && fingerprint() !== folded) openPart = 'findings';
  draw();
  panel.scrollTop = scroll;
  reveal();
}

/** Long lines are scrolled to what is meant. */
function reveal() {
  Array.prototype.forEach.call(panel.querySelectorAll('.source'), /** @param {HTMLElement} line */ function (line) {
    const marked = line.querySelector('mark');
    if (!marked) return;
    const own = line.getBoundingClientRect();
    const its = marked.getBoundingClientRect();
    if (its.right > own.right) line.scrollLeft += its.left - own.left - own.width / 3;
  });
}

root.addEventListener('keydown', function (event) {
  if (/** @type {KeyboardEvent} */ (event).key === 'Escape' && openPart) toggle(openPart);
});
