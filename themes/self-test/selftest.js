// The self-test of a server: asks it for files of the site and says in words what it gets wrong.
//
// All letters here are ASCII, and the words come from the page, which spells them as numbers: they can be read even
// where the server says the wrong encoding of everything.
(function () {
  'use strict';

  /** @typedef {{status: number, url: string, head: (name: string) => string, text: string}} Answer */
  /** @typedef {'fine' | 'wrong' | 'note'} State */

  const facts = JSON.parse(element('facts').getAttribute('data-facts') || '{}');
  const words = facts.words;
  /** @type {string[]} */
  const violations = [];
  let count = 0;
  let wrong = 0;
  let server = 'other';

  document.addEventListener('securitypolicyviolation', function (event) {
    violations.push(event.violatedDirective + ' ' + event.blockedURI);
  });

  /** @param {string} id */
  function element(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /** @param {string} text @param {Record<string, string | number>} [values] */
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) {
      return values && name in values ? String(values[name]) : all;
    });
  }

  /** @param {string} state @param {string} text */
  function sum(state, text) {
    const box = element('sum');
    const line = document.createElement('p');
    line.textContent = text;
    while (box.firstChild) box.removeChild(box.firstChild);
    box.setAttribute('data-state', state);
    box.appendChild(line);
  }

  /**
   * One line of the result. `part` names the paragraph of the settings that fixes it.
   * @param {string} test @param {State} state @param {string} said @param {string} [part] @param {Record<string, string | number>} [values]
   */
  function line(test, state, said, part, values) {
    count += 1;
    const item = document.createElement('li');
    item.setAttribute('data-test', test);
    item.setAttribute('data-state', state);
    item.setAttribute('data-said', said);
    const sign = add(item, 'span', words.state[state], 'nb-selftest-state nb-selftest-state--' + state);
    sign.setAttribute('translate', 'no');
    const box = add(item, 'div', '', 'nb-selftest-words');
    add(box, 'h2', words.tests[test].title, '');
    add(box, 'p', filled(words.tests[test][said], values), '');
    if (state === 'wrong') {
      wrong += 1;
      add(box, 'p', filled(words.fix, { file: words.file[server], part: words.part[part || 'all'] }), '');
    }
    element('results').appendChild(item);
  }

  /** @param {Element} parent @param {string} name @param {string} text @param {string} className */
  function add(parent, name, text, className) {
    const child = document.createElement(name);
    child.textContent = text;
    if (className) child.className = className;
    parent.appendChild(child);
    return child;
  }

  /**
   * Asks the server; null where nothing could be asked.
   * @param {string} method @param {string} address @param {Record<string, string>} [heads]
   * @returns {Promise<Answer | null>}
   */
  function ask(method, address, heads) {
    return new Promise(function (done) {
      const request = new XMLHttpRequest();
      request.open(method, address, true);
      // What the browser has kept is not what the server says now.
      request.setRequestHeader('Cache-Control', 'no-cache');
      Object.keys(heads || {}).forEach(function (name) {
        request.setRequestHeader(name, (heads || {})[name]);
      });
      request.onload = function () {
        done({
          status: request.status,
          url: request.responseURL || '',
          head: function (name) {
            return request.getResponseHeader(name) || '';
          },
          text: request.responseText || '',
        });
      };
      request.onerror = request.ontimeout = function () {
        done(null);
      };
      request.timeout = 20000;
      try {
        request.send();
      } catch (error) {
        done(null);
      }
    });
  }

  /** A media type without what does not matter: capitals, blanks, quotes, the older names of scripts and XML. @param {string} kind */
  function plainType(kind) {
    return kind
      .toLowerCase()
      .replace(/[\s"']/g, '')
      .replace(/^(application|text)\/(x-)?(java|ecma)script/, 'text/javascript')
      .replace(/^text\/xml/, 'application/xml')
      .replace(/charset=utf8$/, 'charset=utf-8');
  }

  /** @param {string} given @param {string} wanted */
  function isType(given, wanted) {
    const own = plainType(given);
    // An encoding that was not asked for does no harm if it is the right one.
    return own === plainType(wanted) || own === plainType(wanted) + ';charset=utf-8';
  }

  /** @param {string} text */
  function simple(text) {
    return text.toLowerCase().replace(/\s+/g, ' ').replace(/\s*([,;])\s*/g, '$1').trim();
  }

  /** @param {string} given @param {string} wanted */
  function hasAll(given, wanted) {
    const own = simple(given).split(',');
    return simple(wanted)
      .split(',')
      .every(function (part) {
        return own.indexOf(part) >= 0;
      });
  }

  /** @param {string} name */
  function family(name) {
    if (/nginx|openresty|tengine/i.test(name)) return 'nginx';
    if (/apache|httpd/i.test(name)) return 'apache';
    if (/iis/i.test(name)) return 'iis';
    return /caddy/i.test(name) ? 'caddy' : 'other';
  }

  /** @param {Answer | null} answer */
  function status(answer) {
    return answer ? String(answer.status) : '-';
  }

  /** What the browser made of the files of this very page. */
  function applied() {
    const own = getComputedStyle(element('probe'), '::after').content.replace(/["']/g, '');
    if (own === facts.probe) line('style', 'fine', 'fine');
    else line('style', 'wrong', own === 'none' || own === '' || own === 'normal' ? 'absent' : 'wrong', 'types');
    const ran = window.nbSelftestProbe;
    if (ran === facts.probe) line('script', 'fine', 'fine');
    else line('script', 'wrong', ran === undefined ? 'absent' : 'wrong', 'types');
  }

  /** @param {Answer} page */
  function encoding(page) {
    const given = page.head('Content-Type');
    const said = (/charset=["']?([^;"'\s]+)/i.exec(given) || [])[1];
    const read = document.characterSet;
    if (said && !/^utf-?8$/i.test(said)) line('page', 'wrong', 'wrong', 'types', { found: said });
    else if (read !== 'UTF-8') line('page', 'wrong', 'wrong', 'types', { found: read });
    else if (!said) line('page', 'wrong', 'silent', 'types', { found: given });
    else line('page', 'fine', 'fine');
  }

  async function types() {
    /** @type {string[]} */
    const found = [];
    for (const kind of facts.kinds) {
      const answer = await ask('HEAD', kind.address);
      if (!answer || answer.status !== 200) {
        found.push(filled(words.tests.types.gone, { address: kind.address, given: status(answer) }));
        continue;
      }
      const given = answer.head('Content-Type');
      if (isType(given, kind.type)) continue;
      found.push(filled(words.tests.types.one, { ending: '.' + kind.ending, wanted: kind.type, given: given || words.tests.types.none }));
    }
    if (found.length) line('types', 'wrong', 'wrong', 'types', { found: found.join('; ') });
    else line('types', 'fine', 'fine', '', { count: facts.kinds.length });
  }

  /** @param {Answer} page */
  function headers(page) {
    const none = words.tests.types.none;
    const sniff = page.head('X-Content-Type-Options');
    const isSet = sniff !== '' && simple(sniff).replace(/nosniff|,/g, '') === '';
    line('nosniff', isSet ? 'fine' : 'wrong', isSet ? 'fine' : 'wrong', 'headers', { found: sniff || none });
    const referrer = page.head('Referrer-Policy');
    // A stricter one is as good.
    const isClosed = /^(same-origin|no-referrer|strict-origin-when-cross-origin|strict-origin|origin-when-cross-origin|origin)$/.test(simple(referrer).split(',').pop() || '');
    line('referrer', isClosed ? 'fine' : 'wrong', isClosed ? 'fine' : 'wrong', 'headers', { found: referrer || none, wanted: facts.referrer });
    const policy = page.head('Content-Security-Policy');
    if (!policy) line('policy', 'wrong', 'wrong', 'headers');
    else if (policy.indexOf(',') >= 0) line('policy', 'wrong', 'twice', 'headers', { found: policy });
    else if (simple(policy).replace(/;$/, '') !== simple(facts.policy)) line('policy', 'wrong', 'other', 'headers', { found: policy });
    else if (violations.length) line('policy', 'wrong', 'broken', 'headers', { found: violations[0] });
    else line('policy', 'fine', 'fine');
  }

  /** @param {string} test @param {string[]} addresses @param {string} wanted */
  async function kept(test, addresses, wanted) {
    for (const address of addresses) {
      const answer = await ask('HEAD', address);
      const found = answer ? answer.head('Cache-Control') : '';
      // Files that are asked for each time must not be kept for any time by another word.
      const isMixed = wanted === 'no-cache' && /max-age=[1-9]|immutable/.test(found);
      if (!hasAll(found, wanted) || isMixed) {
        line(test, 'wrong', 'wrong', 'caching', { address: address, wanted: wanted, found: found || words.tests.types.none });
        return;
      }
    }
    line(test, 'fine', 'fine');
  }

  /** @param {Answer} page */
  async function unchanged(page) {
    const tag = page.head('ETag');
    const date = page.head('Last-Modified');
    if (!tag && !date) {
      line('unchanged', 'wrong', 'silent', 'caching');
      return;
    }
    const answer = await ask('GET', facts.page, tag ? { 'If-None-Match': tag } : { 'If-Modified-Since': date });
    const isKnown = answer !== null && answer.status === 304;
    line('unchanged', isKnown ? 'fine' : 'wrong', isKnown ? 'fine' : 'wrong', 'caching', { found: status(answer) });
  }

  async function packing() {
    const answer = await ask('GET', facts.packed.address);
    const found = answer ? answer.head('Content-Encoding') : '';
    const text = answer ? answer.text : '';
    const isPacked = text.charCodeAt(0) === 0x1f && (text.charCodeAt(1) === 0x8b || text.charCodeAt(1) === 0xfffd);
    if (found.split(',').length > 1 || isPacked) line('packing', 'wrong', 'twice', 'packing', { found: found || 'gzip' });
    else if (text.length !== facts.packed.length || text.indexOf(facts.packed.begin) !== 0) line('packing', 'wrong', 'spoilt', 'packing');
    else if (!found) line('packing', 'wrong', 'wrong', 'packing');
    else line('packing', 'fine', 'fine', '', { found: found });
  }

  async function missing() {
    const own = await ask('GET', facts.missing);
    for (const address of ['selftest/no-such-page.html', 'no-such-folder/no-such-folder/no-such-page.html']) {
      const answer = await ask('GET', address);
      if (!answer || answer.status !== 404) {
        line('missing', 'wrong', 'wrong', 'missing', { found: status(answer) });
        return;
      }
      if (!own || own.status !== 200 || answer.text !== own.text) {
        line('missing', 'wrong', 'other', 'missing');
        return;
      }
    }
    line('missing', 'fine', 'fine');
  }

  async function folders() {
    const folder = facts.folder;
    const own = await ask('GET', folder + 'index.html');
    /** @param {string} test @param {string} address */
    const opened = async function (test, address) {
      const answer = await ask('GET', address);
      const isOwn = own !== null && answer !== null && answer.status === 200 && answer.text === own.text;
      const isThere = isOwn && (test !== 'slash' || /\/$/.test(answer.url.split('?')[0]));
      line(test, isThere ? 'fine' : 'wrong', isThere ? 'fine' : 'wrong', 'folders', { address: address, found: status(answer) });
    };
    await opened('index', folder);
    await opened('slash', folder.replace(/\/$/, ''));
    const listed = await ask('GET', facts.closed);
    const isListed = listed !== null && listed.status === 200;
    line('listing', isListed ? 'wrong' : 'fine', isListed ? 'wrong' : 'fine', 'folders', { address: facts.closed });
  }

  async function place() {
    const here = location.href.replace(/[?#].*$/, '').replace(/[^/]*$/, '');
    const isKnown = !facts.base || facts.base === here;
    line('place', isKnown ? 'fine' : 'note', isKnown ? 'fine' : 'other', '', { found: here, wanted: facts.base || '' });
    const answer = await ask('HEAD', 'SELFTEST/SELFTEST.CSS');
    const isBlind = answer !== null && answer.status === 200;
    line('case', isBlind ? 'note' : 'fine', isBlind ? 'other' : 'fine');
  }

  async function run() {
    if (location.protocol === 'file:') {
      sum('fine', words.sum.opened);
      return;
    }
    sum('running', words.sum.running);
    const page = await ask('HEAD', facts.page);
    if (page) server = family(page.head('Server'));
    applied();
    if (!page || page.status !== 200) {
      line('ask', 'wrong', 'wrong', 'headers');
    } else {
      encoding(page);
      await types();
      headers(page);
      await kept('asking', facts.asking, facts.keptAsking);
      await kept('forever', facts.forever, facts.keptForever);
      await unchanged(page);
      await packing();
      await missing();
      await folders();
      await place();
    }
    sum(wrong ? 'wrong' : 'fine', filled(wrong ? words.sum.wrong : words.sum.fine, { wrong: wrong, count: count }));
  }

  run().catch(function (error) {
    sum('wrong', filled(words.sum.failed, { found: String(error) }));
  });
}());
