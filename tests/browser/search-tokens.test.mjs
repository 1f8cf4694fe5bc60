// The browser's half of search cuts queries and compares texts as the indexer does: the vectors of tests/shared/search.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openSearch } from "./lib/search-node.mjs";
import { repository, sites } from "./lib/sites.mjs";

/**
 * @typedef {{provision: string} | {word: string} | {han: string}} Item
 * @type {{queries: [string, boolean, Item[]][], compact: [string, string][], fold: Record<string, string>}}
 */
const vectors = JSON.parse(readFileSync(join(repository, "tests/shared/search/tokens.json"), "utf8"));
const site = sites()[0];

test("queries are cut into the same runs", () => {
  assert.ok(vectors.queries.length > 10);
  for (const [query, isFolded, items] of vectors.queries) {
    const { search } = openSearch(site.out);
    if (isFolded) search.foldWith(Object.entries(vectors.fold));
    const cut = search.cut(search.normalise(query, true)).map((/** @type {{kind: string, text: string}} */ run) => ({ [run.kind]: run.text }));
    // By way of text: what comes from another realm has other prototypes.
    assert.deepEqual(JSON.parse(JSON.stringify(cut)), items, JSON.stringify(query));
  }
});

test("texts are the same when blanks and marks are left out", () => {
  assert.ok(vectors.compact.length > 3);
  const { search } = openSearch(site.out);
  search.foldWith(Object.entries(vectors.fold));
  for (const [text, compact] of vectors.compact) assert.equal(search.compact(text), compact, JSON.stringify(text));
});

test("queries are understood alike", async () => {
  /** @type {[string, string, string[], string][]} */
  const meanings = JSON.parse(readFileSync(join(repository, "tests/shared/search/meanings.json"), "utf8"));
  assert.ok(meanings.length > 40);
  const { search } = openSearch(site.out);
  for (const row of meanings) {
    const meaning = await search.meaningOf(row[0]);
    assert.deepEqual([row[0], meaning.content, Array.from(meaning.readings), meaning.asked], row);
  }
});
