// Easy reading and dark colours: buttons that mark <html>; css/easy.css and css/tokens.css do the rest. Remembered where storage is
// allowed. Without a choice, colours are those of the reader's system.
(function () {
  'use strict';
  const root = document.documentElement;

  /** @param {string} key @returns {string} */
  function recall(key) {
    try { return localStorage.getItem(key) || ''; } catch (_) { return ''; }
  }

  /** @param {string} key @param {string} value */
  function remember(key, value) {
    try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch (_) { /* this page only */ }
  }

  /** @param {string} name @returns {HTMLElement | null} */
  function find(name) { return document.querySelector('[data-nb-' + name + ']'); }

  const easy = find('easy');
  const dark = find('dark');

  /** @returns {boolean} */
  function systemIsDark() { return Boolean(window.matchMedia && matchMedia('(prefers-color-scheme: dark)').matches); }

  /** @returns {boolean} whether the page is dark now */
  function isDark() {
    const chosen = root.getAttribute('data-nb-look');
    return chosen ? chosen === 'dark' : systemIsDark() && !root.classList.contains('nb-easy');
  }

  /** @param {string} look */
  function paint(look) {
    if (look) root.setAttribute('data-nb-look', look);
    else root.removeAttribute('data-nb-look');
    say();
  }

  /** Says what is on. */
  function say() {
    if (easy) easy.setAttribute('aria-pressed', String(root.classList.contains('nb-easy')));
    if (dark) dark.setAttribute('aria-pressed', String(isDark()));
  }

  root.classList[recall('nb-easy') === '1' ? 'add' : 'remove']('nb-easy');
  paint(recall('nb-look'));
  if (easy) {
    easy.hidden = false;
    easy.addEventListener('click', function () {
      const on = !root.classList.contains('nb-easy');
      root.classList[on ? 'add' : 'remove']('nb-easy');
      remember('nb-easy', on ? '1' : '');
      say();
    });
  }
  if (dark) {
    dark.hidden = false;
    dark.addEventListener('click', function () {
      const look = isDark() ? 'light' : 'dark';
      // What the system says anyway need not be remembered.
      const kept = (look === 'dark') === systemIsDark() && !root.classList.contains('nb-easy') ? '' : look;
      remember('nb-look', kept);
      paint(kept);
    });
  }
}());
