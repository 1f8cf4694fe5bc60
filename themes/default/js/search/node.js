// Elements and interface texts. Everything shown is made of text nodes: no content is ever read as markup.

/**
 * An element with a class and, perhaps, a text.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** @param {Node} node */
function empty(node) {
  while (node.firstChild) node.removeChild(node.firstChild);
}

/**
 * Puts values into `{name}` of an interface text.
 * @param {string} text
 * @param {Object<string, string>} values
 */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);
}

/**
 * A number as people read it; a lower bound says that it is one.
 * @param {number} count
 * @param {boolean} [isAtLeast]
 */
function figure(count, isAtLeast) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',') + (isAtLeast ? '+' : '');
}
