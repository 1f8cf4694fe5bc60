// Which of the new nodes takes the place of which old one.

/**
 * A short text that two nodes share only if they are alike.
 * @param {Node} node
 * @returns {string}
 */
function likeness(node) {
  if (node.nodeType !== 1) return node.nodeName + (node.nodeValue || '');
  return /** @type {Element} */ (node).outerHTML;
}

/**
 * Whether a node may take the place of another and keep what is on the screen.
 * @param {Node} old @param {Node} now
 */
function same(old, now) {
  if (old.nodeName !== now.nodeName) return false;
  if (old.nodeType !== 1) return true;
  const a = /** @type {Element} */ (old);
  const b = /** @type {Element} */ (now);
  return a.id === b.id && a.getAttribute('type') === b.getAttribute('type');
}

/**
 * For each of the new nodes the old one whose place it takes, or null. Equal nodes keep their partners as far as a
 * common order allows; between them, nodes of one name are matched in turn.
 * @param {Node[]} old @param {Node[]} now
 * @returns {(Node | null)[]}
 */
function partners(old, now) {
  /** @type {(Node | null)[]} */
  const found = now.map(function () { return null; });
  let start = 0;
  while (start < old.length && start < now.length && old[start].isEqualNode(now[start])) {
    found[start] = old[start];
    start += 1;
  }
  let oldEnd = old.length;
  let nowEnd = now.length;
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1].isEqualNode(now[nowEnd - 1])) {
    oldEnd -= 1;
    nowEnd -= 1;
    found[nowEnd] = old[oldEnd];
  }
  const anchors = common(old.slice(start, oldEnd).map(likeness), now.slice(start, nowEnd).map(likeness));
  let from = start;
  let next = start;
  anchors.concat([[oldEnd - start, nowEnd - start]]).forEach(function (anchor) {
    const until = start + anchor[0];
    const upTo = start + anchor[1];
    for (; next < upTo; next += 1) {
      for (let candidate = from; candidate < until; candidate += 1) {
        if (same(old[candidate], now[next])) {
          found[next] = old[candidate];
          from = candidate + 1;
          break;
        }
      }
    }
    if (until < oldEnd && upTo < nowEnd) found[upTo] = old[until];
    from = until + 1;
    next = upTo + 1;
  });
  return found;
}

/**
 * A longest common subsequence, as pairs of places; none for lists too long to compare.
 * @param {string[]} a @param {string[]} b
 * @returns {number[][]}
 */
function common(a, b) {
  if (!a.length || !b.length || a.length * b.length > 250000) return [];
  /** @type {Uint16Array[]} */
  const lengths = [];
  for (let i = 0; i <= a.length; i += 1) lengths.push(new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return pairs;
}
