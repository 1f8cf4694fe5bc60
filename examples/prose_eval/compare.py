#!/usr/bin/env python3
"""Compares the letters and digits that pages show with those that another renderer shows for the same Markdown.

    examples/prose_eval/compare.py BOOK NORMBOOK

BOOK is a book that convert.py made. The other renderer is markdown-it-py (pip install markdown-it-py), with tables and
struck-out text. Each page whose letters differ is named, with the first place where they part.
"""
import collections
import difflib
import html.parser
import pathlib
import re
import subprocess
import sys

from markdown_it import MarkdownIt


# Marks that normbook knows and the other renderer shows as text, with what is left of them.
MARKS = [
    (r"^((?:> ?)+)\[!\w+\]", r"\1"),  # names of boxes, which are shown in Chinese
    (r"^(\s*(?:[-*+]|\d+\.) )\[[ xX]\] ", r"\1"),  # boxes of task lists
    (r"^([ >]*\|.*)$", lambda row: re.sub(r"<br ?/?>", " ", row[1])),  # line ends in cells
    (r"\[\^[^\]\s]+\](?::)?", ""),  # footnotes
    (r"^(#+ .*)\{#[^}]*\}[ \t]*$", r"\1"),  # anchors of headings
]


class Text(html.parser.HTMLParser):
    """The texts of elements of a class, or of a whole fragment."""

    def __init__(self, wanted=None):
        super().__init__()
        self.wanted, self.depth, self.open, self.texts = wanted, 0, [], []

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        if tag == "img" and (self.wanted is None or self.open and self.open[-1]):
            self.texts.append(dict(attributes).get("alt") or "")
        void = tag in ("img", "br", "hr", "input", "wbr", "meta", "link")
        inside = bool(self.open and self.open[-1]) or self.wanted is None or self.wanted in classes
        # What the program says of its own: numbers of notes, names of boxes.
        own = {"nb-call", "nb-alert-title", "nb-back"} & set(classes)
        if not void:
            self.open.append(inside and not own)

    def handle_endtag(self, tag):
        if self.open:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] or self.wanted is None and not self.open:
            self.texts.append(data)


def letters(text):
    return "".join(character for character in text if character.isalnum())


def texts(page, wanted=None):
    page = re.sub(r'(<section class="nb-footnotes">)<h2>.*?</h2>', r"\1", page)
    reader = Text(wanted)
    reader.feed(page)
    return letters("".join(reader.texts))


def other(body):
    for pattern, kept in MARKS:
        body = re.sub(pattern, kept, body, flags=re.M)
    renderer = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return texts(renderer.render(body))


def kind(ours, theirs, body):
    """What stands at the first place where two texts part, in words that repeat."""
    at = next((n for n, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    return f"{ours[max(0, at - 8):at]} | {ours[at:at + 16]} | {theirs[at:at + 16]}"


def main():
    book, program = pathlib.Path(sys.argv[1]), str(pathlib.Path(sys.argv[2]).resolve())
    subprocess.run([program, "build"], cwd=book, capture_output=True)
    pages = sorted((book / "content" / "pages").glob("p-*.md"))
    equal, compared, missing, differing = 0, 0, 0, []
    for page in pages:
        body = page.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        fences_or_comments = r"(^ *(```+|~~~+).*?^ *\2)|<!--.*?-->"
        body = re.sub(fences_or_comments, lambda found: found[1] or "", body, flags=re.S | re.M)
        built = book / "output" / "site" / "pages" / f"{page.stem}.html"
        if not built.is_file():
            missing += 1
            continue
        parts = [built, *sorted(built.parent.glob(f"{page.stem}.p*.html"))]
        ours, theirs = "".join(texts(part.read_text(encoding="utf-8"), "nb-text") for part in parts), other(body)
        compared += len(theirs)
        if ours == theirs:
            equal += 1
        else:
            matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False) if len(ours) < 20000 else None
            lost = sum(b2 - b1 for tag, _, _, b1, b2 in matcher.get_opcodes() if tag != "equal") if matcher else -1
            differing.append((page.name, lost, kind(ours, theirs, body)))
    print(f"{equal} of {len(pages)} pages equal, {compared} letters and digits compared, {missing} pages not built")
    for name, lost, said in differing:
        print(f"{name}: {lost} letters: {said}")


if __name__ == "__main__":
    main()
