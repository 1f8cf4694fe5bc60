// Pictures of every page type for people to look at: full pages on a phone and on a desk, printed sheets.
//   node screenshots.mjs OUT_DIR [SITE…]      (scripts/screenshots)
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./lib/chromium.mjs";
import { program } from "./lib/find.mjs";
import { fileUrl, samples, sites } from "./lib/sites.mjs";

const [out, ...names] = process.argv.slice(2);
if (!out) {
  console.error("usage: scripts/screenshots OUT_DIR [SITE…]");
  process.exit(2);
}
const printed = /^(task|role|(.*\/)?(matrix|alignment|full-text))(\.[a-z]+)?$/;
const browser = await launch();
for (const site of sites().filter(({ name }) => names.length === 0 || names.includes(name))) {
  const folder = join(out, site.name);
  mkdirSync(folder, { recursive: true });
  const page = await browser.newPage();
  for (const { type, address } of samples(site)) {
    const name = type.replace(/\//g, "-");
    await page.goto(fileUrl(site, address));
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
    }
    if (!printed.test(type)) continue;
    const pdf = join(folder, `${name}.pdf`);
    await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true, printBackground: false });
    execFileSync(program("PDFTOPPM", ["pdftoppm"], "poppler-utils"), ["-png", "-r", "80", pdf, join(folder, `${name}-print`)]);
    rmSync(pdf);
  }
  await page.close();
  console.log(`${folder}: ${samples(site).length} page types`);
}
await browser.close();
