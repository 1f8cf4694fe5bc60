// Whether two builds of a project look the same, pixel by pixel. Exit code 1 where they do not.
//   node compare-pictures.mjs PROJECT OLD_SITE NEW_SITE OUT_DIR      (scripts/compare-pictures)
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./lib/chromium.mjs";
import { fileUrl, samples } from "./lib/sites.mjs";

/** @typedef {import("playwright-core").Page} Page */

const widths = [360, 1280];

/** The highest picture that every machine takes. */
const SLICE = 8000;

/** Ways to look at a page, each whatever it was before. @type {Record<string, (page: Page) => Promise<void>>} */
const looks = {
  plain: (page) => look(page, "screen", false),
  easy: (page) => look(page, "screen", true),
  print: (page) => look(page, "print", false),
};

/** @param {Page} page @param {"screen" | "print"} media @param {boolean} isEasy */
async function look(page, media, isEasy) {
  await page.emulateMedia({ media });
  await page.evaluate((easy) => document.documentElement.classList.toggle("nb-easy", easy), isEasy);
}

/** What a search shows is on no page as it is built. @type {Record<string, (page: Page) => Promise<unknown>>} */
const searches = {
  box: async (page) => {
    await page.fill(".nb-q", query);
    await page.waitForSelector(".nb-option");
  },
  results: async (page) => {
    await page.fill(".nb-q", query);
    await page.press(".nb-q", "Enter");
    await page.waitForSelector(".nb-hit");
  },
};
const query = "社区";

const [project, oldOut, newOut, out] = process.argv.slice(2);
if (!out) {
  console.error("usage: scripts/compare-pictures PROJECT OLD_SITE NEW_SITE [OUT_DIR]");
  process.exit(2);
}
rmSync(out, { recursive: true, force: true });
const sites = [oldOut, newOut].map((folder, index) => ({ name: ["old", "new"][index], project, out: folder }));
const browser = await launch();
const context = await browser.newContext({ colorScheme: "light", reducedMotion: "reduce" });
const pages = [await context.newPage(), await context.newPage()];
const judge = await context.newPage();
let compared = 0;
let different = 0;

/**
 * Compares what both sites show now, in slices: a whole edition is higher than any picture.
 * @param {string} name
 */
async function compare(name) {
  const heights = await both((page) => page.evaluate(() => document.documentElement.scrollHeight));
  const width = pages[0].viewportSize()?.width ?? 0;
  if (heights[0] !== heights[1]) console.log(`${name}: ${heights.join(" and ")} px high`);
  for (let top = 0; top < Math.min(...heights); top += SLICE) {
    const clip = { x: 0, y: top, width, height: Math.min(SLICE, Math.min(...heights) - top) };
    const [before, after] = await both((page) => page.screenshot({ fullPage: true, clip, animations: "disabled", timeout: 300_000 }));
    compared++;
    const pixels = before.equals(after) ? 0 : await judge.evaluate(difference, [before, after].map((picture) => picture.toString("base64")));
    if (pixels === 0 && heights[0] === heights[1]) continue;
    different++;
    const picture = top === 0 ? name : `${name}-from-${top}`;
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, `${picture}.old.png`), before);
    writeFileSync(join(out, `${picture}.new.png`), after);
    console.log(`${picture}: ${pixels} pixels differ`);
  }
}

/**
 * Does the same on both sites.
 * @template T
 * @param {(page: Page, site: import("./lib/sites.mjs").Site) => Promise<T>} deed
 */
function both(deed) {
  return Promise.all(pages.map((page, index) => deed(page, sites[index])));
}

/**
 * How many pixels of two pictures of one size differ. Runs in the browser, which reads pictures.
 * @param {string[]} pictures
 */
async function difference(pictures) {
  const maps = await Promise.all(pictures.map(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    return createImageBitmap(new Blob([bytes], { type: "image/png" }));
  }));
  const [{ width, height }] = maps;
  const [a, b] = maps.map((map) => {
    const canvas = new OffscreenCanvas(width, height);
    const drawing = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
    drawing.drawImage(map, 0, 0);
    return new Uint32Array(drawing.getImageData(0, 0, width, height).data.buffer);
  });
  return a.reduce((pixels, own, at) => (own === b[at] ? pixels : pixels + 1), 0);
}

for (const { type, address } of samples(sites[0])) {
  await both((page, site) => page.goto(fileUrl(site, address)));
  for (const width of widths) {
    await both((page) => page.setViewportSize({ width, height: 844 }));
    for (const [look, arrange] of Object.entries(looks)) {
      await both(arrange);
      await compare(`${type.replace(/\//g, "-")}-${width}-${look}`);
    }
  }
}
await both(looks.plain);
for (const width of widths) {
  for (const [search, arrange] of Object.entries(searches)) {
    await both((page) => page.setViewportSize({ width, height: 844 }));
    await both((page, site) => page.goto(fileUrl(site, "index.html")));
    await both(arrange);
    await compare(`search-${search}-${width}`);
  }
}
await browser.close();
console.log(`${compared} pictures, ${different} differ${different ? `: see ${out}` : ""}`);
if (compared > 0 && different === 0) console.log(`checks: ${compared}`);
process.exitCode = compared > 0 && different === 0 ? 0 : 1;
