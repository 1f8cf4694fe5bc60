// A static file server as plain as an intranet's: no index pages, no rewriting, exact names.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { pathToFileURL } from "node:url";

/** @type {Record<string, string>} */
const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".pdf": "application/pdf",
};

/**
 * Serves `folder` under `prefix` ("/" or "/a/b/") on loopback; everything else is 404.
 * @param {string} folder
 * @param {string} prefix
 */
export async function serve(folder, prefix) {
  /** @type {string[]} requests that were not answered with a file, for the tests to read */
  const missed = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    if (path === "/favicon.ico") {
      // Browsers ask for it of their own accord; that is no page's fault.
      response.writeHead(204).end();
      return;
    }
    const inside = path.startsWith(prefix) ? normalize(path.slice(prefix.length)) : "..";
    try {
      if (inside === ".." || inside.startsWith(`..${sep}`)) throw new Error("outside");
      const body = await readFile(join(folder, inside));
      // nosniff: a script or sheet with a wrong type must fail here as it would behind a careful server.
      response.writeHead(200, {
        "Content-Type": types[extname(inside)] ?? "application/octet-stream",
        "X-Content-Type-Options": "nosniff",
      });
      response.end(body);
    } catch {
      missed.push(path);
      response.writeHead(404, { "Content-Type": "text/plain" });
      response.end("not found");
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    base: `http://127.0.0.1:${address.port}${prefix}`,
    missed,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

/**
 * Calls `visit` for each of the three ways a copy is read: by double click, at a server's root,
 * in a sub-path.
 * @param {import("./sites.mjs").Site} site
 * @param {(way: string, base: string, missed: string[]) => Promise<void>} visit
 */
export async function eachWay(site, visit) {
  await visit("file://", `${pathToFileURL(site.out).href}/`, []);
  for (const prefix of ["/", "/a/b/"]) {
    const server = await serve(site.out, prefix);
    try {
      await visit(`http ${prefix}`, server.base, server.missed);
    } finally {
      // An open server would keep the test process alive after a failure.
      await server.close();
    }
  }
}
