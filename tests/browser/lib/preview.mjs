// A preview at work on a copy of a project, for tests and measurements.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { repository } from "./sites.mjs";

/** The program under test: the one that scripts/test builds, or another one. */
export const program = resolve(
  process.env.NORMBOOK ?? resolve(repository, process.env.CARGO_TARGET_DIR ?? "target", "release", "normbook"),
);

/**
 * Copies a project and serves the copy.
 * @param {string} project
 * @param {string[]} [more] further arguments
 */
export async function preview(project, more = []) {
  const folder = mkdtempSync(join(tmpdir(), "normbook-preview-"));
  cpSync(join(project, "content"), join(folder, "content"), { recursive: true });
  /** @type {import("node:child_process").ChildProcess} */
  let server;
  /** @param {string} port */
  async function start(port) {
    const child = spawn(program, ["serve", "--port", port, "--lang", "zh", "-C", folder, ...more], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    server = child;
    return /** @type {Promise<string>} */ (
      new Promise((found, failed) => {
        let said = "";
        child.stdout.on("data", (bytes) => {
          said += bytes;
          const address = /http:\/\/[^\s/]+\//.exec(said);
          if (address) found(address[0]);
        });
        child.on("error", failed);
        child.on("exit", (code) => failed(new Error(`${program} ended with ${code}: ${said}`)));
      })
    );
  }
  const base = await start("0");
  return {
    base,
    folder,
    pid: () => server.pid,
    /** Begins again on the same port. */
    start: () => start(new URL(base).port),
    /** @param {string} path */
    read: (path) => readFileSync(join(folder, path), "utf8"),
    /** Saves as most editors do: another file takes the place of the old one. @param {string} path @param {string} text */
    save(path, text) {
      const beside = join(folder, dirname(path), ".saving.tmp");
      writeFileSync(beside, text);
      renameSync(beside, join(folder, path));
    },
    /** @param {string} path @param {string | RegExp} old @param {string} fresh */
    edit(path, old, fresh) {
      const text = this.read(path);
      const edited = text.replace(old, fresh);
      if (edited === text) throw new Error(`${path} holds no ${old}`);
      this.save(path, edited);
    },
    /** @param {string} path */
    remove: (path) => rmSync(join(folder, path), { recursive: true }),
    /** Ends the program and waits until it is gone. */
    async stop() {
      const gone = new Promise((done) => server.on("exit", done));
      server.kill();
      await gone;
    },
    async close() {
      if (server.exitCode === null && server.signalCode === null) await this.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
