// The responsibility matrix: its facets become three choices that combine, the column of a cell is lit as its row is, and a phone can
// turn it from tasks to units. Without the script facets are links, and a phone lists tasks.
(function () {
  'use strict';
  /** @type {HTMLTableElement | null} */
  const table = document.querySelector('[data-nb-matrix]');
  if (!table || !table.tHead) return;
  const body = table.tBodies[0];
  const heads = table.tHead.rows[1].cells;
  const levels = table.tHead.rows[0].cells;
  /** Columns before the first role, and behind the last. */
  const BEFORE = 2;
  const AFTER = 1;

  /** @param {number} column @returns {string} the level of a column of a role */
  function levelOf(column) {
    let end = BEFORE;
    for (let at = 1; at < levels.length; at += 1) {
      end += levels[at].colSpan;
      if (column < end) return levels[at].getAttribute('data-level') || '';
    }
    return '';
  }

  /** @param {(cell: HTMLTableCellElement, column: number, row: HTMLTableRowElement) => void} act called for every cell of a role */
  function everyCell(act) {
    Array.prototype.forEach.call(body.rows, function (/** @type {HTMLTableRowElement} */ row) {
      for (let column = BEFORE; column < row.cells.length - AFTER; column += 1) act(row.cells[column], column, row);
    });
  }

  /** @type {{[sort: string]: HTMLSelectElement}} */
  const chosen = {};

  /** @param {string} sort @returns {string} */
  function choice(sort) { return chosen[sort] ? chosen[sort].value : ''; }

  /** Leaves what all choices leave. */
  function filter() {
    const duty = choice('duty');
    const level = choice('level');
    const chapter = choice('chapter');
    everyCell(function (cell, column, row) {
      const chapters = (row.getAttribute('data-chapters') || '').split(' ');
      const fits = (!level || levelOf(column) === level) && (!chapter || chapters.indexOf(chapter) >= 0);
      Array.prototype.forEach.call(cell.children, function (/** @type {HTMLElement} */ link) {
        link.hidden = !fits || (duty !== '' && !link.classList.contains('nb-cell--' + duty));
      });
    });
    const filtered = duty + level + chapter !== '';
    /** @type {boolean[]} */
    const filled = [];
    everyCell(function (cell, column) { filled[column] = filled[column] || Boolean(cell.querySelector('a:not([hidden])')); });
    Array.prototype.forEach.call(body.rows, function (/** @type {HTMLTableRowElement} */ row) {
      row.hidden = filtered && !row.querySelector('.nb-cell:not([hidden])');
    });
    const rows = [table ? table.tHead && table.tHead.rows[1] : null, table && table.tFoot ? table.tFoot.rows[0] : null];
    Array.prototype.concat.call([], rows, Array.prototype.slice.call(body.rows)).forEach(function (/** @type {HTMLTableRowElement | null} */ row) {
      for (let column = BEFORE; row && column < row.cells.length - AFTER; column += 1) row.cells[column].hidden = filtered && !filled[column];
    });
    levels[0].parentElement && (/** @type {HTMLElement} */ (levels[0].parentElement).hidden = filtered);
    if (table && table.tFoot) table.tFoot.hidden = filtered;
  }

  /** Makes a choice of the links of a sort. @param {HTMLElement} group @param {string} every */
  function choose(group, every) {
    const sort = group.getAttribute('data-sort') || '';
    const label = document.createElement('label');
    const select = document.createElement('select');
    const title = group.querySelector('dt');
    select.add(new Option(every, ''));
    Array.prototype.forEach.call(group.querySelectorAll('a'), function (/** @type {HTMLAnchorElement} */ link) {
      const value = (/matrix_[a-z]+_([^_/]+)[^/]*\.html$/.exec(link.pathname) || ['', ''])[1];
      select.add(new Option(link.textContent || '', value));
    });
    label.appendChild(document.createTextNode((title ? title.textContent : '') + ' '));
    label.appendChild(select);
    chosen[sort] = select;
    select.addEventListener('change', filter);
    return label;
  }

  /** @type {HTMLElement | null} */
  const facets = document.querySelector('[data-nb-facets]');
  if (facets && !document.querySelector('.nb-parts')) {
    const row = document.createElement('p');
    row.className = 'nb-choices';
    Array.prototype.forEach.call(facets.querySelectorAll('[data-sort]'), function (/** @type {HTMLElement} */ group) {
      row.appendChild(choose(group, facets.getAttribute('data-nb-facets') || ''));
    });
    facets.textContent = '';
    facets.appendChild(row);
  }

  /** @param {Event} event lights the column of a cell */
  function light(event) {
    const cell = event.target instanceof Element && event.target.closest('td, th');
    const at = cell instanceof HTMLTableCellElement && body.contains(cell) ? cell.cellIndex : -1;
    Array.prototype.forEach.call(table ? table.querySelectorAll('.nb-lit') : [], function (/** @type {Element} */ lit) { lit.classList.remove('nb-lit'); });
    if (at < BEFORE) return;
    everyCell(function (own, column) { if (column === at) own.classList.add('nb-lit'); });
    if (heads[at]) heads[at].classList.add('nb-lit');
  }
  table.addEventListener('mouseover', light);
  table.addEventListener('focusin', light);

  /** The matrix by units, for phones. @returns {HTMLElement} */
  function byRole() {
    const box = document.createElement('div');
    for (let column = BEFORE; column < heads.length - AFTER; column += 1) {
      const details = document.createElement('details');
      const summary = document.createElement('summary');
      const list = document.createElement('ul');
      list.className = 'nb-list';
      summary.textContent = heads[column].textContent;
      Array.prototype.forEach.call(body.rows, function (/** @type {HTMLTableRowElement} */ row) {
        const links = row.cells[column].querySelectorAll('a');
        if (!links.length) return;
        const item = document.createElement('li');
        Array.prototype.forEach.call(links, function (/** @type {Element} */ link) { item.appendChild(link.cloneNode(true)); });
        const name = row.cells[0].querySelector('a');
        if (name) item.appendChild(name.cloneNode(true));
        list.appendChild(item);
      });
      details.appendChild(summary);
      details.appendChild(list);
      if (list.children.length) box.appendChild(details);
    }
    return box;
  }

  const tabs = document.createElement('p');
  tabs.className = 'nb-turn';
  /** @type {HTMLElement | null} */
  let units = null;
  const buttons = ['by-task', 'by-role'].map(function (way) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'nb-button';
    button.textContent = table.getAttribute('data-' + way);
    button.addEventListener('click', function () { turn(way); });
    tabs.appendChild(button);
    return button;
  });

  /** @param {string} way */
  function turn(way) {
    const isByRole = way === 'by-role';
    buttons.forEach(function (button, at) { button.setAttribute('aria-pressed', String((at === 1) === isByRole)); });
    if (isByRole && !units && table && table.parentElement) {
      units = byRole();
      units.className = 'nb-units';
      table.parentElement.appendChild(units);
    }
    if (units) units.hidden = !isByRole;
    if (table) table.classList.toggle('nb-turned', isByRole);
  }

  if (table.parentElement) table.parentElement.insertBefore(tabs, table);
  turn('by-task');
}());
