// Calendars: opens the month that it is, and marks its column; on the home page, leaves of the months what the chosen post has to
// do. Pages themselves know no day.
(function () {
  'use strict';
  const month = new Date().getMonth() + 1;
  const fold = document.querySelector('[data-nb-month="' + month + '"]');

  /** @returns {string} the post that was chosen last, on any page */
  function recall() {
    try { return localStorage.getItem('nb-role') || ''; } catch (_) { return ''; }
  }

  /** The home page: remembers the post that is followed, names it first, and hides what is not its own. */
  function home() {
    const posts = document.querySelector('[data-nb-posts]');
    if (!posts) return;
    const links = document.querySelectorAll('.nb-posts a, .nb-roles a');
    const mine = recall();
    /** @type {HTMLElement | null} */
    let title = null;
    Array.prototype.forEach.call(links, function (/** @type {HTMLAnchorElement} */ link) {
      const role = (/([^/]+)\.html$/.exec(link.pathname) || ['', ''])[1];
      link.addEventListener('click', function () {
        try { localStorage.setItem('nb-role', role); } catch (_) { /* not kept */ }
      });
      if (role !== mine || !mine || !link.parentElement) return;
      link.parentElement.classList.add('nb-actor--mine');
      if (title) return;
      // The post that was chosen last comes first, by its name.
      title = document.createElement('p');
      title.className = 'nb-mine';
      const own = document.createElement('a');
      own.href = link.href;
      own.textContent = posts.getAttribute('data-nb-posts') + (link.textContent || '');
      title.appendChild(own);
      if (posts.parentElement) posts.parentElement.insertBefore(title, posts);
    });
    if (!mine) return;
    Array.prototype.forEach.call(document.querySelectorAll('[data-nb-roles]'), function (/** @type {HTMLElement} */ row) {
      row.hidden = (row.getAttribute('data-nb-roles') || '').split(' ').indexOf(mine) < 0;
    });
  }

  home();
  if (fold) fold.setAttribute('open', '');
  /** @type {HTMLTableElement | null} */
  const year = document.querySelector('[data-nb-year]');
  if (!year) return;
  for (let row = 0; row < year.rows.length; row += 1) {
    const cell = year.rows[row].cells[month];
    if (cell) cell.classList.add('nb-now');
  }
  const nothing = document.querySelector('[data-nb-nothing]');
  const folds = document.querySelector('[data-nb-folds]');
  if (fold && folds) folds.setAttribute('open', '');
  else if (nothing) nothing.removeAttribute('hidden');
}());
