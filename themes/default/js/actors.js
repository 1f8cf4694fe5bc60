// Steps that say who takes them: a choice among these posts hides the steps of others. The last choice is remembered where storage
// is allowed, and outlined on all pages; it hides nothing by itself.
(function () {
  'use strict';
  const box = document.querySelector('[data-nb-actors]');
  if (!box) return;
  const key = 'nb-role';

  /** @param {Element} step @returns {Element[]} who takes a step */
  function actors(step) { return Array.prototype.slice.call(step.querySelectorAll('.nb-actor[data-role]')); }

  /** @returns {Element[]} all steps there are now: the preview may bring new ones */
  function steps() { return Array.prototype.slice.call(document.querySelectorAll('.nb-step')); }

  /** @returns {string} the post that was chosen last, on any page */
  function recall() {
    try { return localStorage.getItem(key) || ''; } catch (_) { return ''; }
  }

  const select = document.createElement('select');
  const label = document.createElement('label');

  /** Shows the steps of the chosen post, and those that are nobody's own. */
  function show() {
    steps().forEach(function (step) {
      const own = actors(step).map(function (actor) { return actor.getAttribute('data-role'); });
      const isOthers = select.value !== '' && own.length > 0 && own.indexOf(select.value) < 0;
      step.classList.toggle('nb-step--others', isOthers);
    });
  }

  /** Lists the posts that steps name, in the order of the steps. */
  function list() {
    const chosen = select.value;
    const mine = recall();
    /** @type {string[]} */
    const known = [];
    select.textContent = '';
    select.add(new Option(box ? box.getAttribute('data-nb-all') || '' : '', ''));
    steps().forEach(function (step) {
      actors(step).forEach(function (actor) {
        const role = actor.getAttribute('data-role') || '';
        actor.classList.toggle('nb-actor--mine', role === mine);
        if (known.indexOf(role) < 0) {
          known.push(role);
          select.add(new Option(actor.textContent || role, role));
        }
      });
    });
    select.value = known.indexOf(chosen) >= 0 ? chosen : '';
    label.hidden = known.length < 2;
    show();
  }

  label.className = 'nb-small';
  label.appendChild(document.createTextNode(box.getAttribute('data-nb-actors') + ' '));
  label.appendChild(select);
  box.appendChild(label);
  select.addEventListener('change', function () {
    try { localStorage.setItem(key, select.value); } catch (_) { /* not kept */ }
    list();
  });
  document.addEventListener('nb-patched', list);
  list();
}());
