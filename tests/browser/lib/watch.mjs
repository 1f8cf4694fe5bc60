// What must not happen while a page opens, the same for every browser.

/**
 * Runs in the page before its own scripts: remembers blocked and broken loads, which some browsers
 * report nowhere else. Kept free of outer names, since it is sent to the browser as text, and in
 * the language of 2018, since old browsers read it too.
 */
export function recorder() {
  /** @type {string[]} */
  const seen = [];
  Object.defineProperty(window, "normbookProblems", { value: seen });
  document.addEventListener("securitypolicyviolation", (event) => {
    seen.push(`securitypolicyviolation ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
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

/** Runs in the page: the overflow, and the elements that cause it. */
export function tooWide() {
  const root = document.documentElement;
  const excess = Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
  if (excess <= 0) return [];
  const lines = [`the document is ${excess} px too wide`];
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (box.right <= root.clientWidth + 0.5 || box.width === 0) continue;
    // Inside a box that scrolls it does no harm.
    let parent = element.parentElement;
    while (parent && parent !== document.body && getComputedStyle(parent).overflowX === "visible") parent = parent.parentElement;
    if (parent && parent !== document.body) continue;
    lines.push(`${element.localName}${element.id ? `#${element.id}` : ""}${[...element.classList].map((name) => `.${name}`).join("")} ends at ${Math.round(box.right)}`);
    if (lines.length > 5) break;
  }
  return lines;
}
