// Search as a reader uses it: the box, the page of results, arrival; with keys, an input method, a phone; and when
// something is wrong with the query or with the files.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { findings } from "./lib/axe.mjs";
import { launch, watchedPage } from "./lib/chromium.mjs";
import { foundIn, queries, shared } from "./lib/search-in-page.mjs";
import { foundBy } from "./lib/search-node.mjs";
import { eachWay, serve } from "./lib/server.mjs";
import { files, fileUrl, repository, samples, sites } from "./lib/sites.mjs";
import { tooWide } from "./lib/watch.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const [site] = sites();
const task = samples(site).find((sample) => sample.type === "task")?.address ?? "";
const box = ".nb-search input";
const option = ".nb-option--hit";

/** A page that fails the test when anything goes wrong in it. @param {(page: Page) => Promise<void>} act @param {object} [options] */
async function reading(act, options = {}) {
  const context = await browser.newContext(options);
  const { page, open, problems } = await watchedPage(context);
  page.setDefaultTimeout(15_000);
  try {
    await open(`${fileUrl(site, "")}/`, task);
    await act(page);
    assert.deepEqual(await problems(), []);
  } finally {
    await context.close();
  }
}

/** @param {Page} page @param {string} query */
async function type(page, query) {
  await page.fill(box, "");
  await page.type(box, query);
  await page.waitForSelector(`${option}, .nb-panel p`);
}

for (const one of sites()) {
  test(`${one.name}: the same results on file:// and HTTP as in Node`, (t) => {
    const languages = samples(one).map(({ type: kind }) => kind).filter((kind) => /^search(\.|$)/.test(kind));
    assert.ok(languages.length > 0, "no page of results");
    return eachWay(one, async (way, base) => {
      for (const kind of languages) {
        await t.test(`${way} ${kind}.html`, async () => {
          const expected = await foundBy(one.out, queries, `${kind}.html`);
          assert.ok(Object.values(expected).some((found) => found.length > 1), "no query finds anything");
          const page = await browser.newPage();
          await page.goto(`${base}${kind}.html`);
          assert.deepEqual(await page.evaluate(foundIn, queries), expected);
          await page.close();
        });
      }
    });
  });
}

const shipped = sites().find((one) => one.project === repository);
if (shipped) {
  test("every shared query finds its page first, with the browser's own code", async () => {
    const page = await browser.newPage();
    await page.goto(fileUrl(shipped, "search.html"));
    const found = await page.evaluate(foundIn, shared.map(({ query }) => query));
    await page.close();
    const wrong = shared.filter(({ query, relevant }) => !relevant.includes(found[query][0].replace(/#.*/, "")));
    assert.deepEqual(wrong.map(({ class: kind, query }) => `${kind} ${query}: ${found[query][0]}`), []);
    assert.ok(shared.length >= 200);
  });
}

test("`/` and Ctrl-K lead to the box; typed `/` elsewhere stays a character", () =>
  reading(async (page) => {
    const onBox = () => page.evaluate((selector) => document.activeElement === document.querySelector(selector), box);
    await page.keyboard.press("/");
    assert.ok(await onBox());
    assert.equal(await page.inputValue(box), "");
    await page.keyboard.type("1/2");
    assert.equal(await page.inputValue(box), "1/2");
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await page.keyboard.press("Control+k");
    assert.ok(await onBox());
  }));

test("the single key can be switched off on the page of results", () =>
  reading(async (page) => {
    await page.goto(fileUrl(site, "search.html"));
    await page.uncheck(".nb-slash input");
    await page.goto(fileUrl(site, task));
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  }));

test("results come as one types; arrows, Enter, Escape and Tab work; words are marked on arrival", () =>
  reading(async (page) => {
    await page.focus(box);
    await type(page, "就业");
    await page.waitForSelector(option);
    const state = () =>
      page.evaluate((selector) => {
        const input = /** @type {HTMLInputElement} */ (document.querySelector(selector));
        const active = document.getElementById(input.getAttribute("aria-activedescendant") ?? "");
        return {
          role: input.getAttribute("role"),
          expanded: input.getAttribute("aria-expanded"),
          list: document.getElementById(input.getAttribute("aria-controls") ?? "")?.getAttribute("role"),
          active: active ? [active.getAttribute("role"), active.getAttribute("aria-selected")] : null,
          focused: document.activeElement === input,
        };
      }, box);
    assert.deepEqual(await state(), { role: "combobox", expanded: "true", list: "listbox", active: null, focused: true });
    assert.match(await page.innerText(`${option} mark`), /就业/);
    // Provenance in words, not by colour alone.
    assert.ok((await page.locator(`${option} .nb-badge`).allInnerTexts()).some((text) => text.trim() !== ""));
    await page.keyboard.press("ArrowDown");
    assert.deepEqual(await state(), { role: "combobox", expanded: "true", list: "listbox", active: ["option", "true"], focused: true });
    await page.keyboard.press("ArrowUp");
    assert.equal((await state()).active, null);
    await page.keyboard.press("Escape");
    assert.equal((await state()).expanded, "false");
    assert.equal(await page.inputValue(box), "就业");
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector(option);
    assert.equal((await state()).expanded, "true");
    await page.keyboard.press("Tab");
    assert.equal((await state()).expanded, "true", "the button of the form is part of the search");
    await page.keyboard.press("Tab");
    assert.equal((await state()).expanded, "false");
    await page.focus(box);
    await page.waitForSelector(option);
    await page.keyboard.press("ArrowDown");
    const href = await page.locator(`${option}[aria-selected="true"]`).evaluate((link) => /** @type {HTMLAnchorElement} */ (link).pathname);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === href);
    const mark = page.locator("main mark").first();
    await mark.waitFor();
    assert.match(await mark.innerText(), /就业/);
    await page.waitForFunction(() => {
      const shown = document.querySelector("main mark")?.getBoundingClientRect();
      return shown && shown.top >= 0 && shown.bottom <= window.innerHeight;
    });
    // A copied address is the permanent one.
    assert.equal(new URL(page.url()).search, "");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("main mark").count(), 0);
  }));

test("letters that an input method has not yet turned into words are not searched; typed pinyin is", () =>
  reading(async (page) => {
    await page.focus(box);
    await page.waitForFunction(() => "nbSearch" in window);
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send("Input.imeSetComposition", { text: "jiuye", selectionStart: 5, selectionEnd: 5 });
    assert.equal(await page.inputValue(box), "jiuye");
    await page.waitForTimeout(300);
    assert.equal(await page.locator(option).count(), 0, "half-typed letters were searched");
    await keyboard.send("Input.insertText", { text: "就业" });
    await page.waitForSelector(option);
    assert.equal(await page.inputValue(box), "就业");
    await type(page, "jiuye");
    await page.waitForSelector(option);
    assert.match(await page.innerText(".nb-panel"), /按“就业/);
  }));

test("the page of results: address, counts, narrowing, paging, a shared address", () =>
  reading(async (page) => {
    await page.fill(box, "服务");
    // A page that is left stops what it loads, which is no fault; so it has nothing to load any more.
    await page.waitForLoadState("networkidle");
    await page.waitForSelector(option);
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\.html\?q=/);
    await page.waitForSelector(".nb-hit");
    const total = async () => Number(/\d+/.exec((await page.innerText(".nb-status-line")).replace(/,/g, ""))?.[0]);
    const all = await total();
    assert.ok(all > 20, `${all} results`);
    const label = page.locator('.nb-narrow-group label:has(input[id^="nb-kind-"])').first();
    const count = Number(await label.locator(".nb-narrow-count").innerText());
    assert.ok(count > 0 && count < all);
    await label.locator("input").check();
    await page.waitForFunction((wanted) => document.querySelector(".nb-status-line")?.textContent?.includes(String(wanted)), count);
    assert.equal(await total(), count);
    assert.match(page.url(), /[?&]kind=/);
    assert.ok(await label.locator("input").evaluate((input) => input === document.activeElement), "focus stays");
    const titles = await page.locator(".nb-hit-link").allInnerTexts();
    await page.goto(page.url());
    await page.waitForSelector(".nb-hit");
    assert.equal(await total(), count);
    assert.deepEqual((await page.locator(".nb-hit-link").allInnerTexts()).slice(0, 6), titles.slice(0, 6));
    await page.click("text=清除筛选");
    await page.waitForFunction((wanted) => document.querySelector(".nb-status-line")?.textContent?.includes(String(wanted)), all);
    const shown = await page.locator(".nb-hit").count();
    await page.locator(".nb-more-hits").scrollIntoViewIfNeeded();
    await page.waitForFunction((before) => document.querySelectorAll(".nb-hit").length > before, shown);
    const links = await page.locator(".nb-hit-link").evaluateAll((found) => found.map((link) => /** @type {HTMLAnchorElement} */ (link).pathname));
    assert.equal(new Set(links).size, links.length, "no page twice");
    // What was searched is known in this tab.
    await page.goto(fileUrl(site, "search.html"));
    await page.waitForSelector(".nb-recent a");
    assert.deepEqual(await page.locator(".nb-recent a").allInnerTexts(), ["服务"]);
    await page.click("text=清除记录");
    assert.equal(await page.locator(".nb-recent").count(), 0);
  }));

test("a query that finds nothing says so and shows where else to look", () =>
  reading(async (page) => {
    await page.goto(`${fileUrl(site, "search.html")}?q=${encodeURIComponent("龘靐齉")}`);
    await page.waitForSelector("text=没有找到");
    assert.ok(await page.locator("#nb-unsearched a:visible").count());
  }));

const hostile = [
  "服".repeat(10_000), "a".repeat(10_000), "jiuye".repeat(2000), "一二三四五六七八九十".repeat(1000), "第".repeat(10_000), "1.".repeat(5000), "。，；：、“”《》（）…—",
  "\uD800", "服\uDC00务", "\uDFFF\uD800", "<img src=x onerror=alert(1)>", "<script>document.title='x'</script>", "&lt;b&gt;", "'\"><svg onload=alert(1)>", "😀👩‍👩‍👧‍👦🇨🇳", "\u202E服务\u202C\u200F",
  "\0\u0001", "%00%2e", "__proto__", "constructor", "hasOwnProperty toString", "(((((", "[a-", "\\", "$&", "{n}", "ⅷ㈠㍿ﬁ", "é́́́́́", "\u1100".repeat(500),
];

test("hostile queries: no error, nothing injected, an answer or a word that there is none", (t) =>
  reading(async (page) => {
    await page.goto(fileUrl(site, "search.html"));
    await page.waitForFunction(() => "nbSearch" in window);
    const before = await page.evaluate(() => document.querySelectorAll("img, svg, script[src*='x'], iframe").length);
    for (const query of hostile) {
      const took = await page.evaluate(async (text) => {
        const start = performance.now();
        const answer = await /** @type {any} */ (window).nbSearch.search(text, {}, 6, { facets: true });
        if (answer.isFailed) throw new Error("failed");
        return performance.now() - start;
      }, query);
      t.diagnostic(`${Math.round(took)} ms: ${JSON.stringify(query.slice(0, 20))}`);
      await page.evaluate(
        ([selector, text]) => {
          const input = /** @type {HTMLInputElement} */ (document.querySelector(selector));
          input.value = text;
          input.dispatchEvent(new Event("input", { bubbles: true }));
        },
        [box, query],
      );
      await page.waitForFunction(() => !/正在/.test(document.querySelector(".nb-status-line")?.textContent ?? ""));
    }
    assert.equal(await page.evaluate(() => document.querySelectorAll("img, svg, script[src*='x'], iframe").length), before);
    assert.equal(await page.title(), await page.evaluate(() => document.title));
    assert.ok(!(await page.title()).startsWith("x"));
    await page.goto(`${fileUrl(site, "search.html")}?q=${encodeURIComponent("<b>就业</b>")}&kind=%22%3E%3Cb%3E&hl=${encodeURIComponent("<b>(")}`);
    await page.waitForFunction(() => (document.querySelector(".nb-words")?.textContent ?? "") + (document.querySelector(".nb-hit")?.textContent ?? "") !== "");
    await page.goto(`${fileUrl(site, task)}?hl=${encodeURIComponent("( [ \\ <b> .* 服务")}#%E0%A4%A`);
    await page.waitForSelector("main mark");
  }));

/** A copy of the site to do harm to. @param {(out: string) => Promise<void>} act */
async function withCopy(act) {
  const out = mkdtempSync(join(tmpdir(), "normbook-"));
  try {
    cpSync(site.out, out, { recursive: true });
    assert.ok(readdirSync(join(out, "search/files")).length > 1);
    await act(out);
  } finally {
    rmSync(out, { recursive: true });
  }
}

for (const [harm, act] of /** @type {[string, (path: string) => void][]} */ ([
  ["missing", (path) => rmSync(path)],
  ["cut short", (path) => writeFileSync(path, readFileSync(path, "utf8").slice(0, 200))],
  ["with damaged payloads", (path) => writeFileSync(path, readFileSync(path, "utf8").replace(/(^_n\("w-\w+",")[^"]{40}/g, "$1 \u4e00 ~~~~~"))],
])) {
  test(`files of the index that are ${harm} are said in the results, and one can try again`, () =>
    withCopy(async (out) => {
      const folder = join(out, "search/files");
      /** @type {[string, Buffer][]} */
      const whole = files(folder).map((name) => [join(folder, name), readFileSync(join(folder, name))]);
      for (const [path] of whole) act(path);
      const page = await browser.newPage();
      /** @type {string[]} */
      const errors = [];
      // A file that is no script is reported by the browser itself; what matters is that ours does not throw.
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto(`${pathToFileURL(out).href}/${task}`);
      await page.fill(box, "就业服务");
      await page.waitForSelector(".nb-panel .nb-fault");
      await page.goto(`${pathToFileURL(out).href}/search.html?q=${encodeURIComponent("就业服务")}`);
      await page.waitForSelector('.nb-fault[role="alert"]');
      assert.deepEqual(errors.filter((message) => !/Invalid or unexpected token|Unexpected end of input/.test(message)), []);
      for (const [path, bytes] of whole) writeFileSync(path, bytes);
      await page.click(".nb-fault button");
      await page.waitForSelector(".nb-hit");
      await page.close();
    }));
}

/** Each shard of terms gets the name that comes after its own, as if something else were in it. @param {string} out */
function rename(out) {
  const entry = join(out, "search/entry.js");
  const text = readFileSync(entry, "utf8");
  const old = /"w":"([^"]+)"/.exec(text)?.[1] ?? "";
  const digits = [...old].map((digit) => digit.charCodeAt(0)).map((code) => (code < 92 ? code - 35 : code - 36));
  let fresh = "";
  for (let at = 0; at < digits.length; at += 6) {
    const number = digits.slice(at, at + 6).reduce((name, digit) => name * 91 + digit, 0);
    const path = (/** @type {number} */ name) => join(out, `search/files/w-${name.toString(36).padStart(8, "0")}.js`);
    const named = readFileSync(path(number), "utf8").replace(/"w-\w+"/, `"w-${(number + 1).toString(36).padStart(8, "0")}"`);
    rmSync(path(number));
    writeFileSync(path(number + 1), named);
    for (let place = 5; place >= 0; place--) {
      const digit = Math.floor((number + 1) / 91 ** place) % 91;
      fresh += String.fromCharCode(digit < 57 ? digit + 35 : digit + 36);
    }
  }
  writeFileSync(entry, text.replace(old, () => fresh).replace(/"generation":"\w+"/, '"generation":"fedcba9876543210"'));
}

test("a page that stays open while the site is published anew finds the new index", () =>
  withCopy(async (out) => {
    const page = await browser.newPage();
    const server = await serve(out, "/");
    try {
      await page.goto(`${server.base}${task}`);
      await page.focus(box);
      await page.waitForFunction(() => "nbSearch" in window);
      await page.evaluate(() => /** @type {any} */ (window).nbSearch.search("就业", {}, 6, {}));
      rename(out);
      // Every letter asks, and each question misses its files at the same time as the others.
      const words = ["志愿", "志愿服务", "法律援助", "住房", "培训"];
      const failed = await page.evaluate((queries) => {
        const { search } = /** @type {any} */ (window).nbSearch;
        return Promise.all(queries.map((query) => search(query, {}, 6, {}))).then((answers) => answers.filter((answer) => answer.isFailed || !answer.total).map((answer) => answer.query));
      }, words);
      assert.deepEqual(failed, []);
      await type(page, "志愿服务");
      await page.waitForSelector(option);
      assert.equal(await page.locator(".nb-fault").count(), 0);
    } finally {
      await page.close();
      await server.close();
    }
  }));

test("without JavaScript the form leads to the lists", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(fileUrl(site, task));
  await page.fill(box, "就业");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\.html\?q=/);
  assert.ok((await page.locator("main noscript p").first().innerText()).includes("JavaScript"));
  const links = page.locator("main #nb-unsearched a:visible");
  assert.ok((await links.count()) > 3);
  await links.first().click();
  await page.waitForURL((url) => !url.pathname.endsWith("search.html"));
  await context.close();
});

test("axe finds nothing in the open list and on the page of results, small, large and in easy reading", async () => {
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  /** @type {string[]} */
  const found = [];
  for (const isEasy of [false, true]) {
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const address of [task, `search.html?q=${encodeURIComponent("服务")}`, "search.html"]) {
        await page.goto(`${fileUrl(site, "")}/${address}`);
        await page.evaluate((on) => document.documentElement.classList.toggle("nb-easy", on), isEasy);
        if (address === task) await type(page, "就业");
        else if (address.includes("?")) await page.waitForSelector(".nb-hit");
        else await page.waitForSelector(".nb-slash");
        if (width < 900 && address.includes("?")) await page.click(".nb-filter");
        if (address === task) await page.keyboard.press("ArrowDown");
        await page.evaluate(axe.source);
        const lines = [...(await page.evaluate(findings)), ...(await page.evaluate(tooWide)), ...(await page.evaluate(tooSmall))];
        for (const line of lines) found.push(`${address} ${width} px${isEasy ? " easy" : ""}: ${line}`);
      }
    }
  }
  await context.close();
  assert.deepEqual(found, []);
});

/** Runs in the page: what a finger must hit and would miss. */
function tooSmall() {
  /** @type {string[]} */
  const small = [];
  for (const target of document.querySelectorAll(".nb-search input, .nb-search button, .nb-option, .nb-narrow-group label, .nb-narrow-group button, .nb-hit-link, .nb-filter, .nb-slash, .nb-recent a, .nb-more-hits")) {
    const shape = target.getBoundingClientRect();
    if (shape.width > 0 && shape.height < 43.5) small.push(`${target.className || target.localName} is ${shape.height} px high`);
  }
  return small;
}
