// Every rule of the lints with a wrong and a right example.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lintCss } from "./css.mjs";
import { formatCss } from "./format.mjs";
import { lintJs } from "./js.mjs";
import { lintWorkflow } from "./workflows.mjs";

/** @type {[string, string, string, RegExp][]} name, wrong, right, message */
const css = [
  [":is", ":is(h1, h2) {color: red}", "h1, h2 {color: red}", /selector :is/],
  [":where", ":where(a) {color: red}", "a {color: red}", /selector :where/],
  [":has", "li:has(a) {color: red}", "li.on {color: red}", /selector li:has/],
  [":not with a list", "a:not(.b, .c) {color: red}", "a:not(.b):not(.c) {color: red}", /selector a:not/],
  ["nesting", "a {color: red; b {color: blue}}", "a {color: red} a b {color: blue}", /nesting/],
  ["nesting with &", "a {&:hover {color: blue}}", "a:hover {color: blue}", /nesting/],
  ["nesting through @media", "a {@media print {b {color: blue}}}", "@media print {a b {color: blue}}", /nesting/],
  ["@layer", "@layer base {a {color: red}}", "a {color: red}", /@layer/],
  ["@container", "@container (width) {a {color: red}}", "@media (min-width: 40em) {a {color: red}}", /@container/],
  ["@import", '@import "x.css";', "a {color: red}", /@import/],
  ["range in a media query", "@media (width >= 40em) {a {color: red}}", "@media (min-width: 40em) {a {color: red}}", /range/],
  ["list with a newer pseudo-class", "a:hover, a:focus-visible {color: red}", "a:hover {color: red} a:focus-visible {color: red}", /whole list/],
  ["flex gap", "a {display: flex; gap: 1em}", "a {display: block; display: grid; gap: 1em}", /gap in a rule/],
  ["gap without display", "a {column-gap: 1em}", "a {columns: 2; column-gap: 1em}", /column-gap in a rule/],
  ["gap in @supports", "a {row-gap: 1em}", "@supports (inset: 0) {a {display: flex; row-gap: 1em}}", /row-gap/],
  ["@supports that tests gap", "@supports (gap: 1em) {a {color: red}}", "@supports (aspect-ratio: 1) {a {gap: 1em}}", /newer feature/],
  ["inset", "a {inset: 0}", "a {top: 0; right: 0; bottom: 0; left: 0}", /inset outside/],
  ["inset in @supports", "a {inset-inline: 0}", "@supports (inset: 0) {a {inset: 0}}", /inset/],
  ["aspect-ratio", "a {aspect-ratio: 1}", "@supports (aspect-ratio: 1) {a {aspect-ratio: 1}}", /aspect-ratio outside/],
  ["@supports not", "@supports not (inset: 0) {a {aspect-ratio: 1}}", "@supports (inset: 0) {a {aspect-ratio: 1}}", /aspect-ratio/],
  ["min()", "a {width: min(10em, 50%)}", "a {width: 10em; width: min(10em, 50%)}", /width: min/],
  ["max()", "a {width: calc(1px + max(10em, 50%))}", "a {width: 10em; width: max(10em, 50%)}", /width: calc/],
  ["clamp()", "a {font-size: clamp(1em, 2vw, 2em)}", "a {font-size: 1em; font-size: clamp(1em, 2vw, 2em)}", /font-size: clamp/],
  ["minmax is not max", "a {width: max(1em, 2em)}", "a {display: block; display: grid; grid-template-columns: minmax(0, 1fr)}", /max/],
  ["new units", "a {height: 100dvh}", "a {height: 100vh; height: 100dvh}", /100dvh/],
  ["margin-inline", "a {margin-inline: 1em}", "a {margin-left: 1em; margin-right: 1em}", /logical property margin-inline/],
  ["inline-size", "a {max-inline-size: 1em}", "a {max-width: 1em}", /logical property max-inline-size/],
  ["border-start-start-radius", "a {border-start-start-radius: 1em}", "a {border-top-left-radius: 1em}", /logical property/],
  ["color-mix", "a {color: color-mix(in srgb, red, blue)}", "a {color: purple; color: color-mix(in srgb, red, blue)}", /color-mix/],
  ["colours without commas", "a {color: rgb(0 0 0 / 50%)}", "a {color: rgba(0, 0, 0, .5)}", /rgb/],
  ["var()", "a {color: var(--ink)}", "a {color: #222; color: var(--ink)}", /var\(\) without/],
  ["var() after another var()", "a {color: var(--a); color: var(--b)}", ":root {--a: var(--b)}", /var\(\) without/],
  ["var() after a shorthand", "a {border-color: var(--line)}", "a {border: 1px solid #ccc; border-color: var(--line)}", /border-color: var/],
  ["var() with the plain value after it", "a {color: var(--ink); color: #222}", "a {color: #222; color: var(--ink)}", /color: var/],
  ["var() in another rule", "a {color: #222} a {color: var(--ink)}", "@supports (color: var(--a)) {a {color: var(--ink)}}", /color: var/],
  ["display: grid", "a {display: grid}", "a {display: block; display: grid}", /display: grid/],
  ["display: inline-grid", "a {display: inline-grid}", "a {display: inline-block; display: inline-grid}", /display: inline-grid/],
  ["address from outside", "a {background: url(https://example.org/x.png)}", "a {background: url(x.png)}", /outside/],
];

/** @type {[string, string, string, RegExp][]} */
const js = [
  ["optional chaining", "a?.b", "a && a.b", /no ES2017/],
  ["nullish", "a ?? b", "a || b", /no ES2017/],
  ["object spread", "var a = {...b}", "var a = Object.assign({}, b)", /no ES2017/],
  ["catch without a name", "try {} catch {}", "try {} catch (error) {}", /no ES2017/],
  ["named groups", "var a = /(?<x>y)/", "var a = /(y)/", /no ES2017/],
  ["modules", "export var a", "var a", /no ES2017/],
  ["import", 'import("x")', 'load("x")', /no ES2017/],
  ["fetch", 'fetch("x")', "a.fetch()", /fetch fails/],
  ["window.fetch", 'window.fetch("x")', 'window.open("x")', /window.fetch/],
  ["fetch by another name", "var get = fetch", "var a = {fetch: 1}", /fetch fails/],
  ["requests", "new XMLHttpRequest()", "new EventSource(x)", /XMLHttpRequest/],
  ["eval", 'eval("1")', "a.evaluate()", /eval/],
  ["new Function", 'new Function("1")', "(function () {})()", /Function/],
  ["timer with a string", 'setTimeout("x()", 1)', "setTimeout(x, 1)", /is eval/],
  ["innerHTML", "a.innerHTML = b", "a.textContent = b", /innerHTML/],
  ["innerHTML by index", 'a["innerHTML"] = b', "a.textContent = b", /innerHTML/],
  ["insertAdjacentHTML", 'a.insertAdjacentHTML("x", b)', 'a.insertAdjacentElement("x", b)', /insertAdjacentHTML/],
  ["document.write", "document.write(a)", "a.write(b)", /document.write/],
  ["newer functions", "a.replaceAll(b, c)", "a.replace(b, c)", /replaceAll/],
  ["globalThis", "globalThis.a = 1", "window.a = 1", /globalThis/],
  ["address from outside", 'load("https://example.org/x.js")', 'label("见 https://example.org/")', /outside/],
  ["namespace", 'load("//example.org/x.js")', 'document.createElementNS("http://www.w3.org/2000/svg", "svg")', /outside/],
  ["selector", 'document.querySelector(":is(a, b)")', 'document.querySelector("a, b")', /selector/],
];

/** A workflow of one step. @param {string} step */
const workflow = (step) => `name: a\non: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`;

/** @type {[string, string, string, RegExp][]} */
const workflows = [
  ["what actionlint knows", workflow("run: echo ${{ github.nothing }}"), workflow("run: echo ${{ github.ref_name }}"), /nothing/],
  ["an action that can be moved", workflow("uses: actions/checkout@v5"), workflow(`uses: actions/checkout@${"0".repeat(40)}`), /commit/],
  ["an action of strangers", workflow(`uses: someone/tool@${"0".repeat(40)}`), workflow(`uses: actions/checkout@${"0".repeat(40)}`), /GitHub's own/],
];

for (const [lint, examples] of /** @type {const} */ ([[lintCss, css], [lintJs, js], [lintWorkflow, workflows]])) {
  for (const [name, wrong, right, message] of examples) {
    test(`${lint.name}: ${name}`, () => {
      const found = lint(wrong).map((finding) => finding.message);
      assert.ok(found.some((text) => message.test(text)), `${wrong} → ${found.join("; ") || "nothing"}`);
      assert.deepEqual(lint(right), [], right);
    });
  }
}

test("style sheets get a declaration a line and a blank line between rules", async () => {
  const written = await formatCss("/* Why. */\na, b{color:red; margin:0}\n/* How. */\n@media print{\n  a{top:.5em}\n  /* c */\n  b{top:0}\n}\n");
  const expected = [
    "/* Why. */", "a,", "b {", "  color: red;", "  margin: 0;", "}", "",
    "/* How. */", "@media print {", "  a {", "    top: 0.5em;", "  }", "", "  /* c */", "  b {", "    top: 0;", "  }", "}", "",
  ];
  assert.equal(written, expected.join("\n"));
  assert.equal(await formatCss(written), written);
});
