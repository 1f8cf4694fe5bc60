// node lint/run.mjs [--served] FILE|FOLDER…   lints every .css, .js and .yml file; exit code 1 on a finding.
// --served: scripts of pages that are never opened by double click, and may ask their server.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { files } from "../lib/sites.mjs";
import { lintCss } from "./css.mjs";
import { lintJs } from "./js.mjs";
import { lintWorkflow } from "./workflows.mjs";

const served = process.argv.includes("--served");
const paths = process.argv.slice(2).filter((path) => path !== "--served").flatMap((path) => (statSync(path).isDirectory() ? files(path).map((name) => join(path, name)) : [path]));
// Styles of the default theme are drawn with tokens; the built sites show that values stand before them.
const own = join("themes", "default");
const table = join(own, "css", "tokens.css");
const tokens = existsSync(table) ? new Set([...readFileSync(table, "utf8").matchAll(/^ {2}(--nb-[\w-]+):/gm)].map(([, name]) => name)) : new Set();
let checked = 0;
let failures = 0;
for (const path of paths) {
  const lint = path.endsWith(".css") ? lintCss : path.endsWith(".js") ? lintJs : path.endsWith(".yml") ? lintWorkflow : undefined;
  if (!lint) continue;
  checked++;
  for (const { line, message } of lint(readFileSync(path, "utf8"), path.includes(own) ? tokens : new Set())) {
    if (served && /^(fetch|XMLHttpRequest): /.test(message)) continue;
    failures++;
    console.log(`${path}:${line}: ${message}`);
  }
}
if (checked === 0) {
  console.error("no .css, .js or .yml file to lint");
  process.exit(2);
}
console.log(`${checked} style sheets, scripts and workflows, ${failures} findings`);
if (failures === 0) console.log(`checks: ${checked}`);
process.exitCode = failures === 0 ? 0 : 1;
