#!/usr/bin/env python3
"""Holds normbook against the examples of CommonMark 0.31.2 and of GitHub's tables, tasks and strikethrough.

    tests/site/commonmark.py NORMBOOK

The examples come from the tests that the crate pulldown-cmark is packed with; none is copied into this repository.
Each becomes a page of a book. What the built page shows must be what the example expects, but for the examples that
tests/site/commonmark.txt lists, each with its reason. An example that is listed and agrees is a failure too, so that
the list stays true.

Not compared: classes but those of code, levels of headings (normbook begins at 2), anchors, and links and pictures
whose address no page of normbook may have, of which the words are compared.
"""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
VOID = {"br", "hr", "img", "input"}
# What the examples link to would be told as errors, and nothing would be built.
RULES = """dangling-ref missing-file link-address picture-source picture-words nested-link unknown-anchor
duplicate-anchor heading-attributes table-cells quotation-place section-provenance unsafe-character""".split()


def examples():
    metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1"], cwd=HERE.parent.parent))
    crate = next(package for package in metadata["packages"] if package["name"] == "pulldown-cmark")
    suite = pathlib.Path(crate["manifest_path"]).parent / "tests" / "suite"
    found = {}
    for stem in ["spec", "gfm_table", "gfm_tasklist", "gfm_strikethrough"]:
        text = (suite / f"{stem}.rs").read_text(encoding="utf-8")
        pattern = r'fn (\w+_test_\d+)\(\) \{\s*let original = r##"(.*?)"##;\s*let expected = r##"(.*?)"##;'
        for name, original, expected in re.findall(pattern, text, re.S):
            found[name.replace("_test_", "-")] = (reachable(original), reachable(expected))
    assert len(found) == 652 + 14, f"{len(found)} examples"
    return found


def reachable(text):
    """The addresses of the examples begin at the root of a server, which no page of normbook may do."""
    return re.sub(r"(?<![\w/.])/(ur[li]\d?|my%20uri|bar\d*|foo)(?![\w.]*/)", r"tel:\1", text)


class Tree(html.parser.HTMLParser):
    """Markup as a flat list of what is compared."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out = []
        self.open = []
        self.hidden = 0

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        shown = self.shown(tag, attributes, classes)
        hides = "nb-anchor" in classes or "nb-alert-title" in classes
        if self.hidden or hides:
            self.hidden += tag not in VOID
            return
        if tag not in VOID:
            self.open.append((tag, shown is not None))
        if shown is not None:
            self.out.append(f"<{shown}>")

    def shown(self, tag, attributes, classes):
        if tag in {"div", "section", "span", "tbody", "bdi"} or tag in {"figure"}:
            return None
        if tag == "a":
            address = attributes.get("href") or ""
            if not re.match(r"(?i)(https?|mailto|tel):", address) or "nb-term" in classes:
                return None
            title = attributes.get("title")
            return f"a {plain(address)}" + (f" “{title}”" if title else "")
        if tag == "img":
            self.text(attributes.get("alt") or "")
            return None
        if tag == "code":
            return " ".join(["code", *[own for own in classes if own.startswith("language-")]])
        if tag == "ol":
            return "ol " + (attributes.get("start") or "1")
        if tag == "input":
            return "input checked" if "checked" in attributes else "input"
        if tag in {"th", "td"}:
            style = attributes.get("style") or attributes.get("align") or ""
            side = "center" if "center" in style or "nb-center" in classes else ""
            return f"{tag} " + ("end" if "right" in style or "nb-end" in classes else side)
        return "h" if re.fullmatch(r"h[1-6]", tag) else tag

    def handle_endtag(self, tag):
        if self.hidden:
            self.hidden -= 1
            return
        if tag in VOID or not self.open:
            return
        own, shown = self.open.pop()
        if shown:
            self.out.append(f"</{'h' if re.fullmatch(r'h[1-6]', own) else own}>")

    def handle_data(self, data):
        if not self.hidden:
            self.text(data)

    def text(self, data):
        in_code = any(tag == "pre" for tag, _ in self.open)
        self.out.append(("pre:" if in_code else "text:") + data)


def plain(address):
    return address.replace("&amp;", "&")


def normal(markup):
    tree = Tree()
    tree.feed(markup)
    tree.close()
    pieces = []
    for piece in tree.out:
        kind, _, words = piece.partition(":")
        if kind == "text" and not piece.startswith("<"):
            words = re.sub(r"\s+", " ", words)
            if pieces and not pieces[-1].startswith("<"):
                pieces[-1] = re.sub(r" +", " ", pieces[-1] + words)
            else:
                pieces.append(words)
        elif kind == "pre" and not piece.startswith("<"):
            if pieces and pieces[-1].startswith("\0"):
                pieces[-1] += words
            else:
                pieces.append("\0" + words)
        else:
            pieces.append(piece)
    inline = re.compile(r"</?(a|em|strong|del|code|sub|sup|input)\b")
    out = []
    for at, piece in enumerate(pieces):
        if not piece.startswith("<"):
            before = pieces[at - 1] if at else "<p>"
            after = pieces[at + 1] if at + 1 < len(pieces) else "</p>"
            if not inline.match(before):
                piece = piece.lstrip(" ")
            if not inline.match(after):
                piece = piece.rstrip(" \n")
            if not piece.strip("\0"):
                continue
        out.append(piece)
    return out


def text_of(page):
    start = page.find('<div class="nb-text">')
    if start < 0:
        return ""
    depth = 0
    for tag in re.finditer(r"<(/?)div\b", page[start:]):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return page[start : start + tag.start()]
    return page[start:]


def build(normbook, found, folder):
    content = folder / "content"
    (content / "pages").mkdir(parents=True)
    rules = ", ".join(f"{rule}: note" for rule in RULES)
    (content / "site.yaml").write_text(
        f"format: 2\ntitle: CommonMark\nlanguages: [zh-CN]\npublisher: {{name: CommonMark}}\nrules: {{{rules}}}\n", encoding="utf-8"
    )
    for name, (original, _) in found.items():
        (content / "pages" / f"{name.replace('_', '-')}.md").write_text(f"---\ntitle: 题\n---\n{original}", encoding="utf-8")
    output = folder / "site"
    done = subprocess.run([normbook, "build", "--out", output], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:] + done.stdout[-2000:]
    return output


def main():
    found = examples()
    listed = {}
    for line in (HERE / "commonmark.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names, reason = line.split(": ", 1)
            assert reason, line
            listed.update({name: reason for name in names.split()})
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        output = build(str(pathlib.Path(sys.argv[1]).resolve()), found, pathlib.Path(folder))
        for name, (original, expected) in found.items():
            page = (output / "pages" / f"{name.replace('_', '-')}.html").read_text(encoding="utf-8")
            actual, due = normal(text_of(page)), normal(expected)
            if (actual == due) == (name in listed):
                wrong.append(f"{name}\n{original!r}\nexpected {due}\nfound    {actual}\nlisted: {listed.get(name)}\n")
    unknown = sorted(listed.keys() - found.keys())
    print("\n".join(wrong + unknown), file=sys.stderr)
    print(f"checks: {len(found)}")
    print(f"{len(found) - len(listed)} of {len(found)} examples agree, {len(listed)} differ on purpose")
    sys.exit(bool(wrong or unknown))


if __name__ == "__main__":
    main()
