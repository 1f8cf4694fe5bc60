// Search inside a single file: its items that hold all the words, wherever they stand and however they are written.
(function () {
  'use strict';
  /** Hits shown; more are counted. */
  const MOST = 50;
  /** Characters of text shown of a hit, and of those the ones before what was found. */
  const LENGTH = 80;
  const BEFORE = 18;

  /** Elements that hold whole lines: words in two of them do not touch. */
  const BLOCKS = 'p, li, td, th, h3, h4, h5, h6, dt, dd, caption, figcaption, blockquote, pre, div, section, article';

  /** @typedef {{id: string, title: string, badge: Element | null, text: string, folded: string, foldedTitle: string, foldedId: string}} Item */

  /** @type {HTMLElement | null} */
  const bar = document.querySelector('.nb-find');
  if (!bar) return;
  /** @type {HTMLInputElement} */
  const box = bar.querySelector('.nb-q');
  /** @type {HTMLElement} */
  const panel = bar.querySelector('.nb-panel');
  /** @type {HTMLElement} */
  const list = panel.querySelector('ol');
  /** @type {HTMLElement} */
  const count = panel.querySelector('p');
  /** @type {HTMLElement} */
  const status = bar.querySelector('[role="status"]');
  /** @type {Item[] | null} */
  let items = null;

  /** The words of an element, without its badges and marks of links. @param {HTMLElement} element */
  function wordsOf(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => {
        if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
        const isOther = /** @type {Element} */ (node).matches('.nb-anchor, .nb-badge, .nb-call, .nb-back, thead');
        return isOther ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
      },
    });
    let words = '';
    /** @type {Element | null} */
    let block = null;
    while (walker.nextNode()) {
      const own = walker.currentNode.parentElement.closest(BLOCKS);
      if (own !== block && words) words += ' ';
      block = own;
      words += /** @type {Text} */ (walker.currentNode).data;
    }
    return words.replace(/\s+/g, ' ').trim();
  }

  /** All items of the file, read when somebody first searches. @returns {Item[]} */
  function readItems() {
    const pairs = Array.from(bar.getAttribute('data-nb-folds') || '');
    /** @type {[string, string][]} */
    const table = [];
    for (let i = 0; i + 1 < pairs.length; i += 2) table.push([pairs[i], pairs[i + 1]]);
    foldWith(table);
    const articles = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll('.nb-item')));
    return articles.map((article) => {
      const head = article.querySelector('h3');
      const title = wordsOf(head);
      const text = wordsOf(article).slice(title.length).trim();
      const badge = head.querySelector('.nb-badge');
      // Of a task that is called by another number its id is still what addresses say.
      const folded = normalise(title + '\n' + text + '\n' + head.id);
      return { id: head.id, title: title, badge: badge, text: text, folded: folded, foldedTitle: normalise(title), foldedId: normalise(head.id) };
    });
  }

  /** How well an item answers; the less the better. @param {Item} item @param {string[]} words */
  function rank(item, words) {
    if (words.length === 1 && item.foldedId === words[0]) return 0;
    // All of its number, or all of its name.
    const title = ' ' + item.foldedTitle + ' ';
    if (title.indexOf(' ' + words[0] + ' ') === 0 || title.endsWith(' ' + words.join(' ') + ' ')) return 0;
    return words.every((word) => item.foldedTitle.indexOf(word) >= 0) ? 1 : 2;
  }

  /** @param {string[]} words @returns {Item[]} */
  function find(words) {
    const found = items.filter((item) => words.every((word) => item.folded.indexOf(word) >= 0));
    const ranks = [0, 1, 2].map((own) => found.filter((item) => rank(item, words) === own));
    return ranks[0].concat(ranks[1], ranks[2]);
  }

  /** Places of words in a text, in order, without overlap. @param {string} text @param {string[]} words */
  function places(text, words) {
    const folded = foldedWithPlaces(text);
    /** @type {[number, number][]} */
    let found = [];
    words.forEach((word) => {
      placesOf(folded.text, word).forEach((at) => {
        const last = at + word.length - 1;
        found.push([folded.places[at], folded.places[last] + folded.widths[last]]);
      });
    });
    found = found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let end = 0;
    return found.filter((place) => {
      const isFree = place[0] >= end;
      if (isFree) end = place[1];
      return isFree;
    });
  }

  /** @param {Node} parent @param {string} text @param {string[]} words */
  function append(parent, text, words) {
    let from = 0;
    places(text, words).forEach((place) => {
      parent.appendChild(document.createTextNode(text.slice(from, place[0])));
      parent.appendChild(element('mark', '', text.slice(place[0], place[1])));
      from = place[1];
    });
    parent.appendChild(document.createTextNode(text.slice(from)));
  }

  /** The piece of a text around the first word that is found there. @param {string} text @param {string[]} words */
  function piece(text, words) {
    const first = places(text, words)[0];
    const start = first ? Math.max(0, Math.min(first[0] - BEFORE, text.length - LENGTH)) : 0;
    // Half a pair of surrogates would show as a box.
    const own = Array.from(text.slice(start, start + LENGTH + 1)).slice(0, LENGTH).join('').replace(/^[\uDC00-\uDFFF]/, '');
    return (start > 0 ? '…' : '') + own + (start + own.length < text.length ? '…' : '');
  }

  /** @param {boolean} isOpen */
  function toggle(isOpen) {
    panel.hidden = !isOpen;
  }

  /** @param {string} query */
  function show(query) {
    // The items bring the table that folds the query.
    items = items || readItems();
    const words = normalise(query, true).split(/\s+/).filter(Boolean);
    empty(list);
    if (!words.length) {
      status.textContent = '';
      toggle(false);
      return;
    }
    const found = find(words);
    found.slice(0, MOST).forEach((item) => {
      const link = element('a', 'nb-option');
      link.href = '#' + item.id;
      const title = link.appendChild(element('span', 'nb-hit-title'));
      append(title, item.title, words);
      // Whose words these are is said here, too.
      if (item.badge) {
        title.appendChild(document.createTextNode(' '));
        title.appendChild(item.badge.cloneNode(true));
      }
      append(link.appendChild(element('span', 'nb-hit-text')), piece(item.text, words), words);
      list.appendChild(element('li')).appendChild(link);
    });
    const name = !found.length ? 'data-none' : found.length > MOST ? 'data-most' : 'data-found';
    count.textContent = fill(bar.getAttribute(name) || '', { n: String(found.length), m: String(MOST) });
    status.textContent = count.textContent;
    toggle(true);
  }

  /** @returns {HTMLAnchorElement[]} */
  function links() {
    return Array.from(list.querySelectorAll('a'));
  }

  const typed = whenTyped(box, show);
  box.addEventListener('focus', () => { if (panel.hidden) typed(); });
  bar.querySelector('button').addEventListener('click', () => {
    box.value = '';
    box.focus();
    typed();
  });
  list.addEventListener('click', (event) => {
    if (/** @type {Element} */ (event.target).closest('a')) toggle(false);
  });
  bar.addEventListener('keydown', (event) => {
    // An input method is choosing a word: its arrows and Enter are not ours.
    if (event.isComposing || event.keyCode === 229) return;
    const all = links();
    const at = all.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (event.key === 'Escape') {
      box.focus();
      toggle(false);
    } else if (event.key === 'Enter' && document.activeElement === box && all.length && !panel.hidden) {
      all[0].click();
    } else if (event.key === 'ArrowDown' && !panel.hidden && at + 1 < all.length) {
      all[at + 1].focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      (all[at - 1] || box).focus();
    } else {
      return;
    }
    event.preventDefault();
  });
  // A panel that stays open would lie over the text that somebody went on to read.
  document.addEventListener('click', (event) => {
    if (!bar.contains(/** @type {Node} */ (event.target))) toggle(false);
  });
  window.addEventListener('hashchange', () => toggle(false));
  document.addEventListener('focusin', (event) => {
    if (!bar.contains(/** @type {Node} */ (event.target))) toggle(false);
  });
  bar.hidden = false;
}());
