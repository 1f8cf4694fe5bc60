// Calendars: opens the month that it is, and marks its column. Pages themselves know no day.
(function () {
  'use strict';
  const month = new Date().getMonth() + 1;
  /** @type {HTMLTableElement | null} */
  const year = document.querySelector('[data-nb-year]');
  if (!year) return;
  for (let row = 0; row < year.rows.length; row += 1) {
    const cell = year.rows[row].cells[month];
    if (cell) cell.classList.add('nb-now');
  }
  const fold = document.querySelector('[data-nb-month="' + month + '"]');
  const nothing = document.querySelector('[data-nb-nothing]');
  if (fold) fold.setAttribute('open', '');
  else if (nothing) nothing.removeAttribute('hidden');
}());
