// Judges the search of a built site: how high the right pages stand, what a first query loads, how long it takes.
//   node search-eval.mjs SITE QUERIES.jsonl [--node]      (scripts/search-eval)
//
// Each query is asked twice. First in a page of its own, which gives the bytes of a first query and its time: scripts, style
// sheet, index files, from the focus of the box to ten results. Then in one page that stays open, as later queries are.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "./lib/chromium.mjs";
import { openSearch } from "./lib/search-node.mjs";

/** @typedef {{class: string, query: string, relevant: string[], gap?: boolean, held?: boolean, bm25?: number}} Question */
/** @typedef {{addresses: string[], ms: number, failed: boolean}} Outcome */

/** Results that are judged. */
const depth = 10;

/** First queries that are made in Chromium: opening a page costs more than searching in it. */
const mostFirst = 100;

const [folder, file, ...flags] = process.argv.slice(2);
if (!folder || !file || !existsSync(join(folder, "search/entry.js")) || flags.some((flag) => flag !== "--node")) {
  console.error("usage: scripts/search-eval DIR FILE.jsonl [--node]   DIR holds a site built by normbook, FILE {class, query, relevant} on each line");
  process.exit(2);
}
/** @type {Question[]} */
const questions = readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line)).filter((question) => !question.gap);
const isNode = flags.includes("--node");

/** Runs in the page. @param {{query: string, depth: number}} wish @returns {Promise<Outcome>} */
async function ask(wish) {
  for (let i = 0; i < 2000 && !(/** @type {any} */ (window).nbSearch); i++) await new Promise((done) => setTimeout(done, 1));
  const start = performance.now();
  const answer = await /** @type {any} */ (window).nbSearch.search(wish.query, {}, wish.depth, { lang: document.documentElement.lang });
  return { addresses: answer.hits.concat(answer.near).map((/** @type {{address: string}} */ hit) => hit.address), ms: performance.now() - start, failed: answer.isFailed };
}

async function inChromium() {
  const browser = await launch();
  const base = pathToFileURL(folder).href;
  const page = await browser.newPage();
  let bytes = 0;
  page.on("request", (request) => {
    const url = request.url().replace(/[?#].*$/, "");
    // What every page has is loaded before anybody searches.
    if (/\.html$|\/site-[0-9a-f]+\.css$/.test(url) || (/\/assets\//.test(url) && !/\/search-/.test(url)) || !url.startsWith("file:")) return;
    const path = fileURLToPath(url);
    if (existsSync(path)) bytes += statSync(path).size;
  });
  /** @type {{bytes: number, ms: number}[]} */
  const first = [];
  const step = Math.max(1, Math.floor(questions.length / mostFirst));
  for (const { query } of questions.filter((_, index) => index % step === 0)) {
    await page.goto(`${base}/404.html`);
    await page.goto(`${base}/index.html`);
    bytes = 0;
    // The clock begins at focus, so that scripts and core are in it.
    const ms = await page.evaluate(async (wish) => {
      const start = performance.now();
      /** @type {HTMLElement} */ (document.querySelector(".nb-search input")).focus();
      while (!(/** @type {any} */ (window).nbSearch)) await new Promise((done) => setTimeout(done, 1));
      await /** @type {any} */ (window).nbSearch.search(wish.query, {}, 6, { lang: document.documentElement.lang });
      return performance.now() - start;
    }, { query });
    first.push({ bytes, ms });
  }
  await page.goto(`${base}/index.html`);
  await page.focus(".nb-search input");
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const { query } of questions) outcomes.push(await page.evaluate(ask, { query, depth }));
  await browser.close();
  return { first, outcomes };
}

async function inNode() {
  // The style sheet that a browser loads with the scripts.
  const sheet = /data-nb-style="([^"]*)"/.exec(readFileSync(join(folder, "index.html"), "utf8"))?.[1];
  const style = sheet ? statSync(join(folder, sheet)).size : 0;
  /** @type {{bytes: number, ms: number}[]} */
  const first = [];
  const step = Math.max(1, Math.floor(questions.length / mostFirst));
  for (const { query } of questions.filter((_, index) => index % step === 0)) {
    const start = performance.now();
    const { search, loaded, lang } = openSearch(folder, "index.html");
    await search.search(query, {}, 6, { lang });
    first.push({ bytes: loaded.reduce((sum, one) => sum + one.bytes, style), ms: performance.now() - start });
  }
  const { search, lang } = openSearch(folder, "index.html");
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const { query } of questions) {
    const start = performance.now();
    const answer = await search.search(query, {}, depth, { lang });
    outcomes.push({
      addresses: answer.hits.concat(answer.near).map((/** @type {{address: string}} */ hit) => hit.address),
      ms: performance.now() - start,
      failed: answer.isFailed,
    });
  }
  return { first, outcomes };
}

const { first, outcomes } = await (isNode ? inNode() : inChromium());

/** @type {Map<string, {count: number, reciprocal: number, plain: number, recall: number, missed: string[]}>} */
const classes = new Map();
questions.forEach((question, index) => {
  const found = outcomes[index].addresses;
  const relevant = new Set(question.relevant);
  const rank = found.findIndex((address) => relevant.has(address));
  const name = question.class + (question.held ? " (held)" : "");
  const own = classes.get(name) ?? { count: 0, reciprocal: 0, plain: 0, recall: 0, missed: [] };
  own.count++;
  own.reciprocal += rank < 0 ? 0 : 1 / (rank + 1);
  own.recall += found.filter((address) => relevant.has(address)).length / Math.min(depth, relevant.size || 1);
  if (rank < 0) own.missed.push(question.query);
  own.plain += question.bm25 ?? 0;
  classes.set(name, own);
});
console.log(`${isNode ? "Node" : "Chromium, file://"}: ${questions.length} queries, ${outcomes.filter((outcome) => outcome.failed).length} could not be answered\n`);
console.log(`${"class".padEnd(16)}queries  MRR@10   BM25  recall@10  nothing among the first ten for`);
for (const [name, own] of [...classes].sort()) {
  const missed = own.missed.slice(0, 3).map((query) => query.slice(0, 16)).join(" · ");
  console.log(`${name.padEnd(16)}${String(own.count).padStart(7)}  ${part(own.reciprocal, own.count)}  ${part(own.plain, own.count)}      ${part(own.recall, own.count)}  ${own.missed.length} ${missed}`);
}
const sum = [...classes.values()].reduce((all, own) => ({ mrr: all.mrr + own.reciprocal / own.count, plain: all.plain + own.plain / own.count, recall: all.recall + own.recall / own.count }), { mrr: 0, plain: 0, recall: 0 });
console.log(`${"all classes".padEnd(16)}${String(questions.length).padStart(7)}  ${part(sum.mrr, classes.size)}  ${part(sum.plain, classes.size)}      ${part(sum.recall, classes.size)}\n`);
say("first query, bytes with scripts and style", first.map((one) => one.bytes), (value) => `${(value / 1000).toFixed(1)} KB`);
say("first query, time", first.map((one) => one.ms), (value) => `${value.toFixed(1)} ms`);
say("later queries, time", outcomes.map((one) => one.ms), (value) => `${value.toFixed(1)} ms`);

/** @param {number} sum @param {number} count */
function part(sum, count) {
  return (sum / count).toFixed(3);
}

/** @param {string} what @param {number[]} values @param {(value: number) => string} shown */
function say(what, values, shown) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => shown(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  console.log(`${what.padEnd(44)} p50 ${at(0.5)}, p95 ${at(0.95)}`);
}
