// The single file of an edition, alone in a folder: it opens, is found in, leads around and prints, in every browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { findings } from "./lib/axe.mjs";
import { launch, watchedPage } from "./lib/chromium.mjs";
import { program } from "./lib/find.mjs";
import * as firefox from "./lib/firefox.mjs";
import * as old from "./lib/old-chromium.mjs";
import { htmlFiles, items, readItem, sites } from "./lib/sites.mjs";
import { recorded, tooWide } from "./lib/watch.mjs";

const folder = mkdtempSync(join(tmpdir(), "normbook-single-"));
const base = `${pathToFileURL(folder).href}/`;
after(() => rmSync(folder, { recursive: true }));

/** The files, each copied to where nothing else lies, with the tasks that it must hold. */
const files = sites().flatMap((site) => {
  const isSingle = (/** @type {string} */ address) => posix.basename(address) === `${address.split("/")[0]}_${address.split("/")[1]}.html`;
  return htmlFiles(site).filter(isSingle).map((address) => {
    const name = `${site.name}-${posix.basename(address)}`;
    copyFileSync(join(site.out, address), join(folder, name));
    const own = items(site).filter((item) => item.address.startsWith(`${posix.dirname(address)}/`) && !item.language && item.kind === "task");
    return { name, tasks: own.map((item) => ({ id: posix.basename(item.address, ".html"), title: readItem(item.file).title })) };
  });
});

test("every built site has at least one", () => {
  assert.ok(files.length >= sites().length, files.map(({ name }) => name).join(" "));
});

/** Runs in the page: what a search for words finds. Kept free of outer names. @param {string} words */
function found(words) {
  const box = /** @type {HTMLInputElement} */ (document.querySelector("#nb-query"));
  box.focus();
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  const links = /** @type {HTMLAnchorElement[]} */ (Array.from(document.querySelectorAll(".nb-find li a")));
  return {
    shown: box.offsetHeight > 0,
    hits: links.map((link) => String(link.getAttribute("href"))),
    marked: links.every((link) => link.querySelector("mark") !== null),
    /** Whose words it is, as the item's heading says it. */
    owned: links.every((link) => {
      const heading = document.querySelector(`[id="${String(link.getAttribute("href")).slice(1)}"] .nb-badge`);
      const badge = link.querySelector(".nb-badge");
      return (heading ? heading.textContent : null) === (badge ? badge.textContent : null);
    }),
    badges: links.filter((link) => link.querySelector(".nb-badge") !== null).length,
    said: String(/** @type {Element} */ (document.querySelector('.nb-find [role="status"]')).textContent),
  };
}

/** Runs in the page: follows an anchor; where its heading then stands in the window. @param {string} anchor */
function jumped(anchor) {
  location.hash = anchor;
  const bar = /** @type {Element} */ (document.querySelector(".nb-find")).getBoundingClientRect();
  const own = /** @type {Element} */ (document.getElementById(anchor)).getBoundingClientRect();
  return { top: own.top, free: own.top >= bar.bottom - 1 || bar.top > 0, height: window.innerHeight };
}

/**
 * What holds in every browser.
 * @param {{open: () => Promise<string[]>, run: (of: any, given: any) => Promise<any>, problems: () => Promise<string[]>}} browser
 * @param {{id: string, title: string}[]} tasks
 */
async function works(browser, tasks) {
  assert.deepEqual(await browser.open(), []);
  for (const { id, title } of tasks) {
    const answer = await browser.run(found, title);
    assert.ok(answer.shown, "the box is shown");
    // A clause or a term may have the same name.
    assert.ok(answer.hits.slice(0, 3).includes(`#${id}`), `${title}: ${answer.hits.join(" ")}`);
    assert.equal((await browser.run(found, id)).hits[0], `#${id}`);
    assert.ok(answer.marked, `${title}: marks`);
    assert.ok(answer.owned && answer.badges > 0, `${title}: provenance`);
    assert.match(answer.said, new RegExp(`\\b${answer.hits.length}\\b`));
  }
  const nothing = await browser.run(found, "绝没有这几个字");
  assert.deepEqual(nothing.hits, []);
  assert.ok(nothing.said.length > 0, "that nothing was found is said");
  for (const anchor of [tasks[0].id, `${tasks[0].id}:how`, "nb-matrix"]) {
    const place = await browser.run(jumped, anchor);
    assert.ok(place.top >= -1 && place.top < place.height && place.free, `#${anchor} is at ${JSON.stringify(place)}`);
  }
  assert.deepEqual(await browser.problems(), []);
}

test("Chromium", async (t) => {
  const browser = await launch();
  const context = await browser.newContext();
  const { page, open, problems } = await watchedPage(context);
  /** @type {string[]} */
  let asked = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const { name, tasks } of files) {
    const file = async () => {
      asked = [];
      await open(base, name);
      return problems();
    };
    await t.test(`${name} works, and asks for nothing but itself`, async () => {
      await works({ open: file, run: (of, given) => page.evaluate(of, given), problems }, tasks);
      assert.deepEqual(asked.filter((url) => !url.startsWith("data:")), [base + name]);
      // The HTML checker doubts that the policy lets pictures in.
      const pictures = await page.evaluate(() => Array.from(document.images, (image) => image.complete && image.naturalWidth > 0));
      assert.ok(pictures.every(Boolean), "a picture is not shown");
    });
    await t.test(`${name}: traditional characters, full width, several words and parts of one`, async () => {
      await file();
      const all = await page.evaluate(found, "办理");
      assert.ok(all.hits.length > 0);
      assert.deepEqual((await page.evaluate(found, "辦理")).hits, all.hits);
      const id = tasks[0].id;
      const wide = id.replace(/[a-z0-9]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).toUpperCase();
      assert.equal((await page.evaluate(found, wide)).hits[0], `#${id}`);
      const both = await page.evaluate(found, "办理 登记");
      assert.ok(both.hits.every((hit) => all.hits.includes(hit)), "every word must be there");
    });
    await t.test(`${name}: the keyboard is enough`, async () => {
      await file();
      await page.focus("#nb-query");
      await page.keyboard.insertText(tasks[0].id);
      await page.keyboard.press("ArrowDown");
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("href")), `#${tasks[0].id}`);
      await page.keyboard.press("Escape");
      assert.ok(await page.isHidden(".nb-panel"));
      await page.keyboard.press("Enter");
      assert.ok(!page.url().includes("#"), "a closed panel leads nowhere");
      await page.keyboard.type(" ");
      await page.keyboard.press("Enter");
      assert.equal(new URL(page.url()).hash, `#${tasks[0].id}`);
      assert.ok(await page.isHidden(".nb-panel"));
    });
    await t.test(`${name} fits from 320 to 1280 px, with hits and without`, async () => {
      await file();
      /** @type {string[]} */
      const wide = [];
      for (const words of ["", "办理"]) {
        await page.evaluate(found, words);
        for (const width of [320, 360, 768, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          for (const line of await page.evaluate(tooWide)) wide.push(`${width} px, "${words}": ${line}`);
        }
      }
      assert.deepEqual(wide, []);
    });
    await t.test(`${name}: axe finds nothing while hits are shown`, async () => {
      const judged = await browser.newPage({ bypassCSP: true, reducedMotion: "reduce" });
      await judged.goto(base + name);
      await judged.evaluate(axe.source);
      await judged.evaluate(found, "办理");
      await judged.setViewportSize({ width: 360, height: 800 });
      assert.deepEqual(await judged.evaluate(findings), []);
      await judged.close();
    });
    await t.test(`${name} is whole without JavaScript`, async () => {
      const plain = await browser.newPage({ javaScriptEnabled: false });
      await plain.goto(base + name);
      const text = await plain.locator("main").innerText();
      for (const { title } of tasks) assert.ok(text.includes(title), title);
      assert.ok(await plain.isHidden("#nb-query"), "a box that does nothing is not shown");
      await plain.close();
    });
    await t.test(`${name} prints as a booklet`, async () => {
      await file();
      const path = join(folder, "page.pdf");
      await page.pdf({ path, format: "A4", preferCSSPageSize: true });
      const text = execFileSync(program("PDFTOTEXT", ["pdftotext"], "poppler-utils"), [path, "-"], { encoding: "utf8" });
      const sheets = text.split("\f").slice(0, -1).map((sheet) => sheet.normalize("NFKC").replace(/\s+/g, ""));
      const squeezed = (/** @type {string} */ title) => title.normalize("NFKC").replace(/\s+/g, "");
      for (const { title } of tasks) assert.ok(sheets.join("").includes(squeezed(title)), title);
      const title = squeezed(await page.locator("h1").innerText());
      const divisions = await page.locator(".nb-division > h2, .nb-single-matrix > h2").allInnerTexts();
      // Each division begins a sheet: right below the running title, or, the matrix, at the top.
      for (const name of divisions.map(squeezed)) {
        const heads = sheets.filter((sheet) => sheet.startsWith(name) || (sheet.startsWith(title) && sheet.slice(0, title.length + name.length + 20).includes(name)));
        assert.ok(heads.length > 0, `${name} begins no sheet`);
      }
      assert.ok(sheets.every((sheet) => sheet.length > 0), "no sheet is empty");
    });
  }
  await browser.close();
});

test("Firefox ESR", async (t) => {
  const browser = await firefox.launch();
  const { page, open, problems } = await firefox.watchedPage(browser);
  for (const { name, tasks } of files) {
    const file = async () => {
      await open(base, name);
      return problems();
    };
    await t.test(`${name} works`, () => works({ open: file, run: (of, given) => page.evaluate(of, given), problems }, tasks));
  }
  await browser.close();
});

const reason = process.platform === "linux" && process.arch === "x64" ? false : "the old browsers run on Linux x86-64 only";
for (const version of old.versions) {
  test(`Chromium ${version}`, { skip: reason }, async (t) => {
    const browser = await old.launch(version);
    for (const { name, tasks } of files) {
      const file = () => browser.open(base, name);
      await t.test(`${name} works`, () => works({ open: file, run: browser.evaluate, problems: () => browser.evaluate(recorded) }, tasks));
    }
    await browser.close();
  });
}
