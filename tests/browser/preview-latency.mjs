// How long a save takes to be seen: see scripts/preview-latency.
//   node preview-latency.mjs PROJECTS PAGES,PAGES… EDITS
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { launch } from "./lib/chromium.mjs";
import { preview } from "./lib/preview.mjs";

const [folder, sizes, edits] = process.argv.slice(2);
const count = Number(edits);
/** Milliseconds that docs/performance.md promises, beside which the figures are shown. The second includes the debounce. */
const budgets = { 1000: [50, 10 + 20], 10000: [100, 40 + 20] };

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

const now = () => performance.timeOrigin + performance.now();

/** Lets one role take part in every task, so that its pages and duties are as heavy as they get. @param {string} project */
function shareRole(project) {
  const content = join(project, "content");
  for (const name of readdirSync(content, { recursive: true, encoding: "utf8" })) {
    if (!/tasks.t\d+\.md$/.test(name)) continue;
    const path = join(content, name);
    const text = readFileSync(path, "utf8");
    if (!text.includes("role: role-001,")) writeFileSync(path, text.replace("who:\n", "who:\n  - {role: role-001, duty: supervise}\n"));
  }
}

const task = "content/standards/std001/2024/tasks/t001.md";
const kinds = [
  { name: "body of a task", page: "std001/2024/t001.html", file: task, old: "## 做什么 {#what}\n", fresh: (/** @type {string} */ mark) => `## 做什么 {#what}\n\n${mark}。\n` },
  { name: "title that other pages show", page: "std001/2024/t002.html", file: task, old: "title: ", fresh: (/** @type {string} */ mark) => `title: ${mark}` },
  { name: "role that every task names", page: "std001/2024/t002.html", file: "content/roles/role-001.md", old: "title: ", fresh: (/** @type {string} */ mark) => `title: ${mark}` },
];

const browser = await launch();
console.log("| task pages | edit of | save → patched page: median, p95 (budget) | save → the server's answer: median, p95 (budget) |");
console.log("|---|---|---|---|");
for (const pages of sizes.split(",").map(Number)) {
  const project = join(folder, `project-${pages}`);
  shareRole(project);
  const server = await preview(project);
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => {
    document.addEventListener("nb-patched", () => {
      const at = performance.timeOrigin + performance.now();
      Object.assign(window, { patched: { at, text: document.body.textContent } });
    });
  });
  for (const kind of kinds) {
    const text = server.read(kind.file);
    await page.goto(server.base + kind.page);
    await page.locator("#nb-preview .bar").waitFor();
    await page.waitForTimeout(500);
    /** @type {number[]} */
    const patched = [];
    /** @type {number[]} */
    const answered = [];
    for (let edit = 0; edit < count; edit++) {
      const mark = `改${edit}号`;
      const edited = text.replace(kind.old, kind.fresh(mark));
      const start = now();
      server.save(kind.file, edited);
      const at = await page.waitForFunction((wanted) => {
        const { patched: own } = /** @type {any} */ (window);
        return own?.text.includes(wanted) ? own.at : 0;
      }, mark, { polling: 5 });
      patched.push((await at.jsonValue()) - start);
    }
    // Without a browser at its side: who asks again and again takes time from who answers.
    await page.goto("about:blank");
    for (let edit = 0; edit < count; edit++) {
      const mark = `答${edit}号`;
      const edited = text.replace(kind.old, kind.fresh(mark));
      const start = now();
      server.save(kind.file, edited);
      for (;;) {
        const answer = await (await fetch(server.base + kind.page)).text();
        if (answer.includes(mark)) break;
        await new Promise((done) => setTimeout(done, 1));
      }
      answered.push(now() - start);
    }
    server.save(kind.file, text);
    await page.waitForTimeout(200);
    const [inBrowser, byServer] = budgets[/** @type {1000 | 10000} */ (pages)] ?? [];
    /** @param {number[]} values @param {number | undefined} budget */
    const shown = (values, budget) =>
      `${quantile(values, 0.5).toFixed(0)} ms, ${quantile(values, 0.95).toFixed(0)} ms${budget ? ` (${budget} ms)` : ""}`;
    console.log(`| ${pages.toLocaleString("en")} | ${kind.name} | ${shown(patched, inBrowser)} | ${shown(answered, byServer)} |`);
  }
  // The memory of the server over many edits.
  const text = server.read(task);
  const held = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid()}/status`, "utf8"))?.[1]) / 1024;
  const before = held();
  for (let edit = 0; edit < 2000 && process.env.EDITS_OF_MEMORY !== "0"; edit++) {
    server.save(task, text.replace("title: ", `title: 第${edit}次`));
    for (;;) {
      const answer = await (await fetch(`${server.base}std001/2024/t001.html`)).text();
      if (answer.includes(`第${edit}次`)) break;
      await new Promise((done) => setTimeout(done, 1));
    }
    if (edit === 199 || edit === 1999) console.error(`${pages} pages: ${held().toFixed(0)} MiB after ${edit + 1} edits (${before.toFixed(0)} MiB before)`);
  }
  await page.context().close();
  await server.close();
}
await browser.close();
console.log(`\n${count} edits of each kind, ${cpus().length} cores, headless Chromium.`);
