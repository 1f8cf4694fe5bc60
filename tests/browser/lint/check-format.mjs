// node lint/check-format.mjs [--write] FOLDER…   whether style sheets are written as format.mjs has it; exit code 1 on a finding.
// --write puts right what is written otherwise.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { files } from "../lib/sites.mjs";
import { formatCss } from "./format.mjs";

const write = process.argv.includes("--write");
const folders = process.argv.slice(2).filter((argument) => argument !== "--write");
const paths = folders.flatMap((folder) => files(folder).filter((name) => name.endsWith(".css")).map((name) => join(folder, name)));
let failures = 0;
for (const path of paths) {
  const text = readFileSync(path, "utf8");
  const formatted = await formatCss(text);
  if (text === formatted) continue;
  if (write) {
    writeFileSync(path, formatted);
    continue;
  }
  failures++;
  const wanted = formatted.split("\n");
  const line = text.split("\n").findIndex((own, index) => own !== wanted[index]) + 1;
  console.log(`${path}:${line}: format; run node tests/browser/lint/check-format.mjs --write ${folders.join(" ")}`);
}
if (paths.length === 0) {
  console.error("no .css file to check");
  process.exit(2);
}
console.log(`${paths.length} style sheets, ${failures} findings`);
if (failures === 0) console.log(`checks: ${paths.length}`);
process.exitCode = failures === 0 ? 0 : 1;
