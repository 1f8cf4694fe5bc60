// Pictures of the preview with mistakes in the text: node panel.mjs OUT_DIR   (scripts/screenshots --preview OUT_DIR)
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./lib/chromium.mjs";
import { preview } from "./lib/preview.mjs";
import { repository } from "./lib/sites.mjs";

const [out] = process.argv.slice(2);
if (!out) {
  console.error("usage: scripts/screenshots --preview OUT_DIR");
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const folder = "content/standards/urban/2022";

/** Three kinds of mistakes: in the text, in front matter, in a theme. */
const mistakes = [
  {
    name: "ref",
    page: "urban/2022/t07.html",
    make: (/** @type {Awaited<ReturnType<typeof preview>>} */ server) => {
      server.edit(`${folder}/tasks/t07.md`, /## 做什么.*\n/, "$&\n遇到欠薪等劳动纠纷的，转到[[urban/t70|法律服务]]，同时告知[[roles/grid-workers]]。\n");
    },
  },
  {
    name: "front-matter",
    page: "urban/2022/t07.html",
    make: (/** @type {Awaited<ReturnType<typeof preview>>} */ server) => {
      server.edit(`${folder}/tasks/t07.md`, "provenance: sample", "provenence: sample");
      server.edit(`${folder}/tasks/t07.md`, "duty: lead", "duty: leader");
      server.edit(`${folder}/tasks/t08.md`, /^cadence: .*$/m, "cadence: [每季度");
    },
  },
  {
    name: "template",
    page: "urban/2022/t07.html",
    make: (/** @type {Awaited<ReturnType<typeof preview>>} */ server) => {
      mkdirSync(join(server.folder, "themes/default/templates/partials"), { recursive: true });
      server.save("themes/default/templates/page.html", '{% extends "text.html" %}\n{% block lead %}<p class="nb-hint">{{ frame.publisher }</p>{% endblock lead %}\n');
    },
  },
];

const browser = await launch();
for (const { name, page: address, make } of mistakes) {
  for (const width of [1280, 390]) {
    const server = await preview(repository);
    const page = await browser.newPage({ viewport: { width, height: width > 500 ? 860 : 780 }, deviceScaleFactor: 1 });
    await page.goto(server.base + address);
    await page.locator("#nb-preview .bar").waitFor();
    await page.waitForTimeout(500);
    make(server);
    await page.locator("#nb-preview .finding").first().waitFor();
    await page.waitForTimeout(2000);
    await page.screenshot({ path: join(out, `${name}-${width}.png`) });
    await page.close();
    await server.close();
  }
}
const server = await preview(repository);
const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 });
await page.goto(`${server.base}urban/2022/t07.html`);
await page.locator("#nb-preview .bar").waitFor();
server.edit(`${folder}/tasks/t07.md`, /## 做什么.*\n/, "$&\n窗口开放时间以外，可以先在线登记，次日由专人联系。\n");
await page.waitForFunction(() => document.querySelector(".nb-preview-changed"));
await page.screenshot({ path: join(out, "changed-1280.png") });
await page.locator("#nb-preview .page").click();
await page.waitForTimeout(300);
await page.screenshot({ path: join(out, "draft-help-1280.png") });
await server.close();
await browser.close();
console.log(`${out}: ${mistakes.length} kinds of mistakes, a change, draft help`);
