// Every page type opens in Chromium without an error, by double click and from a server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, watchedPage } from "./lib/chromium.mjs";
import { eachWay, serve } from "./lib/server.mjs";
import { samples, sites, stubs } from "./lib/sites.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const site of sites()) {
  test(site.name, (t) =>
    eachWay(site, async (way, base, missed) => {
      const context = await browser.newContext();
      const { page, open, problems } = await watchedPage(context);
      for (const { type, address } of samples(site)) {
        await t.test(`${way} ${type}: ${address} opens without a problem`, async () => {
          await open(base, address);
          await typeIntoSearch(page);
          assert.deepEqual(await problems(), []);
        });
      }
      for (const address of stubs(site).slice(0, 1)) {
        await t.test(`${way} short address ${address} leads on and keeps the anchor`, async () => {
          await page.goto(`${base}${address}#how`);
          await page.waitForURL(/\/[^/]+\/[^/]+\/[^/]+\.html#how$/, { timeout: 5000 });
        });
      }
      const moved = stubs(site).find((address) => address.startsWith("pages/"));
      if (moved) {
        await t.test(`${way} old address ${moved} leads on and keeps the anchor`, async () => {
          await page.goto(`${base}${moved}#how`);
          await page.waitForURL((url) => url.hash === "#how" && !url.pathname.endsWith(moved), { timeout: 5000 });
        });
      }
      await context.close();
      assert.deepEqual(missed, [], `${way}: requests that found no file`);
    }),
  );
}

// A watcher that sees nothing would make every test above pass: show that it sees.
test("the watcher reports a missing file, an error, a blocked script and an outside address", async () => {
  const { mkdtempSync, rmSync, writeFileSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const { join } = await import("node:path");
  const folder = mkdtempSync(join(tmpdir(), "normbook-"));
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">`;
  writeFileSync(join(folder, "blocked.html"), `<!DOCTYPE html>${policy}<title>x</title><script>1</script>`);
  writeFileSync(
    join(folder, "open.html"),
    `<!DOCTYPE html><title>x</title><link rel="stylesheet" href="no.css"><img src="http://outside.invalid/x.png" alt=""><script>throw new Error("boom")</script>`,
  );
  const server = await serve(folder, "/");
  const context = await browser.newContext();
  try {
    const { open, problems } = await watchedPage(context);
    await open(server.base, "blocked.html");
    const blocked = await problems();
    assert.ok(blocked.some((problem) => problem.startsWith("securitypolicyviolation")), blocked.join("\n"));
    await open(server.base, "open.html");
    const seen = (await problems()).join("\n");
    for (const part of ["status 404", "boom", "external request: http://outside.invalid/x.png", "link failed to load"]) {
      assert.ok(seen.includes(part), `${part} is not among:\n${seen}`);
    }
  } finally {
    await context.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

/**
 * Scripts that load on demand only show their faults when asked: search loads its index on focus.
 * @param {import("playwright-core").Page} page
 */
async function typeIntoSearch(page) {
  const box = page.locator('input[type="search"]:visible').first();
  if ((await box.count()) === 0) return;
  await box.focus();
  await box.pressSequentially("服务", { delay: 10 });
  await page.waitForTimeout(250);
}

