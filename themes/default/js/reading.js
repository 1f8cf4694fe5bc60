// Easy reading: a button that sets a class on <html>; css/easy.css does the rest. Remembered where storage is allowed.
(function () {
  'use strict';
  const key = 'nb-easy';
  const root = document.documentElement;

  /** @returns {boolean} */
  function recall() {
    try { return localStorage.getItem(key) === '1'; } catch (_) { return false; }
  }

  /** @param {boolean} on */
  function remember(on) {
    try { if (on) localStorage.setItem(key, '1'); else localStorage.removeItem(key); } catch (_) { /* this page only */ }
  }

  /** @type {HTMLElement | null} */
  const button = document.querySelector('[data-nb-easy]');

  /** @param {boolean} on */
  function show(on) {
    root.classList[on ? 'add' : 'remove']('nb-easy');
    if (button) button.setAttribute('aria-pressed', String(on));
  }

  show(recall());
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', function () {
    const on = !root.classList.contains('nb-easy');
    show(on);
    remember(on);
  });
}());
