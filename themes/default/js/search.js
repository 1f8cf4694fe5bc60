// The search box: the keys that lead to it, and the rest of search, which is loaded when it is first used.
(function () {
  'use strict';
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector('.nb-search');
  /** @type {HTMLInputElement | null} */
  const box = form && form.querySelector('input');
  if (!box) return;
  let isAsked = false;

  /** @param {string} part */
  function load(part) {
    const script = document.createElement('script');
    script.src = form.getAttribute('data-nb-' + part);
    // Without it the form still leads to the page of results; the next focus tries again.
    script.onerror = function () { isAsked = false; };
    document.head.appendChild(script);
  }

  function begin() {
    if (isAsked) return;
    isAsked = true;
    const style = form.getAttribute('data-nb-style');
    if (style) {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = style;
      document.head.appendChild(link);
    }
    load('main');
  }

  /** Readers who speak to their computer can switch the single key off on the search page (WCAG 2.1.4).
   * @returns {boolean} */
  function hasSlash() {
    try { return localStorage.getItem('nb-slash') !== '0'; } catch (_) { return true; }
  }

  document.addEventListener('keydown', function (event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const isWriting = /^(input|textarea|select)$/i.test(target.tagName) || target.isContentEditable;
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && /^k$/i.test(event.key);
    const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting && hasSlash();
    if (!isCommand && !isSlash) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  box.addEventListener('focus', begin);
  if (document.getElementById('nb-found') || document.activeElement === box) begin();
  else if (/[?&]hl=/.test(location.search)) load('arrival');
}());
