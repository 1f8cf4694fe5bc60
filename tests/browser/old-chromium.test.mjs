// Every page type in real browsers of 2018 to 2021: the ones built into 360, Qi'anxin and UOS.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, versions } from "./lib/old-chromium.mjs";
import { foundIn, queries, typedInto } from "./lib/search-in-page.mjs";
import { foundBy } from "./lib/search-node.mjs";
import { samples, sites } from "./lib/sites.mjs";
import { tooWide } from "./lib/watch.mjs";

const reason = process.platform === "linux" && process.arch === "x64" ? false : "the old browsers run on Linux x86-64 only";

for (const version of versions) {
  test(`Chromium ${version}`, { skip: reason }, async (t) => {
    const browser = await launch(version);
    try {
      for (const site of sites()) {
        const base = `${pathToFileURL(site.out).href}/`;
        for (const { type, address } of samples(site)) {
          await t.test(`${site.name} ${type}: ${address} opens and fits`, async () => {
            const found = await browser.open(base, address);
            for (const width of [360, 1280]) {
              await browser.resize(width);
              for (const line of await browser.evaluate(tooWide)) found.push(`${width} px: ${line}`);
            }
            assert.deepEqual(found, []);
          });
          if (/^search(\.|$)/.test(type)) {
            await t.test(`${site.name} ${type}: finds what it finds in Node`, async () => {
              assert.deepEqual(await browser.open(base, address), []);
              assert.deepEqual(await browser.evaluate(foundIn, queries), await foundBy(site.out, queries, address));
            });
          }
          if (type === "task") {
            await t.test(`${site.name}: the box of ${address} answers`, async () => {
              assert.deepEqual(await browser.open(base, address), []);
              assert.ok((await browser.evaluate(typedInto, "服务")).length > 1);
            });
            await t.test(`${site.name}: the steps of ${address} can be ticked`, async () => {
              const problems = await browser.open(base, address);
              assert.deepEqual(problems, []);
              assert.ok(await browser.evaluate(tickFirst));
            });
          }
        }
      }
      await t.test("errors, blocked scripts and missing files are reported", async () => {
        const folder = mkdtempSync(join(tmpdir(), "normbook-"));
        const base = `${pathToFileURL(folder).href}/`;
        const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">`;
        writeFileSync(join(folder, "blocked.html"), `<!DOCTYPE html>${policy}<title>x</title><script>1</script>`);
        writeFileSync(join(folder, "open.html"), `<!DOCTYPE html><title>x</title><img src="no.png" alt=""><script>throw new Error("boom")</script>`);
        try {
          assert.match((await browser.open(base, "blocked.html")).join("\n"), /securitypolicyviolation/);
          const seen = (await browser.open(base, "open.html")).join("\n");
          assert.match(seen, /boom/);
          assert.match(seen, /img failed to load/);
        } finally {
          rmSync(folder, { recursive: true });
        }
      });
    } finally {
      await browser.close();
    }
  });
}

/** Runs in the page: ticks the first step; a page without boxes is judged by walk.test.mjs. */
function tickFirst() {
  /** @type {HTMLInputElement | null} */
  const box = document.querySelector('main ol > li input[type="checkbox"]');
  if (!box) return true;
  box.click();
  return box.checked;
}
