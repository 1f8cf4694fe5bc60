// A post or unit finds its work: from the home page to its calendar, its months, its own steps.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./lib/chromium.mjs";
import { serve } from "./lib/server.mjs";
import { sites } from "./lib/sites.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => {
  browser = await launch();
  const site = sites().find(({ name }) => name === "root");
  assert.ok(site, "the shipped book is built");
  server = await serve(site.out, "/");
});
after(async () => {
  await browser.close();
  await server.close();
});

/** @param {number} month counted from 1 @param {{ width: number, height: number }} viewport */
async function reader(month, viewport) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(2027, month - 1, 10));
  return { context, page };
}

for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 768 }]) {
  test(`${viewport.width} px: a grid worker sees in two actions what there is to do this month`, async () => {
    const { context, page } = await reader(5, viewport);
    await page.goto(`${server.base}index.html`);
    const post = page.locator(".nb-posts").getByRole("link", { name: "网格员" });
    const box = await post.boundingBox();
    assert.ok(box && box.y + box.height <= viewport.height, "the post is on the first screen");
    await post.click();
    const calendar = page.getByRole("heading", { name: "什么时候做" });
    const top = await calendar.boundingBox();
    assert.ok(top && top.y <= viewport.height, "the calendar begins on the first screen");
    const folds = page.locator('[data-nb-month="5"]');
    const wide = page.locator("[data-nb-year] .nb-now");
    if (viewport.width < 768) {
      assert.ok(await folds.getByText("入学报名咨询").isVisible(), "the fold of May is open");
    } else {
      assert.equal(await wide.first().innerText(), "5月");
    }
    assert.ok(await page.getByText("得知搬入后5个工作日内：送到").isVisible());
    await context.close();
  });
}

test("a month without anything set to it says so", async () => {
  const { context, page } = await reader(11, { width: 1280, height: 768 });
  await page.goto(`${server.base}roles/grid-worker.html`);
  assert.ok(await page.locator("[data-nb-nothing]").isVisible());
  await context.close();
});

test("the home page opens the month, and leaves of it what the chosen post has to do", async () => {
  const { context, page } = await reader(1, { width: 1280, height: 768 });
  await page.goto(`${server.base}index.html`);
  const rows = page.locator('[data-nb-month="1"] li:visible');
  const all = await rows.count();
  assert.ok(all > 1, `${all} rows in January`);
  await page.locator(".nb-posts").getByRole("link", { name: "网格员" }).click();
  await page.goto(`${server.base}index.html`);
  const mine = await rows.count();
  assert.ok(mine > 0 && mine < all, `${mine} of ${all} rows are the grid worker's`);
  assert.equal(await page.locator(".nb-posts .nb-actor--mine").innerText(), "网格员");
  await context.close();
});

test("a card shows the steps of one post, and those that are nobody's own", async () => {
  const { context, page } = await reader(1, { width: 1280, height: 768 });
  await page.goto(`${server.base}urban/2022/t07.html`);
  const steps = page.locator(".nb-step:visible");
  const all = await steps.count();
  await page.getByLabel("只看这个岗位的步骤").selectOption({ label: "网格员" });
  const mine = await steps.count();
  assert.ok(mine > 0 && mine < all, `${mine} of ${all} steps`);
  assert.ok(await page.getByText("网格员走访时看到").isVisible());
  assert.equal(await page.getByText("物业服务企业在每栋楼入口").isVisible(), false);
  await page.reload();
  assert.equal(await steps.count(), all, "nothing is hidden until it is asked for");
  assert.equal(await page.locator(".nb-actor--mine").first().innerText(), "网格员");
  await context.close();
});

test("what residents ask leads to the card nearest to them", async () => {
  const { context, page } = await reader(1, { width: 360, height: 740 });
  await page.goto(`${server.base}index.html`);
  await page.locator(".nb-tiles li", { hasText: "孩子上学" }).getByRole("link").first().click();
  assert.match(page.url(), /community\/2022\/t03\.html$/);
  await context.close();
});
