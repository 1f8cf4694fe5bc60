// A package, unpacked into a folder as people have them and opened by double click, in browsers new and old.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, watchedPage } from "./lib/chromium.mjs";
import { launch as launchOld } from "./lib/old-chromium.mjs";
import { program } from "./lib/preview.mjs";
import { typedInto } from "./lib/search-in-page.mjs";
import { repository } from "./lib/sites.mjs";

const reason = process.platform === "linux" && process.arch === "x64" ? false : "the old browsers run on Linux x86-64 only";

/** Where everything lies: a name with Han characters and a blank, as on a desktop. */
let folder = "";
/** Where the package is unpacked, as an address. */
let base = "";
before(() => {
  folder = mkdtempSync(join(tmpdir(), "normbook-bundle-"));
  const zip = join(folder, "bundle.zip");
  const unpacked = join(folder, "离线包 2026");
  execFileSync(program, ["bundle", "-C", join(repository, "tests/books/reading-room"), "--out", zip], { stdio: "pipe" });
  mkdirSync(unpacked);
  execFileSync("unzip", ["-q", zip, "-d", unpacked]);
  base = `${pathToFileURL(unpacked).href}/`;
});
after(() => rmSync(folder, { recursive: true }));

/**
 * What a person does, in any browser: double click on index.html, follow a link, search.
 * @param {object} browser
 * @param {(address: string) => Promise<unknown>} browser.open
 * @param {(what: (argument: any) => unknown, argument?: unknown) => Promise<any>} browser.evaluate
 * @param {() => Promise<string[]>} browser.problems
 */
async function visit({ open, evaluate, problems }) {
  /** Waits until the page at an address is there. @param {(address: string) => boolean} fits */
  const arrival = async (fits) => {
    for (let i = 0; i < 200; i++) {
      // Between two pages there is none to ask.
      const address = await evaluate(() => (document.readyState === "complete" ? location.href : "")).catch(() => "");
      if (fits(address)) return address;
      await new Promise((done) => setTimeout(done, 25));
    }
    throw new Error("the page did not come");
  };
  await open("index.html");
  const home = await arrival((address) => address === `${base}site/index.html`);
  await evaluate(() => /** @type {HTMLElement} */ (document.querySelector('main a[href*="/t"][href$=".html"], main a[href$=".html"]')).click());
  const second = await arrival((address) => address !== "" && address !== home);
  assert.ok(second.startsWith(`${base}site/`), second);
  assert.ok((await evaluate(typedInto, "借书证")).length > 1, "the search found nothing");
  assert.deepEqual(await problems(), []);
}

test("Chromium of today", async () => {
  const browser = await launch();
  try {
    const { page, open, problems } = await watchedPage(await browser.newContext());
    await visit({
      open: (address) => open(base, address),
      evaluate: (what, argument) => page.evaluate(/** @type {any} */ (what), argument),
      problems,
    });
  } finally {
    await browser.close();
  }
});

for (const version of [72, 92]) {
  test(`Chromium ${version}`, { skip: reason }, async () => {
    const browser = await launchOld(version);
    try {
      // The page leads on at once: there may be none to ask when it is judged. The visit waits for the next one.
      const open = (/** @type {string} */ address) => browser.open(base, address).catch(() => []);
      await visit({ open, evaluate: browser.evaluate, problems: () => browser.problems(base) });
    } finally {
      await browser.close();
    }
  });
}

test("the page at the top holds no script and names nothing outside", () => {
  const html = readFileSync(new URL("index.html", base), "utf8");
  assert.doesNotMatch(html, /<script|<style|style=|https?:/);
});

// Runs last, for it spoils the package.
test("a request that leaves the folder is seen", async () => {
  const browser = await launch();
  try {
    const { page, open, problems } = await watchedPage(await browser.newContext());
    appendFileSync(new URL("index.html", base), `<img src="../bundle.zip" alt="">`);
    await open(base, "index.html");
    await page.waitForURL(`${base}site/index.html`);
    assert.match((await problems()).join("\n"), /external request: .*bundle\.zip/);
  } finally {
    await browser.close();
  }
});
