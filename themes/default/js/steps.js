// Ticks of a task's steps: kept for the page until the tab closes, counted aloud, cleared by a button.
(function () {
  'use strict';
  /** @type {HTMLElement | null} */
  const box = document.querySelector('[data-nb-progress]');
  const said = box && box.querySelector('p');
  const clear = box && box.querySelector('button');
  if (!box || !said || !clear) return;
  const text = box.getAttribute('data-nb-progress') || '';
  const key = 'nb-steps:' + location.pathname;

  /** The boxes there are now: the preview may bring new ones. @returns {HTMLInputElement[]} */
  function ticks() { return Array.prototype.slice.call(document.querySelectorAll('input.nb-tick')); }

  /** @returns {string[]} ids of the ticked steps */
  function recall() {
    try { return (sessionStorage.getItem(key) || '').split(' '); } catch (_) { return []; }
  }

  /** Counts, says and keeps what is ticked. */
  function update() {
    const all = ticks();
    const done = all.filter(function (tick) { return tick.checked; });
    if (!said || !clear) return;
    said.textContent = text.replace('{n}', String(done.length)).replace('{total}', String(all.length));
    clear.disabled = !done.length;
    if (box) box.hidden = !all.length;
    try { sessionStorage.setItem(key, done.map(function (tick) { return tick.id; }).join(' ')); } catch (_) { /* not kept */ }
  }

  const kept = recall();
  ticks().forEach(function (tick) { tick.checked = kept.indexOf(tick.id) >= 0; });
  document.addEventListener('change', update);
  document.addEventListener('nb-patched', update);
  clear.addEventListener('click', function () {
    ticks().forEach(function (tick) { tick.checked = false; });
    update();
    const first = ticks()[0];
    if (first) first.focus();
  });
  update();
}());
