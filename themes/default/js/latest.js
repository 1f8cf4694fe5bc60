// Goes on to the newest edition at once and keeps the fragment, which a meta refresh loses.
(function () {
  'use strict';
  const link = document.getElementById('nb-latest');
  const href = link ? link.getAttribute('href') : '';
  if (href) location.replace(href + location.hash);
}());
