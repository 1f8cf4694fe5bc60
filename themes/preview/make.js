// Elements of the preview's own, and what the browser remembers for it.

/**
 * @param {string} name
 * @param {{[key: string]: string}} [attributes]
 * @param {(Node | string | null)[]} [inside]
 * @returns {HTMLElement}
 */
function make(name, attributes, inside) {
  const element = document.createElement(name);
  Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, (attributes || {})[key]); });
  (inside || []).forEach(function (child) {
    if (child !== null) element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  });
  return element;
}

/** @param {string} name @param {(button: HTMLElement) => void} act @param {{[key: string]: string}} [more] */
function button(name, act, more) {
  const own = make('button', Object.assign({ type: 'button' }, more || {}), [name]);
  own.addEventListener('click', function () { act(own); });
  return own;
}

/**
 * Remembered where the browser allows it.
 * @param {string} key @param {string} [value]
 * @returns {string | null}
 */
function memory(key, value) {
  try {
    if (value !== undefined) localStorage.setItem(key, value);
    return localStorage.getItem(key);
  } catch (_) {
    return value === undefined ? null : value;
  }
}
