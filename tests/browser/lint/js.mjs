// Scripts for browsers that cannot be run here, and for pages opened by double click under a strict policy:
// ES2017 syntax at most, classic scripts, nothing that fetches or writes markup.
import { parse } from "acorn";

/** @typedef {{line: number, message: string}} Finding */
/** @typedef {Record<string, any> & {type: string}} Node */

const forbiddenNames = new Map([
  ["fetch", "fetch fails on file://"],
  ["XMLHttpRequest", "requests for data fail on file://"],
  ["eval", "eval is blocked by the policy"],
  ["Function", "new Function is blocked by the policy"],
  ["importScripts", "workers from files do not start on file://"],
  ["globalThis", "globalThis came with Chromium 71"],
  ["queueMicrotask", "queueMicrotask came with Chromium 71"],
  ["structuredClone", "structuredClone came with Chromium 98"],
]);
const forbiddenWrites = new Set(["innerHTML", "outerHTML", "srcdoc"]);
const forbiddenCalls = new Map([
  ["insertAdjacentHTML", "markup from strings"],
  ["createContextualFragment", "markup from strings"],
  ["setHTMLUnsafe", "markup from strings"],
  // Younger than Chromium 69 or Safari 12.
  ["replaceAll", "came with Chromium 85"],
  ["matchAll", "came with Chromium 73"],
  ["fromEntries", "came with Chromium 73"],
  ["allSettled", "came with Chromium 76"],
  ["at", "came with Chromium 92"],
  ["findLast", "came with Chromium 97"],
  ["findLastIndex", "came with Chromium 97"],
  ["hasOwn", "came with Chromium 93"],
  ["replaceChildren", "came with Chromium 86"],
  ["requestSubmit", "came with Chromium 76"],
  ["toSorted", "came with Chromium 110"],
  ["toReversed", "came with Chromium 110"],
  ["showModal", "came with Safari 15.4"],
]);

/**
 * @param {string} text
 * @returns {Finding[]}
 */
export function lintJs(text) {
  /** @type {Finding[]} */
  const findings = [];
  /** @param {Node} node @param {string} message */
  const find = (node, message) => findings.push({ line: node.loc.start.line, message });
  /** @type {Node} */
  let tree;
  try {
    tree = /** @type {Node} */ (/** @type {unknown} */ (parse(text, { ecmaVersion: 2017, sourceType: "script", locations: true })));
  } catch (error) {
    const { message, loc } = /** @type {SyntaxError & {loc?: {line: number}}} */ (error);
    return [{ line: loc?.line ?? 0, message: `no ES2017 script: ${message}` }];
  }
  walk(tree, null, (node, parent) => {
    switch (node.type) {
      case "Identifier": {
        const reason = forbiddenNames.get(node.name);
        if (reason && !isMemberName(node, parent)) find(node, `${node.name}: ${reason}`);
        break;
      }
      case "MemberExpression": {
        const name = memberName(node);
        const object = node.object.type === "Identifier" ? node.object.name : "";
        if (["window", "self", "top"].includes(object) && forbiddenNames.has(name)) find(node, `${object}.${name}: ${forbiddenNames.get(name)}`);
        if (object === "document" && /^write(ln)?$/.test(name)) find(node, `document.${name}`);
        if (object === "navigator" && ["sendBeacon", "serviceWorker"].includes(name)) find(node, `navigator.${name}`);
        break;
      }
      case "AssignmentExpression":
        if (node.left.type === "MemberExpression" && forbiddenWrites.has(memberName(node.left))) {
          find(node, `assignment to ${memberName(node.left)}: build nodes instead`);
        }
        break;
      case "CallExpression": {
        const name = node.callee.type === "MemberExpression" ? memberName(node.callee) : "";
        if (forbiddenCalls.has(name)) find(node, `${name}(): ${forbiddenCalls.get(name)}`);
        const called = node.callee.type === "Identifier" ? node.callee.name : name;
        if (/^set(Timeout|Interval)$/.test(called) && node.arguments[0]?.type === "Literal") find(node, `${called} with a string is eval`);
        break;
      }
      case "Literal":
        if (typeof node.value === "string") checkString(node, node.value, find);
        break;
      case "TemplateElement":
        checkString(node, node.value.cooked ?? "", find);
        break;
    }
  });
  return findings;
}

/** @param {Node} node @param {string} value @param {(node: Node, message: string) => void} find */
function checkString(node, value, find) {
  // Namespaces are names; an address inside a sentence (the search texts) is not loaded.
  if (/^\s*(https?:|wss?:)?\/\/[a-z0-9-]+\.[a-z]/i.test(value) && !value.startsWith("http://www.w3.org/")) find(node, `address from outside: ${value.slice(0, 80)}`);
  if (/:(is|where|has)\(/.test(value)) find(node, `selector with :is, :where or :has: ${value.slice(0, 80)}`);
}

/**
 * `x.fetch` and `{fetch: 1}` name members of other things.
 * @param {Node} node @param {Node | null} parent
 */
function isMemberName(node, parent) {
  if (parent?.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent?.type === "Property") return parent.key === node && !parent.computed && !parent.shorthand;
  return parent?.type === "MethodDefinition" && parent.key === node;
}

/** @param {Node} node */
function memberName(node) {
  if (!node.computed) return node.property.name;
  return node.property.type === "Literal" ? String(node.property.value) : "";
}

/**
 * @param {Node} node
 * @param {Node | null} parent
 * @param {(node: Node, parent: Node | null) => void} visit
 */
function walk(node, parent, visit) {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child.type === "string" && "start" in child) walk(child, node, visit);
    }
  }
}
