// Debian's Chromium through playwright-core.
import { chromium } from "playwright-core";
import { program } from "./find.mjs";
import { isOwn, recorded, recorder, settle } from "./watch.mjs";

/** @typedef {import("playwright-core").BrowserContext} Context */

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
 * One page for many addresses: a new one costs a process. `base` is where the site begins.
 * @param {Context} context
 */
export async function watchedPage(context) {
  const page = await context.newPage();
  let base = "";
  /** @type {string[]} */
  let problems = [];
  // A load cut off by going to the next address is no failure of that address.
  let asked = new Set();
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    asked.add(request);
    if (!isOwn(request.url(), base)) problems.push(`external request: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // A page that is left stops what it was still loading. What is missing or blocked fails under other names.
    if (request.failure()?.errorText === "net::ERR_ABORTED" && !request.isNavigationRequest()) return;
    if (asked.has(request)) problems.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(recorder);
  return {
    page,
    /** @param {string} newBase @param {string} address */
    async open(newBase, address) {
      base = newBase;
      problems = [];
      asked = new Set();
      await page.goto(base + address, { waitUntil: "load" });
      await page.waitForTimeout(settle);
    },
    /** Everything seen since `open`. */
    problems: async () => [...problems, ...(await page.evaluate(recorded))],
  };
}
