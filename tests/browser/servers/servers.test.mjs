// Packages on real servers, under the settings that they bring: headers, pages that are not there, folders, compression,
// every page in a browser, and the self-test, on servers that are set rightly and on spoilt ones.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { findings } from "../lib/axe.mjs";
import { launch, watchedPage } from "../lib/chromium.mjs";
import { launch as launchOld } from "../lib/old-chromium.mjs";
import { program } from "../lib/preview.mjs";
import { files, repository } from "../lib/sites.mjs";
import { apache, caddy, htaccess, nginx } from "./programs.mjs";

const servers = [nginx, apache, htaccess, caddy];
const prefixes = ["/", "/a/b/"];
const reason = process.platform === "linux" && process.arch === "x64" ? false : "the old browsers run on Linux x86-64 only";

/** @type {import("playwright-core").Browser} */
let browser;
let folder = "";
/** The reading room, and the same book with files of more kinds. */
let plain = "";
let rich = "";

/** An edition in one file, which carries its styles and its script inside. */
const single = "reading-room/2024/reading-room_2024.html";
/** What the header of every page is to say. */
let policy = "";

before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "normbook-servers-"));
  chmodSync(folder, 0o755);
  const book = join(repository, "tests/books/reading-room");
  plain = unpacked("plain", book);
  const copy = join(folder, "book");
  cpSync(book, copy, { recursive: true });
  const content = join(copy, "content");
  const table = `编号,名称\n${Array.from({ length: 80 }, (_, row) => `${row},阅览服务\n`).join("")}`;
  /** @type {Record<string, string | Buffer>} */
  const attachments = { "a.csv": table, "b.xlsx": "PK", "c.json": '{"名称": "阅览"}', "d.txt": "中文", "e.pdf": "%PDF-1.4", "f.xml": "<a/>" };
  for (const [name, bytes] of Object.entries(attachments)) writeFileSync(join(content, "assets", name), bytes);
  const links = Object.keys(attachments).map((name) => `- [附件 ${name}](../assets/${name})`);
  writeFileSync(join(content, "pages/files.md"), `---\ntitle: 附件\n---\n\n${links.join("\n")}\n`);
  rich = unpacked("rich", copy);
  const html = readFileSync(join(rich, "site", single), "utf8");
  /** The hash of what an element of the single file holds, as a policy names it. @param {RegExp} element */
  const hash = (element) => `'sha256-${createHash("sha256").update(element.exec(html)?.[1] ?? "").digest("base64")}'`;
  const [script, style] = [hash(/<script>([^]*?)<\/script>/), hash(/<style>([^]*?)<\/style>/)];
  policy = `default-src 'none'; script-src 'self' ${script}; style-src 'self' ${style}; img-src 'self' data:; base-uri 'none'; connect-src 'self'; form-action 'self'; frame-ancestors 'self'`;
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {string} name @param {string} project */
function unpacked(name, project) {
  const zip = join(folder, `${name}.zip`);
  const to = join(folder, name);
  execFileSync(program, ["bundle", "-C", project, "--out", zip], { stdio: "pipe" });
  mkdirSync(to);
  execFileSync("unzip", ["-q", zip, "-d", to]);
  return to;
}

/**
 * What a server answers, as it comes: nothing is unpacked or followed.
 * @param {string} address
 * @param {Record<string, string>} [headers]
 * @returns {Promise<{status: number, headers: import("node:http").IncomingHttpHeaders, twice: string[], body: Buffer}>}
 */
function ask(address, headers = {}) {
  return new Promise((done, failed) => {
    const call = request(address, { headers, agent: false }, (answer) => {
      /** @type {Buffer[]} */
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const names = answer.rawHeaders.filter((_, place) => place % 2 === 0).map((name) => name.toLowerCase());
        const twice = names.filter((name, place) => names.indexOf(name) !== place);
        done({ status: answer.statusCode ?? 0, headers: answer.headers, twice, body: Buffer.concat(parts) });
      });
    });
    call.on("error", failed).end();
  });
}

/** What is documented in docs/servers.md, in words of its own. @type {Record<string, string>} */
const types = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  svg: "image/svg+xml",
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** One file of every kind, hashed and not. @param {string} site */
function samples(site) {
  const all = files(site).filter((name) => !/\.gz$|(^|\/)\./.test(name));
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const name of all) found.set(`${name.split(".").pop()} ${name.split("/")[0] === "assets"}`, name);
  return [...found.values(), "search/entry.js", ...all.filter((name) => /^search\/files\/t-/.test(name)).slice(0, 1)];
}

for (const server of servers) {
  for (const prefix of prefixes) {
    test(`${server.name} under ${prefix}: files, folders, and what is not there`, async () => {
      const { base, stop } = await server.start(rich, prefix);
      const site = join(rich, "site");
      try {
        const names = samples(site);
        assert.deepEqual([...new Set(names.map((name) => name.split(".").pop() ?? ""))].sort(), Object.keys(types).sort());
        for (const name of names) {
          const original = readFileSync(join(site, name));
          const answer = await ask(base + name);
          assert.equal(answer.status, 200, name);
          assert.deepEqual(answer.body, original, name);
          judge(name, answer);
          const packed = await ask(base + name, { "Accept-Encoding": "gzip, deflate" });
          judge(name, packed);
          if (existsSync(join(site, `${name}.gz`))) {
            assert.equal(packed.headers["content-encoding"], "gzip", name);
            assert.match(packed.headers.vary ?? "", /accept-encoding/i, name);
            assert.deepEqual(packed.body, readFileSync(join(site, `${name}.gz`)), `${name}: not the file that was compressed before`);
            assert.deepEqual(gunzipSync(packed.body), original, name);
          } else if (packed.headers["content-encoding"]) {
            assert.deepEqual(gunzipSync(packed.body), original, name);
          }
          for (const { headers } of [answer, packed]) {
            /** @type {Record<string, string>} */
            const encoding = headers["content-encoding"] ? { "Accept-Encoding": "gzip, deflate" } : {};
            const again = await ask(base + name, { ...encoding, "If-None-Match": String(headers.etag) });
            assert.equal(again.status, 304, `${name} has not changed`);
            assert.equal(again.headers["cache-control"], headers["cache-control"], name);
          }
        }
        const part = await ask(`${base}search/entry.js`, { Range: "bytes=3-9" });
        assert.equal(part.status, 206);
        assert.deepEqual(part.body, readFileSync(join(site, "search/entry.js")).subarray(3, 10));

        const missing = readFileSync(join(site, "404.html"));
        for (const name of ["none.html", "roles/none", "none/none/none.js", "assets/none-0a1b2c3d.css", "search/files/x-0123abcd.js", "none.xlsx"]) {
          const answer = await ask(base + name);
          assert.equal(answer.status, 404, name);
          assert.deepEqual(answer.body, missing, name);
          judge("404.html", answer);
        }
        for (const name of ["", "roles/", "reading-room/2024/"]) {
          const answer = await ask(base + name);
          assert.deepEqual(answer.body, readFileSync(join(site, name, "index.html")), name);
          judge(`${name}index.html`, answer);
        }
        for (const name of ["roles", "reading-room/2024", ...(prefix === "/" ? [] : [""])]) {
          const from = (base + name).replace(/\/$/, "");
          const answer = await ask(from);
          assert.ok([301, 308].includes(answer.status), `${name}: ${answer.status}`);
          assert.equal(new URL(answer.headers.location ?? "", from).href, `${from}/`);
        }
        for (const name of ["assets/", "search/"]) {
          const answer = await ask(base + name);
          assert.ok([403, 404].includes(answer.status), `${name}: ${answer.status}`);
          assert.deepEqual(answer.body, missing, name);
        }
        for (const name of ["../manifest.json", "%2e%2e/manifest.json", "roles/..%2f..%2fmanifest.json", "%2e%2e%2fmanifest.json"]) {
          const answer = await raw(base, name);
          assert.doesNotMatch(answer, /"generator"/, name);
        }
      } finally {
        await stop();
      }
    });
  }
}

/** Asks for a path that no client would let through. @param {string} base @param {string} path @returns {Promise<string>} */
function raw(base, path) {
  const { hostname, port, pathname } = new URL(base);
  return new Promise((done, failed) => {
    const call = request({ hostname, port, path: pathname + path, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part));
      answer.on("end", () => done(text));
    });
    call.on("error", failed).end();
  });
}

/** @param {string} name @param {Awaited<ReturnType<typeof ask>>} answer */
function judge(name, { headers, twice }) {
  const ending = name.split(".").pop() ?? "";
  assert.equal(headers["content-type"], types[ending], name);
  assert.equal(headers["x-content-type-options"], "nosniff", name);
  assert.equal(headers["referrer-policy"], "same-origin", name);
  const isForever = /^assets\/[^/]+-[0-9a-f]{8}\.\w+$|^search\/files\//.test(name);
  assert.equal(headers["cache-control"], isForever ? "public, max-age=31536000, immutable" : "no-cache", name);
  assert.equal(headers["content-security-policy"], ending === "html" ? policy : undefined, name);
  assert.ok(headers.etag || headers["last-modified"], name);
  assert.deepEqual(twice, [], `${name}: headers that are there twice`);
}

test("IIS, by a reading of web.config: types, headers, time", () => {
  const names = samples(join(rich, "site"));
  const script = join(repository, "tests/browser/servers/iis.py");
  const settings = join(rich, "server/web.config");
  const { "/": whole, ...answers } = JSON.parse(execFileSync("python3", ["-B", script, settings, ...names], { encoding: "utf8" }));
  assert.deepEqual(whole, { documents: ["index.html"], browse: false, missing: "404.html" });
  assert.deepEqual(Object.keys(answers), [...new Set(names)]);
  for (const [name, headers] of Object.entries(answers)) {
    const isForever = /^assets\/|^search\/files\//.test(name);
    // Data beside the pages has the policy here: IIS cannot tell kinds apart without naming each file.
    assert.deepEqual(headers, {
      "Content-Type": types[name.split(".").pop() ?? ""],
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "same-origin",
      ...(isForever ? {} : { "Content-Security-Policy": policy }),
      "Cache-Control": isForever ? "public, immutable, max-age=31536000" : "no-cache",
    }, name);
  }
  // A reader that finds nothing wrong in anything would be none.
  const twice = readFileSync(settings, "utf8").replace('<remove fileExtension=".css" />', "");
  writeFileSync(join(folder, "twice.config"), twice);
  assert.throws(() => execFileSync("python3", ["-B", script, join(folder, "twice.config"), "a.css"], { stdio: "pipe" }), /500\.19: \.css/);
});

for (const [server, prefix, isWhole] of /** @type {[typeof nginx, string, boolean][]} */ ([[nginx, "/a/b/", true], [apache, "/", false], [caddy, "/a/b/", false]])) {
  test(`${server.name} under ${prefix}: ${isWhole ? "every page" : "every tenth page"} in Chromium, under the policy of the header`, async () => {
    const { base, stop } = await server.start(plain, prefix);
    const context = await browser.newContext();
    try {
      const { page, open, problems } = await watchedPage(context);
      // The page for what is not there names no icon, so that browsers look for one at the top of the server.
      const pages = files(join(plain, "site")).filter((name) => name.endsWith(".html") && !["selftest.html", "404.html"].includes(name));
      assert.ok(pages.length > 100);
      for (const name of pages.filter((_, place) => isWhole || place % 10 === 0)) {
        await open(base, name);
        assert.deepEqual(await problems(), [], name);
      }
      // Search loads scripts when it is used, and its form leads to a page.
      await open(base, "search.html?q=%E5%80%9F%E4%B9%A6%E8%AF%81");
      await page.waitForFunction(() => document.querySelectorAll("main a[href*='.html']").length > 3);
      assert.deepEqual(await problems(), []);
    } finally {
      await context.close();
      await stop();
    }
  });
}

test("what single files carry inside works under the header, and nothing else inside does", async () => {
  const { base, stop } = await nginx.start(rich, "/a/b/");
  const context = await browser.newContext();
  const bare = join(rich, "site/roles/bare.html");
  try {
    const { page, open, problems } = await watchedPage(context);
    await open(base, single);
    assert.ok(await page.evaluate(() => document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 0));
    // The script shows what works by script alone.
    assert.ok(await page.locator(".nb-find").isVisible());
    assert.deepEqual(await problems(), []);
    // A page without a policy of its own: the header alone refuses what it does not name, and data is not refused.
    const html = readFileSync(join(rich, "site/roles/index.html"), "utf8");
    const inside = `<style>main{color:red}</style><script>window.ran = 1</script><script type="application/ld+json">{"@type": "WebPage"}</script>`;
    writeFileSync(bare, html.replace(/<meta http-equiv[^>]*>/, "").replace("</head>", `${inside}</head>`));
    await open(base, "roles/bare.html");
    const seen = await problems();
    const violations = seen.filter((problem) => problem.startsWith("securitypolicyviolation"));
    assert.deepEqual(violations.map((problem) => problem.split(" ").slice(1, 3).join(" ")).sort(), ["script-src-elem inline", "style-src-elem inline"]);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).ran), undefined);
  } finally {
    rmSync(bare, { force: true });
    await context.close();
    await stop();
  }
});

/** The self-test's answers, test by test, and its words. @param {import("playwright-core").Page} page */
async function selftest(page) {
  await page.waitForSelector('#sum[data-state="fine"], #sum[data-state="wrong"]');
  return page.evaluate(() => ({
    sum: /** @type {HTMLElement} */ (document.getElementById("sum")).innerText,
    lines: [...document.querySelectorAll("#results > li")].map((line) => ({
      test: line.getAttribute("data-test") ?? "",
      state: line.getAttribute("data-state") ?? "",
      said: line.getAttribute("data-said") ?? "",
      text: /** @type {HTMLElement} */ (line).innerText,
    })),
  }));
}

const asked = ["style", "script", "page", "types", "nosniff", "referrer", "policy", "asking", "forever", "unchanged", "packing", "missing", "index", "slash", "listing", "place", "case"];

for (const server of servers) {
  for (const prefix of prefixes) {
    test(`${server.name} under ${prefix}: the self-test finds everything right`, async () => {
      const { base, stop } = await server.start(rich, prefix);
      const page = await browser.newPage();
      try {
        await page.goto(`${base}selftest.html`);
        const { sum, lines } = await selftest(page);
        assert.deepEqual(lines.filter(({ state }) => state !== "fine").map(({ text }) => text), []);
        assert.deepEqual(lines.map(({ test }) => test), asked);
        assert.equal(sum.trim(), `全部正常，共 ${asked.length} 项。`);
      } finally {
        await page.close();
        await stop();
      }
    });
  }
}

test("the self-test runs in Chromium 72, too", { skip: reason }, async () => {
  const { base, stop } = await nginx.start(rich, "/a/b/");
  const old = await launchOld(72);
  try {
    // What is not there is asked for on purpose, so that the console is not empty.
    await old.open(base, "selftest.html");
    const state = () => old.evaluate(() => /** @type {HTMLElement} */ (document.getElementById("sum")).getAttribute("data-state") || "");
    for (let i = 0; i < 200 && !/fine|wrong/.test(await state()); i++) await new Promise((done) => setTimeout(done, 50));
    assert.equal(await old.evaluate(() => /** @type {HTMLElement} */ (document.getElementById("sum")).textContent), `全部正常，共 ${asked.length} 项。`);
  } finally {
    await old.close();
    await stop();
  }
});

/**
 * Ways to spoil a server, and what the self-test then says: of these tests this, of all others nothing wrong.
 * @type {[string, (text: string) => string, Record<string, string>, RegExp][]}
 */
const faults = [
  ["says no encoding", (text) => text.replaceAll("; charset=utf-8", ""), { page: "silent", types: "wrong" }, /\.css 文件应当是“text\/css; charset=utf-8”，服务器给的是“text\/css”/],
  [
    "says the wrong encoding",
    (text) => text.replaceAll("charset=utf-8", "charset=gbk"),
    { page: "wrong", style: "wrong", script: "wrong", types: "wrong", packing: "spoilt" },
    /网页的编码是 gbk，应当是 UTF-8/,
  ],
  ["calls styles text", (text) => text.replaceAll("text/css", "text/plain"), { style: "absent", types: "wrong" }, /\.css 文件标为 text\/css/],
  ["sends no policy", (text) => text.replace(/^.*Content-Security-Policy.*$/gm, ""), { policy: "wrong" }, /缺少 Content-Security-Policy[^]*server\/nginx\.conf/],
  ["sends a wider policy", (text) => text.replaceAll("script-src 'self'", "script-src *"), { policy: "other" }, /不一样.*script-src \*/],
  [
    "sends two policies",
    (text) => text.replace(/^( *add_header Content-Security-Policy).*$/gm, `$&\n$1 "img-src *" always;`),
    { policy: "twice" },
    /不止一份/,
  ],
  ["lets browsers guess", (text) => text.replace(/^.*nosniff.*$/gm, ""), { nosniff: "wrong" }, /缺少 X-Content-Type-Options/],
  ["tells where readers come from", (text) => text.replaceAll('"same-origin"', '"unsafe-url"'), { referrer: "wrong" }, /unsafe-url/],
  ["lets pages be kept", (text) => text.replaceAll('"no-cache"', '"max-age=86400"'), { asking: "wrong" }, /index\.html 应当有 Cache-Control: no-cache，服务器给的是“max-age=86400”/],
  ["lets nothing be kept", (text) => text.replaceAll(/"public, max-age=\d+, immutable"/g, '"no-cache"'), { forever: "wrong" }, /assets\/.* 应当有 Cache-Control: public/],
  ["sends everything again", (text) => text.replace("index index.html;", "index index.html; etag off; if_modified_since off;"), { unchanged: "wrong" }, /回答 200/],
  ["compresses nothing", (text) => text.replace("gzip_static on;", "gzip off;"), { packing: "wrong" }, /没有压缩/],
  ["has no page for what is not there", (text) => text.replace(/^ *error_page.*$/m, ""), { missing: "other" }, /不是本站的 404\.html/],
  ["says yes to everything", (text) => text.replace("=404 @", "=200 @"), { missing: "wrong", listing: "wrong" }, /应当回答 404，却回答 200/],
  ["lists folders", (text) => text.replace("autoindex off;", "autoindex on;"), { listing: "wrong" }, /列出了里面的文件/],
  ["opens no folders", (text) => text.replace("index index.html;", "index none.html;"), { index: "wrong", slash: "wrong" }, /roles?\/|应当显示里面的 index\.html/],
];

for (const [name, spoil, expected, words] of faults) {
  test(`a server that ${name} is told so`, async () => {
    const { base, stop } = await nginx.start(rich, "/a/b/", (text) => {
      const spoilt = spoil(text);
      assert.notEqual(spoilt, text, "nothing was spoilt");
      return spoilt;
    });
    const page = await browser.newPage();
    try {
      await page.goto(`${base}selftest.html`);
      const { sum, lines } = await selftest(page);
      const wrong = lines.filter(({ state }) => state === "wrong");
      assert.deepEqual(Object.fromEntries(wrong.map(({ test, said }) => [test, said])), expected);
      assert.match(wrong.map(({ text }) => text).join("\n"), words);
      for (const { text } of wrong) assert.match(text, /改法：看 server\/nginx\.conf/);
      assert.match(sum, new RegExp(`^有 ${wrong.length} 项要改`));
    } finally {
      await page.close();
      await stop();
    }
  });
}

test("a server that compresses twice is told so", async () => {
  const file = join(rich, "site/selftest/probe.txt.gz");
  renameSync(file, `${file}.kept`);
  writeFileSync(file, gzipSync(readFileSync(`${file}.kept`)));
  const { base, stop } = await nginx.start(rich, "/");
  const page = await browser.newPage();
  try {
    await page.goto(`${base}selftest.html`);
    const { lines } = await selftest(page);
    assert.deepEqual(lines.filter(({ state }) => state === "wrong").map(({ test, said }) => `${test} ${said}`), ["packing twice"]);
  } finally {
    renameSync(`${file}.kept`, file);
    await page.close();
    await stop();
  }
});

/** The first words of the page, which no script has touched: what people see when none runs. */
for (const [name, spoil] of /** @type {[string, (text: string) => string][]} */ ([
  ["calls scripts text", (text) => text.replaceAll("text/javascript", "text/plain")],
  ["forbids all scripts", (text) => text.replaceAll("script-src 'self'", "script-src 'none'")],
])) {
  test(`a server that ${name} leaves the self-test where it says so`, async () => {
    const { base, stop } = await nginx.start(plain, "/", spoil);
    const page = await browser.newPage();
    try {
      await page.goto(`${base}selftest.html`);
      assert.equal(await page.evaluate(() => document.getElementById("sum")?.getAttribute("data-state")), null);
      const said = await page.locator("#sum").innerText();
      assert.match(said, /还没有开始检查/);
      assert.match(said, /没有把 \.js 文件标为 text\/javascript/);
      assert.match(said, /更严的 Content-Security-Policy/);
    } finally {
      await page.close();
      await stop();
    }
  });
}

test("by double click the self-test says that there is nothing to test", async () => {
  const page = await browser.newPage();
  try {
    await page.goto(`file://${plain}/site/selftest.html`);
    const { sum, lines } = await selftest(page);
    assert.match(sum, /双击打开的，没有经过服务器/);
    assert.deepEqual(lines, []);
  } finally {
    await page.close();
  }
});

test("the self-test is a page of the house, and nobody is led to it", async () => {
  const { base, stop } = await nginx.start(plain, "/");
  const page = await browser.newPage();
  try {
    await page.goto(`${base}selftest.html`);
    await selftest(page);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${width} px`);
    }
    const axe = readFileSync(join(repository, "tests/browser/node_modules/axe-core/axe.min.js"), "utf8");
    await page.evaluate(axe);
    assert.deepEqual(await page.evaluate(findings), []);
    assert.equal(await page.locator('meta[name="robots"]').getAttribute("content"), "noindex, nofollow");
    const names = files(join(plain, "site")).filter((name) => /\.(html|xml|js)$/.test(name) && !name.startsWith("selftest"));
    const naming = names.filter((name) => readFileSync(join(plain, "site", name), "utf8").includes("selftest"));
    assert.deepEqual(naming, []);
    assert.match(readFileSync(join(plain, "server/README.txt"), "utf8"), /selftest\.html/);
  } finally {
    await page.close();
    await stop();
  }
});
