// Runs the Nu HTML checker over every HTML and SVG file of the given folders.
//   node vnu.mjs FOLDER…
// Errors and warnings fail; vnu-filters.txt lists the exceptions with their reasons.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { program } from "./lib/find.mjs";
import { serve } from "./lib/server.mjs";
import { files } from "./lib/sites.mjs";

/** @typedef {{type: string, subType?: string, url?: string, message: string, lastLine?: number, lastColumn?: number, extract?: string}} Message */

const filters = readFileSync(fileURLToPath(new URL("vnu-filters.txt", import.meta.url)), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => {
    const [pattern, reason] = line.split("\t");
    if (!reason?.trim()) throw new Error(`vnu-filters.txt: no reason given for: ${pattern}`);
    return { pattern: new RegExp(`^(?:${pattern})$`, "s"), used: false };
  });

const folders = process.argv.slice(2);
const missing = folders.filter((folder) => !existsSync(folder));
if (folders.length === 0 || missing.length > 0) {
  console.error(`usage: node vnu.mjs FOLDER…${missing.map((folder) => `\n${folder}: no such folder`).join("")}`);
  process.exit(2);
}
let checked = 0;
/** @type {Message[]} */
const messages = [];
for (const folder of folders) {
  // Over HTTP, since the checker judges the policy too and 'self' means nothing to it in a file.
  const server = await serve(folder, "/");
  const names = files(folder);
  const pages = names.filter((name) => name.endsWith(".html")).map((name) => server.base + name);
  // Pictures are read as files, and apart: the checker judges a whole run by one set of rules.
  const pictures = names.filter((name) => name.endsWith(".svg")).map((name) => join(folder, name));
  checked += pages.length + pictures.length;
  for (const message of [...(await check(pages)), ...(await check(pictures))]) {
    messages.push({ ...message, url: message.url?.replace(server.base, `${folder}/`) });
  }
  await server.close();
}
if (checked === 0) {
  console.error("no HTML file to check");
  process.exit(2);
}

let failures = 0;
for (const message of messages) {
  // "info" without a sub-type tells of the checker's own choices, such as the character encoding.
  if (message.type === "info" && message.subType !== "warning") continue;
  const filter = filters.find(({ pattern }) => pattern.test(message.message));
  if (filter) {
    filter.used = true;
    continue;
  }
  failures++;
  const extract = message.extract ? `\n    ${message.extract.replace(/\s+/g, " ")}` : "";
  console.log(`${message.url ?? ""}:${message.lastLine ?? 1}:${message.lastColumn ?? 1}: ${message.subType ?? message.type}: ${message.message}${extract}`);
}
for (const filter of filters.filter(({ used }) => !used)) {
  failures++;
  console.log(`vnu-filters.txt: no message matches ${filter.pattern}; remove the line`);
}
console.log(`${checked} documents, ${failures} findings`);
if (failures === 0) console.log(`checks: ${checked}`);
process.exitCode = failures === 0 ? 0 : 1;

/**
 * @param {string[]} documents  addresses or paths
 * @returns {Promise<Message[]>}
 */
async function check(documents) {
  if (documents.length === 0) return [];
  // Java takes seconds to start: few runs with many files. The limit keeps the argument list short enough.
  const most = 500;
  if (documents.length > most) return [...(await check(documents.slice(0, most))), ...(await check(documents.slice(most)))];
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  // The two properties let the checker read from loopback, which it refuses by default.
  const properties = ["allow-forbidden-hosts=true", "allowed-address-type=all"].map((property) => `-Dnu.validator.servlet.${property}`);
  const options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-svg"];
  const run = spawn(program("JAVA", ["java"], "default-jre-headless"), ["-Xss2m", ...properties, "-jar", jar, ...options, ...documents], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  run.stdout.setEncoding("utf8").on("data", (part) => (printed += part));
  const status = await new Promise((done, failed) => run.on("error", failed).on("close", done));
  if (status !== 0) throw new Error(`the HTML checker stopped with ${status}`);
  return JSON.parse(printed).messages;
}
