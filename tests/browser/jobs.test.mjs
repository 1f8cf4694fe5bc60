// Five jobs of readers, from the home page: what they do is counted, a typed query, a click and a key each as one; what they see is
// measured in screens.
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

for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 768 }]) {
  /**
   * @param {string} name
   * @param {number} limit actions
   * @param {(page: import("playwright-core").Page, act: (deed: () => Promise<void>) => Promise<void>) => Promise<void>} job
   */
  const job = (name, limit, job) =>
    test(`${viewport.width} px: ${name}, in ${limit} actions`, async () => {
      const context = await browser.newContext({ viewport, permissions: ["clipboard-read", "clipboard-write"] });
      const page = await context.newPage();
      await page.clock.setFixedTime(new Date(2027, 4, 10));
      await page.goto(`${server.base}index.html`);
      let actions = 0;
      await job(page, async (deed) => {
        actions += 1;
        await deed();
      });
      assert.ok(actions <= limit, `${actions} actions`);
      await context.close();
    });

  /** @param {import("playwright-core").Locator} locator @returns {Promise<number>} how far down its end is, in screens */
  const screens = async (locator) => {
    const box = await locator.boundingBox();
    assert.ok(box, "it is shown");
    return (box.y + box.height) / viewport.height;
  };

  job("a grid worker: what must I do this month", 2, async (page, act) => {
    await act(() => page.locator(".nb-posts").getByRole("link", { name: "网格员" }).click());
    assert.ok((await screens(page.getByRole("heading", { name: "什么时候做" }))) <= 1);
    assert.ok(await page.locator("a:visible", { hasText: "入学报名咨询" }).first().isVisible());
  });

  job("a family asks about school: what do I do", 2, async (page, act) => {
    await act(() => page.locator(".nb-tiles").getByRole("link", { name: /^孩子上学/ }).first().click());
    assert.match(page.url(), /community\/2022\/t03\.html$/);
    assert.ok((await screens(page.locator(".nb-step").first())) <= 1.5, "the first step");
    assert.ok((await screens(page.locator(".nb-glance dd").first())) <= 1, "who leads");
  });

  job("what do both standards say on language services", 2, async (page, act) => {
    await act(() => page.getByText("按主题找").click());
    await act(() => page.getByRole("link", { name: "语言服务" }).click());
    const sides = page.locator(".nb-topic:has(#language) td");
    assert.equal(await sides.count(), 2, "two standards side by side");
    for (const side of await sides.all()) assert.ok(await side.isVisible());
  });

  job("cite 5.7 in a letter", 3, async (page, act) => {
    await act(async () => {
      await page.getByRole("searchbox").fill("5.7");
      await page.waitForSelector(".nb-option");
    });
    await act(() => page.locator(".nb-option a, a.nb-option").first().click());
    await page.waitForURL(/urban\/2022\/5\.7\.html/);
    await act(() => page.getByRole("button", { name: "复制引用" }).click());
    await page.getByText("已复制").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    for (const part of ["2022年版", "5.7", "2022-08-12", `${server.base}urban/2022/5.7.html`]) {
      assert.ok(copied.includes(part), `${copied} does not say ${part}`);
    }
  });

  job("the checklist for the wall", 2, async (page, act) => {
    await page.addInitScript(() => { window.print = () => { document.title = "printed"; }; });
    await act(() => page.locator(".nb-posts").getByRole("link", { name: "网格员" }).click());
    await page.waitForURL(/roles\/grid-worker\.html/);
    await act(() => page.getByRole("button", { name: "打印岗位清单" }).click());
    assert.equal(await page.title(), "printed");
  });
}

test("the home page is at most 3.5 screens of a phone, two standards side by side at most 4", async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  for (const [address, most] of /** @type {[string, number][]} */ ([["index.html", 3.5], ["urban/2022/alignment_community_2022.html", 4]])) {
    await page.goto(server.base + address);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    assert.ok(height / 740 <= most, `${address}: ${height / 740} screens`);
  }
  await page.close();
});

test("nine rows of a matrix are on the first screen of a desk, and each link has a name of its own", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 768 } });
  await page.goto(`${server.base}urban/2022/matrix.html`);
  const rows = await page.locator(".nb-matrix tbody tr").all();
  let seen = 0;
  for (const row of rows) {
    const box = await row.boundingBox();
    if (box && box.y + box.height <= 768) seen += 1;
  }
  assert.ok(seen >= 9, `${seen} rows`);
  const names = await page.locator(".nb-matrix tbody .nb-cell").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("aria-label")));
  assert.equal(new Set(names).size, names.length);
  // Choices combine.
  await page.getByLabel("按职责").selectOption({ label: "牵头" });
  const leading = await page.locator(".nb-matrix tbody tr:visible").count();
  await page.getByLabel("按角色级别").selectOption({ index: 1 });
  assert.ok((await page.locator(".nb-matrix tbody tr:visible").count()) < leading);
  await page.close();
});

test("ticks last for a round, and the words of a step tick it", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.base}community/2022/t03.html`);
  await page.locator(".nb-step-body").first().click({ position: { x: 60, y: 8 } });
  const first = page.locator("input.nb-tick").first();
  assert.ok(await first.isChecked());
  const again = await context.newPage();
  await again.goto(`${server.base}community/2022/t03.html`);
  assert.ok(await again.locator("input.nb-tick").first().isChecked(), "another tab knows");
  await again.getByRole("button", { name: "开始新一轮" }).click();
  assert.equal(await again.locator("input.nb-tick:checked").count(), 0);
  assert.match((await again.getByRole("checkbox", { name: /三月上旬/ }).getAttribute("id")) ?? "", /step-1/);
  await context.close();
});
