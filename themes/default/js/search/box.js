// The box: results as one types. A combobox with a list box under it (ARIA Authoring Practices, "Editable Combobox
// With List Autocomplete"), so that focus stays in the box and the arrows move through the results.

/** Results in the list under the box; the page of results has all. */
const BOX_HITS = 6;

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
function comboBox(form, input) {
  const panel = element('div', 'nb-panel');
  const note = element('div');
  const list = element('div');
  const status = element('p', 'nb-hidden');
  const close = element('button', 'nb-button nb-search-close', texts.search.close);
  /** @type {HTMLElement[]} */
  let options = [];
  let active = -1;

  panel.hidden = true;
  // Browsers make what scrolls a stop for Tab; here the arrows move through it.
  panel.tabIndex = -1;
  list.id = 'nb-options';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', texts.search.results);
  status.setAttribute('role', 'status');
  close.type = 'button';
  panel.appendChild(note);
  panel.appendChild(list);
  form.appendChild(panel);
  form.appendChild(status);
  form.querySelector('.nb-search-row').appendChild(close);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);

  /** @param {boolean} isOpen */
  function toggle(isOpen) {
    panel.hidden = !isOpen;
    form.classList[isOpen ? 'add' : 'remove']('nb-search--open');
    document.documentElement.classList[isOpen ? 'add' : 'remove']('nb-searching');
    list.hidden = !options.length;
    input.setAttribute('aria-expanded', String(isOpen && options.length > 0));
    if (!isOpen) activate(-1);
  }

  /** @param {number} index */
  function activate(index) {
    if (options[active]) options[active].setAttribute('aria-selected', 'false');
    active = index;
    if (!options[active]) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    options[active].setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', options[active].id);
    options[active].scrollIntoView({ block: 'nearest' });
  }

  /**
   * An option is a link, so that it can be opened in another tab too.
   * @param {string} className
   * @param {string} href
   * @param {HTMLElement} [group]
   */
  function addOption(className, href, group) {
    const option = element('a', 'nb-option ' + className);
    option.href = href;
    option.id = 'nb-option-' + options.length;
    option.tabIndex = -1;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    (group || list).appendChild(option);
    options.push(option);
    return option;
  }

  function clearList() {
    empty(note);
    empty(list);
    options = [];
    activate(-1);
  }

  function showRecent() {
    forgetQuestion();
    clearList();
    const queries = recentQueries();
    if (queries.length) note.appendChild(element('p', 'nb-hint', texts.search.recent));
    queries.forEach((query) => {
      addOption('nb-option--word', resultsHref(form, query)).textContent = query;
    });
    status.textContent = '';
    // On a phone the empty panel is the screen; elsewhere it would be an empty frame.
    toggle(queries.length > 0 || isNarrow());
  }

  /** @param {Answer} answer */
  function show(answer) {
    clearList();
    const count = figure(answer.total, answer.isAtLeast);
    answer.instead.forEach((word) => {
      note.appendChild(element('p', 'nb-hint', fill(texts.search.instead, { word: word })));
    });
    if (answer.isFailed) note.appendChild(element('p', 'nb-fault', texts.search.failed + ' ' + texts.search.failed_hint));
    else if (!answer.hits.length) note.appendChild(nothing(answer));
    if (answer.meant) {
      addOption('nb-option--word', resultsHref(form, answer.meant)).textContent = fill(texts.search.meant, { word: answer.meant });
    }
    /** @param {Hit} hit @param {HTMLElement} [group] */
    const addHit = (hit, group) => {
      appendHit(addOption('nb-option--hit', hit.href, group), element('span', 'nb-hit-title'), hit, 'span');
    };
    answer.hits.forEach((hit) => addHit(hit));
    if (answer.near.length) {
      const group = list.appendChild(element('div'));
      group.setAttribute('role', 'group');
      group.setAttribute('aria-label', texts.search.near);
      const head = group.appendChild(element('p', 'nb-hint nb-near', texts.search.near));
      head.setAttribute('aria-hidden', 'true');
      answer.near.slice(0, BOX_HITS - answer.hits.length).forEach((hit) => addHit(hit, group));
    }
    if (answer.total > answer.hits.length) {
      addOption('nb-option--all', resultsHref(form, input.value)).textContent = fill(texts.search.all, { n: count });
    }
    status.textContent = answer.hits.length ? fill(texts.search.found, { n: count }) : note.textContent;
    toggle(true);
  }

  const typed = whenTyped(input, (query) => {
    if (!query.trim()) {
      showRecent();
      return;
    }
    // A slow disk must not look like an empty answer.
    if (panel.hidden) {
      clearList();
      note.appendChild(element('p', 'nb-hint', texts.search.searching + '…'));
      toggle(true);
    }
    latest(searchHere(query, {}, BOX_HITS, {}), show);
  });

  input.addEventListener('focus', typed);
  input.addEventListener('keydown', (event) => {
    // An input method is choosing a word: its arrows and Enter are not ours.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (panel.hidden) typed();
      else if (options.length) {
        // One place more than there are options: the box itself.
        const places = options.length + 1;
        const next = (active + 1 + (event.key === 'ArrowDown' ? 1 : places - 1)) % places;
        activate(next - 1);
      }
    } else if (event.key === 'Enter' && options[active]) {
      event.preventDefault();
      options[active].click();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (panel.hidden) input.value = '';
      else toggle(false);
    }
  });
  panel.addEventListener('mousedown', (event) => {
    // Focus stays in the box: in Safari it would leave before the click arrives.
    event.preventDefault();
  });
  list.addEventListener('click', () => { rememberQuery(input.value); });
  form.addEventListener('submit', () => { rememberQuery(input.value); });
  form.addEventListener('focusout', (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (!next || !form.contains(next)) toggle(false);
  });
  close.addEventListener('click', () => {
    toggle(false);
    input.blur();
  });
  if (document.activeElement === input) typed();
}

/** Whether css/search.css gives a search the whole screen. */
function isNarrow() {
  return window.matchMedia('(max-width: 47.9em)').matches;
}

/**
 * The page of results for a query.
 * @param {HTMLFormElement} form
 * @param {string} query
 */
function resultsHref(form, query) {
  return form.getAttribute('action') + '?q=' + encodeURIComponent(wellFormed(query.trim()));
}

/**
 * Says that nothing was found, and what to try.
 * @param {Answer} answer
 */
function nothing(answer) {
  const text = answer.isTooShort ? texts.search.too_short : fill(texts.search.none, { query: shortened(answer.query) }) + ' ' + texts.search.none_hint;
  return element('p', 'nb-hint', text);
}

/** @param {string} query */
function shortened(query) {
  return query.length > 40 ? wellFormed(query.slice(0, 40)) + '…' : query;
}
