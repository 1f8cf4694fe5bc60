// No page is wider than its window: wide tables scroll inside their own box.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./lib/chromium.mjs";
import { fileUrl, samples, sites } from "./lib/sites.mjs";
import { tooWide } from "./lib/watch.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").Page} */
let page;
before(async () => {
  browser = await launch();
  page = await browser.newPage();
});
after(() => browser.close());

for (const site of sites()) {
  for (const { type, address } of samples(site)) {
    test(`${site.name} ${type}: fits 320, 360, 768 and 1280 px (${address})`, async () => {
      await page.goto(fileUrl(site, address));
      /** @type {string[]} */
      const found = [];
      for (const width of [320, 360, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const line of await page.evaluate(tooWide)) found.push(`${width} px: ${line}`);
      }
      assert.deepEqual(found, []);
    });
  }
}

test("an element that is too wide is reported by name, one that scrolls in its box is not", async () => {
  await page.setViewportSize({ width: 320, height: 800 });
  // A fresh document: the last page's policy would strip the inline styles used here.
  await page.goto("about:blank");
  await page.setContent('<div style="overflow:auto"><p style="width:900px">a</p></div>');
  assert.deepEqual(await page.evaluate(tooWide), []);
  await page.setContent('<p class="wide" style="width:900px">a</p>');
  assert.match((await page.evaluate(tooWide)).join("\n"), /p\.wide/);
});
