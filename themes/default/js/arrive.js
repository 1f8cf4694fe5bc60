// On the page that a result led to: marks the words that were found, and scrolls to the first of them.
//
// The words come in the address, as `?hl=`. Storage would not do: by double click each file is a place of its own in
// Firefox, so that the next page could not read what this one wrote. They are taken out of the address again, where
// the browser lets us, so that a copied address is the permanent one.

(function () {
  'use strict';
  /** Marks on one page: a common word must not turn it yellow. */
  const MARKS_MOST = 200;

  /**
   * @param {HTMLElement} main
   * @param {string[]} words  as they stand in the page
   */
  function arrive(main, words) {
    const marks = markWords(main, words);
    const anchor = anchored();
    const after = marks.filter((mark) => {
      return anchor && (anchor.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
    });
    const first = after[0] || marks[0];
    // The browser goes to the anchor by itself when the page has loaded; the mark may stand below the screen's edge.
    whenLoaded(() => {
      if (!first) return;
      const box = first.getBoundingClientRect();
      if (box.top < 0 || box.bottom > window.innerHeight) first.scrollIntoView({ block: 'center' });
    });
    document.addEventListener('keydown', function clear(event) {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      marks.forEach(unmark);
      document.removeEventListener('keydown', clear);
    });
  }

  /** What the address points at. */
  function anchored() {
    try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (_) { return null; }
  }

  /** @param {() => void} act */
  function whenLoaded(act) {
    if (document.readyState === 'complete') act();
    else window.addEventListener('load', () => { setTimeout(act, 0); });
  }

  /** Elements that hold whole lines: a word never goes across their edges. */
  const BLOCKS = 'p, li, td, th, h1, h2, h3, h4, h5, h6, dt, dd, caption, blockquote, div, section';

  /**
   * Texts of a page that are its own words, not its buttons, menus and citations; and all of them as one text, for a word
   * may begin in a link and end behind it.
   * @param {HTMLElement} main
   */
  function pageText(main) {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => {
        if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
        const isOther = /** @type {Element} */ (node).matches('nav, button, script, .nb-hidden, .nb-cite, .nb-badge');
        return isOther ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
      },
    });
    /** @type {{node: Text, start: number}[]} */
    const nodes = [];
    let whole = '';
    /** @type {Element | null} */
    let block = null;
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      const own = node.parentElement.closest(BLOCKS);
      if (own !== block) whole += '\n';
      block = own;
      nodes.push({ node: node, start: whole.length });
      whole += node.data;
    }
    return { nodes: nodes, whole: whole };
  }

  /**
   * Marks words in a page.
   * @param {HTMLElement} main
   * @param {string[]} words
   * @returns {HTMLElement[]}
   */
  function markWords(main, words) {
    const text = pageText(main);
    const pattern = new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
    /** @type {number[][]} */
    const places = [];
    for (let match = pattern.exec(text.whole); match && places.length < MARKS_MOST; match = pattern.exec(text.whole)) {
      places.push([match.index, match.index + match[0].length]);
    }
    /** @type {HTMLElement[]} */
    const marks = [];
    // From the last to the first: splitting a node leaves what stands before it in place.
    let at = text.nodes.length - 1;
    places.reverse().forEach((place) => {
      while (at > 0 && text.nodes[at].start >= place[1]) at--;
      for (let i = at; i >= 0 && text.nodes[i].start + text.nodes[i].node.data.length > place[0]; i--) {
        const node = text.nodes[i].node;
        const start = text.nodes[i].start;
        const from = Math.max(0, place[0] - start);
        const to = Math.min(node.data.length, place[1] - start);
        if (from < to) marks.unshift(wrap(node, from, to));
      }
    });
    return marks;
  }

  /** @param {Text} node @param {number} from @param {number} to */
  function wrap(node, from, to) {
    const word = node.splitText(from);
    word.splitText(to - from);
    const mark = document.createElement('mark');
    word.parentNode.replaceChild(mark, word);
    mark.appendChild(word);
    return mark;
  }

  /** @param {HTMLElement} mark */
  function unmark(mark) {
    const parent = mark.parentNode;
    while (mark.firstChild) parent.insertBefore(mark.firstChild, mark);
    parent.removeChild(mark);
    parent.normalize();
  }

  /** Words in the address of this page, longest first; they are taken out of it. @returns {string[]} */
  function arrivedWords() {
    const given = new URLSearchParams(location.search);
    const words = (given.get('hl') || '').slice(0, 400).split(' ').filter(Boolean);
    if (words.length) {
      given.delete('hl');
      const rest = given.toString();
      const address = location.pathname + (rest ? '?' + rest : '') + location.hash;
      try { history.replaceState(null, '', address); } catch (_) { /* some browsers refuse it on file: */ }
    }
    return words.sort((a, b) => b.length - a.length).slice(0, 20);
  }

  const main = document.getElementById('nb-main');
  const words = arrivedWords();
  if (main && words.length) arrive(main, words);
}());
