// What must not happen while a page opens, the same for every browser.

/**
 * Runs in the page before its own scripts: remembers blocked and broken loads, which some browsers
 * report nowhere else. Kept free of outer names, since it is sent to the browser as text.
 */
export function recorder() {
  /** @type {string[]} */
  const seen = [];
  Object.defineProperty(window, "normbookProblems", { value: seen });
  document.addEventListener("securitypolicyviolation", (event) => {
    seen.push(`securitypolicyviolation ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`);
  });
  window.addEventListener(
    "error",
    (event) => {
      const target = event.target;
      // Loads that fail are events on their element and never reach the window by bubbling.
      if (target instanceof Element) seen.push(`${target.localName} failed to load: ${target.outerHTML.slice(0, 200)}`);
    },
    true,
  );
}

/** Runs in the page: what the recorder saw, and style sheets that did not arrive. */
export function recorded() {
  const problems = [.../** @type {any} */ (window).normbookProblems];
  for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
    if (!(/** @type {HTMLLinkElement} */ (link).sheet)) problems.push(`no style sheet from ${link.outerHTML}`);
  }
  return /** @type {string[]} */ (problems);
}

/**
 * Whether a request stays inside the copy under test. The icon is the browser's own wish.
 * @param {string} url
 * @param {string} base
 */
export function isOwn(url, base) {
  return url.startsWith(base) || /^(data|about|blob):/.test(url) || /^http:\/\/127\.0\.0\.1:\d+\/favicon\.ico$/.test(url);
}

/** Scripts work on after `load`: give them a moment before judging. */
export const settle = 60;
