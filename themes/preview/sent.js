// What the server sent last, and what it became on the screen.
//
// How a page is patched. What the server sent last is kept as a document of its own, and each of its nodes knows the
// node it became on the screen. A new answer is compared with what was sent before, not with the screen: only what the
// server changed is touched. So scroll, focus, selection, open details, ticks, and whatever a script of the theme did,
// stay as they are without being listed anywhere.

/** Nodes of the last answer → nodes on the screen. @type {Map<Node, Node>} */
let shown = new Map();
/** The last answer. @type {Document} */
let sent = /** @type {Document} */ (document.cloneNode(true));
/** Its text, to tell at once that nothing has changed. */
let text = '';

/**
 * Ties each node of a tree to the node in the same place of an equal tree.
 * @param {Node} from @param {Node} to @param {Map<Node, Node>} ties
 */
function tie(from, to, ties) {
  ties.set(from, to);
  let a = from.firstChild;
  let b = to.firstChild;
  while (a && b) {
    tie(a, b, ties);
    a = a.nextSibling;
    b = b.nextSibling;
  }
}

/**
 * Ties a tree that says the same as an earlier one to what that one became.
 * @param {Node} old @param {Node} now @param {Map<Node, Node>} ties
 */
function carry(old, now, ties) {
  const live = shown.get(old);
  if (live) ties.set(now, live);
  let a = old.firstChild;
  let b = now.firstChild;
  while (a && b) {
    carry(a, b, ties);
    a = a.nextSibling;
    b = b.nextSibling;
  }
}

tie(sent, document, shown);
