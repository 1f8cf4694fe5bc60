// The pictures of docs/screenshots: what the shipped site looks like, small enough to live in the repository.
//   node pictures.mjs OUT_DIR      (scripts/screenshots --docs)
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "./lib/chromium.mjs";
import { program } from "./lib/find.mjs";
import { fileUrl, repository, sites } from "./lib/sites.mjs";

/** Bytes of one picture: the folder is part of every clone. */
const HEAVIEST = 200 * 1024;

/** @type {{name: string, address: string, width: number, height: number}[]} */
const pictures = [
  { name: "home", address: "index.html", width: 1200, height: 800 },
  { name: "task", address: "urban/2022/t01.html", width: 1100, height: 760 },
  { name: "role", address: "roles/street-office.html", width: 1200, height: 800 },
  { name: "matrix", address: "urban/2022/matrix.html", width: 1280, height: 900 },
  { name: "alignment", address: "urban/2022/alignment_community_2022.html", width: 1100, height: 800 },
  { name: "phone", address: "urban/2022/t01.html", width: 390, height: 844 },
];
const printed = { name: "print", address: "urban/2022/t01.html" };
const imported = { name: "import-report", file: "tests/import/files/python-docx-numbering.docx" };

/** A book of nothing but a standard, into which a Word file of the tests is imported. @returns {string} its folder */
function withReport() {
  const project = mkdtempSync(join(tmpdir(), "normbook-"));
  mkdirSync(join(project, "content/standards/urban"), { recursive: true });
  writeFileSync(join(project, "content/site.yaml"), "format: 2\ntitle: 标准\nlanguages: [zh-CN]\npublisher: {name: 编写组}\n");
  const standard = '---\ntitle: 某项标准\nshort-title: 某项\nissuer: 印发单位\ncurrent: "2022"\n---\n';
  writeFileSync(join(project, "content/standards/urban/index.md"), standard);
  const normbook = resolve(repository, process.env.CARGO_TARGET_DIR ?? "target", "release/normbook");
  const file = join(repository, imported.file);
  execFileSync(normbook, ["import", file, "--into", "urban/2022", "--project", project, "--lang", "zh"]);
  return project;
}

const [out] = process.argv.slice(2);
if (!out) {
  console.error("usage: scripts/screenshots --docs");
  process.exit(2);
}
const site = sites().find(({ project }) => project === repository);
if (!site) throw new Error("the shipped site is not among the built ones");
mkdirSync(out, { recursive: true });
const browser = await launch();
const page = await browser.newPage({ colorScheme: "light", reducedMotion: "reduce" });
for (const { name, address, width, height } of pictures) {
  await page.setViewportSize({ width, height });
  await page.goto(fileUrl(site, address));
  await page.screenshot({ path: join(out, `${name}.png`) });
}
const project = withReport();
await page.setViewportSize({ width: 1000, height: 820 });
await page.goto(pathToFileURL(join(project, "imports/urban/2022/report.html")).href);
await page.screenshot({ path: join(out, `${imported.name}.png`) });
rmSync(project, { recursive: true });
const pdf = join(out, `${printed.name}.pdf`);
await page.goto(fileUrl(site, printed.address));
await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
await browser.close();
// One sheet in grey is what a printer in an office makes of it.
execFileSync(program("PDFTOPPM", ["pdftoppm"], "poppler-utils"), ["-png", "-gray", "-singlefile", "-r", "90", pdf, join(out, printed.name)]);
rmSync(pdf);

const heavy = [...pictures, printed, imported].filter(({ name }) => statSync(join(out, `${name}.png`)).size > HEAVIEST);
if (heavy.length > 0) throw new Error(`heavier than ${HEAVIEST} bytes: ${heavy.map(({ name }) => name).join(", ")}`);
console.log(`${out}: ${pictures.length + 2} pictures`);
