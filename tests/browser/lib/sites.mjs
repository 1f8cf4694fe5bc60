// The sites under test and their page types, read from the content and output folders alone.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/**
 * @typedef {{name: string, project: string, out: string}} Site
 * @typedef {{address: string, kind: string, language: string, file: string}} Item  a content file and its page
 * @typedef {{type: string, address: string}} Sample  the page that stands for its type
 */

/**
 * The two shipped projects as scripts/test builds them. NORMBOOK_SITES replaces them:
 * `name=project:output`, separated by blanks.
 * @returns {Site[]}
 */
export function sites() {
  const built = resolve(repository, process.env.CARGO_TARGET_DIR ?? "target", "site-test");
  const given = process.env.NORMBOOK_SITES?.split(/\s+/).filter(Boolean).map((entry) => {
    const [name, folders] = entry.split("=");
    const [project, out] = folders.split(":");
    return { name, project: resolve(project), out: resolve(out) };
  });
  const all = given ?? [
    { name: "root", project: repository, out: join(built, "root") },
    { name: "reading-room", project: join(repository, "tests/books/reading-room"), out: join(built, "reading-room") },
  ];
  for (const site of all) {
    if (!existsSync(join(site.out, "index.html"))) {
      throw new Error(`${site.name} has not been built into ${site.out}: run scripts/test, which builds it`);
    }
  }
  return all;
}

/**
 * Every file below a folder, as relative addresses with slashes, sorted.
 * @param {string} folder
 */
export function files(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.split(sep).join("/"))
    .sort();
}

/** @param {Site} site */
export function htmlFiles(site) {
  return files(site.out).filter((name) => name.endsWith(".html"));
}

/** @param {Site} site @param {string} address */
export function fileUrl(site, address) {
  return pathToFileURL(join(site.out, address)).href;
}

/**
 * The content files and the pages they become; the kind is told by the folder.
 * @param {Site} site
 * @returns {Item[]}
 */
export function items(site) {
  const content = join(site.project, "content");
  const names = files(content).filter((name) => name.endsWith(".md"));
  const known = new Set(names);
  /** @type {Item[]} */
  const found = [];
  for (const name of names) {
    const parts = name.split("/");
    const stem = posix.basename(name, ".md");
    // `5.7.en` is a translation only where `5.7` lies beside it; `5.7` itself is a number.
    const match = /^(.+)\.([a-z]{2,3}(?:-[A-Za-z]+)?)$/.exec(stem);
    const language = match && known.has(posix.join(posix.dirname(name), `${match[1]}.md`)) ? match[2] : "";
    const [first, standard, edition, folder] = parts;
    let kind;
    let address;
    if (["roles", "terms", "notes", "cases", "pages"].includes(first) && parts.length === 2) {
      kind = first.slice(0, -1);
      address = `${first}/${stem}.html`;
    } else if (first === "standards" && parts.length === 3) {
      kind = "standard";
      address = `${standard}/${stem}.html`;
    } else if (first === "standards" && parts.length === 4) {
      kind = "edition";
      address = `${standard}/${edition}/${stem}.html`;
    } else if (first === "standards" && parts.length === 5) {
      kind = folder.slice(0, -1);
      address = `${standard}/${edition}/${stem}.html`;
    } else {
      continue;
    }
    found.push({ address, kind, language, file: join(content, name) });
  }
  return found;
}

/** @param {string} html */
export function isStub(html) {
  return /<meta[^>]+http-equiv=["']?refresh/i.test(html);
}

/**
 * One page of every type: the heaviest, since it is the likeliest to break a layout.
 * Pages without a content file get a type from their folder: `edition/matrix`, `roles/index`.
 * @param {Site} site
 * @returns {Sample[]}
 */
export function samples(site) {
  const byAddress = new Map(items(site).map((item) => [item.address, item]));
  const standards = new Set([...byAddress.values()].filter((item) => item.kind === "standard").map((item) => posix.dirname(item.address)));
  /** @type {Map<string, {address: string, size: number}>} */
  const best = new Map();
  for (const address of htmlFiles(site)) {
    const html = readFileSync(join(site.out, address), "utf8");
    if (isStub(html)) continue;
    const type = typeOf(address, byAddress.get(address), standards);
    const size = html.length;
    const current = best.get(type);
    if (!current || size > current.size) best.set(type, { address, size });
  }
  return [...best].map(([type, { address }]) => ({ type, address })).sort((a, b) => (a.type < b.type ? -1 : 1));
}

/**
 * @param {string} address
 * @param {Item | undefined} item
 * @param {Set<string>} standards
 */
function typeOf(address, item, standards) {
  if (item) return item.language ? `${item.kind}.${item.language}` : item.kind;
  const parts = address.split("/");
  if (posix.basename(address) === `${parts[0]}_${parts[1]}.html`) return "edition/single";
  // matrix.p2.html is the second part of a matrix, not another type; matrix_duty_lead.html is one facet of many.
  const stem = posix.basename(address, ".html").replace(/\.p\d+$/, "").replace(/^matrix_.*/, "matrix-facet").replace(/_.*/, "");
  const name = parts.length === 1 && stem.split(".")[0] === "index" ? stem.replace("index", "home") : stem;
  if (parts.length === 1) return name;
  if (standards.has(parts[0])) return parts.length === 2 ? `standard/${name}` : `edition/${name}`;
  return name.split(".")[0] === "index" ? `${parts[0]}/${name}` : parts[0];
}

/**
 * Addresses of pages that only lead to the newest edition.
 * @param {Site} site
 */
export function stubs(site) {
  return htmlFiles(site).filter((address) => isStub(readFileSync(join(site.out, address), "utf8")));
}

/**
 * What the tests need of an item's text; a full reading is the generator's work.
 * @param {string} file
 */
export function readItem(file) {
  const text = readFileSync(file, "utf8").replace(/\r\n/g, "\n");
  const [, head = "", body = ""] = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/.exec(text) ?? [];
  const section = /^## .*\{#how\}.*\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(body)?.[1] ?? "";
  return {
    title: value(head, "title"),
    provenance: value(head, "provenance"),
    basis: [...block(head, "basis").matchAll(/["']([^"'#]+)(?:#[^"']*)?["']/g)].map((match) => match[1]),
    roles: [...block(head, "who").matchAll(/\brole:\s*["']?([a-z0-9-]+)/g)].map((match) => match[1]),
    steps: [...section.matchAll(/^\d+\.\s+(.*)$/gm)].map((match) => match[1]),
  };
}

/** @param {string} head @param {string} key */
function value(head, key) {
  return (new RegExp(`^${key}:[ \\t]*(.*)$`, "m").exec(head)?.[1] ?? "").trim().replace(/^(["'])(.*)\1$/, "$2");
}

/**
 * A key's value with its indented or listed lines.
 * @param {string} head @param {string} key
 */
function block(head, key) {
  return new RegExp(`^${key}:(.*(?:\\n(?:[ \\t]|-).*)*)`, "m").exec(head)?.[1] ?? "";
}

/**
 * Words of a Markdown line that must be found again in the page whatever the markup around them.
 * @param {string} markdown
 */
export function plainWords(markdown) {
  const runs = markdown.replace(/\[\[[^\]]*\]\]|\[[^\]]*\]\([^)]*\)/g, " ").match(/\p{Script=Han}+/gu) ?? [];
  return runs.sort((a, b) => b.length - a.length)[0] ?? "";
}
