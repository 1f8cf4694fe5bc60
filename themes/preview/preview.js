// The preview's side in the browser: listens for new states of the site, patches the open page in place, and shows
// what is wrong. Served with pages of `normbook serve`, never part of a built page.
//
// How a page is patched. What the server sent last is kept as a document of its own, and each of its nodes knows the
// node it became on the screen. A new answer is compared with what was sent before, not with the screen: only what the
// server changed is touched. So scroll, focus, selection, open details, ticks, and whatever a script of the theme did,
// stay as they are without being listed anywhere.
(function () {
  'use strict';

  /** @typedef {{message: string, path: string, line: number | null, column: number | null, excerpt: {before: string, text: string, after: string} | null}} Place */
  /** @typedef {{rule: string, severity: string, place: Place, related: Place[], help: string[], fix: string | null}} Finding */
  /** @typedef {{revision: number, trouble: string | null, total: number, errors: number, warnings: number, notes: number, findings: Finding[], page: {file: string, hints: string[]} | null, edited: {total: number, pages: {address: string, title: string, file: string}[]}}} Report */
  /** @typedef {{server: string, revision: number, errors: number, warnings: number, saved: string | null}} News */

  const OWN = '/~preview/';
  const page = decodeURIComponent(location.pathname).replace(/\/$/, '/index.html');

  // ---- What was sent, and what it became -----------------------------------------------------------------------

  /** Nodes of the last answer → nodes on the screen. @type {Map<Node, Node>} */
  let shown = new Map();
  /** The last answer. @type {Document} */
  let sent = /** @type {Document} */ (document.cloneNode(true));
  /** Its text, to tell at once that nothing has changed. */
  let text = '';

  /**
   * Ties each node of a tree to the node in the same place of an equal tree.
   * @param {Node} from @param {Node} to @param {Map<Node, Node>} ties
   */
  function tie(from, to, ties) {
    ties.set(from, to);
    let a = from.firstChild;
    let b = to.firstChild;
    while (a && b) {
      tie(a, b, ties);
      a = a.nextSibling;
      b = b.nextSibling;
    }
  }

  /**
   * Ties a tree that says the same as an earlier one to what that one became.
   * @param {Node} old @param {Node} now @param {Map<Node, Node>} ties
   */
  function carry(old, now, ties) {
    const live = shown.get(old);
    if (live) ties.set(now, live);
    let a = old.firstChild;
    let b = now.firstChild;
    while (a && b) {
      carry(a, b, ties);
      a = a.nextSibling;
      b = b.nextSibling;
    }
  }

  // ---- Patching ------------------------------------------------------------------------------------------------

  /** Elements that were changed by a patch. @type {Element[]} */
  let touched = [];

  /** @param {Node} node */
  function touch(node) {
    const element = node.nodeType === 1 ? /** @type {Element} */ (node) : node.parentElement;
    if (element && touched.indexOf(element) < 0) touched.push(element);
  }

  /**
   * A short text that two nodes share only if they are alike.
   * @param {Node} node
   * @returns {string}
   */
  function likeness(node) {
    if (node.nodeType !== 1) return node.nodeName + (node.nodeValue || '');
    return /** @type {Element} */ (node).outerHTML;
  }

  /**
   * Whether a node may take the place of another and keep what is on the screen.
   * @param {Node} old @param {Node} now
   */
  function same(old, now) {
    if (old.nodeName !== now.nodeName) return false;
    if (old.nodeType !== 1) return true;
    const a = /** @type {Element} */ (old);
    const b = /** @type {Element} */ (now);
    return a.id === b.id && a.getAttribute('type') === b.getAttribute('type');
  }

  /**
   * For each of the new nodes the old one whose place it takes, or null. Equal nodes keep their partners as far as a
   * common order allows; between them, nodes of one name are matched in turn.
   * @param {Node[]} old @param {Node[]} now
   * @returns {(Node | null)[]}
   */
  function partners(old, now) {
    /** @type {(Node | null)[]} */
    const found = now.map(function () { return null; });
    let start = 0;
    while (start < old.length && start < now.length && old[start].isEqualNode(now[start])) {
      found[start] = old[start];
      start += 1;
    }
    let oldEnd = old.length;
    let nowEnd = now.length;
    while (oldEnd > start && nowEnd > start && old[oldEnd - 1].isEqualNode(now[nowEnd - 1])) {
      oldEnd -= 1;
      nowEnd -= 1;
      found[nowEnd] = old[oldEnd];
    }
    const anchors = common(old.slice(start, oldEnd).map(likeness), now.slice(start, nowEnd).map(likeness));
    let from = start;
    let next = start;
    anchors.concat([[oldEnd - start, nowEnd - start]]).forEach(function (anchor) {
      const until = start + anchor[0];
      const upTo = start + anchor[1];
      for (; next < upTo; next += 1) {
        for (let candidate = from; candidate < until; candidate += 1) {
          if (same(old[candidate], now[next])) {
            found[next] = old[candidate];
            from = candidate + 1;
            break;
          }
        }
      }
      if (until < oldEnd && upTo < nowEnd) found[upTo] = old[until];
      from = until + 1;
      next = upTo + 1;
    });
    return found;
  }

  /**
   * A longest common subsequence, as pairs of places; none for lists too long to compare.
   * @param {string[]} a @param {string[]} b
   * @returns {number[][]}
   */
  function common(a, b) {
    if (!a.length || !b.length || a.length * b.length > 250000) return [];
    /** @type {Uint16Array[]} */
    const lengths = [];
    for (let i = 0; i <= a.length; i += 1) lengths.push(new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let j = b.length - 1; j >= 0; j -= 1) {
        lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) {
        pairs.push([i, j]);
        i += 1;
        j += 1;
      } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
        i += 1;
      } else {
        j += 1;
      }
    }
    return pairs;
  }

  /**
   * Brings what a node became to what its successor says.
   * @param {Node} old @param {Node} now @param {Map<Node, Node>} ties
   */
  function patch(old, now, ties) {
    const live = shown.get(old);
    if (!live) return;
    if (old.isEqualNode(now)) {
      carry(old, now, ties);
      return;
    }
    ties.set(now, live);
    if (now.nodeType !== 1) {
      rewrite(/** @type {CharacterData} */ (live), now.nodeValue || '');
      return;
    }
    attributes(/** @type {Element} */ (old), /** @type {Element} */ (now), /** @type {Element} */ (live));
    children(old, now, live, ties);
  }

  /**
   * Changes only the characters that differ, so that a selection beside them stays.
   * @param {CharacterData} live @param {string} data
   */
  function rewrite(live, data) {
    const old = live.data;
    let start = 0;
    while (start < old.length && start < data.length && old[start] === data[start]) start += 1;
    let end = 0;
    while (end < old.length - start && end < data.length - start && old[old.length - 1 - end] === data[data.length - 1 - end]) end += 1;
    live.replaceData(start, old.length - start - end, data.slice(start, data.length - end));
    touch(live);
  }

  /** @param {Element} old @param {Element} now @param {Element} live */
  function attributes(old, now, live) {
    Array.prototype.forEach.call(now.attributes, /** @param {Attr} own */ function (own) {
      if (old.getAttribute(own.name) === own.value) return;
      if (own.name === 'class') classes(old, now, live);
      else live.setAttribute(own.name, own.value);
      touch(live);
    });
    Array.prototype.forEach.call(old.attributes, /** @param {Attr} own */ function (own) {
      if (now.hasAttribute(own.name)) return;
      if (own.name === 'class') classes(old, now, live);
      else live.removeAttribute(own.name);
      touch(live);
    });
  }

  /**
   * Classes that a script has set stay.
   * @param {Element} old @param {Element} now @param {Element} live
   */
  function classes(old, now, live) {
    Array.prototype.forEach.call(old.classList, /** @param {string} name */ function (name) {
      if (!now.classList.contains(name)) live.classList.remove(name);
    });
    Array.prototype.forEach.call(now.classList, /** @param {string} name */ function (name) { live.classList.add(name); });
  }

  /** @param {Node} old @param {Node} now @param {Node} live @param {Map<Node, Node>} ties */
  function children(old, now, live, ties) {
    const before = Array.prototype.slice.call(old.childNodes);
    const after = Array.prototype.slice.call(now.childNodes);
    const found = partners(before, after);
    before.forEach(/** @param {Node} node */ function (node) {
      if (found.indexOf(node) >= 0) return;
      const gone = shown.get(node);
      if (gone && gone.parentNode === live) {
        live.removeChild(gone);
        touch(live);
      }
    });
    /** What the next node stands behind on the screen. @type {Node | null} */
    let last = null;
    after.forEach(/** @param {Node} node @param {number} place */ function (node, place) {
      const partner = found[place];
      let own = partner && shown.get(partner);
      if (own && partner) {
        patch(partner, node, ties);
      } else {
        own = document.importNode(node, true);
        tie(node, own, ties);
        live.insertBefore(own, last ? last.nextSibling : live.firstChild);
        if (own.nodeType === 1 || (own.nodeValue || '').trim()) touch(own);
      }
      last = own;
    });
  }

  /**
   * Files of the head: styles are swapped when the new ones are there; a new script needs a new page.
   * @param {Document} now
   * @returns {boolean} whether the page can be patched
   */
  function sameScripts(now) {
    /** @param {Document} of */
    const scripts = function (of) {
      return Array.prototype.map.call(of.querySelectorAll('script[src]'), /** @param {Element} script */ function (script) { return script.getAttribute('src'); }).join(' ');
    };
    return scripts(sent) === scripts(now);
  }

  /** @param {Document} now @param {Map<Node, Node>} ties */
  function head(now, ties) {
    const before = Array.prototype.slice.call(sent.head.children);
    const after = Array.prototype.slice.call(now.head.children);
    /** @param {Element} element */
    const isStyle = function (element) { return element.nodeName === 'LINK' && element.getAttribute('rel') === 'stylesheet'; };
    const stay = before.filter(function (own) { return !isStyle(own); });
    const found = partners(stay, after.filter(function (own) { return !isStyle(own); }));
    if (document.title !== now.title) document.title = now.title;
    after.filter(function (own) { return !isStyle(own); }).forEach(function (own, place) {
      const partner = found[place];
      const live = partner && shown.get(partner);
      if (live) tie(own, live, ties);
    });
    const old = before.filter(isStyle);
    const fresh = after.filter(isStyle);
    fresh.forEach(function (style, place) {
      const former = old[place];
      const live = /** @type {HTMLLinkElement | undefined} */ (former && shown.get(former));
      if (live && former.getAttribute('href') === style.getAttribute('href')) {
        ties.set(style, live);
        return;
      }
      const link = /** @type {HTMLLinkElement} */ (document.importNode(style, true));
      ties.set(style, link);
      if (!live || !live.parentNode) {
        document.head.appendChild(link);
        return;
      }
      // Until the new style is there the old one stays: no flash of a bare page.
      const drop = function () { if (live.parentNode) live.parentNode.removeChild(live); };
      link.addEventListener('load', drop);
      link.addEventListener('error', drop);
      live.parentNode.insertBefore(link, live.nextSibling);
    });
    old.slice(fresh.length).forEach(function (style) {
      const live = shown.get(style);
      if (live && live.parentNode) live.parentNode.removeChild(live);
    });
  }

  /**
   * Brings the open page to what the server sends now.
   * @param {string} html
   */
  function update(html) {
    if (html === text) return;
    const first = !text;
    const now = new DOMParser().parseFromString(html, 'text/html');
    if (first && now.documentElement.isEqualNode(sent.documentElement)) {
      text = html;
      return;
    }
    if (!sameScripts(now)) {
      location.reload();
      return;
    }
    text = html;
    touched = [];
    /** @type {Map<Node, Node>} */
    const ties = new Map();
    ties.set(now, document);
    ties.set(now.documentElement, document.documentElement);
    attributes(sent.documentElement, now.documentElement, document.documentElement);
    ties.set(now.head, document.head);
    head(now, ties);
    patch(sent.body, now.body, ties);
    sent = now;
    shown = ties;
    const changed = touched.filter(function (element) { return element !== document.body && element !== document.documentElement; });
    changed.forEach(mark);
    document.dispatchEvent(new CustomEvent('nb-patched'));
    performance.mark('nb-patched');
    if (changed.length) say(words.updated);
  }

  /**
   * Marks what has changed, for a moment.
   * @param {Element} element
   */
  function mark(element) {
    element.classList.remove('nb-preview-changed');
    // Asking for a size begins the mark anew when it is still there from the save before.
    element.getBoundingClientRect();
    element.classList.add('nb-preview-changed');
    setTimeout(function () {
      element.classList.remove('nb-preview-changed');
      if (!element.classList.length) element.removeAttribute('class');
    }, 1600);
  }

  tie(sent, document, shown);

  // ---- The bar and the panel -----------------------------------------------------------------------------------

  /** @type {{[key: string]: string}} */
  let words = {};
  /** @type {{[key: string]: string}} */
  let hints = {};
  /** @type {string | null} */
  let editor = null;
  /** @type {Report | null} */
  let report = null;
  /** Findings the reader has folded away: the panel stays so until there are others. */
  let folded = '';

  const host = document.createElement('div');
  host.id = 'nb-preview';
  const root = host.attachShadow({ mode: 'open' });

  /**
   * @param {string} name
   * @param {{[key: string]: string}} [attributes]
   * @param {(Node | string | null)[]} [inside]
   * @returns {HTMLElement}
   */
  function make(name, attributes, inside) {
    const element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, (attributes || {})[key]); });
    (inside || []).forEach(function (child) {
      if (child !== null) element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
    });
    return element;
  }

  /** @param {string} words_ @param {number} n */
  function fill(words_, n) { return (words_ || '').replace('{n}', String(n)); }

  /**
   * Remembered where the browser allows it.
   * @param {string} key @param {string} [value]
   * @returns {string | null}
   */
  function memory(key, value) {
    try {
      if (value !== undefined) localStorage.setItem(key, value);
      return localStorage.getItem(key);
    } catch (_) {
      return value === undefined ? null : value;
    }
  }

  const status = make('p', { class: 'status', role: 'status', 'aria-live': 'polite' });
  const bar = make('div', { class: 'bar' });
  const panel = make('section', { class: 'panel', hidden: '', tabindex: '-1' });
  const box = make('div', { class: 'box', role: 'region' }, [panel, bar, status]);

  /** @param {string} sentence */
  function say(sentence) { status.textContent = sentence || ''; }

  /**
   * The link that opens a place in the editor; nothing where there is none.
   * @param {string} path @param {number | null} line @param {number | null} column
   */
  function link(path, line, column) {
    if (!editor) return null;
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    return editor.replace('{path}', encoded).replace('{line}', String(line || 1)).replace('{column}', String(column || 1));
  }

  /** @param {Place} place */
  function where(place) {
    const name = place.path + (place.line ? ':' + place.line + ':' + place.column : '');
    const href = link(place.path, place.line, place.column);
    if (href) return make('a', { class: 'where', href: href, title: words.open }, [name]);
    return make('code', { class: 'where' }, [name]);
  }

  /** @param {Place} place */
  function source(place) {
    if (!place.excerpt) return null;
    const marked = place.excerpt.text || ' ';
    return make('pre', { class: 'source', tabindex: '0' }, [
      make('span', { class: 'number', 'aria-hidden': 'true' }, [String(place.line)]),
      make('code', {}, [place.excerpt.before, make('mark', {}, [marked]), place.excerpt.after]),
    ]);
  }

  /** @param {string} label @param {Node[]} inside @param {string} kind */
  function advice(label, inside, kind) {
    return make('p', { class: kind }, [/** @type {Node | string} */ (make('b', {}, [label]))].concat(inside));
  }

  /** @param {Finding} finding */
  function row(finding) {
    const item = make('li', { class: 'finding ' + finding.severity }, [
      make('div', { class: 'title' }, [
        make('span', { class: 'severity' }, [words[finding.severity]]),
        make('span', { class: 'message' }, [finding.place.message]),
        make('code', { class: 'rule' }, [finding.rule]),
      ]),
      where(finding.place),
      source(finding.place),
    ]);
    finding.help.forEach(function (help) { item.appendChild(advice(words.fix, [document.createTextNode(help)], 'help')); });
    if (finding.fix !== null) {
      const fix = finding.fix === '' ? advice(words.delete, [], 'help') : advice(words.write, [make('code', {}, [finding.fix])], 'help');
      item.appendChild(fix);
    }
    finding.related.forEach(function (place) {
      item.appendChild(advice(words.related, [document.createTextNode(place.message + ' '), where(place)], 'related'));
      const excerpt = source(place);
      if (excerpt) item.appendChild(excerpt);
    });
    return item;
  }

  /** @param {Report} now */
  function counts(now) {
    const parts = [];
    if (now.errors) parts.push(make('span', { class: 'count error' }, [fill(words.errors, now.errors)]));
    if (now.warnings) parts.push(make('span', { class: 'count warning' }, [fill(words.warnings, now.warnings)]));
    if (now.notes) parts.push(make('span', { class: 'count note' }, [fill(words.notes, now.notes)]));
    return parts.length ? parts : [make('span', { class: 'count clean' }, [words.clean])];
  }

  /** @param {string} name @param {(button: HTMLElement) => void} act @param {{[key: string]: string}} [more] */
  function button(name, act, more) {
    const own = make('button', Object.assign({ type: 'button' }, more || {}), [name]);
    own.addEventListener('click', function () { act(own); });
    return own;
  }

  /** Which part of the panel is open: findings, page, or nothing. */
  let open = '';

  /** @param {string} name */
  function toggle(name) {
    open = open === name ? '' : name;
    folded = open === 'findings' ? '' : fingerprint();
    draw();
    reveal();
    if (open) panel.focus();
  }

  function fingerprint() {
    if (!report) return '';
    return (report.trouble || '') + report.findings.map(function (own) { return own.rule + own.place.path + own.place.message; }).join('\n');
  }

  /** @param {Report} now */
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

  /** @param {Report} now */
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
    const found = button('', function () { toggle('findings'); }, { 'data-part': 'findings', class: 'state', 'aria-expanded': String(open === 'findings') });
    found.appendChild(make('i', { class: 'lamp', 'aria-hidden': 'true' }));
    counts(now).forEach(function (own) { found.appendChild(own); });
    if (!wrong) /** @type {HTMLButtonElement} */ (found).disabled = true;
    bar.appendChild(found);
    const name = now.page ? now.page.file.replace(/^content\//, '') : words.here;
    const todo = now.page ? now.page.hints.length : 0;
    const file = button(name, function () { toggle('page'); }, { 'data-part': 'page', class: 'page', title: words.file, 'aria-expanded': String(open === 'page') });
    if (todo) file.appendChild(make('span', { class: 'todo' }, [words['hints-title'] + ' ' + todo]));
    bar.appendChild(file);
    bar.appendChild(make('label', { class: 'follow', title: words['follow-help'] }, [follow, words.follow]));
    panel.hidden = !open;
    panel.textContent = '';
    if (open) {
      panel.setAttribute('aria-label', open === 'findings' ? words.findings : words.here);
      const title = open === 'findings' ? words.findings : words.here;
      panel.appendChild(make('header', {}, [make('h1', {}, [title]), button(words.close, function () { toggle(open); }, { class: 'close' })]));
      (open === 'findings' ? findings(now) : about(now)).forEach(function (part) { if (part) panel.appendChild(part); });
    }
    box.className = 'box ' + (now.trouble || now.errors ? 'error' : now.warnings ? 'warning' : 'clean');
    const again = place && /** @type {HTMLElement | null} */ (root.querySelector('[data-part="' + place + '"]'));
    if (again) again.focus();
  }

  /** @param {Report} now */
  function tell(now) {
    const scroll = panel.scrollTop;
    report = now;
    const wrong = now.total > 0 || now.trouble;
    if (!wrong && open === 'findings') open = '';
    if ((now.errors || now.trouble) && !open && fingerprint() !== folded) open = 'findings';
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
    if (/** @type {KeyboardEvent} */ (event).key === 'Escape' && open) toggle(open);
  });

  // ---- The server ----------------------------------------------------------------------------------------------

  /** @param {number} from @returns {Promise<Report | null>} */
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
}());
