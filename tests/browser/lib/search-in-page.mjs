// Searching in an open page by its own code, for browsers of every age: sent to them as text.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./sites.mjs";

/**
 * Runs in the page of results: what each query finds, as addresses with anchors, then how much in all.
 * @param {string[]} queries
 * @returns {Promise<Record<string, string[]>>}
 */
export async function foundIn(queries) {
  // Scripts load on after the page has.
  for (let i = 0; i < 200 && !(/** @type {any} */ (window).nbSearch); i++) await new Promise((done) => setTimeout(done, 25));
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const query of queries) {
    const answer = await /** @type {any} */ (window).nbSearch.search(query, {}, 10, { lang: document.documentElement.lang });
    found[query] = answer.hits.map((/** @type {{address: string, anchor: string}} */ hit) => `${hit.address}#${hit.anchor}`);
    found[query].push(`${answer.total} in all${answer.isFailed ? ", failed" : ""}`);
  }
  return found;
}

/**
 * What the Rust tests ask too: queries with the pages of the shipped content that answer them.
 * @type {{class: string, query: string, relevant: string[]}[]}
 */
export const shared = readFileSync(join(repository, "tests/shared/search/queries.jsonl"), "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));

/** Queries of every class, for the shipped content; other sites find less, but the same everywhere. */
export const queries = [
  ...shared.filter((_, index) => index % 5 === 0).map(({ query }) => query),
  "就业服务", "住房租赁", "上门", "困难居民 上门", "5.7", "第5章", "t07", "jiuye", "jiu'ye fuwu", "zhufang", "yzs", "zfzl",
  "志愿翻义", "务服", "一站式窗囗", "找工作", "上户口", "民宗局", "網格員", "GRID", "normbok", "servce", "Ｔ０７", "社区 服务 站",
  "居民提出诉求以后多长时间内要回复并记录", "的", "a", "5", "library", "reading room", "借书证", "shu",
];

/**
 * Runs in a page: types into its box, and tells the titles in the list under it.
 * @param {string} query
 */
export async function typedInto(query) {
  const input = /** @type {HTMLInputElement} */ (document.querySelector(".nb-search input"));
  input.focus();
  for (let i = 0; i < 200 && !(/** @type {any} */ (window).nbSearch); i++) await new Promise((done) => setTimeout(done, 25));
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  for (let i = 0; i < 200 && !document.querySelector(".nb-option--hit"); i++) await new Promise((done) => setTimeout(done, 25));
  return Array.prototype.map.call(document.querySelectorAll(".nb-option--hit .nb-hit-title"), (/** @type {Element} */ title) => title.textContent);
}
