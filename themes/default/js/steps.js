// Ticks of a task's steps: one round at a time, kept where storage is allowed, counted aloud, taken back by a button that begins
// the next round. Words of a step tick it, too.
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
    try { return (localStorage.getItem(key) || '').split(' '); } catch (_) { return []; }
  }

  /** Counts, says and keeps what is ticked. */
  function update() {
    const all = ticks();
    const done = all.filter(function (tick) { return tick.checked; });
    if (!said || !clear) return;
    said.textContent = text.replace('{n}', String(done.length)).replace('{total}', String(all.length));
    clear.disabled = !done.length;
    if (box) box.hidden = !all.length;
    try {
      if (done.length) localStorage.setItem(key, done.map(function (tick) { return tick.id; }).join(' '));
      else localStorage.removeItem(key);
    } catch (_) { /* not kept */ }
  }

  const kept = recall();
  ticks().forEach(function (tick) { tick.checked = kept.indexOf(tick.id) >= 0; });
  document.addEventListener('change', update);
  document.addEventListener('nb-patched', update);
  document.addEventListener('click', function (event) {
    const words = event.target instanceof Element && event.target.closest('.nb-step-body');
    // Links lead on, and words that are being marked are not meant to be ticked.
    if (!words || !(event.target instanceof Element) || event.target.closest('a, button, summary, input')) return;
    if (String(window.getSelection() || '')) return;
    const tick = words.parentElement && words.parentElement.querySelector('input.nb-tick');
    if (tick instanceof HTMLInputElement) tick.click();
  });
  clear.addEventListener('click', function () {
    ticks().forEach(function (tick) { tick.checked = false; });
    update();
    const first = ticks()[0];
    if (first) first.focus();
  });
  update();
}());
