#!/usr/bin/env python3
"""Checks a built site without help from normbook: addresses, anchors, safety, file names, weight, feed and site map.

    links.py OUTPUT [--project DIR] [--base-url URL] [--max-weight BYTES]

It reads the output folder alone and shares no code with the generator, so that a mistake in
the generator's own resolver cannot hide here. With --project it also learns from the content
folder which pages must exist and which of them are task cards (they have a weight limit).

Prints one finding a line as `file: message` and exits 1 if there is any. Standard library only.
"""

import argparse
import base64
import fnmatch
import hashlib
import posixpath
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
SAFE_NAME = re.compile(r"^[A-Za-z0-9._-]+$")
# Names that Windows cannot create: copies of the site live on shares and USB sticks.
RESERVED = re.compile(r"^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)", re.IGNORECASE)
ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
MAX_PATH = 200
MAX_WEIGHT = 60 * 1024
# A file that stands alone holds a whole edition with its styles and pictures: what a chat sends without asking and
# an old phone opens at once.
MAX_SINGLE = 600 * 1024

# <link rel=…> that makes a browser fetch something unasked. Other relations only describe.
LOADING_RELS = {
    "stylesheet", "icon", "apple-touch-icon", "mask-icon", "preload", "prefetch",
    "modulepreload", "manifest", "dns-prefetch", "preconnect", "prerender",
}
# Attributes that load by themselves, by element; None stands for every element.
LOADING_ATTRIBUTES = {
    "src": None,
    "poster": {"video"},
    "data": {"object"},
    "background": None,
    "xlink:href": {"use", "image", "feimage"},
}
SVG_HREF = {"use", "image", "feimage"}
VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
    "source", "track", "wbr",
}


class Reference:
    """An address as written in a page, style sheet or script."""

    def __init__(self, where, value, loads, rel=()):
        self.where = where  # for messages: "a href", "link href", "line 3: img src"
        self.value = value
        self.loads = loads  # fetched without the reader's asking
        self.rel = rel


class Page(HTMLParser):
    """One HTML file, reduced to what the checks need."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.doctype = None
        self.lang = None
        self.title = ""
        self.head = []  # (tag, attributes) in order, to judge what comes first
        self.ids = {}  # id → how often
        self.names = set()
        self.references = []
        self.assets = []  # own style sheets and scripts, for the weight
        self.problems = []
        self.inline = []  # (tag, text, where) of styles and scripts inside the page
        self._open = []
        self.feed(text)
        self.close()

    def problem(self, message):
        self.problems.append(f"line {self.getpos()[0]}: {message}")

    def handle_decl(self, decl):
        self.doctype = decl

    def handle_starttag(self, tag, attrs):
        self._element(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self._element(tag, attrs)

    def handle_endtag(self, tag):
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        # An <svg> may hold a <title> of its own; only the one in <head> names the page.
        if self._open and self._open[-1] == "title" and "head" in self._open:
            self.title += data
        if self.inline and self._open and self._open[-1] == self.inline[-1][0]:
            tag, text, where = self.inline[-1]
            self.inline[-1] = (tag, text + data, where)

    def _element(self, tag, attrs):
        given = {}
        for name, value in attrs:
            given.setdefault(name, "" if value is None else value)
        if tag == "html":
            self.lang = given.get("lang")
        if "head" in self._open:
            self.head.append((tag, given))
        if "id" in given:
            self.ids[given["id"]] = self.ids.get(given["id"], 0) + 1
        if tag == "a" and "name" in given:
            self.names.add(given["name"])
        self._inline(tag, given)
        self._addresses(tag, given)

    def _inline(self, tag, given):
        if tag == "style":
            self.inline.append((tag, "", f"line {self.getpos()[0]}"))
        if "style" in given:
            self.problem(f"inline style attribute on <{tag}>")
        for name in given:
            if name.startswith("on"):
                self.problem(f"event handler attribute {name} on <{tag}>")
        if tag == "base":
            self.problem("<base> changes what every relative address means")
        if tag != "script":
            return
        kind = given.get("type", "").strip().lower()
        if "src" not in given:
            if kind != "application/ld+json":
                self.inline.append((tag, "", f"line {self.getpos()[0]}"))
        elif kind not in ("", "text/javascript", "application/javascript"):
            self.problem(f"script of type {kind}: only classic scripts run from a file")
        elif "defer" not in given:
            self.problem("script without defer")

    def policy(self):
        """The policy of the page, by directive."""
        directives = {}
        for tag, given in self.head:
            if tag == "meta" and given.get("http-equiv", "").lower() == "content-security-policy":
                for part in given.get("content", "").split(";"):
                    words = part.split()
                    if words:
                        directives[words[0].lower()] = words[1:]
        return directives

    def stands_alone(self):
        """Whether the page is one that may be sent on without the rest: its policy lets it load nothing."""
        policy = self.policy()
        return any(source.startswith("'sha256-") for source in policy.get("style-src", []) + policy.get("script-src", []))

    def _addresses(self, tag, given):
        line = self.getpos()[0]

        def add(attribute, value, loads, rel=()):
            self.references.append(
                Reference(f"line {line}: {tag} {attribute}", value.strip(), loads, rel)
            )

        for attribute, tags in LOADING_ATTRIBUTES.items():
            if attribute in given and (tags is None or tag in tags):
                add(attribute, given[attribute], True)
        for attribute in ("srcset", "imagesrcset"):
            if attribute in given:
                for candidate in srcset(given[attribute]):
                    add(attribute, candidate, True)
        for attribute in ("action", "formaction"):
            if attribute in given:
                add(attribute, given[attribute], False)
        if "href" in given:
            rel = tuple(given.get("rel", "").lower().split())
            loads = tag in SVG_HREF or (tag == "link" and bool(LOADING_RELS & set(rel)))
            add("href", given["href"], loads, rel)
            if tag in ("a", "area"):
                self._external(tag, given, rel)
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            match = re.match(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?(.*)$", given.get("content", ""), re.I | re.S)
            if match:
                add("refresh", match.group(1).strip("'\" \t\n"), False)
        if tag == "script" and "src" in given:
            self.assets.append(given["src"])
        if tag == "link" and "stylesheet" in given.get("rel", "").lower().split():
            self.assets.append(given.get("href", ""))

    def _external(self, tag, given, rel):
        if "target" in given and given["target"].lower() not in ("_self", "_top", "_parent"):
            if is_external(given["href"]) and "noopener" not in rel:
                self.problem(f"<{tag} target> without rel=noopener: {given['href']}")


def srcset(value):
    """The addresses of a srcset; a comma inside a data: address is not a separator."""
    return [part.split()[0] for part in re.split(r",\s+|,$", value.strip()) if part.split()]


def is_external(value):
    return bool(SCHEME.match(value)) or value.startswith("//")


class Site:
    """The output folder: every file name, and every HTML file parsed once."""

    def __init__(self, root, base_url=None):
        self.root = Path(root)
        self.base_url = base_url.rstrip("/") + "/" if base_url else None
        self.files = sorted(
            path.relative_to(self.root).as_posix()
            for path in self.root.rglob("*")
            if path.is_file() or path.is_symlink()
        )
        self.known = set(self.files)
        self.folded = {name.lower(): name for name in self.files}
        self.folders = {posixpath.dirname(name) for name in self.files} | {""}
        self.findings = []
        self.addresses = 0
        self.pages = {}
        for name in self.files:
            if name.endswith((".html", ".htm")):
                self.pages[name] = Page(self.text(name))
        self._svg_ids = {}

    def find(self, name, message):
        self.findings.append((name, message))

    def text(self, name):
        data = (self.root / name).read_bytes()
        if data.startswith(b"\xef\xbb\xbf"):
            self.find(name, "starts with a byte order mark")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.find(name, f"is not UTF-8: {error}")
            return data.decode("utf-8", "replace")

    def ids(self, name):
        """Anchors of a page or picture; None when the kind of file has none we can see."""
        if name in self.pages:
            page = self.pages[name]
            return set(page.ids) | page.names
        if name.endswith(".svg"):
            if name not in self._svg_ids:
                self._svg_ids[name] = set(re.findall(r'\bid="([^"]+)"', self.text(name)))
            return self._svg_ids[name]
        return None

    # -- one address ---------------------------------------------------------------------

    def check_reference(self, name, reference):
        self.addresses += 1
        message = self.judge(name, reference)
        if message:
            self.find(name, f"{reference.where}: {message}")

    def judge(self, name, reference):
        """What is wrong with an address in file `name`, or None."""
        value = reference.value
        if value == "":
            return "empty address"
        if "\\" in value:
            return f"backslash in {value}"
        if self.base_url and value.startswith(self.base_url):
            # Absolute addresses of the site itself are for descriptions (canonical, alternate)
            # and for 404.html, which is served at any depth and so cannot be relative.
            if posixpath.basename(name) == "404.html" or (not reference.loads and reference.rel):
                return self.judge_local("", value[len(self.base_url):] or "index.html", value)
        if is_external(value):
            return self.judge_external(reference)
        if value.startswith("/"):
            return f"{value} starts at the server's root; only relative addresses work in a sub-path"
        return self.judge_local(name, value, value)

    def judge_external(self, reference):
        value = reference.value
        scheme = value.split(":", 1)[0].lower() if SCHEME.match(value) else ""
        if reference.loads:
            if scheme == "data" and reference.where.endswith(("img src", "img srcset", "source srcset", "css url")):
                return None
            if value.startswith("data:image/") and "icon" in reference.rel:
                return None
            return f"loads from outside: {value[:120]}"
        if reference.where.endswith(("a href", "area href")):
            if scheme in ("http", "https", "mailto", "tel"):
                return None
            return f"address of kind '{scheme or '//'}' is not allowed: {value[:120]}"
        return f"absolute address: {value[:120]}"

    def judge_local(self, name, value, shown):
        parts = urlsplit(value)
        fragment = unquote(parts.fragment)
        if parts.path:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            if path == ".." or path.startswith("../"):
                return f"{shown} leaves the output folder"
            if parts.path.endswith("/") or (path in self.folders and path not in self.known):
                return f"{shown} names a folder; a file name is needed where no server adds one"
            if path not in self.known:
                other = self.folded.get(path.lower())
                return f"{shown}: the file is called {other}" if other else f"{shown}: no such file"
        else:
            path = name
        if "#" in value:
            ids = self.ids(path)
            if ids is not None and fragment not in ids:
                return f"{shown}: no id '{fragment}' in {path}"
        return None

    # -- the checks ----------------------------------------------------------------------

    def check_pages(self):
        for name, page in self.pages.items():
            for message in page.problems:
                self.find(name, message)
            for anchor, count in page.ids.items():
                if count > 1:
                    self.find(name, f"id '{anchor}' occurs {count} times")
                if anchor == "" or re.search(r"\s", anchor):
                    self.find(name, f"id '{anchor}' is empty or has a blank")
            for reference in page.references:
                self.check_reference(name, reference)
            self.check_head(name, page)
            self.check_inline(name, page)

    def check_inline(self, name, page):
        """Styles and scripts inside a page are those that its policy names; such a page needs no other file."""
        policy = page.policy()
        for tag, text, where in page.inline:
            digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
            if f"'sha256-{digest}'" not in policy.get(f"{tag}-src", []):
                self.find(name, f"{where}: inline <{tag}>")
            if tag == "style":
                self.check_style(name, text)
                for address in re.findall(r"url\(\s*[\"']?(?!data:|#)([^)\"']*)", text, re.I):
                    self.find(name, f"css url: {address} is no part of a page that stands alone")
            else:
                self.check_script(name, text)
        if not page.stands_alone():
            return
        for reference in page.references:
            if not reference.value.startswith("#") and not is_external(reference.value):
                self.find(name, f"{reference.where}: {reference.value} is no part of a page that stands alone")
        for directive in ("script-src", "style-src", "img-src"):
            if any(not source.startswith(("'sha256-", "data:")) for source in policy.get(directive, [])):
                self.find(name, f"CSP: {directive} lets a page that stands alone load something")

    def check_head(self, name, page):
        if (page.doctype or "").strip().lower() != "doctype html":
            self.find(name, "no <!DOCTYPE html>")
        if not page.lang:
            self.find(name, "no lang on <html>")
        if not page.title.strip():
            self.find(name, "no title")
        first = page.head[0] if page.head else ("", {})
        if first[0] != "meta" or first[1].get("charset", "").lower() != "utf-8":
            self.find(name, "<meta charset=utf-8> is not the first element of <head>")
        for tag, given in page.head:
            if tag == "meta" and given.get("http-equiv", "").lower() == "content-security-policy":
                self.check_policy(name, page.policy())
                return
            if tag in ("link", "script", "style"):
                self.find(name, f"<{tag}> stands before the CSP <meta>, which rules only what follows")
                break
        if not any(given.get("http-equiv", "").lower() == "content-security-policy" for _, given in page.head):
            self.find(name, "no CSP <meta>")

    def check_policy(self, name, directives):
        if directives.get("default-src") != ["'none'"]:
            self.find(name, "CSP: default-src is not 'none'")
        for directive, sources in directives.items():
            for source in sources:
                if source.startswith("'unsafe") or source in ("*", "http:", "https:"):
                    self.find(name, f"CSP: {directive} allows {source}")
        if "form-action" in directives:
            self.find(name, "CSP: form-action blocks the search form on file:// in Firefox")

    def check_styles(self):
        for name in self.files:
            if name.endswith(".css"):
                self.check_style(name, self.text(name))

    def check_style(self, name, text):
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        if re.search(r"@import\b", text, re.I):
            self.find(name, "@import")
        for quoted, bare in re.findall(r"url\(\s*(?:[\"']([^\"']*)[\"']|([^)\"']*))\s*\)", text, re.I):
            self.check_reference(name, Reference("css url", (quoted or bare).strip(), True))

    def check_scripts(self):
        for name in self.files:
            if name.endswith((".js", ".mjs")):
                self.check_script(name, self.text(name))

    def check_script(self, name, text):
        # A string that starts like an address: text stores may hold an address inside a sentence.
        address = re.compile(r"[\"'`]\s*((?:https?:|wss?:|ftp:)//[^\"'`\s]*|//[a-z0-9-]+\.[a-z][^\"'`\s]*)", re.I)
        for found in address.findall(text):
            # Namespaces of SVG and MathML are names, nobody loads them.
            if not found.startswith("http://www.w3.org/"):
                self.find(name, f"external address in a string: {found[:120]}")

    def check_pictures(self):
        for name in self.files:
            if not name.endswith(".svg"):
                continue
            text = self.text(name)
            if re.search(r"<script\b", text, re.I):
                self.find(name, "script in a picture")
            if re.search(r"\son[a-z]+\s*=", text, re.I):
                self.find(name, "event handler in a picture")
            for value in re.findall(r"\b(?:xlink:)?href\s*=\s*[\"']([^\"']*)", text, re.I):
                self.check_reference(name, Reference("svg href", value, True))

    def check_machine_files(self):
        """Files for search engines and feed readers: well formed, and every address in them is there."""
        for name in self.files:
            if not name.endswith(".xml"):
                continue
            try:
                root = ElementTree.fromstring(self.text(name))
            except ElementTree.ParseError as error:
                self.find(name, f"is not well-formed XML: {error}")
                continue
            for element in root.iter():
                tag = element.tag.rsplit("}", 1)[-1]
                if tag == "loc" or (tag == "link" and element.tag.startswith(ATOM)):
                    self.check_absolute(name, (element.text if tag == "loc" else element.get("href")) or "")
            if root.tag == f"{ATOM}feed":
                self.check_feed(name, root)

    def check_absolute(self, name, value):
        self.addresses += 1
        if not self.base_url or not value.startswith(self.base_url):
            self.find(name, f"{value} does not begin with the site's own address")
        elif value[len(self.base_url):] not in self.known:
            self.find(name, f"{value}: no such file")

    def check_feed(self, name, feed):
        """What RFC 4287 wants of a feed and its entries, and days in order, the newest first."""
        entries = feed.findall(f"{ATOM}entry")
        seen = set()
        for element in [feed, *entries]:
            for wanted in ("id", "title", "updated"):
                if len(element.findall(f"{ATOM}{wanted}")) != 1:
                    self.find(name, f"<{wanted}> does not stand once in <{element.tag.removeprefix(ATOM)}>")
            own = element.findtext(f"{ATOM}id", "")
            if own in seen:
                self.find(name, f"the id {own} is there twice")
            seen.add(own)
            if not RFC_3339.match(element.findtext(f"{ATOM}updated", "")):
                self.find(name, f"{own}: <updated> is no time of RFC 3339")
            if element is not feed and feed.find(f"{ATOM}author") is None and element.find(f"{ATOM}author") is None:
                self.find(name, f"{own} has no author")
        days = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
        if days != sorted(days, reverse=True):
            self.find(name, "entries are not in order, the newest first")

    def check_names(self):
        seen = {}
        paths = self.files + sorted(folder for folder in self.folders if folder)
        for name in paths:
            if len(name) >= MAX_PATH:
                self.find(name, f"path of {len(name)} characters; the limit is {MAX_PATH}")
            for part in name.split("/"):
                if not SAFE_NAME.match(part):
                    self.find(name, "name with characters other than ASCII letters, digits, '.', '_', '-'")
                if RESERVED.match(part) or part.endswith("."):
                    self.find(name, f"'{part}' cannot be created on Windows")
            other = seen.setdefault(name.lower(), name)
            if other != name:
                self.find(name, f"differs from {other} in case only")

    def check_weight(self, names, limit):
        """HTML with its style sheets and scripts, before compression."""
        for name in names:
            if name not in self.pages:
                continue
            parts = {name}
            for address in self.pages[name].assets:
                path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(urlsplit(address).path)))
                if path in self.known:
                    parts.add(path)
            weight = sum((self.root / part).stat().st_size for part in parts)
            if weight > limit:
                sizes = ", ".join(f"{part} {(self.root / part).stat().st_size}" for part in sorted(parts))
                self.find(name, f"weighs {weight} bytes, the limit is {limit} ({sizes})")


# -- what the content promises -------------------------------------------------------------


def items(project):
    """Pages that the content folder promises: (address, kind), found by folder alone."""
    content = Path(project) / "content"
    found = []
    for path in sorted(content.rglob("*.md")):
        parts = path.relative_to(content).parts
        stem = path.name[: -len(".md")]
        match = re.match(r"^(.+)\.([a-z]{2,3}(?:-[A-Za-z]+)?)$", stem)
        translated = bool(match) and (path.parent / (match.group(1) + ".md")).exists()
        if parts[0] in ("roles", "terms", "notes", "cases", "pages") and len(parts) == 2:
            kind, address = parts[0].removesuffix("s"), f"{parts[0]}/{stem}.html"
        elif parts[0] == "standards" and len(parts) == 3:
            kind, address = "standard", f"{parts[1]}/{stem}.html"
        elif parts[0] == "standards" and len(parts) == 4:
            kind, address = "edition", f"{parts[1]}/{parts[2]}/{stem}.html"
        elif parts[0] == "standards" and len(parts) == 5:
            kind, address = parts[3].removesuffix("s"), f"{parts[1]}/{parts[2]}/{stem}.html"
        else:
            continue
        found.append((address, f"{kind} translation" if translated else kind))
    return found


def check(output, project=None, base_url=None, max_weight=MAX_WEIGHT, weigh=()):
    """All checks; returns the Site with its findings sorted."""
    site = Site(output, base_url)
    if not site.pages:
        site.find(".", "no HTML file in the output")
    site.check_pages()
    site.check_styles()
    site.check_scripts()
    site.check_pictures()
    site.check_machine_files()
    site.check_names()
    weighed = {"index.html"} | {name for name in site.pages for glob in weigh if fnmatch.fnmatch(name, glob)}
    if project:
        for address, kind in items(project):
            if address not in site.known:
                site.find(address, f"the content has this {kind}, the output has no page for it")
            if kind in ("task", "task translation"):
                weighed.add(address)
    alone = {name for name, page in site.pages.items() if page.stands_alone()}
    site.check_weight(sorted(weighed - alone), max_weight)
    site.check_weight(sorted(alone), MAX_SINGLE)
    site.findings.sort()
    return site


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", help="folder of the built site")
    parser.add_argument("--project", help="folder that holds content/: every item must have its page")
    parser.add_argument("--base-url", help="the site's own absolute address, if site.yaml names one")
    parser.add_argument("--max-weight", type=int, default=MAX_WEIGHT, metavar="BYTES",
                        help="limit for the home page and task pages (default %(default)s)")
    parser.add_argument("--weigh", action="append", default=[], metavar="GLOB", help="further pages to weigh")
    options = parser.parse_args(arguments)
    if not Path(options.output).is_dir():
        print(f"{options.output}: no such folder", file=sys.stderr)
        return 2
    site = check(options.output, options.project, options.base_url, options.max_weight, options.weigh)
    for name, message in site.findings:
        print(f"{name}: {message}")
    print(f"{len(site.files)} files, {len(site.pages)} pages, {site.addresses} addresses, {len(site.findings)} findings")
    if not site.findings:
        print(f"checks: {len(site.pages)}")
    return 1 if site.findings else 0


if __name__ == "__main__":
    sys.exit(main())
