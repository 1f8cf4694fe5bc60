// The sites hold every type of page, so that no later test passes for want of a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { items, repository, samples, sites, stubs } from "./lib/sites.mjs";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Whether a page says that what stood at its address was withdrawn.
 * @param {{ out: string }} site
 * @param {string} address
 */
function isWithdrawn(site, address) {
  const path = join(site.out, address);
  return existsSync(path) && /已废止|已撤销/.test(readFileSync(path, "utf8"));
}

for (const site of sites()) {
  const types = samples(site).map((sample) => sample.type);

  test(`${site.name}: home page and 404 page exist`, () => {
    assert.ok(types.includes("home"), types.join(" "));
    assert.ok(types.includes("404"), types.join(" "));
  });

  test(`${site.name}: every kind of the content has a page`, () => {
    const wanted = new Set(items(site).map((item) => (item.language ? `${item.kind}.${item.language}` : item.kind)));
    assert.ok(wanted.size > 0, "no content found");
    assert.deepEqual([...wanted].filter((kind) => !types.includes(kind)), []);
  });

  test(`${site.name}: every clause, task and safeguard has its short address`, () => {
    const known = new Set(stubs(site));
    const missing = items(site)
      .filter((item) => ["clause", "task", "safeguard"].includes(item.kind) && !item.language)
      .map((item) => item.address.replace(/^([^/]+)\/[^/]+\//, "$1/"))
      .filter((address) => !known.has(address) && !isWithdrawn(site, address));
    assert.deepEqual([...new Set(missing)], []);
  });

  // The repository's own content is the full example: all types must be there.
  if (site.project === repository) {
    test(`${site.name}: all page types exist`, () => {
      const wanted = ["standard", "edition", "clause", "task", "safeguard", "note", "case", "role", "term", "page"];
      assert.deepEqual(wanted.filter((type) => !types.includes(type)), []);
      assert.ok(types.some((type) => /(^|\/)matrix$/.test(type)), `no matrix among: ${types.join(" ")}`);
    });
  }
}

test("at least one site has translated pages", () => {
  const types = sites().flatMap((site) => samples(site).map((sample) => sample.type));
  assert.ok(types.some((type) => type.endsWith(".en")), `no English page among: ${types.join(" ")}`);
});
