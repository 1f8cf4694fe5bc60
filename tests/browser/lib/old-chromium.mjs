// Chromiums of 2018 to 2021, which ship inside npm packages and run on Linux x86-64.
// The browser packages of today no longer speak to them, so this is a small DevTools client of our own.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { isOwn, recorded, recorder, settle } from "./watch.mjs";

export const versions = [72, 78, 83, 92];

/**
 * The unpacked program, kept beside the packages so that it is unpacked once.
 * @param {number} version
 */
function executable(version) {
  const folder = dirname(createRequire(import.meta.url).resolve(`chromium-${version}/package.json`));
  const packed = readdirSync(join(folder, "bin")).find((name) => /^chromium.*\.br$/.test(name));
  if (!packed) throw new Error(`no Chromium in ${folder}`);
  const path = join(dirname(folder), ".old-chromium", String(version));
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    // Renamed when whole: an interrupted unpacking must not leave half a program.
    writeFileSync(`${path}.part`, brotliDecompressSync(readFileSync(join(folder, "bin", packed))), { mode: 0o755 });
    renameSync(`${path}.part`, path);
  }
  return path;
}

/**
 * Starts one; `open` loads an address in its only tab and tells what went wrong.
 * @param {number} version
 */
export async function launch(version) {
  const profile = mkdtempSync(join(tmpdir(), "normbook-chromium-"));
  // Not --single-process: without a graphics library, which is not needed, version 92 then tries for ever.
  const flags = ["--headless", "--no-sandbox", "--no-zygote", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage"];
  const child = spawn(executable(version), [...flags, "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const [input, output] = /** @type {[import("node:stream").Writable, import("node:stream").Readable]} */ (/** @type {unknown} */ (child.stdio.slice(3)));
  /** @type {Map<number, {done: (result: any) => void, failed: (error: Error) => void}>} */
  const waiting = new Map();
  /** @type {{method: string, params: any}[]} */
  let events = [];
  let rest = "";
  output.setEncoding("utf8").on("data", (/** @type {string} */ data) => {
    const messages = (rest + data).split("\0");
    rest = messages.pop() ?? "";
    for (const message of messages.map((text) => JSON.parse(text))) {
      const entry = waiting.get(message.id);
      if (!entry) events.push(message);
      else if (message.error) entry.failed(new Error(`${message.error.message} ${message.error.data ?? ""}`));
      else entry.done(message.result);
      waiting.delete(message.id);
    }
  });
  child.on("exit", (code) => {
    for (const { failed } of waiting.values()) failed(new Error(`Chromium ${version} ended with ${code}`));
  });
  let last = 0;
  /** @type {string | undefined} */
  let session;
  /** @param {string} method @param {object} [params] @returns {Promise<any>} */
  const send = (method, params = {}) =>
    new Promise((done, failed) => {
      const id = ++last;
      const clock = setTimeout(() => failed(new Error(`Chromium ${version} did not answer ${method}`)), 30_000).unref();
      waiting.set(id, {
        done: (result) => {
          clearTimeout(clock);
          done(result);
        },
        failed: (error) => {
          clearTimeout(clock);
          failed(error);
        },
      });
      input.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`);
    });

  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  session = (await send("Target.attachToTarget", { targetId, flatten: true })).sessionId;
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await send(`${domain}.enable`);
  await send("Page.addScriptToEvaluateOnNewDocument", { source: `(${recorder})()` });

  /**
   * Runs a function of ours in the page, and waits for what it promises.
   * @param {(argument: any) => unknown} what
   * @param {unknown} [argument]
   * @returns {Promise<any>}
   */
  async function evaluate(what, argument) {
    const expression = `(${what})(${JSON.stringify(argument) ?? ""})`;
    const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
  /**
   * Everything seen since `open`, on whatever page it has led to.
   * @param {string} base
   * @returns {Promise<string[]>}
   */
  async function problems(base) {
    const problems = events.flatMap(({ method, params }) => {
      if (method === "Page.loadEventFired") return [];
      if (method === "Runtime.exceptionThrown") return [`page error: ${params.exceptionDetails.exception?.description ?? params.exceptionDetails.text}`];
      if (method === "Runtime.consoleAPICalled" && params.type === "error") return [`console: ${JSON.stringify(params.args.map((/** @type {any} */ argument) => argument.value))}`];
      if (method === "Log.entryAdded" && params.entry.level === "error") return [`console: ${params.entry.text} ${params.entry.url ?? ""}`];
      if (method === "Network.requestWillBeSent" && !isOwn(params.request.url, base)) return [`external request: ${params.request.url}`];
      if (method === "Network.loadingFailed") return [`failed: ${params.errorText} ${params.blockedReason ?? ""}`];
      return [];
    });
    if (!events.some(({ method }) => method === "Page.loadEventFired")) problems.push("the page did not finish loading");
    return [...problems, ...(await evaluate(recorded))];
  }
  return {
    evaluate,
    /** @param {number} width */
    resize: (width) => send("Emulation.setDeviceMetricsOverride", { width, height: 800, deviceScaleFactor: 1, mobile: false }),
    /**
     * @param {string} base
     * @param {string} address
     * @returns {Promise<string[]>}
     */
    async open(base, address) {
      events = [];
      const { errorText } = await send("Page.navigate", { url: base + address });
      if (errorText) return [errorText];
      for (let i = 0; i < 400 && !events.some(({ method }) => method === "Page.loadEventFired"); i++) await pause(25);
      await pause(settle);
      return problems(base);
    },
    problems,
    async close() {
      child.removeAllListeners("exit");
      const ended = new Promise((done) => child.on("exit", done));
      // Asked to close it ends its helpers too; killed it might leave them.
      session = undefined;
      send("Browser.close").catch(() => {});
      const clock = setTimeout(() => child.kill("SIGKILL"), 5000);
      await ended;
      clearTimeout(clock);
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
