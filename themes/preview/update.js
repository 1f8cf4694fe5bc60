// Brings the whole page to what the server sends now: its head, its body, and the marks on what has changed.

/**
 * Files of the head: styles are swapped when the new ones are there; a new script needs a new page.
 * @param {Document} now
 * @returns {boolean} whether the page can be patched
 */
function sameScripts(now) {
  /** @param {Document} of */
  const scripts = function (of) {
    return Array.prototype.map.call(of.querySelectorAll('script[src]'), /** @param {Element} script */ function (script) { return script.getAttribute('src'); }).join(' ');
  };
  return scripts(sent) === scripts(now);
}

/** @param {Document} now @param {Map<Node, Node>} ties */
function head(now, ties) {
  const before = Array.prototype.slice.call(sent.head.children);
  const after = Array.prototype.slice.call(now.head.children);
  /** @param {Element} element */
  const isStyle = function (element) { return element.nodeName === 'LINK' && element.getAttribute('rel') === 'stylesheet'; };
  const stay = before.filter(function (own) { return !isStyle(own); });
  const found = partners(stay, after.filter(function (own) { return !isStyle(own); }));
  if (document.title !== now.title) document.title = now.title;
  after.filter(function (own) { return !isStyle(own); }).forEach(function (own, place) {
    const partner = found[place];
    const live = partner && shown.get(partner);
    if (live) tie(own, live, ties);
  });
  const old = before.filter(isStyle);
  const fresh = after.filter(isStyle);
  fresh.forEach(function (style, place) {
    const former = old[place];
    const live = /** @type {HTMLLinkElement | undefined} */ (former && shown.get(former));
    if (live && former.getAttribute('href') === style.getAttribute('href')) {
      ties.set(style, live);
      return;
    }
    const link = /** @type {HTMLLinkElement} */ (document.importNode(style, true));
    ties.set(style, link);
    if (!live || !live.parentNode) {
      document.head.appendChild(link);
      return;
    }
    // Until the new style is there the old one stays: no flash of a bare page.
    const drop = function () { if (live.parentNode) live.parentNode.removeChild(live); };
    link.addEventListener('load', drop);
    link.addEventListener('error', drop);
    live.parentNode.insertBefore(link, live.nextSibling);
  });
  old.slice(fresh.length).forEach(function (style) {
    const live = shown.get(style);
    if (live && live.parentNode) live.parentNode.removeChild(live);
  });
}

/**
 * Brings the open page to what the server sends now.
 * @param {string} html
 */
function update(html) {
  if (html === text) return;
  const first = !text;
  const now = new DOMParser().parseFromString(html, 'text/html');
  if (first && now.documentElement.isEqualNode(sent.documentElement)) {
    text = html;
    return;
  }
  if (!sameScripts(now)) {
    location.reload();
    return;
  }
  text = html;
  touched = [];
  /** @type {Map<Node, Node>} */
  const ties = new Map();
  ties.set(now, document);
  ties.set(now.documentElement, document.documentElement);
  attributes(sent.documentElement, now.documentElement, document.documentElement);
  ties.set(now.head, document.head);
  head(now, ties);
  patch(sent.body, now.body, ties);
  sent = now;
  shown = ties;
  const changed = touched.filter(function (element) { return element !== document.body && element !== document.documentElement; });
  changed.forEach(mark);
  document.dispatchEvent(new CustomEvent('nb-patched'));
  performance.mark('nb-patched');
  if (changed.length) say(words.updated);
}

/**
 * Marks what has changed, for a moment.
 * @param {Element} element
 */
function mark(element) {
  element.classList.remove('nb-preview-changed');
  // Asking for a size begins the mark anew when it is still there from the save before.
  element.getBoundingClientRect();
  element.classList.add('nb-preview-changed');
  setTimeout(function () {
    element.classList.remove('nb-preview-changed');
    if (!element.classList.length) element.removeAttribute('class');
  }, 1600);
}
