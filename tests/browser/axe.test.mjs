// axe-core finds nothing on any page type, on a desk, on a phone, in easy reading, in the dark and in forced colours.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { findings } from "./lib/axe.mjs";
import { launch } from "./lib/chromium.mjs";
import { fileUrl, samples, sites } from "./lib/sites.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").Page} */
let page;
before(async () => {
  browser = await launch();
  // The site's own policy would block the injected checker, so it is set aside here and only here.
  page = await browser.newPage({ bypassCSP: true, colorScheme: "light", reducedMotion: "reduce" });
});
after(() => browser.close());

for (const site of sites()) {
  for (const { type, address } of samples(site)) {
    test(`${site.name} ${type}: axe at 1280, 360 and 320 px and in easy reading (${address})`, async () => {
      await page.goto(fileUrl(site, address));
      await page.evaluate(axe.source);
      /** @type {string[]} */
      const found = [];
      for (const width of [1280, 360, 320]) {
        await page.setViewportSize({ width, height: 800 });
        for (const line of await page.evaluate(findings)) found.push(`${width} px: ${line}`);
      }
      // Stubs and 404.html have no switch; every other page must have it.
      if (type === "404") return assert.deepEqual(found, []);
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.click("[data-nb-easy]");
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const line of await page.evaluate(findings)) found.push(`easy reading, ${width} px: ${line}`);
      }
      await page.click("[data-nb-easy]");
      await page.emulateMedia({ colorScheme: "dark" });
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const line of await page.evaluate(findings)) found.push(`dark, ${width} px: ${line}`);
      }
      await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
      for (const line of await page.evaluate(findings)) found.push(`forced colours: ${line}`);
      await page.emulateMedia({ forcedColors: "none" });
      assert.deepEqual(found, []);
    });
  }
}

test("axe reports a picture without words and a small target", async () => {
  await page.goto("about:blank");
  await page.setContent(`<!DOCTYPE html><html lang="zh-CN"><title>x</title><main><h1>x</h1><img src="data:,">
    <p><button style="all:unset;font-size:4px">一</button><button style="all:unset;font-size:4px">二</button></p></main>`);
  await page.evaluate(axe.source);
  const found = (await page.evaluate(findings)).join("\n");
  assert.match(found, /image-alt/);
  assert.match(found, /target-size/);
});
