// The same bytes mean the same links at a server's root, in a sub-path and by double click.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./lib/chromium.mjs";
import { eachWay } from "./lib/server.mjs";
import { samples, sites } from "./lib/sites.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const site of sites()) {
  test(`${site.name}: the same link targets at /, under /a/b/ and on file://`, async () => {
    const page = await browser.newPage();
    /** @type {Record<string, string[]>} */
    const seen = {};
    await eachWay(site, async (way, base) => {
      seen[way] = [];
      for (const { address } of samples(site)) {
        await page.goto(base + address);
        const targets = await page.evaluate(resolved);
        seen[way].push(...targets.map((target) => `${address} ${target.replace(base, "<site>/")}`).sort());
        if (way === "file://") continue;
        const own = targets.filter((target) => target.startsWith(base)).map((target) => target.replace(/[?#].*$/, ""));
        for (const target of new Set(own)) {
          const answer = await fetch(target, { method: "HEAD" });
          assert.equal(answer.status, 200, `${address} names ${target}`);
        }
      }
    });
    await page.close();
    assert.ok(seen["http /"].length > 0);
    assert.deepEqual(seen["http /a/b/"], seen["http /"]);
    assert.deepEqual(seen["file://"], seen["http /"]);
  });
}

/** Runs in the page: every address as the browser resolves it. */
function resolved() {
  /** @type {string[]} */
  const targets = [];
  for (const element of document.querySelectorAll("[href], [src], [action]")) {
    for (const name of ["href", "src", "action"]) {
      const value = element.getAttribute(name);
      if (value !== null) targets.push(new URL(value, document.baseURI).href);
    }
  }
  return targets;
}
