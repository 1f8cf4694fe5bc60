// A reader's way through the site by double click: clicks and keys only.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./lib/chromium.mjs";
import { fileUrl, items, readItem, samples, sites } from "./lib/sites.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").Page} */
let page;
before(async () => {
  browser = await launch();
  page = await browser.newPage();
  page.setDefaultTimeout(5000);
});
after(() => browser.close());

/**
 * Clicks the first visible link of the page that leads to one of the addresses; tells which.
 * @param {string} scope  selector of the part to look in
 * @param {(address: string) => boolean} wanted
 * @param {string} base
 */
async function follow(scope, wanted, base) {
  const links = page.locator(`${scope} a[href]:visible`);
  /** @type {string[]} */
  const targets = await links.evaluateAll((all) => all.map((a) => /** @type {HTMLAnchorElement} */ (a).href));
  const index = targets.findIndex((target) => target.startsWith(base) && wanted(plain(target, base)));
  if (index < 0) return undefined;
  await links.nth(index).click();
  await page.waitForURL(targets[index]);
  return plain(targets[index], base);
}

/** @param {string} url @param {string} base */
function plain(url, base) {
  return decodeURIComponent(url.slice(base.length)).replace(/[?#].*$/, "");
}

for (const site of sites()) {
  const base = fileUrl(site, "").replace(/\/?$/, "/");
  const all = items(site);
  const based = new Map(
    all
      .filter((item) => item.kind === "task" && !item.language)
      .map((item) => /** @type {const} */ ([item.address, readItem(item.file).basis]))
      .filter(([, basis]) => basis.length > 0),
  );
  const standardOf = (/** @type {string} */ address) => `${address.split("/")[0]}/index.html`;
  const editionOf = (/** @type {string} */ address) => address.replace(/[^/]+$/, "index.html");

  if (based.size > 0) {
    test(`${site.name}: home, standard, task, basis clause, back by the breadcrumb`, async () => {
      await page.goto(fileUrl(site, "index.html"));
      const standards = new Set([...based.keys()].map(standardOf));
      const standard = await follow("body", (address) => standards.has(address), base);
      assert.ok(standard, "a link from the home page to a standard");
      // A standard's page lists the tasks itself or through its edition.
      const isTask = (/** @type {string} */ address) => based.has(address) && standardOf(address) === standard;
      let task = await follow("main", isTask, base);
      if (!task) {
        assert.ok(await follow("main", (address) => [...based.keys()].some((key) => editionOf(key) === address), base), "a link from the standard to its edition");
        task = await follow("main", isTask, base);
      }
      assert.ok(task, "a link from the standard or its edition to a task");
      const clauses = (based.get(task) ?? []).map((id) => task.replace(/[^/]+$/, `${id}.html`));
      const clause = await follow("main", (address) => clauses.includes(address), base);
      assert.ok(clause, `a link from ${task} to its basis ${clauses.join(", ")}`);
      const up = [editionOf(clause), standardOf(clause)];
      const back = await follow('nav:is([aria-label*="面包屑"], [aria-label*="位置"], [aria-label*="readcrumb"], [class*="breadcrumb"], [class*="crumb"])', (address) => up.includes(address), base);
      assert.ok(back, `a breadcrumb link from ${clause} to ${up.join(" or ")}`);
    });
  }

  const task = samples(site).find((sample) => sample.type === "task");
  if (task) {
    test(`${site.name}: the steps of ${task.address} are ticked by keyboard`, async (t) => {
      await page.goto(fileUrl(site, task.address));
      await page.waitForTimeout(100);
      const boxes = page.locator('main ol > li input[type="checkbox"]:visible');
      if ((await boxes.count()) === 0) {
        t.skip("the step list has no tick boxes");
        return;
      }
      await page.evaluate(() => window.scrollTo(0, 0));
      const onBox = () => boxes.first().evaluate((box) => box === document.activeElement);
      let tabs = 0;
      while (!(await onBox()) && tabs++ < 300) await page.keyboard.press("Tab");
      assert.ok(await onBox(), "the first box is reached with Tab");
      await page.keyboard.press("Space");
      assert.equal(await boxes.first().isChecked(), true);
      await page.keyboard.press("Space");
      assert.equal(await boxes.first().isChecked(), false);
    });
  }

  test(`${site.name}: Tab reaches a skip link or the navigation first, and focus is visible`, async () => {
    await page.goto(fileUrl(site, (task ?? { address: "index.html" }).address));
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return {
        tag: element.localName,
        shown: box.width > 1 && box.height > 1 && box.top >= 0 && box.left >= 0,
        marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
      };
    });
    assert.deepEqual(focused && { shown: focused.shown, marked: focused.marked }, { shown: true, marked: true });
  });
}
