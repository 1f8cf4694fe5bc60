// Copies a citation or a message to the editors, and prints a page. On plain HTTP and file: there is no clipboard API, so the old
// command serves there.
(function () {
  'use strict';
  /**
   * @param {string} text
   * @returns {boolean}
   */
  function copyByCommand(text) {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.className = 'nb-hidden';
    document.body.appendChild(area);
    area.select();
    let done = false;
    try { done = document.execCommand('copy'); } catch (_) { done = false; }
    document.body.removeChild(area);
    return done;
  }

  /** @param {HTMLElement} source @returns {string} its lines, each without idle blanks */
  function textOf(source) {
    const lines = source.innerText.split('\n').map(function (line) { return line.replace(/\s+/g, ' ').trim(); });
    return lines.filter(Boolean).join('\n');
  }

  // A site that does not say its address is cited by the one that it was read at.
  if (/^https?:$/.test(location.protocol)) {
    Array.prototype.forEach.call(document.querySelectorAll('[data-nb-address]'), function (/** @type {HTMLElement} */ address) {
      if (!/^https?:/.test(address.textContent || '')) address.textContent = location.href.split(/[?#]/)[0];
    });
  }

  /** @type {HTMLElement[]} */
  const buttons = Array.prototype.slice.call(document.querySelectorAll('[data-nb-copy]'));
  buttons.forEach(function (button) {
    const source = document.getElementById(button.getAttribute('data-nb-copy') || '');
    const label = button.textContent;
    if (!source) return;
    button.setAttribute('aria-live', 'polite');
    button.hidden = false;
    button.addEventListener('click', function () {
      const text = textOf(source);
      /** @param {boolean} done */
      const say = function (done) {
        button.textContent = buttons[0].getAttribute(done ? 'data-done' : 'data-failed');
        setTimeout(function () { button.textContent = label; }, 4000);
      };
      const byCommand = function () { say(copyByCommand(text)); button.focus(); };
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(text).then(function () { say(true); }, byCommand);
      } else {
        byCommand();
      }
    });
  });

  Array.prototype.forEach.call(document.querySelectorAll('[data-nb-print]'), function (/** @type {HTMLElement} */ button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });
}());
