// The words of the preview, and the editor that its links open. The server says them once.

/** @type {{[key: string]: string}} */
let words = {};
/** @type {{[key: string]: string}} */
let hints = {};
/** @type {string | null} */
let editor = null;

/** @param {string} words_ @param {number} n */
function fill(words_, n) { return (words_ || '').replace('{n}', String(n)); }

/**
 * The link that opens a place in the editor; nothing where there is none.
 * @param {string} path @param {number | null} line @param {number | null} column
 */
function link(path, line, column) {
  if (!editor) return null;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return editor.replace('{path}', encoded).replace('{line}', String(line || 1)).replace('{column}', String(column || 1));
}
