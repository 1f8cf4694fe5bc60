// Every page type opens in Firefox ESR without an error, by double click and from a server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, watchedPage } from "./lib/firefox.mjs";
import { eachWay } from "./lib/server.mjs";
import { foundIn, queries } from "./lib/search-in-page.mjs";
import { foundBy } from "./lib/search-node.mjs";
import { samples, sites, stubs } from "./lib/sites.mjs";

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof watchedPage>>} */
let watched;
before(async () => {
  browser = await launch();
  watched = await watchedPage(browser);
});
after(() => browser.close());

for (const site of sites()) {
  test(site.name, (t) =>
    eachWay(site, async (way, base, missed) => {
      for (const { type, address } of samples(site)) {
        await t.test(`${way} ${type}: ${address} opens without a problem`, async () => {
          await watched.open(base, address);
          const box = await watched.page.$('input[type="search"]');
          if (box && (await box.isVisible())) {
            await box.type("服务");
            await new Promise((done) => setTimeout(done, 250));
          }
          if (/^search(\.|$)/.test(type)) {
            assert.deepEqual(await watched.page.evaluate(foundIn, queries), await foundBy(site.out, queries, address));
          }
          assert.deepEqual(await watched.problems(), []);
        });
      }
      for (const address of stubs(site).slice(0, 1)) {
        await t.test(`${way} short address ${address} leads on and keeps the anchor`, async () => {
          await watched.page.goto(`${base}${address}#how`).catch(() => {
            // The page leaves while it loads; where it arrives is what counts.
          });
          const arrived = () => /\/[^/]+\/[^/]+\/[^/]+\.html#how$/.test(watched.page.url());
          for (let i = 0; i < 50 && !arrived(); i++) await new Promise((done) => setTimeout(done, 100));
          assert.ok(arrived(), watched.page.url());
        });
      }
      assert.deepEqual(missed, [], `${way}: requests that found no file`);
    }),
  );
}

test("the watcher reports a missing file, an error and a blocked script", async () => {
  const { mkdtempSync, rmSync, writeFileSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const { join } = await import("node:path");
  const { pathToFileURL } = await import("node:url");
  const folder = mkdtempSync(join(tmpdir(), "normbook-"));
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">`;
  writeFileSync(join(folder, "blocked.html"), `<!DOCTYPE html>${policy}<title>x</title><script>1</script>`);
  writeFileSync(join(folder, "open.html"), `<!DOCTYPE html><title>x</title><img src="no.png" alt=""><script>throw new Error("boom")</script>`);
  try {
    await watched.open(`${pathToFileURL(folder).href}/`, "blocked.html");
    const blocked = await watched.problems();
    assert.ok(blocked.some((problem) => problem.startsWith("securitypolicyviolation")), blocked.join("\n"));
    await watched.open(`${pathToFileURL(folder).href}/`, "open.html");
    const seen = (await watched.problems()).join("\n");
    for (const part of ["boom", "img failed to load"]) assert.ok(seen.includes(part), `${part} is not among:\n${seen}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
