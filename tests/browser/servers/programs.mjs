// Real servers with the settings of a package, each with a configuration, ports and files of its own: what the system's
// own servers are set to is neither read nor touched.
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "../lib/find.mjs";

/**
 * @typedef {{base: string, stop: () => Promise<void>}} Running
 * @typedef {{name: string, start: (unpacked: string, prefix: string, spoil?: (text: string) => string) => Promise<Running>}} Server
 */

/** Where programs for administrators lie, which not everyone has on PATH. */
process.env.PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

/**
 * What an administrator does: a line is there once, and another one takes its place.
 * @param {string} text
 * @param {[string, string][]} lines
 */
function adapted(text, lines) {
  return lines.reduce((text, [from, to]) => {
    const parts = text.split(`\n${from}\n`);
    if (parts.length !== 2) throw new Error(`the settings have ${parts.length - 1} lines like ${from}`);
    return parts.join(`\n${to}\n`);
  }, text);
}

/** A port that nobody listens on. @returns {Promise<number>} */
function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on("error", failed).listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}

/** @param {number} port @returns {Promise<boolean>} */
function listens(port) {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => done(true)).on("error", () => done(false)).on("close", () => socket.destroy());
    socket.on("connect", () => socket.end());
  });
}

/**
 * Starts a program in a folder of its own, which goes with it.
 * @param {string} prefix
 * @param {(folder: string, port: number) => {command: string, args: string[], env?: Record<string, string>}} set
 * @returns {Promise<Running>}
 */
async function started(prefix, set) {
  const folder = mkdtempSync(join(tmpdir(), "normbook-server-"));
  // Apache gives up its rights when it is started by root, and must still come to its files.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const { command, args, env } = set(folder, port);
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  let said = "";
  child.stdout.on("data", (data) => (said += data));
  child.stderr.on("data", (data) => (said += data));
  /** @type {Promise<void>} */
  const ended = new Promise((done) => child.on("exit", () => done()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let i = 0; i < 400; i++) {
    if (child.exitCode !== null) {
      rmSync(folder, { recursive: true, force: true });
      throw new Error(`${command} ended with ${child.exitCode}: ${said}`);
    }
    if (await listens(port)) return { base: `http://127.0.0.1:${port}${prefix}`, stop };
    await new Promise((done) => setTimeout(done, 25));
  }
  await stop();
  throw new Error(`${command} does not listen: ${said}`);
}

/** The path without its last slash: nothing at the root. @param {string} prefix */
const at = (prefix) => prefix.replace(/\/$/, "");

/** @type {Server} */
export const nginx = {
  name: "nginx",
  start: (unpacked, prefix, spoil = (text) => text) =>
    started(prefix, (folder, port) => {
      const settings = adapted(readFileSync(join(unpacked, "server/nginx.conf"), "utf8"), [
        [`set $normbook_files "/var/www/normbook/site";`, `set $normbook_files "${unpacked}/site";`],
        ["location ~ ^(?<normbook_path>/.*|)$ {", `location ~ ^${at(prefix)}(?<normbook_path>/.*|)$ {`],
      ]);
      writeFileSync(join(folder, "normbook.conf"), spoil(settings));
      const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
      // What Debian's own settings say of the same things stands outside, and must not shine through.
      writeFileSync(
        join(folder, "main.conf"),
        `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
        events {}
        http {
          access_log off; ${temporary.join(" ")}
          include /etc/nginx/mime.types; default_type text/plain; charset gbk; gzip on; expires 1h; autoindex on;
          add_header X-Elsewhere yes;
          server { listen 127.0.0.1:${port}; location / { return 418; } location ~ \\.php$ { return 403; }
            include ${folder}/normbook.conf; }
        }`,
      );
      return { command: program("NGINX", ["nginx"], "nginx-light"), args: ["-c", `${folder}/main.conf`, "-e", `${folder}/error.log`] };
    }),
};

const modules = ["mpm_event", "authz_core", "alias", "dir", "mime", "headers", "rewrite", "env", "deflate", "filter", "setenvif", "autoindex", "negotiation", "expires"];

/**
 * @param {string} folder @param {number} port @param {string} inside
 */
function apacheSet(folder, port, inside) {
  const found = process.env.APACHE_MODULES ?? "/usr/lib/apache2/modules";
  writeFileSync(
    join(folder, "main.conf"),
    `ServerRoot ${folder}\nServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${folder}/pid\nErrorLog ${folder}/error.log
Mutex file:${folder} default\nUser www-data\nGroup www-data
${modules.map((name) => `LoadModule ${name}_module ${found}/mod_${name}.so`).join("\n")}
TypesConfig /etc/mime.types
AddDefaultCharset GBK
AddOutputFilterByType DEFLATE text/html text/css text/plain application/javascript text/javascript
ExpiresActive On
ExpiresDefault "access plus 1 hour"
Header set X-Content-Type-Options nosniff
<Directory />
    Require all denied
    Options Indexes MultiViews
</Directory>
<VirtualHost 127.0.0.1:${port}>
DocumentRoot /var/empty
${inside}
</VirtualHost>
`,
  );
  return { command: program("APACHE", ["apache2", "httpd"], "apache2"), args: ["-d", folder, "-f", `${folder}/main.conf`, "-DFOREGROUND"] };
}

/** @type {Server} */
export const apache = {
  name: "Apache",
  start: (unpacked, prefix, spoil = (text) => text) =>
    started(prefix, (folder, port) => {
      const settings = adapted(readFileSync(join(unpacked, "server/apache.conf"), "utf8"), [
        [`Define NORMBOOK_FILES "/var/www/normbook/site"`, `Define NORMBOOK_FILES "${unpacked}/site"`],
        [`Define NORMBOOK_AT "/"`, `Define NORMBOOK_AT "${prefix}"`],
      ]);
      writeFileSync(join(folder, "normbook.conf"), spoil(settings));
      return apacheSet(folder, port, `Include ${folder}/normbook.conf`);
    }),
};

/** Apache by a file in the site's own folder. @type {Server} */
export const htaccess = {
  name: "Apache with .htaccess",
  async start(unpacked, prefix, spoil = (text) => text) {
    const settings = adapted(readFileSync(join(unpacked, "server/htaccess"), "utf8"), [
      ["ErrorDocument 403 /404.html", `ErrorDocument 403 ${prefix}404.html`],
      ["ErrorDocument 404 /404.html", `ErrorDocument 404 ${prefix}404.html`],
    ]);
    const file = join(unpacked, "site/.htaccess");
    writeFileSync(file, spoil(settings));
    const inside = `RedirectMatch 301 "^(${at(prefix)})$" "$1/"\nAlias "${prefix}" "${unpacked}/site/"
<Directory "${unpacked}/site">\n    Require all granted\n    Options Indexes FollowSymLinks MultiViews\n    AllowOverride All\n</Directory>`;
    const running = await started(prefix, (folder, port) => apacheSet(folder, port, inside));
    return { base: running.base, stop: () => running.stop().finally(() => rmSync(file)) };
  },
};

/** @type {Server} */
export const caddy = {
  name: "Caddy",
  start: (unpacked, prefix, spoil = (text) => text) =>
    started(prefix, (folder, port) => {
      const under = prefix === "/" ? "\thandle_path /* {" : `\tredir ${at(prefix)} ${prefix} 301\n\thandle_path ${prefix}* {`;
      const settings = adapted(readFileSync(join(unpacked, "server/Caddyfile"), "utf8"), [
        [":80 {", `http://127.0.0.1:${port} {`],
        [`\troot * "/var/www/normbook/site"`, `\troot * "${unpacked}/site"`],
        ["\thandle_path /* {", under],
      ]);
      writeFileSync(join(folder, "Caddyfile"), `{\n\tadmin off\n\tauto_https off\n}\n${spoil(settings)}`);
      const command = program("CADDY", ["caddy"], "caddy");
      return { command, args: ["run", "--adapter", "caddyfile", "--config", `${folder}/Caddyfile`], env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } };
    }),
};
