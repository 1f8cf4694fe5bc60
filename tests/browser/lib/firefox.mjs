// Debian's Firefox ESR through WebDriver BiDi: playwright-core drives only its own build of Firefox.
import puppeteer from "puppeteer-core";
import { program } from "./find.mjs";
import { isOwn, recorded, recorder, settle } from "./watch.mjs";

export function launch() {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: program("FIREFOX", ["firefox-esr", "firefox"], "firefox-esr"),
    headless: true,
    // The first start writes a profile; a busy machine needs longer than the default.
    timeout: 120_000,
    protocolTimeout: 120_000,
    extraPrefsFirefox: {
      // The browser's own requests are no page's fault and find no network in a closed house.
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "app.normandy.enabled": false,
      "browser.safebrowsing.malware.enabled": false,
      "browser.safebrowsing.phishing.enabled": false,
    },
  });
}

/**
 * One page for many addresses: opening a tab costs more here than loading a page.
 * @param {import("puppeteer-core").Browser} browser
 */
export async function watchedPage(browser) {
  const page = await browser.newPage();
  let base = "";
  /** @type {string[]} */
  let problems = [];
  // A load cut off by going to the next address, mostly of the icon, is no failure of that address.
  let asked = new Set();
  /** @type {string[]} */
  const earlier = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`page error: ${error instanceof Error ? error.message : String(error)}`));
  page.on("request", (request) => {
    asked.add(request);
    // Firefox asks for the icon when it pleases, which on a busy machine is after the next page was opened.
    if (earlier.some((base) => isOwn(request.url(), base) && /\/assets\/icon-[0-9a-f]+\.svg$/.test(request.url()))) return;
    if (!isOwn(request.url(), base)) problems.push(`external request: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    if (asked.has(request)) problems.push(`failed: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  await page.evaluateOnNewDocument(recorder);
  return {
    page,
    /** @param {string} newBase @param {string} address */
    async open(newBase, address) {
      if (base && base !== newBase) earlier.push(base);
      // What the last page was still loading ends here, and is no failure of the next one.
      await page.goto("about:blank");
      base = newBase;
      problems = [];
      asked = new Set();
      await page.goto(base + address, { waitUntil: "load" });
      await new Promise((done) => setTimeout(done, settle));
    },
    problems: async () => [...problems, ...(await page.evaluate(recorded))],
  };
}
