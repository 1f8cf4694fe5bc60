// Two editions side by side: a topic leaves what is about it, and its chip says so; without the script it leads to the topic's own
// list. A pair that an address names opens.
(function () {
  'use strict';
  const list = document.querySelector('[data-nb-topics]');

  /** @param {string} topic the topic to keep, nothing for all of them */
  function show(topic) {
    Array.prototype.forEach.call(document.querySelectorAll('[data-nb-about]'), function (/** @type {HTMLElement} */ row) {
      row.hidden = topic !== '' && (row.getAttribute('data-nb-about') || '').split(' ').indexOf(topic) < 0;
    });
    Array.prototype.forEach.call(document.querySelectorAll('[data-nb-topic]'), function (/** @type {Element} */ chip) {
      chip.setAttribute('aria-pressed', String(chip.getAttribute('data-nb-topic') === topic));
    });
  }

  if (list) {
    const all = document.createElement('li');
    const link = document.createElement('a');
    link.href = '#nb-main';
    link.setAttribute('data-nb-topic', '');
    link.textContent = list.getAttribute('data-nb-topics');
    all.appendChild(link);
    list.insertBefore(all, list.firstChild);
    Array.prototype.forEach.call(list.querySelectorAll('a'), function (/** @type {HTMLElement} */ chip) {
      chip.setAttribute('role', 'button');
      chip.addEventListener('click', function (event) {
        event.preventDefault();
        show(chip.getAttribute('data-nb-topic') || '');
      });
      chip.addEventListener('keydown', function (event) {
        if (event.key !== ' ') return;
        event.preventDefault();
        show(chip.getAttribute('data-nb-topic') || '');
      });
    });
    show('');
  }

  /** Opens the pair that the address names. */
  function open() {
    const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (named && named.classList.contains('nb-pairing')) named.setAttribute('open', '');
  }

  window.addEventListener('hashchange', open);
  open();
}());
