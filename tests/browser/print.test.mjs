// Task card, role sheet, matrix and whole edition print to PDF with their text.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./lib/chromium.mjs";
import { program } from "./lib/find.mjs";
import { fileUrl, items, plainWords, readItem, samples, sites } from "./lib/sites.mjs";

const folder = mkdtempSync(join(tmpdir(), "normbook-print-"));
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").Page} */
let page;
before(async () => {
  browser = await launch();
  page = await browser.newPage();
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/**
 * @param {string} url
 * @returns {Promise<{pages: number, text: string, sheets: string[]}>}
 */
async function print(url) {
  const path = join(folder, "page.pdf");
  await page.goto(url);
  await page.pdf({ path, format: "A4", preferCSSPageSize: true });
  const info = execFileSync(program("PDFINFO", ["pdfinfo"], "poppler-utils"), [path], { encoding: "utf8" });
  const text = execFileSync(program("PDFTOTEXT", ["pdftotext"], "poppler-utils"), [path, "-"], { encoding: "utf8" });
  // Fonts map some characters to their look-alikes among the radicals; NFKC brings them back.
  /** @param {string} part */
  const squeezed = (part) => part.normalize("NFKC").replace(/\s+/g, "");
  // A form feed ends each sheet.
  const sheets = text.split("\f").slice(0, -1).map(squeezed);
  return { pages: Number(/^Pages:\s+(\d+)/m.exec(info)?.[1]), text: squeezed(text), sheets };
}

for (const site of sites()) {
  const all = items(site);
  const sourceOf = new Map(all.map((item) => [item.address, readItem(item.file)]));
  /** @param {string} address */
  const titleOf = (address) => (sourceOf.get(address)?.title ?? "").normalize("NFKC").replace(/\s+/g, "");
  const found = samples(site);

  const task = found.find((sample) => sample.type === "task");
  if (task) {
    test(`${site.name}: the task card ${task.address} prints with steps, duties and provenance`, async () => {
      const { pages, text } = await print(fileUrl(site, task.address));
      assert.ok(pages >= 1);
      const item = sourceOf.get(task.address);
      assert.ok(item);
      assert.ok(text.includes(titleOf(task.address)), "title");
      for (const step of item.steps) assert.ok(text.includes(plainWords(step).normalize("NFKC")), `step: ${plainWords(step)}`);
      for (const role of item.roles) assert.ok(text.includes(titleOf(`roles/${role}.html`)), `role: ${role}`);
      // What is no official text must say so on paper too.
      if (item.provenance === "sample") assert.ok(text.includes("示例"), "provenance in words");
    });
  }

  const cards = all.filter((item) => item.kind === "task" && !item.language).map((item) => item.address);
  // The books of tests hold cards that try every construct.
  if (site.name === "root") {
    test(`${site.name}: every task card fits one A4 page`, async () => {
      /** @type {string[]} */
      const longer = [];
      assert.equal(cards.length, 41);
      for (const address of cards) {
        const { pages } = await print(fileUrl(site, address));
        if (pages !== 1) longer.push(`${address}: ${pages} pages`);
      }
      assert.deepEqual(longer, []);
    });
  }

  const roles = all.filter((item) => item.kind === "role" && !item.language).map((item) => item.address);
  const heaviest = found.find((sample) => sample.type === "role");
  if (heaviest) {
    test(`${site.name}: the role sheet ${heaviest.address} prints`, async (t) => {
      const { pages, text } = await print(fileUrl(site, heaviest.address));
      t.diagnostic(`${heaviest.address}: ${pages} page(s)`);
      assert.ok(pages >= 1);
      assert.ok(text.includes(titleOf(heaviest.address)));
    });
    test(`${site.name}: every role sheet fits one A4 page`, async () => {
      /** @type {string[]} */
      const longer = [];
      for (const address of roles) {
        const { pages } = await print(fileUrl(site, address));
        if (pages !== 1) longer.push(`${address}: ${pages} pages`);
      }
      assert.deepEqual(longer, []);
    });
  }

  for (const booklet of found.filter((sample) => /(^|\/)full-text$/.test(sample.type))) {
    test(`${site.name}: the edition ${booklet.address} prints as a booklet`, async () => {
      const { pages, text, sheets } = await print(fileUrl(site, booklet.address));
      assert.ok(pages >= 3, `${pages} pages`);
      const edition = titleOf(booklet.address.replace(/[^/]+$/, "index.html"));
      // The running title stands at the head of each sheet.
      const bare = sheets.filter((sheet) => !sheet.startsWith(edition));
      assert.deepEqual(bare.map((sheet) => sheet.slice(0, 60)), []);
      const folder = booklet.address.replace(/[^/]+$/, "");
      const own = all.filter((item) => item.address.startsWith(folder) && !item.language && item.kind !== "edition");
      for (const item of own) {
        const title = titleOf(item.address);
        assert.ok(text.includes(title), `title of ${item.address}`);
        if (sourceOf.get(item.address)?.provenance === "sample") assert.ok(text.includes("示例"), "provenance in words");
      }
    });
  }

  for (const matrix of found.filter((sample) => /(^|\/)matrix$/.test(sample.type))) {
    test(`${site.name}: the matrix ${matrix.address} prints`, async () => {
      const { pages, text } = await print(fileUrl(site, matrix.address));
      assert.ok(pages >= 1);
      const titles = all.filter((item) => item.kind === "task" && !item.language).map((item) => titleOf(item.address));
      assert.ok(titles.some((title) => text.includes(title)), `a task's title in: ${text.slice(0, 200)}`);
    });
  }
}
