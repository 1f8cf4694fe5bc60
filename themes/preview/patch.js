// Brings what is on the screen to what the server sends now, node by node.

/** Elements that were changed by a patch. @type {Element[]} */
let touched = [];

/** @param {Node} node */
function touch(node) {
  const element = node.nodeType === 1 ? /** @type {Element} */ (node) : node.parentElement;
  if (element && touched.indexOf(element) < 0) touched.push(element);
}

/**
 * Brings what a node became to what its successor says.
 * @param {Node} old @param {Node} now @param {Map<Node, Node>} ties
 */
function patch(old, now, ties) {
  const live = shown.get(old);
  if (!live) return;
  if (old.isEqualNode(now)) {
    carry(old, now, ties);
    return;
  }
  ties.set(now, live);
  if (now.nodeType !== 1) {
    rewrite(/** @type {CharacterData} */ (live), now.nodeValue || '');
    return;
  }
  attributes(/** @type {Element} */ (old), /** @type {Element} */ (now), /** @type {Element} */ (live));
  children(old, now, live, ties);
}

/**
 * Changes only the characters that differ, so that a selection beside them stays.
 * @param {CharacterData} live @param {string} data
 */
function rewrite(live, data) {
  const old = live.data;
  let start = 0;
  while (start < old.length && start < data.length && old[start] === data[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < data.length - start && old[old.length - 1 - end] === data[data.length - 1 - end]) end += 1;
  live.replaceData(start, old.length - start - end, data.slice(start, data.length - end));
  touch(live);
}

/** @param {Element} old @param {Element} now @param {Element} live */
function attributes(old, now, live) {
  Array.prototype.forEach.call(now.attributes, /** @param {Attr} own */ function (own) {
    if (old.getAttribute(own.name) === own.value) return;
    if (own.name === 'class') classes(old, now, live);
    else live.setAttribute(own.name, own.value);
    touch(live);
  });
  Array.prototype.forEach.call(old.attributes, /** @param {Attr} own */ function (own) {
    if (now.hasAttribute(own.name)) return;
    if (own.name === 'class') classes(old, now, live);
    else live.removeAttribute(own.name);
    touch(live);
  });
}

/**
 * Classes that a script has set stay.
 * @param {Element} old @param {Element} now @param {Element} live
 */
function classes(old, now, live) {
  Array.prototype.forEach.call(old.classList, /** @param {string} name */ function (name) {
    if (!now.classList.contains(name)) live.classList.remove(name);
  });
  Array.prototype.forEach.call(now.classList, /** @param {string} name */ function (name) { live.classList.add(name); });
}

/** @param {Node} old @param {Node} now @param {Node} live @param {Map<Node, Node>} ties */
function children(old, now, live, ties) {
  const before = Array.prototype.slice.call(old.childNodes);
  const after = Array.prototype.slice.call(now.childNodes);
  const found = partners(before, after);
  before.forEach(/** @param {Node} node */ function (node) {
    if (found.indexOf(node) >= 0) return;
    const gone = shown.get(node);
    if (gone && gone.parentNode === live) {
      live.removeChild(gone);
      touch(live);
    }
  });
  /** What the next node stands behind on the screen. @type {Node | null} */
  let last = null;
  after.forEach(/** @param {Node} node @param {number} place */ function (node, place) {
    const partner = found[place];
    let own = partner && shown.get(partner);
    if (own && partner) {
      patch(partner, node, ties);
    } else {
      own = document.importNode(node, true);
      tie(node, own, ties);
      live.insertBefore(own, last ? last.nextSibling : live.firstChild);
      if (own.nodeType === 1 || (own.nodeValue || '').trim()) touch(own);
    }
    last = own;
  });
}
