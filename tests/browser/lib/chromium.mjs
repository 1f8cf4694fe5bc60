// Debian's Chromium through playwright-core.
import { chromium } from "playwright-core";
import { program } from "./find.mjs";
import { isOwn, recorded, recorder, settle } from "./watch.mjs";

/** @typedef {import("playwright-core").BrowserContext} Context */
/** @typedef {import("playwright-core").Page} Page */

export function launch() {
  return chromium.launch({
    executablePath: program("CHROMIUM", ["chromium", "chromium-browser", "google-chrome"], "chromium"),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A page that asks for anything outside gets an error at once instead of a slow time-out.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

/**
 * Opens a page and returns it with everything that went wrong; `base` is where the site begins.
 * @param {Context} context
 * @param {string} base
 * @param {string} address
 */
export async function open(context, base, address) {
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    if (!isOwn(request.url(), base)) problems.push(`external request: ${request.url()}`);
  });
  page.on("requestfailed", (request) => problems.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(recorder);
  await page.goto(base + address, { waitUntil: "load" });
  await page.waitForTimeout(settle);
  return {
    page,
    /** Everything seen up to now. */
    problems: async () => [...problems, ...(await page.evaluate(recorded))],
  };
}
