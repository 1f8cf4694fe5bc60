// With JavaScript off the reader still gets text, ways on, duties and steps.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./lib/chromium.mjs";
import { fileUrl, items, plainWords, readItem, samples, sites } from "./lib/sites.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").Page} */
let page;
before(async () => {
  browser = await launch();
  page = await browser.newPage({ javaScriptEnabled: false });
});
after(() => browser.close());

for (const site of sites()) {
  const all = items(site);
  const titleOf = new Map(all.map((item) => [item.address, readItem(item.file).title]));
  for (const { type, address } of samples(site)) {
    test(`${site.name} ${type}: readable without JavaScript (${address})`, async () => {
      await page.goto(fileUrl(site, address));
      const main = page.locator("main");
      assert.equal(await main.count(), 1, "one <main>");
      const text = await main.innerText();
      assert.ok(text.trim().length > 10, `main text: ${text}`);
      const title = titleOf.get(address);
      if (title) assert.ok((await page.locator("body").innerText()).includes(title), `title ${title}`);
      // 404.html is served at any depth, so it may have no relative link at all.
      if (type !== "404") assert.ok((await page.locator("nav a[href]:visible").count()) > 0, "a visible navigation link");
    });
  }

  const task = all.find((item) => item.kind === "task" && !item.language && readItem(item.file).steps.length > 0);
  if (task) {
    test(`${site.name}: steps and duty table of ${task.address} are visible without JavaScript`, async () => {
      const source = all.find((item) => item.address === task.address);
      assert.ok(source);
      const item = readItem(source.file);
      await page.goto(fileUrl(site, task.address));
      const text = squeeze(await page.locator("main").innerText());
      assert.ok(item.steps.length > 0, "steps in the content");
      for (const step of item.steps) assert.ok(text.includes(plainWords(step)), `step: ${plainWords(step)}`);
      assert.ok((await page.locator("main ol > li:visible").count()) >= item.steps.length, "steps are an ordered list");
      const table = squeeze((await page.locator("main table:visible").allInnerTexts()).join("\n"));
      for (const role of item.roles) {
        const name = titleOf.get(`roles/${role}.html`);
        assert.ok(name && table.includes(squeeze(name)), `role ${role} (${name}) in a visible table`);
      }
    });
  }
}

/** Line breaks and cell borders fall anywhere in Chinese text. @param {string} text */
function squeeze(text) {
  return text.replace(/\s+/g, "");
}
