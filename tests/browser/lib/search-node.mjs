// The search of a built site without a browser: its own scripts in Node, with just enough of a document to load files.
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import vm from "node:vm";

/**
 * Opens the search of a site; `page` tells the language, as in a browser.
 * @param {string} folder
 * @param {string} [page]
 */
export function openSearch(folder, page = "search.html") {
  const html = readFileSync(join(folder, page), "utf8");
  const tag = /<form class="nb-search"[^>]*>/.exec(html)?.[0];
  if (!tag) throw new Error(`${page} of ${folder} has no search box`);
  /** @type {Map<string, string>} */
  const attributes = new Map([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map((match) => [match[1], match[2]]));
  /** @type {{name: string, bytes: number}[]} every file read, in order */
  const loaded = [];
  const read = (/** @type {string} */ address) => {
    const name = posix.join(posix.dirname(page), address.replace(/\?.*$/, ""));
    const text = readFileSync(join(folder, name), "utf8");
    loaded.push({ name, bytes: Buffer.byteLength(text) });
    return text;
  };
  // Without a box the script only makes itself ready.
  const form = { getAttribute: (/** @type {string} */ name) => attributes.get(name) ?? null, querySelector: () => null };
  /** @type {any} */
  const window = {};
  const document = {
    documentElement: { lang: /<html lang="([^"]+)"/.exec(html)?.[1] },
    querySelector: () => form,
    getElementById: () => null,
    createElement: () => ({}),
    head: {
      removeChild() {},
      /** @param {any} script */
      appendChild(script) {
        try {
          vm.runInContext(read(script.src), context, { filename: script.src });
        } catch {
          // As in a browser: a script that is missing or broken has run to its end all the same.
        }
        queueMicrotask(() => script.onload());
      },
    },
  };
  const context = vm.createContext({ window, document });
  window._n = undefined;
  // A classic script's `window._n` is its global `_n`.
  Object.defineProperty(context, "_n", { get: () => window._n });
  vm.runInContext(read(attributes.get("data-nb-main") ?? ""), context, { filename: "main" });
  return { search: window.nbSearch, loaded, lang: document.documentElement.lang };
}

/**
 * What queries find in a site: addresses with anchors, then how much in all; as `foundIn` says it of a browser.
 * @param {string} folder
 * @param {string[]} queries
 * @param {string} [page]
 */
export async function foundBy(folder, queries, page) {
  const { search, lang } = openSearch(folder, page);
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const query of queries) {
    const answer = await search.search(query, {}, 10, { lang });
    found[query] = [...answer.hits.map((/** @type {any} */ hit) => `${hit.address}#${hit.anchor}`), `${answer.total} in all${answer.isFailed ? ", failed" : ""}`];
  }
  return found;
}
