// Menus that scroll open with the current entry in sight. Without the script they open at their beginning.
(function () {
  'use strict';
  const bars = document.querySelectorAll('.nb-menu ul, .nb-siblings');
  Array.prototype.forEach.call(bars, /** @param {HTMLElement} bar */ function (bar) {
    const here = bar.querySelector('[aria-current]');
    if (!here) return;
    const own = bar.getBoundingClientRect();
    const its = here.getBoundingClientRect();
    if (its.left >= own.left && its.right <= own.right && its.top >= own.top && its.bottom <= own.bottom) return;
    bar.scrollLeft += its.left - own.left - (own.width - its.width) / 2;
    bar.scrollTop += its.top - own.top - (own.height - its.height) / 2;
  });
  // On a phone the tools of a page go into the menu, where there is room.
  const fold = document.querySelector('.nb-fold-box');
  const tools = document.querySelector('.nb-tools');
  const bar = tools && tools.parentElement;
  if (!fold || !tools || !bar || !window.matchMedia) return;
  const narrow = matchMedia('(max-width: 47.9em)');
  const place = function () { if (fold && tools && bar) (narrow.matches ? fold : bar).appendChild(tools); };
  place();
  if (narrow.addListener) narrow.addListener(place);
}());
