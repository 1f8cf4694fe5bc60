// The live preview in a browser: what a save changes on the open page, and what it leaves alone.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./lib/chromium.mjs";
import { launch as launchFirefox } from "./lib/firefox.mjs";
import { launch as launchOld } from "./lib/old-chromium.mjs";
import { preview } from "./lib/preview.mjs";
import { htmlFiles, repository, sites } from "./lib/sites.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const book = join(repository, "tests/books/reading-room");
const task = "content/standards/reading-room/2024/tasks/t01.md";
const address = "reading-room/2024/t01.html";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/**
 * A page of a preview of the fictional book; everything the browser complains of is gathered.
 * @param {string} path
 * @param {(page: import("playwright-core").Page, server: Awaited<ReturnType<typeof preview>>, problems: string[]) => Promise<void>} act
 * @param {{reducedMotion?: "reduce"}} [how]
 */
async function at(path, act, how = {}) {
  const server = await preview(book);
  const context = await browser.newContext({ viewport: { width: 1280, height: 700 }, ...how });
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  try {
    await page.goto(server.base + path);
    await page.locator("#nb-preview .bar").waitFor();
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("report.json")));
    await act(page, server, problems);
  } finally {
    await context.close();
    await server.close();
  }
}

/** @param {import("playwright-core").Page} page @param {string} text */
async function shows(page, text) {
  await page.waitForFunction((wanted) => document.querySelector("main")?.textContent?.includes(wanted), text, { timeout: 10_000 });
}

/** The panel with the findings. @param {import("playwright-core").Page} page */
const finding = (page) => page.locator("#nb-preview .finding");

test("a save changes what it says and nothing else", () =>
  at(address, async (page, server, problems) => {
    await page.evaluate(() => {
      // Everything a reader may have done to the page.
      const extra = document.createElement("details");
      extra.id = "own";
      document.body.appendChild(extra);
      extra.open = true;
      /** @type {HTMLInputElement | null} */ (document.querySelector("input.nb-tick"))?.click();
      const heading = document.querySelector("main h1")?.lastChild;
      if (heading) getSelection()?.setBaseAndExtent(heading, 1, heading, 4);
      document.querySelector("main")?.setAttribute("data-kept", "");
      /** @type {HTMLElement | null} */ (document.querySelector(".nb-tools .nb-button"))?.focus();
      Object.assign(window, { untouched: true });
      scrollTo(0, 200);
    });
    const focused = await page.evaluate(() => document.activeElement?.outerHTML);
    const selected = await page.evaluate(() => String(getSelection()));
    server.edit(task, "## 做什么", "这一句是刚刚写下的。\n\n## 做什么");
    await shows(page, "这一句是刚刚写下的。");
    const kept = await page.evaluate(() => ({
      untouched: "untouched" in window,
      own: /** @type {HTMLDetailsElement} */ (document.getElementById("own")).open,
      tick: /** @type {HTMLInputElement} */ (document.querySelector("input.nb-tick")).checked,
      selected: String(getSelection()),
      attribute: document.querySelector("main")?.hasAttribute("data-kept"),
      scrolled: scrollY > 0,
    }));
    assert.deepEqual(kept, { untouched: true, own: true, tick: true, selected, attribute: true, scrolled: true });
    assert.equal(await page.evaluate(() => document.activeElement?.outerHTML), focused);
    assert.ok((await page.locator(".nb-preview-changed").count()) > 0, "what has changed is marked");
    await page.waitForFunction(() => !document.querySelector(".nb-preview-changed"));
    assert.deepEqual(problems, []);
  }));

test("the patched page is the page that a reload shows", () =>
  at(address, async (page, server) => {
    const edits = [
      ["## 怎么做", "## 怎么做", "1. 新的一步。\n2. 又一步。\n"],
      ["title: ", "title: 新", ""],
      ["## 做什么", "## 目的", ""],
      ["## 怎么做", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n## 怎么做", ""],
    ];
    for (const [old, fresh, behind] of edits) {
      const text = server.read(task);
      const at = text.indexOf(old);
      assert.ok(at >= 0, old);
      const end = text.indexOf("\n", at) + 1;
      const revised = behind ? `${text.slice(0, end)}\n${behind}${text.slice(end)}` : text.replace(old, fresh);
      const before = await page.evaluate(() => performance.getEntriesByName("nb-patched").length);
      server.save(task, revised);
      await page.waitForFunction((count) => performance.getEntriesByName("nb-patched").length > count, before);
      const differing = await page.evaluate(async () => {
        const sent = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
        /** Without what scripts do to a page. @param {Element} root */
        const plain = (root) => {
          const copy = /** @type {Element} */ (root.cloneNode(true));
          for (const own of copy.querySelectorAll("#nb-preview, [data-nb-progress], .nb-tools, .nb-tools-row, .nb-cite, script")) own.remove();
          for (const own of copy.querySelectorAll("[class]")) {
            own.classList.remove("nb-preview-changed");
            if (own.classList.length === 0) own.removeAttribute("class");
          }
          return copy.innerHTML;
        };
        const [shown, wanted] = [plain(document.body), plain(sent.body)];
        let start = 0;
        while (start < shown.length && shown[start] === wanted[start]) start++;
        return shown === wanted ? "" : `shown: ${shown.slice(start - 80, start + 200)}\nwanted: ${wanted.slice(start - 80, start + 200)}`;
      });
      assert.equal(differing, "", `after ${fresh}`);
    }
  }));

test("ticks of new steps count", () =>
  at(address, async (page, server) => {
    const steps = await page.locator("input.nb-tick").count();
    server.edit(task, /^1\. .*$/m, "1. 先做这件新的事。\n2. 再做原来的事。");
    await shows(page, "先做这件新的事。");
    assert.equal(await page.locator("input.nb-tick").count(), steps + 1);
    await page.locator("input.nb-tick").first().check();
    assert.match((await page.locator("[data-nb-progress] p").textContent()) ?? "", new RegExp(`1.*${steps + 1}`));
  }));

test("the title of another page follows, and so does a new file", () =>
  at("reading-room/2024/index.html", async (page, server) => {
    server.edit(task, /^title: .*$/m, "title: 改过名的任务");
    await shows(page, "改过名的任务");
    const text = server.read(task).replace("改过名的任务", "新添的任务").replace(/^counterparts:.*\n/m, "");
    server.save("content/standards/reading-room/2024/tasks/t91.md", text);
    await shows(page, "新添的任务");
    server.remove("content/standards/reading-room/2024/tasks/t91.md");
    await page.waitForFunction(() => !document.querySelector("main")?.textContent?.includes("新添的任务"));
  }));

test("styles are swapped alone", () =>
  at(address, async (page, server) => {
    await page.evaluate(() => Object.assign(window, { untouched: true }));
    const { mkdirSync } = await import("node:fs");
    mkdirSync(join(server.folder, "themes/default/css"), { recursive: true });
    server.save("themes/default/css/base.css", ".nb{color:rgb(1, 2, 3)}");
    await page.waitForFunction(() => getComputedStyle(document.body).color === "rgb(1, 2, 3)");
    await page.waitForFunction(() => document.querySelectorAll("head link[rel=stylesheet][href*=site-]").length === 1);
    assert.ok(await page.evaluate(() => "untouched" in window));
    assert.equal(await page.locator(".nb-preview-changed").count(), 0);
  }));

test("findings are shown with their place and go when they are fixed", () =>
  at(address, async (page, server, problems) => {
    server.edit(task, "## 做什么", "见[[reading-room/t99]]。\n\n## 做什么");
    await finding(page).first().waitFor();
    const said = await finding(page).first().innerText();
    assert.match(said, /content\/standards\/reading-room\/2024\/tasks\/t01\.md:\d+:\d+/);
    assert.equal(await finding(page).first().locator("mark").first().innerText(), "reading-room/t99");
    const href = await finding(page).first().locator("a.where").first().getAttribute("href");
    assert.match(href ?? "", /^vscode:\/\/file\/.*\/t01\.md:\d+:\d+$/);
    // The page is shown as it now stands.
    await shows(page, "reading-room/t99");
    // Evaluated, not added as an element: the strict policy would keep that from running.
    await page.evaluate(axe);
    const { violations } = await page.evaluate(async () => {
      const { axe: own } = /** @type {any} */ (window);
      return own.run("#nb-preview");
    });
    assert.deepEqual(violations.map((/** @type {{id: string}} */ { id }) => id), []);
    server.edit(task, "见[[reading-room/t99]]。", "");
    await page.waitForFunction(() => !document.querySelector("#nb-preview")?.shadowRoot?.querySelector(".finding"));
    // axe tries a style of its own, which the policy keeps out.
    assert.deepEqual(problems.filter((problem) => !problem.startsWith("Applying inline style")), []);
  }));

test("a folded panel stays folded until there is something new", () =>
  at(address, async (page, server) => {
    server.edit(task, "## 做什么", "见[[reading-room/t99]]。\n\n## 做什么");
    await finding(page).first().waitFor();
    await page.keyboard.press("Tab");
    await page.locator("#nb-preview .close").click();
    assert.equal(await finding(page).count(), 0);
    server.edit(task, "## 做什么", "再写一句。\n\n## 做什么");
    await shows(page, "再写一句。");
    assert.equal(await finding(page).count(), 0);
    server.edit(task, "再写一句。", "见[[reading-room/t98]]。");
    await finding(page).nth(1).waitFor();
  }));

test("a broken template keeps the page and is said", () =>
  at(address, async (page, server) => {
    const { mkdirSync } = await import("node:fs");
    mkdirSync(join(server.folder, "themes/default/templates"), { recursive: true });
    server.save("themes/default/templates/term.html", "{% extends \"base.html\" %}{% block content %}{{ x ");
    await finding(page).first().waitFor();
    assert.match(await finding(page).first().innerText(), /themes\/default\/templates\/term\.html/);
    await shows(page, "做什么");
    server.remove("themes/default/templates/term.html");
    await page.waitForFunction(() => !document.querySelector("#nb-preview")?.shadowRoot?.querySelector(".finding"));
  }));

test("a server that goes and comes back is noticed quietly", () =>
  at(address, async (page, server) => {
    await server.stop();
    await page.waitForFunction(() => document.querySelector("#nb-preview")?.classList.contains("lost"));
    assert.ok(await page.locator("#nb-preview .bar").isVisible());
    const text = server.read(task);
    server.save(task, text.replace("## 做什么", "停机时写的。\n\n## 做什么"));
    await server.start();
    // It catches up with what it missed.
    await shows(page, "停机时写的。");
    await page.waitForFunction(() => !document.querySelector("#nb-preview")?.classList.contains("lost"));
  }));

test("following leads to the page of the saved file", () =>
  at("index.html", async (page, server) => {
    server.edit(task, "## 做什么", "第一句。\n\n## 做什么");
    await page.waitForTimeout(500);
    assert.equal(new URL(page.url()).pathname, "/index.html");
    await page.locator("#nb-preview .follow input").check();
    server.edit(task, "第一句。", "第二句。");
    await page.waitForURL(`**/${address}`);
    await shows(page, "第二句。");
    // The choice is remembered.
    assert.ok(await page.locator("#nb-preview .follow input").isChecked());
  }));

test("the file of a page, its hints and what was edited are listed", () =>
  at(address, async (page, server) => {
    const bar = page.locator("#nb-preview .page");
    assert.match(await bar.innerText(), /tasks\/t01\.md/);
    server.edit("content/notes/opening-hours.md", /^title: .*$/m, "title: 改过的解读");
    await bar.click();
    await page.locator("#nb-preview .edited a", { hasText: "改过的解读" }).waitFor();
    assert.match((await page.locator("#nb-preview .edit").getAttribute("href")) ?? "", /t01\.md:1:1$/);
    // A task without a case is worth a hint.
    server.edit("content/cases/east-bridge.md", /^illustrates: .*$/m, "illustrates: [reading-room/4.1]");
    await page.locator("#nb-preview .hints li").first().waitFor();
  }));

test("who asked for less motion gets a mark that does not move", () =>
  at(address, async (page, server) => {
    server.edit(task, "## 做什么", "一句。\n\n## 做什么");
    await shows(page, "一句。");
    const name = await page.locator(".nb-preview-changed").first().evaluate((own) => getComputedStyle(own).animationName);
    assert.equal(name, "none");
  }, { reducedMotion: "reduce" }));

/** Runs in the page, in the language of its browser. */
function showsNewWords() {
  const main = document.querySelector("main");
  return Boolean(main && main.textContent && main.textContent.includes("给别的浏览器看的一句。"));
}

/** @typedef {Awaited<ReturnType<typeof preview>>} Preview */

/** Saves a sentence and waits until a browser shows it. @param {Preview} server @param {() => Promise<boolean>} seen */
async function isFollowed(server, seen) {
  server.edit(task, "## 做什么", "给别的浏览器看的一句。\n\n## 做什么");
  for (let i = 0; i < 400; i++) {
    if (await seen()) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  assert.fail("the sentence never came");
}

test("Chromium 72 follows saves", { skip: process.platform === "linux" && process.arch === "x64" ? false : "it runs on Linux x86-64 only" }, async () => {
  const server = await preview(book);
  const old = await launchOld(72);
  try {
    assert.deepEqual(await old.open(server.base, address), []);
    await isFollowed(server, () => old.evaluate(showsNewWords));
  } finally {
    await old.close();
    await server.close();
  }
});

test("Firefox ESR follows saves", async () => {
  const server = await preview(book);
  const firefox = await launchFirefox();
  try {
    const page = await firefox.newPage();
    await page.goto(server.base + address);
    await page.waitForSelector("#nb-preview");
    await isFollowed(server, () => page.evaluate(showsNewWords));
  } finally {
    await firefox.close();
    await server.close();
  }
});

test("no built page knows of the preview", () => {
  for (const site of sites()) {
    for (const name of htmlFiles(site)) {
      const html = readFileSync(join(site.out, name), "utf8");
      assert.ok(!/~preview|nb-preview|connect-src|EventSource/.test(html), `${site.name}: ${name}`);
    }
    assert.ok(!existsSync(join(site.out, "~preview")));
  }
});
