// The page of results: everything found, what it can be narrowed by, and an address that says it all.

/** Results shown at first, and with each step further. */
const PAGE_HITS = 6;
const PAGE_MORE = 10;

/** Results that scrolling brings by itself; then the button must be pressed, so that the foot can be reached. */
const PAGE_BY_SCROLL = 66;

/** Values of a group shown before the reader asks for all. */
const FACET_VALUES = 8;

/** What the address of the page says. @typedef {{query: string, chosen: Chosen}} Question */

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {HTMLElement} found
 */
function resultsPage(form, input, found) {
  const status = element('p', 'nb-status-line nb-hint');
  const words = element('div', 'nb-words');
  const columns = element('div', 'nb-found-columns');
  const aside = element('div');
  const filter = element('button', 'nb-button nb-filter');
  const facets = element('form', 'nb-narrow');
  const body = element('div');
  const hits = element('ol', 'nb-hits');
  const near = element('section');
  const more = element('button', 'nb-button nb-more-hits', texts.search.more);
  const past = element('button', 'nb-button nb-past-hits');
  const browse = document.getElementById('nb-unsearched');
  /** @type {Chosen} */
  let chosen = {};
  /** @type {Answer | null} */
  let answer = null;
  /** Hits of editions that are not the current ones are shown. */
  let isUnfolded = false;

  status.setAttribute('role', 'status');
  filter.type = 'button';
  filter.setAttribute('aria-expanded', 'false');
  filter.setAttribute('aria-controls', 'nb-narrow');
  facets.id = 'nb-narrow';
  facets.hidden = true;
  facets.setAttribute('aria-label', texts.search.filter);
  more.type = 'button';
  past.type = 'button';
  aside.appendChild(filter);
  aside.appendChild(facets);
  [hits, more, past, near].forEach((part) => { body.appendChild(part); });
  [aside, body].forEach((part) => { columns.appendChild(part); });
  [status, words, columns].forEach((part) => { found.appendChild(part); });
  found.parentNode.appendChild(slashSwitch());
  found.hidden = false;

  /** @param {HTMLElement} list @param {Hit[]} some */
  function addTo(list, some) {
    some.forEach((hit) => {
      const item = element('li', 'nb-hit');
      const link = element('a', 'nb-hit-link');
      link.href = hit.href;
      appendHit(item, link, hit, 'p');
      list.appendChild(item);
    });
  }

  /** @param {Hit[]} some */
  function showNear(some) {
    empty(near);
    if (!some.length) return;
    near.appendChild(element('h2', 'nb-near', texts.search.near));
    addTo(near.appendChild(element('ol', 'nb-hits')), some);
  }

  /** @param {Hit[]} some */
  function addHits(some) {
    addTo(hits, some);
    const shown = hits.children.length;
    const isFolded = Boolean(answer) && !isUnfolded && answer.past > 0;
    more.hidden = !answer || shown >= answer.total - (isFolded ? answer.past : 0);
    past.hidden = !isFolded || !more.hidden;
  }

  /** As many of some hits as are not folded. @param {Hit[]} some @param {number} shown */
  function unfolded(some, shown) {
    return isUnfolded || !answer ? some : some.slice(0, Math.max(0, answer.total - answer.past - shown));
  }

  function addMore() {
    if (!answer || more.hidden) return;
    const own = answer;
    const shown = hits.children.length;
    more.hidden = true;
    answer.more(shown, PAGE_MORE).then((some) => {
      if (own !== answer) return;
      addHits(unfolded(some, shown));
      // Without this the reader would have lost the place: the button moves down.
      if (document.activeElement === document.body && some.length) focusHit(shown);
    });
  }

  /** @param {number} index */
  function focusHit(index) {
    const link = hits.children[index].querySelector('a');
    if (link) link.focus({ preventScroll: true });
  }

  /** @param {Answer} next */
  function show(next) {
    answer = next;
    empty(words);
    empty(hits);
    const isNothing = !next.total && !next.isFailed;
    const isNarrowed = chosenCount(chosen) > 0;
    status.textContent = next.total ? fill(texts.search.found, { n: figure(next.total, next.isAtLeast) }) : '';
    next.instead.forEach((word) => {
      words.appendChild(element('p', '', fill(texts.search.instead, { word: word })));
    });
    if (next.meant) {
      const link = element('a', '', fill(texts.search.meant, { word: next.meant }));
      link.href = resultsHref(form, next.meant);
      words.appendChild(element('p')).appendChild(link);
    }
    if (next.isFailed) words.appendChild(fault());
    if (isNothing) {
      words.appendChild(isNarrowed && !next.isTooShort ? element('p', '', texts.search.none_filtered) : nothing(next));
      status.textContent = words.textContent;
    }
    // What no current edition holds is shown at once; and so is what was asked for.
    isUnfolded = next.past === next.total || Boolean((chosen.status || []).length);
    past.textContent = fill(texts.search.others, { n: figure(next.past, next.isAtLeast) });
    addHits(unfolded(next.hits, 0));
    showNear(next.near);
    showFacets(next.facets);
    aside.hidden = isNothing && !isNarrowed;
    browse.hidden = !isNothing || isNarrowed || next.near.length > 0;
  }

  /** Says that files are missing, and offers to try again. */
  function fault() {
    const box = element('div', 'nb-alert nb-alert-warning nb-fault');
    box.setAttribute('role', 'alert');
    box.appendChild(element('p', '', texts.search.failed + ' ' + texts.search.failed_hint));
    const button = element('button', 'nb-button', texts.search.retry);
    button.type = 'button';
    button.addEventListener('click', run);
    box.appendChild(button);
    return box;
  }

  /** @param {Facet[]} groups */
  function showFacets(groups) {
    const focused = document.activeElement && facets.contains(document.activeElement) ? document.activeElement.id : '';
    empty(facets);
    groups.forEach((group) => {
      const values = group.values.filter((value) => value.count || value.isChosen);
      if (values.length < 2 && !values.some((value) => value.isChosen)) return;
      facets.appendChild(facetGroup(group.name, values, toggle));
    });
    const count = chosenCount(chosen);
    filter.textContent = count ? fill(texts.search.filtered, { n: String(count) }) : texts.search.filter;
    if (count) {
      const clear = element('button', 'nb-button', texts.search.clear);
      clear.type = 'button';
      clear.addEventListener('click', () => {
        chosen = {};
        run();
        input.focus();
      });
      facets.appendChild(clear);
    }
    filter.hidden = !facets.firstChild;
    const again = focused && document.getElementById(focused);
    if (again) again.focus();
  }

  /** @param {string} group @param {string} value @param {boolean} isOn */
  function toggle(group, value, isOn) {
    const others = (chosen[group] || []).filter((other) => other !== value);
    chosen = Object.assign({}, chosen);
    chosen[group] = isOn ? others.concat(value) : others;
    run();
  }

  function showStart() {
    forgetQuestion();
    answer = null;
    [words, hits, near, facets].forEach(empty);
    status.textContent = '';
    aside.hidden = true;
    more.hidden = true;
    past.hidden = true;
    browse.hidden = false;
    const queries = recentQueries();
    if (queries.length) words.appendChild(recentList(form, queries, showStart));
  }

  function run() {
    const query = input.value;
    say({ query: query.trim(), chosen: chosen });
    if (!query.trim()) {
      showStart();
      return;
    }
    if (!answer) status.textContent = texts.search.searching + '…';
    latest(searchHere(query, chosen, PAGE_HITS, { facets: true }), show);
  }

  /** Keeps the address true to what is shown, so that it can be shared. @param {Question} question */
  function say(question) {
    try { history.replaceState(null, '', addressOf(question)); } catch (_) { /* some browsers refuse it on file: */ }
  }

  const typed = whenTyped(input, run);
  filter.addEventListener('click', () => {
    facets.hidden = !facets.hidden;
    filter.setAttribute('aria-expanded', String(!facets.hidden));
  });
  facets.addEventListener('submit', (event) => { event.preventDefault(); });
  more.addEventListener('click', addMore);
  past.addEventListener('click', () => {
    isUnfolded = true;
    past.hidden = true;
    more.hidden = false;
    addMore();
  });
  [hits, near].forEach((part) => part.addEventListener('click', () => { rememberQuery(input.value); }));
  form.addEventListener('submit', (event) => {
    if (!input.value.trim()) event.preventDefault();
    rememberQuery(input.value);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229 || event.key !== 'ArrowDown' || !hits.firstChild) return;
    event.preventDefault();
    hits.querySelector('a').focus();
  });
  if (window.IntersectionObserver) {
    new IntersectionObserver((entries) => {
      const isSeen = entries.some((entry) => entry.isIntersecting);
      if (isSeen && hits.children.length < PAGE_BY_SCROLL) addMore();
    }).observe(more);
  }

  const question = questionOf(location.search);
  chosen = question.chosen;
  if (question.query && !input.value) input.value = question.query;
  if (question.query) rememberQuery(question.query);
  typed();
}

/** @param {Chosen} chosen */
function chosenCount(chosen) {
  return Object.keys(chosen).reduce((sum, group) => sum + chosen[group].length, 0);
}

/** @param {Question} question */
function addressOf(question) {
  const pairs = [['q', question.query]];
  FACETS.forEach((group) => {
    (question.chosen[group] || []).forEach((value) => { pairs.push([group, value]); });
  });
  return '?' + pairs.map((pair) => pair[0] + '=' + encodeURIComponent(wellFormed(pair[1]))).join('&');
}

/** @param {string} text  the part of an address after `?` @returns {Question} */
function questionOf(text) {
  const given = new URLSearchParams(text);
  /** @type {Chosen} */
  const chosen = {};
  FACETS.forEach((group) => {
    const values = given.getAll(group);
    if (values.length) chosen[group] = values;
  });
  return { query: given.get('q') || '', chosen: chosen };
}

/**
 * One group of values to narrow by.
 * @param {string} name
 * @param {FacetValue[]} values
 * @param {(group: string, value: string, isOn: boolean) => void} toggle
 */
function facetGroup(name, values, toggle) {
  const group = element('fieldset', 'nb-narrow-group');
  group.appendChild(element('legend', '', texts.search.facet[name]));
  values.forEach((value, index) => {
    const label = element('label');
    const box = element('input');
    box.type = 'checkbox';
    box.id = 'nb-' + name + '-' + value.value;
    box.checked = value.isChosen;
    box.addEventListener('change', () => { toggle(name, value.value, box.checked); });
    label.appendChild(box);
    label.appendChild(element('span', '', value.label));
    label.appendChild(element('span', 'nb-narrow-count nb-hint', figure(value.count, value.isAtLeast)));
    label.hidden = index >= FACET_VALUES && !value.isChosen;
    group.appendChild(label);
  });
  if (group.querySelector('label[hidden]')) {
    const all = element('button', 'nb-word', fill(texts.search.all, { n: String(values.length) }));
    all.type = 'button';
    all.addEventListener('click', () => {
      const rest = group.querySelectorAll('label[hidden]');
      Array.prototype.forEach.call(rest, /** @param {HTMLElement} label */ (label) => { label.hidden = false; });
      rest[0].querySelector('input').focus();
      group.removeChild(all);
    });
    group.appendChild(all);
  }
  return group;
}

/**
 * What this tab searched before.
 * @param {HTMLFormElement} form
 * @param {string[]} queries
 * @param {() => void} changed
 */
function recentList(form, queries, changed) {
  const box = element('section', 'nb-recent');
  box.appendChild(element('h2', '', texts.search.recent));
  const list = box.appendChild(element('ul'));
  queries.forEach((query) => {
    const link = element('a', '', query);
    link.href = resultsHref(form, query);
    list.appendChild(element('li')).appendChild(link);
  });
  const clear = box.appendChild(element('button', 'nb-word', texts.search.recent_clear));
  clear.type = 'button';
  clear.addEventListener('click', () => {
    forgetQueries();
    changed();
  });
  return box;
}

/** A single key that acts must be possible to switch off (WCAG 2.1.4): speech input may utter it by chance. */
function slashSwitch() {
  const label = element('label', 'nb-slash');
  const box = label.appendChild(element('input'));
  box.type = 'checkbox';
  try { box.checked = localStorage.getItem('nb-slash') !== '0'; } catch (_) { box.checked = true; }
  box.addEventListener('change', () => {
    try { localStorage.setItem('nb-slash', box.checked ? '1' : '0'); } catch (_) { /* cannot be remembered here */ }
  });
  label.appendChild(element('span', '', texts.search.slash));
  return label;
}

window.nbSearch.page = { resultsPage: resultsPage, loadFacets: loadFacets, narrow: narrow };
