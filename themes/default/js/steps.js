// Ticks of a task's steps: kept for the page until the tab closes, counted aloud, cleared by a button.
(function () {
  'use strict';
  /** @type {HTMLInputElement[]} */
  const ticks = Array.prototype.slice.call(document.querySelectorAll('input.nb-tick'));
  /** @type {HTMLElement | null} */
  const box = document.querySelector('[data-nb-progress]');
  const said = box && box.querySelector('p');
  const clear = box && box.querySelector('button');
  if (!ticks.length || !box || !said || !clear) return;
  const text = box.getAttribute('data-nb-progress') || '';
  const key = 'nb-steps:' + location.pathname;

  /** @returns {string[]} ids of the ticked steps */
  function recall() {
    try { return (sessionStorage.getItem(key) || '').split(' '); } catch (_) { return []; }
  }

  /** Counts, says and keeps what is ticked. */
  function update() {
    const done = ticks.filter(function (tick) { return tick.checked; });
    if (!said || !clear) return;
    said.textContent = text.replace('{n}', String(done.length)).replace('{total}', String(ticks.length));
    clear.disabled = !done.length;
    try { sessionStorage.setItem(key, done.map(function (tick) { return tick.id; }).join(' ')); } catch (_) { /* not kept */ }
  }

  const kept = recall();
  ticks.forEach(function (tick) {
    tick.checked = kept.indexOf(tick.id) >= 0;
    tick.addEventListener('change', update);
  });
  clear.addEventListener('click', function () {
    ticks.forEach(function (tick) { tick.checked = false; });
    update();
    ticks[0].focus();
  });
  box.hidden = false;
  update();
}());
